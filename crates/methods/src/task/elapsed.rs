//! task.elapseditem.*: time that people spent on a task. docs: api-reference/tasks/elapsed-item.

use super::{
    access,
    crud::readable,
    entity::TASK,
    history, part, rules,
    strict::{self, Given, Manifest, Signature, array, filter, integer},
};
use crate::{prelude::*, user::USER};
use engine::{Known, commit::retry, dialect::refusal};

/// A record of time.
pub static ELAPSED: Entity = Entity {
    name: "task.elapseditem",
    title: "time record",
    fields: &[
        id("ID").title("ID"),
        int("TASK_ID").title("Task").read_only().scattered(),
        user("USER_ID").title("Who worked").default(Default::Caller),
        text("COMMENT_TEXT").title("On what").default(Default::Text("")),
        int("SECONDS").title("Seconds"),
        int("MINUTES").title("Minutes").read_only(),
        int("SOURCE").title("1 by the system, 2 by hand").default(Default::Int(2)),
        time("CREATED_DATE").title("Worked on").default(Default::Created),
        time("DATE_START").title("Written on").default(Default::Created),
        time("DATE_STOP").title("Ended on").default(Default::Created),
    ],
    ..Entity::BASE
};

/// task.elapseditem.*
pub static TIMES: Family = Family {
    prefix: "task.elapseditem",
    entity: Some(&ELAPSED),
    methods: &[
        write("add", add),
        write("update", update),
        write("delete", delete),
        read("get", get),
        read("getlist", list).scanning(),
        read("isactionallowed", is_allowed),
        read("getmanifest", |_| strict::manifest(&MANIFEST)),
    ],
    ..Family::BASE
};

const NO_TASK: Known = refusal("0x000001", "Task not found");
const DENIED: Known = refusal("0x100002", "Access denied");
const NOT_ALLOWED: Known = refusal("0x000004", "Action not allowed");

const WRITABLE: &[&str] = &["USER_ID", "COMMENT_TEXT", "SECONDS", "SOURCE", "CREATED_DATE", "DATE_START", "DATE_STOP"];
const READABLE: &[&str] = &[
    "ID",
    "TASK_ID",
    "USER_ID",
    "COMMENT_TEXT",
    "SECONDS",
    "MINUTES",
    "SOURCE",
    "CREATED_DATE",
    "DATE_START",
    "DATE_STOP",
];
const SORTABLE: &[&str] =
    &["ID", "TASK_ID", "USER_ID", "SECONDS", "MINUTES", "CREATED_DATE", "DATE_START", "DATE_STOP"];
const FILTERABLE: &[&str] = &["ID", "TASK_ID", "USER_ID", "CREATED_DATE"];
const CLASS: &str = "ctaskelapseditem";

static LIST: Signature = Signature::new(
    CLASS,
    "getlist",
    0,
    &[
        integer("taskId"),
        array("order", SORTABLE),
        filter("filter", FILTERABLE),
        array("select", &[]),
        array("params", &["NAV_PARAMS"]),
    ],
)
.about_class();
static GET: Signature = Signature::new(CLASS, "get", 2, &[integer("taskId"), integer("itemId")]);
static ADD: Signature = Signature::new(CLASS, "add", 2, &[integer("taskId"), array("fields", WRITABLE)]).about_class();
static UPDATE: Signature =
    Signature::new(CLASS, "update", 3, &[integer("taskId"), integer("itemId"), array("fields", WRITABLE)]);
static DELETE: Signature = Signature::new(CLASS, "delete", 2, &[integer("taskId"), integer("itemId")]);
static IS_ALLOWED: Signature =
    Signature::new(CLASS, "isactionallowed", 3, &[integer("taskId"), integer("itemId"), integer("actionId")]);

static MANIFEST: Manifest = Manifest {
    version: "1.2",
    alias: "elapseditem",
    writable: WRITABLE,
    readable: READABLE,
    sortable: SORTABLE,
    filterable: FILTERABLE,
    dates: &["CREATED_DATE", "DATE_START", "DATE_STOP"],
    methods: &[&LIST, &GET, &ADD, &UPDATE, &DELETE, &IS_ALLOWED],
};

/// The task in the first argument, which the caller may see.
fn task(call: &Call, given: &Given) -> Result<Record> {
    let id = given.id(0)?;
    match call.find(&TASK, id)? {
        None => Err(NO_TASK.into()),
        Some(task) if rights::may_read(&TASK.rights, call.caller, &task) => Ok(task),
        Some(_) => Err(DENIED.into()),
    }
}

fn record(call: &Call, task: &Record, given: &Given) -> Result<Record> {
    let found = call.find(&ELAPSED, given.id(1)?)?.filter(|record| record.int("TASK_ID") == task.id as i64);
    found.ok_or_else(|| NOT_ALLOWED.into())
}

/// People change the time they wrote down themselves.
fn may_change(call: &Call, record: &Record) -> bool {
    call.caller.admin || record.int("USER_ID") == call.caller.user as i64
}

fn add(call: &Call) -> Result<Answer> {
    let given = strict::read(call, &ADD)?;
    retry(|| {
        let task = task(call, &given)?;
        if !access::may("elapsedtime.add", &task, call.caller) {
            return Err(NOT_ALLOWED.into());
        }
        let id = call.services.store.next_ids(ELAPSED.name, 1)?;
        let mut change = Change { old: None, new: Record::new(call.services.schema(&ELAPSED)?, id), given: Vec::new() };
        change.new.set("TASK_ID", task.id as i64);
        apply(call, &mut change, given.tree(1))?;
        let mut commit = Commit::by(call);
        commit.save(None, &change.new);
        spend(call, &mut commit, &task, change.new.int("SECONDS"))?;
        Ok(Answer::value(id as i64).after(commit.run(call.services)?))
    })
}

fn apply(call: &Call, change: &mut Change, fields: Option<&Tree>) -> Result<()> {
    let nothing = Tree::new();
    engine::input::apply(call, change, fields.unwrap_or(&nothing))?;
    engine::input::complete(call, change);
    if change.new.get("SECONDS").is_null() || change.new.int("SECONDS") < 0 {
        return Err(rules::refuse("Field 'SECONDS' must be 0 or more"));
    }
    let user = change.new.int("USER_ID");
    if !call.caller.admin && user != call.caller.user as i64 {
        return Err(NOT_ALLOWED.into());
    }
    if user <= 0 || call.find(&USER, user as u64)?.is_none() {
        return Err(rules::refuse("User specified in the \"USER_ID\" field not found"));
    }
    change.new.set("MINUTES", change.new.int("SECONDS") / 60);
    Ok(())
}

/// Adds seconds to what the task's records sum up to, and saves the task.
fn spend(call: &Call, commit: &mut Commit, task: &Record, seconds: i64) -> Result<()> {
    let mut new = task.clone();
    add_up(call, commit, &mut new, seconds)?;
    part::touch(commit, task, new, call);
    Ok(())
}

fn add_up(call: &Call, commit: &mut Commit, task: &mut Record, seconds: i64) -> Result<()> {
    let (before, after) =
        (task.int("TIME_SPENT_IN_LOGS"), task.int("TIME_SPENT_IN_LOGS").saturating_add(seconds).max(0));
    task.set("TIME_SPENT_IN_LOGS", after);
    task.set("DURATION_FACT", after / 60);
    history::note(call, commit, task.id, "TIME_SPENT_IN_LOGS", Some(&before.to_string()), Some(&after.to_string()))
}

/// Adds a record of the caller's time to a commit, and counts it in its task.
///
/// # Errors
/// When the store fails.
pub fn enter(call: &Call, commit: &mut Commit, task: &mut Record, seconds: i64) -> Result<()> {
    part::enter(call, commit, &ELAPSED, task.id, |record| {
        record.set("SECONDS", seconds);
        record.set("MINUTES", seconds / 60);
    })?;
    add_up(call, commit, task, seconds)
}

fn update(call: &Call) -> Result<Answer> {
    let given = strict::read(call, &UPDATE)?;
    retry(|| {
        let task = task(call, &given)?;
        let old = record(call, &task, &given)?;
        if !may_change(call, &old) {
            return Err(NOT_ALLOWED.into());
        }
        let mut change = Change { new: old.clone(), old: Some(old.clone()), given: Vec::new() };
        apply(call, &mut change, given.tree(2))?;
        let mut commit = Commit::by(call);
        commit.save(Some(&old), &change.new);
        spend(call, &mut commit, &task, change.new.int("SECONDS") - old.int("SECONDS"))?;
        Ok(Answer::value(Value::Null).after(commit.run(call.services)?))
    })
}

fn delete(call: &Call) -> Result<Answer> {
    let given = strict::read(call, &DELETE)?;
    retry(|| {
        let task = task(call, &given)?;
        let old = record(call, &task, &given)?;
        if !may_change(call, &old) {
            return Err(NOT_ALLOWED.into());
        }
        let mut commit = Commit::by(call);
        commit.delete(&old);
        spend(call, &mut commit, &task, -old.int("SECONDS"))?;
        Ok(Answer::value(Value::Null).after(commit.run(call.services)?))
    })
}

/// Answers a list with the one record.
fn get(call: &Call) -> Result<Answer> {
    let given = strict::read(call, &GET)?;
    let task = task(call, &given)?;
    let record = record(call, &task, &given)?;
    let select = print::everything(&record.schema);
    rows(call, &[record], select)
}

fn rows(call: &Call, records: &[Record], select: Vec<usize>) -> Result<Answer> {
    let schema = call.services.schema(&ELAPSED)?;
    let printer = print::Printer::new(call, &schema, select);
    let mut out = Vec::new();
    json::list(&mut out, records, |out, record| printer.record(out, record.id, &record.encode()));
    Ok(Answer { json: out, ..Answer::default() })
}

fn bad_parameters(error: Error) -> Error {
    Error::new(400, "0x000100", format!("Invalid method parameters provided: {}", error.description))
}

/// The records of a task, or of all tasks that the caller may see.
fn list(call: &Call) -> Result<Answer> {
    let given = strict::read(call, &LIST)?;
    let schema = call.services.schema(&ELAPSED)?;
    let nothing = Tree::new();
    let filter = engine::filter::read(call, &schema, given.tree(2).unwrap_or(&nothing)).map_err(bad_parameters)?;
    let mut tests = vec![filter];
    if given.int(0) != 0 {
        let task = task(call, &given).map_err(|_| Error::from(DENIED))?;
        let of_task = Query::equal(&schema, "TASK_ID", task.id as i64);
        tests.push(of_task.test);
    }
    let mut order = Vec::new();
    for (field, way) in given.tree(1).into_iter().flat_map(Tree::iter) {
        let Some(position) = schema.position(&field.to_string().to_uppercase()) else { continue };
        let descending = way.as_text().is_some_and(|way| way.eq_ignore_ascii_case("desc"));
        order.push(Order { position, descending });
    }
    let (size, page) = paging(given.tree(4));
    let mut found = call.all(&ELAPSED, &Query { order, ..Query::all(Test::All(tests)) })?;
    if given.int(0) == 0 && !call.caller.admin {
        let mut visible = Vec::new();
        for record in found {
            if readable(call, record.int("TASK_ID").max(0) as u64)?.is_some() {
                visible.push(record);
            }
        }
        found = visible;
    }
    let total = found.len();
    let usual = size.saturating_mul(page - 1);
    let start = call.param("start").and_then(Value::as_int).map_or(usual, |start| start.max(0) as usize);
    let shown: Vec<Record> = found.into_iter().skip(start).take(size).collect();
    let end = start.saturating_add(shown.len());
    let select = print::selected(&schema, call.family.dialect.spelling, given.tree(3));
    let answer = rows(call, &shown, select)?;
    let next = (end < total && !shown.is_empty()).then_some(end as u64);
    Ok(Answer { total: Some(total as u64), next, ..answer })
}

/// Page size and number in `NAV_PARAMS`: at most fifty records a page, pages from 1.
pub fn paging(params: Option<&Tree>) -> (usize, usize) {
    let nav = params.map(|params| params.get_ci("NAV_PARAMS").and_then(Value::as_tree).unwrap_or(params));
    let number = |name: &str| nav.and_then(|nav| nav.get_ci(name)).and_then(Value::as_int).filter(|number| *number > 0);
    (number("nPageSize").map_or(50, |size| size.min(50) as usize), number("iNumPage").map_or(1, |page| page as usize))
}

/// 1 adds, 2 changes, 3 deletes; what is not there is not allowed.
fn is_allowed(call: &Call) -> Result<Answer> {
    let given = strict::read(call, &IS_ALLOWED)?;
    let Ok(task) = task(call, &given) else { return Ok(Answer::value(false)) };
    let allowed = match given.int(2) {
        1 => access::may("elapsedtime.add", &task, call.caller),
        2 | 3 => record(call, &task, &given).is_ok_and(|record| may_change(call, &record)),
        _ => false,
    };
    Ok(Answer::value(allowed))
}
