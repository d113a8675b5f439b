//! Integrations that go: one by the menu of its row, many at once.

use super::{pick_last, sign_in};
use crate::browser::Browser;
use portico_tests::portal::Sandbox;
use thirtyfour::Key;

#[test]
fn integrations_are_deleted_one_by_one_and_together() {
    let sandbox = Sandbox::start();
    let user = sandbox.signed_in(&sandbox.user);
    let (_, used) = user.webhook("In use", &[]);
    used.expect_alive();
    let old: Vec<_> = (0..3).map(|n| user.webhook(&format!("Old {n}"), &[]).1).collect();
    let browser = Browser::new(&sandbox.url);
    sign_in(&browser, &sandbox.user);
    browser.enter("link", "Integrations");
    let menu = "Actions for In use";
    browser.tab_to("button", menu);
    pick_last(&browser, menu, "Edit", "Delete…");
    browser.expect("dialog", "Delete “In use”?");
    browser.expect_focus("button", "Cancel");
    browser.expect_trap(3);
    browser.press(Key::Escape);
    browser.expect_gone("dialog", "Delete “In use”?");
    pick_last(&browser, menu, "Edit", "Delete…");
    browser.expect_focus("button", "Cancel");
    browser.enter("button", "Delete integration");
    browser.expect_text("That is not its name.");
    // Whoever is told so is already in the field.
    browser.expect_focus("textbox", "It is in use. Type its name to delete it: In use");
    browser.type_text("In use");
    browser.enter("button", "Delete integration");
    browser.expect_text("Deleted: In use");
    browser.expect_gone("button", menu);
    // The next row has taken its place.
    browser.expect_focus("checkbox", "Select “Everything”");
    used.expect_dead();

    browser.tick("Select all on this page");
    for stays in ["Select “Old 0”", "Select “Everything”"] {
        browser.tick(stays);
    }
    browser.expect_text("Selected: 2 of");
    browser.enter("button", "Delete…");
    browser.expect("dialog", "Delete integrations: 2?");
    browser.expect_focus("button", "Cancel");
    browser.press(Key::Escape);
    browser.expect_gone("dialog", "Delete integrations: 2?");
    browser.expect_focus("button", "Delete…");
    browser.press(Key::Enter);
    browser.type_into("Type their number to delete them: 2", "2");
    browser.enter("button", "Delete integrations");
    browser.expect_text("Deleted: 2");
    browser.expect_gone("button", "Actions for Old 1");
    browser.expect_focus("main", "");
    browser.expect_row("Old 0");
    old[0].expect_alive();
    old[1..].iter().for_each(|webhook| webhook.expect_dead());
}

#[test]
fn the_list_is_arranged_filtered_and_changed_many_at_once() {
    let sandbox = Sandbox::start();
    let user = sandbox.signed_in(&sandbox.user);
    let old: Vec<_> = (0..6).map(|n| user.webhook(&format!("Old {n}"), &["crm"]).1).collect();
    let browser = Browser::new(&sandbox.url);
    sign_in(&browser, &sandbox.user);
    browser.enter("link", "Integrations");
    browser.enter("button", "Choose columns");
    browser.until("the choice does not take the focus", || browser.focus().filter(|focus| focus.role == "checkbox"));
    browser.tick("Expires");
    browser.expect("columnheader", "Expires");
    browser.expect_focus("checkbox", "Expires");
    browser.enter("button", "Move “Expires” forward");
    browser.expect_focus("button", "Move “Expires” forward");
    browser.press(Key::Escape);
    browser.expect_focus("button", "Choose columns");
    browser.press(Key::Enter);
    browser.tick("Events");
    browser.expect_gone("columnheader", "Events");
    // Whoever goes on by Tab leaves what is open behind.
    browser.tab_to("button", "As at the start");
    browser.press(Key::Tab);
    browser.expect_gone("button", "As at the start");
    browser.until("the focus is lost", || browser.focus());

    browser.enter("button", "Name");
    browser.expect_path("order", |path| path.contains("sort=name").then_some(()));
    browser.expect_focus("button", "Name");
    browser.tab_to("separator", "Width of “Name”");
    let width = || {
        browser.run(
            "return document.activeElement.ariaValueNow ?? document.activeElement.getAttribute('aria-valuenow')",
            &[],
        )
    };
    let before = width();
    browser.press(Key::Right);
    browser.until("it keeps its width", || (width() != before).then_some(()));
    browser.expect_focus("separator", "Width of “Name”");

    browser.type_into("Filter by name, person, permission, event", "old");
    browser.expect_gone("link", "Everything");
    browser.enter("button", "Filters");
    browser.choose_by_letters("Status", "Active");
    browser.expect("button", "Remove filter — Status: Active");
    browser.type_into("Name of the filter", "All old");
    browser.press(Key::Enter);
    browser.expect("button", "Delete the filter “All old”");
    browser.expect_focus("textbox", "Name of the filter");
    browser.enter("button", "Remove filter — Status: Active");
    browser.expect_gone("button", "Remove filter — Status: Active");
    browser.until("the focus is lost", || browser.focus());
    browser.enter("button", "All old");
    browser.expect("button", "Remove filter — Status: Active");
    browser.enter("button", "Delete the filter “All old”");
    browser.expect_gone("button", "Delete the filter “All old”");
    browser.until("the focus is lost", || browser.focus());

    browser.tab_to("combobox", "Rows per page");
    browser.press(Key::Home);
    browser.enter("button", "Next");
    browser.expect_text("Page 2 of 2");
    browser.expect_focus("button", "Next");
    browser.enter("button", "Previous");
    browser.expect_text("Page 1 of 2");
    browser.tick("Select all on this page");
    browser.enter("button", "Select all that match: 6");
    browser.expect_text("Selected: 6 of 6");
    browser.until("the focus is lost", || browser.focus());
    browser.enter("button", "Disable");
    browser.expect_focus("button", "Cancel");
    browser.press(Key::Tab);
    browser.press(Key::Enter);
    browser.expect_text("Disabled: 6");
    browser.expect("heading", "No match");
    browser.until("the focus is lost", || browser.focus());
    old.iter().for_each(|webhook| webhook.expect_dead());
    browser.enter("button", "Show all");
    browser.expect_row("Everything");
    browser.until("the focus is lost", || browser.focus());
}
