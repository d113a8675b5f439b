//! Integrations that go: one by the menu of its row, many at once.

use super::{follow, pick_last, sign_in};
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
    follow(&browser, "Integrations");
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
    browser.tab_to("button", "Delete integration");
    browser.press(Key::Enter);
    browser.expect_text("That is not its name.");
    // Whoever is told so is already in the field.
    browser.expect_focus("textbox", "It is in use. Type its name to delete it: In use");
    browser.type_text("In use");
    browser.tab_to("button", "Delete integration");
    browser.press(Key::Enter);
    browser.expect_text("Deleted: In use");
    browser.expect_gone("button", menu);
    browser.expect_focus("main", "");
    used.expect_dead();

    browser.tab_to("checkbox", "Select all on this page");
    browser.press(Key::Space);
    for stays in ["Select “Old 0”", "Select “Everything”"] {
        browser.tab_to("checkbox", stays);
        browser.press(Key::Space);
    }
    browser.expect_text("Selected: 2 of");
    browser.tab_to("button", "Delete…");
    browser.press(Key::Enter);
    browser.expect("dialog", "Delete integrations: 2?");
    browser.expect_focus("button", "Cancel");
    browser.press(Key::Escape);
    browser.expect_gone("dialog", "Delete integrations: 2?");
    browser.expect_focus("button", "Delete…");
    browser.press(Key::Enter);
    browser.tab_to("textbox", "Type their number to delete them: 2");
    browser.type_text("2");
    browser.tab_to("button", "Delete integrations");
    browser.press(Key::Enter);
    browser.expect_text("Deleted: 2");
    browser.expect_gone("button", "Actions for Old 1");
    browser.expect_focus("main", "");
    browser.expect_row("Old 0");
    old[0].expect_alive();
    old[1..].iter().for_each(|webhook| webhook.expect_dead());
}
