//! Deliveries by the keyboard alone: found, looked into, sent again.

use super::sign_in;
use crate::browser::Browser;
use portico_tests::portal::Sandbox;
use portico_tests::receiver::Receiver;
use serde_json::json;
use thirtyfour::Key;

#[test]
fn a_delivery_is_looked_into_and_sent_again() {
    let sandbox = Sandbox::start();
    let receiver = Receiver::start();
    sandbox.signed_in(&sandbox.user).outbound(&receiver.url("hook"), &["ONCRMDEALADD"]);
    sandbox.user.webhook.result("crm.deal.add", json!({"fields": {"TITLE": "Told of"}}));
    let message = receiver.wait_for(1)[0].header("webhook-id").to_owned();
    let browser = Browser::new(&sandbox.url);
    sign_in(&browser, &sandbox.user);
    // Two letters lead there.
    browser.tab_to("link", "Common use cases");
    browser.type_text("gd");
    browser.expect("heading", "Deliveries");
    browser.expect_row("Deal created");

    browser.tab_to("link", "Deal created");
    browser.press(Key::Enter);
    browser.expect("heading", "Attempts");
    browser.tab_to("button", "Send again");
    browser.press(Key::Enter);
    browser.expect_text(&format!("Queued again: {message}"));
    receiver.wait_for(2);
    browser.press(Key::Escape);
    browser.expect_gone("heading", "Attempts");
    browser.expect_focus("link", "Deal created");

    let menu = format!("Actions for {message}");
    browser.tab_to("button", &menu);
    browser.press(Key::Enter);
    browser.expect_focus("menuitem", "Open");
    browser.press(Key::Down);
    browser.expect_focus("menuitem", "Send again");
    browser.press(Key::Enter);
    receiver.wait_for(3);
    browser.expect_focus("button", &menu);

    browser.tab_to("button", "Send failed again…");
    browser.press(Key::Enter);
    browser.expect("heading", "Send again what failed");
    browser.expect_text("No delivery has failed.");
    browser.press(Key::Escape);
    browser.expect_gone("heading", "Send again what failed");
    browser.expect_focus("button", "Send failed again…");
    assert!(receiver.received().iter().all(|one| one.header("webhook-id") == message));
}
