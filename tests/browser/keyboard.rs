//! Everything by the keyboard alone: the focus is always to be seen, stays in a dialog and comes
//! back from it.

mod builder;
mod deliveries;
mod doors;
mod foreign;
mod grid;
mod life;
mod look;
mod people;
mod portal;

use crate::browser::Browser;
use portico_tests::portal::{Account, Sandbox};
use serde_json::json;
use thirtyfour::Key;

const TITLE: &str = "Move a lead along the sales funnel";

#[test]
fn a_scenario_is_tried_and_saved_without_a_pointer() {
    let sandbox = Sandbox::start();
    let added = sandbox.user.webhook.result("crm.lead.add", json!({"fields": {"TITLE": "A lead to move"}}));
    let lead = added.as_u64().unwrap();
    let stage = || sandbox.user.webhook.result("crm.lead.get", json!({"id": lead}))["STATUS_ID"].clone();
    let browser = Browser::new(&sandbox.url);
    sign_in(&browser, &sandbox.user);

    browser.enter("link", "Skip to content");
    browser.until("the page does not skip to the content", || browser.path().ends_with("#content").then_some(()));
    browser.press(Key::Tab);
    browser.expect_focus("link", "Common use cases");

    browser.enter("link", TITLE);
    browser.expect("button", "Save integration");
    browser.until("the form does not take the focus", || browser.focus().filter(|focus| focus.inside));
    browser.press(Key::Escape);
    browser.expect_gone("button", "Save integration");
    browser.expect_focus("link", TITLE);
    browser.press(Key::Enter);
    browser.expect("button", "Save integration");

    browser.type_into("Value of ID", &lead.to_string());
    browser.type_into("Value of FIELDS[STATUS_ID]", "IN_PROCESS");
    browser.press_with_ctrl(Key::Enter);
    browser.expect("dialog", "This changes real data");
    browser.expect_focus("button", "Cancel");
    browser.expect_trap(2);
    browser.press(Key::Escape);
    browser.expect_gone("dialog", "This changes real data");
    browser.expect_focus("textbox", "Value of FIELDS[STATUS_ID]");
    assert_eq!(stage(), "NEW");
    browser.press_with_ctrl(Key::Enter);
    browser.enter("button", "Execute");
    browser.expect_in("region", "Result", "status", |words| words.contains("200").then_some(()));
    browser.expect_focus("textbox", "Value of FIELDS[STATUS_ID]");
    assert_eq!(stage(), "IN_PROCESS");

    browser.press(Key::Escape);
    browser.expect("dialog", "Leave without saving?");
    browser.expect_trap(2);
    browser.press(Key::Escape);
    browser.expect_gone("dialog", "Leave without saving?");
    browser.expect_focus("textbox", "Value of FIELDS[STATUS_ID]");

    browser.enter("button", "Save integration");
    browser.expect_path("id", |path| path.strip_prefix("/dev/integrations/")?.parse::<u64>().ok());
    browser.expect("button", "Execute");
    browser.until("the form loses the focus", || browser.focus().filter(|focus| focus.inside));
    browser.press(Key::Escape);
    browser.expect_gone("button", "Save integration");
    // What had the focus before is on another page by now.
    browser.expect_focus("main", "");
    browser.expect_row(TITLE);
    browser.enter("link", TITLE);
    browser.expect("heading", "My usage");
    browser.press(Key::Escape);
    browser.expect_gone("heading", "My usage");
    browser.expect_focus("link", TITLE);
}

#[test]
fn lists_that_open_are_walked_with_arrows() {
    let sandbox = Sandbox::start();
    let (_, webhook) = sandbox.signed_in(&sandbox.user).webhook("Leads of the site", &["crm"]);
    let browser = Browser::new(&sandbox.url);
    sign_in(&browser, &sandbox.user);
    browser.enter("link", "Integrations");
    browser.enter("button", "Actions for Leads of the site");
    browser.expect_focus("menuitem", "Edit");
    browser.press(Key::Up);
    browser.expect_focus("menuitem", "Delete…");
    browser.press(Key::Escape);
    browser.expect_focus("button", "Actions for Leads of the site");
    browser.press(Key::Down);
    for item in ["Edit", "Open log", "Copy address", "Duplicate"] {
        browser.expect_focus("menuitem", item);
        browser.press(Key::Down);
    }
    browser.expect_focus("menuitem", "Disable…");
    browser.press(Key::Enter);
    browser.expect_focus("button", "Cancel");
    browser.tab_to("button", "Switch off");
    browser.press(Key::Enter);
    browser.expect_text("Disabled: Leads of the site");
    webhook.expect_dead();

    browser.enter("link", "Leads of the site");
    browser.enter("link", "Edit");
    browser.enter("button", "+ Add permission");
    browser.expect_focus("combobox", "Add permission");
    browser.type_text("task");
    browser.expect("option", "Tasks task");
    browser.press(Key::Enter);
    browser.expect("button", "Remove Tasks");
    browser.expect_focus("button", "+ Add permission");
    browser.press(Key::Enter);
    browser.expect_focus("combobox", "Add permission");
    // Esc closes the list and not the form.
    browser.press(Key::Escape);
    browser.expect_focus("button", "+ Add permission");
    browser.expect("button", "Save integration");
}

/// Signs in, from a page that has not been opened yet.
fn sign_in(browser: &Browser, account: &Account) {
    sign_in_as(browser, &account.email, &account.password);
}

fn sign_in_as(browser: &Browser, email: &str, password: &str) {
    browser.open("/dev");
    browser.expect_focus("textbox", "E-mail");
    browser.type_text(email);
    browser.type_into("Password", password);
    browser.press(Key::Enter);
    browser.expect("heading", "What do you want to connect?");
    browser.expect_focus("main", "");
}

/// Opens the menu of whoever is signed in.
fn open_account(browser: &Browser) {
    let role = |name: &str| name.ends_with("Administrator") || name.ends_with("User");
    browser.tab_until("who is signed in", |focus| focus.role == "button" && role(&focus.name));
    browser.press(Key::Enter);
    browser.expect("button", "Sign out");
}

fn sign_out(browser: &Browser) {
    open_account(browser);
    browser.enter("button", "Sign out");
    browser.expect("heading", "Sign in");
}

/// Opens the menu of a row and picks its last act, the one that takes something away.
fn pick_last(browser: &Browser, menu: &str, first: &str, last: &str) {
    browser.expect_focus("button", menu);
    browser.press(Key::Enter);
    browser.expect_focus("menuitem", first);
    browser.press(Key::Up);
    browser.expect_focus("menuitem", last);
    browser.press(Key::Enter);
}
