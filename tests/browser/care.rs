//! An integration over its life: secrets that follow one another, an expiry, a session that ends in between,
//! and somebody else's save.

use crate::browser::Browser;
use portico_tests::console::Console;
use portico_tests::portal::Sandbox;
use portico_tests::rest::Webhook;
use shared::integration::Integration;
use std::cell::Cell;

/// Somebody's integration, open in their browser.
struct Opened {
    browser: Browser,
    integration: Integration,
    webhook: Webhook,
    user: Console,
    // The last to go: everything else is in it.
    sandbox: Sandbox,
}

fn open() -> Opened {
    let sandbox = Sandbox::start();
    let user = sandbox.signed_in(&sandbox.user);
    let (integration, webhook) = user.webhook("Leads of the site", &["crm"]);
    let browser = Browser::new(&sandbox.url);
    browser.sign_in(&sandbox.user);
    browser.open(&format!("/dev/integrations/{}", integration.id));
    Opened { browser, integration, webhook, user, sandbox }
}

const HOUR: i64 = 60 * 60 * 1000;
const DAY: i64 = 24 * HOUR;

#[test]
fn a_secret_is_replaced_with_a_day_to_spare() {
    let Opened { sandbox, user, integration, webhook: old, browser } = open();
    browser.click("button", "Generate new");
    browser.expect("dialog", "Generate a new secret?");
    browser.pick("24 hours");
    browser.click("button", "Generate");
    browser.expect_text("this one works for 24 hours more");
    old.expect_alive();
    browser.click("button", "Save integration");
    browser.expect_text("The secret is new.");
    browser.expect_text("The previous secret still works");
    let new = user.reveal(&shown(&user, integration.id));
    assert!(browser.source().contains(new.secret()), "the new one is shown once");
    old.expect_alive();
    new.expect_alive();
    sandbox.advance(DAY);
    old.expect_dead();
    new.expect_alive();

    // Another one, and the present one is ended by hand.
    browser.click("button", "Generate new");
    browser.pick("8 hours");
    browser.click("button", "Generate");
    browser.click("button", "Save integration");
    browser.expect_text("The previous secret still works");
    new.expect_alive();
    browser.click("button", "End it now");
    browser.expect("dialog", "End the previous secret?");
    browser.click("button", "End it now");
    browser.expect_text_gone("The previous secret still works");
    new.expect_dead();
    user.reveal(&shown(&user, integration.id)).expect_alive();
}

#[test]
fn an_expired_webhook_is_extended_through_a_session_that_has_ended() {
    let Opened { sandbox, integration, webhook, browser, .. } = open();
    browser.pick("30 days");
    browser.click("button", "Save integration");
    browser.expect_text("Integration saved");
    webhook.expect_alive();
    browser.fill("Note", "Ask Ulla before you change it");
    sandbox.advance(32 * DAY);
    webhook.expect_dead();
    browser.pick("Never");
    // The screen may find out by itself before anything is pressed.
    let pressed = Cell::new(false);
    browser.until("nobody asks to sign in again", || {
        pressed.set(pressed.get() || browser.try_click("button", "Save integration"));
        browser.has("dialog", "Sign in again").then_some(())
    });
    browser.fill("Password", &sandbox.user.password);
    browser.click("button", "Sign in");
    browser.expect_gone("dialog", "Sign in again");
    if !pressed.get() {
        browser.click("button", "Save integration");
    }
    browser.until("nothing is saved", || {
        sandbox.signed_in(&sandbox.user);
        (webhook.get("profile").status == 200).then_some(())
    });
    let again = sandbox.signed_in(&sandbox.user);
    let saved: Integration = again.get(&format!("/console/integrations/{}", integration.id)).parsed();
    assert_eq!(saved.note, "Ask Ulla before you change it", "what was typed before the session ended is there");
    assert_eq!(again.reveal(&saved), webhook, "extending keeps the secret");
    browser.click("button", "Close");
    browser.click("button", "Notices, unread: 1");
    browser.expect_text("Your integration “Leads of the site” expired on");
}

#[test]
fn somebody_elses_save_is_shown_before_it_is_overwritten() {
    let Opened { sandbox: _sandbox, user, integration, browser, .. } = open();
    browser.fill("Note", "Mine");
    let theirs = user.save(&integration, |save| {
        save.name = "Leads of the shop".to_owned();
        save.note = "Theirs".to_owned();
    });
    browser.click("button", "Save integration");
    browser.expect("dialog", "Changed meanwhile");
    for words in ["Leads of the shop", "Leads of the site", "Theirs", "Mine"] {
        browser.expect_text(words);
    }
    browser.click("button", "Keep editing");
    browser.expect_gone("dialog", "Changed meanwhile");
    assert_eq!(browser.value("Note"), "Mine");
    browser.click("button", "Save integration");
    browser.click("button", "Overwrite");
    browser.expect_text("Integration saved");
    let now = shown(&user, integration.id);
    assert_eq!((now.name.as_str(), now.note.as_str()), ("Leads of the site", "Mine"));
    assert!(now.version > theirs.integration.version);
}

#[test]
fn back_asks_before_changes_are_lost_and_a_reload_finds_its_draft() {
    let sandbox = Sandbox::start();
    let browser = Browser::new(&sandbox.url);
    browser.sign_in(&sandbox.user);
    browser.open("/dev");
    browser.click("link", "Move a lead along the sales funnel");
    let draft = || browser.expect_path("draft", |path| path.contains("/new?draft=").then(|| path.to_owned()));
    let first = draft();
    browser.reload();
    browser.expect("button", "Save integration");
    assert_eq!(draft(), first, "a reload finds the same draft");

    browser.fill("Note", "Not saved yet");
    browser.wait(browser.driver().back());
    browser.expect("dialog", "Leave without saving?");
    assert_eq!(draft(), first);
    browser.click("button", "Cancel");
    assert_eq!(browser.value("Note"), "Not saved yet");
    browser.wait(browser.driver().back());
    browser.click("button", "Leave");
    browser.expect_path("list of scenarios", |path| (path == "/dev").then_some(()));
    browser.wait(browser.driver().forward());
    browser.expect("button", "Save integration");
    assert_eq!(draft(), first);
}

#[test]
fn settings_that_are_not_saved_are_not_left_by_a_link_unasked() {
    let sandbox = Sandbox::start();
    let browser = Browser::new(&sandbox.url);
    browser.sign_in(&sandbox.admin);
    browser.click("link", "Settings");
    browser.fill("Name", "Nordwind");
    browser.click("link", "People");
    browser.expect("dialog", "Leave without saving?");
    browser.click("button", "Cancel");
    assert_eq!(browser.value("Name"), "Nordwind");
    // Shortcuts are no other way out.
    browser.run("document.activeElement.blur()", &[]);
    browser.type_text("gi");
    browser.expect("dialog", "Leave without saving?");
    browser.click("button", "Cancel");
    browser.click("link", "People");
    browser.click("button", "Leave");
    browser.expect("button", "Invite somebody");

    browser.click("link", "Settings");
    browser.fill("Name", "Nordwind");
    browser.press(thirtyfour::Key::Enter);
    browser.expect_text("Saved: Portal");
    browser.click("link", "People");
    browser.expect("button", "Invite somebody");

    // What is typed while a save is under way is no part of it.
    browser.click("link", "Settings");
    browser.fill("Requests of integrations, days", "9");
    browser.run(
        "const send = window.fetch; \
         window.fetch = asked => asked.method === 'PUT' \
             ? new Promise(go => window.release = go).then(() => send(asked)) : send(asked)",
        &[],
    );
    browser.press(thirtyfour::Key::Enter);
    browser.fill("Requests of integrations, days", "11");
    browser.until("it is not sent", || {
        browser.run("return window.release?.() === undefined && !!window.release || null", &[])?.as_bool()
    });
    browser.expect_text("Saved: How long things are kept");
    browser.click("link", "People");
    browser.expect("dialog", "Leave without saving?");
    browser.click("button", "Cancel");
    assert_eq!(browser.value("Requests of integrations, days"), "11");
}

#[test]
fn a_failure_is_told_beside_what_is_to_be_corrected() {
    let Opened { browser, .. } = &open();
    browser.fill("Requests per second", "often");
    browser.click("button", "Save integration");
    browser.expect_text("Not saved: correct what is marked above.");
    browser.run(
        "const send = window.fetch; \
         window.fetch = asked => asked.url.includes('/reveal') ? Promise.reject(new TypeError('lost')) : send(asked)",
        &[],
    );
    browser.click("button", "Show");
    browser.expect_text("The portal does not answer. Check the connection and try again.");
    browser.expect_text("This keeps it from being saved");
}

#[test]
fn the_profile_asks_too_and_a_zone_that_the_browser_does_not_know_breaks_no_date() {
    let sandbox = Sandbox::start();
    sandbox.signed_in(&sandbox.user).webhook("Leads of the site", &["crm"]);
    let browser = Browser::new(&sandbox.url);
    browser.sign_in(&sandbox.user);
    browser.type_text("gm");
    browser.fill("Last name", "Winter");
    browser.click("link", "Developer resources");
    browser.expect("dialog", "Leave without saving?");
    browser.click("button", "Cancel");
    assert_eq!(browser.value("Last name"), "Winter");
    browser.fill("Last name", "Winter");
    browser.press(thirtyfour::Key::Enter);
    browser.expect_text("Saved: Name");

    // An older browser than the portal's list of zones.
    browser.run(
        "const known = Intl.DateTimeFormat; \
         Intl.DateTimeFormat = function (tag, options) { \
             if (options?.timeZone === 'Asia/Tokyo') throw new RangeError('Invalid time zone'); \
             return new known(tag, options); \
         }",
        &[],
    );
    browser.fill("Time zone of dates", "Asia/Tokyo");
    browser.press(thirtyfour::Key::Enter);
    browser.expect_text("Saved: Screens");
    browser.click("link", "Developer resources");
    browser.expect("heading", "What do you want to connect?");
    browser.click("link", "Integrations");
    browser.expect_row("Leads of the site");
}

#[test]
fn what_keeps_a_form_from_being_saved_is_listed_and_leads_to_its_field() {
    let Opened { sandbox: _sandbox, user, integration, webhook, browser } = open();
    browser.fill("Requests per second", "often");
    browser.fill("Allowed addresses", "10.0.0.0/33, 127.0.0.1");
    browser.click("button", "Save integration");
    browser.expect_text("This keeps it from being saved");
    browser.click("button", "Requests per second");
    browser.expect_focus("textbox", "Requests per second");
    browser.fill("Requests per second", "50");
    browser.click("button", "Save integration");
    browser.expect_text("Not an IP address or a block such as 10.0.0.0/8: 10.0.0.0/33");
    browser.click("button", "Allowed addresses");
    browser.expect_focus("textbox", "Allowed addresses");
    browser.fill("Allowed addresses", "203.0.113.7 10.1.2.3/8");
    browser.click("button", "Save integration");
    browser.expect_text("Integration saved");
    assert_eq!(browser.value("Allowed addresses"), "203.0.113.7\n10.0.0.0/8");
    webhook.get("profile").expect_error(403, "ACCESS_DENIED");

    browser.click("button", "Remove CRM");
    browser.click("button", "Close");
    browser.expect("dialog", "Leave without saving?");
    browser.click("button", "Cancel");
    browser.click("button", "Save integration");
    browser.expect_text_gone("crm");
    let saved: Integration = shown(&user, integration.id);
    assert!(saved.inbound.unwrap().scopes.is_empty());
}

fn shown(console: &Console, id: u64) -> Integration {
    console.get(&format!("/console/integrations/{id}")).parsed()
}
