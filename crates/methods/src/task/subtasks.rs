//! Tasks that move with their subtasks. docs: api-reference/tasks/tasks-task-add.md, `SE_PARAMETER`:
//! 1, deadlines follow the subtasks; 2, the task is completed with the last of them, and they with it.

use super::{
    entity::TASK,
    history,
    rules::{COMPLETED, OPEN},
};
use crate::prelude::*;

/// Carries a change to the parent or to the subtasks, in the same commit.
pub fn follow(change: &mut Change, commit: &mut Commit, call: &Call) -> Result<()> {
    let done = |task: &Record| task.int("STATUS") == COMPLETED;
    let just_done = done(&change.new) && change.old.as_ref().is_some_and(|old| !done(old));
    if just_done && change.new.flag("CLOSES_WITH_SUBTASKS") {
        for child in children(call, change.new.id)?.iter().filter(|child| OPEN.contains(&child.int("STATUS"))) {
            close(child, commit, call)?;
        }
    }
    let parent = change.new.int("PARENT_ID").max(0) as u64;
    let Some(old) = call.find(&TASK, parent).map(|found| found.filter(|_| parent != 0))? else { return Ok(()) };
    let siblings: Vec<Record> = children(call, parent)?.into_iter().filter(|task| task.id != change.new.id).collect();
    if just_done && old.flag("CLOSES_WITH_SUBTASKS") && !done(&old) && siblings.iter().all(done) {
        return close(&old, commit, call);
    }
    if old.flag("DATED_BY_SUBTASKS") && change.changed("DEADLINE") {
        let deadlines = siblings.iter().chain([&change.new]).map(|task| task.int("DEADLINE"));
        let last = deadlines.max().unwrap_or_default();
        if last > 0 && last != old.int("DEADLINE") {
            let mut new = old.clone();
            new.set("DEADLINE", Data::Time(last));
            let (from, to) = ((old.int("DEADLINE") / 1000).to_string(), (last / 1000).to_string());
            history::note(call, commit, parent, "DEADLINE", Some(&from), Some(&to))?;
            commit.save(Some(&old), &new);
        }
    }
    Ok(())
}

fn children(call: &Call, parent: u64) -> Result<Vec<Record>> {
    let schema = call.services.schema(&TASK)?;
    call.all(&TASK, &Query::equal(&schema, "PARENT_ID", parent as i64))
}

fn close(old: &Record, commit: &mut Commit, call: &Call) -> Result<()> {
    let (mut new, me, now) = (old.clone(), call.caller.user as i64, || Data::Time(call.now / 1000 * 1000));
    new.set("STATUS", COMPLETED);
    for field in ["STATUS_CHANGED_BY", "CLOSED_BY", "CHANGED_BY"] {
        new.set(field, me);
    }
    for field in ["STATUS_CHANGED_DATE", "CLOSED_DATE", "CHANGED_DATE", "ACTIVITY_DATE"] {
        new.set(field, now());
    }
    let (from, to) = (old.int("STATUS").to_string(), COMPLETED.to_string());
    history::note(call, commit, old.id, "STATUS", Some(&from), Some(&to))?;
    commit.save(Some(old), &new);
    Ok(())
}
