//! Telephones and the like: several values of a kind, each with an id of its own.

use portico_tests::portal::Sandbox;
use portico_tests::rest::Webhook;
use serde_json::{Value, json};

#[test]
fn values_are_appended_changed_and_deleted_by_id() {
    let sandbox = Sandbox::start();
    let webhook = &sandbox.admin.webhook;
    let work = json!({"VALUE": "+33 1 23 45 67 89", "VALUE_TYPE": "WORK"});
    let id = webhook.result("crm.contact.add", json!({"fields": {"NAME": "Zoé", "PHONE": [work]}}));
    let phones = get(webhook, &id);
    let first = phones[0]["ID"].clone();
    assert!(first.is_string(), "{phones:?}");
    assert_eq!(phones, [json!({"ID": first, "VALUE_TYPE": "WORK", "VALUE": "+33 1 23 45 67 89", "TYPE_ID": "PHONE"})]);

    set(webhook, &id, json!([{"VALUE": "+7 495 000", "VALUE_TYPE": "MOBILE"}]));
    let phones = get(webhook, &id);
    assert_eq!(values(&phones), ["+33 1 23 45 67 89", "+7 495 000"], "no id appends");
    let second = phones[1]["ID"].clone();

    set(webhook, &id, json!([{"ID": first, "VALUE": "+33 9", "VALUE_TYPE": "HOME"}]));
    let phones = get(webhook, &id);
    assert_eq!(values(&phones), ["+33 9", "+7 495 000"], "an id changes its value");
    assert_eq!((&phones[0]["ID"], &phones[0]["VALUE_TYPE"]), (&first, &json!("HOME")));

    set(webhook, &id, json!([{"ID": first, "DELETE": "Y"}]));
    assert_eq!(values(&get(webhook, &id)), ["+7 495 000"]);
    set(webhook, &id, json!([{"ID": second, "VALUE": ""}]));
    let contact = webhook.result("crm.contact.get", json!({"id": id}));
    assert_eq!(contact["HAS_PHONE"], "N");
    assert!(matches!(&contact["PHONE"], Value::Null) || contact["PHONE"] == json!([]), "{contact}");
}

#[test]
fn other_contacts_values_cannot_be_reached() {
    let sandbox = Sandbox::start();
    let webhook = &sandbox.admin.webhook;
    let add = |name: &str, phone: &str| {
        let fields = json!({"NAME": name, "PHONE": [{"VALUE": phone, "VALUE_TYPE": "WORK"}]});
        webhook.result("crm.contact.add", json!({"fields": fields}))
    };
    let (ours, theirs) = (add("Ours", "1"), add("Theirs", "2"));
    let foreign = get(webhook, &theirs)[0]["ID"].clone();
    webhook.post_json(
        "crm.contact.update",
        &json!({
            "id": ours, "fields": {"PHONE": [{"ID": foreign, "VALUE": "3", "VALUE_TYPE": "WORK"}]}
        }),
    );
    assert_eq!(values(&get(webhook, &theirs)), ["2"]);
}

#[test]
fn lists_have_them_only_where_they_are_named() {
    let sandbox = Sandbox::start();
    let webhook = &sandbox.admin.webhook;
    let fields = json!({
        "NAME": "Listed",
        "PHONE": [{"VALUE": "+44 20 7946 0000", "VALUE_TYPE": "WORK"}],
        "EMAIL": [{"VALUE": "listed@example.com", "VALUE_TYPE": "HOME"}],
    });
    let id = webhook.result("crm.contact.add", json!({"fields": fields}));
    let row = |select: Value| {
        let body = json!({"filter": {"ID": id}, "select": select});
        webhook.result("crm.contact.list", body)[0].take()
    };
    for select in [json!([]), json!(["*"]), json!(["*", "UF_*"]), json!(["ID", "NAME"])] {
        let row = row(select.clone());
        assert!(row.get("PHONE").is_none() && row.get("EMAIL").is_none(), "{select}: {row}");
    }
    let named = row(json!(["ID", "PHONE"]));
    assert_eq!(named["PHONE"][0]["VALUE"], "+44 20 7946 0000");
    assert!(named.get("EMAIL").is_none(), "{named}");

    let found =
        webhook.result("crm.contact.list", json!({"filter": {"EMAIL": "listed@example.com"}, "select": ["ID"]}));
    assert_eq!(found, json!([{"ID": id.to_string()}]));
}

fn get(webhook: &Webhook, id: &Value) -> Vec<Value> {
    let mut contact = webhook.result("crm.contact.get", json!({"id": id}));
    let Value::Array(phones) = contact["PHONE"].take() else { panic!("no phones in {contact}") };
    phones
}

fn set(webhook: &Webhook, id: &Value, phones: Value) {
    assert_eq!(webhook.result("crm.contact.update", json!({"id": id, "fields": {"PHONE": phones}})), true);
}

fn values(phones: &[Value]) -> Vec<&str> {
    phones.iter().map(|phone| phone["VALUE"].as_str().unwrap()).collect()
}
