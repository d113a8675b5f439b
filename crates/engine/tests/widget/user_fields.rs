//! Fields that users make: every type written, read and found; deleted ones leave nothing behind.

use crate::portal::{Portal, WIDGET};
use engine::index::value_count;
use expect_test::{Expect, expect};
use store::{Direction, KeyRange, keys};

fn check(portal: &Portal, method: &str, params: &str, answer: Expect) {
    answer.assert_eq(&portal.call(method, params));
}

/// A portal whose widgets have a field of every type, `UF_STRING` and so on, each also as a list.
fn portal() -> Portal {
    let portal = Portal::new();
    for kind in
        ["string", "integer", "double", "boolean", "enumeration", "datetime", "date", "money", "employee", "crm"]
    {
        for multiple in ["N", "Y"] {
            if (kind, multiple) == ("boolean", "Y") {
                continue;
            }
            let name = format!("UF_{}{}", kind.to_uppercase(), if multiple == "Y" { "S" } else { "" });
            let settings = r#"{"CONTACT":"Y","DEAL":"Y","DYNAMIC_128":"Y"}"#;
            let field = format!(
                r#"{{"NAME":"{name}","TYPE":"{kind}","MULTIPLE":"{multiple}","SETTINGS":{settings},"LIST":["a","b","c"]}}"#
            );
            let answer = portal.call("widget.userfield.add", &field);
            assert!(answer.parse::<u64>().is_ok(), "{name} {answer}");
        }
    }
    portal
}

const ONE_OF_EACH: &str = r#"{"UF_STRING":"Text","UF_STRINGS":["a","","b"],"UF_INTEGER":"7","UF_INTEGERS":[3,"4"],
    "UF_DOUBLE":"1.50","UF_DOUBLES":["2.25",1],"UF_BOOLEAN":1,"UF_ENUMERATION":2,"UF_ENUMERATIONS":["1",3],
    "UF_DATETIME":"2026-02-28T10:00:00+01:00","UF_DATETIMES":["2026-02-28 10:00"],"UF_DATE":"2026-02-28",
    "UF_DATES":["2026-02-28"],"UF_MONEY":"300.50|RUB","UF_MONEYS":["1","2|usd"],"UF_EMPLOYEE":1,"UF_EMPLOYEES":[1,2],
    "UF_CRM":"c_2","UF_CRMS":["D_1","T80_6"]}"#;

#[test]
fn every_type_is_written_and_read() {
    let portal = portal();
    check(&portal, "widget.add", &format!("{{\"fields\":{ONE_OF_EACH}}}"), expect!["1"]);
    check(&portal, "widget.add", "{}", expect!["2"]);
    for method in ["widget.list", "gadget.list"] {
        let answer = portal.call(method, r#"{"select":["UF_*"],"start":-1}"#);
        match method {
            "widget.list" => expect![[r#"[{"ID":"1","UF_STRING":"Text","UF_STRINGS":["a","b"],"UF_INTEGER":"7","UF_INTEGERS":[3,4],"UF_DOUBLE":"1.5","UF_DOUBLES":[2.25,1],"UF_BOOLEAN":"1","UF_ENUMERATION":"2","UF_ENUMERATIONS":[1,3],"UF_DATETIME":"2026-02-28T10:00:00+01:00","UF_DATETIMES":["2026-02-28T10:00:00+01:00"],"UF_DATE":"2026-02-28T01:00:00+01:00","UF_DATES":["2026-02-28T01:00:00+01:00"],"UF_MONEY":"300.50|RUB","UF_MONEYS":["1|EUR","2|USD"],"UF_EMPLOYEE":"1","UF_EMPLOYEES":[1,2],"UF_CRM":"C_2","UF_CRMS":["D_1","T80_6"]},{"ID":"2","UF_STRING":null,"UF_STRINGS":[],"UF_INTEGER":null,"UF_INTEGERS":[],"UF_DOUBLE":null,"UF_DOUBLES":[],"UF_BOOLEAN":"0","UF_ENUMERATION":null,"UF_ENUMERATIONS":[],"UF_DATETIME":null,"UF_DATETIMES":[],"UF_DATE":null,"UF_DATES":[],"UF_MONEY":null,"UF_MONEYS":[],"UF_EMPLOYEE":null,"UF_EMPLOYEES":[],"UF_CRM":null,"UF_CRMS":[]}]"#]],
            _ => expect![[r#"{"gadgets":[{"id":1,"ufString":"Text","ufStrings":["a","b"],"ufInteger":7,"ufIntegers":[3,4],"ufDouble":1.5,"ufDoubles":[2.25,1],"ufBoolean":"Y","ufEnumeration":2,"ufEnumerations":[1,3],"ufDatetime":"2026-02-28T10:00:00+01:00","ufDatetimes":["2026-02-28T10:00:00+01:00"],"ufDate":"2026-02-28T01:00:00+01:00","ufDates":["2026-02-28T01:00:00+01:00"],"ufMoney":"300.50|RUB","ufMoneys":["1|EUR","2|USD"],"ufEmployee":1,"ufEmployees":[1,2],"ufCrm":"C_2","ufCrms":["D_1","T80_6"]},{"id":2,"ufString":null,"ufStrings":[],"ufInteger":null,"ufIntegers":[],"ufDouble":null,"ufDoubles":[],"ufBoolean":"N","ufEnumeration":null,"ufEnumerations":[],"ufDatetime":null,"ufDatetimes":[],"ufDate":null,"ufDates":[],"ufMoney":null,"ufMoneys":[],"ufEmployee":null,"ufEmployees":[],"ufCrm":null,"ufCrms":[]}]}"#]],
        }
        .assert_eq(&answer);
    }
}

/// Controllers take both spellings of a name.
#[test]
fn names_are_taken_as_they_are_printed() {
    let portal = Portal::new();
    for name in ["UF_CRM_1721244482250", "UF_CRM_4_1721244482250", "UF_CRM_NOTE"] {
        portal.call("widget.userfield.add", &format!(r#"{{"NAME":"{name}","TYPE":"string"}}"#));
    }
    let fields = r#"{"fields":{"ufCrm_1721244482250":"a","ufCrm4_1721244482250":"b","UF_CRM_NOTE":"c"}}"#;
    assert!(portal.call("gadget.add", fields).starts_with(r#"{"gadget":{"id":1,"#));
    let filter = r#"{"filter":{"ufCrm_1721244482250":"a","ufCrm4_1721244482250":"b","ufCrmNote":"c"},
        "select":["ufCrm_1721244482250","UF_CRM_4_1721244482250","ufCrmNote"]}"#;
    check(
        &portal,
        "gadget.list",
        filter,
        expect![[
            r#"{"gadgets":[{"id":1,"ufCrm_1721244482250":"a","ufCrm4_1721244482250":"b","ufCrmNote":"c"}]} total 1"#
        ]],
    );
}

#[test]
fn every_type_is_found() {
    let portal = portal();
    portal.call("widget.add", &format!("{{\"fields\":{ONE_OF_EACH}}}"));
    portal.call("widget.add", "{}");
    for (filter, found) in [
        (r#""UF_STRING":"text""#, "1"),
        (r#""%UF_STRINGS":"B""#, "1"),
        (r#""!UF_STRING":"text""#, "2"),
        (r#""UF_INTEGER":7"#, "1"),
        (r#"">UF_INTEGERS":3"#, "1"),
        (r#"">UF_INTEGERS":4"#, ""),
        (r#""UF_DOUBLE":1.5"#, "1"),
        (r#""UF_BOOLEAN":1"#, "1"),
        (r#""UF_BOOLEAN":0"#, "2"),
        (r#""UF_ENUMERATION":2"#, "1"),
        (r#""@UF_ENUMERATIONS":[3]"#, "1"),
        (r#""UF_ENUMERATION":"""#, "2"),
        (r#"">=UF_DATE":"2026-02-28""#, "1"),
        (r#""<UF_DATETIME":"2026-02-28T10:00:00+01:00""#, ""),
        (r#""UF_MONEY":"300.50|RUB""#, "1"),
        (r#"">UF_MONEY":"1000""#, ""),
        (r#""<UF_MONEY":"1000|EUR""#, "1"),
        (r#""><UF_MONEYS":["2","3"]"#, "1"),
        (r#""UF_EMPLOYEES":2"#, "1"),
        (r#""UF_CRM":"C_2""#, "1"),
        (r#""UF_CRMS":"t80_6""#, "1"),
        (r#""UF_CRMS":"C_6""#, ""),
    ] {
        let answer = portal.call("widget.list", &format!(r#"{{"filter":{{{filter}}},"select":["ID"]}}"#));
        let total = if found.is_empty() { 0 } else { 1 };
        let rows = if found.is_empty() { String::new() } else { format!(r#"{{"ID":"{found}"}}"#) };
        assert_eq!(answer, format!("[{rows}] total {total}"), "{filter}");
    }
}

#[test]
fn settings_are_kept_to() {
    let portal = Portal::new();
    let add = |field: &str| assert!(portal.call("widget.userfield.add", field).parse::<u64>().is_ok(), "{field}");
    add(r#"{"NAME":"UF_CODE","TYPE":"string","SETTINGS":{"REGEXP":"/^[A-Z]+$/i","MIN_LENGTH":2,"MAX_LENGTH":3}}"#);
    add(r#"{"NAME":"UF_COUNT","TYPE":"integer","SETTINGS":{"MIN_VALUE":5,"MAX_VALUE":9,"DEFAULT_VALUE":6}}"#);
    add(r#"{"NAME":"UF_RATE","TYPE":"double","SETTINGS":{"PRECISION":1}}"#);
    add(r#"{"NAME":"UF_DAY","TYPE":"date","SETTINGS":{"DEFAULT_VALUE":{"TYPE":"NOW"}}}"#);
    add(r#"{"NAME":"UF_CHOICE","TYPE":"enumeration","LIST":["a","b!","c!"]}"#);
    add(r#"{"NAME":"UF_LEAD","TYPE":"crm"}"#);
    for (fields, answer) in [
        (
            r#"{"UF_CODE":"a"}"#,
            expect!["400 ERROR_CORE: Invalid value of field 'UF_CODE': it must have at least 2 characters"],
        ),
        (
            r#"{"UF_CODE":"abcd"}"#,
            expect!["400 ERROR_CORE: Invalid value of field 'UF_CODE': it must have at most 3 characters"],
        ),
        (
            r#"{"UF_CODE":"a1"}"#,
            expect!["400 ERROR_CORE: Invalid value of field 'UF_CODE': it does not match the pattern"],
        ),
        (r#"{"UF_COUNT":4}"#, expect!["400 ERROR_CORE: Invalid value of field 'UF_COUNT': it must not be less than 5"]),
        (
            r#"{"UF_COUNT":10}"#,
            expect!["400 ERROR_CORE: Invalid value of field 'UF_COUNT': it must not be more than 9"],
        ),
        (
            r#"{"UF_CHOICE":9}"#,
            expect!["400 ERROR_CORE: Invalid value of field 'UF_CHOICE': the list has no variant 9"],
        ),
        (
            r#"{"UF_LEAD":"C_1"}"#,
            expect![
                "400 ERROR_CORE: Invalid value of field 'UF_LEAD': a link such as D_1 to a record of a kind that the field takes is expected"
            ],
        ),
        (r#"{"UF_LEAD":"L_7","UF_RATE":"1.26","UF_CODE":"ab"}"#, expect!["1"]),
    ] {
        check(&portal, "widget.add", &format!("{{\"fields\":{fields}}}"), answer);
    }
    check(
        &portal,
        "widget.list",
        r#"{"select":["UF_*"],"start":-1}"#,
        expect![[
            r#"[{"ID":"1","UF_CODE":"ab","UF_COUNT":"6","UF_RATE":"1.3","UF_DAY":"2026-11-22T01:00:00+01:00","UF_CHOICE":"2","UF_LEAD":"7"}]"#
        ]],
    );
}

#[test]
fn a_required_field_is_missed_where_it_could_be_given() {
    let portal = Portal::new();
    portal.call("widget.add", "{}");
    portal.call("widget.userfield.add", r#"{"NAME":"UF_CODE","TYPE":"string","MANDATORY":"Y"}"#);
    check(&portal, "widget.add", "{}", expect!["400 ERROR_CORE: Required field 'UF_CODE' is not filled"]);
    check(&portal, "widget.update", r#"{"id":1,"fields":{"NAME":"old"}}"#, expect!["true"]);
    check(
        &portal,
        "widget.update",
        r#"{"id":1,"fields":{"UF_CODE":""}}"#,
        expect!["400 ERROR_CORE: Required field 'UF_CODE' is not filled"],
    );
    check(&portal, "widget.add", r#"{"fields":{"UF_CODE":"x"}}"#, expect!["3"]);
}

#[test]
fn a_deleted_field_leaves_nothing_behind() {
    let portal = Portal::new();
    let field = r#"{"NAME":"UF_CODE","TYPE":"string"}"#;
    check(&portal, "widget.userfield.add", field, expect!["1"]);
    check(
        &portal,
        "widget.userfield.add",
        field,
        expect!["400 ERROR_CORE: The field UF_CODE for the WIDGET object already exists."],
    );
    check(&portal, "widget.add", r#"{"fields":{"UF_CODE":"old"}}"#, expect!["1"]);
    let key = portal.services.schema(&WIDGET).unwrap().fields.last().unwrap().key();
    check(&portal, "widget.userfield.delete", r#"{"id":1}"#, expect!["true"]);
    check(
        &portal,
        "widget.list",
        r#"{"select":["UF_*"],"filter":{"UF_CODE":"old"}}"#,
        expect![[r#"[{"ID":"1"}] total 1"#]],
    );
    for range in [keys::index_of(WIDGET.name, key), KeyRange::prefix(value_count(WIDGET.name, key, b""))] {
        assert!(portal.services.store.scan_keys(&range, Direction::Up, 9).unwrap().is_empty());
    }
    check(&portal, "widget.userfield.add", field, expect!["3"]);
    check(&portal, "widget.list", r#"{"select":["UF_*"]}"#, expect![[r#"[{"ID":"1","UF_CODE":null}] total 1"#]]);
    check(&portal, "widget.list", r#"{"select":["ID"],"filter":{"UF_CODE":"old"}}"#, expect!["[] total 0"]);
    check(&portal, "widget.update", r#"{"id":1,"fields":{"UF_CODE":"new"}}"#, expect!["true"]);
    check(
        &portal,
        "widget.list",
        r#"{"select":["UF_*"],"filter":{"UF_CODE":"new"}}"#,
        expect![[r#"[{"ID":"1","UF_CODE":"new"}] total 1"#]],
    );
}

#[test]
fn files_go_with_their_field() {
    let portal = Portal::new();
    check(&portal, "widget.userfield.add", r#"{"NAME":"UF_FILES","TYPE":"file","MULTIPLE":"Y"}"#, expect!["1"]);
    let files = r#"[{"fileData":["a","aGk="]},{"fileData":["b","aGk="]}]"#;
    check(&portal, "widget.add", &format!("{{\"fields\":{{\"UF_FILES\":{files}}}}}"), expect!["1"]);
    let kept = || [1, 2].map(|id| portal.services.store.get(&keys::file(id)).unwrap().is_some());
    assert_eq!(kept(), [true, true]);
    check(&portal, "widget.userfield.delete", r#"{"id":1}"#, expect!["true"]);
    check(&portal, "widget.list", r#"{"select":["UF_*"]}"#, expect![[r#"[{"ID":"1"}] total 1"#]]);
    assert_eq!(kept(), [false, false]);
}

#[test]
fn fields_describe_themselves() {
    let portal = Portal::new();
    portal.call("widget.userfield.add", r#"{"NAME":"UF_CRM_4_172","TYPE":"enumeration","LIST":["a"]}"#);
    for (method, answer) in [
        (
            "widget.fields",
            expect![[
                r#""UF_CRM_4_172":{"type":"enumeration","isRequired":false,"isReadOnly":false,"isImmutable":false,"isMultiple":false,"isDynamic":true,"items":[{"ID":"1","VALUE":"a"}],"title":"UF_CRM_4_172","listLabel":"UF_CRM_4_172","formLabel":"UF_CRM_4_172","filterLabel":"UF_CRM_4_172","settings":{"DISPLAY":"LIST","LIST_HEIGHT":1,"CAPTION_NO_VALUE":"","SHOW_NO_VALUE":"Y"}}}"#
            ]],
        ),
        (
            "gadget.fields",
            expect![[
                r#""ufCrm4_172":{"type":"enumeration","isRequired":false,"isReadOnly":false,"isImmutable":false,"isMultiple":false,"isDynamic":true,"items":[{"ID":"1","VALUE":"a"}],"title":"UF_CRM_4_172","listLabel":"UF_CRM_4_172","formLabel":"UF_CRM_4_172","filterLabel":"UF_CRM_4_172","settings":{"DISPLAY":"LIST","LIST_HEIGHT":1,"CAPTION_NO_VALUE":"","SHOW_NO_VALUE":"Y"},"upperName":"UF_CRM_4_172"}}}"#
            ]],
        ),
    ] {
        let described = portal.call(method, "{}");
        answer.assert_eq(
            &described[described
                .find("\"UF_CRM")
                .filter(|_| method == "widget.fields")
                .or(described.find("\"ufCrm"))
                .unwrap()..],
        );
    }
}

/// People write while fields come and go: nobody fails, and no index entry outlives its field.
#[test]
fn fields_come_and_go_under_writers() {
    let portal = Portal::new();
    std::thread::scope(|scope| {
        for part in 0..3 {
            let portal = &portal;
            scope.spawn(move || {
                for round in 0..20 {
                    let widget = format!(r#"{{"fields":{{"NAME":"{part}","UF_CODE":"{round}"}}}}"#);
                    assert!(portal.call("widget.add", &widget).parse::<u64>().is_ok());
                    assert!(portal.call("widget.list", r#"{"filter":{"UF_CODE":"1"}}"#).starts_with('['));
                }
            });
        }
        let portal = &portal;
        scope.spawn(move || {
            for id in 1..=8 {
                let field = r#"{"NAME":"UF_CODE","TYPE":"string"}"#;
                assert_eq!(portal.call("widget.userfield.add", field), id.to_string());
                assert_eq!(portal.call("widget.userfield.delete", &format!("{{\"id\":{id}}}")), "true");
            }
        });
    });
    assert_eq!(portal.call("widget.list", r#"{"select":["UF_*"],"filter":{"ID":1}}"#), r#"[{"ID":"1"}] total 1"#);
    for id in 1..=8 {
        let left = keys::index_of(WIDGET.name, &format!("UF_CODE#{id}"));
        assert!(portal.services.store.scan_keys(&left, Direction::Up, 9).unwrap().is_empty());
    }
}

/// A page of records is made in memory, so that no record may be of any size.
#[test]
fn records_have_a_most() {
    let portal = Portal::new();
    portal.call("widget.userfield.add", r#"{"NAME":"UF_NOTES","TYPE":"string","MULTIPLE":"Y"}"#);
    let text = format!("\"{}\"", "x".repeat(1 << 20));
    let notes = |count: usize| format!(r#"{{"fields":{{"UF_NOTES":[{}]}}}}"#, vec![text.as_str(); count].join(","));
    check(&portal, "widget.add", &notes(7), expect!["1"]);
    check(&portal, "widget.add", &notes(9), expect!["400 ERROR_ARGUMENT: The record is too large: 8 MiB are the most"]);
}
