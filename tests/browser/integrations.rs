//! The list of integrations: arranged, filtered and remembered; the page of one with its log; and rows
//! that go, many at once.

use crate::browser::Browser;
use portico_tests::portal::Sandbox;
use shared::grid::Page;

#[test]
fn the_list_is_arranged_and_filtered_as_one_likes_and_stays_so() {
    let sandbox = Sandbox::start();
    let owner = sandbox.signed_in(&sandbox.user);
    for name in ["Leads of the site", "Leads of the shop", "Stock"] {
        owner.webhook(name, &["crm"]);
    }
    let browser = Browser::new(&sandbox.url);
    browser.sign_in(&sandbox.user);
    browser.open("/dev/integrations");
    browser.expect_row("Stock");
    browser.click("button", "Choose columns");
    browser.click("checkbox", "Expires");
    browser.expect("columnheader", "Expires");
    browser.click("checkbox", "Events");
    browser.expect_gone("columnheader", "Events");
    browser.reload();
    browser.expect("columnheader", "Expires");
    assert!(!browser.has("columnheader", "Events"), "{}", browser.text());

    browser.fill("Filter by name, person, permission, event", "leads");
    browser.expect_text_gone("Stock");
    browser.expect_path("filter in the address", |path| path.contains("find=leads").then_some(()));
    browser.click("button", "Name");
    browser.click("button", "Filters");
    browser.fill("Name of the filter", "All leads");
    browser.click("button", "Save filter");
    browser.expect("button", "Delete the filter “All leads”");
    browser.reload();
    browser.expect_row("Leads of the shop");
    assert!(!browser.text().contains("Stock"), "the address keeps the filter: {}", browser.text());
    browser.open("/dev/integrations");
    browser.expect_row("Stock");
    browser.click("button", "Filters");
    browser.click("button", "All leads");
    browser.expect_text_gone("Stock");
    browser.expect_text("Total: 2");

    // Somebody else sees none of it, and arranges their own.
    drop(browser);
    let admin = Browser::new(&sandbox.url);
    admin.sign_in(&sandbox.admin);
    admin.open("/dev/integrations?find=leads&sort=name");
    admin.expect_row("Leads of the site");
    admin.expect("columnheader", "Events");
}

#[test]
fn a_call_that_failed_is_found_in_the_log() {
    let sandbox = Sandbox::start();
    let (integration, webhook) = sandbox.signed_in(&sandbox.user).webhook("Export", &["crm"]);
    webhook.get("profile").expect(200);
    webhook.get("crm.deal.get?id=987654").expect_error(400, "");
    let browser = Browser::new(&sandbox.url);
    browser.sign_in(&sandbox.user);
    browser.open("/dev/integrations");
    browser.click("link", "Export");
    browser.expect_path("overview", |path| path.ends_with(&format!("{}/overview", integration.id)).then_some(()));
    browser.expect("heading", "My usage");
    browser.click("link", "Log");
    let row = browser.expect_row("crm.deal.get");
    assert!(row.contains("400") && row.contains("127.0.0.1"), "{row}");
    // What comes while one looks shows by itself.
    webhook.get("user.get").expect_error(401, "insufficient_scope");
    let row = browser.expect_row("insufficient_scope");
    assert!(row.contains("user.get"), "{row}");
    browser.choose("Status", "Succeeded");
    browser.expect_text_gone("insufficient_scope");
    browser.click("link", "Errors");
    let row = browser.expect_row("insufficient_scope");
    assert!(row.contains("401"), "{row}");
    browser.click("link", "Audit trail");
    browser.expect_row("Created an integration");
    browser.click("link", "Edit");
    browser.expect("button", "Save integration");
}

#[test]
fn many_rows_go_at_once_and_only_ones_own() {
    let sandbox = Sandbox::start();
    let (user, admin) = (sandbox.signed_in(&sandbox.user), sandbox.signed_in(&sandbox.admin));
    let (_, foreign) = admin.webhook("Of the administrator", &[]);
    let (_, used) = user.webhook("In use", &[]);
    used.expect_alive();
    for n in 0..6 {
        user.webhook(&format!("Old {n}"), &[]);
    }
    let browser = Browser::new(&sandbox.url);
    browser.sign_in(&sandbox.user);
    browser.open("/dev/integrations?find=old&per=5");
    browser.expect_text("Page 1 of 2");
    assert!(!browser.text().contains("Of the administrator"), "{}", browser.text());
    browser.click("checkbox", "Select all on this page");
    browser.click("button", "Select all that match: 6");
    browser.expect_text("Selected: 6 of 6");
    browser.click("button", "Delete…");
    browser.click("button", "Delete integrations");
    browser.expect_text("That is not their number.");
    browser.fill("Type their number to delete them: 6", "6");
    browser.click("button", "Delete integrations");
    browser.expect_text("Deleted: 6");
    browser.expect("heading", "No match");

    // One that was used lately goes only by its name.
    browser.click("button", "Show all");
    browser.click("button", "Actions for In use");
    browser.click("menuitem", "Delete…");
    browser.click("button", "Delete integration");
    browser.expect_text("That is not its name.");
    browser.fill("It is in use. Type its name to delete it: In use", "In use");
    browser.click("button", "Delete integration");
    browser.expect_text("Deleted: In use");
    used.expect_dead();
    foreign.expect_alive();
    let left = user.get("/console/integrations?find=old").parsed::<Page>();
    assert_eq!(left.total, 0);
}
