//! What must hold for tasks. docs: the errors of api-reference/tasks/tasks-task-add.md and
//! tasks-task-update.md; the classic methods end such texts with `<br>`.

use super::{access, entity::TASK};
use crate::{crm::owner::OWNER_TYPES, prelude::*, user::USER};
use std::hash::{BuildHasher, RandomState};

/// A task waits to be started.
pub const PENDING: i64 = 2;
/// Somebody works on it.
pub const IN_PROGRESS: i64 = 3;
/// Done, to be accepted by the creator.
pub const AWAITING_CONTROL: i64 = 4;
/// Done.
pub const COMPLETED: i64 = 5;
/// Put off.
pub const DEFERRED: i64 = 6;

/// Statuses of tasks that are not done yet.
pub const OPEN: [i64; 3] = [PENDING, IN_PROGRESS, DEFERRED];

/// Longest plan: twenty years, in milliseconds.
const PLAN_MAX: i64 = 20 * 366 * 24 * 3_600_000;

/// A refusal in the words of the classic task methods.
pub fn refuse(text: &str) -> Error {
    Error::core(format!("{text}<br>"))
}

/// A task has a title.
pub fn title(change: &mut Change, _: &mut Commit, _: &Call) -> Result<()> {
    let title = change.new.text("TITLE").trim().to_owned();
    if title.is_empty() {
        return Err(refuse("Task title is not specified"));
    }
    change.new.set("TITLE", title.as_str());
    if change.new.get("DESCRIPTION").is_null() {
        change.new.set("DESCRIPTION", "");
    }
    Ok(())
}

/// Priority, rating and unit are among the documented ones.
pub fn codes(change: &mut Change, _: &mut Commit, _: &Call) -> Result<()> {
    if change.new.get("PRIORITY").is_null() {
        change.new.set("PRIORITY", 1);
    }
    let wrong = |field: &str, choice: &str| Err(refuse(&format!("Field '{field}' must be {choice}")));
    if change.changed("PRIORITY") && !(0..=2).contains(&change.new.int("PRIORITY")) {
        return wrong("PRIORITY", "0, 1 or 2");
    }
    if !["", "N", "P"].contains(&change.new.text("MARK")) {
        return wrong("MARK", "N or P");
    }
    if change.changed("UF_CRM_TASK") && !change.new.items("UF_CRM_TASK").iter().all(|link| is_link(link.text())) {
        return wrong("UF_CRM_TASK", "a list of links such as D_1 or CO_2");
    }
    const UNITS: [&str; 9] = ["", "secs", "mins", "hours", "days", "weeks", "monts", "months", "years"];
    if !UNITS.contains(&change.new.text("DURATION_TYPE")) {
        return wrong("DURATION_TYPE", "secs, mins, hours, days, weeks, months or years");
    }
    for field in ["TIME_ESTIMATE", "DURATION_PLAN", "GROUP_ID", "STAGE_ID"] {
        if change.new.int(field) < 0 {
            return wrong(field, "0 or more");
        }
    }
    Ok(())
}

/// Whether a text names a record of the CRM: `D_1`, `T80_6`. docs: api-reference/crm/data-types.md.
fn is_link(text: &str) -> bool {
    let Some((kind, id)) = text.split_once('_') else { return false };
    let process = kind.strip_prefix('T').is_some_and(|number| i64::from_str_radix(number, 16).is_ok());
    let known = process || OWNER_TYPES.iter().any(|row| row.short == kind);
    known && id.parse::<u64>().is_ok_and(|id| id > 0)
}

/// Everybody who takes part is a user of the portal, once.
pub fn people_exist(change: &mut Change, _: &mut Commit, call: &Call) -> Result<()> {
    if change.new.int("RESPONSIBLE_ID") == 0 {
        return Err(refuse("Responsible person is not specified"));
    }
    let exists = |id: i64| Ok::<_, Error>(id == call.caller.user as i64 || call.find(&USER, id as u64)?.is_some());
    if change.changed("RESPONSIBLE_ID") && !exists(change.new.int("RESPONSIBLE_ID"))? {
        return Err(refuse("User specified in the \"Responsible\" field not found"));
    }
    for (field, shown) in [("ACCOMPLICES", "Participants"), ("AUDITORS", "Observers")] {
        if !change.changed(field) {
            continue;
        }
        let mut people: Vec<i64> = Vec::new();
        for id in change.new.items(field).iter().map(Data::int) {
            if !exists(id)? {
                return Err(refuse(&format!("User {id} specified in the \"{shown}\" field is not found")));
            }
            if !people.contains(&id) {
                people.push(id);
            }
        }
        change.new.set(field, Data::List(people.into_iter().map(Data::Int).collect()));
    }
    Ok(())
}

/// People create tasks in their own name; in somebody else's only for themselves to do.
pub fn creator(change: &mut Change, _: &mut Commit, call: &Call) -> Result<()> {
    let (creator, me) = (change.new.int("CREATED_BY"), call.caller.user as i64);
    if creator == 0 {
        return Err(refuse("Task creator is not specified"));
    }
    if !change.changed("CREATED_BY") || creator == me {
        return Ok(());
    }
    let for_themselves = change.old.is_none() && change.new.int("RESPONSIBLE_ID") == me;
    if !call.caller.admin && !for_themselves {
        return Err(refuse("Only an administrator can name another creator"));
    }
    match call.find(&USER, creator as u64)? {
        Some(_) => Ok(()),
        None => Err(refuse("User specified in the \"Creator\" field is not found")),
    }
}

/// The parent exists, may be seen, and is no subtask of the task itself.
pub fn parent(change: &mut Change, _: &mut Commit, call: &Call) -> Result<()> {
    let parent = change.new.int("PARENT_ID").max(0) as u64;
    change.new.set("SUBORDINATE", parent != 0);
    if parent == 0 || !change.changed("PARENT_ID") {
        return Ok(());
    }
    if parent == change.new.id {
        return Err(refuse("Cannot bind the node to itself"));
    }
    let found = call.find(&TASK, parent)?.filter(|task| rights::may_read(&TASK.rights, call.caller, task));
    let Some(found) = found else { return Err(refuse("Task specified in the \"Parent Task\" field not found")) };
    let mut above = found.int("PARENT_ID").max(0) as u64;
    while above != 0 {
        if above == change.new.id {
            return Err(refuse("Creating cyclic links in tasks is prohibited"));
        }
        above = call.find(&TASK, above)?.map_or(0, |task| task.int("PARENT_ID").max(0) as u64);
    }
    Ok(())
}

/// A plan ends after it begins, within reason.
pub fn plan(change: &mut Change, _: &mut Commit, _: &Call) -> Result<()> {
    let (from, to) = (change.new.get("START_DATE_PLAN"), change.new.get("END_DATE_PLAN"));
    if from.is_null() || to.is_null() {
        return Ok(());
    }
    match to.int() - from.int() {
        length if length < 0 => Err(refuse("The end date specified in the scheduling is earlier than the start date")),
        length if length > PLAN_MAX => Err(refuse("The duration of the task specified in the scheduling is too long")),
        _ => Ok(()),
    }
}

/// A status is one of five. Who moved the task, when, and who closed it follows from it.
pub fn status(change: &mut Change, _: &mut Commit, call: &Call) -> Result<()> {
    if !(PENDING..=DEFERRED).contains(&change.new.int("STATUS")) {
        return Err(refuse("Invalid status"));
    }
    if change.gave("STATUS") && change.new.int("STATUS") == COMPLETED {
        change.new.set("STATUS", access::status_when_done(&change.new, call.caller));
    }
    let moved = change.old.as_ref().is_some_and(|old| old.int("STATUS") != change.new.int("STATUS"));
    if !moved && change.old.is_some() {
        return Ok(());
    }
    let (me, now) = (call.caller.user as i64, || Data::Time(call.now / 1000 * 1000));
    if moved {
        change.new.set("STATUS_CHANGED_BY", me);
        change.new.set("STATUS_CHANGED_DATE", now());
    }
    match change.new.int("STATUS") {
        COMPLETED => {
            change.new.set("CLOSED_BY", me);
            change.new.set("CLOSED_DATE", now());
        }
        IN_PROGRESS if change.new.get("DATE_START").is_null() => change.new.set("DATE_START", now()),
        _ => {}
    }
    let was_closed = change.old.as_ref().is_some_and(|old| old.int("STATUS") == COMPLETED);
    if was_closed && moved {
        change.new.set("CLOSED_BY", 0);
        change.new.set("CLOSED_DATE", Data::Null);
    }
    Ok(())
}

/// What a task knows of itself: who takes part, which version it is, that its editor has seen it.
pub fn bookkeeping(change: &mut Change, _: &mut Commit, call: &Call) -> Result<()> {
    let new = &mut change.new;
    let mut people = vec![new.int("CREATED_BY"), new.int("RESPONSIBLE_ID")];
    for field in ["ACCOMPLICES", "AUDITORS", "CANDIDATES"] {
        people.extend(new.items(field).iter().map(Data::int));
    }
    people.sort_unstable();
    people.dedup();
    new.set("MEMBERS", Data::List(people.into_iter().map(Data::Int).collect()));
    new.set("OUTLOOK_VERSION", new.int("OUTLOOK_VERSION") + 1);
    if new.text("GUID").is_empty() {
        new.set("GUID", guid().as_str());
    }
    if change.old.is_some() {
        new.set("ACTIVITY_DATE", Data::Time(call.now / 1000 * 1000));
        view(new, call.caller.user, call.now);
    }
    Ok(())
}

/// Notes that a person has seen the task now.
pub fn view(task: &mut Record, user: u64, now: i64) {
    let me = Data::Int(user as i64);
    let mut views: Vec<Data> = task.items("VIEWS").to_vec();
    views.retain(|view| view.items().first() != Some(&me));
    views.push(Data::List(vec![me.clone(), Data::Time(now / 1000 * 1000)]));
    task.set("VIEWS", Data::List(views));
    join(task, "VIEWED_BY", user);
}

/// When a person last saw the task.
pub fn viewed(task: &Record, user: u64) -> Data {
    let mine = |view: &&Data| view.items().first().is_some_and(|one| one.int() == user as i64);
    task.items("VIEWS").iter().find(mine).and_then(|view| view.items().get(1)).cloned().unwrap_or_default()
}

/// Adds a person to one of the task's lists; `false` if they were there.
pub fn join(task: &mut Record, list: &str, user: u64) -> bool {
    let me = Data::Int(user as i64);
    let mut people = task.items(list).to_vec();
    if people.contains(&me) {
        return false;
    }
    people.push(me);
    task.set(list, Data::List(people));
    true
}

/// Takes a person off one of the task's lists; `false` if they were not there.
pub fn leave(task: &mut Record, list: &str, user: u64) -> bool {
    let me = Data::Int(user as i64);
    let mut people = task.items(list).to_vec();
    let before = people.len();
    people.retain(|one| *one != me);
    let left = people.len() < before;
    if left {
        task.set(list, Data::List(people));
    }
    left
}

/// Whether a task's deadline has passed while it was open.
pub fn is_overdue(task: &Record, now: i64) -> bool {
    let deadline = task.get("DEADLINE");
    ![AWAITING_CONTROL, COMPLETED].contains(&task.int("STATUS")) && !deadline.is_null() && deadline.int() < now
}

/// A random id in the shape `{c2794da9-c7fe-404d-a709-ddab4578717a}`.
fn guid() -> String {
    let random = RandomState::new();
    let (a, b) = (random.hash_one(1), random.hash_one(2));
    let (time, rest) = (a >> 32, a & 0xffff_ffff);
    let (clock, node) = ((b >> 48) & 0x3fff | 0x8000, b & 0xffff_ffff_ffff);
    format!("{{{time:08x}-{:04x}-4{:03x}-{clock:04x}-{node:012x}}}", rest >> 16, rest & 0xfff)
}
