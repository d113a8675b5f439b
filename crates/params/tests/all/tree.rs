//! Trees and their keys.

use crate::{shown, value};
use params::{Key, Tree, Value};

/// Text, and the integer it is as a key.
static KEYS: &[(&str, Option<i64>)] = &[
    ("5", Some(5)),
    ("0", Some(0)),
    ("-5", Some(-5)),
    ("9223372036854775807", Some(i64::MAX)),
    ("-9223372036854775808", Some(i64::MIN)),
    ("05", None),
    ("-05", None),
    ("-0", None),
    ("+5", None),
    ("5 ", None),
    ("5.0", None),
    ("5a", None),
    ("-", None),
    ("", None),
    ("٣", None),
    ("9223372036854775808", None),
    ("-9223372036854775809", None),
];

#[test]
fn names_that_look_like_integers_are_integers() {
    for (text, index) in KEYS {
        let expected = index.map_or(Key::Name((*text).to_owned()), Key::Index);
        assert_eq!(Key::from(*text), expected);
        assert_eq!(Key::from((*text).to_owned()), expected);
        assert_eq!(expected.to_string(), *text);
        let tree: Tree = [(*text, Value::Null)].into_iter().collect();
        assert_eq!(tree.get(text), Some(&Value::Null));
        assert_eq!(tree.at(index.unwrap_or(5)).is_some(), index.is_some());
    }
}

#[test]
fn pushing_continues_after_the_largest_integer_ever_used() {
    let mut tree = Tree::new();
    tree.push(Value::from("a"));
    tree.insert("7", Value::from("b"));
    tree.insert("x", Value::from("c"));
    tree.insert(3, Value::from("d"));
    tree.push(Value::from("e"));
    tree.remove("8");
    tree.push(Value::from("f"));
    assert_eq!(shown(&tree), r#"{"0":"a","7":"b","x":"c","3":"d","9":"f"}"#);
}

#[test]
fn a_tree_that_used_the_last_integer_takes_no_more() {
    let mut tree = Tree::new();
    tree.insert(i64::MAX, Value::from("a"));
    tree.push(Value::from("b"));
    tree.insert(i64::MIN, Value::from("c"));
    tree.remove("9223372036854775807");
    tree.push(Value::from("d"));
    assert_eq!(shown(&tree), r#"{"-9223372036854775808":"c"}"#);
}

#[test]
fn lists_have_the_keys_from_zero_in_order() {
    for (json, is_list) in [
        ("[]", true),
        ("[1,2]", true),
        (r#"{"0":1,"1":2}"#, true),
        (r#"{"1":2,"0":1}"#, false),
        (r#"{"1":1}"#, false),
        (r#"{"a":1}"#, false),
    ] {
        assert_eq!(value(json).as_tree().unwrap().is_list(), is_list, "{json}");
    }
}

#[test]
fn exact_names_come_before_other_letter_cases() {
    let tree = value(r#"{"Select":1,"select":2,"ИМЯ":3,"5":4}"#);
    let tree = tree.as_tree().unwrap();
    for (name, found) in
        [("select", Some(2)), ("SELECT", Some(1)), ("имя", None), ("ИМЯ", Some(3)), ("5", Some(4)), ("order", None)]
    {
        assert_eq!(tree.get_ci(name).and_then(Value::as_int), found, "{name}");
    }
    assert_eq!(tree.get("SELECT"), None);
}

#[test]
fn merging_keeps_places_and_takes_the_other_values_whole() {
    let query = value(r#"{"auth":"q","fields":{"A":1},"7":"x"}"#);
    let body = value(r#"{"id":5,"7":"y","fields":{"B":2}}"#);
    let merged = query.as_tree().unwrap().clone().merge_over(body.as_tree().unwrap().clone());
    assert_eq!(shown(&merged), r#"{"auth":"q","fields":{"B":2},"7":"y","id":5}"#);
}

#[test]
fn removal_keeps_the_order_of_the_rest() {
    let mut tree = value(r#"{"a":1,"b":2,"5":3,"c":4}"#).as_tree().unwrap().clone();
    assert_eq!(tree.remove("5"), Some(Value::Int(3)));
    assert_eq!(tree.remove("a"), Some(Value::Int(1)));
    assert_eq!(tree.remove("a"), None);
    assert_eq!(shown(&tree), r#"{"b":2,"c":4}"#);
    assert_eq!((tree.len(), tree.is_empty()), (2, false));
}

#[test]
fn equality_looks_at_order_and_types() {
    assert_eq!(value(r#"{"a":1,"b":2}"#), value(r#"{"a":1,"b":2}"#));
    assert_ne!(value(r#"{"a":1,"b":2}"#), value(r#"{"b":2,"a":1}"#));
    assert_ne!(value(r#"{"a":1}"#), value(r#"{"a":"1"}"#));
    assert_ne!(value("[1]"), value("[1,2]"));
}

#[test]
fn a_value_is_no_larger_than_its_text() {
    assert_eq!(size_of::<Value>(), size_of::<String>());
}
