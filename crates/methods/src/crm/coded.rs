//! Records that are known by a code: badges, icons and logos of the timeline, layouts of cards.

use crate::prelude::*;
use engine::{commit::retry, data::fold};
use store::{Check, Op as Write, Ticket, keys};

/// The code of such a record.
pub const CODE: Field = text("CODE").title("Code").required().immutable().indexed();

/// The record with a code, in any letter case.
///
/// # Errors
/// When the store fails.
pub fn find(call: &Call, entity: &'static Entity, code: &str) -> Result<Option<Record>> {
    let schema = call.services.schema(entity)?;
    Ok(call.all(entity, &Query::equal(&schema, CODE.name, fold(code).as_ref()))?.into_iter().next())
}

/// Adds the record with a code, or changes the one that is there.
///
/// # Errors
/// When it is not the caller's to do, and when the store fails.
pub fn save(call: &Call, entity: &'static Entity, code: &str, edit: impl Fn(&mut Record)) -> Result<(Record, Ticket)> {
    may_write(call, entity)?;
    retry(|| {
        let old = find(call, entity, code)?;
        let mut commit = Commit::by(call);
        let mut new = match &old {
            Some(old) => old.clone(),
            None => {
                let key = keys::unique(entity.name, CODE.name, fold(code).as_bytes());
                commit.checks.push(Check::Absent(key.clone()));
                commit.ops.push(Write::Put(key, Vec::new()));
                Record::new(call.services.schema(entity)?, call.services.store.next_ids(entity.name, 1)?)
            }
        };
        new.set(CODE.name, code);
        edit(&mut new);
        commit.save(old.as_ref(), &new);
        Ok((new, commit.run(call.services)?))
    })
}

/// Removes the record with a code; nothing when there is none.
///
/// # Errors
/// When it is not the caller's to do, and when the store fails.
pub fn remove(call: &Call, entity: &'static Entity, code: &str) -> Result<Option<Ticket>> {
    may_write(call, entity)?;
    retry(|| {
        let Some(old) = find(call, entity, code)? else { return Ok(None) };
        let mut commit = Commit::by(call);
        forget(&old, &mut commit);
        commit.run(call.services).map(Some)
    })
}

/// Adds the removal of such a record to a commit.
pub fn forget(record: &Record, commit: &mut Commit) {
    let code = fold(record.text(CODE.name)).into_owned();
    commit.ops.push(Write::Del(keys::unique(record.schema.entity.name, CODE.name, code.as_bytes())));
    commit.delete(record);
}

fn may_write(call: &Call, entity: &'static Entity) -> Result<()> {
    match rights::may_add(&entity.rights, call.caller) {
        true => Ok(()),
        false => Err(call.family.dialect.faults.denied.into()),
    }
}
