//! event.offline.*: applications fetch what waits in their queues.
//! docs: api-reference/events/offline-events.md.

use super::handlers::application;
use crate::prelude::*;
use engine::{
    Services,
    commit::retry,
    event::offline::{OFFLINE, queue, release},
    query, zone,
};
use std::hash::{BuildHasher, RandomState};
use store::Ticket;

/// Most rows that one call takes.
const TAKE_MAX: i64 = 500;
/// How long taken rows are kept for their process: 30 days.
const KEPT_MS: i64 = 30 * 24 * 60 * 60 * 1000;

/// The application's queue that a call names, in the refusals' order.
fn named(call: &Call) -> Result<String> {
    let application = application(call)?;
    if !call.caller.admin {
        return Err(Error::new(403, "ACCESS_DENIED", "Access denied!"));
    }
    let connector = call.param("auth_connector").and_then(Value::as_text).unwrap_or_default();
    Ok(queue(application, &connector.trim().to_lowercase()))
}

/// What the call filters and sorts by, of rows where a field has a value.
fn asked(call: &Call, field: &str, value: &str) -> Result<Query> {
    let mut asked = verbs::query(call, &OFFLINE)?;
    let schema = call.services.schema(&OFFLINE)?;
    let own = schema.position(field).map(|at| equal(at, Data::Text(value.to_lowercase())));
    asked.test = Test::All(own.into_iter().chain([asked.test]).collect());
    Ok(asked)
}

fn equal(position: usize, value: Data) -> Test {
    Test::Is(Condition::new(position, Op::In, vec![value]))
}

/// event.offline.get: the next rows. They go at once, or wait for their process to be done with.
pub fn get(call: &Call) -> Result<Answer> {
    let queue = named(call)?;
    let number = |name: &str| call.param(name).and_then(Value::as_int);
    let clear = number("clear") != Some(0);
    let process = process_of(call);
    let limit = number("limit").unwrap_or(50).clamp(1, TAKE_MAX) as usize;
    let place = process.as_ref().map_or_else(|| queue.clone(), |process| format!("{queue}/{process}"));
    let mut asked = asked(call, "PLACE", &place)?;
    let schema = call.services.schema(&OFFLINE)?;
    if process.is_some() {
        let failed = i64::from(number("error") == Some(1));
        let own = schema.position("ERROR").map(|at| equal(at, Data::Int(failed)));
        asked.test = Test::All(own.into_iter().chain([asked.test]).collect());
    }
    if asked.order.is_empty() {
        asked.order.extend(schema.position("TIMESTAMP_X").map(|position| Order { position, descending: false }));
    }
    let asked = Query { offset: 0, limit, counted: false, ..asked };
    let taker = process.clone().unwrap_or_else(fresh_process);
    let (rows, ticket) = retry(|| {
        let rows = in_place(call.services, &asked, process.as_deref())?;
        let mut commit = Commit::by(call);
        for row in rows.iter().take(limit) {
            match (clear, &process) {
                (true, _) => {
                    release(&mut commit, row);
                    commit.delete(row);
                }
                (false, None) => {
                    let mut taken = row.clone();
                    release(&mut commit, row);
                    taken.set("CLAIM", "");
                    taken.set("PROCESS_ID", taker.as_str());
                    taken.set("PLACE", format!("{queue}/{taker}").as_str());
                    taken.set("TAKEN", Data::Time(call.now));
                    commit.save(Some(row), &taken);
                }
                (false, Some(_)) => {}
            }
        }
        Ok((rows, commit.run(call.services)?))
    })?;
    let process = if clear { Value::Null } else { Value::from(taker) };
    let events: Tree = rows.iter().take(limit).map(|row| Value::from(describe(call, row))).collect();
    Ok(Answer::value(Tree::from_iter([("process_id", process), ("events", events.into())])).after(ticket))
}

/// The rows of a process, or those that wait for one. A query is no snapshot: a row that another call takes between
/// the reading of the index and that of the row is found in a place that it has left. To leave such rows out would be
/// right for a page that is looked at, but here it could make a queue look empty while others wait in it; so all are
/// read again.
fn in_place(services: &Services, asked: &Query, process: Option<&str>) -> Result<Vec<Record>> {
    loop {
        let rows = query::all(services, &OFFLINE, asked)?;
        if rows.iter().all(|row| row.text("PROCESS_ID") == process.unwrap_or_default()) {
            return Ok(rows);
        }
    }
}

/// event.offline.list: a page of the queue, taken rows among them.
pub fn list(call: &Call) -> Result<Answer> {
    let queue = named(call)?;
    let asked = asked(call, "QUEUE", &queue)?;
    let page = query::run(call.services, &OFFLINE, &asked)?;
    let schema = call.services.schema(&OFFLINE)?;
    let shown: Tree = page
        .rows
        .iter()
        .map(|row| {
            let row = Record::read(schema.clone(), row.id, 0, &row.bytes);
            let mut shown = describe(call, &row);
            shown.insert("PROCESS_ID", Value::from(row.text("PROCESS_ID")));
            shown.insert("ERROR", Value::from(row.int("ERROR").to_string()));
            Value::from(shown)
        })
        .collect();
    let mut json = Vec::new();
    params::write_json(&shown.into(), &mut json);
    Ok(verbs::paged(json, &asked, &page))
}

/// event.offline.clear: a process is done with its rows, or with some.
pub fn clear(call: &Call) -> Result<Answer> {
    change(call, |commit, row| commit.delete(row))
}

/// event.offline.error: a process could not do with its rows, or some; they stay with it, marked.
pub fn error(call: &Call) -> Result<Answer> {
    change(call, |commit, row| {
        let mut failed = row.clone();
        failed.set("ERROR", 1);
        commit.save(Some(row), &failed);
    })
}

fn change(call: &Call, edit: impl Fn(&mut Commit, &Record)) -> Result<Answer> {
    let queue = named(call)?;
    let missing = || Error::new(400, "ERROR_ARGUMENT", "Argument 'PROCESS_ID' is null or empty").about("PROCESS_ID");
    let process = process_of(call).ok_or_else(missing)?;
    let ids = |name: &str| call.param(name).filter(|value| !value.is_empty()).map(Value::list);
    let named = match call.method.name {
        "event.offline.clear" => ids("id").or_else(|| ids("message_id")),
        _ => ids("message_id"),
    };
    let named: Option<Vec<i64>> = named.map(|values| values.into_iter().filter_map(Value::as_int).collect());
    let schema = call.services.schema(&OFFLINE)?;
    let place = Query::equal(&schema, "PLACE", format!("{queue}/{process}").to_lowercase().as_str());
    let ticket = retry(|| {
        let mut commit = Commit::by(call);
        for row in call.all(&OFFLINE, &place)? {
            if named.as_ref().is_none_or(|ids| ids.contains(&(row.id as i64))) {
                edit(&mut commit, &row);
            }
        }
        commit.run(call.services)
    })?;
    Ok(Answer::done(ticket))
}

fn process_of(call: &Call) -> Option<String> {
    let process = call.param("process_id").and_then(Value::as_text);
    process.map(|process| process.trim().to_lowercase()).filter(|process| !process.is_empty())
}

/// 32 random hexadecimal digits.
fn fresh_process() -> String {
    let random = RandomState::new();
    format!("{:016x}{:016x}", random.hash_one(1), random.hash_one(2))
}

fn describe(call: &Call, row: &Record) -> Tree {
    let data = params::decode_json(row.text("EVENT_DATA").as_bytes()).ok().filter(|data| !data.is_empty());
    let mut time = Vec::new();
    zone::write_time(&mut time, call.services.zone, row.int("TIMESTAMP_X"));
    Tree::from_iter([
        ("ID", Value::from(row.id.to_string())),
        ("TIMESTAMP_X", Value::from(String::from_utf8_lossy(&time).into_owned())),
        ("EVENT_NAME", Value::from(row.text("EVENT_NAME"))),
        ("EVENT_DATA", data.map_or(Value::Bool(false), Value::from)),
        ("EVENT_ADDITIONAL", Value::Bool(false)),
        ("MESSAGE_ID", Value::from(row.text("MESSAGE_ID"))),
    ])
}

/// Rows that processes took long ago go. The answer is their number.
///
/// # Errors
/// When the store fails.
pub fn sweep(services: &Services, now_ms: i64) -> Result<usize> {
    let schema = services.schema(&OFFLINE)?;
    let Some(at) = schema.position("TAKEN") else { return Ok(0) };
    let old = Test::Is(Condition::new(at, Op::Below, vec![Data::Time(now_ms - KEPT_MS)]));
    let rows = query::all(services, &OFFLINE, &Query::all(old))?;
    let mut commit = Commit::quiet();
    rows.iter().for_each(|row| commit.delete(row));
    commit.run(services)?;
    Ok(rows.len())
}

/// Everything in the queues of an application goes.
pub(super) fn forget(call: &Call, application: u64) -> Result<Ticket> {
    let queues = queue(application, "");
    retry(|| {
        let mut commit = Commit::by(call);
        for row in call.all(&OFFLINE, &Query::all(Test::All(Vec::new())))? {
            if row.text("QUEUE").starts_with(&queues) {
                release(&mut commit, &row);
                commit.delete(&row);
            }
        }
        commit.run(call.services)
    })
}
