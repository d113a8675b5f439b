//! tasks.task.getFields. docs: api-reference/tasks/tasks-task-get-fields.md.

use super::entity::TASK;
use crate::prelude::*;
use engine::Kind;

/// Names of the codes of an enumeration.
type Codes = &'static [(&'static str, &'static str)];

const STATUSES: Codes =
    &[("2", "Pending"), ("3", "In progress"), ("4", "Awaiting review"), ("5", "Completed"), ("6", "Deferred")];
const PRIORITIES: Codes = &[("2", "High"), ("1", "Medium"), ("0", "Low")];
const MARKS: Codes = &[("N", "Negative"), ("P", "Positive")];
const YES_NO: Codes = &[("Y", "Yes"), ("N", "No")];
const UNITS: [&str; 7] = ["secs", "mins", "hours", "days", "weeks", "months", "years"];

/// tasks.task.getFields: title, type, codes and default of every field, by its upper-case name.
///
/// # Errors
/// When the store fails.
pub fn describe(call: &Call) -> Result<Answer> {
    let schema = call.services.schema(&TASK)?;
    let shown = |field: &&Field| !field.hidden && !field.write_only && (field.kind != Kind::Json || is_stored(field));
    let fields = schema.fields.iter().filter(shown).filter(|field| !only_in_lists(field.name));
    let fields: Tree = fields.map(|field| (field.name, Value::from(row(field)))).collect();
    Ok(Answer::value(Tree::from_iter([("fields", Value::from(fields))])))
}

fn is_stored(field: &Field) -> bool {
    field.name == "CHECKLIST"
}

/// What lists compute on the way is no field of the documentation.
fn only_in_lists(name: &str) -> bool {
    const COMPUTED: [&str; 10] = [
        "DESCRIPTION_IN_BBCODE",
        "CHECK_LIST_CAN_ADD",
        "LENGTH_DEADLINE",
        "TASK_REQUIRE_RESULT",
        "TASK_HAS_OPEN_RESULT",
        "TASK_HAS_RESULT",
        "TIME_ELAPSED",
        "TIMER_IS_RUNNING_FOR_CURRENT_USER",
        "PARSED_DESCRIPTION",
        "SUB_STATUS",
    ];
    COMPUTED.contains(&name)
}

fn row(field: &Field) -> Tree {
    let kind = field.wire.unwrap_or(field.kind.wire());
    let title = field.made.map_or(field.title, |made| made.form_label.as_str());
    let mut row: Tree = [("title", Value::from(title)), ("type", Value::from(kind))].into_iter().collect();
    match field.name {
        "ID" => row.insert("primary", Value::from(true)),
        "TITLE" | "CREATED_BY" | "RESPONSIBLE_ID" => row.insert("required", Value::from(true)),
        _ if field.required => row.insert("required", Value::from(true)),
        _ => {}
    }
    if kind == "enum" {
        row.insert("values", values(field.name));
    }
    if let Some(default) = default(field) {
        row.insert("default", default);
    }
    row
}

fn values(name: &str) -> Value {
    let codes = match name {
        "STATUS" => STATUSES,
        "PRIORITY" => PRIORITIES,
        "MARK" => MARKS,
        "DURATION_TYPE" => return Value::from(UNITS.iter().map(|unit| Value::from(*unit)).collect::<Tree>()),
        _ => YES_NO,
    };
    Value::from(codes.iter().map(|(code, title)| (*code, Value::from(*title))).collect::<Tree>())
}

/// The documented default: that of an add, and none at all where the page names none.
fn default(field: &Field) -> Option<Value> {
    const UNSET: [&str; 14] = [
        "MARK",
        "CLOSED_BY",
        "CLOSED_DATE",
        "ACTIVITY_DATE",
        "DATE_START",
        "DEADLINE",
        "START_DATE_PLAN",
        "END_DATE_PLAN",
        "GUID",
        "XML_ID",
        "SUBORDINATE",
        "FAVORITE",
        "EXCHANGE_MODIFIED",
        "OUTLOOK_VERSION",
    ];
    const ZERO: [&str; 7] = [
        "PARENT_ID",
        "SPRINT_ID",
        "BACKLOG_ID",
        "FLOW_ID",
        "COMMENTS_COUNT",
        "SERVICE_COMMENTS_COUNT",
        "NEW_COMMENTS_COUNT",
    ];
    match field.default {
        _ if UNSET.contains(&field.name) => Some(Value::Null),
        _ if ZERO.contains(&field.name) => Some(Value::from(0)),
        Default::Int(number) if field.name != "TIME_ESTIMATE" => Some(Value::from(number)),
        Default::Text(text) if field.name == "DURATION_TYPE" => Some(Value::from(text)),
        _ if field.kind == Kind::Flag && field.wire == Some("enum") => Some(Value::from("N")),
        _ if field.name == "FORKED_BY_TEMPLATE_ID" => Some(Value::from("N")),
        _ => None,
    }
}
