//! Rows of an offline queue that a process has taken: whose number no conversation can know beforehand.

use crate::portal::Portal;
use serde_json::Value;

/// The result of a call that must succeed.
fn result(portal: &Portal, method: &str, params: &str) -> Value {
    let answer = portal.call("POST", method, params);
    let body = answer.strip_prefix("200 ").unwrap_or_else(|| panic!("{method} {params}: {answer}"));
    serde_json::from_str::<Value>(body).unwrap()["result"].take()
}

/// An application with a queue of three new contacts.
fn waiting() -> Portal {
    let mut portal = Portal::new("UTC");
    portal.application = Some(7);
    result(&portal, "event.bind", r#"{"event":"ONCRMCONTACTADD","event_type":"offline"}"#);
    (0..3).for_each(|n| drop(result(&portal, "crm.contact.add", &format!(r#"{{"fields":{{"NAME":"{n}"}}}}"#))));
    portal
}

/// Ids of the rows that a call of `event.offline.get` answers.
fn got(portal: &Portal, params: &str) -> Vec<String> {
    ids(&result(portal, "event.offline.get", params)["events"])
}

fn ids(rows: &Value) -> Vec<String> {
    rows.as_array().unwrap().iter().map(|row| row["ID"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_process_keeps_what_it_took_until_it_is_done() {
    let portal = waiting();
    let taken = result(&portal, "event.offline.get", r#"{"clear":0,"limit":2}"#);
    let process = taken["process_id"].as_str().unwrap();
    assert_eq!((process.len(), ids(&taken["events"])), (32, vec!["1".to_owned(), "2".to_owned()]));
    // Others see the rest only, and a process sees its own again.
    assert_eq!(ids(&result(&portal, "event.offline.get", r#"{"clear":0}"#)["events"]), ["3"]);
    assert!(got(&portal, "{}").is_empty());
    let own = format!(r#"{{"clear":0,"process_id":"{process}"}}"#);
    assert_eq!(got(&portal, &own), ["1", "2"]);
    let listed = result(&portal, "event.offline.list", "{}");
    assert_eq!((listed[0]["PROCESS_ID"].as_str(), listed[0]["ERROR"].as_str()), (Some(process), Some("0")));
    // What it could not do with stays, marked; what it has done with goes.
    result(&portal, "event.offline.error", &format!(r#"{{"process_id":"{process}","message_id":["2"]}}"#));
    assert_eq!(got(&portal, &own), ["1"]);
    assert_eq!(got(&portal, &format!(r#"{{"clear":0,"error":1,"process_id":"{process}"}}"#)), ["2"]);
    result(&portal, "event.offline.clear", &format!(r#"{{"process_id":"{process}","id":[1]}}"#));
    assert!(got(&portal, &own).is_empty());
    assert_eq!(ids(&result(&portal, "event.offline.list", "{}")), ["2", "3"]);
    result(&portal, "event.offline.clear", &format!(r#"{{"process_id":"{process}"}}"#));
    assert_eq!(ids(&result(&portal, "event.offline.list", "{}")), ["3"]);
}

#[test]
fn what_happens_after_a_row_was_taken_makes_a_new_one() {
    let portal = waiting();
    result(&portal, "event.bind", r#"{"event":"ONCRMCONTACTUPDATE","event_type":"offline"}"#);
    let change = || drop(result(&portal, "crm.contact.update", r#"{"id":1,"fields":{"NAME":"x"}}"#));
    change();
    assert_eq!(got(&portal, r#"{"clear":0,"filter":{"EVENT_NAME":"ONCRMCONTACTUPDATE"}}"#), ["4"]);
    change();
    change();
    assert_eq!(got(&portal, r#"{"filter":{"EVENT_NAME":"ONCRMCONTACTUPDATE"}}"#), ["5"]);
}

#[test]
fn parallel_calls_never_get_the_same_row() {
    let portal = waiting();
    let mut got: Vec<String> = std::thread::scope(|scope| {
        let readers: Vec<_> = (0..4).map(|_| scope.spawn(|| got(&portal, r#"{"clear":0,"limit":1}"#))).collect();
        readers.into_iter().flat_map(|reader| reader.join().unwrap()).collect()
    });
    got.sort();
    assert_eq!(got, ["1", "2", "3"]);
}

#[test]
fn rows_that_were_taken_go_after_thirty_days() {
    let mut portal = waiting();
    assert_eq!(got(&portal, r#"{"clear":0,"limit":1}"#), ["1"]);
    portal.set_clock("2026-12-22T09:30:00Z");
    assert_eq!(portal.sweep(), 0);
    portal.set_clock("2026-12-22T09:30:01Z");
    assert_eq!(portal.sweep(), 1);
    assert_eq!(ids(&result(&portal, "event.offline.list", "{}")), ["2", "3"]);
}

#[test]
fn administrators_see_what_waits_and_what_processes_hold() {
    let portal = waiting();
    assert_eq!(got(&portal, r#"{"clear":0,"limit":1}"#), ["1"]);
    let process = portal.lots().iter().map(|lot| lot.process.clone()).find(|process| !process.is_empty()).unwrap();
    result(&portal, "event.offline.error", &format!(r#"{{"process_id":"{process}","message_id":["1"]}}"#));
    let lots = portal.lots();
    let seen: Vec<_> = lots.iter().map(|lot| (lot.application, lot.process.as_str(), lot.rows, lot.failed)).collect();
    assert_eq!(seen, [(7, "", 2, 0), (7, process.as_str(), 1, 1)]);
    let rows: Vec<u64> = lots[0].first.iter().map(|row| row.id).collect();
    assert_eq!((rows, lots[0].oldest), (vec![2, 3], lots[0].first[0].at));
}
