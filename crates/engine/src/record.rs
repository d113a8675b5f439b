//! A record in memory, as rules read and change it. Answers print straight from the stored bytes.

use crate::{
    Data, Schema,
    codec::{self, View},
};
use std::sync::Arc;

/// A record with its values by field.
#[derive(Clone, Debug)]
pub struct Record {
    /// Its id; 0 until it is given one.
    pub id: u64,
    /// Version of the stored entry; 0 for a new record.
    pub version: u64,
    /// Its schema.
    pub schema: Arc<Schema>,
    values: Vec<Data>,
}

impl Record {
    /// An empty record.
    pub fn new(schema: Arc<Schema>, id: u64) -> Record {
        Record { id, version: 0, values: vec![Data::Null; schema.fields.len()], schema }
    }

    /// A record from its stored bytes.
    pub fn read(schema: Arc<Schema>, id: u64, version: u64, bytes: &[u8]) -> Record {
        let view = View::new(bytes, schema.slots);
        let values = (0..schema.fields.len()).map(|at| match schema.fields[at].kind {
            crate::Kind::Id => Data::Null,
            _ => codec::owned(view.get(schema.slot(at))),
        });
        Record { id, version, values: values.collect(), schema }
    }

    /// Its bytes.
    pub fn encode(&self) -> Vec<u8> {
        codec::encode(self.values.iter().enumerate().map(|(at, data)| (self.schema.slot(at), data)))
    }

    /// Takes the record over into a newer schema of its entity. Fields keep their positions, and the
    /// values of fields that are gone go with them.
    pub fn renew(&mut self, schema: Arc<Schema>) {
        if Arc::ptr_eq(&self.schema, &schema) {
            return;
        }
        self.values.resize(schema.fields.len(), Data::Null);
        for (value, field) in self.values.iter_mut().zip(&schema.fields) {
            if field.name.is_empty() {
                *value = Data::Null;
            }
        }
        self.schema = schema;
    }

    /// The value of the field at a position.
    pub fn at(&self, position: usize) -> &Data {
        &self.values[position]
    }

    /// Sets the field at a position.
    pub fn put(&mut self, position: usize, data: Data) {
        self.values[position] = data;
    }

    /// The value of a field.
    pub fn get(&self, name: &str) -> &Data {
        static NULL: Data = Data::Null;
        self.place(name).map_or(&NULL, |at| &self.values[at])
    }

    /// Sets a field.
    pub fn set(&mut self, name: &str, data: impl Into<Data>) {
        if let Some(at) = self.place(name) {
            self.values[at] = data.into();
        }
    }

    /// Text of a field, or nothing.
    pub fn text(&self, name: &str) -> &str {
        self.get(name).text()
    }

    /// Number of a field, or 0.
    pub fn int(&self, name: &str) -> i64 {
        self.get(name).int()
    }

    /// Flag of a field, or no.
    pub fn flag(&self, name: &str) -> bool {
        matches!(self.get(name), Data::Flag(true))
    }

    /// Elements of a field, or none.
    pub fn items(&self, name: &str) -> &[Data] {
        self.get(name).items()
    }

    // A name that the schema lacks is a slip in a rule: loud in tests, empty for people.
    fn place(&self, name: &str) -> Option<usize> {
        let place = self.schema.position(name);
        if place.is_none() {
            debug_assert!(false, "{} has no field {name}", self.schema.entity.name);
            tracing::error!(entity = self.schema.entity.name, field = name, "a rule names a field that does not exist");
        }
        place
    }
}
