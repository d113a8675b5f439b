//! Moving along a funnel.

use super::status::{self, Code};
use crate::prelude::*;

/// The stage that a record has just entered.
pub struct Entered {
    code: Code,
    /// Whether it is the funnel's first.
    pub first: bool,
}

impl Entered {
    /// `P` in process, `S` won, `F` lost.
    pub fn semantics(&self) -> &str {
        if self.code.semantics.is_empty() { "P" } else { &self.code.semantics }
    }
}

/// Checks the stage in `field` against its dictionary and notes who moved the record, and when.
/// Nothing when it has not moved; the first stage when none is given.
///
/// # Errors
/// 400 `ERROR_CORE` for a stage that the dictionary lacks.
pub fn enter(change: &mut Change, call: &Call, field: &'static str, dictionary: &str) -> Result<Option<Entered>> {
    let codes = status::codes(call, dictionary)?;
    if change.new.text(field).is_empty()
        && let Some(first) = codes.first()
    {
        change.new.set(field, first.code.as_str());
    }
    if !change.changed(field) {
        return Ok(None);
    }
    let stage = change.new.text(field);
    let Some(at) = codes.iter().position(|code| code.code.eq_ignore_ascii_case(stage)) else {
        return Err(Error::core(format!(
            "Invalid value of field '{field}': there is no stage '{stage}' in {dictionary}"
        )));
    };
    let code = codes[at].clone();
    change.new.set(field, code.code.as_str());
    change.new.set("MOVED_BY_ID", call.caller.user as i64);
    change.new.set("MOVED_TIME", Data::Time(call.now / 1000 * 1000));
    Ok(Some(Entered { code, first: at == 0 }))
}
