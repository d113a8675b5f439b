//! tasks.task.counters.get: how much is overdue, and how much is new to read.
//! docs: api-reference/tasks/tasks-task-counters-get.md.

use super::{comment, entity::TASK, rules};
use crate::{prelude::*, user::USER};
use engine::dialect::refusal;

/// tasks.task.counters.*
pub static COUNTERS: Family = Family {
    prefix: "tasks.task.counters",
    dialect: &dialect::TASKS,
    methods: &[read("get", get).scanning()],
    ..Family::BASE
};

/// Roles that may be asked for, and the field each of them stands in.
const ROLES: [(&str, &str); 5] = [
    ("view_all", "MEMBERS"),
    ("view_role_responsible", "RESPONSIBLE_ID"),
    ("view_role_accomplice", "ACCOMPLICES"),
    ("view_role_auditor", "AUDITORS"),
    ("view_role_originator", "CREATED_BY"),
];

/// The codes that the documentation prints with the counters.
const EXPIRED: i64 = 6_291_456;
const NEW_COMMENTS: i64 = 12_582_912;

fn get(call: &Call) -> Result<Answer> {
    let user = match call.param("userId") {
        None | Some(Value::Null) => call.caller.user as i64,
        Some(value) => value.as_int().ok_or_else(|| {
            let given = value.as_text().unwrap_or_default();
            let text =
                format!("Invalid value {{{given}}} to match with parameter {{userId}}. Should be value of type int.");
            Error::new(400, "0", text)
        })?,
    };
    if call.param("groupId").and_then(Value::as_int).is_some_and(|group| group != 0) {
        return Err(refusal("0", "Group not found or access denied.").into());
    }
    let mine = user == call.caller.user as i64;
    if user <= 0 || !(mine || call.caller.admin) || call.find(&USER, user as u64)?.is_none() {
        return Ok(Answer { total: Some(1), ..Answer::value(Tree::new()) });
    }
    let role = call.param("type").and_then(Value::as_text).unwrap_or_default().to_lowercase();
    let field = ROLES.iter().find(|(name, _)| *name == role).map_or("MEMBERS", |(_, field)| field);
    let schema = call.services.schema(&TASK)?;
    let tasks = call.all(&TASK, &Query::equal(&schema, "MEMBERS", user))?;
    let (mut expired, mut comments) = (0, 0);
    for task in tasks.iter().filter(|task| rights::names(task, field, user as u64)) {
        if rights::names(task, "MUTED_BY", user as u64) {
            continue;
        }
        expired += i64::from(rules::is_overdue(task, call.now));
        comments += comment::unread(call, task, user as u64)?;
    }
    let counter = |number: i64, code: i64| {
        Value::from(Tree::from_iter([("counter", Value::from(number)), ("code", Value::from(code))]))
    };
    let counters =
        Tree::from_iter([("expired", counter(expired, EXPIRED)), ("new_comments", counter(comments, NEW_COMMENTS))]);
    Ok(Answer { total: Some(1), ..Answer::value(counters) })
}
