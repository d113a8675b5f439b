//! An integration over its life: it changes hands, gets a new secret, expires and is extended.

use super::sign_in;
use crate::browser::Browser;
use portico_tests::portal::Sandbox;
use shared::integration::Integration;
use thirtyfour::Key;

const NAME: &str = "Leads of the site";
const DAY: i64 = 24 * 60 * 60 * 1000;

#[test]
fn an_administrator_looks_without_effect_and_then_takes_over() {
    let sandbox = Sandbox::start();
    let owner = sandbox.signed_in(&sandbox.user);
    let (integration, old) = owner.webhook(NAME, &["crm"]);
    let address = format!("/console/integrations/{}", integration.id);
    let browser = Browser::new(&sandbox.url);
    sign_in(&browser, &sandbox.admin);
    browser.enter("link", "Integrations");
    browser.enter("link", NAME);
    browser.enter("link", "Edit");
    browser.expect("button", "Save and take over");
    browser.press(Key::Escape);
    browser.expect_gone("button", "Save and take over");
    browser.expect_focus("link", NAME);
    let looked_at: Integration = owner.get(&address).parsed();
    assert_eq!((looked_at.version, looked_at.mine), (integration.version, true));
    old.expect_alive();

    browser.enter("button", &format!("Actions for {NAME}"));
    browser.expect_focus("menuitem", "Edit");
    browser.press(Key::Enter);
    browser.enter("button", "Rename");
    browser.expect_focus("textbox", "Name");
    browser.type_over("Leads of the shop");
    browser.enter("button", "Save and take over");
    browser.expect("dialog", "Take over this integration?");
    browser.expect_focus("button", "Cancel");
    browser.expect_trap(2);
    browser.press(Key::Escape);
    browser.expect_gone("dialog", "Take over this integration?");
    browser.expect_focus("button", "Save and take over");
    old.expect_alive();

    browser.press(Key::Enter);
    browser.expect_focus("button", "Cancel");
    browser.press(Key::Tab);
    browser.expect_focus("button", "Save and take over");
    browser.press_back();
    browser.expect_focus("button", "Cancel");
    browser.press(Key::Tab);
    browser.press(Key::Enter);
    browser.expect_text("You are the owner now.");
    browser.expect_focus("button", "Save integration");
    old.expect_dead();
    owner.get(&address).expect_fault(shared::fault::NOT_FOUND);
    let admin = sandbox.signed_in(&sandbox.admin);
    let taken: Integration = admin.get(&address).parsed();
    assert_eq!((taken.name.as_str(), taken.mine), ("Leads of the shop", true));
    admin.reveal(&taken).expect_alive();
}

#[test]
fn a_secret_is_replaced_with_a_day_to_spare() {
    let sandbox = Sandbox::start();
    let user = sandbox.signed_in(&sandbox.user);
    let (integration, old) = user.webhook(NAME, &["crm"]);
    let browser = Browser::new(&sandbox.url);
    sign_in(&browser, &sandbox.user);
    browser.enter("link", "Integrations");
    browser.enter("link", NAME);
    browser.enter("link", "Edit");
    browser.enter("button", "Generate new");
    browser.expect("dialog", "Generate a new secret?");
    browser.expect_focus("button", "Cancel");
    browser.expect_trap(3);
    browser.press(Key::Escape);
    browser.expect_gone("dialog", "Generate a new secret?");
    browser.expect_focus("button", "Generate new");
    browser.press(Key::Enter);
    browser.choose_by_arrows("Ends at once", "24 hours");
    browser.enter("button", "Generate");
    browser.expect_text("this one works for 24 hours more");
    browser.expect_focus("button", "Generate new");
    browser.enter("button", "Save integration");
    browser.expect_text("The previous secret still works");
    let new = user.reveal(&integration);
    assert_ne!(new.secret(), old.secret());
    old.expect_alive();
    new.expect_alive();
    sandbox.advance(DAY);
    old.expect_dead();
    new.expect_alive();
}

#[test]
fn an_expired_webhook_is_extended() {
    let sandbox = Sandbox::start();
    let user = sandbox.signed_in(&sandbox.user);
    let (integration, webhook) = user.webhook(NAME, &["crm"]);
    let browser = Browser::new(&sandbox.url);
    sign_in(&browser, &sandbox.user);
    browser.open(&format!("/dev/integrations/{}", integration.id));
    browser.expect_focus("heading", NAME);
    browser.choose_by_arrows("Never", "30 days");
    browser.enter("button", "Save integration");
    browser.expect_text("Integration saved");
    webhook.expect_alive();
    sandbox.advance(32 * DAY);
    webhook.expect_dead();

    // So long an absence has ended the session too.
    browser.open("/dev/integrations");
    sign_in_again(&browser, &sandbox);
    let row = browser.expect_row(NAME);
    assert!(row.contains("Expired"), "{row}");
    browser.enter("link", NAME);
    browser.enter("link", "Edit");
    browser.expect("button", "Save integration");
    browser.expect_focus("heading", NAME);
    // No span leads to a day that is over, so none is chosen.
    browser.choose_by_arrows("Never", "30 days");
    browser.enter("button", "Save integration");
    browser.expect_text("Integration saved");
    webhook.expect_alive();
}

fn sign_in_again(browser: &Browser, sandbox: &Sandbox) {
    browser.expect_focus("textbox", "E-mail");
    browser.type_over(&sandbox.user.email);
    browser.type_into("Password", &sandbox.user.password);
    browser.press(Key::Enter);
}
