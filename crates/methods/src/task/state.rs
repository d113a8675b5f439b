//! Moving a task from status to status, and handing it on. docs: api-reference/tasks/status,
//! tasks-task-approve.md, tasks-task-disapprove.md and tasks-task-delegate.md.

use super::{
    access,
    crud::id_in,
    entity::TASK,
    result, rules,
    rules::{COMPLETED, DEFERRED, IN_PROGRESS, PENDING, join, leave},
    show,
};
use crate::{prelude::*, user::USER};
use engine::{Known, dialect::refusal};
use store::Ticket;

const NOT_ALLOWED: Known = refusal("0", "Action on the task is not allowed");
const NOT_ALLOWED_HERE: Known = refusal("1048582", "Action on the task is not allowed");

/// A way for a task to go: what the action is called, how it is refused, and where it leads.
pub struct Move {
    action: &'static str,
    refused: Known,
    status: i64,
}

/// Work begins.
pub static START: Move = Move { action: "start", refused: NOT_ALLOWED, status: IN_PROGRESS };
/// Work stops for now.
pub static PAUSE: Move = Move { action: "pause", refused: NOT_ALLOWED_HERE, status: PENDING };
/// Put off.
pub static DEFER: Move = Move { action: "defer", refused: NOT_ALLOWED_HERE, status: DEFERRED };
/// Back to work.
pub static RENEW: Move = Move { action: "renew", refused: NOT_ALLOWED_HERE, status: PENDING };
/// Done; under control the creator has to accept it.
pub static COMPLETE: Move = Move { action: "complete", refused: NOT_ALLOWED, status: COMPLETED };
/// Accepted.
pub static APPROVE: Move = Move { action: "approve", refused: NOT_ALLOWED_HERE, status: COMPLETED };
/// Not accepted.
pub static DISAPPROVE: Move = Move { action: "disapprove", refused: NOT_ALLOWED_HERE, status: PENDING };

/// Moves the task that the call names: answers the task.
///
/// # Errors
/// The refusals of the id, and those of [`go`].
pub(super) fn answer(call: &Call, way: &Move) -> Result<Answer> {
    let (task, ticket) = go(call, id_in(call, "taskId")?, way)?;
    Ok(show::whole(call, task)?.after(ticket))
}

/// Moves a task.
///
/// # Errors
/// The move's refusal when the task is not there, not theirs to move, or in another status.
pub fn go(call: &Call, id: u64, way: &Move) -> Result<(Record, Ticket)> {
    let allowed = |task: &Record| {
        if !access::may(way.action, task, call.caller) {
            return Err(way.refused.into());
        }
        match way.action == "complete" && result::is_missing(call, task)? {
            true => Err(Error::new(400, "0", "The task needs a result before it is completed")),
            false => Ok(()),
        }
    };
    if call.find(&TASK, id)?.is_none() {
        return Err(way.refused.into());
    }
    verbs::change_if(call, &TASK, id, allowed, |change| {
        let status = match way.action {
            "complete" => access::status_when_done(&change.new, call.caller),
            _ => way.status,
        };
        change.new.set("STATUS", status);
        Ok(())
    })
}

/// tasks.task.delegate: somebody else does it, who did it so far watches.
pub(super) fn delegate(call: &Call) -> Result<Answer> {
    let id = id_in(call, "taskId")?;
    let user = match call.param("userId") {
        None | Some(Value::Null) => {
            return Err(refusal("100", "Could not find value for parameter {userId}").into());
        }
        Some(value) => value.as_int().unwrap_or_default(),
    };
    let (task, ticket) = hand_on(call, id, user)?;
    Ok(show::whole(call, task)?.after(ticket))
}

/// Gives a task to another person; it waits to be started again.
///
/// # Errors
/// 400 `0` when that is not allowed, `ERROR_CORE` for nobody.
pub fn hand_on(call: &Call, id: u64, user: i64) -> Result<(Record, Ticket)> {
    if call.find(&TASK, id)?.is_none() {
        return Err(NOT_ALLOWED.into());
    }
    if user <= 0 || call.find(&USER, user as u64)?.is_none() {
        return Err(rules::refuse("User specified in the \"Responsible\" field not found"));
    }
    let allowed = |task: &Record| match access::may("delegate", task, call.caller) {
        true => Ok(()),
        false => Err(NOT_ALLOWED.into()),
    };
    verbs::change_if(call, &TASK, id, allowed, |change| {
        let before = change.new.int("RESPONSIBLE_ID");
        if before != user {
            change.new.set("RESPONSIBLE_ID", user);
            change.new.set("STATUS", PENDING);
            join(&mut change.new, "AUDITORS", before as u64);
            leave(&mut change.new, "AUDITORS", user as u64);
        }
        Ok(())
    })
}
