//! crm.activity.binding.*: the records whose timelines show an activity.
//! docs: api-reference/crm/timeline/activities/binding.

use super::ACTIVITY;
use crate::{
    crm::belonging::{self, Owner},
    prelude::*,
};
use engine::{
    Dialect, Known,
    dialect::{Faults, refusal},
};

/// crm.activity.binding.*
pub static ACTIVITY_BINDINGS: Family = Family {
    prefix: "crm.activity.binding",
    entity: Some(&ACTIVITY),
    dialect: &Dialect { faults: &FAULTS, ..dialect::ITEM },
    methods: &[write("add", add), write("delete", delete), read("list", list), write("move", move_binding)],
    ..Family::BASE
};

const NOT_FOUND: Known = refusal("NOT_FOUND", "Element not found");
const DENIED: Known = refusal("ACCESS_DENIED", "Access denied");
const FAULTS: Faults = Faults { bad_id: NOT_FOUND, not_found: NOT_FOUND, denied: DENIED };

const OWNER_NOT_FOUND: Known = refusal("OWNER_NOT_FOUND", "Owner of the element not found");
const ALREADY_BOUND: Known = refusal("ACTIVITY_IS_ALREADY_BOUND", "The activity is already bound to this element");
const NOT_BOUND: Known = refusal("BINDING_NOT_FOUND", "The activity is not bound to this element");
const LAST: Known =
    refusal("LAST_BINDING_CANNOT_BE_DELETED", "Cannot delete the only binding of the activity to the element");
const OTHER_TYPE: Known = refusal(
    "SOURCE_AND_TARGET_ENTITY_TYPES_ARE_NOT_EQUAL_ERROR",
    "Cannot move the activity from one CRM object type to another",
);
const SAME: Known =
    refusal("SOURCE_AND_TARGET_ENTITY_ID_ARE_EQUAL_ERROR", "Cannot move the activity to the same element");

/// Most owners of one activity.
const MOST: usize = 100;

/// An owner by the names of its two parameters.
fn owner(call: &Call, kind: &'static str, id: &'static str) -> Result<Owner> {
    Ok(Owner { kind: call.number(kind)?, id: call.number(id)? })
}

/// An owner must exist, and be the caller's to change.
fn must_be_theirs(call: &Call, owner: Owner) -> Result<()> {
    belonging::find(call, owner)?.ok_or_else(|| Error::from(OWNER_NOT_FOUND))?;
    match belonging::may_edit(call, owner)? {
        true => Ok(()),
        false => Err(DENIED.into()),
    }
}

fn edit(call: &Call, change_owners: impl Fn(&mut Vec<Owner>) -> Result<()>) -> Result<Answer> {
    let id = call.number("activityId")?.max(0) as u64;
    let (_, ticket) = verbs::change(call, &ACTIVITY, id, |change| {
        let mut owners = belonging::bound(&change.new);
        change_owners(&mut owners)?;
        super::bind(&mut change.new, &owners);
        Ok(())
    })?;
    Ok(Answer::done(ticket))
}

fn activity(call: &Call) -> Result<Record> {
    call.record(&ACTIVITY, call.number("activityId")?.max(0) as u64)
}

fn add(call: &Call) -> Result<Answer> {
    call.number("activityId")?;
    let new = owner(call, "entityTypeId", "entityId")?;
    activity(call)?;
    must_be_theirs(call, new)?;
    edit(call, |owners| {
        if owners.contains(&new) {
            return Err(ALREADY_BOUND.into());
        }
        if owners.len() >= MOST {
            return Err(Error::core(format!("An activity is bound to at most {MOST} elements")));
        }
        owners.push(new);
        Ok(())
    })
}

fn delete(call: &Call) -> Result<Answer> {
    call.number("activityId")?;
    let gone = owner(call, "entityTypeId", "entityId")?;
    activity(call)?;
    must_be_theirs(call, gone)?;
    edit(call, |owners| {
        let at = owners.iter().position(|owner| *owner == gone).ok_or_else(|| Error::from(NOT_BOUND))?;
        if owners.len() == 1 {
            return Err(LAST.into());
        }
        owners.remove(at);
        Ok(())
    })
}

fn list(call: &Call) -> Result<Answer> {
    let owners = belonging::bound(&activity(call)?).into_iter();
    let row = |owner: Owner| {
        Value::from(Tree::from_iter([("entityTypeId", Value::Int(owner.kind)), ("entityId", Value::Int(owner.id))]))
    };
    Ok(Answer::value(owners.map(row).collect::<Tree>()))
}

fn move_binding(call: &Call) -> Result<Answer> {
    call.number("activityId")?;
    let source = owner(call, "sourceEntityTypeId", "sourceEntityId")?;
    let target = owner(call, "targetEntityTypeId", "targetEntityId")?;
    if source.kind != target.kind {
        return Err(OTHER_TYPE.into());
    }
    if source == target {
        return Err(SAME.into());
    }
    activity(call)?;
    must_be_theirs(call, source)?;
    must_be_theirs(call, target)?;
    edit(call, |owners| {
        if owners.contains(&target) {
            return Err(ALREADY_BOUND.into());
        }
        let place = owners.iter_mut().find(|owner| **owner == source).ok_or_else(|| Error::from(NOT_BOUND))?;
        *place = target;
        Ok(())
    })
}
