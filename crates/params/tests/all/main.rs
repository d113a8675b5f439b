//! What goes in and what comes out, rule by rule.

mod hostile;
mod json;
mod names;
mod query;
mod roundtrip;
mod tree;
mod value;

use params::{Tree, Value, write_json};

/// A tree as JSON text, which shows order, kinds of keys and types of values.
fn shown(tree: &Tree) -> String {
    let mut text = Vec::new();
    write_json(&Value::Tree(tree.clone()), &mut text);
    String::from_utf8(text).unwrap()
}

/// The value written as JSON.
fn value(json: &str) -> Value {
    serde_json::from_str(json).unwrap()
}
