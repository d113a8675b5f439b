//! Wire forms of an event, against the documented example.
use super::*;
use params::{Tree, decode_query};

fn example() -> Event {
    Event {
        name: "ONCRMDEALADD".to_owned(),
        data: Tree::from_iter([("FIELDS", Value::from(Tree::from_iter([("ID", Value::from("7405"))])))]).into(),
        object: "deal:7405".to_owned(),
        at: 1_766_047_123_000,
        user: 1,
        connector: String::new(),
        application: None,
    }
}

fn auth() -> Tree {
    Tree::from_iter([
        ("domain", Value::from("portal.example")),
        ("client_endpoint", Value::from("https://portal.example/rest/")),
        ("server_endpoint", Value::from("https://portal.example/rest/")),
        ("member_id", Value::from("0123456789abcdef0123456789abcdef")),
        ("application_token", Value::from("abcdefghijklmnopqrstuvwxyz012345")),
    ])
}

#[test]
fn a_form_is_nested_as_php_nests_and_reads_back_as_texts() {
    let form = form(&example(), 185, 1_766_047_124_321, auth());
    assert!(
        form.starts_with("event=ONCRMDEALADD&event_handler_id=185&data%5BFIELDS%5D%5BID%5D=7405&ts=1766047124&auth")
    );
    let read = Value::from(decode_query(&form));
    let at = |keys: &[&str]| read.path(keys).and_then(Value::as_text).map(|text| text.into_owned());
    assert_eq!(at(&["data", "FIELDS", "ID"]).as_deref(), Some("7405"));
    assert_eq!(at(&["ts"]).as_deref(), Some("1766047124"));
    assert_eq!(at(&["auth", "domain"]).as_deref(), Some("portal.example"));
    assert_eq!(at(&["auth", "client_endpoint"]).as_deref(), Some("https://portal.example/rest/"));
}

#[test]
fn yes_is_1_no_is_0_numbers_are_text_and_nothing_is_left_out() {
    let data = Tree::from_iter([
        ("YES", Value::Bool(true)),
        ("NO", Value::Bool(false)),
        ("NUMBER", Value::Int(-5)),
        ("NOTHING", Value::Null),
        ("LIST", Tree::from_iter([Value::Int(1), Value::from("a b&ж")]).into()),
        ("EMPTY", Value::from("")),
    ]);
    let event = Event { data: data.into(), ..example() };
    let form = form(&event, 1, 0, Tree::new());
    assert_eq!(
        form,
        "event=ONCRMDEALADD&event_handler_id=1&data%5BYES%5D=1&data%5BNO%5D=0&data%5BNUMBER%5D=-5\
         &data%5BLIST%5D%5B0%5D=1&data%5BLIST%5D%5B1%5D=a%20b%26%D0%B6&data%5BEMPTY%5D=&ts=0"
    );
}

#[test]
fn json_keeps_the_kinds_of_values() {
    let event = Event { data: Tree::from_iter([("ID", Value::Int(5)), ("A", Value::Null)]).into(), ..example() };
    let json = String::from_utf8(json(&event, 9, 1_999, Tree::new())).unwrap();
    assert_eq!(json, r#"{"event":"ONCRMDEALADD","event_handler_id":"9","data":{"ID":5,"A":null},"ts":"1","auth":[]}"#);
}
