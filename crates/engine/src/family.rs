//! How REST names an entity: prefix, scope, dialect and methods.

use crate::{Answer, Call, Dialect, Entity, Result, verbs};

/// A group of methods with one prefix: a file and a line in the list of families.
#[derive(Debug)]
pub struct Family {
    /// What precedes the methods' names: `crm.deal`. Empty for methods named whole.
    pub prefix: &'static str,
    /// What its verbs work on.
    pub entity: Option<&'static Entity>,
    /// How it spells names, parameters and answers.
    pub dialect: &'static Dialect,
    /// The key of one record in a wrapped answer: `category`.
    pub one: &'static str,
    /// The key of many records in a wrapped answer: `categories`.
    pub many: &'static str,
    /// Its methods.
    pub methods: &'static [Method],
}

impl Family {
    /// A family without methods, in the classic CRM dialect.
    pub const BASE: Family =
        Family { prefix: "", entity: None, dialect: &crate::dialect::CRM, one: "", many: "", methods: &[] };
}

/// One method: the end of its name and what it does.
#[derive(Clone, Copy, Debug)]
pub struct Method {
    /// What follows the prefix and a dot: `list`, `productrows.get`. Empty when the prefix is the name.
    pub name: &'static str,
    /// What it does.
    pub run: fn(&Call) -> Result<Answer>,
    /// Whether it changes data.
    pub writes: bool,
    /// Whether it may look at very many records.
    pub scans: bool,
}

/// A method that reads.
pub const fn read(name: &'static str, run: fn(&Call) -> Result<Answer>) -> Method {
    Method { name, run, writes: false, scans: false }
}

/// A method that writes.
pub const fn write(name: &'static str, run: fn(&Call) -> Result<Answer>) -> Method {
    Method { name, run, writes: true, scans: false }
}

impl Method {
    /// The same verb under another name: `LIST.named("getlist")`.
    pub const fn named(mut self, name: &'static str) -> Method {
        self.name = name;
        self
    }

    /// The same method, which may look at very many records.
    pub const fn scanning(mut self) -> Method {
        self.scans = true;
        self
    }
}

/// Adds a record.
pub const ADD: Method = write("add", verbs::add);
/// Changes a record.
pub const UPDATE: Method = write("update", verbs::update);
/// Deletes a record.
pub const DELETE: Method = write("delete", verbs::delete);
/// Answers one record.
pub const GET: Method = read("get", verbs::get);
/// Answers a page of records.
pub const LIST: Method = read("list", verbs::list).scanning();
/// Describes the fields.
pub const FIELDS: Method = read("fields", verbs::fields);
