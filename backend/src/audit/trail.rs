//! Reading the audit trail: newest first, filtered, a page at a time. Rows are read as they were
//! written, so that acts of other releases show as well.

use super::Actor;
use crate::rows::{self, Row};
use crate::secrets;
use serde_json::{Map, Value};
use shared::Millis;
use shared::audit::{Change, Event, Trail};
use shared::people::PersonRef;
use std::collections::BTreeSet;
use store::{Direction, KeyRange, Store, StoreError, keys};

/// Rows that are read at a time.
const CHUNK: usize = 500;

/// Rows that one answer looks at; what lies beyond is for the next.
const LOOKED_AT: usize = 20_000;

/// Longest value that is shown, in characters.
const VALUE_MAX: usize = 500;

/// Which rows to read.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Only about this integration.
    pub integration: Option<u64>,
    /// Only of this person.
    pub person: Option<u64>,
    /// Only this act.
    pub action: String,
    /// From when on.
    pub from: Option<Millis>,
    /// Until when, exclusive.
    pub to: Option<Millis>,
    /// Only what is older than this place.
    pub before: Option<String>,
    /// How many at most.
    pub limit: usize,
}

/// What names there are, and what somebody may see.
pub struct Known<'a> {
    /// The name of an integration that is there.
    pub integration: &'a dyn Fn(u64) -> Option<&'a str>,
    /// The name of a person.
    pub person: &'a dyn Fn(u64) -> Option<&'a str>,
    /// Whether an integration is the reader's own.
    pub own: &'a dyn Fn(u64) -> bool,
}

/// The rows that somebody may see: an administrator all of them, others what they did, and what was
/// done to them and to what is theirs.
///
/// # Errors
/// When the store fails.
pub fn read(store: &Store, to: &Actor, wanted: &Wanted, known: &Known) -> Result<Trail, StoreError> {
    let (from, to_time) = (wanted.from.unwrap_or(0), wanted.to.unwrap_or(i64::MAX));
    let mut range = KeyRange::between(keys::audit(from, 0), keys::audit(to_time, 0));
    if let Some(before) = wanted.before.as_deref().and_then(secrets::unhex) {
        range = range.before(&[&[keys::AUDIT], before.as_slice()].concat());
    }
    let mut trail = Trail::default();
    let mut looked_at = 0;
    loop {
        let chunk: Vec<Row<Value>> = rows::page(store, &range, Direction::Down, CHUNK)?;
        for row in &chunk {
            if trail.rows.len() == wanted.limit || looked_at == LOOKED_AT {
                // The row before this one was the last.
                trail.older = range.end.as_deref().map(place);
                return Ok(trail);
            }
            looked_at += 1;
            trail.rows.extend(shown(row, to, wanted, known));
            range = range.before(&row.key);
        }
        if chunk.len() < CHUNK {
            return Ok(trail);
        }
    }
}

fn place(key: &[u8]) -> String {
    secrets::hex(key.get(1..).unwrap_or_default())
}

/// A row as screens show it; `None` when it is not wanted, or not for this reader.
fn shown(row: &Row<Value>, to: &Actor, wanted: &Wanted, known: &Known) -> Option<Event> {
    let Value::Object(members) = &row.value else { return None };
    let id = |name: &str| members.get(name).and_then(Value::as_u64);
    let (integration, person) = (id("integration"), id("person"));
    let by: PersonRef = serde_json::from_value(members.get("by")?.clone()).ok()?;
    let action = members.get("action")?.as_str()?;
    let concerns = [Some(by.id), person, id("owner"), id("from")].contains(&Some(to.person.id));
    let may = to.admin || concerns || integration.is_some_and(|id| (known.own)(id));
    let fits = wanted.integration.is_none_or(|id| integration == Some(id))
        && wanted.person.is_none_or(|id| by.id == id)
        && (wanted.action.is_empty() || wanted.action == action);
    if !may || !fits {
        return None;
    }
    let named = |id: u64, name: Option<&str>| PersonRef { id, name: name.unwrap_or_default().to_owned() };
    Some(Event {
        place: place(&row.key),
        at: members.get("at").and_then(Value::as_i64).unwrap_or_default(),
        address: text(members.get("address")),
        action: action.to_owned(),
        integration: integration.map(|id| named(id, (known.integration)(id))),
        person: person.or_else(|| id("from")).map(|id| named(id, (known.person)(id))),
        changed: changes(members),
        by,
    })
}

/// What was changed: the list that some acts have, and whatever else an act says.
fn changes(members: &Map<String, Value>) -> Vec<Change> {
    const SAID_ELSEWHERE: &[&str] =
        &["at", "by", "address", "action", "integration", "person", "from", "owner", "changed", "group", "session"];
    let mut changes = Vec::new();
    for change in members.get("changed").and_then(Value::as_array).into_iter().flatten() {
        changes.push(match change {
            Value::Object(change) => {
                let part = |name: &str| text(change.get(name));
                Change { field: part("field"), before: part("before"), after: part("after") }
            }
            name => Change { field: text(Some(name)), ..Change::default() },
        });
    }
    let rest = |name: &&String| !SAID_ELSEWHERE.contains(&name.as_str()) && *name != "before" && *name != "after";
    let said = members.keys().filter(rest);
    changes.extend(said.map(|name| Change {
        field: name.clone(),
        before: String::new(),
        after: text(members.get(name)),
    }));
    if let Some(after) = members.get("after") {
        changes.extend(settings(&text(members.get("group")), members.get("before").unwrap_or(&Value::Null), after));
    }
    changes
}

/// What differs between two states of a group of settings, each field as `group.field`; where nothing does, the
/// group alone.
fn settings(group: &str, before: &Value, after: &Value) -> Vec<Change> {
    let members = [before, after].into_iter().filter_map(Value::as_object).flatten();
    let names: BTreeSet<&str> = members.map(|(name, _)| name.as_str()).collect();
    let changed = names.into_iter().filter(|name| before.get(name) != after.get(name));
    let change = |name: &str| Change {
        field: format!("{group}.{name}"),
        before: text(before.get(name)),
        after: text(after.get(name)),
    };
    let changes: Vec<Change> = changed.map(change).collect();
    match changes.is_empty() {
        true => vec![Change { field: group.to_owned(), ..Change::default() }],
        false => changes,
    }
}

/// A value in words that need no translation; long ones are cut.
fn text(value: Option<&Value>) -> String {
    let text = match value {
        None | Some(Value::Null) => return String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(list)) => list.iter().map(|one| text(Some(one))).collect::<Vec<_>>().join(", "),
        Some(other) => other.to_string(),
    };
    match text.char_indices().nth(VALUE_MAX) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Action, row};
    use super::*;
    use serde_json::json;
    use store::{Durability, Options};

    #[test]
    fn settings_are_told_field_by_field() {
        let told = |before: Value, after: Value| -> Vec<_> {
            let members = json!({"action": "settings_changed", "group": "limits", "before": before, "after": after});
            let changes = changes(members.as_object().unwrap());
            changes.into_iter().map(|change| (change.field, change.before, change.after)).collect()
        };
        let row = |field: &str, before: &str, after: &str| (field.to_owned(), before.to_owned(), after.to_owned());
        assert_eq!(
            told(json!({"mode": "custom", "rate": 3, "bucket": 5}), json!({"mode": "off", "bucket": 5})),
            [row("limits.mode", "custom", "off"), row("limits.rate", "3", "")],
        );
        assert_eq!(told(json!({"list": ["a"]}), json!({"list": ["a", "b"]})), [row("limits.list", "a", "a, b")]);
        assert_eq!(told(json!({"mode": "off"}), json!({"mode": "off"})), [row("limits", "", "")]);
    }

    #[test]
    fn readers_see_what_concerns_them_page_by_page() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path(), Options::default()).unwrap();
        let actor =
            |id, admin| Actor { person: PersonRef { id, name: format!("P{id}") }, admin, address: "::1".to_owned() };
        let (ada, boris) = (actor(1, true), actor(2, false));
        for (at, by, action) in [
            (1, &ada, Action::SetUp),
            (2, &ada, Action::Invited { person: 2 }),
            (3, &boris, Action::DraftSaved { integration: 7 }),
            (4, &ada, Action::Disabled { integration: 7 }),
            (5, &ada, Action::Disabled { integration: 8 }),
            (6, &ada, Action::Deleted { integration: 9, owner: 2 }),
        ] {
            let op = row(&store, by, action, at).unwrap();
            store.commit(&[], vec![op], Durability::Relaxed).unwrap();
        }
        let known = Known {
            integration: &|id| (id == 7).then_some("Leads"),
            person: &|_| Some("Somebody"),
            own: &|id| id == 7,
        };
        let times = |to: &Actor, wanted: &Wanted| -> Vec<i64> {
            let mut wanted = wanted.clone();
            let mut times = Vec::new();
            loop {
                let trail = read(&store, to, &wanted, &known).unwrap();
                assert!(trail.rows.len() <= wanted.limit);
                times.extend(trail.rows.iter().map(|event| event.at));
                match trail.older {
                    Some(older) => wanted.before = Some(older),
                    None => return times,
                }
            }
        };
        let all = Wanted { limit: 2, ..Wanted::default() };
        assert_eq!(times(&ada, &all), [6, 5, 4, 3, 2, 1]);
        assert_eq!(times(&boris, &all), [6, 4, 3, 2]);
        assert_eq!(times(&ada, &Wanted { integration: Some(7), ..all.clone() }), [4, 3]);
        assert_eq!(times(&ada, &Wanted { action: "disabled".to_owned(), to: Some(5), ..all.clone() }), [4]);
        assert_eq!(times(&ada, &Wanted { person: Some(2), from: Some(3), ..all.clone() }), [3]);
        let named = read(&store, &ada, &Wanted { integration: Some(7), ..all }, &known).unwrap();
        assert_eq!(named.rows[0].integration.as_ref().unwrap().name, "Leads");
    }
}
