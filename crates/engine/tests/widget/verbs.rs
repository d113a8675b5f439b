//! What the verbs answer, to the letter.

use crate::portal::Portal;
use expect_test::{Expect, expect};

fn check(portal: &Portal, method: &str, params: &str, answer: Expect) {
    answer.assert_eq(&portal.call(method, params));
}

#[test]
fn a_record_is_added_read_changed_and_deleted() {
    let portal = Portal::new();
    let fields = r#"{"NAME":"A \"b\"","COUNT":"7","AMOUNT":12.5,"RATE":"1e1","ACTIVE":"Y","DONE":1,"DAY":"2026-02-28",
        "PARENT_ID":0,"TAGS":["x","","y"],"PARTS":[3,4],"PHONE":[{"VALUE":"1"}],"CODE":"c","SECRET":1,"NONE":1,"ID":9}"#;
    check(&portal, "widget.add", &format!("{{\"fields\":{fields}}}"), expect!["1"]);
    check(
        &portal,
        "widget.get",
        r#"{"id":1}"#,
        expect![[
            r#"{"ID":"1","NAME":"A \"b\"","NOTE":null,"COUNT":"7","AMOUNT":"12.50","RATE":"10","ACTIVE":"Y","DONE":true,"COLOUR":"RED","DAY":"2026-02-28T01:00:00+01:00","PARENT_ID":null,"TAGS":["x","y"],"PHONE":[{"ID":"1","VALUE_TYPE":"WORK","VALUE":"1","TYPE_ID":"PHONE"}],"CODE":"c","CREATED_BY_ID":"1","MODIFY_BY_ID":"1","DATE_CREATE":"2026-11-22T10:30:00+01:00","DATE_MODIFY":"2026-11-22T10:30:00+01:00"}"#
        ]],
    );
    check(
        &portal,
        "gadget.get",
        r#"{"id":1}"#,
        expect![[
            r#"{"gadget":{"id":1,"name":"A \"b\"","note":null,"count":7,"amount":12.5,"rate":10,"active":"Y","done":true,"colour":"RED","day":"2026-02-28T01:00:00+01:00","parentId":null,"tags":["x","y"],"parts":[3,4],"phone":[{"ID":"1","VALUE_TYPE":"WORK","VALUE":"1","TYPE_ID":"PHONE"}],"code":"c","createdById":1,"modifyById":1,"dateCreate":"2026-11-22T10:30:00+01:00","dateModify":"2026-11-22T10:30:00+01:00"}}"#
        ]],
    );
    let changes = r#"{"NAME":"","TAGS":[],"CODE":"d","CREATED_BY_ID":5,"PHONE":[{"ID":1,"VALUE":""}]}"#;
    check(&portal, "widget.update", &format!("{{\"id\":1,\"fields\":{changes}}}"), expect!["true"]);
    check(
        &portal,
        "widget.list",
        r#"{"select":["NAME","TAGS","CODE","PHONE","CREATED_BY_ID"]}"#,
        expect![[r#"[{"ID":"1","NAME":null,"TAGS":[],"CODE":"c","CREATED_BY_ID":"1"}] total 1"#]],
    );
    check(
        &portal,
        "gadget.update",
        r#"{"id":1,"fields":{"name":"B","parentId":1,"createdById":7}}"#,
        expect![[
            r#"{"gadget":{"id":1,"name":"B","note":null,"count":7,"amount":12.5,"rate":10,"active":"Y","done":true,"colour":"RED","day":"2026-02-28T01:00:00+01:00","parentId":1,"tags":[],"parts":[3,4],"code":"c","createdById":1,"modifyById":1,"dateCreate":"2026-11-22T10:30:00+01:00","dateModify":"2026-11-22T10:30:00+01:00"}}"#
        ]],
    );
    check(&portal, "widget.delete", r#"{"id":1}"#, expect!["true"]);
    check(&portal, "gadget.delete", r#"{"id":1}"#, expect!["400 NOT_FOUND: Element not found"]);
    check(&portal, "gadget.list", "{}", expect![[r#"{"gadgets":[]} total 0"#]]);
}

#[test]
fn values_of_the_wrong_type_are_refused_by_name() {
    let portal = Portal::new();
    for (field, value, answer) in [
        ("COUNT", "1.5", expect!["400 ERROR_CORE: Invalid value of field 'COUNT': a whole number is expected"]),
        ("AMOUNT", r#""a""#, expect!["400 ERROR_CORE: Invalid value of field 'AMOUNT': a number is expected"]),
        ("RATE", "[]", expect!["1"]),
        ("ACTIVE", r#""x""#, expect!["400 ERROR_CORE: Invalid value of field 'ACTIVE': Y or N is expected"]),
        ("DONE", "2", expect!["400 ERROR_CORE: Invalid value of field 'DONE': Y or N is expected"]),
        (
            "DAY",
            r#""28-02""#,
            expect!["400 ERROR_CORE: Invalid value of field 'DAY': a date such as 2026-11-22 is expected"],
        ),
        ("PARENT_ID", "-1", expect!["400 ERROR_CORE: Invalid value of field 'PARENT_ID': an id is expected"]),
        ("TAGS", r#"[["x"]]"#, expect!["400 ERROR_CORE: Invalid value of field 'TAGS': text is expected"]),
        ("PARTS", r#"["x"]"#, expect!["400 ERROR_CORE: Invalid value of field 'PARTS': an id is expected"]),
        (
            "PHONE",
            r#""1""#,
            expect!["400 ERROR_CORE: Invalid value of field 'PHONE': a list of {VALUE, VALUE_TYPE} is expected"],
        ),
        ("NAME", "{\"a\":1}", expect!["400 ERROR_CORE: Invalid value of field 'NAME': text is expected"]),
    ] {
        check(&portal, "widget.add", &format!("{{\"fields\":{{\"{field}\":{value}}}}}"), answer);
    }
    check(
        &portal,
        "widget.list",
        "{}",
        expect![[
            r#"[{"ID":"1","NAME":null,"NOTE":null,"COUNT":null,"AMOUNT":null,"RATE":null,"ACTIVE":"N","DONE":false,"COLOUR":"RED","DAY":null,"PARENT_ID":null,"TAGS":[],"CODE":null,"CREATED_BY_ID":"1","MODIFY_BY_ID":"1","DATE_CREATE":"2026-11-22T10:30:00+01:00","DATE_MODIFY":"2026-11-22T10:30:00+01:00"}] total 1"#
        ]],
    );
}

#[test]
fn the_owner_of_a_record_changes_it() {
    let portal = Portal::new();
    assert_eq!(portal.call_as(2, "widget.add", "{}"), "1");
    let change = r#"{"id":1,"fields":{"NAME":"x"}}"#;
    assert_eq!(portal.call_as(3, "widget.update", change), "400 : Access denied.");
    assert_eq!(portal.call_as(3, "widget.delete", change), "400 : Access denied.");
    assert_eq!(portal.call_as(2, "widget.update", change), "true");
    assert_eq!(portal.call_as(1, "widget.update", change), "true");
    assert_eq!(portal.call_as(2, "widget.delete", change), "true");
}

#[test]
fn a_record_is_read_by_those_whom_it_names() {
    let portal = Portal::new();
    assert_eq!(portal.call_as(2, "letter.add", r#"{"fields":{"NAME":"a","READERS":[3]}}"#), "1");
    assert_eq!(portal.call_as(2, "letter.add", r#"{"fields":{"NAME":"b"}}"#), "2");
    let list = r#"{"select":["ID"],"filter":{"!NAME":"c"}}"#;
    assert_eq!(portal.call_as(1, "letter.list", list), r#"[{"ID":"1"},{"ID":"2"}] total 2"#);
    assert_eq!(portal.call_as(2, "letter.list", list), r#"[{"ID":"1"},{"ID":"2"}] total 2"#);
    assert_eq!(portal.call_as(3, "letter.list", list), r#"[{"ID":"1"}] total 1"#);
    assert_eq!(portal.call_as(4, "letter.list", "{}"), "[] total 0");
    let letter = r#"{"ID":"1","NAME":"a","READERS":["3"],"CREATED_BY_ID":"2"}"#;
    assert_eq!(portal.call_as(3, "letter.get", r#"{"id":1}"#), letter);
    assert_eq!(portal.call_as(3, "letter.get", r#"{"id":2}"#), "400 : Access denied.");
    assert_eq!(portal.call_as(3, "letter.update", r#"{"id":1,"fields":{"NAME":"x"}}"#), "400 : Access denied.");
}

#[test]
fn hidden_fields_are_neither_shown_nor_asked_for() {
    let portal = Portal::new();
    assert_eq!(portal.call("widget.add", "{}"), "1");
    let all = r#"[{"ID":"1"}] total 1"#;
    assert_eq!(portal.call("widget.list", r#"{"select":["ID","SECRET"],"filter":{"SECRET":1}}"#), all);
    assert_eq!(portal.call("widget.list", r#"{"select":["ID"],"order":{"SECRET":"ASC"}}"#), all);
    assert!(!portal.call("widget.fields", "{}").contains("SECRET"));
}

#[test]
fn fields_are_described_in_both_spellings() {
    let portal = Portal::new();
    let start = |text: String| text.chars().take(500).collect::<String>();
    expect![[r#"{"ID":{"type":"integer","isRequired":false,"isReadOnly":true,"isImmutable":false,"isMultiple":false,"isDynamic":false,"title":"Id"},"NAME":{"type":"string","isRequired":false,"isReadOnly":false,"isImmutable":false,"isMultiple":false,"isDynamic":false,"title":"Name"},"NOTE":{"type":"string","isRequired":false,"isReadOnly":false,"isImmutable":false,"isMultiple":false,"isDynamic":false,"title":"Note"},"COUNT":{"type":"integer","isRequired":false,"isReadOnly":false,"isImmutable":false,"isMultiple":f"#]].assert_eq(&start(portal.call("widget.fields", "{}")));
    expect![[r#"{"fields":{"id":{"type":"integer","isRequired":false,"isReadOnly":true,"isImmutable":false,"isMultiple":false,"isDynamic":false,"title":"Id","upperName":"ID"},"name":{"type":"string","isRequired":false,"isReadOnly":false,"isImmutable":false,"isMultiple":false,"isDynamic":false,"title":"Name","upperName":"NAME"},"note":{"type":"string","isRequired":false,"isReadOnly":false,"isImmutable":false,"isMultiple":false,"isDynamic":false,"title":"Note","upperName":"NOTE"},"count":{"type":"integer","isRequ"#]].assert_eq(&start(portal.call("gadget.fields", "{}")));
}

/// Two people who add and change at the same moment lose nothing.
#[test]
fn rivals_try_again() {
    let portal = Portal::new();
    assert_eq!(portal.call("widget.add", "{}"), "1");
    std::thread::scope(|scope| {
        for part in 0..4 {
            let portal = &portal;
            scope.spawn(move || {
                for round in 0..10 {
                    let tag = format!("{{\"id\":1,\"fields\":{{\"COUNT\":{part},\"NOTE\":\"{round}\"}}}}");
                    assert_eq!(portal.call("widget.update", &tag), "true");
                    assert!(portal.call("widget.add", "{}").parse::<u64>().is_ok());
                }
            });
        }
    });
    assert_eq!(portal.call("widget.list", r#"{"select":["ID"],"start":41}"#), "[] total 41");
}
