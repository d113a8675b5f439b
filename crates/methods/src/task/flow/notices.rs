//! What a flow tells people. docs: api-reference/tasks/flow/tasks-flow-flow-create.md, "notify".

use super::{efficiency, tasks};
use crate::{
    im::notify::tell,
    prelude::*,
    task::rules::{IN_PROGRESS, PENDING},
};

/// In English, French and Russian; `{flow}` and `{task}` stand for their names.
type Text = [&'static str; 3];

/// There is something to take or to hand on.
pub(super) const NEW_TASK: Text = [
    "New task in the flow {flow}: {task}",
    "Nouvelle tâche dans le flux {flow} : {task}",
    "Новая задача в потоке {flow}: {task}",
];

/// Nobody is left to hand tasks to.
pub(super) const NOBODY_LEFT: Text = [
    "Nobody is left in the team of the flow {flow}: its tasks come to you now",
    "L’équipe du flux {flow} est vide : ses tâches vous reviennent désormais",
    "В команде потока {flow} никого не осталось: теперь его задачи получаете вы",
];

const MANY_WAIT: Text = [
    "Too many tasks wait in the flow {flow}",
    "Trop de tâches attendent dans le flux {flow}",
    "В потоке {flow} слишком много задач в очереди",
];

const MANY_IN_PROGRESS: Text = [
    "Too many tasks are in progress in the flow {flow}",
    "Trop de tâches sont en cours dans le flux {flow}",
    "В потоке {flow} слишком много задач в работе",
];

const SLOW: Text = [
    "The efficiency of the flow {flow} has fallen",
    "L’efficacité du flux {flow} a baissé",
    "Эффективность потока {flow} снизилась",
];

/// Tells people something about a flow and a task, but for the one who has just done it.
///
/// # Errors
/// When the store fails.
pub(super) fn send(
    call: &Call,
    commit: &mut Commit,
    flow: &Record,
    task: &str,
    (text, people): (Text, &[u64]),
) -> Result<()> {
    let text = text[call.services.language as usize].replace("{flow}", flow.text("NAME")).replace("{task}", task);
    let others = people.iter().filter(|person| **person != call.caller.user);
    others.copied().try_for_each(|person| tell(call, commit, person, ("tasks", "flow"), &text))
}

/// Tells the flow's administrator when a task that comes in, or begins, passes one of the limits.
///
/// # Errors
/// When the store fails.
pub(super) fn watch_limits(call: &Call, commit: &mut Commit, flow: &Record, task: &Record) -> Result<()> {
    let others = tasks(call, flow.id)?;
    let status = task.int("STATUS");
    let beside = others.iter().filter(|other| other.id != task.id && other.int("STATUS") == status).count() as i64;
    let above = |field: &str| !flow.get(field).is_null() && beside + 1 > flow.int(field);
    let below = |field: &str| !flow.get(field).is_null() && !others.is_empty();
    let owner = [flow.int("OWNER_ID").max(0) as u64];
    let mut warn = |text| send(call, commit, flow, task.text("TITLE"), (text, &owner));
    if status == PENDING && above("NOTIFY_ON_QUEUE_OVERFLOW") {
        warn(MANY_WAIT)?;
    }
    if status == IN_PROGRESS && above("NOTIFY_ON_TASKS_IN_PROGRESS_OVERFLOW") {
        warn(MANY_IN_PROGRESS)?;
    }
    let least = "NOTIFY_WHEN_EFFICIENCY_DECREASES";
    if below(least) && efficiency(call, flow.id)? < flow.int(least) {
        warn(SLOW)?;
    }
    Ok(())
}
