//! Secrets that overlap, addresses that may call, limits of a webhook's own, and scopes nobody needs.

use portico_tests::answer::{Answer, send};
use portico_tests::console::{Console, webhook_of};
use portico_tests::portal::{Portal, Sandbox};
use portico_tests::rest::Webhook;
use serde_json::json;
use shared::fault;
use shared::integration::{Integration, ScopeUse};
use tempfile::tempdir;

const HOUR: i64 = 60 * 60 * 1000;
const DAY: i64 = 24 * HOUR;

#[test]
fn an_old_secret_works_beside_the_new_one_for_its_hours() {
    let sandbox = Sandbox::start();
    let user = sandbox.signed_in(&sandbox.user);
    let (integration, first) = user.webhook("Rotated", &[]);
    user.try_save(&integration, |save| save.new_secret = Some(25)).expect_fault(fault::OUT_OF_RANGE);
    let saved = user.save(&integration, |save| save.new_secret = Some(24)).integration;
    let second = webhook_of(&saved);
    let until = saved.inbound.as_ref().unwrap().former_until.expect("the form tells of the old one");
    assert!((until - saved.updated - DAY).abs() < HOUR, "{until}");
    sandbox.advance(DAY - 60_000);
    first.expect_alive();
    second.expect_alive();
    sandbox.advance(60_000);
    first.expect_dead();
    second.expect_alive();
    assert_eq!(shown(&user, &saved).inbound.unwrap().former_until, None);

    // The owner may end it earlier; nobody else may.
    let third = webhook_of(&user.save(&shown(&user, &saved), |save| save.new_secret = Some(8)).integration);
    second.expect_alive();
    let former = format!("/console/integrations/{}/secret/former", saved.id);
    sandbox.signed_in(&sandbox.admin).bare("DELETE", &former).expect_fault(fault::OWNER_ONLY);
    second.expect_alive();
    user.bare("DELETE", &former).expect(204);
    second.expect_dead();
    third.expect_alive();
    user.bare("DELETE", &former).expect(204);
}

#[test]
fn an_overlap_outlives_a_restart_and_a_take_over_ends_it() {
    let data = tempdir().unwrap();
    let (mut portal, admin) = Portal::set_up(data.path());
    let user = portico_tests::portal::join(&portal.url, &admin, "user@example.com");
    let (integration, first) = user.webhook("Rotated", &[]);
    let second = webhook_of(&user.save(&integration, |save| save.new_secret = Some(1)).integration);
    portal.program.stop();

    let portal = Portal::serve(data.path(), &[]);
    let moved = |webhook: &Webhook| Webhook::at(&format!("{}/rest/2/{}/", portal.url, webhook.secret()));
    moved(&first).expect_alive();
    moved(&second).expect_alive();
    let admin = portal.visitor();
    admin.sign_in("admin@example.com", portico_tests::portal::PASSWORD).expect(200);
    let taken = admin.save(&shown(&admin, &integration), |save| save.new_secret = Some(24));
    moved(&first).expect_dead();
    moved(&second).expect_dead();
    assert_eq!(taken.integration.inbound.as_ref().unwrap().former_until, None, "a take-over never overlaps");
    webhook_of(&taken.integration).expect_alive();
}

#[test]
fn calls_come_from_allowed_addresses_only() {
    let data = tempdir().unwrap();
    let (mut portal, admin) = Portal::set_up(data.path());
    let (integration, _) = admin.webhook("Fenced", &[]);
    portal.program.stop();
    let portal = Portal::serve(data.path(), &["--trusted-proxy", "127.0.0.1", "--allow-http"]);
    let admin = portal.visitor();
    admin.sign_in("admin@example.com", portico_tests::portal::PASSWORD).expect(200);
    let webhook = admin.reveal(&shown(&admin, &integration));
    let allow = |blocks: &[&str]| {
        let blocks: Vec<String> = blocks.iter().map(ToString::to_string).collect();
        admin.try_save(&shown(&admin, &integration), |save| save.allow = blocks)
    };
    let from = |address: &str| -> Answer {
        send("GET", &format!("{}profile", webhook.url()), &[("X-Forwarded-For", address)], Vec::new())
    };
    allow(&["203.0.113.0/29", "2001:db8:1::/48", " ::ffff:198.51.100.7 "]).expect(200);
    let kept = shown(&admin, &integration).inbound.unwrap().allow;
    assert_eq!(kept, ["203.0.113.0/29", "2001:db8:1::/48", "198.51.100.7"]);
    for (address, passes) in [
        ("203.0.113.0", true),
        ("203.0.113.7", true),
        ("203.0.113.8", false),
        ("203.0.112.255", false),
        ("::ffff:203.0.113.7", true),
        ("::ffff:203.0.113.8", false),
        ("198.51.100.7", true),
        ("198.51.100.8", false),
        ("2001:db8:1:ffff:ffff:ffff:ffff:ffff", true),
        ("2001:db8:2::", false),
        ("127.0.0.1", false),
    ] {
        let answer = from(address);
        match passes {
            true => assert_eq!(answer.status, 200, "{address}: {}", answer.text()),
            false => answer.expect_error(403, "ACCESS_DENIED"),
        }
    }
    let told = from("203.0.113.8").json()["error_description"].as_str().unwrap().to_owned();
    assert!(told.contains("203.0.113.8") && !told.contains(webhook.secret()), "{told}");
    // Who does not know the secret learns nothing, and what is refused is refused before its method is looked at.
    let guessed = format!("{}/rest/1/{}/profile", portal.url, "a".repeat(32));
    send("GET", &guessed, &[("X-Forwarded-For", "203.0.113.8")], Vec::new()).expect_error(401, "INVALID_CREDENTIALS");
    let odd = format!("{}no.such.method", webhook.url());
    send("GET", &odd, &[("X-Forwarded-For", "203.0.113.8")], Vec::new()).expect_error(403, "ACCESS_DENIED");

    for wrong in ["10.0.0.0/33", "10.0.0", "portal.example", "10.0.0.0/8, 10.1.0.0/16", "::/129"] {
        let refused = allow(&[wrong]);
        refused.expect_fault(fault::NETWORK_INVALID);
        let body = refused.json();
        assert_eq!((body["field"].as_str(), body["detail"].as_str()), (Some("allow"), Some(wrong)));
    }
    allow(&[]).expect(200);
    assert_eq!(from("203.0.113.8").status, 200);
}

#[test]
fn a_webhook_may_have_a_limit_of_its_own() {
    let sandbox = Sandbox::start();
    let user = sandbox.signed_in(&sandbox.user);
    let (integration, webhook) = user.webhook("Slow", &[]);
    for rate in [0, 1001] {
        user.try_save(&integration, |save| save.rate = Some(rate)).expect_fault(fault::OUT_OF_RANGE);
    }
    user.save(&integration, |save| save.rate = Some(1));
    let mut statuses: Vec<u16> = (0..40).map(|_| webhook.get("profile").status).collect();
    statuses.sort_unstable();
    assert!(statuses[..10].iter().all(|status| *status == 200), "{statuses:?}");
    assert_eq!(statuses[39], 503, "{statuses:?}");
    sandbox.user.webhook.expect_alive();
    sandbox.advance(10_000);
    webhook.expect_alive();
}

#[test]
fn scopes_tell_how_often_they_are_needed() {
    let sandbox = Sandbox::start();
    let user = sandbox.signed_in(&sandbox.user);
    let (integration, webhook) = user.webhook("Frugal", &["crm", "task"]);
    let uses = || -> Vec<(String, u64, bool)> {
        let uses: Vec<ScopeUse> = user.get(&format!("/console/integrations/{}/scopes", integration.id)).parsed();
        uses.into_iter().map(|scope| (scope.code, scope.week, scope.idle)).collect()
    };
    let row = |code: &str, week, idle| (code.to_owned(), week, idle);
    webhook.get("crm.lead.list").expect(200);
    webhook.batch(json!(["crm.deal.list"]));
    webhook.get("profile").expect(200);
    webhook.get("im.counters.get").expect_error(401, "insufficient_scope");
    assert_eq!(uses(), [row("crm", 2, false), row("task", 0, false)]);
    sandbox.advance(20 * DAY);
    assert_eq!(uses(), [row("crm", 0, false), row("task", 0, false)]);
    sandbox.advance(9 * DAY);
    webhook.get("crm.lead.list").expect(200);
    sandbox.advance(2 * DAY);
    assert_eq!(uses(), [row("crm", 1, false), row("task", 0, true)]);
    let admin = sandbox.signed_in(&sandbox.admin);
    admin.get(&format!("/console/integrations/{}/scopes", integration.id)).expect(200);
}

#[test]
fn only_a_sandbox_has_a_clock_to_move() {
    let sandbox = Sandbox::start();
    let clock = |url: &str, kind: &str, body: &str| {
        send("POST", &format!("{url}/sandbox/clock"), &[("Content-Type", kind)], body.as_bytes().to_vec())
    };
    for (kind, body) in [
        ("application/json", "{}"),
        ("application/json", r#"{"advance_ms": -1}"#),
        ("application/json", r#"{"advance_ms": 1e30}"#),
        ("text/plain", r#"{"advance_ms": 1}"#),
    ] {
        let refused = clock(&sandbox.url, kind, body);
        assert_eq!(refused.status, 400, "{body}: {}", refused.text());
        assert!(refused.text().contains("advance_ms"), "{}", refused.text());
    }
    let before = clock(&sandbox.url, "application/json", r#"{"advance_ms": 0}"#).json()["now_ms"].as_i64().unwrap();
    let after =
        clock(&sandbox.url, "application/json", r#"{"advance_ms": 3600000}"#).json()["now_ms"].as_i64().unwrap();
    assert!(after - before >= HOUR, "{before} {after}");
    let data = tempdir().unwrap();
    let (portal, _) = Portal::set_up(data.path());
    assert_eq!(clock(&portal.url, "application/json", r#"{"advance_ms": 1}"#).status, 404);
}

fn shown(console: &Console, integration: &Integration) -> Integration {
    console.get(&format!("/console/integrations/{}", integration.id)).parsed()
}
