//! What *Statistics* counts: every request once, a batch as one, its inner calls beside it.

use portico_tests::console::{Console, webhook_of};
use portico_tests::portal::Sandbox;
use portico_tests::program::PATIENCE;
use serde_json::json;
use shared::fault;
use shared::settings::{RestAccess, RestState, Versioned};
use shared::stats::{Standing, StatRow, Statistics, Usage, WINDOW_DAYS};
use std::time::Instant;

#[test]
fn a_batch_is_one_request_and_its_calls_are_rows_of_their_own() {
    let sandbox = Sandbox::start();
    let admin = sandbox.signed_in(&sandbox.admin);
    let (integration, webhook) = sandbox.signed_in(&sandbox.user).webhook("Counted", &["crm"]);
    for _ in 0..3 {
        webhook.get("profile").expect(200);
    }
    webhook.get("crm.deal.get?id=none").expect_error(400, "");
    webhook.get("user.get").expect_error(401, "insufficient_scope");
    webhook.batch(json!({"a": "profile", "b": "profile", "c": "crm.deal.get?id=none"}));

    let path = format!("/console/statistics?integration={}", integration.id);
    let seen = settled(&admin, &path, 6);
    assert_eq!((seen.total.requests, seen.total.errors), (6, 2));
    let mut rows: Vec<_> = seen.rows.iter().map(counts).collect();
    rows.sort_unstable();
    let wanted = [
        ("batch", false, 1, 0),
        ("crm.deal.get", false, 1, 1),
        ("crm.deal.get", true, 1, 1),
        ("profile", false, 3, 0),
        ("profile", true, 2, 0),
        ("user.get", false, 1, 1),
    ];
    assert_eq!(rows, wanted);
    assert!(seen.rows.iter().all(|row| row.caller.id == integration.id && row.caller.name == "Counted"));
    assert!(seen.rows.iter().all(|row| row.mean_ms >= 0.0));

    let days: u64 = seen.days.iter().flat_map(|day| &day.counts).sum();
    assert_eq!((days, seen.days.len()), (6, WINDOW_DAYS as usize));
    assert_eq!(seen.days.last().map(|day| &day.date), Some(&seen.to));

    let filtered: Statistics = admin.get(&format!("{path}&method=profile")).parsed();
    assert_eq!(filtered.total.requests, 3);
    assert!(filtered.rows.iter().all(|row| row.method == "profile"));
}

#[test]
fn calls_of_drafts_count_together() {
    let sandbox = Sandbox::start();
    let admin = sandbox.signed_in(&sandbox.admin);
    for console in [&admin, &sandbox.signed_in(&sandbox.user)] {
        webhook_of(&console.draft("inbound")).expect_alive();
    }
    let seen = settled(&admin, "/console/statistics?integration=0", 2);
    assert_eq!(seen.rows.len(), 1, "{:?}", seen.rows);
    assert_eq!((seen.rows[0].caller.id, seen.rows[0].requests), (0, 2));
}

#[test]
fn refused_credentials_are_nobodys_requests() {
    let sandbox = Sandbox::start();
    let admin = sandbox.signed_in(&sandbox.admin);
    let before: Statistics = admin.get("/console/statistics").parsed();
    for _ in 0..5 {
        let wrong = format!("{}/rest/1/{}/", sandbox.url, "a".repeat(32));
        portico_tests::rest::Webhook::at(&wrong).expect_dead();
    }
    sandbox.admin.webhook.expect_alive();
    let seen = settled(&admin, "/console/statistics", before.total.requests + 1);
    assert_eq!(seen.total.requests, before.total.requests + 1);
}

#[test]
fn windows_have_limits_and_users_no_access() {
    let sandbox = Sandbox::start();
    let admin = sandbox.signed_in(&sandbox.admin);
    let window = |from: &str, to: &str| admin.get(&format!("/console/statistics?from={from}&to={to}"));
    let shown: Statistics = admin.get("/console/statistics").parsed();
    window(&shown.from, &shown.to).expect(200);
    window("2020-01-01", "2020-01-02").expect_fault(fault::WINDOW_TOO_OLD);
    window("2020-01-01", &shown.to).expect_fault(fault::WINDOW_TOO_WIDE);
    window("yesterday", "today").expect_fault(fault::DATE_INVALID);
    window("2026-02-30", "2026-03-01").expect_fault(fault::DATE_INVALID);
    let swapped: Statistics = window(&shown.to, &shown.from).parsed();
    assert_eq!((swapped.from, swapped.to), (shown.from, shown.to));
    sandbox.signed_in(&sandbox.user).get("/console/statistics").expect_fault(fault::ADMINS_ONLY);
}

#[test]
fn the_file_holds_the_rows_of_the_screen() {
    let sandbox = Sandbox::start();
    let admin = sandbox.signed_in(&sandbox.admin);
    let name = "=1+1, \"stock\"";
    let (integration, webhook) = sandbox.signed_in(&sandbox.user).webhook(name, &["crm"]);
    for _ in 0..3 {
        webhook.get("profile").expect(200);
    }
    webhook.get("crm.deal.get?id=none").expect_error(400, "");
    let query = format!("integration={}&sort=-requests", integration.id);
    let seen = settled(&admin, &format!("/console/statistics?{query}"), 4);

    let csv = admin.get(&format!("/console/statistics/export?{query}&format=csv"));
    let named = format!("attachment; filename=\"statistics-{}-{}.csv\"", seen.from, seen.to);
    assert_eq!((csv.status, csv.header("content-disposition")), (200, named.as_str()));
    let text = csv.text();
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').trim_end().split("\r\n").collect();
    assert_eq!(lines.len(), 1 + seen.rows.len(), "{text}");
    let begin = format!("{},{},\"'=1+1, \"\"stock\"\"\",profile,0,3,0,", seen.to, integration.id);
    assert!(lines[1].starts_with(&begin), "{text}");

    let json = admin.get(&format!("/console/statistics/export?{query}&format=json"));
    assert_eq!(json.parsed::<Vec<StatRow>>(), seen.rows);
    for path in ["", "/now", "/callers", "/export"] {
        let refused = sandbox.signed_in(&sandbox.user).get(&format!("/console/statistics{path}"));
        refused.expect_fault(fault::ADMINS_ONLY);
    }
}

#[test]
fn an_owner_sees_the_use_of_an_integration_and_others_do_not() {
    let sandbox = Sandbox::start();
    let (admin, user) = (sandbox.signed_in(&sandbox.admin), sandbox.signed_in(&sandbox.user));
    let (mine, webhook) = user.webhook("Mine", &["crm"]);
    let (foreign, _) = admin.webhook("Foreign", &["crm"]);
    webhook.get("profile").expect(200);
    webhook.get("crm.deal.get?id=none").expect_error(400, "");
    let path = format!("/console/integrations/{}/usage", mine.id);
    for console in [&user, &admin] {
        let usage: Usage = console.get(&path).parsed();
        assert_eq!((usage.total.requests, usage.total.errors, usage.days.len()), (2, 1, WINDOW_DAYS as usize));
        assert_eq!(usage.days.last().map(|day| day.figures.requests), Some(2));
        assert_eq!(usage.methods.len(), 2);
    }
    user.get(&format!("/console/integrations/{}/usage", foreign.id)).expect_fault(fault::NOT_FOUND);
    user.get("/console/integrations/999999/usage").expect_fault(fault::NOT_FOUND);
}

#[test]
fn days_that_are_over_are_kept_and_compared_with() {
    let sandbox = Sandbox::start();
    let admin = sandbox.signed_in(&sandbox.admin);
    let (integration, webhook) = sandbox.signed_in(&sandbox.user).webhook("Daily", &["crm"]);
    let path = format!("/console/statistics?integration={}", integration.id);
    webhook.get("profile").expect(200);
    assert_eq!(settled(&admin, &path, 1).before.map(|before| before.requests), Some(0));
    sandbox.advance(WINDOW_DAYS * 24 * 60 * 60 * 1000);
    let (admin, webhook) = (sandbox.signed_in(&sandbox.admin), webhook);
    for _ in 0..2 {
        webhook.get("profile").expect(200);
    }
    let seen = settled(&admin, &path, 2);
    assert_eq!((seen.total.requests, seen.before.map(|before| before.requests)), (2, Some(1)));
}

#[test]
fn while_rest_is_paused_the_integration_that_worked_most_is_named() {
    let sandbox = Sandbox::start();
    let admin = sandbox.signed_in(&sandbox.admin);
    let (integration, webhook) = sandbox.signed_in(&sandbox.user).webhook("Busy", &["crm"]);
    webhook.get("crm.deal.list").expect(200);
    let standing = || admin.get("/console/statistics/now").parsed::<Standing>();
    let switch = |state| {
        let form = Versioned { version: standing().rest.version, value: RestAccess { state } };
        admin.put("/console/settings/rest", &form).expect(200);
    };
    assert_eq!(standing().load, None);
    switch(RestState::Paused);
    let load = standing().load.map(|caller| (caller.id, caller.name));
    assert_eq!(load, Some((integration.id, "Busy".to_owned())));
    webhook.get("profile").expect_error(503, "OVERLOAD_LIMIT");
    let seen = settled(&admin, &format!("/console/statistics?integration={}", integration.id), 2);
    assert_eq!(seen.codes.first().map(|code| code.code.as_str()), Some("OVERLOAD_LIMIT"));
    assert_eq!(seen.total.limited, 1);
    // Ten minutes later only what was counted knows who worked.
    sandbox.advance(11 * 60 * 1000);
    assert_eq!(standing().load.map(|caller| caller.id), Some(integration.id));
    switch(RestState::On);
    webhook.expect_alive();
}

/// Statistics once they have reached this many requests; they may lag by a moment.
fn settled(admin: &Console, path: &str, requests: u64) -> Statistics {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let seen: Statistics = admin.get(path).parsed();
        if seen.total.requests >= requests {
            return seen;
        }
        assert!(Instant::now() < deadline, "{} of {requests} requests were counted", seen.total.requests);
    }
}

fn counts(row: &StatRow) -> (&str, bool, u64, u64) {
    (&row.method, row.in_batch, row.requests, row.errors)
}
