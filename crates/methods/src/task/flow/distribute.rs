//! What a flow does to a task that is added to it: who has to do it, until when, and by which rules.
//! docs: api-reference/tasks/flow/index.md, "Types of Distribution".

use super::{FLOW, HIMSELF, MANUALLY, QUEUE, notices, team};
use crate::{
    prelude::*,
    task::{
        checklist,
        rules::{IN_PROGRESS, PENDING},
        template::{self, TEMPLATE},
    },
};

const DAY_MS: i64 = 86_400_000;

/// Hands a task that comes into a flow to somebody. The flow remembers whom, in the same commit, so
/// that two tasks at once go to two people.
pub fn distribute(change: &mut Change, commit: &mut Commit, call: &Call) -> Result<()> {
    let id = change.new.int("FLOW_ID");
    let before = change.old.as_ref().map_or(0, |old| old.int("FLOW_ID"));
    if id <= 0 || id == before {
        return take_up(change, commit, call);
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
    let people = team::people(call, &team::stored(&flow, "RESPONSIBLE_LIST"))?;
    let responsible = next(&mut served, &people, change.new.int("CREATED_BY"));
    served.set("ACTIVITY", Data::Time(call.now / 1000 * 1000));
    commit.save(Some(&flow), &served);
    let task = &mut change.new;
    let title = task.text("TITLE").to_owned();
    let owner = [flow.int("OWNER_ID").max(0) as u64];
    let told: (_, &[u64]) = match flow.text("DISTRIBUTION_TYPE") {
        _ if people.is_empty() => (notices::NOBODY_LEFT, &owner),
        QUEUE => (notices::NEW_TASK, &[]),
        _ => (notices::NEW_TASK, &people),
    };
    notices::send(call, commit, &flow, &title, told)?;
    notices::watch_limits(call, commit, &flow, task)?;
    let waits = flow.text("DISTRIBUTION_TYPE") == HIMSELF && task.int("STATUS") == PENDING;
    let candidates = people.iter().filter(|_| waits).map(|id| Data::Int(*id as i64)).collect();
    task.set("CANDIDATES", Data::List(candidates));
    task.set("RESPONSIBLE_ID", responsible);
    task.set("GROUP_ID", flow.int("GROUP_ID"));
    task.set("ALLOW_CHANGE_DEADLINE", flow.flag("RESPONSIBLE_CAN_CHANGE_DEADLINE"));
    task.set("TASK_CONTROL", flow.flag("TASK_CONTROL"));
    task.set("MATCH_WORK_TIME", flow.flag("MATCH_WORK_TIME"));
    let (now, planned) = (call.now / 1000 * 1000, flow.int("PLANNED_COMPLETION_TIME").saturating_mul(1000));
    let deadline = if flow.flag("MATCH_WORK_TIME") { later(call, now, planned) } else { now.saturating_add(planned) };
    task.set("DEADLINE", Data::Time(deadline));
    follow_template(change, commit, call, flow.int("TEMPLATE_ID"))
}

/// Who gets the next task. A flow whose people are all gone becomes one that its administrator moderates.
fn next(flow: &mut Record, people: &[u64], creator: i64) -> i64 {
    if people.is_empty() {
        let owner = flow.int("OWNER_ID");
        flow.set("DISTRIBUTION_TYPE", MANUALLY);
        flow.set("RESPONSIBLE_LIST", format!(r#"[["user","{owner}"]]"#).as_str());
        return owner;
    }
    let first = people.first().map_or(0, |id| *id as i64);
    let next = match flow.text("DISTRIBUTION_TYPE") {
        HIMSELF => return creator,
        QUEUE => {
            let last = flow.int("LAST_SERVED") as u64;
            let place = people.iter().position(|id| *id == last);
            place.and_then(|at| people.get(at + 1)).map_or(first, |id| *id as i64)
        }
        _ => return first,
    };
    flow.set("LAST_SERVED", next);
    next
}

/// Who begins a task that a whole team may take becomes responsible for it.
fn take_up(change: &mut Change, commit: &mut Commit, call: &Call) -> Result<()> {
    let begins = change.new.int("STATUS") == IN_PROGRESS && change.changed("STATUS");
    let Some(flow) = call.find(&FLOW, change.new.int("FLOW_ID").max(0) as u64)?.filter(|_| begins) else {
        return Ok(());
    };
    if rights::names(&change.new, "CANDIDATES", call.caller.user) {
        change.new.set("RESPONSIBLE_ID", call.caller.user as i64);
    }
    change.new.set("CANDIDATES", Data::Null);
    notices::watch_limits(call, commit, &flow, &change.new)
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
fn follow_template(change: &mut Change, commit: &mut Commit, call: &Call, template: i64) -> Result<()> {
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
    // A list comes before its items, and they before those below them.
    let items = template::checklist::items(call, template.id)?;
    let mut made: Vec<(i64, i64)> = vec![(0, 0)];
    let mut at = 0;
    while let Some((parent, copy)) = made.get(at).copied() {
        for item in items.iter().filter(|item| item.int("PARENT_ID") == parent) {
            let members = params::decode_json(item.text("MEMBERS").as_bytes()).unwrap_or_default();
            let fields = Tree::from_iter([
                ("TITLE", Value::from(item.text("TITLE"))),
                ("IS_COMPLETE", Value::Bool(item.flag("IS_COMPLETE"))),
                ("IS_IMPORTANT", Value::Bool(item.flag("IS_IMPORTANT"))),
                ("MEMBERS", members.into()),
            ]);
            let own = checklist::enter(call, commit, &mut change.new, &fields, (copy, item.int("SORT_INDEX")))?;
            made.push((item.id as i64, own.id as i64));
        }
        at += 1;
    }
    Ok(())
}
