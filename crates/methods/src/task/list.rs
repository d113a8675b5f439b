//! tasks.task.list. docs: api-reference/tasks/tasks-task-list.md.

mod order;
mod tests;

pub use tests::sub_status;

use super::{
    crud::{names_in, not_array},
    entity::TASK,
    show::{self, Viewer},
};
use crate::prelude::*;

/// tasks.task.list: `{"tasks":[…]}` with total and next.
pub(super) fn list(call: &Call) -> Result<Answer> {
    let schema = call.services.schema(&TASK)?;
    let select = show::selected_of_many(&schema, &names_in(call, "select")?);
    let nothing = Tree::new();
    let test = tests::read(call, &schema, tree_in(call, "filter")?.unwrap_or(&nothing))?;
    let keys = order::read(&schema, tree_in(call, "order")?.unwrap_or(&nothing))?;
    let (tasks, mut answer) = page(call, test, &keys)?;
    let viewer = Viewer::new(call, select)?;
    answer.json = br#"{"tasks":["#.to_vec();
    for task in tasks {
        json::comma(&mut answer.json);
        viewer.print(&mut answer.json, task)?;
    }
    answer.json.extend_from_slice(b"]}");
    Ok(answer)
}

/// The page of the caller's tasks that `start` names, with its total and next.
///
/// # Errors
/// When the store fails.
pub fn page(call: &Call, test: Test, keys: &[order::Key]) -> Result<(Vec<Record>, Answer)> {
    let schema = call.services.schema(&TASK)?;
    let start = call.param("start").and_then(Value::as_int).unwrap_or(0);
    let query = Query {
        test: verbs::readable(call, &schema, test),
        order: order::stored(keys),
        offset: start.max(0) as u64,
        limit: 50,
        counted: start != -1,
    };
    let (tasks, total) = order::run(call, query, keys)?;
    let end = start.max(0) as u64 + tasks.len() as u64;
    let next = total.filter(|total| end < *total && !tasks.is_empty()).map(|_| end);
    Ok((tasks, Answer { total, next, ..Answer::default() }))
}

/// A parameter that must be an object.
pub(super) fn tree_in<'a>(call: &Call<'a>, parameter: &'static str) -> Result<Option<&'a Tree>> {
    match call.param(parameter) {
        Some(Value::Tree(tree)) => Ok(Some(tree)),
        Some(other) if !other.is_empty() => Err(not_array(parameter, other)),
        _ => Ok(None),
    }
}
