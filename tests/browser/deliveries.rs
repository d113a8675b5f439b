//! Events on their way to handlers, as the screens show them: retried, looked into, and sent again.

use crate::browser::Browser;
use portico_tests::portal::Sandbox;
use portico_tests::receiver::Receiver;
use serde_json::json;
use shared::delivery::PAUSES;
use std::sync::atomic::{AtomicUsize, Ordering};

const SECOND: i64 = 1000;

#[test]
fn a_handler_that_fails_twice_is_followed_and_told_again() {
    let sandbox = Sandbox::start();
    let times = AtomicUsize::new(0);
    let receiver = Receiver::answering(move |_| if times.fetch_add(1, Ordering::SeqCst) < 2 { 500 } else { 200 });
    let outbound = sandbox.signed_in(&sandbox.user).outbound(&receiver.url("hook"), &["ONCRMDEALUPDATE"]);
    let webhook = &sandbox.user.webhook;
    let deal = webhook.result("crm.deal.add", json!({"fields": {"TITLE": "Told of"}}));
    let browser = Browser::new(&sandbox.url);
    browser.sign_in(&sandbox.user);
    browser.click("link", "Deliveries");
    browser.expect("heading", "No deliveries yet");

    // What comes while one looks shows by itself.
    webhook.result("crm.deal.update", json!({"id": deal, "fields": {"COMMENTS": "again"}}));
    let row = browser.expect_row("Deal updated");
    assert!(row.contains("ONCRMDEALUPDATE") && row.contains(&format!("deal:{deal}")), "{row}");
    browser.pick("Waiting: 1");
    browser.expect_path("filter in the address", |path| path.contains("state=waiting").then_some(()));
    browser.click("link", "Deal updated");
    browser.expect_path("delivery", |path| path.strip_prefix(&format!("/dev/deliveries/{}/", outbound.id)).map(|_| ()));
    browser.expect_text("The handler answered with status 500.");
    for (tries, pause) in [(2, PAUSES[1]), (3, PAUSES[2])] {
        sandbox.advance(pause * SECOND);
        browser.expect_text(&format!("Tries\n{tries}\n"));
    }
    browser.expect_text("Delivered");
    let tries = receiver.wait_for(3);
    let token = tries[0].text(&["auth", "application_token"]);
    assert_eq!(tries[0].header("content-type"), "application/x-www-form-urlencoded");
    assert_eq!(tries[0].text(&["data", "FIELDS", "ID"]), deal.to_string());
    assert_eq!(token.len(), 32, "{token}");
    let message = tries[0].header("webhook-id");
    let words = browser.text();
    assert!(words.contains("event = ONCRMDEALUPDATE") && words.contains(message), "{words}");
    assert!(!browser.source().contains(&token), "the token is shown");

    // Sent again, it is the same event in another attempt.
    browser.click("button", "Send again");
    browser.expect_text(&format!("Queued again: {message}"));
    browser.expect_text("Tries\n4\n");
    let again = receiver.wait_for(4);
    assert!(again.iter().all(|one| one.header("webhook-id") == message), "{again:?}");
    browser.click("button", "Close");
    browser.expect_path("list", |path| path.starts_with("/dev/deliveries?").then_some(()));
    browser.expect("heading", "No delivery matches the filter");
    browser.click("button", "Show all");
    let row = browser.expect_row("Deal updated");
    assert!(row.contains("Delivered") && row.contains('4'), "{row}");
}

#[test]
fn what_failed_is_sent_again_from_the_page_of_its_integration() {
    let sandbox = Sandbox::start();
    let user = sandbox.signed_in(&sandbox.user);
    let well = std::sync::Arc::new(AtomicUsize::new(0));
    let turned = well.clone();
    let receiver = Receiver::answering(move |_| if turned.load(Ordering::SeqCst) == 1 { 200 } else { 503 });
    let outbound = user.outbound(&receiver.url("hook"), &["ONCRMDEALADD"]);
    sandbox.user.webhook.result("crm.deal.add", json!({"fields": {"TITLE": "Told of"}}));
    let query = format!("integration={}", outbound.id);
    for tries in 1..=PAUSES.len() as u32 {
        user.deliveries(&query, |all| all.deliveries.iter().any(|one| one.tries == tries));
        sandbox.advance(PAUSES.get(tries as usize).copied().unwrap_or_default() * SECOND);
    }
    user.deliveries(&query, |all| all.failed == 1);
    let browser = Browser::new(&sandbox.url);
    browser.sign_in(&sandbox.user);
    browser.open(&format!("/dev/integrations/{}/overview", outbound.id));
    browser.click("link", "Deliveries");
    browser.expect_row("Deal created");
    browser.pick("Failed: 1");
    browser.click("button", "Send failed again…");
    browser.expect("heading", "Send again what failed");
    browser.choose("Happened since", "All that is kept");
    browser.expect_text("Deliveries that failed: 1");
    well.store(1, Ordering::SeqCst);
    browser.click("button", "Send again");
    browser.expect_text("Queued again: 1");
    browser.expect("heading", "No delivery matches the filter");
    user.deliveries(&query, |all| all.waiting == 0 && all.failed == 0);
    // Many at once, by picking them.
    browser.click("button", "Show all");
    browser.expect_row("Deal created");
    browser.click("checkbox", "Select all that are shown");
    browser.expect_text("Selected: 1");
    browser.click("button", "Send again");
    browser.expect("heading", "Send deliveries again: 1?");
    browser.click("button", "Send again");
    receiver.wait_for(PAUSES.len() + 2);
    browser.expect_gone("heading", "Send deliveries again: 1?");
    browser.click("link", "Deal created");
    browser.expect_path("delivery over the page", |path| path.contains("/deliveries/").then_some(()));
    browser.expect("heading", "Request");
    browser.click("button", "Close");
    browser.expect_path("page", |path| {
        path.contains(&format!("/dev/integrations/{}/deliveries", outbound.id)).then_some(())
    });
    browser.expect_row("Deal created");
}
