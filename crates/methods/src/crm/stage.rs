//! Moving along a funnel, and from funnel to funnel.

use super::{
    funnel::Funnel,
    record_type,
    stage_history::{self, Move},
    status::{self, Code},
};
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

/// Checks a record's stage against its dictionary, notes who moved the record, when and where to.
/// Nothing when it has not moved; the first stage when none is given.
///
/// # Errors
/// 400 `ERROR_CORE` for a stage that the dictionary lacks.
pub fn enter(change: &mut Change, commit: &mut Commit, call: &Call, dictionary: &str) -> Result<Option<Entered>> {
    let Some(of) = record_type::of_entity(change.new.schema.entity) else { return Ok(None) };
    let field = of.stage;
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
    let moved = Entered { code: codes[at].clone(), first: at == 0 };
    change.new.set(field, moved.code.code.as_str());
    change.new.set("MOVED_BY_ID", call.caller.user as i64);
    change.new.set("MOVED_TIME", Data::Time(call.now / 1000 * 1000));
    let kind = match moved.semantics() {
        _ if change.old.is_none() => Move::Made,
        _ if change.new.schema.position("CATEGORY_ID").is_some() && change.changed("CATEGORY_ID") => Move::Funnel,
        "P" => Move::On,
        _ => Move::End,
    };
    stage_history::note(&change.new, kind, moved.semantics(), commit, call)?;
    Ok(Some(moved))
}

/// The funnel that a record is in, which must exist. A record that moves to another one begins there
/// at the first stage, unless a stage is given too.
///
/// # Errors
/// 400 `ERROR_CORE` for a funnel that its type lacks.
pub fn funnel(change: &mut Change, call: &Call) -> Result<Option<Funnel>> {
    let Some(of) = record_type::of_entity(change.new.schema.entity) else { return Ok(None) };
    let funnel = Funnel { of: of.id, id: change.new.int("CATEGORY_ID").max(0) as u64 };
    if !change.changed("CATEGORY_ID") {
        return Ok(Some(funnel));
    }
    if funnel.record(call)?.is_none() {
        let text = format!("Invalid value of field 'CATEGORY_ID': there is no funnel {}", funnel.id);
        return Err(Error::core(text));
    }
    if change.old.is_some() && !change.gave(of.stage) {
        change.new.set(of.stage, Data::Null);
    }
    Ok(Some(funnel))
}
