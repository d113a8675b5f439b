//! Changes a record.

use crate::{Answer, Call, Change, Commit, Entity, Record, Result, commit::retry, input, print::Printer, rights};
use store::Ticket;

/// `*.update`: answers `true`, or the record where the dialect wraps.
///
/// # Errors
/// The dialect's refusals, and those of the entity's rules.
pub fn update(call: &Call) -> Result<Answer> {
    let entity = super::entity(call)?;
    let (id, values) = (call.id()?, super::values(call)?);
    let (record, ticket) = change(call, entity, id, |change| input::apply(call, change, values))?;
    let json = super::wrap(call, call.family.one, |out| match call.family.dialect.wrapped {
        true => {
            let schema = &record.schema;
            let printer = Printer::whole(call, schema);
            printer.record(out, record.id, &record.encode());
        }
        false => out.extend_from_slice(b"true"),
    });
    Ok(Answer { json, ..Answer::default() }.after(ticket))
}

/// Reads a record, lets `edit` change it, checks it by the entity's rules and commits it; again from
/// the start when somebody else's commit came between.
///
/// # Errors
/// Not found, not theirs, those of `edit` and of the rules, and of the store.
pub fn change(
    call: &Call,
    entity: &'static Entity,
    id: u64,
    mut edit: impl FnMut(&mut Change) -> Result<()>,
) -> Result<(Record, Ticket)> {
    change_with(call, entity, id, |change, _| edit(change))
}

/// The same where `edit` adds writes of its own to the commit.
///
/// # Errors
/// As there.
pub fn change_with(
    call: &Call,
    entity: &'static Entity,
    id: u64,
    edit: impl FnMut(&mut Change, &mut Commit) -> Result<()>,
) -> Result<(Record, Ticket)> {
    let owned = |old: &Record| match rights::allows(call, old)? {
        true => Ok(()),
        false => Err(call.family.dialect.faults.denied.into()),
    };
    edit_if(call, entity, id, owned, edit)
}

/// [`change`] for whoever `allowed` lets: actions that people may do with records they do not own.
///
/// # Errors
/// Not found, those of `allowed`, of `edit` and of the rules, and of the store.
pub fn change_if(
    call: &Call,
    entity: &'static Entity,
    id: u64,
    allowed: impl Fn(&Record) -> Result<()>,
    mut edit: impl FnMut(&mut Change) -> Result<()>,
) -> Result<(Record, Ticket)> {
    edit_if(call, entity, id, allowed, |change, _| edit(change))
}

fn edit_if(
    call: &Call,
    entity: &'static Entity,
    id: u64,
    allowed: impl Fn(&Record) -> Result<()>,
    mut edit: impl FnMut(&mut Change, &mut Commit) -> Result<()>,
) -> Result<(Record, Ticket)> {
    retry(|| {
        let old = call.record(entity, id)?;
        allowed(&old)?;
        let mut change = Change { new: old.clone(), old: Some(old), given: Vec::new() };
        let mut commit = Commit::by(call);
        edit(&mut change, &mut commit)?;
        input::complete(call, &mut change);
        for rule in entity.hooks.before_save {
            rule(&mut change, &mut commit, call)?;
        }
        input::require(call, &change)?;
        commit.save(change.old.as_ref(), &change.new);
        let ticket = commit.run(call.services)?;
        Ok((change.new, ticket))
    })
}
