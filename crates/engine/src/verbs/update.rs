//! Changes a record.

use crate::{
    Answer, Call, Change, Commit, Entity, Record, Result,
    commit::retry,
    input,
    print::{self, Printer},
    rights,
};
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
            let printer = Printer::new(call, schema, print::everything(schema));
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
    edit: impl FnMut(&mut Change) -> Result<()>,
) -> Result<(Record, Ticket)> {
    let owned = |old: &Record| match rights::allows(call, old)? {
        true => Ok(()),
        false => Err(call.family.dialect.faults.denied.into()),
    };
    change_if(call, entity, id, owned, edit)
}

/// The same for whoever `allowed` lets: actions that people may do with records they do not own.
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
    retry(|| {
        let old = call.record(entity, id)?;
        allowed(&old)?;
        let mut change = Change { new: old.clone(), old: Some(old), given: Vec::new() };
        edit(&mut change)?;
        input::complete(call, &mut change);
        let mut commit = Commit::default();
        for rule in entity.hooks.before_save {
            rule(&mut change, &mut commit, call)?;
        }
        input::require(call, &change)?;
        commit.save(change.old.as_ref(), &change.new);
        let ticket = commit.run(call.services)?;
        Ok((change.new, ticket))
    })
}
