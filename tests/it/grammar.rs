//! The forms that a request may take, and the envelope that every answer comes in.

use portico_tests::answer::{Answer, send};
use portico_tests::portal::Sandbox;
use portico_tests::rest::Webhook;
use portico_tests::wire;
use serde_json::json;

#[test]
fn slashes_extensions_case_and_tracing_keys_change_nothing() {
    let sandbox = Sandbox::start();
    let webhook = &sandbox.admin.webhook;
    let (owner, secret) = (webhook.owner(), webhook.secret());
    let wanted = webhook.get("profile").expect(200)["result"].take();
    assert_eq!((&wanted["ID"], &wanted["ADMIN"]), (&json!(owner.to_string()), &json!(true)));

    let targets = [
        format!("/rest/{owner}/{secret}/profile.json"),
        format!("/rest/{owner}/{secret}/profile/"),
        format!("/rest/{owner}/{secret}/profile.json/"),
        format!("/rest/{owner}/{secret}//profile"),
        format!("//rest//{owner}/{secret}/profile.json"),
        format!("/rest/{owner}/{secret}/PROFILE"),
        format!("/rest/{owner}/{secret}/Profile.json?bx24_request_id=7&bx24_sdk_ver=1&bx24_sdk_type=x&random=9"),
    ];
    for target in targets {
        let body = wire::get(&format!("{}{target}", sandbox.url)).expect(200);
        assert_eq!(body["result"], wanted, "{target}");
    }
}

#[test]
fn every_success_carries_a_complete_time() {
    let sandbox = Sandbox::start();
    let answer = sandbox.admin.webhook.get("server.time");
    let body = answer.expect(200);
    assert_eq!(answer.header("content-type"), "application/json; charset=utf-8");
    assert_eq!(answer.header("cache-control"), "no-store");

    let time = &body["time"];
    for name in ["start", "finish", "duration", "processing", "operating"] {
        assert!(time[name].is_number(), "{name} in {time}");
    }
    assert!(time["finish"].as_f64() >= time["start"].as_f64(), "{time}");
    for name in ["date_start", "date_finish"] {
        let date = time[name].as_str().unwrap();
        // 2026-11-22T10:45:54+01:00: a numeric offset and no fraction.
        assert_eq!((date.len(), &date[10..11]), (25, "T"), "{date}");
        assert!(matches!(&date[19..20], "+" | "-"), "{date}");
    }
    let reset = time["operating_reset_at"].as_i64().expect("a whole number of seconds");
    assert!(reset as f64 >= time["finish"].as_f64().unwrap().floor(), "{time}");
}

/// The address-bar example of the manual of update methods, with and without its extension.
#[test]
fn the_manuals_update_example_works_by_get_and_by_post() {
    let sandbox = Sandbox::start();
    let webhook = &sandbox.admin.webhook;
    let query = "id=1&fields[TITLE]=Test%20entit%C3%A9&fields[ASSIGNED_BY_ID]=1";
    let typed = "id=1&fields[TITLE]=Test%20entité&fields[ASSIGNED_BY_ID]=1";
    let with_custom_field = format!("{query}&fields[UF_CRM_1234567890]=TEST");
    let form = |method: &str| webhook.post(method, "application/x-www-form-urlencoded", query.as_bytes().to_vec());
    let calls: [(&str, &dyn Fn() -> Answer); 6] = [
        ("get", &|| webhook.get(&format!("crm.lead.update?{query}"))),
        ("get .json", &|| webhook.get(&format!("crm.lead.update.json?{query}"))),
        ("get, as typed", &|| webhook.get(&format!("crm.lead.update.json?{typed}"))),
        ("get, custom field", &|| webhook.get(&format!("crm.lead.update.json?{with_custom_field}"))),
        ("post", &|| form("crm.lead.update")),
        ("post .json", &|| form("crm.lead.update.json")),
    ];
    for (what, call) in calls {
        webhook.result("crm.lead.update", json!({"id": 1, "fields": {"TITLE": "before"}}));
        assert_eq!(call().expect(200)["result"], true, "{what}");
        let lead = webhook.result("crm.lead.get", json!({"id": 1}));
        assert_eq!((&lead["TITLE"], &lead["ASSIGNED_BY_ID"]), (&json!("Test entité"), &json!("1")), "{what}");
    }
}

#[test]
fn the_manuals_contact_example_works() {
    let sandbox = Sandbox::with(&[]);
    let body = sandbox.admin.webhook.get("crm.contact.get.json?ID=42").expect(200);
    assert_eq!(body["result"]["ID"], "42");
}

#[test]
fn query_form_and_json_carry_the_same_parameters() {
    let sandbox = Sandbox::start();
    let webhook = &sandbox.admin.webhook;
    let query = webhook.get("user.get.json?FILTER[ACTIVE]=true&select[]=ID&select[]=NAME").expect(200);
    let form = [("FILTER[ACTIVE]", "true"), ("select[]", "ID"), ("select[]", "NAME")];
    let form = webhook.post_form("user.get", &form).expect(200);
    let json = json!({"FILTER": {"ACTIVE": true}, "select": ["ID", "NAME"]});
    let json = webhook.post_json("user.get.json", &json).expect(200);
    let rows = query["result"].as_array().unwrap();
    assert!(rows.len() >= 2, "{query}");
    for other in [&form, &json] {
        assert_eq!((&other["result"], &other["total"]), (&query["result"], &query["total"]));
    }
}

#[test]
fn body_wins_over_query_and_both_are_read() {
    let sandbox = Sandbox::start();
    let webhook = &sandbox.admin.webhook;
    let lead = webhook.result("crm.lead.add", json!({"fields": {"TITLE": "A"}}));
    let body = json!({"fields": {"TITLE": "from the body"}});
    let call = format!("crm.lead.update?id={lead}&fields[TITLE]=from+the+query");
    assert_eq!(webhook.post_json(&call, &body).expect(200)["result"], true);
    assert_eq!(webhook.result("crm.lead.get", json!({"id": lead}))["TITLE"], "from the body");
}

#[test]
fn other_verbs_are_refused_and_preflights_answered() {
    let sandbox = Sandbox::start();
    let url = format!("{}profile", sandbox.admin.webhook.url());
    for verb in ["PUT", "DELETE", "PATCH"] {
        let refused = send(verb, &url, &[], Vec::new());
        assert_eq!(refused.status, 405, "{verb}");
        assert!(refused.json()["error"].is_string(), "{verb}: {}", refused.text());
    }
    let asked = [
        ("Origin", "https://elsewhere.example"),
        ("Access-Control-Request-Method", "POST"),
        ("Access-Control-Request-Headers", "content-type,x-request-id"),
    ];
    let preflight = send("OPTIONS", &url, &asked, Vec::new());
    assert!(matches!(preflight.status, 200 | 204), "{}", preflight.status);
    assert_eq!(preflight.header("access-control-allow-origin"), "*");
    assert_eq!(preflight.header("access-control-allow-headers"), "content-type,x-request-id");
    assert!(preflight.header("access-control-allow-methods").contains("POST"));
    assert!(preflight.header("access-control-allow-credentials").is_empty(), "no cookie is read");
    let unasked = send("OPTIONS", &url, &[("Origin", "https://elsewhere.example")], Vec::new());
    assert!(unasked.header("access-control-allow-headers").to_lowercase().contains("content-type"));
    let called = send("GET", &url, &[("Origin", "https://elsewhere.example")], Vec::new());
    assert_eq!(called.header("access-control-allow-origin"), "*");
}

#[test]
fn xml_is_answered_where_it_is_asked_for() {
    let sandbox = Sandbox::start();
    let webhook = &sandbox.admin.webhook;
    let good = webhook.get("profile.xml");
    assert_eq!((good.status, good.header("content-type")), (200, "text/xml; charset=utf-8"));
    assert!(good.text().starts_with("<?xml version=\"1.0\" ?><response><result>"), "{}", good.text());
    assert!(good.text().contains(&format!("<ID>{}</ID>", webhook.owner())), "{}", good.text());
    let bad = webhook.get("no.such.method.xml");
    assert_eq!((bad.status, bad.header("content-type")), (404, "text/xml; charset=utf-8"));
    assert!(bad.text().contains("<error>ERROR_METHOD_NOT_FOUND</error>"), "{}", bad.text());
}

#[test]
fn everybody_calls_as_themselves() {
    let sandbox = Sandbox::start();
    for account in [&sandbox.admin, &sandbox.user] {
        let current = account.webhook.result("user.current", json!({}));
        assert_eq!((&current["ID"], &current["EMAIL"]), (&json!(account.id.to_string()), &json!(account.email)));
    }
    let mixed = Webhook::at(&format!("{}/rest/{}/{}/", sandbox.url, sandbox.user.id, sandbox.admin.webhook.secret()));
    mixed.expect_dead();
}
