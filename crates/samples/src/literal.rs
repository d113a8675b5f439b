//! Nested values as a language writes them.

use params::{Key, Tree, Value};

/// How a language writes values.
pub struct Spelling {
    /// Around a list.
    pub list: (&'static str, &'static str),
    /// Around a map.
    pub map: (&'static str, &'static str),
    /// Between a key and its value.
    pub pair: &'static str,
    /// Nothing.
    pub null: &'static str,
    /// True and false.
    pub flags: (&'static str, &'static str),
    /// A text, in quotes.
    pub text: fn(&str) -> String,
    /// One level of nesting.
    pub step: &'static str,
}

/// A value over as many lines as it needs, in a place that is `depth` levels deep.
pub fn literal(value: &Value, spelling: &Spelling, depth: usize) -> String {
    match value {
        Value::Null => spelling.null.to_owned(),
        Value::Bool(flag) => if *flag { spelling.flags.0 } else { spelling.flags.1 }.to_owned(),
        Value::Int(number) => number.to_string(),
        Value::Float(number) => format!("{number:?}"),
        Value::Text(text) => (spelling.text)(text),
        Value::Tree(tree) => branch(tree, spelling, depth),
    }
}

fn branch(tree: &Tree, spelling: &Spelling, depth: usize) -> String {
    let is_list = tree.is_list();
    let (open, close) = if is_list { spelling.list } else { spelling.map };
    if tree.is_empty() {
        return format!("{open}{close}");
    }
    let entries: Vec<String> = tree
        .iter()
        .map(|(key, value)| {
            let value = literal(value, spelling, depth + 1);
            match key {
                _ if is_list => value,
                Key::Index(index) => format!("{}{}{value}", (spelling.text)(&index.to_string()), spelling.pair),
                Key::Name(name) => format!("{}{}{value}", (spelling.text)(name), spelling.pair),
            }
        })
        .collect();
    let one_line = entries.join(", ");
    if is_list && one_line.len() <= SHORT && !one_line.contains('\n') {
        return format!("{open}{one_line}{close}");
    }
    let inside = spelling.step.repeat(depth + 1);
    let lines: String = entries.iter().map(|entry| format!("{inside}{entry},\n")).collect();
    format!("{open}\n{lines}{}{close}", spelling.step.repeat(depth))
}

/// Lists up to this length stand on one line.
const SHORT: usize = 70;
