//! What a flow does to a task that is added to it: who has to do it, until when, and by which rules.
//! docs: api-reference/tasks/flow/index.md, "Types of Distribution".

use super::{FLOW, HIMSELF, MANUALLY, QUEUE, team};
use crate::{prelude::*, task::template::TEMPLATE};

const DAY_MS: i64 = 86_400_000;

/// Hands a task that comes into a flow to somebody. The flow remembers whom, in the same commit, so
/// that two tasks at once go to two people.
pub fn distribute(change: &mut Change, commit: &mut Commit, call: &Call) -> Result<()> {
    let id = change.new.int("FLOW_ID");
    let before = change.old.as_ref().map_or(0, |old| old.int("FLOW_ID"));
    if id <= 0 || id == before {
        return Ok(());
    }
    let missing = || Error::new(400, "0", "Access denied or flow not found");
    let flow = call.find(&FLOW, id as u64)?.ok_or_else(missing)?;
    let may_add = rights::may_change(&FLOW.rights, call.caller, &flow) || team::holds(call, &flow, "TASK_CREATORS")?;
    if !may_add {
        return Err(missing());
    }
    if !flow.flag("ACTIVE") {
        return Err(Error::new(400, "0", format!("The flow {} is switched off", flow.text("NAME"))));
    }
    let mut served = flow.clone();
    let responsible = next(call, &mut served, change.new.int("CREATED_BY"))?;
    served.set("ACTIVITY", Data::Time(call.now / 1000 * 1000));
    commit.save(Some(&flow), &served);
    let task = &mut change.new;
    task.set("RESPONSIBLE_ID", responsible);
    task.set("GROUP_ID", flow.int("GROUP_ID"));
    task.set("ALLOW_CHANGE_DEADLINE", flow.flag("RESPONSIBLE_CAN_CHANGE_DEADLINE"));
    task.set("TASK_CONTROL", flow.flag("TASK_CONTROL"));
    task.set("MATCH_WORK_TIME", flow.flag("MATCH_WORK_TIME"));
    let (now, planned) = (call.now / 1000 * 1000, flow.int("PLANNED_COMPLETION_TIME").saturating_mul(1000));
    let deadline = if flow.flag("MATCH_WORK_TIME") { later(call, now, planned) } else { now.saturating_add(planned) };
    task.set("DEADLINE", Data::Time(deadline));
    follow_template(change, call, flow.int("TEMPLATE_ID"))
}

/// Who gets the next task. A flow whose people are all gone becomes one that its administrator moderates.
fn next(call: &Call, flow: &mut Record, creator: i64) -> Result<i64> {
    let people = team::people(call, &team::stored(flow, "RESPONSIBLE_LIST"))?;
    if people.is_empty() {
        let owner = flow.int("OWNER_ID");
        flow.set("DISTRIBUTION_TYPE", MANUALLY);
        flow.set("RESPONSIBLE_LIST", format!(r#"[["user","{owner}"]]"#).as_str());
        return Ok(owner);
    }
    let first = people.first().map_or(0, |id| *id as i64);
    let next = match flow.text("DISTRIBUTION_TYPE") {
        HIMSELF => return Ok(creator),
        QUEUE => {
            let last = flow.int("LAST_SERVED") as u64;
            let place = people.iter().position(|id| *id == last);
            place.and_then(|at| people.get(at + 1)).map_or(first, |id| *id as i64)
        }
        _ => return Ok(first),
    };
    flow.set("LAST_SERVED", next);
    Ok(next)
}

/// An instant so much working time later: Saturdays and Sundays do not count.
fn later(call: &Call, from: i64, planned: i64) -> i64 {
    // Beyond a century of days the weekends make no difference to anybody.
    const DAYS_MAX: i64 = 36_525;
    let weekend = |at: i64| {
        // The first of January 1970 was a Thursday.
        let day = engine::zone::day_of(call.services.zone, at, 0).div_euclid(DAY_MS);
        matches!((day + 3).rem_euclid(7), 5 | 6)
    };
    let mut at = from;
    while weekend(at) {
        at += DAY_MS;
    }
    let (days, rest) = (planned / DAY_MS, planned % DAY_MS);
    for _ in 0..days.min(DAYS_MAX) {
        at += DAY_MS;
        while weekend(at) {
            at += DAY_MS;
        }
    }
    at = at.saturating_add(rest).saturating_add((days - days.min(DAYS_MAX)).saturating_mul(DAY_MS));
    while weekend(at) {
        at += DAY_MS;
    }
    at
}

/// What the flow's template says and the client did not.
fn follow_template(change: &mut Change, call: &Call, template: i64) -> Result<()> {
    if change.old.is_some() || template <= 0 {
        return Ok(());
    }
    let Some(template) = call.find(&TEMPLATE, template as u64)? else { return Ok(()) };
    change.new.set("FORKED_BY_TEMPLATE_ID", template.id as i64);
    for field in ["DESCRIPTION", "PRIORITY", "ACCOMPLICES", "AUDITORS", "TAGS", "UF_CRM_TASK", "ALLOW_TIME_TRACKING"] {
        if !change.gave(field) && !template.get(field).is_null() {
            change.new.set(field, template.get(field).clone());
        }
    }
    Ok(())
}
