//! How values are read.

use crate::value;
use params::Value;

/// A value as JSON, then as text, integer and flag.
type Reading = (&'static str, Option<&'static str>, Option<i64>, Option<bool>);

static READ: &[Reading] = &[
    ("null", None, None, None),
    ("true", Some("1"), None, Some(true)),
    ("false", Some(""), None, Some(false)),
    ("1", Some("1"), Some(1), Some(true)),
    ("0", Some("0"), Some(0), Some(false)),
    ("-7", Some("-7"), Some(-7), None),
    ("1.0", Some("1"), Some(1), Some(true)),
    ("1.5", Some("1.5"), None, None),
    ("-0.0", Some("-0"), Some(0), Some(false)),
    ("1e18", Some("1.0E+18"), Some(1_000_000_000_000_000_000), None),
    ("9223372036854775808", Some("9.223372036854776E+18"), None, None),
    ("\"\"", Some(""), None, Some(false)),
    ("\"1\"", Some("1"), Some(1), Some(true)),
    ("\"0\"", Some("0"), Some(0), Some(false)),
    ("\"Y\"", Some("Y"), None, Some(true)),
    ("\"y\"", Some("y"), None, Some(true)),
    ("\"N\"", Some("N"), None, Some(false)),
    ("\"n\"", Some("n"), None, Some(false)),
    ("\"true\"", Some("true"), None, Some(true)),
    ("\"False\"", Some("False"), None, Some(false)),
    ("\" 42 \"", Some(" 42 "), Some(42), None),
    ("\"-007\"", Some("-007"), Some(-7), None),
    ("\"4 2\"", Some("4 2"), None, None),
    ("\"1.0\"", Some("1.0"), None, None),
    ("\"9223372036854775808\"", Some("9223372036854775808"), None, None),
    ("\"yes\"", Some("yes"), None, None),
    ("[]", None, None, None),
    ("[1]", None, None, None),
];

#[test]
fn scalars_are_read_in_every_spelling() {
    for (json, text, int, flag) in READ {
        let value = value(json);
        assert_eq!((value.as_text().as_deref(), value.as_int(), value.as_flag()), (*text, *int, *flag), "{json}");
    }
}

#[test]
fn floats_print_as_php_prints_them() {
    let printed = [
        (0.1, "0.1"),
        (0.1 + 0.2, "0.30000000000000004"),
        (1234567.25, "1234567.25"),
        (0.0001, "0.0001"),
        (0.00001, "1.0E-5"),
        (-1.5e-7, "-1.5E-7"),
        (1e15, "1000000000000000"),
        (1e16, "10000000000000000"),
        (1e17, "1.0E+17"),
        (1e25, "1.0E+25"),
        (-1.25e300, "-1.25E+300"),
        (f64::INFINITY, "INF"),
        (f64::NEG_INFINITY, "-INF"),
        (f64::NAN, "NAN"),
    ];
    for (number, text) in printed {
        assert_eq!(Value::from(number).as_text().as_deref(), Some(text));
    }
}

#[test]
fn floats_are_integers_only_within_sixty_four_bits() {
    let two_to_63 = 9_223_372_036_854_775_808.0;
    let read =
        [(-two_to_63, Some(i64::MIN)), (two_to_63, None), (1e300, None), (f64::NAN, None), (f64::INFINITY, None)];
    for (number, int) in read {
        assert_eq!(Value::Float(number).as_int(), int, "{number}");
    }
}

/// A value as JSON, whether it is empty, and its list.
static LISTS: &[(&str, bool, &[&str])] = &[
    ("null", true, &[]),
    ("\"\"", true, &[]),
    ("[]", true, &[]),
    ("[\"\"]", false, &[]),
    ("[\"\",\"\"]", false, &["\"\"", "\"\""]),
    ("{\"a\":\"\"}", false, &["\"\""]),
    ("false", false, &["false"]),
    ("0", false, &["0"]),
    ("\"ID\"", false, &["\"ID\""]),
    ("[\"ID\",2]", false, &["\"ID\"", "2"]),
    ("{\"5\":1,\"a\":[2]}", false, &["1", "[2]"]),
];

#[test]
fn anything_is_a_list() {
    for (json, empty, list) in LISTS {
        let owner = value(json);
        let expected: Vec<Value> = list.iter().map(|json| value(json)).collect();
        assert_eq!(owner.is_empty(), *empty, "{json}");
        assert_eq!(owner.list(), expected.iter().collect::<Vec<_>>(), "{json}");
    }
}

#[test]
fn paths_go_down_by_key() {
    let value = value(r#"{"list":[{"ID":"7"}]}"#);
    for (path, found) in [
        (&["list", "0", "ID"][..], Some("7")),
        (&["list", "1", "ID"], None),
        (&["list", "0", "ID", "x"], None),
        (&["list", "00"], None),
    ] {
        assert_eq!(value.path(path).and_then(Value::as_text).as_deref(), found);
    }
    assert_eq!(value.path(&[]), Some(&value));
}
