//! What an activity must have, and what follows from it. docs: crm-activity-add.md, "Possible Error Codes".

use super::{kind, todo};
use crate::{
    crm::belonging::{self, Owner},
    prelude::*,
    user::USER,
};

/// A refusal of an add or update in the documentation's words.
pub(super) fn refuse(text: &'static str) -> Error {
    Error::plain(text)
}

/// Subject, responsible person and type; only universal activities may go without a subject.
pub(super) fn filled(change: &mut Change, _: &mut Commit, call: &Call) -> Result<()> {
    let activity = &mut change.new;
    if activity.text("SUBJECT").trim().is_empty() {
        if activity.text("PROVIDER_ID") != todo::PROVIDER {
            return Err(refuse("The field SUBJECT is not defined or empty"));
        }
        activity.set("SUBJECT", "");
    }
    let person = activity.int("RESPONSIBLE_ID");
    let known = person == call.caller.user as i64 || call.find(&USER, person.max(0) as u64)?.is_some();
    if change.changed("RESPONSIBLE_ID") && !known {
        return Err(refuse("The field RESPONSIBLE_ID is not defined or invalid"));
    }
    if !(kind::MEETING..=kind::PROVIDER).contains(&change.new.int("TYPE_ID")) {
        return Err(refuse("The field TYPE_ID is not defined or invalid"));
    }
    Ok(())
}

/// What the types without a provider of their own are provided by.
const PROVIDERS: [(i64, &str, &str); 4] = [
    (kind::MEETING, "CRM_MEETING", "MEETING"),
    (kind::CALL, "VOXIMPLANT_CALL", "CALL"),
    (kind::TASK, "CRM_TASKS_TASK", "TASKS_TASK"),
    (kind::EMAIL, "CRM_EMAIL", "EMAIL"),
];

/// A provider's activity names its provider; those of applications are for applications to change.
pub(super) fn provided(change: &mut Change, _: &mut Commit, _: &Call) -> Result<()> {
    let activity = &mut change.new;
    let kind = activity.int("TYPE_ID");
    if activity.text("PROVIDER_ID").is_empty() {
        if kind == kind::PROVIDER {
            return Err(refuse("The custom activity without provider is not supported in current context"));
        }
        if let Some((_, provider, its_kind)) = PROVIDERS.iter().find(|(own, ..)| *own == kind) {
            activity.set("PROVIDER_ID", *provider);
            activity.set("PROVIDER_TYPE_ID", *its_kind);
        }
    }
    let adding = change.old.is_none();
    match change.new.text("PROVIDER_ID") {
        "CONFIGURABLE_REST_APP" if adding => {
            Err(refuse("Use crm.activity.configurable.add for this activity provider"))
        }
        "CONFIGURABLE_REST_APP" => Err(refuse("Use crm.activity.configurable.update for this activity provider")),
        "REST_APP" => Err(refuse("Application context required")),
        _ => Ok(()),
    }
}

/// An e-mail that is outgoing and completed would be sent; this portal sends none.
pub(super) fn not_sent(activity: &Record) -> Result<()> {
    const OUTGOING: i64 = 2;
    let sends = activity.int("TYPE_ID") == kind::EMAIL && activity.int("DIRECTION") == OUTGOING;
    match sends && activity.flag("COMPLETED") {
        true => Err(refuse("Email send error. Failed to load module \"subscribe\"")),
        false => Ok(()),
    }
}

/// A new activity belongs to its owner and to whom it is communicated with; whoever adds it must be
/// allowed to change its owner.
pub(super) fn bound(change: &mut Change, _: &mut Commit, call: &Call) -> Result<()> {
    const UNBOUND: &str =
        "Could not build binding. Please ensure that owner info and communications are defined correctly";
    let mut owners = belonging::bound(&change.new);
    let adding = change.old.is_none();
    if adding && owners.is_empty() {
        let given = Owner { kind: change.new.int("OWNER_TYPE_ID"), id: change.new.int("OWNER_ID") };
        if (given.kind, given.id) != (0, 0) {
            belonging::find(call, given)?.ok_or_else(|| refuse(UNBOUND))?;
            owners.push(given);
        }
    }
    if adding || change.gave("COMMUNICATIONS") {
        owners.extend(super::communication::owners(&change.new));
    }
    let main = *owners.first().ok_or_else(|| refuse(UNBOUND))?;
    if adding && !belonging::may_edit(call, main)? {
        return Err(call.family.dialect.faults.denied.into());
    }
    super::bind(&mut change.new, &owners);
    Ok(())
}

/// Start and end follow each other where one is missing. Calls, meetings and e-mails are due at their
/// start, tasks at their end.
pub(super) fn in_time(change: &mut Change, _: &mut Commit, call: &Call) -> Result<()> {
    let activity = &mut change.new;
    let (start, end) = (activity.get("START_TIME").clone(), activity.get("END_TIME").clone());
    let now = || Data::Time(call.now / 1000 * 1000);
    let first = |one: &Data, other: &Data| [one, other].into_iter().find(|time| !time.is_null()).cloned();
    let begins = first(&start, &end).unwrap_or_else(now);
    activity.set("END_TIME", first(&end, &begins).unwrap_or_default());
    activity.set("START_TIME", begins);
    let due = match activity.int("TYPE_ID") {
        kind::PROVIDER if !activity.get("DEADLINE").is_null() => return Ok(()),
        kind::TASK => "END_TIME",
        _ => "START_TIME",
    };
    let due = activity.get(due).clone();
    activity.set("DEADLINE", due);
    Ok(())
}

/// `COMPLETED` and `STATUS` say the same; the one that was given decides.
pub(super) fn state(change: &mut Change, _: &mut Commit, _: &Call) -> Result<()> {
    const WAITING: i64 = 1;
    const DONE: i64 = 2;
    if change.gave("STATUS") && !change.gave("COMPLETED") {
        let done = change.new.int("STATUS") >= DONE;
        change.new.set("COMPLETED", done);
    } else if change.changed("COMPLETED") {
        let status = if change.new.flag("COMPLETED") { DONE } else { WAITING };
        change.new.set("STATUS", status);
    }
    Ok(())
}

/// The owners note that something has happened.
pub(super) fn owners_follow(change: &mut Change, commit: &mut Commit, call: &Call) -> Result<()> {
    belonging::touch(&belonging::bound(&change.new), commit, call)
}
