//! What holds for smart processes: a number of their own, a funnel from the start, and no end while
//! they have records.

use super::{TYPE, of_id, types};
use crate::{
    crm::{automated_solution, category},
    prelude::*,
    userfield,
};
use engine::user_field::USER_FIELD;
use store::{Check, keys};

/// Numbers that clients may choose besides even ones from [`FIRST`] on.
const RANGE: std::ops::RangeInclusive<i64> = 128..=192;
/// Where the numbers that the portal gives begin.
const FIRST: i64 = 1030;

/// A process has a number that no other has: the next even one, unless the client chooses.
pub(super) fn number(change: &mut Change, commit: &mut Commit, call: &Call) -> Result<()> {
    if change.old.is_some() {
        return Ok(());
    }
    let taken: Vec<i64> = types(call)?.iter().map(|kind| kind.int("ENTITY_TYPE_ID")).collect();
    let number = match change.new.int("ENTITY_TYPE_ID") {
        0 => taken.iter().filter(|taken| **taken >= FIRST).max().map_or(FIRST, |last| last + 2),
        chosen => chosen,
    };
    if !(RANGE.contains(&number) || (number >= FIRST && number % 2 == 0)) {
        return Err(Error::new(400, "INVALID_ARG_VALUE", "entityTypeId is out of allowed range"));
    }
    if taken.contains(&number) {
        let text = format!("entityTypeId {number} belongs to another smart process");
        return Err(Error::new(400, "INVALID_ARG_VALUE", text));
    }
    change.new.set("ENTITY_TYPE_ID", number);
    commit.checks.push(Check::Absent(key(number)));
    commit.ops.push(store::Op::Put(key(number), change.new.id.to_be_bytes().to_vec()));
    Ok(())
}

/// The key that keeps a number unique.
fn key(number: i64) -> Vec<u8> {
    keys::unique(TYPE.name, "ENTITY_TYPE_ID", number.to_string().as_bytes())
}

/// A process begins with one funnel, in the same commit.
pub(super) fn give_funnel(change: &mut Change, commit: &mut Commit, call: &Call) -> Result<()> {
    if change.old.is_some() {
        return Ok(());
    }
    let mut draft = category::draft(call, change.new.int("ENTITY_TYPE_ID"))?;
    draft.new.set("NAME", ["General", "Général", "Общая"][call.services.language as usize]);
    draft.new.set("IS_DEFAULT", true);
    let funnel = verbs::prepare(call, draft, commit)?;
    commit.save(None, &funnel);
    Ok(())
}

/// A process with records stays.
pub(super) fn empty(kind: &Record, _: &mut Commit, call: &Call) -> Result<()> {
    let Some(of) = of_id(call, kind.int("ENTITY_TYPE_ID"))? else { return Ok(()) };
    let some = Query { limit: 1, ..Query::all(Test::All(Vec::new())) };
    match call.all(of.entity, &some)?.is_empty() {
        true => Ok(()),
        false => Err(Error::new(400, "BX_ERROR", "You cannot delete an entity type that has elements")),
    }
}

/// The funnels of a process go with it, and its number becomes free.
pub(super) fn take_funnels(kind: &Record, commit: &mut Commit, call: &Call) -> Result<()> {
    let number = kind.int("ENTITY_TYPE_ID");
    for funnel in category::funnels(call, number)? {
        category::take_stages(&funnel, commit, call)?;
        commit.delete(&funnel);
    }
    commit.ops.push(store::Op::Del(key(number)));
    Ok(())
}

/// The user fields of a process go with it.
pub(super) fn take_fields(kind: &Record, commit: &mut Commit, call: &Call) -> Result<()> {
    userfield::take(call, &format!("CRM_{}", kind.id), commit)
}

/// A process that goes leaves its workplace.
pub(super) fn leave_solution(kind: &Record, commit: &mut Commit, call: &Call) -> Result<()> {
    automated_solution::leave(call, &[kind.id as i64], 0, commit)
}

/// Schemas follow the settings.
pub(super) fn renew(_: &mut Change, commit: &mut Commit, _: &Call) -> Result<()> {
    commit.touch(&USER_FIELD);
    Ok(())
}

/// Schemas of other types lose what the process brought.
pub(super) fn renew_after(_: &Record, commit: &mut Commit, _: &Call) -> Result<()> {
    commit.touch(&USER_FIELD);
    Ok(())
}
