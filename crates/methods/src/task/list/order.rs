//! The order of tasks: stored fields, and keys that depend on people.
//! docs: api-reference/tasks/tasks-task-list.md, parameter `order`.

use crate::{
    prelude::*,
    task::{entity::TASK, people},
    user::USER,
};
use engine::{Peek, Schema, query};
use std::cmp::Ordering;

/// A key of the order.
pub struct Key {
    kind: Kind,
    descending: bool,
}

/// What a key compares.
#[derive(Clone, Copy)]
enum Kind {
    /// A stored field, by its position.
    Stored(usize),
    /// The last name of the person in a field.
    LastName(&'static str),
    /// Whether the caller is in a list.
    Mine(&'static str),
    /// Whether the task is completed.
    Complete,
}

/// Stored fields that may be sorted by.
const STORED: [&str; 21] = [
    "ID",
    "CREATED_BY",
    "RESPONSIBLE_ID",
    "TITLE",
    "TIME_SPENT_IN_LOGS",
    "DATE_START",
    "CREATED_DATE",
    "CHANGED_DATE",
    "CLOSED_DATE",
    "ACTIVITY_DATE",
    "START_DATE_PLAN",
    "END_DATE_PLAN",
    "DEADLINE",
    "PRIORITY",
    "MARK",
    "GROUP_ID",
    "TIME_ESTIMATE",
    "ALLOW_CHANGE_DEADLINE",
    "ALLOW_TIME_TRACKING",
    "MATCH_WORK_TIME",
    "SORTING",
];

/// Reads an order; without one the newest come first.
///
/// # Errors
/// 400 `0` for a key that tasks are not sorted by.
pub fn read(schema: &Schema, order: &Tree) -> Result<Vec<Key>> {
    if order.is_empty() {
        let id = schema.position("ID").map(|at| Key { kind: Kind::Stored(at), descending: true });
        return Ok(id.into_iter().collect());
    }
    let key = |(name, direction): (&params::Key, &Value)| {
        let down = direction.as_text().is_some_and(|text| text.trim().to_lowercase().starts_with("desc"));
        let kind = kind(schema, &name.to_string().to_uppercase());
        kind.map(|kind| Key { kind, descending: down }).ok_or_else(|| Error::new(400, "0", "Invalid sorting key"))
    };
    order.iter().map(key).collect()
}

fn kind(schema: &Schema, name: &str) -> Option<Kind> {
    Some(match name {
        "RESPONSIBLE_LAST_NAME" => Kind::LastName("RESPONSIBLE_ID"),
        "CREATED_BY_LAST_NAME" => Kind::LastName("CREATED_BY"),
        "FAVORITE" => Kind::Mine("FAVORITE_OF"),
        "IS_PINNED" => Kind::Mine("PINNED_BY"),
        // Nothing is pinned in projects by REST, so all tasks are equal.
        "IS_PINNED_IN_GROUP" => Kind::Stored(schema.position("IS_PINNED_IN_GROUP")?),
        "STATUS_COMPLETE" => Kind::Complete,
        "REAL_STATUS" | "STATUS" => Kind::Stored(schema.position("STATUS")?),
        name => Kind::Stored(STORED.contains(&name).then(|| schema.position(name))??),
    })
}

/// The keys for a query, when all of them are stored.
pub fn stored(keys: &[Key]) -> Vec<Order> {
    let order = |key: &Key| match key.kind {
        Kind::Stored(position) => Some(Order { position, descending: key.descending }),
        _ => None,
    };
    keys.iter().map(order).collect::<Option<_>>().unwrap_or_default()
}

/// The page of a query in the order of all keys, and the total where it is counted.
///
/// # Errors
/// When the store fails.
pub fn run(call: &Call, query: Query, keys: &[Key]) -> Result<(Vec<Record>, Option<u64>)> {
    let schema = call.services.schema(&TASK)?;
    if keys.iter().all(|key| matches!(key.kind, Kind::Stored(_))) {
        let page = query::run(call.services, &TASK, &query)?;
        let tasks = page.rows.iter().map(|row| Record::read(schema.clone(), row.id, row.version, &row.bytes));
        return Ok((tasks.collect(), page.total));
    }
    let mut all = Vec::new();
    for task in call.all(&TASK, &Query::all(query.test))? {
        let values: Vec<Data> = keys.iter().map(|key| value(call, key, &task)).collect::<Result<_>>()?;
        all.push((values, task));
    }
    let total = query.counted.then_some(all.len() as u64);
    all.sort_by(|(a, _), (b, _)| compare(keys, a, b));
    let page = all.into_iter().skip(query.offset as usize).take(query.limit).map(|(_, task)| task);
    Ok((page.collect(), total))
}

fn value(call: &Call, key: &Key, task: &Record) -> Result<Data> {
    Ok(match key.kind {
        Kind::Stored(at) if task.schema.fields[at].kind == engine::Kind::Id => Data::Int(task.id as i64),
        Kind::Stored(at) => task.at(at).clone(),
        Kind::Mine(list) => Data::Flag(rights::names(task, list, call.caller.user)),
        Kind::Complete => Data::Flag(task.int("STATUS") == crate::task::rules::COMPLETED),
        Kind::LastName(field) => {
            let person = call.find(&USER, task.int(field).max(0) as u64)?;
            let last = person.as_ref().map(|person| person.text("LAST_NAME")).unwrap_or_default();
            Data::Text(format!("{last} {}", people::full_name(person.as_ref())))
        }
    })
}

fn compare(keys: &[Key], a: &[Data], b: &[Data]) -> Ordering {
    let of_one = |(key, (a, b)): (&Key, (&Data, &Data))| {
        let (a, b) = (a.peek(), b.peek());
        let order = match (a == Peek::Null, b == Peek::Null) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            _ => a.compare(&b).unwrap_or(Ordering::Equal),
        };
        if key.descending { order.reverse() } else { order }
    };
    keys.iter().zip(a.iter().zip(b)).map(of_one).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
}
