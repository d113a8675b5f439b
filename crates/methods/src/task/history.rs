//! tasks.task.history.list and task.logitem.list: what happened to a task, a row for each change.
//! docs: api-reference/tasks/tasks-task-history-list.md.

use super::{
    crud::id_in,
    entity::TASK,
    list::tree_in,
    part::{self, instant},
    strict::{self, Signature, integer},
};
use crate::{prelude::*, user::USER};

/// A change of a task.
pub static LOG: Entity = Entity {
    name: "task.log",
    title: "log row",
    fields: &[
        id("ID").title("ID"),
        int("TASK_ID").title("Task").scattered(),
        created_at("CREATED_DATE").title("Changed on"),
        created_by("USER_ID").title("Changed by"),
        text("FIELD").title("What changed"),
        text("FROM_VALUE").title("Before"),
        text("TO_VALUE").title("After"),
    ],
    ..Entity::BASE
};

/// tasks.task.history.*
pub static HISTORY: Family =
    Family { prefix: "tasks.task.history", dialect: &dialect::TASKS, methods: &[read("list", list)], ..Family::BASE };

/// task.logitem.*
pub static LOG_ITEMS: Family =
    Family { prefix: "task.logitem", dialect: &dialect::TASKS, methods: &[read("list", log_items)], ..Family::BASE };

static LOG_ITEM_LIST: Signature = Signature::new("ctasklogitem", "list", 1, &[integer("taskId")]);

/// Fields whose changes are written down.
const TRACKED: [&str; 27] = [
    "TITLE",
    "DESCRIPTION",
    "STATUS",
    "PRIORITY",
    "MARK",
    "PARENT_ID",
    "GROUP_ID",
    "STAGE_ID",
    "CREATED_BY",
    "RESPONSIBLE_ID",
    "ACCOMPLICES",
    "AUDITORS",
    "DEADLINE",
    "START_DATE_PLAN",
    "END_DATE_PLAN",
    "DURATION_PLAN",
    "DURATION_FACT",
    "TIME_ESTIMATE",
    "TIME_SPENT_IN_LOGS",
    "TAGS",
    "DEPENDS_ON",
    "ADD_IN_REPORT",
    "TASK_CONTROL",
    "ALLOW_TIME_TRACKING",
    "ALLOW_CHANGE_DEADLINE",
    "FLOW_ID",
    "UF_CRM_TASK",
];

/// Writes a row for a new task, and one for every tracked field that has changed.
pub fn write_down(change: &mut Change, commit: &mut Commit, call: &Call) -> Result<()> {
    let Some(old) = &change.old else { return note(call, commit, change.new.id, "NEW", None, None) };
    for field in TRACKED {
        let (from, to) = (as_text(old.get(field)), as_text(change.new.get(field)));
        if from != to {
            note(call, commit, change.new.id, field, Some(&from), Some(&to))?;
        }
    }
    Ok(())
}

/// Adds a row to a commit.
///
/// # Errors
/// When the store fails.
pub fn note(
    call: &Call,
    commit: &mut Commit,
    task: u64,
    what: &str,
    from: Option<&str>,
    to: Option<&str>,
) -> Result<()> {
    part::enter(call, commit, &LOG, task, |row| {
        row.set("FIELD", what);
        for (field, text) in [("FROM_VALUE", from), ("TO_VALUE", to)] {
            if let Some(text) = text {
                row.set(field, text);
            }
        }
    })?;
    Ok(())
}

/// A value as the log keeps it: instants as unix seconds, lists joined by commas.
fn as_text(value: &Data) -> String {
    match value {
        Data::Null => String::new(),
        Data::Flag(flag) => if *flag { "Y" } else { "N" }.to_owned(),
        Data::Int(number) => number.to_string(),
        Data::Time(ms) => (ms / 1000).to_string(),
        Data::Text(text) | Data::Decimal(text) => text.clone(),
        Data::List(items) => items.iter().map(as_text).collect::<Vec<_>>().join(","),
    }
}

/// tasks.task.history.list: `{"list":[…]}`, the newest first.
fn list(call: &Call) -> Result<Answer> {
    let id = id_in(call, "taskId")?;
    let answer = |rows: Vec<Value>| {
        Ok(Answer::value(Tree::from_iter([("list", Value::from(rows.into_iter().collect::<Tree>()))])))
    };
    let Some(task) = call.find(&TASK, id)? else { return answer(Vec::new()) };
    if !rights::may_read(&TASK.rights, call.caller, &task) {
        return Err(Error::new(400, "0", "Access denied."));
    }
    let mut rows = part::of_task(call, &LOG, id)?;
    if let Some(filter) = tree_in(call, "filter")? {
        let wanted = filter.get_ci("FIELD").map(Value::list).unwrap_or_default();
        let wanted: Vec<_> = wanted.into_iter().filter_map(Value::as_text).collect();
        rows.retain(|row| wanted.is_empty() || wanted.iter().any(|what| what.eq_ignore_ascii_case(row.text("FIELD"))));
    }
    sort(&mut rows, tree_in(call, "order")?);
    let rows: Vec<Value> = rows.iter().map(|row| describe(call, row)).collect::<Result<_>>()?;
    answer(rows)
}

/// By time and id; the newest first unless `order` says otherwise.
fn sort(rows: &mut [Record], order: Option<&Tree>) {
    let given = order.and_then(|order| order.iter().next());
    let ascending = given.and_then(|(_, way)| way.as_text()).is_some_and(|way| way.eq_ignore_ascii_case("asc"));
    let by_field = given.is_some_and(|(name, _)| name.to_string().eq_ignore_ascii_case("field"));
    rows.sort_by_key(|row| (if by_field { row.text("FIELD").to_owned() } else { String::new() }, row.id));
    if !ascending {
        rows.reverse();
    }
}

fn describe(call: &Call, row: &Record) -> Result<Value> {
    let user = call.find(&USER, row.int("USER_ID").max(0) as u64)?;
    let text = |field: &str| Value::from(user.as_ref().map(|user| user.text(field)).unwrap_or_default());
    let user: Tree = [
        ("id", Value::from(row.int("USER_ID"))),
        ("name", text("NAME")),
        ("lastName", text("LAST_NAME")),
        ("secondName", text("SECOND_NAME")),
        ("login", text("EMAIL")),
    ]
    .into_iter()
    .collect();
    let value: Tree = [("from", or_null(row, "FROM_VALUE")), ("to", or_null(row, "TO_VALUE"))].into_iter().collect();
    let row: Tree = [
        ("id", Value::from(row.id as i64)),
        ("createdDate", instant(call, row.get("CREATED_DATE"))),
        ("field", Value::from(row.text("FIELD"))),
        ("value", Value::from(value)),
        ("user", Value::from(user)),
    ]
    .into_iter()
    .collect();
    Ok(Value::from(row))
}

fn or_null(row: &Record, field: &str) -> Value {
    match row.get(field) {
        Data::Null => Value::Null,
        value => Value::from(value.text()),
    }
}

/// task.logitem.list: the rows of a task, the oldest first.
fn log_items(call: &Call) -> Result<Answer> {
    let id = strict::read(call, &LOG_ITEM_LIST)?.id(0)?;
    if super::crud::readable(call, id)?.is_none() {
        return Err(strict::failed("Action failed"));
    }
    let row = |row: &Record| {
        Value::from(Tree::from_iter([
            ("CREATED_DATE", instant(call, row.get("CREATED_DATE"))),
            ("USER_ID", part::number(row, "USER_ID")),
            ("TASK_ID", part::number(row, "TASK_ID")),
            ("FIELD", Value::from(row.text("FIELD"))),
            ("FROM_VALUE", or_null(row, "FROM_VALUE")),
            ("TO_VALUE", or_null(row, "TO_VALUE")),
        ]))
    };
    Ok(Answer::value(part::of_task(call, &LOG, id)?.iter().map(row).collect::<Tree>()))
}
