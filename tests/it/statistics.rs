//! What *Statistics* counts: every request once, a batch as one, its inner calls beside it.

use portico_tests::console::{Console, webhook_of};
use portico_tests::portal::Sandbox;
use portico_tests::program::PATIENCE;
use serde_json::json;
use shared::fault;
use shared::stats::{StatRow, Statistics, WINDOW_DAYS};
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
    assert_eq!((seen.requests, seen.errors), (6, 2));
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
    assert_eq!(filtered.requests, 3);
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
    let seen = settled(&admin, "/console/statistics", before.requests + 1);
    assert_eq!(seen.requests, before.requests + 1);
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

/// Statistics once they have reached this many requests; they may lag by a moment.
fn settled(admin: &Console, path: &str, requests: u64) -> Statistics {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let seen: Statistics = admin.get(path).parsed();
        if seen.requests >= requests {
            return seen;
        }
        assert!(Instant::now() < deadline, "{} of {requests} requests were counted", seen.requests);
    }
}

fn counts(row: &StatRow) -> (&str, bool, u64, u64) {
    (&row.method, row.in_batch, row.requests, row.errors)
}
