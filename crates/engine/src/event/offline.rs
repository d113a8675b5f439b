//! Offline queues: what an application that nobody can call fetches by itself. A queue is an
//! application's, one for each connector, and holds one row for an event and object however often it
//! happens, written with the change. docs: api-reference/events/offline-events.md.

use super::{Event, Names, Offline};
use crate::{Commit, Data, Entity, Record, Result, Services, call, field};
use params::Value;
use rustc_hash::FxHashSet;
use store::{Check, Op, keys};

/// A row of a queue. `QUEUE` is the application and the connector; `PLACE` says the same of rows that
/// wait, and adds the process to those that it has taken.
#[rustfmt::skip] // One field a line, as the table it is.
pub static OFFLINE: Entity = Entity {
    name: "offline_event",
    title: "offline event",
    fields: &[
        field::id("ID"),
        field::time("TIMESTAMP_X"),
        field::text("EVENT_NAME"),
        field::text("MESSAGE_ID"),
        field::text("PROCESS_ID"),
        field::int("ERROR"),
        field::json("EVENT_DATA"),
        field::text("QUEUE").hidden().read_only().indexed(),
        field::text("PLACE").hidden().read_only().indexed(),
        field::text("CLAIM").hidden().read_only(),
        field::time("TAKEN").hidden().read_only().ranged(),
    ],
    ..Entity::BASE
};

/// The queue of an application for a connector, or without one.
pub fn queue(application: u64, connector: &str) -> String {
    format!("{application}/{connector}")
}

/// Frees the row that waits for an event and object, when it is taken or goes: the next time makes a new one.
pub fn release(commit: &mut Commit, row: &Record) {
    if !row.text("CLAIM").is_empty() {
        commit.ops.push(Op::Del(claim_key(row.text("CLAIM"))));
    }
}

/// Adds events to the queues that want them. The answer is what applications are to be told of that.
pub(crate) fn enter(
    commit: &mut Commit,
    services: &Services,
    wanted: &[std::sync::Arc<Names>],
    events: &[Event],
) -> Result<Vec<Event>> {
    let mut known = FxHashSet::default();
    let mut notices = Vec::new();
    for subscription in wanted.iter().flat_map(|names| &names.offline) {
        for event in events.iter().filter(|event| takes(subscription, event)) {
            let queue = queue(subscription.application, &subscription.connector);
            let claim = format!("{queue}/{}/{}", event.name, event.object);
            if known.insert(claim.clone()) {
                put(commit, services, &queue, claim, event)?;
            }
            let due = subscription
                .notice
                .and_then(|pause| services.listeners.notice_due(subscription.application, pause, event.at));
            notices.extend(due.map(|at| notice(subscription.application, event, at)));
        }
    }
    Ok(notices)
}

/// What an application changes by itself comes back to it only where it did not say who it is.
fn takes(subscription: &Offline, event: &Event) -> bool {
    let own = !subscription.connector.is_empty() && subscription.connector == event.connector;
    subscription.name == event.name && event.application.is_none() && !own
}

fn put(commit: &mut Commit, services: &Services, queue: &str, claim: String, event: &Event) -> Result<()> {
    let key = claim_key(&claim);
    let entry = services.store.get(&key)?;
    let id = entry.and_then(|entry| Some(u64::from_be_bytes(entry.value.as_ref().try_into().ok()?)));
    let old = id.map_or(Ok(None), |id| call::find(services, &OFFLINE, id))?;
    let mut row = match &old {
        Some(old) => old.clone(),
        None => {
            let id = services.store.next_ids(OFFLINE.name, 1)?;
            commit.checks.push(Check::Absent(key.clone()));
            commit.ops.push(Op::Put(key, id.to_be_bytes().to_vec()));
            let mut row = Record::new(services.schema(&OFFLINE)?, id);
            row.set("EVENT_NAME", event.name.as_str());
            row.set("MESSAGE_ID", id.to_string().as_str());
            row.set("PROCESS_ID", "");
            row.set("ERROR", 0);
            row.set("QUEUE", queue);
            row.set("PLACE", queue);
            row.set("CLAIM", claim.as_str());
            row
        }
    };
    let mut data = Vec::new();
    params::write_json(&event.data, &mut data);
    row.set("EVENT_DATA", String::from_utf8_lossy(&data).as_ref());
    row.set("TIMESTAMP_X", Data::Time(event.at / 1000 * 1000));
    commit.save(old.as_ref(), &row);
    Ok(())
}

fn claim_key(claim: &str) -> Vec<u8> {
    keys::unique(OFFLINE.name, "CLAIM", claim.as_bytes())
}

/// docs: on-offline-event.md.
fn notice(application: u64, event: &Event, at: i64) -> Event {
    Event {
        name: "ONOFFLINEEVENT".to_owned(),
        data: Value::from(params::Tree::new()),
        object: format!("offline:{application}"),
        at,
        user: event.user,
        connector: String::new(),
        application: Some(application),
    }
}
