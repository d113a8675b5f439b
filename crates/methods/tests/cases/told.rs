//! Every documented event of the covered scopes is raised in a case, or said never to be.

use crate::{
    conversation::{self, Line},
    files,
};
use methods::events::{sample::sample, why_absent};
use params::{Tree, Value};
use shared::event::{self, EVENTS};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

/// Name and data of each event that the cases tell of.
fn told() -> BTreeMap<String, String> {
    let mut told = BTreeMap::new();
    for path in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/events")) {
        let text = std::fs::read_to_string(&path).unwrap();
        let lines = conversation::read(&path.to_string_lossy(), &text).into_iter().flat_map(|talk| talk.lines);
        let events = lines.filter_map(|line| if let Line::Step(step) = line { Some(step.events) } else { None });
        told.extend(events.flatten().map(|event| {
            let mut words = event.split(' ');
            let mut word = || words.next().unwrap_or_default().to_owned();
            (word(), word())
        }));
    }
    told
}

/// Name and scope of each documented event.
fn documented() -> Vec<(String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documented/events.list");
    let text = std::fs::read_to_string(path).unwrap();
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with(';'));
    lines.filter_map(|line| line.split_once("  ")).map(|(name, scope)| (name.to_owned(), scope.to_owned())).collect()
}

#[test]
fn every_documented_event_is_raised_or_said_never_to_be() {
    let known = methods::catalogue::catalogue().all().iter();
    let registry = methods::registry().unwrap();
    let answered =
        known.filter(|known| registry.find(known.version, known.name).is_ok_and(|found| found.run.is_some()));
    let covered: BTreeSet<&str> = answered.flat_map(|known| known.scope.split(',')).chain(["basic"]).collect();
    let mut wrong = Vec::new();
    for (name, scope) in documented().iter().filter(|(_, scope)| covered.contains(scope.as_str())) {
        // Of all types, or of one whose number the name ends with.
        let row = event::find(&name.replace("<ENTITYTYPEID>", "1"));
        match (row, why_absent(name)) {
            (None, None) => wrong.push(format!("{name} is neither raised nor explained")),
            (Some(_), Some(_)) => wrong.push(format!("{name} is both raised and explained")),
            (Some(row), None) if row.scope != scope => wrong.push(format!("{name} is of the scope {scope}")),
            _ => {}
        }
    }
    let told = told();
    let untold = EVENTS.iter().filter(|event| event.webhooks && !told.contains_key(event.name));
    wrong.extend(untold.map(|event| format!("{} is raised in no case", event.name)));
    wrong.extend(told.keys().filter(|name| event::find(name).is_none()).map(|name| format!("{name} is in no table")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn samples_have_what_the_events_deliver() {
    let shape = |data: &Value| {
        let form = params::encode_query_readable(&Tree::from_iter([("data", data.clone())]));
        form.split('&').map(|pair| pair.split('=').next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    for (name, data) in told() {
        let data = params::decode_query(&data).get("data").cloned().unwrap_or_default();
        assert_eq!(shape(&sample(&name)), shape(&data), "{name}");
    }
}
