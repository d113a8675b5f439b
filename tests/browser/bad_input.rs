//! What is typed or opened and can't be right: the screens say so in its place, and nothing happens.

use crate::browser::Browser;
use portico_tests::portal::Sandbox;
use serde_json::json;
use shared::grid::Page;
use shared::integration::Row;

#[test]
fn a_request_that_cannot_be_sent_says_why() {
    let sandbox = Sandbox::start();
    let browser = Browser::new(&sandbox.url);
    browser.sign_in(&sandbox.user);
    browser.open("/dev/scenarios/move_lead/new");
    browser.click("button", "+ Add parameter");
    browser.expect("textbox", "Name of parameter 3");
    assert!(browser.is_enabled("button", "Execute"), "a row not yet filled in is left out");
    browser.fill("Name of parameter 3", "A");
    browser.fill("Value of A", "1");
    browser.fill("Name of parameter 3", "");
    browser.expect_text("Give the parameter a name.");
    for (name, message) in [
        ("FIELDS[TITLE", "Check the brackets."),
        ("ID", "Already added"),
        ("[TITLE]", "Check the brackets."),
        ("the name[A]", "No blanks or dots before the brackets."),
    ] {
        browser.fill("Name of parameter 3", name);
        browser.expect_text(message);
        assert!(!browser.is_enabled("button", "Execute"), "{name}");
    }
    browser.click("button", "Save integration");
    browser.expect_text("Not saved: correct what is marked above.");
    assert!(saved(&sandbox).is_empty());

    browser.fill("Name of parameter 3", "FIELDS[TITLE]");
    browser.expect_text_gone("No blanks or dots");
    assert!(browser.is_enabled("button", "Execute"));
    browser.fill("Address", "crm.lead.get?ID=1&A[=2");
    browser.expect_text("Check the brackets.");
    browser.fill("Address", "");
    browser.expect_text("Choose a method.");
    browser.fill("Address", "crm.lead.get?ID=999999");
    browser.click("button", "Execute");
    browser.expect_in("region", "Result", "refusal", |words| words.contains("Not found").then_some(()));
}

#[test]
fn a_name_is_needed_and_is_only_ever_text() {
    let sandbox = Sandbox::start();
    let browser = Browser::new(&sandbox.url);
    browser.sign_in(&sandbox.user);
    browser.open("/dev/scenarios/inbound/new");
    browser.click("button", "Rename");
    browser.fill("Name", "");
    browser.click("button", "Save integration");
    browser.expect_text("Give it a name.");
    browser.fill("Name", &"n".repeat(201));
    browser.expect_text("At most 200 characters.");
    browser.click("button", "Save integration");
    browser.expect_text("Not saved: correct what is marked above.");
    assert!(saved(&sandbox).is_empty());

    let markup = "<img src=x onerror=\"window.hit = 1\">{0}</title>";
    browser.fill("Name", markup);
    browser.click("button", "Save integration");
    browser.expect_path("id", |path| path.strip_prefix("/dev/integrations/")?.parse::<u64>().ok());
    browser.open("/dev/integrations");
    browser.expect("link", markup);
    browser.click("button", &format!("Actions for {markup}"));
    browser.click("menuitem", "Delete…");
    browser.expect("dialog", &format!("Delete “{markup}”?"));
    browser.click("button", "Delete integration");
    browser.expect_gone("link", markup);
    assert_eq!(browser.run("return window.hit ?? 0", &[]), Some(json!(0)));
    assert!(saved(&sandbox).is_empty());
}

#[test]
fn addresses_that_lead_nowhere_say_so() {
    let sandbox = Sandbox::start();
    let browser = Browser::new(&sandbox.url);
    browser.sign_in(&sandbox.user);
    assert!(!browser.has("link", "Statistics"));
    browser.open("/dev/statistics");
    browser.expect_text("Statistics are for administrators.");
    assert!(!browser.has("table", "Requests by day, integration and method"));
    browser.open("/people");
    browser.expect_text("This page is for administrators.");
    browser.open("/nothing/here");
    browser.expect("heading", "Nothing at this address");
    browser.open("/dev/scenarios/nothing/new");
    browser.expect("dialog", "There is no such scenario.");
    for id in ["999999", "x", "-1", "18446744073709551616"] {
        browser.open(&format!("/dev/integrations/{id}"));
        browser.expect("heading", "No such integration");
        assert!(!browser.has("button", "Save integration"), "{id}");
    }
    browser.open("/invite#nonsense");
    browser.expect_text("This link has been used, has expired or is incomplete.");
}

/// What the user has saved.
fn saved(sandbox: &Sandbox) -> Vec<Row> {
    let Page { rows, .. } = sandbox.signed_in(&sandbox.user).get("/console/integrations").parsed();
    // The sandbox gave everybody one of their own.
    rows.into_iter().filter(|row| row.name != "Everything").collect()
}
