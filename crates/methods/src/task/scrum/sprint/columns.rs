//! The board of an active sprint. docs: api-reference/sonet-group/scrum/sprint/tasks-api-scrum-sprint-start.md.

use super::{ACTIVE, COMPLETE};
use crate::{
    prelude::*,
    task::{
        TASK,
        rules::COMPLETED,
        scrum::{backlog, item, lists},
        stage::{
            STAGE,
            board::{self, Board},
            place,
        },
    },
};

/// Gives a sprint that begins its board: the columns of the group's last completed sprint or fresh
/// ones, with the open tasks in the first; what is done already goes to the backlog.
pub(super) fn fill(call: &Call, commit: &mut Commit, sprint: &Record) -> Result<()> {
    let board = Board { kind: "A", id: sprint.id };
    let mut columns = board::stages(call, &board)?;
    if columns.is_empty() {
        columns = begin_board(call, commit, &board, sprint.int("GROUP_ID"))?;
    }
    let items = item::of_list(call, sprint.id)?;
    let done = |task: u64| Ok::<_, Error>(call.find(&TASK, task)?.is_some_and(|task| task.int("STATUS") == COMPLETED));
    let mut backlog = None;
    for (at, item) in items.iter().enumerate() {
        if done(item.id)? {
            // One that this commit makes is not in the store yet.
            let list = match backlog {
                Some(list) => list,
                None => *backlog.insert(backlog::ensure(call, commit, sprint.int("GROUP_ID"))?),
            };
            item::shift(call, commit, item, list)?;
        } else if let Some(first) = columns.first() {
            enter(call, commit, &board, first, item.id, at)?;
        }
    }
    Ok(())
}

/// Puts a task into a column that is on its way into the store.
fn enter(call: &Call, commit: &mut Commit, board: &Board, column: &Record, task: u64, at: usize) -> Result<()> {
    if place::of_task(call, task)?.iter().any(|place| place.text("BOARD") == board.key()) {
        return Ok(());
    }
    let mut place =
        Record::new(call.services.schema(&place::PLACE)?, call.services.store.next_ids(place::PLACE.name, 1)?);
    place.set("TASK_ID", task as i64);
    place.set("STAGE_ID", column.id as i64);
    place.set("BOARD", board.key().as_str());
    place.set("SORT", at as i64 + 1);
    commit.save(None, &place);
    Ok(())
}

fn begin_board(call: &Call, commit: &mut Commit, board: &Board, group: i64) -> Result<Vec<Record>> {
    let past = lists(call, group)?.into_iter().filter(|list| list.text("STATUS") == COMPLETE);
    let last = past.max_by_key(|sprint| (sprint.int("DATE_END"), sprint.id));
    let model = match last {
        Some(sprint) => board::stages(call, &Board { kind: "A", id: sprint.id })?,
        None => Vec::new(),
    };
    if model.is_empty() {
        return board::begin(call, board, commit);
    }
    let mut columns = Vec::new();
    for old in model {
        let mut column = board::draft(call, board)?;
        column.id = call.services.store.next_ids(STAGE.name, 1)?;
        for field in ["TITLE", "COLOR", "SYSTEM_TYPE", "SORT"] {
            column.set(field, old.get(field).clone());
        }
        commit.save(None, &column);
        columns.push(column);
    }
    Ok(columns)
}

/// A task that comes into the active sprint stands in the first column of its board.
///
/// # Errors
/// When the store fails.
pub(in crate::task::scrum) fn take_on_board(
    call: &Call,
    commit: &mut Commit,
    sprint: &Record,
    task: u64,
) -> Result<()> {
    if sprint.text("STATUS") != ACTIVE {
        return Ok(());
    }
    match board::stages(call, &Board { kind: "A", id: sprint.id })?.first() {
        Some(first) => place::put(call, commit, first, task, None),
        None => Ok(()),
    }
}
