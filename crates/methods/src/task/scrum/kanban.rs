//! tasks.api.scrum.kanban.*: the board of a sprint. docs: api-reference/sonet-group/scrum/kanban.

use super::{DENIED, described, fields, find, item, number, sprint, zero};
use crate::{
    prelude::*,
    task::{
        crud::readable,
        stage::{
            STAGE,
            board::{self, Board, STEP},
            place,
        },
    },
};
use engine::{Dialect, commit::retry, dialect::Faults};

static SPELLING: Dialect =
    super::spelling(&Faults { bad_id: zero("Stage id not found"), not_found: zero("Stage not found"), denied: DENIED });

/// tasks.api.scrum.kanban.*
pub static KANBAN: Family = Family {
    prefix: "tasks.api.scrum.kanban",
    entity: Some(&STAGE),
    dialect: &SPELLING,
    methods: &[
        write("addStage", add_stage),
        write("updateStage", update_stage),
        write("deleteStage", delete_stage),
        read("getStages", stages),
        write("addTask", add_task),
        write("deleteTask", delete_task),
        read("getFields", |_| Ok(described(&FIELDS))),
    ],
    ..Family::BASE
};

const FIELDS: [(&str, &str); 5] =
    [("name", "string"), ("sort", "integer"), ("type", "string"), ("sprintId", "integer"), ("color", "string")];

/// The sprint that a call names.
fn sprint_in(call: &Call, given: Option<&Value>) -> Result<Record> {
    let id = given.and_then(Value::as_int).filter(|id| *id > 0).ok_or(zero("Sprint id not found"))?;
    Ok(find(call, id as u64, sprint::KIND)?.ok_or(zero("Sprint not found"))?)
}

/// The stage that a call names, of some sprint.
fn stage_in(call: &Call, missing: &'static str) -> Result<Record> {
    let id = number(call, "stageId", zero(missing))?;
    let found = call.find(&STAGE, id)?.filter(|stage| stage.text("ENTITY_TYPE") == "A");
    Ok(found.ok_or(call.family.dialect.faults.not_found)?)
}

/// Takes over what a client says of a stage.
fn apply(stage: &mut Record, given: &Tree) -> Result<()> {
    let text = |name: &str| given.get_ci(name).filter(|value| !value.is_empty()).and_then(Value::as_text);
    if let Some(name) = text("name") {
        stage.set("TITLE", name.trim());
    }
    if let Some(kind) = text("type") {
        if !["NEW", "WORK", "FINISH"].contains(&kind.as_ref()) {
            return Err(zero("Incorrect type value: NEW, WORK or FINISH is expected").into());
        }
        stage.set("SYSTEM_TYPE", kind.as_ref());
    }
    if let Some(sort) = text("sort") {
        let sort = sort.trim().parse::<i64>().ok().filter(|sort| *sort >= 0 && sort % STEP == 0);
        stage.set("SORT", sort.ok_or(zero("Incorrect sort value: a multiple of 100 is expected"))?);
    }
    if let Some(color) = text("color") {
        stage.set("COLOR", color.trim_start_matches('#'));
    }
    match stage.text("TITLE").is_empty() {
        true => Err(zero("Incorrect name format").into()),
        false => Ok(()),
    }
}

fn add_stage(call: &Call) -> Result<Answer> {
    let given = fields(call)?;
    let sprint = sprint_in(call, given.get_ci("sprintId"))?;
    let board = Board { kind: "A", id: sprint.id };
    let mut stage = board::draft(call, &board)?;
    stage.set("SYSTEM_TYPE", "WORK");
    stage.set("COLOR", "47D1E2");
    let last = board::stages(call, &board)?.last().map_or(0, |last| last.int("SORT"));
    stage.set("SORT", last + STEP);
    apply(&mut stage, given)?;
    stage.id = call.services.store.next_ids(STAGE.name, 1)?;
    let mut commit = Commit::by(call);
    commit.save(None, &stage);
    Ok(Answer::value(stage.id as i64).after(commit.run(call.services)?))
}

fn update_stage(call: &Call) -> Result<Answer> {
    let old = stage_in(call, "Stage id not found")?;
    let given = fields(call)?;
    let mut new = old.clone();
    apply(&mut new, given)?;
    if let Some(sprint) = given.get_ci("sprintId") {
        let sprint = sprint_in(call, Some(sprint)).map_err(|_| zero("Incorrect sprintId value"))?;
        let board = Board { kind: "A", id: sprint.id };
        if sprint.id as i64 != old.int("ENTITY_ID") && place::holds_tasks(call, &old)? {
            return Err(zero("Stage has tasks").into());
        }
        new.set("ENTITY_ID", sprint.id as i64);
        new.set("BOARD", board.key().as_str());
    }
    let mut commit = Commit::by(call);
    commit.save(Some(&old), &new);
    Ok(Answer::done(commit.run(call.services)?))
}

fn delete_stage(call: &Call) -> Result<Answer> {
    let stage = stage_in(call, "Stage id not found")?;
    if place::holds_tasks(call, &stage)? {
        return Err(zero("Stage has tasks").into());
    }
    let mut commit = Commit::by(call);
    commit.delete(&stage);
    Ok(Answer::done(commit.run(call.services)?))
}

fn stages(call: &Call) -> Result<Answer> {
    let sprint = sprint_in(call, call.param("sprintId"))?;
    let number = |stage: &Record, field| Value::Text(stage.int(field).to_string());
    let row = |stage: &Record| {
        let parts = [
            ("id", Value::Text(stage.id.to_string())),
            ("name", Value::from(stage.text("TITLE"))),
            ("sort", number(stage, "SORT")),
            ("type", Value::from(stage.text("SYSTEM_TYPE"))),
            ("sprintId", number(stage, "ENTITY_ID")),
            ("color", Value::from(stage.text("COLOR"))),
        ];
        Value::Tree(Tree::from_iter(parts))
    };
    let stages = board::stages(call, &Board { kind: "A", id: sprint.id })?;
    Ok(Answer::value(stages.iter().map(row).collect::<Tree>()))
}

/// The task that a call names, which must be of the sprint's group.
fn task_in(call: &Call, id: u64, sprint: &Record) -> Result<Record> {
    let task = readable(call, id)?.filter(|task| task.int("GROUP_ID") == sprint.int("GROUP_ID"));
    Ok(task.ok_or(zero("Task not found. The task must be with GROUP_ID"))?)
}

/// tasks.api.scrum.kanban.addTask: the task comes into the sprint too, if it was not there.
fn add_task(call: &Call) -> Result<Answer> {
    if call.param("sprintId").is_none_or(Value::is_empty) {
        return Err(zero("Sprint id not found").into());
    }
    let id = number(call, "taskId", zero("TaskId id not found"))?;
    number(call, "stageId", zero("StageId id not found"))?;
    retry(|| {
        let sprint = sprint_in(call, call.param("sprintId"))?;
        let stage = stage_in(call, "StageId id not found")?;
        if stage.int("ENTITY_ID") != sprint.id as i64 {
            return Err(zero("Stage not found").into());
        }
        let task = task_in(call, id, &sprint)?;
        let mut commit = Commit::by(call);
        let mut change = item::draft(call, task.id)?;
        change.new.set("ENTITY_ID", sprint.id as i64);
        engine::input::complete(call, &mut change);
        if change.changed("ENTITY_ID") {
            if let Some(old) = &change.old {
                let before = Board { kind: "A", id: old.int("ENTITY_ID").max(0) as u64 };
                place::take(call, &mut commit, &before, task.id)?;
            }
            let last = item::of_list(call, sprint.id)?.last().map_or(0, |item| item.int("SORT"));
            change.new.set("SORT", last.saturating_add(1));
            commit.save(change.old.as_ref(), &change.new);
            item::note(call, &mut commit, task.id, sprint.id as i64, sprint.text("ENTITY_TYPE"))?;
        }
        place::put(call, &mut commit, &stage, task.id, None)?;
        Ok(Answer::done(commit.run(call.services)?))
    })
}

/// tasks.api.scrum.kanban.deleteTask: the task stays in the sprint.
fn delete_task(call: &Call) -> Result<Answer> {
    if call.param("sprintId").is_none_or(Value::is_empty) {
        return Err(zero("Sprint id not found").into());
    }
    let id = number(call, "taskId", zero("TaskId id not found"))?;
    let sprint = sprint_in(call, call.param("sprintId"))?;
    let task = task_in(call, id, &sprint)?;
    let mut commit = Commit::by(call);
    place::take(call, &mut commit, &Board { kind: "A", id: sprint.id }, task.id)?;
    Ok(Answer::done(commit.run(call.services)?))
}
