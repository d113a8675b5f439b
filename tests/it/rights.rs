//! What somebody who is not an administrator may and may not do over REST.

use portico_tests::answer::Answer;
use portico_tests::portal::Sandbox;
use serde_json::{Value, json};

#[test]
fn users_read_everything_and_change_what_is_theirs() {
    let sandbox = Sandbox::start();
    let (admin, user) = (&sandbox.admin.webhook, &sandbox.user.webhook);
    let add = |title: &str, responsible: u64| {
        admin.result("crm.deal.add", json!({"fields": {"TITLE": title, "ASSIGNED_BY_ID": responsible}}))
    };
    let (theirs, entrusted) = (add("Theirs", sandbox.admin.id), add("Entrusted", sandbox.user.id));
    let own = user.result("crm.deal.add", json!({"fields": {"TITLE": "Own", "ASSIGNED_BY_ID": sandbox.admin.id}}));

    for id in [&theirs, &entrusted, &own] {
        assert_eq!(user.result("crm.deal.get", json!({"id": id}))["ID"], id.to_string());
    }
    let change = |id: &Value| user.post_json("crm.deal.update", &json!({"id": id, "fields": {"TITLE": "Changed"}}));
    refused(&change(&theirs));
    change(&entrusted).expect(200);
    change(&own).expect(200);
    refused(&user.post_json("crm.deal.delete", &json!({"id": theirs})));
    user.post_json("crm.deal.delete", &json!({"id": own})).expect(200);
    assert_eq!(admin.result("crm.deal.get", json!({"id": theirs}))["TITLE"], "Theirs");
    admin.post_json("crm.deal.delete", &json!({"id": entrusted})).expect(200);
}

#[test]
fn a_batch_opens_no_other_doors() {
    let sandbox = Sandbox::start();
    let fields = json!({"TITLE": "Theirs", "ASSIGNED_BY_ID": sandbox.admin.id});
    let id = sandbox.admin.webhook.result("crm.deal.add", json!({"fields": fields}));
    let answer = sandbox.user.webhook.batch(json!({
        "change": format!("crm.deal.update?id={id}&fields[TITLE]=Changed"),
        "delete": format!("crm.deal.delete?id={id}"),
    }));
    assert_eq!(answer["result"], json!([]), "{answer}");
    assert_eq!(sandbox.admin.webhook.result("crm.deal.get", json!({"id": id}))["TITLE"], "Theirs");
}

#[test]
fn dictionaries_people_and_structure_are_the_administrators() {
    let sandbox = Sandbox::start();
    let (admin, user) = (&sandbox.admin.webhook, &sandbox.user.webhook);
    let calls = [
        ("crm.status.add", json!({"fields": {"ENTITY_ID": "SOURCE", "STATUS_ID": "FAIR", "NAME": "Fair", "SORT": 90}})),
        ("crm.category.add", json!({"entityTypeId": 2, "fields": {"name": "Second funnel"}})),
        ("department.add", json!({"NAME": "Second floor", "PARENT": 1})),
        ("user.add", json!({"EMAIL": "new@example.com", "NAME": "New", "UF_DEPARTMENT": [1]})),
        ("user.update", json!({"ID": sandbox.admin.id, "NAME": "Renamed"})),
    ];
    for (method, body) in calls {
        refused(&user.post_json(method, &body));
        admin.post_json(method, &body).expect(200);
    }
    assert_eq!(user.result("profile", json!({}))["ADMIN"], false);
    assert_eq!(user.result("user.admin", json!({})), false);
}

fn refused(answer: &Answer) {
    assert!(matches!(answer.status, 400 | 403), "{}: {}", answer.status, answer.text());
    let body = answer.json();
    let said = format!("{} {}", body["error"], body["error_description"]).to_lowercase();
    assert!(said.contains("denied"), "{body}");
}
