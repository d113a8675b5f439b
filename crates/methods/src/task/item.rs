//! task.item.* and task.items.getlist: the oldest names of what tasks.task.* does, with arguments by
//! position and upper-case answers. docs: api-reference/tasks/deprecated/task-item.

use super::{
    access,
    crud::{self, readable},
    elapsed::paging,
    entity::TASK,
    list::{self, order, sub_status, tests},
    marks, markup,
    show::{self, Viewer},
    state::{self, Move},
    strict::{self, Given, Signature, array, integer},
};
use crate::prelude::*;

/// task.item.*
pub static ITEMS: Family = Family {
    prefix: "task.item",
    entity: Some(&TASK),
    methods: &[
        write("add", add),
        write("update", update),
        write("delete", delete),
        read("getdata", get_data),
        read("getdescription", get_description),
        read("getdependson", get_depends_on),
        read("getallowedactions", allowed_actions),
        read("getallowedtaskactionsasstrings", allowed_actions_as_strings),
        read("isactionallowed", is_allowed),
        read("list", |call| answer_list(call, &LIST, 2, 3)).scanning(),
        write("startexecution", |call| go(call, &state::START)),
        write("defer", |call| go(call, &state::DEFER)),
        write("complete", |call| go(call, &state::COMPLETE)),
        write("renew", |call| go(call, &state::RENEW)),
        write("approve", |call| go(call, &state::APPROVE)),
        write("disapprove", |call| go(call, &state::DISAPPROVE)),
        write("delegate", delegate),
        write("addtofavorite", |call| favorite(call, true)),
        write("deletefromfavorite", |call| favorite(call, false)),
    ],
    ..Family::BASE
};

/// task.items.*
pub static ITEM_LISTS: Family = Family {
    prefix: "task.items",
    entity: Some(&TASK),
    methods: &[read("getlist", |call| answer_list(call, &GET_LIST, 3, 2)).scanning()],
    ..Family::BASE
};

const CLASS: &str = "ctaskitem";

static ONE: Signature = Signature::new(CLASS, "getdata", 1, &[integer("taskId")]);
static ADD: Signature = Signature::new(CLASS, "add", 1, &[array("arNewTaskData", &[])]);
static UPDATE: Signature = Signature::new(CLASS, "update", 2, &[integer("taskId"), array("arNewTaskData", &[])]);
static DESCRIPTION: Signature = Signature::new(CLASS, "getdescription", 1, &[integer("taskId"), integer("format")]);
static IS_ALLOWED: Signature = Signature::new(CLASS, "isactionallowed", 2, &[integer("taskId"), integer("actionId")]);
static DELEGATE: Signature = Signature::new(CLASS, "delegate", 2, &[integer("taskId"), integer("userId")]);
static FAVORITE: Signature = Signature::new(CLASS, "addtofavorite", 1, &[integer("taskId"), array("params", &[])]);
static LIST: Signature = Signature::new(
    CLASS,
    "list",
    0,
    &[array("arOrder", &[]), array("arFilter", &[]), array("arParams", &[]), array("arSelect", &[])],
);
static GET_LIST: Signature = Signature::new(
    "ctasks",
    "getlist",
    0,
    &[array("arOrder", &[]), array("arFilter", &[]), array("arTaskData", &[]), array("arNavParams", &[])],
);

/// The numbers of actions, from 1. docs: task-item-get-allowed-actions.md.
const ACTIONS: [(&str, &str); 18] = [
    ("ACTION_ACCEPT", "accept"),
    ("ACTION_DECLINE", "decline"),
    ("ACTION_COMPLETE", "complete"),
    ("ACTION_APPROVE", "approve"),
    ("ACTION_DISAPPROVE", "disapprove"),
    ("ACTION_START", "start"),
    ("ACTION_DELEGATE", "delegate"),
    ("ACTION_REMOVE", "remove"),
    ("ACTION_EDIT", "edit"),
    ("ACTION_DEFER", "defer"),
    ("ACTION_RENEW", "renew"),
    ("ACTION_CREATE", "create"),
    ("ACTION_CHANGE_DEADLINE", "changeDeadline"),
    ("ACTION_CHECKLIST_ADD_ITEMS", "checklistAddItems"),
    ("ACTION_ELAPSED_TIME_ADD", "elapsedtime.add"),
    ("ACTION_CHANGE_DIRECTOR", "edit.originator"),
    ("ACTION_PAUSE", "pause"),
    ("ACTION_START_TIME_TRACKING", "dayplan.timer.toggle"),
];

fn missing() -> Error {
    strict::exception(1, "Task not found or not accessible", "TASK_NOT_FOUND_OR_NOT_ACCESSIBLE")
}

/// The task in the first argument, which the caller may see.
fn task(call: &Call, given: &Given) -> Result<Record> {
    readable(call, given.id(0)?)?.ok_or_else(missing)
}

fn add(call: &Call) -> Result<Answer> {
    let given = strict::read(call, &ADD)?;
    let nothing = Tree::new();
    let (task, ticket) = crud::insert(call, given.tree(0).unwrap_or(&nothing))?;
    Ok(Answer::value(task.id as i64).after(ticket))
}

fn update(call: &Call) -> Result<Answer> {
    let given = strict::read(call, &UPDATE)?;
    let task = task(call, &given)?;
    if !access::may("edit", &task, call.caller) {
        return Err(strict::forbidden("Action is not allowed"));
    }
    let nothing = Tree::new();
    let (_, ticket) = crud::edit(call, task.id, given.tree(1).unwrap_or(&nothing))?;
    Ok(Answer::done(ticket))
}

fn delete(call: &Call) -> Result<Answer> {
    let task = task(call, &strict::read(call, &ONE)?)?;
    if !access::may("remove", &task, call.caller) {
        return Err(strict::forbidden("Action is not allowed"));
    }
    Ok(Answer::done(crud::remove(call, task.id)?))
}

fn get_data(call: &Call) -> Result<Answer> {
    let task = task(call, &strict::read(call, &ONE)?)?;
    let viewer = Viewer::new(call, show::selected_of_item(&task.schema, &[]))?;
    let mut json = Vec::new();
    print_item(call, &viewer, &mut json, task)?;
    Ok(Answer { json, ..Answer::default() })
}

/// A task whose `STATUS` is the one that the caller sees; the stored one is `REAL_STATUS`.
fn print_item(call: &Call, viewer: &Viewer, out: &mut Vec<u8>, mut task: Record) -> Result<()> {
    let status = task.int("STATUS");
    task.set("STATUS", sub_status(call, &task));
    viewer.print(out, task)?;
    out.pop();
    json::key(out, "REAL_STATUS");
    json::text(out, &status.to_string());
    out.push(b'}');
    Ok(())
}

/// 1 as it is, 2 as HTML, 3 as plain text.
fn get_description(call: &Call) -> Result<Answer> {
    let given = strict::read(call, &DESCRIPTION)?;
    let task = task(call, &given)?;
    let text = task.text("DESCRIPTION");
    match given.int(1) {
        0 | 2 => Ok(Answer::value(markup::html(text))),
        1 => Ok(Answer::value(text)),
        3 => Ok(Answer::value(markup::plain(text))),
        _ => Err(strict::failed("Unknown description format")),
    }
}

fn get_depends_on(call: &Call) -> Result<Answer> {
    let task = task(call, &strict::read(call, &ONE)?)?;
    let ids = task.items("DEPENDS_ON").iter().map(|id| Value::from(id.int().to_string()));
    Ok(Answer::value(ids.collect::<Tree>()))
}

fn allowed_actions(call: &Call) -> Result<Answer> {
    let task = task(call, &strict::read(call, &ONE)?)?;
    let numbered = ACTIONS.iter().zip(1..).filter(|((_, action), _)| access::may(action, &task, call.caller));
    Ok(Answer::value(numbered.map(|(_, number): (_, i64)| Value::from(number)).collect::<Tree>()))
}

fn allowed_actions_as_strings(call: &Call) -> Result<Answer> {
    let task = task(call, &strict::read(call, &ONE)?)?;
    let row = |(name, action): &(&str, &str)| (name.to_string(), Value::from(access::may(action, &task, call.caller)));
    Ok(Answer::value(ACTIONS.iter().map(row).collect::<Tree>()))
}

fn is_allowed(call: &Call) -> Result<Answer> {
    let given = strict::read(call, &IS_ALLOWED)?;
    let task = task(call, &given)?;
    let action = usize::try_from(given.int(1) - 1).ok().and_then(|at| ACTIONS.get(at));
    Ok(Answer::value(action.is_some_and(|(_, action)| access::may(action, &task, call.caller))))
}

/// A page of tasks; `nav` and `select` are the places of the paging and of the fields.
fn answer_list(call: &Call, signature: &'static Signature, nav: usize, select: usize) -> Result<Answer> {
    let given = strict::read(call, signature)?;
    let schema = call.services.schema(&TASK)?;
    let nothing = Tree::new();
    let keys = order::read(&schema, given.tree(0).unwrap_or(&nothing))?;
    let test = tests::read(call, &schema, given.tree(1).unwrap_or(&nothing))?;
    let names = given.tree(select).into_iter().flat_map(Tree::values).filter_map(Value::as_text);
    let names: Vec<String> = names.map(|name| name.into_owned()).collect();
    let (size, page) = paging(given.tree(nav));
    let start = call.param("start").and_then(Value::as_int);
    let offset = start.map_or(size.saturating_mul(page - 1) as u64, |start| start.max(0) as u64);
    let (tasks, mut answer) = list::page(call, test, &keys, list::Part { offset, size, counted: start != Some(-1) })?;
    let viewer = Viewer::new(call, show::selected_of_item(&schema, &names))?;
    answer.json.push(b'[');
    for task in tasks {
        json::comma(&mut answer.json);
        print_item(call, &viewer, &mut answer.json, task)?;
    }
    answer.json.push(b']');
    Ok(answer)
}

fn go(call: &Call, way: &Move) -> Result<Answer> {
    let task = task(call, &strict::read(call, &ONE)?)?;
    let refused = |error: Error| match error.source.is_none() && error.code != "ERROR_CORE" {
        true => strict::forbidden("Action is not allowed"),
        false => error,
    };
    let (_, ticket) = state::go(call, task.id, way).map_err(refused)?;
    Ok(Answer::done(ticket))
}

fn delegate(call: &Call) -> Result<Answer> {
    let given = strict::read(call, &DELEGATE)?;
    let task = task(call, &given)?;
    if !access::may("delegate", &task, call.caller) {
        return Err(strict::forbidden("Action is not allowed"));
    }
    let (_, ticket) = state::hand_on(call, task.id, given.int(1))?;
    Ok(Answer::done(ticket))
}

/// A task and, with `AFFECT_CHILDREN`, its subtasks.
fn favorite(call: &Call, on: bool) -> Result<Answer> {
    let given = strict::read(call, &FAVORITE)?;
    let task = task(call, &given)?;
    let mut answer = marks::favorite(call, task.id, on)?;
    let children = given.tree(1).and_then(|params| params.get_ci("AFFECT_CHILDREN")).and_then(Value::as_flag);
    if children == Some(true) {
        let below = Query::equal(&task.schema, "PARENT_ID", task.id as i64).test;
        let visible = verbs::readable(call, &task.schema, below);
        for child in call.all(&TASK, &Query::all(visible))? {
            answer = marks::favorite(call, child.id, on)?;
        }
    }
    Ok(answer)
}
