//! crm.timeline.note.*: a note on a timeline's entry or an activity.
//! docs: api-reference/crm/timeline/note.

use super::RECORD;
use crate::{
    crm::{
        activity::ACTIVITY,
        belonging::{self, Owner},
    },
    prelude::*,
};
use engine::{
    Dialect, Known,
    commit::retry,
    dialect::{Faults, refusal},
    input,
};

/// A note; `ITEM` names what it is on: `2:999`.
static NOTE: Entity = Entity {
    name: "note",
    title: "note",
    fields: &[
        id("ID").title("ID").hidden(),
        text("TEXT").title("Text"),
        created_by("CREATED_BY_ID").title("Created by"),
        created_at("CREATED_TIME").title("Created on"),
        modified_by("UPDATED_BY_ID").title("Modified by"),
        modified_at("UPDATED_TIME").title("Modified on"),
        text("ITEM").read_only().hidden().indexed(),
    ],
    ..Entity::BASE
};

/// crm.timeline.note.*
pub static NOTES: Family = Family {
    prefix: "crm.timeline.note",
    entity: Some(&NOTE),
    dialect: &Dialect { faults: &FAULTS, wrapped: false, ..dialect::ITEM },
    methods: &[write("save", save), read("get", get), write("delete", delete)],
    ..Family::BASE
};

const NOT_FOUND: Known = refusal("NOT_FOUND", "Element not found");
const DENIED: Known = refusal("ACCESS_DENIED", "Access denied");
const FAULTS: Faults = Faults { bad_id: NOT_FOUND, not_found: NOT_FOUND, denied: DENIED };

/// `itemType` of an entry.
const ENTRY: i64 = 1;
/// `itemType` of an activity.
const DOING: i64 = 2;

/// What a call names: the owner, and the key of the entry or activity in its timeline.
fn item(call: &Call) -> Result<(Owner, String)> {
    let owner = Owner { kind: call.number("ownerTypeId")?, id: call.number("ownerId")? };
    let (kind, id) = (call.number("itemType")?, call.number("itemId")?.max(0) as u64);
    let entity = match kind {
        ENTRY => &RECORD,
        DOING => &ACTIVITY,
        _ => return Err(NOT_FOUND.into()),
    };
    let item = call.record(entity, id)?;
    match belonging::bound(&item).contains(&owner) {
        true => Ok((owner, key(kind, id))),
        false => Err(NOT_FOUND.into()),
    }
}

fn key(kind: i64, id: u64) -> String {
    format!("{kind}:{id}")
}

fn on(call: &Call, item: &str) -> Result<Option<Record>> {
    let schema = call.services.schema(&NOTE)?;
    Ok(call.all(&NOTE, &Query::equal(&schema, "ITEM", item))?.into_iter().next())
}

fn must_be_theirs(call: &Call, owner: Owner) -> Result<()> {
    match belonging::may_edit(call, owner)? {
        true => Ok(()),
        false => Err(DENIED.into()),
    }
}

fn save(call: &Call) -> Result<Answer> {
    let text = call.text("text");
    let (owner, item) = item(call)?;
    let text = text?;
    must_be_theirs(call, owner)?;
    retry(|| {
        let old = on(call, &item)?;
        let new = match &old {
            Some(old) => old.clone(),
            None => Record::new(call.services.schema(&NOTE)?, call.services.store.next_ids(NOTE.name, 1)?),
        };
        let mut change = Change { old, new, given: Vec::new() };
        change.new.set("ITEM", item.as_str());
        change.new.set("TEXT", text.as_str());
        input::complete(call, &mut change);
        let mut commit = Commit::by(call);
        commit.save(change.old.as_ref(), &change.new);
        Ok(Answer::done(commit.run(call.services)?))
    })
}

fn get(call: &Call) -> Result<Answer> {
    let (_, item) = item(call)?;
    let note = on(call, &item)?.ok_or_else(|| Error::from(NOT_FOUND))?;
    verbs::show(call, &NOTE, note.id)
}

fn delete(call: &Call) -> Result<Answer> {
    let (owner, item) = item(call)?;
    must_be_theirs(call, owner)?;
    retry(|| {
        let note = on(call, &item)?.ok_or_else(|| Error::from(NOT_FOUND))?;
        let mut commit = Commit::by(call);
        commit.delete(&note);
        Ok(Answer::done(commit.run(call.services)?))
    })
}

/// A note goes with the entry that it is on.
///
/// # Errors
/// When the store fails.
pub fn forget_record(entry: &Record, commit: &mut Commit, call: &Call) -> Result<()> {
    forget(ENTRY, entry, commit, call)
}

/// A note goes with the activity that it is on.
///
/// # Errors
/// When the store fails.
pub fn forget_activity(activity: &Record, commit: &mut Commit, call: &Call) -> Result<()> {
    forget(DOING, activity, commit, call)
}

fn forget(kind: i64, item: &Record, commit: &mut Commit, call: &Call) -> Result<()> {
    if let Some(note) = on(call, &key(kind, item.id))? {
        commit.delete(&note);
    }
    Ok(())
}
