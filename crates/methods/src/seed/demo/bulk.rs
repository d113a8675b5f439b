//! Writing many records: filled as a client would fill them, checked by their entity's rules, and
//! committed by the dozen.

use super::calendar::History;
use crate::{people::with_call, prelude::*};
use engine::Services;
use store::{Durability, Op, Ticket};

/// Changes of one commit, records and all: nobody else reads or writes yet.
const COMMIT_OPS: usize = 2_000;

/// Index entries that wait for each other. Their order is not that of the records, and those that lie
/// together are written together: a million takes some 100 MB.
const HELD: usize = 1_000_000;

/// Changes after which the disk is waited for. What is not on disk yet stays in memory, and a first
/// flush of 100 MB would stall for seconds.
const FLUSH_OPS: usize = 50_000;

/// Records on their way into the store.
pub(super) struct Bulk<'a> {
    services: &'a Services,
    commit: Commit,
    held: Vec<Vec<u8>>,
    unflushed: usize,
    ticket: Ticket,
}

impl<'a> Bulk<'a> {
    /// Nothing yet.
    pub fn new(services: &'a Services) -> Bulk<'a> {
        Bulk { services, commit: Commit::quiet(), held: Vec::new(), unflushed: 0, ticket: Ticket::done() }
    }

    /// Completes and checks a record made by `by` at the time of its last change. It is written by
    /// [`Bulk::save`], after whatever else its rules need.
    pub fn prepare(&mut self, by: u64, history: History, change: Change) -> Result<Record> {
        with_call(self.services, by, history.changed, |call| verbs::prepare(call, change, &mut self.commit))
    }

    /// Changes a prepared record as `by` does at an instant. It is still to be saved.
    pub fn change(&mut self, by: u64, at: i64, record: Record, edit: impl FnOnce(&mut Change)) -> Result<Record> {
        with_call(self.services, by, at, |call| {
            let mut change = Change { new: record.clone(), old: Some(record), given: Vec::new() };
            edit(&mut change);
            engine::input::complete(call, &mut change);
            for rule in change.new.schema.entity.hooks.before_save {
                rule(&mut change, &mut self.commit, call)?;
            }
            Ok(change.new)
        })
    }

    /// Lets `by` add to the commit at an instant.
    pub fn with(&mut self, by: u64, at: i64, act: impl FnOnce(&Call, &mut Commit) -> Result<()>) -> Result<()> {
        with_call(self.services, by, at, |call| act(call, &mut self.commit))
    }

    /// Commits what there is, for rules that look for it.
    pub fn flush(&mut self) -> Result<()> {
        self.run()?;
        self.list()
    }

    /// Writes records that belong together, in one commit.
    pub fn save(&mut self, records: &[Record]) -> Result<()> {
        records.iter().for_each(|record| self.commit.save(None, record));
        if self.commit.ops.len() >= COMMIT_OPS { self.run() } else { Ok(()) }
    }

    /// Commits what is left. The ticket stands for everything.
    pub fn finish(mut self) -> Result<Ticket> {
        self.flush()?;
        Ok(self.ticket)
    }

    fn run(&mut self) -> Result<()> {
        let mut commit = std::mem::replace(&mut self.commit, Commit::quiet());
        let entries = commit.ops.extract_if(.., |op| matches!(op, Op::List(_)));
        self.held.extend(entries.filter_map(|op| if let Op::List(key) = op { Some(key) } else { None }));
        let count = commit.ops.len();
        let ticket = commit.run(self.services)?;
        self.written(count, ticket)?;
        if self.held.len() >= HELD { self.list() } else { Ok(()) }
    }

    /// Lists what is held, in order.
    fn list(&mut self) -> Result<()> {
        let mut held = std::mem::take(&mut self.held);
        held.sort_unstable();
        let mut held = held.into_iter().map(Op::List);
        loop {
            let part: Vec<Op> = held.by_ref().take(COMMIT_OPS).collect();
            if part.is_empty() {
                return Ok(());
            }
            let count = part.len();
            let ticket = self.services.store.commit(&[], part, Durability::Durable)?;
            self.written(count, ticket)?;
        }
    }

    fn written(&mut self, count: usize, ticket: Ticket) -> Result<()> {
        self.unflushed += count;
        self.ticket = ticket;
        if self.unflushed >= FLUSH_OPS {
            self.unflushed = 0;
            self.ticket.wait()?;
        }
        Ok(())
    }
}

/// A new record with an id, and nothing in it.
pub(super) fn draft(services: &Services, entity: &'static Entity, id: u64) -> Result<Change> {
    Ok(Change { old: None, new: Record::new(services.schema(entity)?, id), given: Vec::new() })
}

/// Sets a field as if a client had sent it.
pub(super) fn give(change: &mut Change, field: &str, value: impl Into<Data>) {
    change.new.set(field, value);
    change.given.extend(change.new.schema.position(field));
}

/// Sets several text fields.
pub(super) fn give_texts(change: &mut Change, texts: &[(&str, &str)]) {
    texts.iter().for_each(|(field, text)| give(change, field, *text));
}
