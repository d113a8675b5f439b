//! Names in bracket notation.

use crate::{shown, value};
use params::{NameError, Tree, Value, check_name, flatten, unflatten};
use proptest::prelude::*;

#[test]
fn rows_are_scalars_with_their_names() {
    let tree = value(
        r#"{"id":7,"fields":{"PHONE":[{"VALUE":"+7"}],"OPENED":true,"CLOSED":false,"NOTE":null,"TAGS":[]},"select":["ID","*"]}"#,
    );
    let rows = flatten(tree.as_tree().unwrap());
    let expected = [
        ("id", "7"),
        ("fields[PHONE][0][VALUE]", "+7"),
        ("fields[OPENED]", "1"),
        ("fields[CLOSED]", "0"),
        ("fields[NOTE]", ""),
        ("select[0]", "ID"),
        ("select[1]", "*"),
    ];
    assert_eq!(rows, expected.map(|(name, text)| (name.to_owned(), text.to_owned())));
}

#[test]
fn rows_become_a_tree_without_any_decoding() {
    let rows = [("a[]", "x+y%20"), ("a[]", "z"), ("b.c", "1"), ("", "2")];
    let tree = unflatten(&rows.map(|(name, text)| (name.to_owned(), text.to_owned())));
    assert_eq!(shown(&tree), r#"{"a":["x+y%20","z"],"b_c":"1"}"#);
}

#[test]
fn a_bracketed_name_takes_any_value() {
    let mut tree = Tree::new();
    tree.insert_bracketed("a[b]", value(r#"{"c":[1,true]}"#));
    tree.insert_bracketed("a[b][c][]", Value::Null);
    assert_eq!(shown(&tree), r#"{"a":{"b":{"c":[1,true,null]}}}"#);
}

#[test]
fn the_sixty_fifth_bracket_is_one_too_many() {
    let deepest = format!("a{}", "[b]".repeat(64));
    let too_deep = format!("{deepest}[b]");
    let row = |name: &str| (name.to_owned(), "x".to_owned());
    assert_eq!(flatten(&unflatten(&[row(&deepest)])), [row(&deepest)]);
    assert!(unflatten(&[row(&too_deep)]).is_empty());
    assert_eq!(shown(&unflatten(&[row("a[c]"), row("d"), row(&too_deep)])), r#"{"a":null,"d":"x"}"#);
    assert_eq!(check_name(&deepest), Ok(()));
    assert_eq!(check_name(&too_deep), Err(NameError::TooDeep));
}

/// A name, and what is wrong with it.
static CHECKED: &[(&str, Result<(), NameError>)] = &[
    ("id", Ok(())),
    ("0", Ok(())),
    ("1[POST_MESSAGE]", Ok(())),
    ("fields[PHONE][0][VALUE]", Ok(())),
    ("select[]", Ok(())),
    ("filter[>=DATE_CREATE]", Ok(())),
    ("a[b.c d]", Ok(())),
    ("", Err(NameError::Empty)),
    ("[a]", Err(NameError::StartsWithBracket)),
    ("]", Err(NameError::StartsWithBracket)),
    ("a[", Err(NameError::Unclosed)),
    ("a[b", Err(NameError::Unclosed)),
    ("a[b][c", Err(NameError::Unclosed)),
    ("a[b[c]]", Err(NameError::Unclosed)),
    ("a]", Err(NameError::Unopened)),
    ("a[b]]", Err(NameError::Unopened)),
    ("a[b]c", Err(NameError::TextAfterBracket)),
    ("a[b] [c]", Err(NameError::TextAfterBracket)),
    ("a b[c]", Err(NameError::Altered)),
    (" a", Err(NameError::Altered)),
    ("a.b", Err(NameError::Altered)),
    ("a\0", Err(NameError::Altered)),
    ("a[\0]", Err(NameError::Altered)),
];

#[test]
fn typed_names_are_checked() {
    for (name, result) in CHECKED {
        assert_eq!(check_name(name), *result, "{name}");
    }
}

proptest! {
    /// A name passes exactly when its brackets come in pairs, and reading it and writing it again
    /// gives the same name.
    #[test]
    fn a_name_is_good_when_it_survives(name in r"[ab0.\[\]]{0,12}|a(\[[ab0. ]{0,2}\]){0,4}") {
        let rows = flatten(&unflatten(&[(name.clone(), String::new())]));
        // Both ways to write "append" come back as the place that was free.
        let appended = name.replace("[ ]", "[0]").replace("[]", "[0]");
        let survives = rows.first().is_some_and(|(read, _)| *read == appended);
        let brackets: String = name.matches(['[', ']']).collect();
        let pairs = brackets == "[]".repeat(brackets.len() / 2);
        prop_assert_eq!(check_name(&name).is_ok(), survives && pairs);
    }
}
