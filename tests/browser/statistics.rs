//! "The portal is slow": from that complaint to the method and the integration that cause it, in three
//! clicks; days that cannot be shown; the same numbers as a file.

use crate::browser::Browser;
use portico_tests::portal::Sandbox;
use serde_json::json;

const DAY: i64 = 24 * 60 * 60 * 1000;

/// The integration that does it.
pub const BUSY: &str = "Stock exchange";

/// A portal where one integration does nearly everything.
pub fn busy() -> Sandbox {
    busy_after(0)
}

/// The same, so many days later than it is for the browser.
fn busy_after(days: i64) -> Sandbox {
    let sandbox = Sandbox::start();
    sandbox.advance(days * DAY);
    let user = sandbox.signed_in(&sandbox.user);
    let (_, busy) = user.webhook(BUSY, &["crm"]);
    let (_, quiet) = user.webhook("Nightly export", &["crm"]);
    for _ in 0..12 {
        busy.get("crm.deal.list").expect(200);
    }
    for _ in 0..3 {
        busy.get("crm.lead.fields").expect(200);
    }
    quiet.get("profile").expect(200);
    sandbox
}

#[test]
fn the_cause_of_a_slow_portal_is_three_clicks_away() {
    // The days are those of the portal, whatever day it is for the browser.
    let sandbox = busy_after(40);
    let browser = Browser::new(&sandbox.url);
    browser.sign_in(&sandbox.admin);
    browser.click("link", "Statistics");
    // A piece of the last bar: it names the integration and its requests.
    let piece = browser.until("no bar of the busy integration", || label(&browser, &format!("{BUSY}: 15")));
    browser.click("button", &piece);
    browser.expect_path("integration", |path| path.contains("integration=").then_some(()));
    let piece = browser.until("the bars are not stacked by method", || label(&browser, "crm.deal.list: 12"));
    assert!(label(&browser, "crm.lead.fields: 3").is_some(), "the methods together are the integration's requests");
    browser.click("button", &piece);
    browser.expect_path("method", |path| path.contains("method=crm.deal.list").then_some(()));
    let row = browser.expect_row("crm.deal.list");
    assert!(row.contains(BUSY) && row.contains("12"), "{row}");

    browser.click("button", "Reset filter");
    browser.until("not everything is shown again", || label(&browser, "Nightly export: 1"));
    assert!(!browser.path().contains("integration="));
}

#[test]
fn too_many_days_are_refused_before_they_are_asked_for_and_the_file_is_the_table() {
    let sandbox = busy();
    let browser = Browser::new(&sandbox.url);
    browser.sign_in(&sandbox.admin);
    browser.click("link", "Statistics");
    browser.expect_row("crm.deal.list");

    let file = "const ask = new XMLHttpRequest(); \
        ask.open('GET', document.querySelector('a[download][href*=json]').href, false); ask.send(); \
        return JSON.parse(ask.responseText).map(row => row.caller.name + ' ' + row.method + ' ' + row.requests)";
    let rows = browser.run(file, &[]).and_then(|rows| serde_json::from_value::<Vec<String>>(rows).ok()).unwrap();
    assert!(rows.contains(&format!("{BUSY} crm.deal.list 12")), "{rows:?}");
    for row in &rows {
        let method = row.split(' ').rev().nth(1).unwrap();
        browser.expect_row(method);
    }

    let before = browser.path();
    for (label, days) in [("From", 30), ("To", 1)] {
        let set = "const [label, days] = arguments; \
            const input = [...document.querySelectorAll('.own-window label')].find(of => of.innerText.trim() == label).control; \
            input.value = new Date(Date.now() - days * 864e5).toISOString().slice(0, 10); \
            input.dispatchEvent(new Event('input', { bubbles: true })); \
            input.dispatchEvent(new Event('change', { bubbles: true })); return true";
        assert_eq!(browser.run(set, &[json!(label), json!(days)]), Some(json!(true)));
    }
    browser.expect_text("Pick at most 14 days.");
    browser.click("button", "Show");
    assert_eq!(browser.path(), before, "nothing is asked for");

    browser.open("/dev/statistics?from=2026-02-20&to=2026-02-10");
    browser.expect_text("The last day comes before the first.");
    browser.click("button", "Show the last 14 days");
    browser.expect_row("crm.deal.list");
}

/// The label of the piece of a bar that ends in these words.
pub fn label(browser: &Browser, words: &str) -> Option<String> {
    let find = "return [...document.querySelectorAll('.chart__piece')].map(of => of.getAttribute('aria-label')) \
        .find(label => label.endsWith(arguments[0]))";
    browser.run(find, &[json!(words)])?.as_str().map(str::to_owned)
}
