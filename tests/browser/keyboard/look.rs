//! Looking: the bars of the statistics, the parts of an integration's page, and the palette that leads to all of it.

use super::sign_in;
use crate::browser::Browser;
use crate::statistics::{BUSY, busy, label};
use portico_tests::portal::Sandbox;
use thirtyfour::Key;

#[test]
fn bars_lead_to_methods_and_back() {
    let sandbox = busy();
    let browser = Browser::new(&sandbox.url);
    sign_in(&browser, &sandbox.admin);
    browser.enter("link", "Statistics");
    let piece = |words: &str| browser.until(words, || label(&browser, words));
    let (loud, quiet) = (piece(&format!("{BUSY}: 15")), piece("Nightly export: 1"));
    // All bars are one stop; the arrow keys walk over them.
    browser.tab_to("button", &loud);
    browser.press(Key::Up);
    browser.expect_focus("button", &quiet);
    browser.press(Key::Down);
    browser.expect_focus("button", &loud);
    browser.press(Key::Enter);
    browser.expect_path("integration", |path| path.contains("integration=").then_some(()));
    let (most, fewest) = (piece("crm.deal.list: 12"), piece("crm.lead.fields: 3"));
    browser.expect_focus("button", &most);
    browser.press(Key::Up);
    browser.expect_focus("button", &fewest);
    browser.press(Key::Space);
    browser.expect_path("method", |path| path.contains("method=crm.lead.fields").then_some(()));
    let row = browser.expect_row("crm.lead.fields");
    assert!(row.contains(BUSY) && row.contains('3'), "{row}");
    browser.until("the focus is lost", || browser.focus());

    browser.enter("button", "Reset filter");
    piece("Nightly export: 1");
    browser.expect_focus("button", "Method: All methods");
    assert!(!browser.path().contains("integration="));

    // The portal counts its days in UTC, and fifteen of them are one too many.
    let before = browser.path();
    browser.type_date("From", -14);
    browser.type_date("To", 0);
    browser.press(Key::Enter);
    browser.expect_text("Pick at most 14 days.");
    assert_eq!(browser.path(), before, "nothing is asked for");
    browser.type_date("From", -13);
    browser.press(Key::Tab);
    browser.expect_text_gone("Pick at most 14 days.");
    browser.enter("button", "Show");
    browser.expect_path("window", |path| path.contains("from=").then_some(()));
}

#[test]
fn the_palette_leads_on_and_every_part_of_a_page_is_reached() {
    let sandbox = Sandbox::start();
    let (integration, webhook) = sandbox.signed_in(&sandbox.user).webhook("Warehouse exchange", &["crm"]);
    webhook.get("profile").expect(200);
    webhook.get("user.get").expect_error(401, "insufficient_scope");
    let browser = Browser::new(&sandbox.url);
    sign_in(&browser, &sandbox.user);
    browser.tab_to("link", "Integrations");
    browser.press_with_ctrl('k');
    browser.expect_focus("combobox", "Search and commands");
    browser.expect_trap(1);
    browser.press(Key::Escape);
    browser.expect_gone("dialog", "Search and commands");
    browser.expect_focus("link", "Integrations");
    browser.press_with_ctrl('k');
    browser.expect_focus("combobox", "Search and commands");
    browser.type_text("integrations");
    browser.press(Key::Enter);
    browser.expect_path("list", |path| (path == "/dev/integrations").then_some(()));

    browser.enter("link", "Warehouse exchange");
    browser.expect("heading", "My usage");
    for (part, code, words) in [
        ("Log", "logs", "insufficient_scope"),
        ("Errors", "errors", "insufficient_scope"),
        ("Audit trail", "audit", "Created an integration"),
    ] {
        browser.enter("link", part);
        browser.expect_path(code, |path| path.ends_with(&format!("{}/{code}", integration.id)).then_some(()));
        browser.expect_row(words);
        browser.until("the page loses the focus", || browser.focus().filter(|focus| focus.inside));
    }
    browser.enter("link", "Overview");
    browser.expect("heading", "My usage");
    browser.press(Key::Escape);
    browser.expect_gone("heading", "My usage");
    browser.until("the focus is lost", || browser.focus());
}
