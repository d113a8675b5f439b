//! Deletes a record.

use crate::{Answer, Call, Commit, Entity, Result, commit::retry, rights};
use store::Ticket;

/// `*.delete`: answers what the dialect says.
///
/// # Errors
/// The dialect's refusals, and those of the entity's rules.
pub fn delete(call: &Call) -> Result<Answer> {
    let ticket = remove(call, super::entity(call)?, call.id()?)?;
    Ok(Answer { json: call.family.dialect.deleted.into(), ..Answer::default() }.after(ticket))
}

/// Deletes a record by the entity's rules.
///
/// # Errors
/// Not found, not theirs, those of the rules, and of the store.
pub fn remove(call: &Call, entity: &'static Entity, id: u64) -> Result<Ticket> {
    retry(|| {
        let old = call.record(entity, id)?;
        if !rights::allows(call, &old)? {
            return Err(call.family.dialect.faults.denied.into());
        }
        let mut commit = Commit::by(call);
        for rule in entity.hooks.before_delete {
            rule(&old, &mut commit, call)?;
        }
        commit.delete(&old);
        commit.run(call.services)
    })
}
