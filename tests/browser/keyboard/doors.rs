//! The ways in: setting a fresh portal up, accepting an invitation, the language of whoever is still outside.

use super::{sign_in_as, sign_out};
use crate::browser::Browser;
use portico_tests::portal::{PASSWORD, Portal};
use tempfile::tempdir;
use thirtyfour::Key;

#[test]
fn a_portal_is_set_up_and_somebody_invited_comes_in() {
    let data = tempdir().unwrap();
    let (portal, token) = Portal::serve_empty(data.path());
    let browser = Browser::new(&portal.url);
    browser.open(&format!("/setup#{token}"));
    browser.expect_focus("textbox", "First name");
    browser.type_text("Ada");
    browser.type_into("Last name", "Admin");
    browser.type_into("E-mail", "nobody");
    browser.type_into("Password", PASSWORD);
    browser.type_into("Company", "Example Ltd");
    browser.choose_by_letters("Language of the portal", "English");
    browser.type_into("Time zone", "Europe/Paris");
    browser.type_into("Base currency", "EUR");
    browser.press(Key::Enter);
    browser.expect_text("Enter an e-mail address such as name@example.com.");
    // Whoever is told so is already in the field.
    browser.expect_focus("textbox", "E-mail");
    browser.type_over("ada@example.com");
    browser.press(Key::Enter);
    browser.expect("heading", "What do you want to connect?");
    browser.expect_focus("main", "");

    browser.enter("link", "People");
    browser.enter("button", "Invite somebody");
    browser.expect_focus("textbox", "E-mail");
    browser.type_text("guest@example.com");
    browser.press(Key::Enter);
    let link = browser.until("no link", || {
        let link = browser.value("One-time link");
        link.contains("/invite#").then_some(link)
    });
    browser.enter("button", "Copy link");
    browser.expect_focus("button", "Copied");
    browser.press(Key::Escape);
    browser.expect_gone("textbox", "One-time link");
    browser.expect_focus("button", "Invite somebody");
    browser.expect_row("guest@example.com");
    sign_out(&browser);

    for (language, heading) in [("Français", "Connexion"), ("Русский", "Вход"), ("English", "Sign in")] {
        browser.enter("button", language);
        browser.expect("heading", heading);
        browser.expect_focus("button", language);
    }
    browser.open(&link);
    browser.expect_focus("textbox", "New password");
    browser.type_text("short");
    browser.type_into("First name", "Greta");
    browser.type_into("Last name", "Guest");
    browser.press(Key::Enter);
    browser.expect_text("Use at least 8 characters.");
    browser.expect_focus("textbox", "New password");
    browser.type_over(PASSWORD);
    browser.press(Key::Enter);
    browser.expect("heading", "What do you want to connect?");
    browser.expect_text("Greta Guest");
    sign_out(&browser);
    sign_in_as(&browser, "guest@example.com", PASSWORD);
}
