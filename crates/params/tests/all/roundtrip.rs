//! What is written reads back the same, for any tree.

use params::{
    Key, MAX_BRACKETS, Tree, Value, decode_json, decode_query, decode_query_bytes, encode_query, encode_query_readable,
    flatten, unflatten, write_json,
};
use proptest::collection::vec;
use proptest::prelude::*;

fn scalar() -> impl Strategy<Value = Value> {
    prop_oneof![
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::Int),
        prop::num::f64::NORMAL.prop_map(Value::Float),
        any::<String>().prop_map(Value::Text),
        "[\"\\\\\u{0}-\u{20}a%+&=]{0,40}".prop_map(Value::Text),
    ]
}

/// A tree with the given keys at its top and the others below.
fn tree(
    value: impl Strategy<Value = Value> + Clone,
    key: impl Strategy<Value = Key> + Clone,
    size: std::ops::Range<usize>,
) -> impl Strategy<Value = Tree> {
    prop_oneof![
        vec(value.clone(), size.clone()).prop_map(Tree::from_iter),
        vec((key, value), size).prop_map(Tree::from_iter),
    ]
}

fn nested(
    leaf: impl Strategy<Value = Value> + 'static,
    key: &'static str,
    least: usize,
) -> impl Strategy<Value = Value> + Clone {
    leaf.prop_recursive(4, 40, 5, move |inner| tree(inner, keys(key), least..5).prop_map(Value::Tree))
}

fn keys(pattern: &'static str) -> impl Strategy<Value = Key> + Clone {
    prop_oneof![
        3 => pattern.prop_filter("it means: append", |key| !matches!(&**key, " " | "\t" | "\n" | "\u{b}" | "\u{c}" | "\r")).prop_map(Key::from),
        1 => any::<i8>().prop_map(|index| Key::from(i64::from(index))),
        1 => any::<i64>().prop_map(Key::from),
    ]
}

/// Trees that bracket notation can spell: neither nulls nor empty trees, and names whose characters
/// have no other meaning where they stand.
fn spellable() -> impl Strategy<Value = Tree> {
    tree(nested(scalar(), r"[^\]\x00]{1,6}", 1), keys(r"[^\[. \x00][^\[. \x00]{0,5}"), 0..6)
}

fn anything() -> impl Strategy<Value = Tree> {
    tree(nested(prop_oneof![4 => scalar(), 1 => Just(Value::Null)], r"(?s).{0,6}", 0), keys(r"(?s).{0,6}"), 0..6)
}

/// The tree with every scalar as the text that queries carry.
fn texts(tree: &Tree) -> Tree {
    let text = |value: &Value| match value {
        Value::Tree(inner) => Value::Tree(texts(inner)),
        Value::Bool(false) => Value::from("0"),
        scalar => Value::Text(scalar.as_text().unwrap().into_owned()),
    };
    tree.iter().map(|(key, value)| (key, text(value))).collect()
}

proptest! {
    #[test]
    fn rows(tree in spellable()) {
        prop_assert_eq!(unflatten(&flatten(&tree)), texts(&tree));
    }

    #[test]
    fn queries(tree in spellable()) {
        let query = encode_query(&tree);
        prop_assert!(query.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~%&=".contains(&byte)));
        prop_assert_eq!(decode_query(&query), texts(&tree));
        prop_assert_eq!(decode_query(&encode_query_readable(&tree)), texts(&tree));
    }

    /// Browsers write a form with `+` for blanks, and some clients write small hexadecimal digits.
    #[test]
    fn forms(tree in spellable()) {
        let form = encode_query(&tree).replace("%20", "+");
        prop_assert_eq!(decode_query_bytes(form.as_bytes()), texts(&tree));
        let small = form.split('%').enumerate().map(|(at, part)| match part.get(..2).filter(|_| at > 0) {
            Some(digits) => format!("%{}{}", digits.to_lowercase(), &part[2..]),
            None => part.to_owned(),
        });
        prop_assert_eq!(decode_query(&small.collect::<String>()), texts(&tree));
    }

    /// However a client sends its parameters, a method sees the same tree.
    #[test]
    fn query_rows_and_json_agree(tree in spellable()) {
        let mut body = Vec::new();
        write_json(&Value::Tree(texts(&tree)), &mut body);
        let from_json = decode_json(&body).unwrap();
        prop_assert_eq!(&decode_query(&encode_query(&tree)), &from_json);
        prop_assert_eq!(&unflatten(&flatten(&tree)), &from_json);
        prop_assert_eq!(decode_query(&encode_query(&from_json)), from_json);
    }

    /// As deep as names may nest, in every way of sending.
    #[test]
    fn the_deepest_nesting(path in vec(keys(r"[^\]\x00]{1,6}"), 0..=MAX_BRACKETS), top in keys(r"[^\[. \x00][^\[. \x00]{0,5}")) {
        let leaf = Value::from("x");
        let inner = path.into_iter().rev().fold(leaf, |inner, key| Value::Tree(Tree::from_iter([(key, inner)])));
        let tree = Tree::from_iter([(top, inner)]);
        let mut body = Vec::new();
        write_json(&Value::Tree(tree.clone()), &mut body);
        prop_assert_eq!(&decode_query(&encode_query(&tree)), &tree);
        prop_assert_eq!(&unflatten(&flatten(&tree)), &tree);
        prop_assert_eq!(&decode_json(&body).unwrap(), &tree);
    }

    #[test]
    fn json(tree in anything()) {
        let value = Value::Tree(tree);
        let mut text = Vec::new();
        write_json(&value, &mut text);
        prop_assert_eq!(&Value::Tree(decode_json(&text).unwrap()), &value);
        prop_assert_eq!(&text, &value.to_json().to_string().into_bytes());
        prop_assert_eq!(Value::from_json(value.to_json()), value);
    }

    #[test]
    fn float_texts(number in any::<f64>().prop_filter("a number", |number| number.is_finite())) {
        let text = Value::Float(number).as_text().unwrap().into_owned();
        prop_assert_eq!(text.parse::<f64>().unwrap(), number);
    }
}
