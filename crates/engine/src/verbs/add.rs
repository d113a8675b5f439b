//! Adds a record.

use crate::{Answer, Call, Change, Commit, Record, Result, commit::retry, input, json, print::Printer, rights};
use store::Ticket;

/// `*.add`: answers the id, or the record where the dialect wraps.
///
/// # Errors
/// The dialect's refusals, and those of the entity's rules.
pub fn add(call: &Call) -> Result<Answer> {
    let entity = super::entity(call)?;
    if !rights::may_add(&entity.rights, call.caller) {
        return Err(call.family.dialect.faults.denied.into());
    }
    let schema = call.services.schema(entity)?;
    let mut change = Change { old: None, new: Record::new(schema.clone(), 0), given: Vec::new() };
    input::apply(call, &mut change, super::values(call)?)?;
    let (record, ticket) = insert(call, change)?;
    let json = super::wrap(call, call.family.one, |out| match call.family.dialect.wrapped {
        true => {
            let printer = Printer::whole(call, &schema);
            printer.record(out, record.id, &record.encode());
        }
        false => json::int(out, record.id as i64),
    });
    Ok(Answer { json, ..Answer::default() }.after(ticket))
}

/// Completes, checks and commits a new record; also for rules and seeds that add records of their own.
///
/// # Errors
/// Those of the entity's rules, and of the store.
pub fn insert(call: &Call, mut change: Change) -> Result<(Record, Ticket)> {
    give_id(call, &mut change)?;
    retry(|| {
        let mut commit = Commit::by(call);
        let record = prepare(call, change.clone(), &mut commit)?;
        commit.save(None, &record);
        let ticket = commit.run(call.services)?;
        Ok((record, ticket))
    })
}

/// Completes and checks a new record for a commit of several. What the rules write goes into the
/// commit; the record itself is the caller's to save there.
///
/// # Errors
/// Those of the entity's rules, and of the store.
pub fn prepare(call: &Call, mut change: Change, commit: &mut Commit) -> Result<Record> {
    let entity = change.new.schema.entity;
    change.new.renew(call.services.schema(entity)?);
    give_id(call, &mut change)?;
    input::complete(call, &mut change);
    for rule in entity.hooks.before_save {
        rule(&mut change, commit, call)?;
    }
    input::require(call, &change)?;
    Ok(change.new)
}

fn give_id(call: &Call, change: &mut Change) -> Result<()> {
    if change.new.id == 0 {
        change.new.id = call.services.store.next_ids(change.new.schema.entity.name, 1)?;
    }
    Ok(())
}
