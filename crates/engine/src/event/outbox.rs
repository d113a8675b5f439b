//! The outbox: one row an event, written with the change that it tells of, removed by whoever delivers.
//!
//! A row's key is a number that rises; its value is the JSON of an [`Event`]:
//!
//! ```json
//! {"name":"ONCRMDEALADD","data":{"FIELDS":{"ID":"7405"}},"object":"deal:7405","at":1766047124000,"user":1}
//! ```
//!
//! with `connector` and `application` where there are any. For one object the order of numbers is the
//! order of commits. Of different objects a row with a smaller number may come a moment after one with
//! a larger, so a reader keeps no place: it takes the first rows there are, and removes them.

use super::Event;
use crate::Result;
use params::{Tree, Value};
use store::{Direction, Op, Store, StoreError, keys};

/// The first rows, at most `limit`; nothing stands for an event that cannot be read.
///
/// # Errors
/// When the store fails.
pub fn outbox(store: &Store, limit: usize) -> Result<Vec<(u64, Option<Event>)>, StoreError> {
    let rows = store.scan(&keys::space_range(keys::OUTBOX), Direction::Up, limit)?;
    Ok(rows.iter().filter_map(|(key, entry)| Some((keys::id_of(key)?, decode(&entry.value)))).collect())
}

/// Removes a row.
pub fn remove(number: u64) -> Op {
    Op::Del(keys::outbox(number))
}

/// The writes that add events, in their order.
pub(super) fn rows<'a>(store: &Store, events: impl Iterator<Item = &'a Event> + Clone) -> Result<Vec<Op>> {
    let count = events.clone().count() as u64;
    if count == 0 {
        return Ok(Vec::new());
    }
    // Taken after the records were read: what somebody changes after us gets a larger number.
    let first = store.next_ids("outbox", count)?;
    Ok((first..).zip(events).map(|(number, event)| Op::Put(keys::outbox(number), encode(event))).collect())
}

/// An event as JSON, as the outbox keeps it.
pub fn encode(event: &Event) -> Vec<u8> {
    let mut row = Tree::from_iter([
        ("name", Value::from(event.name.as_str())),
        ("data", event.data.clone()),
        ("object", Value::from(event.object.as_str())),
        ("at", Value::Int(event.at)),
        ("user", Value::Int(event.user as i64)),
    ]);
    if !event.connector.is_empty() {
        row.insert("connector", Value::from(event.connector.as_str()));
    }
    if let Some(application) = event.application {
        row.insert("application", Value::Int(application as i64));
    }
    let mut json = Vec::new();
    params::write_json(&row.into(), &mut json);
    json
}

/// Reads what [`encode`] wrote; nothing when it is something else.
pub fn decode(json: &[u8]) -> Option<Event> {
    let mut row = params::decode_json(json).ok()?;
    let data = row.remove("data")?;
    let text = |name| row.get(name).and_then(Value::as_text).map(|text| text.into_owned());
    let number = |name| row.get(name).and_then(Value::as_int);
    Some(Event {
        name: text("name")?,
        data,
        object: text("object")?,
        at: number("at")?,
        user: number("user")? as u64,
        connector: text("connector").unwrap_or_default(),
        application: number("application").map(|id| id as u64),
    })
}
