//! Filters of tasks: stored fields, their older names, and statuses as a person sees them.
//! docs: api-reference/tasks/tasks-task-list.md, parameter `filter`.

use crate::{
    prelude::*,
    task::{
        entity::TASK,
        rules::{AWAITING_CONTROL, COMPLETED, DEFERRED, IN_PROGRESS, PENDING},
        stage::place,
    },
};
use engine::{Schema, filter};

/// Past its deadline.
const OVERDUE: i64 = -1;
/// Not looked at yet.
const UNSEEN: i64 = -2;
/// Less than a day from its deadline.
const ALMOST_OVERDUE: i64 = -3;

const DAY: i64 = 24 * 3_600_000;

/// Names of filters that are fields under another name.
const FIELDS: [(&str, &str); 4] =
    [("REAL_STATUS", "STATUS"), ("TAG", "TAGS"), ("ACCOMPLICE", "ACCOMPLICES"), ("AUDITOR", "AUDITORS")];

/// Names of filters on lists of people, and of those who stand in them for the caller.
const MINE: [(&str, &str); 3] = [("FAVORITE", "FAVORITE_OF"), ("IS_MUTED", "MUTED_BY"), ("IS_PINNED", "PINNED_BY")];

/// Reads a filter; names that tasks lack are passed over.
///
/// # Errors
/// 400 naming the field whose value is of the wrong type, or for too many conditions.
pub fn read(call: &Call, schema: &Schema, given: &Tree) -> Result<Test> {
    let mut tests = Vec::new();
    for (key, value) in given {
        let key = key.to_string();
        let (op, name) = filter::split(&key);
        let (prefix, name) = (&key[..key.len() - name.len()], name.to_uppercase());
        match name.as_str() {
            "::SUBFILTER-PARAMS" => {
                if let Some(inner) = value.as_tree() {
                    tests.push(read(call, schema, inner)?);
                }
            }
            "STATUS" => tests.push(seen_status(call, schema, op, value)?),
            "ONLY_ROOT_TASKS" if value.as_flag() == Some(true) => tests.push(roots(call, schema)?),
            "ONLY_ROOT_TASKS" => {}
            "MEMBER" | "DOER" => tests.push(people(call, schema, &name, prefix, value)?),
            "STAGE_ID" if op == Op::In => tests.push(in_stage(call, schema, value)?),
            "DEPENDS_ON" => tests.push(on_hidden(schema, "DEPENDS_ON", op, value)?),
            name => {
                if let Some((_, list)) = MINE.iter().find(|(mine, _)| *mine == name) {
                    let mine = value.as_flag() == Some(true);
                    tests.push(of_caller(call, schema, list, mine == (op != Op::NotIn)));
                } else {
                    let pattern = if name == "TITLE" { pattern_prefix(prefix) } else { prefix };
                    tests.push(on_field(call, schema, pattern, real_name(name), value)?);
                }
            }
        }
    }
    filter::bounded(Test::All(tests.into_iter().flat_map(flat).collect()))
}

/// Conditions of their own can use an index, so what is joined by "and" is not nested.
fn flat(test: Test) -> Vec<Test> {
    match test {
        Test::All(tests) => tests.into_iter().flat_map(flat).collect(),
        other => vec![other],
    }
}

/// A title without a prefix is a pattern.
fn pattern_prefix(prefix: &str) -> &str {
    match prefix {
        "" => "=%",
        "!" => "!=%",
        other => other,
    }
}

fn real_name(name: &str) -> &str {
    FIELDS.iter().find(|(alias, _)| *alias == name).map_or(name, |(_, field)| field)
}

fn on_field(call: &Call, schema: &Schema, prefix: &str, name: &str, value: &Value) -> Result<Test> {
    filter::read(call, schema, &Tree::from_iter([(format!("{prefix}{name}"), value.clone())]))
}

fn numbers(name: &str, value: &Value) -> Result<Vec<Data>> {
    let wrong = || Error::new(400, "INVALID_ARG_VALUE", format!("Invalid filter: field '{name}' has invalid value"));
    value.list().into_iter().map(|value| value.as_int().map(Data::Int).ok_or_else(wrong)).collect()
}

fn on_hidden(schema: &Schema, name: &str, op: Op, value: &Value) -> Result<Test> {
    let values = numbers(name, value)?;
    Ok(is(schema, name, op, values))
}

fn is(schema: &Schema, field: &str, op: Op, values: Vec<Data>) -> Test {
    schema.position(field).map_or(Test::Any(Vec::new()), |at| Test::Is(Condition::new(at, op, values)))
}

fn of_caller(call: &Call, schema: &Schema, list: &str, mine: bool) -> Test {
    is(schema, list, if mine { Op::In } else { Op::NotIn }, vec![Data::Int(call.caller.user as i64)])
}

/// Tasks in the stages of a kanban, of the caller's planner, or of a sprint.
fn in_stage(call: &Call, schema: &Schema, value: &Value) -> Result<Test> {
    let stages = numbers("STAGE_ID", value)?;
    let elsewhere = stages.iter().map(|stage| place::standing_in(call, schema, stage.int()));
    let mut tests: Vec<Test> = elsewhere.filter_map(Result::transpose).collect::<Result<_>>()?;
    tests.push(is(schema, "STAGE_ID", Op::In, stages));
    Ok(Test::Any(tests))
}

/// Tasks in which somebody takes part: anyhow, or as one who does it.
fn people(call: &Call, schema: &Schema, name: &str, prefix: &str, value: &Value) -> Result<Test> {
    if name == "MEMBER" {
        return on_hidden(schema, "MEMBERS", filter::split(prefix).0, value);
    }
    let either = ["RESPONSIBLE_ID", "ACCOMPLICES"].map(|field| on_field(call, schema, prefix, field, value));
    Ok(Test::Any(either.into_iter().collect::<Result<_>>()?))
}

/// Tasks without a parent that the caller may see.
fn roots(call: &Call, schema: &Schema) -> Result<Test> {
    let root = is(schema, "PARENT_ID", Op::In, vec![Data::Null]);
    if call.caller.admin {
        return Ok(root);
    }
    let visible = call.all(&TASK, &Query::all(verbs::readable(call, schema, Test::All(Vec::new()))))?;
    let ids = visible.iter().map(|task| Data::Int(task.id as i64)).collect();
    Ok(Test::Any(vec![root, is(schema, "PARENT_ID", Op::NotIn, ids)]))
}

/// Every status as a person sees it, with the test for it.
fn seen_status(call: &Call, schema: &Schema, op: Op, value: &Value) -> Result<Test> {
    const SEEN: [i64; 8] =
        [ALMOST_OVERDUE, UNSEEN, OVERDUE, PENDING, IN_PROGRESS, AWAITING_CONTROL, COMPLETED, DEFERRED];
    let wanted: Vec<i64> = numbers("STATUS", value)?.iter().map(Data::int).collect();
    let bound = wanted.first().copied().unwrap_or_default();
    let fits = |status: i64| match op {
        Op::NotIn => !wanted.contains(&status),
        Op::Above => status > bound,
        Op::From => status >= bound,
        Op::Below => status < bound,
        Op::To => status <= bound,
        _ => wanted.contains(&status),
    };
    Ok(Test::Any(SEEN.into_iter().filter(|status| fits(*status)).map(|status| seen_as(call, schema, status)).collect()))
}

/// The test for one status as the caller sees it. The kinds exclude each other, first to last:
/// overdue, unseen, almost overdue, and the status itself.
fn seen_as(call: &Call, schema: &Schema, status: i64) -> Test {
    let statuses = |op, list: &[i64]| is(schema, "STATUS", op, list.iter().map(|one| Data::Int(*one)).collect());
    let me = || vec![Data::Int(call.caller.user as i64)];
    let deadline = |op, at: i64| is(schema, "DEADLINE", op, vec![Data::Time(at)]);
    let none = || is(schema, "DEADLINE", Op::In, vec![Data::Null]);
    let done = [AWAITING_CONTROL, COMPLETED];
    let in_time = Test::Any(vec![none(), deadline(Op::From, call.now), statuses(Op::In, &done)]);
    let seen = Test::Any(vec![
        is(schema, "CREATED_BY", Op::In, me()),
        is(schema, "VIEWED_BY", Op::In, me()),
        statuses(Op::NotIn, &[PENDING]),
    ]);
    let far = Test::Any(vec![none(), deadline(Op::From, call.now + DAY), statuses(Op::In, &done)]);
    match status {
        OVERDUE => Test::All(vec![deadline(Op::Below, call.now), statuses(Op::NotIn, &done)]),
        UNSEEN => Test::All(vec![
            in_time,
            statuses(Op::In, &[PENDING]),
            is(schema, "CREATED_BY", Op::NotIn, me()),
            is(schema, "VIEWED_BY", Op::NotIn, me()),
        ]),
        ALMOST_OVERDUE => {
            Test::All(vec![in_time, seen, deadline(Op::Below, call.now + DAY), statuses(Op::NotIn, &done)])
        }
        other => Test::All(vec![statuses(Op::In, &[other]), in_time, seen, far]),
    }
}

/// A task's status as the caller sees it.
pub fn sub_status(call: &Call, task: &Record) -> i64 {
    let (status, deadline) = (task.int("STATUS"), task.get("DEADLINE"));
    let open = ![AWAITING_CONTROL, COMPLETED].contains(&status);
    let left = deadline.int() - call.now;
    let me = call.caller.user;
    if open && !deadline.is_null() && left < 0 {
        OVERDUE
    } else if status == PENDING && task.int("CREATED_BY") != me as i64 && !rights::names(task, "VIEWED_BY", me) {
        UNSEEN
    } else if open && !deadline.is_null() && left < DAY {
        ALMOST_OVERDUE
    } else {
        status
    }
}
