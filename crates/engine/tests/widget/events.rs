//! What commits leave in the outbox.

use crate::portal::{Portal, WIDGET};
use engine::{
    Answer, Call, Commit, Record, Result,
    event::{self, Event, Names, Source, remove},
};
use params::Value;
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};
use store::Durability;

/// A portal whose events of these names somebody hears.
fn heard(names: &[&str]) -> Portal {
    let portal = Portal::new();
    let names = Names { names: names.iter().map(|name| (*name).to_owned()).collect(), ..Names::default() };
    portal.services.listeners.tell(Source::Webhooks, names);
    portal
}

const ALL: [&str; 4] = ["WIDGETADD", "WIDGETUPDATE", "WIDGETDELETE", "WIDGETBROKE"];

/// The events of the outbox, with their numbers.
fn rows(portal: &Portal) -> Vec<(u64, Event)> {
    let rows = event::outbox(&portal.services.store, 1000).unwrap();
    rows.into_iter().map(|(number, event)| (number, event.unwrap())).collect()
}

/// What the outbox holds: number, name and object of each event.
fn outbox(portal: &Portal) -> Vec<String> {
    rows(portal).iter().map(|(number, event)| format!("{number} {} {}", event.name, event.object)).collect()
}

/// Does several things to one new widget, in one commit.
pub fn several(call: &Call) -> Result<Answer> {
    let mut commit = Commit::by(call);
    let id = call.services.store.next_ids(WIDGET.name, 1)?;
    let old = Record::new(call.services.schema(&WIDGET)?, id);
    let mut new = old.clone();
    commit.save(None, &old);
    new.set("NAME", "second");
    commit.save(Some(&old), &new);
    commit.raise("WIDGETBROKE", &new, || Value::Int(1));
    if call.param("gone").is_some() {
        commit.delete(&new);
    }
    Ok(Answer::done(commit.run(call.services)?))
}

#[test]
fn with_nobody_listening_the_outbox_stays_empty() {
    let portal = Portal::new();
    portal.call("widget.add", r#"{"fields":{"NAME":"a"}}"#);
    assert!(outbox(&portal).is_empty());
    portal.services.listeners.tell(Source::Applications, Names { any: true, ..Names::default() });
    portal.call("widget.update", r#"{"id":1,"fields":{"NAME":"b"}}"#);
    assert_eq!(outbox(&portal), ["1 WIDGETUPDATE widget:1"]);
    portal.services.listeners.tell(Source::Applications, Names::default());
    portal.call("widget.delete", r#"{"id":1}"#);
    assert_eq!(outbox(&portal).len(), 1);
}

#[test]
fn one_commit_tells_of_an_object_once() {
    let portal = heard(&ALL);
    portal.call("widget.several", "{}");
    assert_eq!(outbox(&portal), ["1 WIDGETADD widget:1", "2 WIDGETBROKE widget:1"]);
    portal.call("widget.several", r#"{"gone":1}"#);
    assert_eq!(outbox(&portal).last().map(String::as_str), Some("3 WIDGETBROKE widget:2"));
}

#[test]
fn what_only_follows_other_records_is_silent_and_nothing_changed_is_an_update() {
    let portal = heard(&["WIDGETUPDATE"]);
    portal.call("widget.add", r#"{"fields":{"NAME":"a","COUNT":1}}"#);
    portal.call("widget.count", r#"{"id":1,"to":2}"#);
    assert!(outbox(&portal).is_empty());
    portal.call("widget.update", r#"{"id":1,"fields":{}}"#);
    assert_eq!(outbox(&portal), ["1 WIDGETUPDATE widget:1"]);
}

/// Changes the field that follows other records, and nothing else.
pub fn count(call: &Call) -> Result<Answer> {
    let old = call.record(&WIDGET, call.id()?)?;
    let mut new = old.clone();
    new.set("COUNT", call.number("to")?);
    let mut commit = Commit::by(call);
    commit.save(Some(&old), &new);
    Ok(Answer::done(commit.run(call.services)?))
}

#[test]
fn rows_of_one_object_stand_in_the_order_of_its_commits() {
    let portal = heard(&ALL);
    let woken = Arc::new(AtomicUsize::new(0));
    let waker = woken.clone();
    portal.services.listeners.wake_by(move || {
        waker.fetch_add(1, Ordering::Relaxed);
    });
    portal.call("widget.add", r#"{"fields":{"NAME":"0"}}"#);
    let told: Vec<String> = std::thread::scope(|scope| {
        let writers = (0..4).map(|writer| {
            let portal = &portal;
            scope.spawn(move || {
                let write =
                    |n| portal.call("widget.update", &format!(r#"{{"id":1,"fields":{{"NAME":"{writer}.{n}"}}}}"#));
                (0..10).map(write).collect::<Vec<_>>()
            })
        });
        let writers: Vec<_> = writers.collect();
        writers.into_iter().flat_map(|writer| writer.join().unwrap()).collect()
    });
    assert!(told.iter().all(|answer| answer == "true"), "{told:?}");
    let rows = rows(&portal);
    assert_eq!((rows.len(), woken.load(Ordering::Relaxed)), (41, 41));
    // Each row carries the name that its commit wrote: the last one is what is stored.
    let last = rows.last().and_then(|(_, event)| event.data.as_text().map(|text| text.into_owned()));
    let stored = portal.call("widget.get", r#"{"id":1}"#);
    assert!(stored.contains(&format!(r#""NAME":"{}""#, last.unwrap())), "{stored}");
    let gone = rows.iter().map(|(number, _)| remove(*number)).collect();
    portal.services.store.commit(&[], gone, Durability::Relaxed).unwrap();
    assert!(outbox(&portal).is_empty());
}

#[test]
fn who_did_it_by_what_connector_is_kept() {
    let portal = heard(&ALL);
    portal.call_as(5, "widget.add", r#"{"fields":{"NAME":"a"},"auth_connector":" Sync"}"#);
    let (_, event) = &rows(&portal)[0];
    assert_eq!((event.user, event.connector.as_str(), event.at), (5, "sync", 1_795_339_800_005));
}

#[test]
fn an_add_that_is_refused_tells_nothing() {
    let portal = heard(&ALL);
    portal.call("widget.add", r#"{"fields":{"COUNT":"many"}}"#);
    assert!(outbox(&portal).is_empty());
}
