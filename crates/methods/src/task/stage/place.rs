//! Where tasks stand on boards: in which stage, and in which order there.

use super::{STAGE, board::Board, board::stages};
use crate::{prelude::*, task::TASK};
use engine::Schema;

/// A task on a board.
pub static PLACE: Entity = Entity {
    name: "stagetask",
    title: "place of a task",
    fields: &[
        id("ID"),
        reference("TASK_ID", "task").indexed(),
        reference("STAGE_ID", "taskstage").indexed(),
        text("BOARD").indexed(),
        int("SORT"),
    ],
    ..Entity::BASE
};

/// The places of a task.
///
/// # Errors
/// When the store fails.
pub fn of_task(call: &Call, task: u64) -> Result<Vec<Record>> {
    let schema = call.services.schema(&PLACE)?;
    call.all(&PLACE, &Query::equal(&schema, "TASK_ID", task as i64))
}

/// The places in a stage, in order.
///
/// # Errors
/// When the store fails.
pub fn in_stage(call: &Call, stage: u64) -> Result<Vec<Record>> {
    let schema = call.services.schema(&PLACE)?;
    let mut places = call.all(&PLACE, &Query::equal(&schema, "STAGE_ID", stage as i64))?;
    places.sort_by_key(|place| (place.int("SORT"), place.id));
    Ok(places)
}

/// Whether tasks stand in a stage, or say that they do.
///
/// # Errors
/// When the store fails.
pub fn holds_tasks(call: &Call, stage: &Record) -> Result<bool> {
    if !in_stage(call, stage.id)?.is_empty() {
        return Ok(true);
    }
    if stage.text("ENTITY_TYPE") != "G" {
        return Ok(false);
    }
    let schema = call.services.schema(&TASK)?;
    let of_group = Query::equal(&schema, "GROUP_ID", stage.int("ENTITY_ID"));
    Ok(call.all(&TASK, &of_group)?.iter().any(|task| task.int("STAGE_ID") == stage.id as i64))
}

/// Puts a task into a stage: right before or after another one (its id, whether after), or last. It
/// leaves the stage of the same board where it stood.
///
/// # Errors
/// When the store fails.
pub fn put(call: &Call, commit: &mut Commit, stage: &Record, task: u64, beside: Option<(i64, bool)>) -> Result<()> {
    let key = Board::of(stage).key();
    let known = of_task(call, task)?.into_iter().find(|place| place.text("BOARD") == key);
    let mut row = in_stage(call, stage.id)?;
    row.retain(|place| place.int("TASK_ID") != task as i64);
    let beside = beside.and_then(|(other, after)| {
        row.iter().position(|place| place.int("TASK_ID") == other).map(|at| at + usize::from(after))
    });
    let at = beside.unwrap_or(row.len());
    let mut place = match &known {
        Some(place) => place.clone(),
        None => Record::new(call.services.schema(&PLACE)?, call.services.store.next_ids(PLACE.name, 1)?),
    };
    place.set("TASK_ID", task as i64);
    place.set("STAGE_ID", stage.id as i64);
    place.set("BOARD", key.as_str());
    place.set("SORT", at as i64 + 1);
    commit.save(known.as_ref(), &place);
    for (place, other) in row.iter().enumerate() {
        let sort = place as i64 + 1 + i64::from(place >= at);
        if other.int("SORT") != sort {
            let mut moved = other.clone();
            moved.set("SORT", sort);
            commit.save(Some(other), &moved);
        }
    }
    Ok(())
}

/// Takes a task off a board; `false` when it was not there.
///
/// # Errors
/// When the store fails.
pub fn take(call: &Call, commit: &mut Commit, board: &Board, task: u64) -> Result<bool> {
    let key = board.key();
    let place = of_task(call, task)?.into_iter().find(|place| place.text("BOARD") == key);
    Ok(place.map(|place| commit.delete(&place)).is_some())
}

/// The test for tasks that stand in one of the caller's own stages, or in one of a sprint; `None` for
/// any other stage. What nobody has moved yet stands in the first.
///
/// # Errors
/// When the store fails.
pub fn standing_in(call: &Call, tasks: &Schema, stage: i64) -> Result<Option<Test>> {
    let Some(stage) = call.find(&STAGE, stage.max(0) as u64)? else { return Ok(None) };
    let board = Board::of(&stage);
    if board.kind == "G" || (board.kind == "U" && board.id != call.caller.user) {
        return Ok(None);
    }
    let is = |field: &str, op, ids: Vec<Data>| {
        tasks.position(field).map_or(Test::Any(Vec::new()), |at| Test::Is(Condition::new(at, op, ids)))
    };
    let schema = call.services.schema(&PLACE)?;
    let places = call.all(&PLACE, &Query::equal(&schema, "BOARD", board.key().as_str()))?;
    let ids = |here: bool| {
        let wanted = places.iter().filter(|place| (place.int("STAGE_ID") == stage.id as i64) == here);
        wanted.map(|place| Data::Int(place.int("TASK_ID"))).collect::<Vec<Data>>()
    };
    let first = stages(call, &board)?.first().is_some_and(|first| first.id == stage.id);
    Ok(Some(match board.kind == "U" && first {
        true => {
            let me = vec![Data::Int(board.id as i64)];
            Test::All(vec![is("MEMBERS", Op::In, me), is("ID", Op::NotIn, ids(false))])
        }
        false => is("ID", Op::In, ids(true)),
    }))
}
