//! task.planner.getlist: the caller's plan of the day. docs: api-reference/tasks/planner.

use super::{
    TASK,
    rules::{DEFERRED, IN_PROGRESS, PENDING},
};
use crate::prelude::*;

/// task.planner.*
pub static PLANNER: Family = Family {
    prefix: "task.planner",
    entity: Some(&TASK),
    methods: &[read("getlist", list).scanning()],
    ..Family::BASE
};

const DAY_MS: i64 = 86_400_000;

/// What the caller has to do and works on, or has to finish by the end of the day; the most urgent first.
fn list(call: &Call) -> Result<Answer> {
    let schema = call.services.schema(&TASK)?;
    let me = call.caller.user as i64;
    let today = engine::zone::day_of(call.services.zone, call.now, 0);
    let mut planned: Vec<(i64, u64)> = Vec::new();
    for task in call.all(&TASK, &Query::equal(&schema, "MEMBERS", me))? {
        let mine = task.int("RESPONSIBLE_ID") == me || task.items("ACCOMPLICES").contains(&Data::Int(me));
        let deadline = Some(task.int("DEADLINE")).filter(|at| *at > 0);
        let due = deadline.is_some_and(|at| engine::zone::day_of(call.services.zone, at, 0) < today + DAY_MS);
        let status = task.int("STATUS");
        if mine && (status == IN_PROGRESS || (due && [PENDING, DEFERRED].contains(&status))) {
            planned.push((deadline.unwrap_or(i64::MAX), task.id));
        }
    }
    planned.sort_unstable();
    Ok(Answer::value(planned.into_iter().map(|(_, id)| Value::Int(id as i64)).collect::<Tree>()))
}
