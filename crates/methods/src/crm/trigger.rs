//! crm.automation.trigger: the address that a webhook calls to set off a trigger of a record.
//! docs: api-reference/crm/automation/crm-automation-trigger.md.

use super::{
    belonging::{self, Owner},
    record_type,
};
use crate::prelude::*;

/// crm.automation.trigger
pub static TRIGGERS: Family =
    Family { prefix: "crm.automation.trigger", methods: &[read("", activate)], ..Family::BASE };

/// Whether a trigger has been set off. Triggers are part of the automation of stages, which nobody can
/// set up here: the target is checked as it should be, and nothing waits for the call.
fn activate(call: &Call) -> Result<Answer> {
    let target = call.param("target").and_then(Value::as_text).filter(|text| !text.trim().is_empty());
    let target = target.ok_or_else(|| Error::plain("Target is not set."))?;
    let parts = target.trim().rsplit_once('_');
    let (kind, id) = parts.filter(|(kind, _)| !kind.is_empty()).ok_or_else(wrong_format)?;
    let id = id.parse::<i64>().map_err(|_| wrong_format())?;
    let missing = || Error::plain("Target is not found.");
    let owner = Owner { kind: record_type::of_code(call, kind)?.ok_or_else(missing)?.id, id };
    belonging::find(call, owner)?.ok_or_else(missing)?;
    match belonging::may_edit(call, owner)? {
        true => Ok(Answer::value(false)),
        false => {
            let text = "Access denied! There are no permissions to update the entity.";
            Err(Error::new(400, "ACCESS_DENIED", text))
        }
    }
}

fn wrong_format() -> Error {
    Error::plain("Incorrect target format.")
}
