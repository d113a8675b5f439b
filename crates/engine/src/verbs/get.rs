//! Answers one record.

use crate::{Answer, Call, Entity, Record, Result, print::Printer, rights};
use store::keys;

/// `*.get`, straight from the stored bytes.
///
/// # Errors
/// The dialect's refusals.
pub fn get(call: &Call) -> Result<Answer> {
    show(call, super::entity(call)?, call.id()?)
}

/// One record by id, wrapped as the dialect says.
///
/// # Errors
/// The dialect's "not found", or "denied" for a record that is not theirs to read.
pub fn show(call: &Call, entity: &'static Entity, id: u64) -> Result<Answer> {
    let dialect = call.family.dialect;
    let entry = call.services.store.get(&keys::record(entity.name, id))?.ok_or(dialect.faults.not_found)?;
    let schema = call.services.schema(entity)?;
    if !call.caller.admin && !entity.rights.readers.is_empty() {
        let record = Record::read(schema.clone(), id, entry.version, &entry.value);
        if !rights::may_read(&entity.rights, call.caller, &record) {
            return Err(dialect.faults.denied.into());
        }
    }
    let printer = Printer::whole(call, &schema);
    let json = super::wrap(call, call.family.one, |out| {
        // Room for what stands around it in the answer, too.
        out.reserve(2040);
        printer.record(out, id, &entry.value);
    });
    Ok(Answer { json, ..Answer::default() })
}
