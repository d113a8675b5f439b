//! One atomic write: records with their index entries and counters, and whatever rules add.

use crate::{Call, Entity, Error, Record, Result, Services, event::Raising, file, index, user_field::USER_FIELD};
use params::Value;
use rustc_hash::FxHashMap;
use std::{
    hash::{BuildHasher, RandomState},
    time::Duration,
};
use store::{Check, Durability, Op, StoreError, Ticket, keys};

/// Most bytes of a record: pages of fifty are made in memory.
const RECORD_MAX: usize = 8 << 20;

/// A record before and after a write, as rules see it.
#[derive(Clone, Debug)]
pub struct Change {
    /// The stored record; `None` for an add.
    pub old: Option<Record>,
    /// The record to be.
    pub new: Record,
    /// Positions of the fields that the client gave.
    pub given: Vec<usize>,
}

impl Change {
    /// Whether the client gave a field.
    pub fn gave(&self, name: &str) -> bool {
        self.new.schema.position(name).is_some_and(|at| self.given.contains(&at))
    }

    /// Whether a field's value differs from the stored one; every field of a new record does.
    pub fn changed(&self, name: &str) -> bool {
        self.old.as_ref().is_none_or(|old| old.get(name) != self.new.get(name))
    }
}

/// Writes that happen together or not at all, with the events that they raise.
#[derive(Debug)]
pub struct Commit {
    /// What must hold for the writes to happen.
    pub checks: Vec<Check>,
    /// The writes.
    pub ops: Vec<Op>,
    touched: Vec<&'static str>,
    /// By key, where among the writes a record stands; nothing for one that goes.
    written: FxHashMap<Vec<u8>, Option<usize>>,
    /// What others will hear of it; nothing while nobody listens.
    events: Option<Box<Raising>>,
}

impl Commit {
    /// Writes of a call.
    pub fn by(call: &Call) -> Commit {
        Commit { events: Raising::by(call), ..Commit::quiet() }
    }

    /// Writes that raise no events: what a portal starts with.
    pub fn quiet() -> Commit {
        Commit { checks: Vec::new(), ops: Vec::new(), touched: Vec::new(), written: FxHashMap::default(), events: None }
    }

    /// Raises an event that the writes do not tell of by themselves, if somebody listens to it.
    pub fn raise(&mut self, name: &str, object: &Record, data: impl FnOnce() -> Value) {
        if let Some(events) = self.events.as_mut().filter(|events| events.wants(name)) {
            events.raise(name, object, data());
        }
    }

    /// Raises an event that only the handlers of one application hear of.
    pub fn raise_to(&mut self, application: u64, name: &str, data: impl FnOnce() -> Value) {
        if let Some(events) = self.events.as_mut().filter(|events| events.wants(name)) {
            events.raise_to(application, name, data());
        }
    }

    /// Adds the write of a record; `old` is what is stored now. Where the commit writes the record
    /// already, what is new here is added to that; one that goes stays gone.
    pub fn save(&mut self, old: Option<&Record>, new: &Record) {
        let entity = new.schema.entity.name;
        let key = keys::record(entity, new.id);
        match (old, self.written.get(&key).copied()) {
            (_, Some(None)) => {}
            (Some(old), Some(Some(place))) => {
                let before = self.pending(new, place);
                let mut both = before.clone();
                let known = old.schema.fields.len();
                let changed = |at: &usize| *at >= known || new.at(*at) != old.at(*at);
                for at in (0..new.schema.fields.len()).filter(changed) {
                    both.put(at, new.at(at).clone());
                }
                self.write(key, Some(&before), &both);
            }
            (Some(old), None) => {
                self.checks.push(Check::Version(key.clone(), old.version));
                self.write(key, Some(old), new);
            }
            (None, _) => {
                self.checks.push(Check::Absent(key.clone()));
                self.ops.push(Op::Add(keys::count(entity, b""), 1));
                self.write(key, None, new);
            }
        }
    }

    /// A record as the write at a place makes it.
    fn pending(&self, record: &Record, place: usize) -> Record {
        match self.ops.get(place) {
            Some(Op::Put(_, bytes)) => Record::read(record.schema.clone(), record.id, record.version, bytes),
            _ => record.clone(),
        }
    }

    fn write(&mut self, key: Vec<u8>, old: Option<&Record>, new: &Record) {
        if let Some(events) = &mut self.events {
            events.written(old, new);
        }
        self.written.insert(key.clone(), Some(self.ops.len()));
        self.ops.push(Op::Put(key, new.encode()));
        self.refer(old, Some(new));
        self.index(old, Some(new));
        self.touched.push(new.schema.entity.name);
    }

    /// Adds the removal of a record, with what the commit has made of it so far.
    pub fn delete(&mut self, old: &Record) {
        let entity = old.schema.entity.name;
        let key = keys::record(entity, old.id);
        let now = match self.written.insert(key.clone(), None) {
            Some(None) => return,
            Some(Some(place)) => self.pending(old, place),
            None => {
                self.checks.push(Check::Version(key.clone(), old.version));
                old.clone()
            }
        };
        if let Some(events) = &mut self.events {
            events.deleted(old);
        }
        self.ops.push(Op::Add(keys::count(entity, b""), -1));
        self.ops.push(Op::Del(key));
        self.refer(Some(&now), None);
        self.index(Some(&now), None);
        self.touched.push(entity);
    }

    /// The same for a record that goes along with another, when only that one is told of.
    pub fn delete_quietly(&mut self, old: &Record) {
        let events = self.events.take();
        self.delete(old);
        self.events = events;
    }

    /// Whatever is remembered of an entity is read again after the commit.
    pub fn touch(&mut self, entity: &'static Entity) {
        self.touched.push(entity.name);
    }

    /// Does it. The ticket says when it is durable.
    ///
    /// # Errors
    /// 400 `ERROR_ARGUMENT` for a record that is too large, and when a check fails or the store does.
    pub fn run(mut self, services: &Services) -> Result<Ticket> {
        let too_large = |op: &Op| matches!(op, Op::Put(_, value) if value.len() > RECORD_MAX);
        if self.ops.iter().any(too_large) {
            let text = format!("The record is too large: {} MiB are the most", RECORD_MAX >> 20);
            return Err(Error::new(400, "ERROR_ARGUMENT", text));
        }
        let rows = match self.events.take() {
            Some(events) => events.rows(&mut self, services)?,
            None => Vec::new(),
        };
        let tells = !rows.is_empty();
        self.ops.extend(rows);
        let ticket = services.store.commit(&self.checks, self.ops, Durability::Durable)?;
        for entity in self.touched {
            services.memo.forget(entity);
        }
        if tells {
            services.listeners.wake();
        }
        Ok(ticket)
    }

    /// Files stay as long as the record that refers to them.
    fn refer(&mut self, old: Option<&Record>, new: Option<&Record>) {
        let Some(schema) = new.or(old).map(|record| record.schema.clone()) else { return };
        for (at, _) in schema.fields.iter().enumerate().filter(|(_, field)| field.kind == crate::Kind::File) {
            let before = old.map(|record| file::ids(record.at(at))).unwrap_or_default();
            let after = new.map(|record| file::ids(record.at(at))).unwrap_or_default();
            let gone = before.iter().filter(|id| !after.contains(id)).map(|id| Op::Del(keys::file(*id)));
            let come = after.iter().filter(|id| !before.contains(id)).map(|id| Op::Put(keys::file(*id), Vec::new()));
            self.ops.extend(gone.chain(come));
        }
    }

    fn index(&mut self, old: Option<&Record>, new: Option<&Record>) {
        let marks = |record: Option<&Record>| record.map(index::marks).unwrap_or_default();
        let (before, after) = (marks(old), marks(new));
        let gone = |old: &[Vec<u8>], new: &[Vec<u8>]| -> Vec<Vec<u8>> {
            old.iter().filter(|key| new.binary_search(key).is_err()).cloned().collect()
        };
        self.ops.extend(gone(&before.entries, &after.entries).into_iter().map(Op::Unlist));
        self.ops.extend(gone(&after.entries, &before.entries).into_iter().map(Op::List));
        self.ops.extend(gone(&before.counters, &after.counters).into_iter().map(|key| Op::Add(key, -1)));
        self.ops.extend(gone(&after.counters, &before.counters).into_iter().map(|key| Op::Add(key, 1)));
        let Some(schema) = new.or(old).map(|record| &record.schema) else { return };
        for (at, field) in schema.fields.iter().enumerate().filter(|(_, field)| field.indexed) {
            let content = |record: Option<&Record>| record.map(|record| record.at(at).clone()).unwrap_or_default();
            if let Some(made) = field.made.filter(|_| content(old) != content(new)) {
                // A field that is deleted meanwhile takes its index along.
                self.checks.push(Check::Version(keys::record(USER_FIELD.name, made.id), made.version));
            }
        }
    }
}

/// Runs a read-compute-commit again when somebody else's commit came between.
///
/// # Errors
/// What `attempt` fails with, the last conflict included.
pub fn retry<T>(mut attempt: impl FnMut() -> Result<T>) -> Result<T> {
    const ATTEMPTS: u32 = 12;
    for number in 1..ATTEMPTS {
        match attempt() {
            Err(error) if is_conflict(&error) => std::thread::sleep(pause(number)),
            outcome => return outcome,
        }
    }
    attempt()
}

/// A random wait that grows with each attempt, so that rivals do not meet again.
fn pause(attempt: u32) -> Duration {
    Duration::from_micros(RandomState::new().hash_one(attempt) % (20 << attempt))
}

fn is_conflict(error: &Error) -> bool {
    let cause = error.source.as_ref().and_then(|cause| cause.downcast_ref::<StoreError>());
    matches!(cause, Some(StoreError::Check(_)))
}
