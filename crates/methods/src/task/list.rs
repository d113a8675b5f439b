//! tasks.task.list. docs: api-reference/tasks/tasks-task-list.md.

pub(super) mod order;
pub(super) mod tests;

pub use tests::sub_status;

use super::{
    crud::{names_in, not_array},
    entity::TASK,
    show::{self, Viewer},
};
use crate::prelude::*;
use engine::Schema;

/// tasks.task.list: `{"tasks":[…]}` with total and next.
pub(super) fn list(call: &Call) -> Result<Answer> {
    let schema = call.services.schema(&TASK)?;
    let mut select = show::selected_of_many(&schema, &names_in(call, "select")?);
    select.extend(asked_for(call, &schema)?);
    select.sort_unstable();
    select.dedup();
    let nothing = Tree::new();
    let test = tests::read(call, &schema, tree_in(call, "filter")?.unwrap_or(&nothing))?;
    let keys = order::read(&schema, tree_in(call, "order")?.unwrap_or(&nothing))?;
    let start = call.param("start").and_then(Value::as_int).unwrap_or(0);
    let part = Part { offset: start.max(0) as u64, size: verbs::PAGE as usize, counted: start != -1 };
    let (tasks, mut answer) = page(call, test, &keys, part)?;
    let viewer = Viewer::new(call, select)?;
    answer.json = br#"{"tasks":["#.to_vec();
    for task in tasks {
        json::comma(&mut answer.json);
        viewer.print(&mut answer.json, task)?;
    }
    answer.json.extend_from_slice(b"]}");
    Ok(answer)
}

/// Which of the tasks found are wanted.
pub struct Part {
    /// Tasks to pass over.
    pub offset: u64,
    /// Most tasks.
    pub size: usize,
    /// Whether to count all of them.
    pub counted: bool,
}

/// Fields that `params` adds to a task.
fn asked_for(call: &Call, schema: &Schema) -> Result<Vec<usize>> {
    const PARAMS: [(&str, &[&str]); 3] = [
        ("WITH_RESULT_INFO", &["TASK_REQUIRE_RESULT", "TASK_HAS_OPEN_RESULT", "TASK_HAS_RESULT"]),
        ("WITH_TIMER_INFO", &["TIME_ELAPSED", "TIMER_IS_RUNNING_FOR_CURRENT_USER"]),
        ("WITH_PARSED_DESCRIPTION", &["PARSED_DESCRIPTION"]),
    ];
    let Some(params) = tree_in(call, "params")? else { return Ok(Vec::new()) };
    let on = |name: &str| params.get_ci(name).and_then(Value::as_flag) == Some(true);
    let fields = PARAMS.iter().filter(|(name, _)| on(name)).flat_map(|(_, fields)| fields.iter());
    Ok(fields.filter_map(|field| schema.position(field)).collect())
}

/// A part of the caller's tasks, with the total and the place of the next page.
///
/// # Errors
/// When the store fails.
pub fn page(call: &Call, test: Test, keys: &[order::Key], part: Part) -> Result<(Vec<Record>, Answer)> {
    let schema = call.services.schema(&TASK)?;
    let query = Query {
        test: verbs::readable(call, &schema, test),
        order: order::stored(keys),
        offset: part.offset,
        limit: part.size,
        counted: part.counted,
    };
    let (tasks, total) = order::run(call, query, keys)?;
    let end = part.offset.saturating_add(tasks.len() as u64);
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
