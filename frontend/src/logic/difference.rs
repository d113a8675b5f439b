//! How an answer differs from the one before.

use super::json_tree::children;
use serde_json::Value;

/// A place where two documents differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// How to get there: `result[0].TITLE`.
    pub path: String,
    /// What was there, as JSON; `None` if nothing.
    pub before: Option<String>,
    /// What is there now, as JSON; `None` if nothing.
    pub after: Option<String>,
}

/// The differences from the top, at most `limit` of them. `time`, which no two answers share, is left out.
pub fn changes(before: &Value, after: &Value, limit: usize) -> Vec<Change> {
    let mut found = Vec::new();
    let mut waiting = vec![(String::new(), Some(before), Some(after))];
    while let Some((path, before, after)) = waiting.pop() {
        if found.len() == limit {
            break;
        }
        match (before, after) {
            _ if path == "time" || before == after => {}
            (Some(before), Some(after)) if alike(before, after) => {
                let (old, new) = (children(&path, before), children(&path, after));
                let now = |key: &str, at: usize| {
                    // Members are mostly where they were.
                    let same = new.get(at).filter(|(other, ..)| other == key);
                    same.or_else(|| new.iter().find(|(other, ..)| other == key)).map(|(.., value)| *value)
                };
                let kept = |key: &String| old.iter().any(|(other, ..)| other == key);
                let mut below: Vec<_> = old
                    .iter()
                    .enumerate()
                    .map(|(at, (key, path, value))| (path.clone(), Some(*value), now(key, at)))
                    .collect();
                if new.len() > old.len() || below.iter().any(|(_, _, now)| now.is_none()) {
                    let added = new.iter().filter(|(key, ..)| !kept(key));
                    below.extend(added.map(|(_, path, value)| (path.clone(), None, Some(*value))));
                }
                waiting.extend(below.into_iter().rev());
            }
            _ => found.push(Change { path, before: before.map(shown), after: after.map(shown) }),
        }
    }
    found
}

fn alike(before: &Value, after: &Value) -> bool {
    before.is_object() && after.is_object() || before.is_array() && after.is_array()
}

/// JSON, cut where it is long.
fn shown(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(LONG) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// Characters of a value that are shown.
const LONG: usize = 120;

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn told(before: Value, after: Value) -> Vec<String> {
        let word = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
        let line = |change: Change| format!("{} {} {}", change.path, word(change.before), word(change.after));
        changes(&before, &after, 100).into_iter().map(line).collect()
    }

    #[test]
    fn changed_added_and_removed_places_are_told_in_order() {
        let before = json!({"result": {"ID": "1", "TITLE": "a", "OLD": true, "l": [1, 2]}, "time": {"start": 1}});
        let after = json!({"result": {"ID": "1", "TITLE": "b", "NEW": null, "l": [1, 2, 3]}, "time": {"start": 2}});
        let expected = ["result.TITLE \"a\" \"b\"", "result.OLD true -", "result.l[2] - 3", "result.NEW - null"]
            .map(str::to_owned);
        assert_eq!(told(before, after), expected);
    }

    #[test]
    fn equal_documents_have_none_and_other_kinds_are_one_change() {
        assert!(told(json!({"result": [1], "time": 1}), json!({"result": [1], "time": 2})).is_empty());
        assert_eq!(told(json!({"result": []}), json!({"result": {"a": 1}})), ["result [] {\"a\":1}"]);
        let long = "x".repeat(500);
        assert!(told(json!({"r": long}), json!({"r": 1}))[0].len() < 200);
    }

    #[test]
    fn a_limit_holds() {
        assert_eq!(changes(&json!(vec![1; 500]), &json!(vec![2; 500]), 20).len(), 20);
    }
}
