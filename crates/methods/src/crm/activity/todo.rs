//! crm.activity.todo.*: universal activities, which have a deadline, a colour and reminders.
//! docs: api-reference/crm/timeline/activities/todo.

use super::{ACTIVITY, kind};
use crate::{
    crm::belonging::{self, Owner},
    prelude::*,
    user::USER,
};
use engine::{
    Dialect, Known,
    dialect::{Faults, refusal},
    zone,
};

/// The provider of universal activities.
pub const PROVIDER: &str = "CRM_TODO";

/// crm.activity.todo.*
pub static UNIVERSAL: Family = Family {
    prefix: "crm.activity.todo",
    entity: Some(&ACTIVITY),
    dialect: &Dialect { faults: &FAULTS, ..dialect::ITEM },
    methods: &[
        write("add", add),
        write("update", update),
        write("updateColor", update_color),
        write("updateDeadline", update_deadline),
        write("updateDescription", update_description),
        write("updateResponsibleUser", update_responsible),
    ],
    ..Family::BASE
};

const NOT_FOUND: Known = refusal("NOT_FOUND", "Not found.");
const FAULTS: Faults =
    Faults { bad_id: NOT_FOUND, not_found: NOT_FOUND, denied: refusal("ACCESS_DENIED", "Access denied") };

const OWNER_NOT_FOUND: Known = refusal("OWNER_NOT_FOUND", "Owner of the item not found");
const WRONG_TIME: Known = refusal("WRONG_DATETIME_FORMAT", "Incorrect date format");
const COMPLETED: Known = refusal("CAN_NOT_UPDATE_COMPLETED_TODO", "Completed activity cannot be modified");
const COMPLETED_COLOR: Known =
    refusal("CAN_NOT_UPDATE_COLOR_COMPLETED_TODO", "Cannot change color in a closed activity");
const COMPLETED_PERSON: Known = refusal(
    "CAN_NOT_UPDATE_RESPONSIBLE_USER_COMPLETED_TODO",
    "Cannot change the responsible user in a closed activity",
);
const WRONG_COLOR: Known = refusal("CAN_NOT_UPDATE_WRONG_COLOR_TODO", "Invalid color value");
const PARENT_DONE: Known =
    refusal("ERROR_PARENT_ACTIVITY_RESTRICT", "Cannot schedule an activity for a closed activity");

/// The owner that a call names.
fn owner(call: &Call) -> Result<Owner> {
    Ok(Owner { kind: call.number("ownerTypeId")?, id: call.number("ownerId")? })
}

/// The same, which must exist.
fn present(call: &Call, owner: Owner) -> Result<()> {
    belonging::find(call, owner)?.map(drop).ok_or_else(|| OWNER_NOT_FOUND.into())
}

fn deadline(call: &Call, name: &'static str) -> Result<i64> {
    let text = call.text(name)?;
    zone::parse_time(call.services.zone, &text).ok_or_else(|| WRONG_TIME.into())
}

fn add(call: &Call) -> Result<Answer> {
    let owner = owner(call)?;
    let deadline = deadline(call, "deadline")?;
    present(call, owner)?;
    let mut activity = Record::new(call.services.schema(&ACTIVITY)?, 0);
    activity.set("TYPE_ID", kind::PROVIDER);
    activity.set("PROVIDER_ID", PROVIDER);
    // The type is named like its provider.
    activity.set("PROVIDER_TYPE_ID", PROVIDER.trim_start_matches("CRM_"));
    activity.set("RESPONSIBLE_ID", call.caller.user as i64);
    set_deadline(&mut activity, deadline);
    super::bind(&mut activity, &[owner]);
    describe(call, &mut activity)?;
    let (activity, ticket) = verbs::insert(call, Change { old: None, new: activity, given: Vec::new() })?;
    Ok(answer(activity.id).after(ticket))
}

fn answer(id: u64) -> Answer {
    Answer::value(Tree::from_iter([("id", Value::Int(id as i64))]))
}

fn set_deadline(activity: &mut Record, deadline: i64) {
    for field in ["DEADLINE", "START_TIME", "END_TIME"] {
        activity.set(field, Data::Time(deadline));
    }
}

/// What an add and an update may say besides the deadline.
fn describe(call: &Call, activity: &mut Record) -> Result<()> {
    let text = |name| call.param(name).and_then(Value::as_text);
    for (name, field) in [("title", "SUBJECT"), ("description", "DESCRIPTION")] {
        if let Some(text) = text(name) {
            activity.set(field, text.as_ref());
        }
    }
    if let Some(person) = call.param("responsibleId").filter(|value| !value.is_empty()) {
        activity.set("RESPONSIBLE_ID", somebody(call, person.as_int())?);
    }
    if let Some(parent) = call.param("parentActivityId").filter(|value| !value.is_empty()) {
        let parent = parent.as_int().filter(|id| *id > 0 && *id != activity.id as i64).unwrap_or(0);
        let found = call.record(&ACTIVITY, parent as u64)?;
        if found.flag("COMPLETED") {
            return Err(PARENT_DONE.into());
        }
        activity.set("PARENT_ID", parent);
    }
    if let Some(color) = call.param("colorId").filter(|value| !value.is_empty()) {
        paint(activity, color)?;
    }
    if let Some(offsets) = call.param("pingOffsets") {
        let minutes =
            offsets.list().into_iter().map(Value::as_int).map(|minutes| minutes.filter(|number| *number >= 0));
        let minutes: Option<Tree> =
            minutes.map(|number| number.map(Value::Int)).collect::<Option<Vec<_>>>().map(Tree::from_iter);
        let wrong = || Error::new(400, "INVALID_ARG_VALUE", "Parameter \"pingOffsets\" must be an array of minutes");
        arrange(activity, "PING_OFFSETS", minutes.ok_or_else(wrong)?.into());
    }
    Ok(())
}

/// A user of the portal.
fn somebody(call: &Call, id: Option<i64>) -> Result<i64> {
    let id = id
        .filter(|id| *id > 0)
        .ok_or_else(|| Error::new(400, "INVALID_ARG_VALUE", "Parameter \"responsibleId\" must be greater than 0"))?;
    call.record(&USER, id as u64)?;
    Ok(id)
}

/// One of the seven colours, or none.
fn paint(activity: &mut Record, color: &Value) -> Result<()> {
    let color = color.as_text().unwrap_or_default();
    if !(color.is_empty() || ["1", "2", "3", "4", "5", "6", "7"].contains(&color.as_ref())) {
        return Err(WRONG_COLOR.into());
    }
    arrange(activity, "COLOR", Value::from(color.as_ref()));
    Ok(())
}

/// Colour and reminders are part of the activity's `SETTINGS`.
fn arrange(activity: &mut Record, name: &str, value: Value) {
    let mut settings = params::decode_json(activity.text("SETTINGS").as_bytes()).unwrap_or_default();
    settings.insert(name, value);
    activity.set("SETTINGS", json::of(&settings.into()).as_str());
}

/// Changes the universal activity that a call names, unless it is completed.
fn change(call: &Call, completed: Known, edit: impl Fn(&mut Record) -> Result<()>) -> Result<Answer> {
    let (id, owner) = (call.number("id")?, owner(call)?);
    present(call, owner)?;
    let (activity, ticket) = verbs::change(call, &ACTIVITY, id.max(0) as u64, |change| {
        if change.new.text("PROVIDER_ID") != PROVIDER || !belonging::bound(&change.new).contains(&owner) {
            return Err(NOT_FOUND.into());
        }
        if change.new.flag("COMPLETED") {
            return Err(completed.into());
        }
        edit(&mut change.new)
    })?;
    Ok(answer(activity.id).after(ticket))
}

fn update(call: &Call) -> Result<Answer> {
    call.number("id")?;
    owner(call)?;
    let deadline = deadline(call, "deadline")?;
    change(call, COMPLETED, |activity| {
        set_deadline(activity, deadline);
        describe(call, activity)
    })
}

fn update_color(call: &Call) -> Result<Answer> {
    call.number("id")?;
    owner(call)?;
    let color = call.needed("colorId")?;
    change(call, COMPLETED_COLOR, |activity| paint(activity, color))
}

fn update_deadline(call: &Call) -> Result<Answer> {
    call.number("id")?;
    owner(call)?;
    let deadline = deadline(call, "value")?;
    change(call, COMPLETED, |activity| {
        set_deadline(activity, deadline);
        Ok(())
    })
}

fn update_description(call: &Call) -> Result<Answer> {
    call.number("id")?;
    owner(call)?;
    let text = call.text("value")?;
    change(call, COMPLETED, |activity| {
        activity.set("DESCRIPTION", text.as_str());
        Ok(())
    })
}

fn update_responsible(call: &Call) -> Result<Answer> {
    call.number("id")?;
    owner(call)?;
    let person = somebody(call, Some(call.number("responsibleId")?))?;
    change(call, COMPLETED_PERSON, |activity| {
        activity.set("RESPONSIBLE_ID", person);
        Ok(())
    })
}
