//! tasks.task.add, update, delete and get. docs: api-reference/tasks/tasks-task-add.md and its like.

use super::{checklist, entity::TASK, show};
use crate::prelude::*;
use engine::{Known, commit::retry, dialect::refusal};

const NO_ID: Known = refusal("100", "CTaskItem All parameters in the constructor must have real class type");
const NO_FIELDS: Known = refusal("100", "Could not find value for parameter {fields}");
const NOT_DELETED: Known = refusal("1048582", "No access to delete the task");

/// The id in a parameter.
///
/// # Errors
/// 400 `100` when there is none, 400 `0` when it is no id.
pub fn id_in(call: &Call, parameter: &str) -> Result<u64> {
    match call.param(parameter) {
        None | Some(Value::Null) => Err(NO_ID.into()),
        Some(value) => match value.as_int().filter(|id| *id > 0) {
            Some(id) => Ok(id as u64),
            None => Err(refusal("0", "wrong task id").into()),
        },
    }
}

/// tasks.task.add: answers the task.
pub(super) fn add(call: &Call) -> Result<Answer> {
    let (task, ticket) = insert(call, given(call)?)?;
    Ok(show::whole(call, task)?.after(ticket))
}

/// A new task with the fields that a client gave.
///
/// # Errors
/// Those of the values and of the rules.
pub fn insert(call: &Call, fields: &Tree) -> Result<(Record, store::Ticket)> {
    let schema = call.services.schema(&TASK)?;
    let mut change = Change { old: None, new: Record::new(schema, 0), given: Vec::new() };
    apply(call, &mut change, fields)?;
    let steps = fields.get("CHECKLIST").map(Value::list).unwrap_or_default();
    retry(|| {
        let mut commit = Commit::by(call);
        let mut task = verbs::prepare(call, change.clone(), &mut commit)?;
        checklist::begin(call, &mut commit, &mut task, &steps)?;
        commit.save(None, &task);
        let ticket = commit.run(call.services)?;
        Ok((task, ticket))
    })
}

/// tasks.task.update: answers the task.
pub(super) fn update(call: &Call) -> Result<Answer> {
    let id = id_in(call, "taskId")?;
    let (task, ticket) = edit(call, id, given(call)?)?;
    Ok(show::whole(call, task)?.after(ticket))
}

/// Gives a task the fields that a client gave.
///
/// # Errors
/// Not found, not theirs, those of the values and of the rules.
pub fn edit(call: &Call, id: u64, fields: &Tree) -> Result<(Record, store::Ticket)> {
    verbs::change(call, &TASK, id, |change| apply(call, change, fields))
}

/// tasks.task.delete: answers `{"task":true}`.
pub(super) fn delete(call: &Call) -> Result<Answer> {
    let ticket = remove(call, id_in(call, "taskId")?)?;
    Ok(Answer { json: call.family.dialect.deleted.into(), ..Answer::default() }.after(ticket))
}

/// Deletes a task.
///
/// # Errors
/// 400 `1048582` when it is not theirs or not there, and those of the store.
pub fn remove(call: &Call, id: u64) -> Result<store::Ticket> {
    let theirs = call.find(&TASK, id)?.filter(|task| rights::may_change(&TASK.rights, call.caller, task));
    match theirs {
        Some(_) => verbs::remove(call, &TASK, id),
        None => Err(NOT_DELETED.into()),
    }
}

/// tasks.task.get: answers the task, or `[]` for one that is not there or not theirs to see.
pub(super) fn get(call: &Call) -> Result<Answer> {
    let id = id_in(call, "taskId")?;
    let select = names_in(call, "select")?;
    let Some(task) = readable(call, id)? else { return Ok(Answer::value(Tree::new())) };
    let select = show::selected_of_one(&task.schema, &select);
    show::one(call, task, select)
}

/// A task that the caller may read.
///
/// # Errors
/// When the store fails.
pub fn readable(call: &Call, id: u64) -> Result<Option<Record>> {
    Ok(call.find(&TASK, id)?.filter(|task| rights::may_read(&TASK.rights, call.caller, task)))
}

/// The names in a parameter that must be a list.
///
/// # Errors
/// 400 `100` for anything else.
pub fn names_in(call: &Call, parameter: &'static str) -> Result<Vec<String>> {
    match call.param(parameter) {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::Tree(tree)) => {
            let names = tree.values().filter_map(Value::as_text).filter(|name| !name.is_empty());
            Ok(names.map(|name| name.into_owned()).collect())
        }
        Some(other) => Err(not_array(parameter, other)),
    }
}

/// The refusal of a controller for a parameter that must be an array.
pub fn not_array(parameter: &str, given: &Value) -> Error {
    let given = given.as_text().unwrap_or_default();
    let text =
        format!("Invalid value {{{given}}} to match with parameter {{{parameter}}}. Should be value of type array.");
    Error::new(400, "100", text)
}

fn given<'a>(call: &Call<'a>) -> Result<&'a Tree> {
    let fields = call.param("fields").and_then(Value::as_tree).filter(|fields| !fields.is_empty());
    fields.ok_or_else(|| NO_FIELDS.into())
}

/// Applies fields, and the additional parameters of `SE_PARAMETER`.
fn apply(call: &Call, change: &mut Change, fields: &Tree) -> Result<()> {
    if fields.get("UF_TASK_WEBDAV_FILES").is_some_and(|files| !files.is_empty()) {
        let text = "Files of tasks are not implemented by this portal: UF_TASK_WEBDAV_FILES";
        return Err(Error::new(400, "ERROR_NOT_IMPLEMENTED", text));
    }
    engine::input::apply(call, change, fields)?;
    for parameter in fields.get("SE_PARAMETER").map(Value::list).unwrap_or_default() {
        let part = |name: &str| parameter.as_tree().and_then(|tree| tree.get_ci(name));
        let field = match part("CODE").and_then(Value::as_int) {
            Some(1) => "DATED_BY_SUBTASKS",
            Some(2) => "CLOSES_WITH_SUBTASKS",
            Some(3) => "REQUIRES_RESULT",
            _ => return Err(super::rules::refuse("Field 'SE_PARAMETER' must be a list of CODE 1, 2 or 3 and VALUE")),
        };
        let on = part("VALUE").and_then(Value::as_flag).unwrap_or(false);
        change.new.set(field, on);
    }
    Ok(())
}
