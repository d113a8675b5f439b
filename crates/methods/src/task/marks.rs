//! What a person does with a task for themselves: favorites, pins, silence, watching.
//! docs: api-reference/tasks/user-actions.

use super::{
    crud::{id_in, readable},
    entity::TASK,
    rules::{join, leave},
    show,
};
use crate::prelude::*;
use engine::{commit::retry, dialect::refusal};
use store::Ticket;

/// tasks.task.favorite.*
pub static FAVORITES: Family = Family {
    prefix: "tasks.task.favorite",
    dialect: &dialect::TASKS,
    methods: &[
        write("add", |call| favorite(call, id_in(call, "taskId")?, true)),
        write("remove", |call| favorite(call, id_in(call, "taskId")?, false)),
    ],
    ..Family::BASE
};

/// Puts a task among the caller's favorites, or takes it away: answers `true`.
///
/// # Errors
/// 400 `1` for a task that is not there or not theirs to see.
pub fn favorite(call: &Call, id: u64, on: bool) -> Result<Answer> {
    match enlist(call, id, "FAVORITE_OF", on)? {
        Some((_, ticket)) => Ok(Answer::done(ticket)),
        None => Err(refusal("1", "Task not found or not accessible").into()),
    }
}

/// Mutes or pins: answers the task, or `[]` for one that is not there or not theirs to see.
pub(super) fn mark(call: &Call, list: &'static str, on: bool) -> Result<Answer> {
    match enlist(call, id_in(call, "id")?, list, on)? {
        Some((task, ticket)) => Ok(show::whole(call, task)?.after(ticket)),
        None => Ok(Answer::value(Tree::new())),
    }
}

/// Puts the caller on one of a task's hidden lists, or takes them off. The task itself has not
/// changed by that, so neither its date nor its history does.
fn enlist(call: &Call, id: u64, list: &'static str, on: bool) -> Result<Option<(Record, Ticket)>> {
    retry(|| {
        let Some(old) = readable(call, id)? else { return Ok(None) };
        let mut new = old.clone();
        match on {
            true => join(&mut new, list, call.caller.user),
            false => leave(&mut new, list, call.caller.user),
        };
        let mut commit = Commit::by(call);
        commit.save(Some(&old), &new);
        Ok(Some((new, commit.run(call.services)?)))
    })
}

/// Becomes an observer or stops being one: answers the task.
pub(super) fn watch(call: &Call, on: bool) -> Result<Answer> {
    let id = id_in(call, "taskId")?;
    if readable(call, id)?.is_none() {
        return Err(refusal("1048584", "a:0:{}").into());
    }
    let (task, ticket) = verbs::change_if(
        call,
        &TASK,
        id,
        |_| Ok(()),
        |change| {
            match on {
                true => join(&mut change.new, "AUDITORS", call.caller.user),
                false => leave(&mut change.new, "AUDITORS", call.caller.user),
            };
            Ok(())
        },
    )?;
    Ok(show::whole(call, task)?.after(ticket))
}
