//! A JSON document as a tree that opens and closes: the lines that are visible, each with its path.

use serde_json::Value;
use std::collections::HashSet;

/// Lines shown open from the start, at most: a list of fifty records opens to its records, not to all
/// their fields.
const OPEN_LINES: usize = 60;

/// A visible line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// How to get there: `result[0].TITLE`, empty for the document itself.
    pub path: String,
    /// Key in the object or index in the list; empty for the document itself.
    pub key: String,
    /// 1 for the document.
    pub level: usize,
    /// Which of its siblings it is, from 1.
    pub position: usize,
    /// How many siblings there are.
    pub siblings: usize,
    /// What is there.
    pub kind: Kind,
}

/// What a line shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A list with so many members.
    List(Branch),
    /// An object with so many members.
    Object(Branch),
    /// Text, as JSON writes it.
    Text(String),
    /// A number.
    Number(String),
    /// `true`, `false` or `null`.
    Word(String),
}

/// A list or an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Branch {
    /// Members.
    pub members: usize,
    /// Whether they are shown below.
    pub open: bool,
}

impl Line {
    /// The branch, unless it is a leaf.
    pub fn branch(&self) -> Option<Branch> {
        match self.kind {
            Kind::List(branch) | Kind::Object(branch) => Some(branch),
            _ => None,
        }
    }
}

/// The paths to open first: level by level for as long as that stays short. `time`, which every answer
/// has, stays closed.
pub fn first_open(document: &Value) -> HashSet<String> {
    let mut open = HashSet::new();
    let mut level = vec![(String::new(), document)];
    let mut lines = 1;
    while !level.is_empty() {
        let members: usize = level.iter().map(|(_, value)| size(value)).sum();
        if lines + members > OPEN_LINES && !open.is_empty() {
            break;
        }
        lines += members;
        let wanted = |(path, value): &&(String, &Value)| size(value) > 0 && path != "time";
        open.extend(level.iter().filter(wanted).map(|(path, _)| path.clone()));
        level = level
            .iter()
            .flat_map(|(path, value)| children(path, value))
            .map(|(_, path, value)| (path, value))
            .collect();
    }
    open
}

/// The visible lines from the top, at most `limit` of them.
pub fn lines(document: &Value, open: &HashSet<String>, limit: usize) -> Vec<Line> {
    let mut all = Vec::new();
    // A stack of what is still to come; recursion could overflow on a deep answer.
    let mut waiting = vec![(String::new(), String::new(), document, 1, 1, 1)];
    while let Some((key, path, value, level, position, siblings)) = waiting.pop() {
        if all.len() == limit {
            break;
        }
        let shown = open.contains(&path);
        if shown {
            let below = children(&path, value);
            let count = below.len();
            let numbered = below.into_iter().enumerate().rev();
            waiting.extend(numbered.map(|(index, (key, path, value))| (key, path, value, level + 1, index + 1, count)));
        }
        all.push(Line { path, key, level, position, siblings, kind: kind(value, shown) });
    }
    all
}

fn kind(value: &Value, open: bool) -> Kind {
    match value {
        Value::Array(_) => Kind::List(Branch { members: size(value), open }),
        Value::Object(_) => Kind::Object(Branch { members: size(value), open }),
        Value::String(_) => Kind::Text(value.to_string()),
        Value::Number(number) => Kind::Number(number.to_string()),
        Value::Bool(_) | Value::Null => Kind::Word(value.to_string()),
    }
}

fn size(value: &Value) -> usize {
    match value {
        Value::Array(list) => list.len(),
        Value::Object(map) => map.len(),
        _ => 0,
    }
}

/// Key, path and value of every member of a list or an object.
pub fn children<'a>(path: &str, value: &'a Value) -> Vec<(String, String, &'a Value)> {
    match value {
        Value::Array(list) => {
            let member = |(index, value)| (format!("{index}"), format!("{path}[{index}]"), value);
            list.iter().enumerate().map(member).collect()
        }
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), member_path(path, key), value)).collect(),
        _ => Vec::new(),
    }
}

/// `a.b` where the key is an identifier, else `a["b c"]`.
fn member_path(path: &str, key: &str) -> String {
    let mut letters = key.chars();
    let plain = letters.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && letters.all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
    match plain {
        true if path.is_empty() => key.to_owned(),
        true => format!("{path}.{key}"),
        false => format!("{path}[{}]", Value::from(key)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn open(paths: &[&str]) -> HashSet<String> {
        paths.iter().map(|path| (*path).to_owned()).collect()
    }

    fn paths(lines: &[Line]) -> Vec<&str> {
        lines.iter().map(|line| line.path.as_str()).collect()
    }

    #[test]
    fn lines_keep_the_order_and_name_their_path() {
        let document = json!({"result": [{"ID": "1", "UF_X y": null}], "next": 50, "a": []});
        let shown = lines(&document, &open(&["", "result", "result[0]"]), 100);
        assert_eq!(paths(&shown), ["", "result", "result[0]", "result[0].ID", "result[0][\"UF_X y\"]", "next", "a"]);
        assert_eq!(shown[3].kind, Kind::Text("\"1\"".to_owned()));
        assert_eq!(shown[4].kind, Kind::Word("null".to_owned()));
        assert_eq!((shown[5].level, shown[5].position, shown[5].siblings), (2, 2, 3));
        assert_eq!(shown[6].branch(), Some(Branch { members: 0, open: false }));
    }

    #[test]
    fn closed_branches_hide_their_members() {
        let document = json!({"result": {"a": {"b": 1}}});
        assert_eq!(paths(&lines(&document, &open(&["", "result.a"]), 100)), ["", "result"]);
    }

    #[test]
    fn a_limit_cuts_from_the_end() {
        let document = json!([1, 2, 3]);
        assert_eq!(paths(&lines(&document, &open(&[""]), 2)), ["", "[0]"]);
    }

    #[test]
    fn small_answers_open_whole_and_long_lists_to_their_records() {
        let small = json!({"result": {"item": {"id": 1}}, "time": {"duration": 0.1}});
        assert_eq!(first_open(&small), open(&["", "result", "result.item"]));
        let record: serde_json::Map<_, _> = (0..40).map(|n| (format!("F{n}"), json!(n))).collect();
        let long = json!({"result": vec![Value::Object(record); 50]});
        assert_eq!(first_open(&long), open(&["", "result"]));
    }

    #[test]
    fn the_document_itself_opens_however_long() {
        assert_eq!(first_open(&json!(vec![0; 500])), open(&[""]));
    }
}
