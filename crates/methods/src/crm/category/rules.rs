//! What holds for funnels: names, one default one, stages that come and go with them.

use super::funnels;
use crate::{
    crm::{
        funnel::Funnel,
        record_type::{self, DEALS},
        status::{self, STATUS},
    },
    prelude::*,
};

/// A name of at most 255 characters, and a place that is not negative.
pub(super) fn has_a_name(change: &mut Change, _: &mut Commit, _: &Call) -> Result<()> {
    let name = change.new.text("NAME").trim();
    if name.is_empty() {
        return Err(Error::new(400, "0", "Field 'NAME' is required"));
    }
    if name.chars().count() > 255 {
        return Err(Error::new(400, "0", "Field 'NAME' is longer than 255 characters"));
    }
    let place = change.new.int("SORT").max(0);
    change.new.set("SORT", place);
    Ok(())
}

/// The default funnel of deals is always the one with id 0.
pub(super) fn deals_default(change: &mut Change, _: &mut Commit, _: &Call) -> Result<()> {
    change.new.set("ENTITY_TYPE_ID", DEALS);
    change.new.set("IS_DEFAULT", change.new.id == 0);
    Ok(())
}

/// Exactly one funnel of a type is the default one: it stays so until another one takes its place.
pub(super) fn one_default(change: &mut Change, commit: &mut Commit, call: &Call) -> Result<()> {
    let was = change.old.as_ref().is_some_and(|old| old.flag("IS_DEFAULT"));
    if was || !change.new.flag("IS_DEFAULT") {
        change.new.set("IS_DEFAULT", was);
        return Ok(());
    }
    for funnel in funnels(call, change.new.int("ENTITY_TYPE_ID"))? {
        if funnel.flag("IS_DEFAULT") {
            let mut former = funnel.clone();
            former.set("IS_DEFAULT", false);
            commit.save(Some(&funnel), &former);
        }
    }
    Ok(())
}

/// A funnel comes with the stages of a fresh one, in the same commit.
pub(super) fn give_stages(change: &mut Change, commit: &mut Commit, call: &Call) -> Result<()> {
    if change.old.is_some() {
        return Ok(());
    }
    let funnel = funnel(&change.new);
    for row in funnel.stages() {
        status::enter_seed(commit, call, row, Some(funnel))?;
    }
    Ok(())
}

/// The default funnel stays, and so does one with records in it.
pub(super) fn empty(record: &Record, _: &mut Commit, call: &Call) -> Result<()> {
    let deals = funnel(record).of == DEALS;
    if record.flag("IS_DEFAULT") {
        return Err(match deals {
            true => Error::new(400, "0", "Default deal category cannot be deleted"),
            false => Error::new(400, "BX_ERROR", "This funnel is the default funnel"),
        });
    }
    let Some(of) = record_type::of_id(call, record.int("ENTITY_TYPE_ID"))? else { return Ok(()) };
    let schema = call.services.schema(of.entity)?;
    let inside = Query { limit: 1, ..Query::equal(&schema, "CATEGORY_ID", record.id as i64) };
    if call.all(of.entity, &inside)?.is_empty() {
        return Ok(());
    }
    Err(match deals {
        true => Error::new(400, "0", format!("Deals related to the funnel {} found", record.text("NAME"))),
        false => Error::new(400, "BX_ERROR", "Elements related to the funnel found"),
    })
}

/// A funnel goes with its stages.
///
/// # Errors
/// When the store fails.
pub fn take_stages(record: &Record, commit: &mut Commit, call: &Call) -> Result<()> {
    let schema = call.services.schema(&STATUS)?;
    let dictionary = funnel(record).dictionary().to_lowercase();
    for stage in call.all(&STATUS, &Query::equal(&schema, "ENTITY_ID", dictionary.as_str()))? {
        status::forget(&stage, commit);
    }
    Ok(())
}

fn funnel(record: &Record) -> Funnel {
    Funnel { of: record.int("ENTITY_TYPE_ID"), id: record.id }
}
