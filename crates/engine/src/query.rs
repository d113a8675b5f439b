//! Finding records: which index to walk, what to test, when to stop counting.

mod plan;
mod walk;

use crate::{
    Entity, Kind, Record, Result, Schema, Services,
    filter::{Condition, Op, Test},
    user_field::USER_FIELD,
};
use plan::plan;
use store::Bytes;

/// What to find, and which part of it.
#[derive(Clone, Debug)]
pub struct Query {
    /// What records must satisfy.
    pub test: Test,
    /// Sort order, most significant first; the id decides what is left.
    pub order: Vec<Order>,
    /// Matching records to pass over.
    pub offset: u64,
    /// Records wanted.
    pub limit: usize,
    /// Whether to count all matching records.
    pub counted: bool,
}

/// A sort key.
#[derive(Clone, Copy, Debug)]
pub struct Order {
    /// Position of the field.
    pub position: usize,
    /// Largest first.
    pub descending: bool,
}

/// A stored record, undecoded.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its id.
    pub id: u64,
    /// Version of the entry.
    pub version: u64,
    /// Its bytes.
    pub bytes: Bytes,
}

/// Part of what was found.
#[derive(Debug, Default)]
pub struct Page {
    /// The rows.
    pub rows: Vec<Row>,
    /// All matching records, if they were counted.
    pub total: Option<u64>,
}

impl Query {
    /// Everything that satisfies a test, by id.
    pub fn all(test: Test) -> Query {
        Query { test, order: Vec::new(), offset: 0, limit: usize::MAX, counted: false }
    }

    /// The highest position of a field that it names.
    fn reaches(&self) -> usize {
        fn highest(test: &Test) -> usize {
            match test {
                Test::All(tests) | Test::Any(tests) => tests.iter().map(highest).max().unwrap_or(0),
                Test::Is(condition) => condition.position,
            }
        }
        self.order.iter().map(|order| order.position).max().unwrap_or(0).max(highest(&self.test))
    }

    /// Everything whose field equals a value, by id.
    pub fn equal(schema: &Schema, field: &str, value: impl Into<crate::Data>) -> Query {
        let is = |position| Test::Is(Condition::new(position, Op::In, vec![value.into()]));
        Query::all(schema.position(field).map_or(Test::Any(Vec::new()), is))
    }
}

/// Runs a query.
///
/// # Errors
/// When the store fails.
pub fn run(services: &Services, entity: &'static Entity, query: &Query) -> Result<Page> {
    let mut schema = services.schema(entity)?;
    if query.reaches() >= schema.fields.len() {
        // Whoever made the query saw a field that somebody is just adding, and this is the schema from before.
        services.memo.forget(USER_FIELD.name);
        schema = services.schema(entity)?;
    }
    let schema = schema.as_ref();
    let plan = plan(services, schema, query)?;
    if !query.counted || plan.total.is_some() {
        // The order's own index, or the records themselves, may give the page long before all matches are seen.
        if let Some(page) = walk::in_order(services, schema, query, &plan)? {
            return Ok(page);
        }
    }
    let first = query.order.first().map(|order| schema.fields[order.position].kind);
    match first {
        Some(kind) if kind != Kind::Id => walk::sorted(services, schema, query, plan),
        _ => walk::by_id(services, schema, query, plan, query.order.first().is_some_and(|order| order.descending)),
    }
}

/// Every record that a query finds.
///
/// # Errors
/// When the store fails.
pub fn all(services: &Services, entity: &'static Entity, query: &Query) -> Result<Vec<Record>> {
    let schema = services.schema(entity)?;
    let page = run(services, entity, query)?;
    Ok(page.rows.iter().map(|row| Record::read(schema.clone(), row.id, row.version, &row.bytes)).collect())
}
