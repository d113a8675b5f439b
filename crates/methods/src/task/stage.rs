//! task.stages.*: the columns of a group's kanban and of everybody's own planner, and the tasks in
//! them. docs: api-reference/tasks/stages.

pub mod board;
pub mod place;

use super::crud::readable;
use crate::prelude::*;
use board::{Board, ensure, stages};
use engine::commit::retry;

/// A column. `BOARD` says whose: `u5` a person's planner, `g3` a group's kanban, `a7` a sprint's.
pub static STAGE: Entity = Entity {
    name: "taskstage",
    title: "stage",
    #[rustfmt::skip] // One field a line, as the table it is.
    fields: &[
        id("ID").title("ID"),
        text("TITLE").title("Title"),
        int("SORT").title("Sorting"),
        text("COLOR").title("Color"),
        text("SYSTEM_TYPE").title("Kind"),
        int("ENTITY_ID").title("Owner"),
        text("ENTITY_TYPE").title("Kind of owner"),
        json("ADDITIONAL_FILTER").title("Additional filter"),
        json("TO_UPDATE").title("What moving changes"),
        text("TO_UPDATE_ACCESS").title("Who may move"),
        text("BOARD").hidden().read_only().indexed(),
    ],
    ..Entity::BASE
};

/// task.stages.*
pub static STAGES: Family = Family {
    prefix: "task.stages",
    entity: Some(&STAGE),
    methods: &[
        write("add", add),
        write("update", update),
        write("delete", delete),
        read("get", get),
        read("canmovetask", may_move),
        write("movetask", move_task),
    ],
    ..Family::BASE
};

const MISSING: (&str, &str) = ("NOT_FOUND", "Stage not found");

fn refuse((code, text): (&'static str, &'static str)) -> Error {
    Error::new(400, code, text)
}

fn number(call: &Call, name: &str) -> i64 {
    call.param(name).and_then(Value::as_int).unwrap_or(0)
}

/// Whether the caller may work on a board: their own planner, and the kanban of any group.
/// Administrators who say so may work on all.
fn theirs(call: &Call, board: &Board) -> bool {
    let insists = call.param("isAdmin").and_then(Value::as_flag) == Some(true);
    (call.caller.admin && insists) || board.kind != "U" || board.id == call.caller.user
}

fn board_of(call: &Call, entity: i64) -> Result<Board> {
    match entity {
        0 => Ok(Board { kind: "U", id: call.caller.user }),
        group if group > 0 => Ok(Board { kind: "G", id: group as u64 }),
        _ => Err(refuse(("ACCESS_DENIED", "You do not have permission to manage stages"))),
    }
}

/// The stage that a call names, if the caller may change it.
fn own_stage(call: &Call, denied: &'static str) -> Result<(Record, Board)> {
    let stage = call.find(&STAGE, number(call, "id").max(0) as u64)?.ok_or_else(|| refuse(MISSING))?;
    let board = Board::of(&stage);
    if theirs(call, &board) { Ok((stage, board)) } else { Err(refuse(("ACCESS_DENIED", denied))) }
}

/// Title and color as a client gives them.
fn apply(call: &Call, stage: &mut Record, fields: &Tree) -> Result<()> {
    for name in ["TITLE", "COLOR"] {
        let (Some(value), Some(at)) = (fields.get(name), stage.schema.position(name)) else { continue };
        let field = stage.schema.fields[at];
        stage.put(at, engine::input::parse(call, &field, value, &Data::Null)?);
    }
    let color = stage.text("COLOR").trim_start_matches('#').to_uppercase();
    if !color.is_empty() && (color.len() != 6 || !color.bytes().all(|byte| byte.is_ascii_hexdigit())) {
        return Err(engine::error::wrong_value("COLOR", "a color such as 47D1E2"));
    }
    stage.set("COLOR", color.as_str());
    match stage.text("TITLE").trim().is_empty() {
        true => Err(refuse(("EMPTY_TITLE", "Stage title is not specified"))),
        false => Ok(()),
    }
}

fn add(call: &Call) -> Result<Answer> {
    let nothing = Tree::new();
    let fields = call.array("fields")?.unwrap_or(&nothing);
    let given = |name: &str| fields.get(name).and_then(Value::as_int).unwrap_or(0);
    let board = board_of(call, given("ENTITY_ID"))?;
    if !theirs(call, &board) {
        return Err(refuse(("ACCESS_DENIED", "You do not have permission to manage stages")));
    }
    let mut stage = board::draft(call, &board)?;
    stage.set("COLOR", "47D1E2");
    apply(call, &mut stage, fields)?;
    ensure(call, &board)?;
    stage.id = call.services.store.next_ids(STAGE.name, 1)?;
    retry(|| {
        let mut commit = Commit::by(call);
        board::arrange(&mut commit, stages(call, &board)?, stage.clone(), None, given("AFTER_ID"));
        Ok(Answer::value(stage.id as i64).after(commit.run(call.services)?))
    })
}

fn update(call: &Call) -> Result<Answer> {
    let nothing = Tree::new();
    let fields = call.array("fields")?.unwrap_or(&nothing);
    retry(|| {
        let (old, board) = own_stage(call, "You cannot modify stages in this group")?;
        let mut new = old.clone();
        apply(call, &mut new, fields)?;
        let mut commit = Commit::by(call);
        match fields.get("AFTER_ID") {
            Some(after) => {
                let others = stages(call, &board)?.into_iter().filter(|stage| stage.id != old.id).collect();
                board::arrange(&mut commit, others, new, Some(&old), after.as_int().unwrap_or(0));
            }
            None => commit.save(Some(&old), &new),
        }
        Ok(Answer::done(commit.run(call.services)?))
    })
}

/// task.stages.delete: neither the first stage, nor one that every board has, nor one with tasks in it.
fn delete(call: &Call) -> Result<Answer> {
    retry(|| {
        let (stage, board) = own_stage(call, "You cannot manage stages")?;
        if stages(call, &board)?.first().is_some_and(|first| first.id == stage.id) {
            let text = "Cannot delete the first stage. Move the stage to delete it.";
            return Err(refuse(("CANT_DELETE_FIRST", text)));
        }
        if ["NEW", "FINISH"].contains(&stage.text("SYSTEM_TYPE")) {
            return Err(refuse(("IS_SYSTEM", "The default stage cannot be deleted")));
        }
        if place::holds_tasks(call, &stage)? {
            return Err(refuse(("HAS_TASKS", "Stage has tasks")));
        }
        let mut commit = Commit::by(call);
        commit.delete(&stage);
        Ok(Answer::done(commit.run(call.services)?))
    })
}

/// task.stages.get: the stages of a board by id. The first look at a board gives it the usual ones.
fn get(call: &Call) -> Result<Answer> {
    let denied = || refuse(("ACCESS_DENIED", "You cannot view stages in this group."));
    let board = board_of(call, number(call, "entityId")).map_err(|_| denied())?;
    let ticket = ensure(call, &board)?;
    let schema = call.services.schema(&STAGE)?;
    let printer = print::Printer::new(call, &schema, print::everything(&schema));
    let mut out = b"{".to_vec();
    for stage in stages(call, &board)? {
        json::key(&mut out, &stage.id.to_string());
        printer.record(&mut out, stage.id, &stage.encode());
    }
    json::close_map(&mut out);
    Ok(Answer { json: out, ticket, ..Answer::default() })
}

/// task.stages.canmovetask: in one's own planner, and in the kanban of a group.
fn may_move(call: &Call) -> Result<Answer> {
    let kind = call.param("entityType").and_then(Value::as_text).unwrap_or_default().to_uppercase();
    let entity = number(call, "entityId");
    let may = match kind.as_str() {
        "U" => entity == call.caller.user as i64,
        "G" => entity > 0,
        _ => false,
    };
    Ok(Answer::value(may))
}

fn move_task(call: &Call) -> Result<Answer> {
    let (task, stage) = (number(call, "id").max(0) as u64, number(call, "stageId").max(0) as u64);
    let missing = || refuse(("TASK_NOT_FOUND", "Task not found or access to it is denied"));
    let denied = || refuse(("ACCESS_DENIED_MOVE", "You cannot move this task"));
    retry(|| {
        let task = readable(call, task)?.ok_or_else(missing)?;
        let stage = call.find(&STAGE, stage)?.ok_or_else(|| refuse(MISSING))?;
        let board = Board::of(&stage);
        let fits = match board.kind {
            "U" => board.id == call.caller.user,
            "G" => board.id as i64 == task.int("GROUP_ID"),
            _ => super::scrum::item_of(call, task.id)?.is_some_and(|item| item.int("ENTITY_ID") == board.id as i64),
        };
        if !fits {
            return Err(denied());
        }
        let mut commit = Commit::by(call);
        let beside =
            [(number(call, "before"), false), (number(call, "after"), true)].into_iter().find(|(id, _)| *id > 0);
        place::put(call, &mut commit, &stage, task.id, beside)?;
        if board.kind == "G" {
            let mut moved = task.clone();
            moved.set("STAGE_ID", stage.id as i64);
            commit.save(Some(&task), &moved);
        }
        Ok(Answer::done(commit.run(call.services)?))
    })
}

/// A task that goes leaves the boards it stands on.
pub(super) fn forget(task: &Record, commit: &mut Commit, call: &Call) -> Result<()> {
    place::of_task(call, task.id)?.iter().for_each(|place| commit.delete(place));
    Ok(())
}
