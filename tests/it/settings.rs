//! Settings of the portal: who may change them, what they do, and two who change them at once.

use portico_tests::console::Console;
use portico_tests::portal::{Portal, Sandbox, join};
use serde_json::{Value, json};
use shared::fault;
use shared::people::Session;
use shared::settings::PortalSettings;
use tempfile::tempdir;

#[track_caller]
fn save(admin: &Console, group: &str, value: Value) -> Value {
    let before = admin.get("/console/settings").json();
    let body = json!({"version": before[group]["version"], "value": value});
    admin.put(&format!("/console/settings/{group}"), &body).expect(200)
}

#[test]
fn settings_are_the_administrators_and_saved_over_what_they_saw() {
    let data = tempdir().unwrap();
    let (portal, admin) = Portal::set_up(data.path());
    let user = join(&portal.url, &admin, "user@example.com");
    let seen: PortalSettings = admin.get("/console/settings").parsed();
    assert_eq!((seen.general.version, seen.general.value.time_zone.as_str()), (0, "UTC"));
    user.get("/console/settings").expect_fault(fault::ADMINS_ONLY);
    let rest = |version: u64, state: &str| json!({"version": version, "value": {"state": state}});
    user.put("/console/settings/rest", &rest(0, "off")).expect_fault(fault::ADMINS_ONLY);
    admin.put("/console/settings/nothing", &rest(0, "off")).expect_fault(fault::NOT_FOUND);
    admin.put("/console/settings/rest", &rest(0, "broken")).expect_fault(fault::BAD_BODY);
    admin.put("/console/settings/rest", &rest(0, "paused")).expect(200);
    admin.put("/console/settings/rest", &rest(0, "on")).expect_fault(fault::SETTINGS_CHANGED_BY_YOU);
    admin.put("/console/settings/rest", &rest(1, "on")).expect(200);
}

#[test]
fn rest_is_paused_and_switched_off_while_the_screens_work() {
    let sandbox = Sandbox::start();
    let admin = sandbox.signed_in(&sandbox.admin);
    let webhook = &sandbox.user.webhook;
    for (state, status, code) in [("paused", 503, "OVERLOAD_LIMIT"), ("off", 403, "ACCESS_DENIED")] {
        save(&admin, "rest", json!({"state": state}));
        webhook.get("profile").expect_error(status, code);
        webhook.get("no.such.method").expect_error(status, code);
        admin.get("/console/integrations").expect(200);
    }
    save(&admin, "rest", json!({"state": "on"}));
    webhook.expect_alive();
}

#[test]
fn who_may_create_is_enforced() {
    let sandbox = Sandbox::start();
    let (admin, user) = (sandbox.signed_in(&sandbox.admin), sandbox.signed_in(&sandbox.user));
    let early = user.draft("inbound");
    let asked = json!({"scenario": "inbound", "name": "Later"});
    save(&admin, "creation", json!({"inbound": "administrators", "outbound": "everybody", "bots": "everybody"}));
    user.post("/console/drafts", &asked).expect_fault(fault::CREATION_CLOSED);
    user.try_save(&early, |_| ()).expect_fault(fault::CREATION_CLOSED);
    let (made, _) = admin.webhook("Mine", &["crm"]);
    sandbox.user.webhook.expect_alive();
    save(&admin, "creation", json!({"inbound": "nobody", "outbound": "everybody", "bots": "everybody"}));
    admin.post("/console/drafts", &asked).expect_fault(fault::CREATION_CLOSED);
    admin.save(&made, |save| save.name = "What there is goes on".to_owned());
    save(&admin, "creation", json!({"inbound": "everybody", "outbound": "nobody", "bots": "nobody"}));
    user.post("/console/drafts", &asked).expect(200);
}

#[test]
fn the_portal_has_a_name_and_another_time_zone_at_once() {
    let data = tempdir().unwrap();
    let (mut portal, admin) = Portal::set_up(data.path());
    let (_, webhook) = admin.webhook("Clock", &["crm"]);
    let general = |name: &str, zone: &str| json!({"name": name, "people_language": "fr", "time_zone": zone});
    for (value, field) in
        [(general(&"x".repeat(61), "UTC"), "name"), (general("Nordwind", "Mars/Olympus"), "time_zone")]
    {
        let refused = admin.put("/console/settings/general", &json!({"version": 0, "value": value}));
        assert_eq!((refused.status, &refused.json()["field"]), (422, &json!(field)));
    }
    save(&admin, "general", general(" Nordwind ", "Asia/Tokyo"));
    let offset = || webhook.result("server.time", json!({})).as_str().unwrap().to_owned();
    assert!(offset().ends_with("+09:00"), "{}", offset());
    let shown = || portal_of(&portal.visitor());
    assert_eq!(shown(), ("Nordwind".to_owned(), "Asia/Tokyo".to_owned(), "fr".to_owned()));

    drop(portal);
    portal = Portal::serve(data.path(), &[]);
    let again = portal_of(&portal.visitor());
    assert_eq!(again, ("Nordwind".to_owned(), "Asia/Tokyo".to_owned(), "fr".to_owned()));
}

#[test]
fn addresses_and_days_are_checked() {
    let sandbox = Sandbox::start();
    let admin = sandbox.signed_in(&sandbox.admin);
    let kept = save(&admin, "handlers", json!({"allowed": [" ERP.Internal ", "10.1.2.3/8", ""]}));
    assert_eq!(kept["value"]["allowed"], json!(["erp.internal", "10.0.0.0/8"]));
    let wrong = admin
        .put("/console/settings/handlers", &json!({"version": 1, "value": {"allowed": ["https://a", "erp", "b c"]}}));
    wrong.expect_fault(fault::HANDLER_INVALID);
    assert_eq!((&wrong.json()["field"], &wrong.json()["detail"]), (&json!("allowed"), &json!("https://a, b c")));
    let days = |requests: u32, audit: Option<u32>| {
        let value = json!({"requests_days": requests, "audit_days": audit});
        admin.put("/console/settings/retention", &json!({"version": 0, "value": value}))
    };
    days(15, None).expect_fault(fault::OUT_OF_RANGE);
    days(7, Some(29)).expect_fault(fault::OUT_OF_RANGE);
    days(7, Some(365)).expect(200);
}

#[test]
fn screens_are_told_the_portals_time() {
    let sandbox = Sandbox::start();
    let now = || sandbox.visitor().get("/console/session").parsed::<Session>().now;
    let (before, week) = (now(), 7 * 24 * 60 * 60 * 1000);
    sandbox.advance(week);
    let later = now() - before;
    assert!((week..week + 60_000).contains(&later), "{later}");
}

fn portal_of(visitor: &Console) -> (String, String, String) {
    let portal = visitor.get("/console/session").parsed::<Session>().portal;
    (portal.name, portal.time_zone, portal.language.code().to_owned())
}
