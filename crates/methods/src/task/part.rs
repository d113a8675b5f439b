//! Records that belong to a task: log rows, checklist items, comments, times, results.

use super::{checklist, comment, elapsed, entity::TASK, history, result};
use crate::prelude::*;
use engine::zone;

/// Everything that goes with a task; each has a `TASK_ID`.
static PARTS: [&Entity; 5] =
    [&history::LOG, &checklist::CHECKLIST_ITEM, &comment::COMMENT, &elapsed::ELAPSED, &result::RESULT];

/// The parts of one kind that a task has, by id.
///
/// # Errors
/// When the store fails.
pub fn of_task(call: &Call, entity: &'static Entity, task: u64) -> Result<Vec<Record>> {
    let schema = call.services.schema(entity)?;
    call.all(entity, &Query::equal(&schema, "TASK_ID", task as i64))
}

/// Adds a new part to a commit, filled by `fill`.
///
/// # Errors
/// When the store fails.
pub fn enter(
    call: &Call,
    commit: &mut Commit,
    entity: &'static Entity,
    task: u64,
    fill: impl FnOnce(&mut Record),
) -> Result<Record> {
    let id = call.services.store.next_ids(entity.name, 1)?;
    let mut record = Record::new(call.services.schema(entity)?, id);
    record.set("TASK_ID", task as i64);
    fill(&mut record);
    let mut change = Change { old: None, new: record, given: Vec::new() };
    engine::input::complete(call, &mut change);
    commit.save(None, &change.new);
    Ok(change.new)
}

/// A part goes with its task; subtasks move up to the task's own parent, and nothing depends on it any more.
pub fn forget(task: &Record, commit: &mut Commit, call: &Call) -> Result<()> {
    for entity in PARTS {
        of_task(call, entity, task.id)?.iter().for_each(|part| commit.delete(part));
    }
    let schema = call.services.schema(&TASK)?;
    let mut touched = call.all(&TASK, &Query::equal(&schema, "PARENT_ID", task.id as i64))?;
    let followers = call.all(&TASK, &Query::equal(&schema, "DEPENDS_ON", task.id as i64))?;
    touched.extend(followers);
    touched.sort_by_key(|other| other.id);
    touched.dedup_by_key(|other| other.id);
    for other in touched.iter().filter(|other| other.id != task.id) {
        let mut new = other.clone();
        if new.int("PARENT_ID") == task.id as i64 {
            new.set("PARENT_ID", task.get("PARENT_ID").clone());
            new.set("SUBORDINATE", !task.get("PARENT_ID").is_null());
        }
        super::dependence::unlink(&mut new, task.id);
        commit.save(Some(other), &new);
    }
    Ok(())
}

/// Saves a task that its parts have changed: their number, a sum, when somebody last did something.
pub fn touch(commit: &mut Commit, old: &Record, mut new: Record, call: &Call) {
    new.set("ACTIVITY_DATE", Data::Time(call.now / 1000 * 1000));
    super::rules::view(&mut new, call.caller.user, call.now);
    commit.save(Some(old), &new);
}

/// An instant as answers print it, or nothing when it is not set.
pub fn instant(call: &Call, time: &Data) -> Value {
    if time.is_null() {
        return Value::Null;
    }
    let mut out = Vec::new();
    zone::write_time(&mut out, call.services.zone, time.int());
    Value::from(String::from_utf8_lossy(&out).into_owned())
}

/// A number as text, as the classic methods print it.
pub fn number(record: &Record, field: &str) -> Value {
    Value::from(record.int(field).to_string())
}
