//! JSON bodies and JSON text.

use crate::{shown, value};
use params::{JsonError, Tree, Value, decode_json, write_json, write_json_text};

/// Body, and the tree it stands for; what is not a list stays as it is written here.
static DECODED: &[(&str, &str)] = &[
    ("", "[]"),
    (" \t\r\n", "[]"),
    ("{}", "[]"),
    ("[]", "[]"),
    ("\u{feff}{\"a\":1}", r#"{"a":1}"#),
    (r#" { "b" : [ 1 , true , null , "x" , 1.5 ] } "#, r#"{"b":[1,true,null,"x",1.5]}"#),
    (r#"[17,{"POST_MESSAGE":"x"}]"#, r#"[17,{"POST_MESSAGE":"x"}]"#),
    (r#"{"0":"a","1":"b"}"#, r#"["a","b"]"#),
    (r#"{"1":"a","0":"b"}"#, r#"{"1":"a","0":"b"}"#),
    (r#"{"b":1,"a":2,"b":3}"#, r#"{"b":3,"a":2}"#),
    (r#"{"5":1,"05":2,"5":3}"#, r#"{"5":3,"05":2}"#),
    (r#"{"":1,"a[b]":2,"a.b":3}"#, r#"{"":1,"a[b]":2,"a.b":3}"#),
    (r#"{"a":{},"b":[]}"#, r#"{"a":[],"b":[]}"#),
    (r#"{"a":"\u042f\ud83d\ude00\n\/"}"#, r#"{"a":"Я😀\n/"}"#),
    (r#"[9223372036854775807,-9223372036854775808]"#, r#"[9223372036854775807,-9223372036854775808]"#),
    (r#"[9223372036854775808,-9223372036854775809]"#, r#"[9.223372036854776e+18,-9.223372036854776e+18]"#),
    (r#"[1.0,19000,999.9,1e3,0.1]"#, r#"[1.0,19000,999.9,1000.0,0.1]"#),
];

#[test]
fn bodies_become_trees() {
    for (body, tree) in DECODED {
        assert_eq!(shown(&decode_json(body.as_bytes()).unwrap()), *tree, "{body}");
    }
}

/// Broken body, and what is said about it.
static REFUSED: &[(&[u8], &str)] = &[
    (b"secret", "expected an object or an array at line 1, column 1"),
    (b"\n\n  \"secret\"", "expected an object or an array at line 3, column 3"),
    (b"17", "expected an object or an array at line 1, column 1"),
    (b"null", "expected an object or an array at line 1, column 1"),
    (b"{\"a\":1", "EOF while parsing an object at line 1, column 6"),
    (b"{\"a\":secret}", "expected value at line 1, column 6"),
    (b"{\n\"secret\" 1}", "expected `:` at line 2, column 10"),
    (b"{\"a\":1} secret", "trailing characters at line 1, column 9"),
    (b"[1,]", "trailing comma at line 1, column 4"),
    (b"{17:1}", "key must be a string at line 1, column 2"),
    (b"[\"\\ud800 secret\"]", "unexpected end of hex escape at line 1, column 9"),
    (b"[\"secret\xff\"]", "invalid unicode code point at line 1, column 9"),
    (b"[1e999]", "number out of range at line 1, column 6"),
];

#[test]
fn refusals_say_what_and_where_and_repeat_nothing() {
    for (body, text) in REFUSED {
        let error = decode_json(body).unwrap_err();
        assert_eq!(error.to_string(), *text);
    }
    let error = decode_json(b"[\n1 2]").unwrap_err();
    assert_eq!(error, JsonError { problem: "expected `,` or `]`".to_owned(), line: 2, column: 3 });
}

#[test]
fn nesting_that_could_exhaust_the_stack_is_refused() {
    let body = "[".repeat(100_000);
    let error = decode_json(body.as_bytes()).unwrap_err();
    assert_eq!(error.problem, "recursion limit exceeded");
}

#[test]
fn trees_are_written_by_the_rule_for_php_arrays() {
    let tree: Tree = [
        ("empty", Value::Tree(Tree::new())),
        ("list", Value::Tree([Value::from("a"), Value::from(2)].into_iter().collect())),
        ("map", Value::Tree([(1, Value::Null), (0, Value::from(true))].into_iter().collect())),
        ("float", Value::Float(0.1 + 0.2)),
        ("whole", Value::Float(19000.0)),
        ("huge", Value::Float(1e25)),
        ("nan", Value::Float(f64::NAN)),
        ("infinity", Value::Float(f64::NEG_INFINITY)),
    ]
    .into_iter()
    .collect();
    let text = r#"{"empty":[],"list":["a",2],"map":{"1":null,"0":true},"float":0.30000000000000004,"whole":19000.0,"huge":1e+25,"nan":null,"infinity":null}"#;
    assert_eq!(shown(&tree), text);
    assert_eq!(Value::Tree(tree).to_json().to_string(), text);
}

#[test]
fn a_scalar_is_written_as_it_is() {
    let mut out = b"x".to_vec();
    write_json(&Value::from("y"), &mut out);
    write_json(&Value::from(false), &mut out);
    assert_eq!(out, b"x\"y\"false");
}

#[test]
fn texts_escape_only_what_json_requires_wherever_it_stands() {
    let every_ascii: String = (0..=127).map(char::from).collect();
    for pad in 0..40 {
        let text = format!("{}{every_ascii}Я\u{2028}/", "a".repeat(pad));
        let mut out = Vec::new();
        write_json_text(&text, &mut out);
        assert_eq!(String::from_utf8(out).unwrap(), serde_json::to_string(&text).unwrap());
    }
}

#[test]
fn serde_json_values_convert_both_ways() {
    let json = serde_json::json!({"a": [1, "x", null, 2.5, true], "7": {"b": []}});
    let converted = Value::from_json(json.clone());
    assert_eq!(converted, value(&json.to_string()));
    assert_eq!(converted.to_json(), json);
    assert_eq!(Value::from_json(u64::MAX.into()), Value::Float(18_446_744_073_709_551_615.0));
}
