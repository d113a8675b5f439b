//! From a word one has heard to a working integration, by tiles, by categories, and by search.

use crate::browser::Browser;
use portico_tests::portal::Sandbox;
use shared::integration::{Integration, Status};
use shared::scenario::{self, Block};

#[test]
fn scenarios_are_found_by_other_words_and_in_their_categories() {
    let sandbox = Sandbox::start();
    let browser = Browser::new(&sandbox.url);
    browser.sign_in(&sandbox.user);
    browser.fill("Find a scenario", "incoming hook");
    browser.expect_gone("link", "Move a lead along the sales funnel");
    browser.expect("link", "Inbound webhook");
    browser.fill("Find a scenario", "no such thing");
    browser.expect_text("No scenario matches “no such thing”.");
    browser.expect("link", "Start from a blank inbound webhook");
    browser.fill("Find a scenario", "");

    browser.click("link", "Automate task management");
    browser.expect("dialog", "Automate task management");
    browser.expect_path("category", |path| (path == "/dev/scenarios/management").then_some(()));
    browser.expect_text("Works now: inbound webhook, outbound webhook");
    browser.click(
        "link",
        "Assign a task Create a task when something happens in another system. Works now: inbound webhook",
    );
    browser.expect("button", "Save integration");
    browser.click("button", "Close");
    browser.expect_path("category", |path| (path == "/dev/scenarios/management").then_some(()));
    browser.expect("dialog", "Automate task management");
    browser.click("button", "Close");
    browser.expect_path("start", |path| (path == "/dev").then_some(()));

    browser.open("/dev/scenarios/nothing");
    browser.expect("heading", "Nothing at this address");
    browser.click("link", "Go to developer resources");
    browser.expect("heading", "What do you want to connect?");
}

#[test]
fn what_is_coming_says_so_and_what_is_there_works() {
    let sandbox = Sandbox::start();
    let browser = Browser::new(&sandbox.url);
    browser.sign_in(&sandbox.user);
    for code in ["local_app", "call_card_script"] {
        browser.open(&format!("/dev/scenarios/{code}/new"));
        browser.expect_text("Not there yet");
        assert!(!browser.has("button", "Save integration"), "{code}");
    }
    browser.click("link", "Start from a blank inbound webhook");
    browser.expect("button", "Save integration");
    browser.open("/dev/scenarios/sync_contractors/new");
    browser.expect_text("ONCRMCONTACTADD");
    browser.click("button", "Save integration");
    browser.expect_path("id", |path| path.strip_prefix("/dev/integrations/")?.parse::<u64>().ok());
    browser.open("/dev/scenarios/bot_notify/new");
    browser.expect_text("ONIMBOTJOINCHAT");
    browser.expect_text("Not there yet");
    browser.click("button", "Save integration");
    browser.expect_path("id", |path| path.strip_prefix("/dev/integrations/")?.parse::<u64>().ok());
    browser.expect_text("Integration saved");
}

/// Every scenario that opens leaves a webhook that answers its first method, or says what that one lacks.
#[test]
fn every_scenario_that_opens_leaves_a_working_integration() {
    let sandbox = Sandbox::start();
    // Widgets are the administrators'.
    let admin = sandbox.signed_in(&sandbox.admin);
    for scenario in scenario::ALL.iter().filter(|scenario| scenario.has(Block::Inbound)) {
        let draft = admin.draft(scenario.code);
        let saved: Integration = admin.save(&draft, |_| ()).integration;
        assert_eq!(saved.status, Status::Active, "{}", scenario.code);
        let request = saved.inbound.as_ref().unwrap().request.clone();
        let webhook = portico_tests::console::webhook_of(&saved);
        let answer = webhook.get(&request.method);
        assert!(
            !answer.text().contains("NOT_IMPLEMENTED") && ![401, 403, 404].contains(&answer.status),
            "{} {}: {}",
            scenario.code,
            request.method,
            answer.text()
        );
    }
    let rows = admin.get("/console/integrations").parsed::<shared::grid::Page>().rows;
    assert!(rows.len() >= scenario::ALL.iter().filter(|scenario| scenario.has(Block::Inbound)).count());
}
