//! What is somebody else's: for people it is not there, for administrators it is there and masked.

use super::{sign_in, sign_in_as, sign_out};
use crate::browser::Browser;
use portico_tests::portal::{PASSWORD, Sandbox, join};
use thirtyfour::Key;

const NAME: &str = "Leads of the site";

#[test]
fn people_find_nothing_and_administrators_find_it_masked() {
    let sandbox = Sandbox::start();
    let (integration, webhook) = sandbox.signed_in(&sandbox.user).webhook(NAME, &["crm"]);
    let email = "ulla@example.com";
    join(&sandbox.url, &sandbox.signed_in(&sandbox.admin), email);
    let form = format!("/dev/integrations/{}", integration.id);
    let browser = Browser::new(&sandbox.url);
    sign_in_as(&browser, email, PASSWORD);
    browser.enter("link", "Integrations");
    browser.expect("heading", "Nothing here yet");
    browser.expect_text_gone(NAME);
    browser.open(&form);
    browser.expect_text("It has been deleted, or it is not yours.");
    assert!(!browser.source().contains(NAME));
    assert!(!browser.has("button", "Save integration"));
    browser.enter("link", "All integrations");
    browser.expect("heading", "Nothing here yet");
    browser.until("the focus is lost", || browser.focus());
    sign_out(&browser);

    sign_in(&browser, &sandbox.admin);
    browser.enter("link", "Integrations");
    browser.enter("link", NAME);
    browser.enter("link", "Edit");
    browser.expect("button", "Save and take over");
    let masked = format!("/rest/{}/••••", sandbox.user.id);
    browser.expect_in("group", "Webhook address", "mask", |words| words.contains(&masked).then_some(()));
    assert!(!browser.has("button", "Show") && !browser.has("button", "Copy"), "{}", browser.text());
    assert!(!browser.source().contains(webhook.secret()));
    browser.expect_text("can run this: a call would act with their rights.");
    assert!(!browser.is_enabled("button", "Execute"));
    browser.press_with_ctrl(Key::Enter);
    browser.press(Key::Escape);
    browser.expect_gone("button", "Save and take over");
    webhook.expect_alive();
}
