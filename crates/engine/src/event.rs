//! Events: what the portal tells others about changes, and how a change becomes a row of the outbox.
//!
//! An entity declares its events as [`Rule`]s. A [`Commit`](crate::Commit) made for a call notes which
//! records it writes, and puts a row for each event that somebody listens to into the outbox, in the
//! same atomic write as the change. One event is one row, however many want it; with nobody listening
//! there is no row, and noting costs nothing.
//!
//! A commit raises an event once for an object and kind of change: what several rules do to one record
//! is one update, an add that is completed by updates is one add, and a record that comes and goes in
//! the same commit raises nothing.
//!
//! docs: api-reference/events/index.md.

mod form;
mod listeners;
pub mod offline;
mod outbox;
mod raise;

pub use form::{form, json};
pub use listeners::{Listeners, Names, Offline, Source};
pub use outbox::{decode, encode, outbox, remove};
pub use raise::Raising;

use crate::{Record, Services};
use params::Value;

/// Something that happened, as the outbox keeps it.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Its name in capitals: `ONCRMDEALADD`.
    pub name: String,
    /// What is delivered as `data`.
    pub data: Value,
    /// What it happened to: `deal:7405`. Events of one object are delivered in their order.
    pub object: String,
    /// When, UTC milliseconds. Notices of offline queues may have a time to come, before which they are
    /// not to be delivered.
    pub at: i64,
    /// Id of the user who did it; 0 for the portal itself.
    pub user: u64,
    /// `auth_connector` of the call that did it, in lower case, or nothing.
    pub connector: String,
    /// The only application whose handlers hear of it; anybody's when there is none.
    pub application: Option<u64>,
}

impl Event {
    /// An event that nothing has raised, for trying handlers out: of no object, by somebody, at a time.
    pub fn made_up(name: &str, data: Value, user: u64, at: i64) -> Event {
        Event {
            name: name.to_owned(),
            data,
            object: String::new(),
            at,
            user,
            connector: String::new(),
            application: None,
        }
    }
}

/// What a commit does to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    /// It was not there before.
    Add,
    /// It was there and stays.
    Update,
    /// It goes.
    Delete,
}

/// A record in the moment of a commit.
#[derive(Clone, Copy)]
pub struct Moment<'a> {
    /// The record as the commit leaves it; one that goes, as it was.
    pub record: &'a Record,
    /// Before an update.
    pub old: Option<&'a Record>,
    /// The portal.
    pub services: &'a Services,
}

impl Moment<'_> {
    /// Whether the commit changes a field; every field of a new record is changed.
    pub fn changed(&self, name: &str) -> bool {
        self.old.is_none_or(|old| old.get(name) != self.record.get(name))
    }
}

/// An event that an entity's writes raise.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The kind of write.
    pub on: On,
    /// The event's name in capitals, or what `spell` makes one of.
    pub name: &'static str,
    /// The name for a record where it depends on that; nothing when the record raises none.
    pub spell: Option<fn(&'static str, &Record) -> Option<String>>,
    /// Which writes of that kind raise it.
    pub when: fn(&Moment) -> bool,
    /// What is delivered.
    pub data: fn(&Moment) -> Value,
}

impl Rule {
    /// An event of a kind of write.
    pub const fn new(on: On, name: &'static str, data: fn(&Moment) -> Value) -> Rule {
        Rule { on, name, spell: None, when: |_| true, data }
    }

    /// The same for some writes only.
    pub const fn when(mut self, when: fn(&Moment) -> bool) -> Rule {
        self.when = when;
        self
    }

    /// The same under a name that depends on the record.
    pub const fn spelled(mut self, spell: fn(&'static str, &Record) -> Option<String>) -> Rule {
        self.spell = Some(spell);
        self
    }
}

/// The events of adds, updates and deletes, with the same data.
pub const fn each(names: [&'static str; 3], data: fn(&Moment) -> Value) -> [Rule; 3] {
    let [add, update, delete] = names;
    [Rule::new(On::Add, add, data), Rule::new(On::Update, update, data), Rule::new(On::Delete, delete, data)]
}

#[cfg(test)]
mod tests;
