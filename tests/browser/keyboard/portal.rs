//! The portal and oneself: settings, the profile, sign-ins elsewhere, the language of the screens, the audit trail.

use super::{open_account, sign_in};
use crate::browser::Browser;
use portico_tests::portal::Sandbox;
use serde_json::json;
use shared::audit::PAGE;
use thirtyfour::Key;

#[test]
fn settings_and_the_profile_are_changed() {
    let sandbox = Sandbox::start();
    let elsewhere = sandbox.signed_in(&sandbox.admin);
    let browser = Browser::new(&sandbox.url);
    sign_in(&browser, &sandbox.admin);
    browser.enter("link", "Settings");
    browser.type_into("Name", "Nordwind");
    browser.press(Key::Enter);
    browser.expect_text("Saved: Portal");
    browser.expect("link", "Nordwind");
    browser.expect_focus("textbox", "Name");
    browser.choose_by_letters("Limits", "Custom");
    browser.type_into("Requests a second", "many");
    browser.press(Key::Enter);
    browser.expect_text("Enter a whole number.");
    browser.expect_focus("textbox", "Requests a second");
    browser.type_over("20");
    browser.press(Key::Enter);
    browser.expect_text("Saved: Limits of REST");
    browser.choose_by_arrows("On", "Paused");
    browser.enter("button", "Save");
    browser.expect_text("Saved: REST");
    sandbox.user.webhook.get("profile").expect_error(503, "OVERLOAD_LIMIT");

    browser.run("window.sameSince = 'start'", &[]);
    open_account(&browser);
    browser.tab_to("combobox", "Language");
    for (key, list, heading) in
        [(Key::Down, "Langue", "Réglages"), (Key::Down, "Язык", "Настройки"), (Key::Home, "Language", "Settings")]
    {
        browser.press(key);
        browser.expect("heading", heading);
        browser.expect_focus("combobox", list);
    }
    assert_eq!(browser.run("return window.sameSince", &[]), Some(json!("start")), "the page was loaded anew");
    browser.press(Key::Escape);
    browser.expect_gone("button", "Sign out");
    // Whoever goes on by Tab leaves what is open behind.
    open_account(&browser);
    browser.tab_to("button", "Sign out");
    browser.press(Key::Tab);
    browser.expect_gone("button", "Sign out");

    open_account(&browser);
    browser.enter("link", "Your profile");
    browser.expect("heading", "Your profile");
    browser.choose_by_letters("Language", "Français");
    browser.choose_by_letters("Colours", "Dark");
    browser.enter("button", "Save");
    browser.expect("heading", "Votre profil");
    browser.expect_text("Enregistré\u{a0}: Écrans");
    assert_eq!(browser.run("return document.documentElement.dataset.theme", &[]), Some(json!("dark")));
    browser.choose_by_letters("Langue", "English");
    browser.enter("button", "Enregistrer");
    browser.expect("heading", "Your profile");

    let password = "a longer horse battery";
    browser.type_into("Current password", "a wrong guess");
    browser.type_into("New password", password);
    browser.press(Key::Enter);
    browser.expect_focus("textbox", "Current password");
    browser.type_over(&sandbox.admin.password);
    browser.press(Key::Enter);
    browser.expect_text("The password is changed.");
    assert_eq!(elsewhere.get("/console/profile").status, 401);
    for _ in 0..3 {
        sandbox.visitor().sign_in(&sandbox.admin.email, password).expect(200);
    }
    browser.reload();
    let others = || browser.text().matches("\nEnd\n").count();
    browser.until("no other sign-ins", || (others() == 3).then_some(()));
    let end = browser.tab_until("End", |focus| focus.name.starts_with("End ")).name;
    browser.press(Key::Enter);
    browser.expect_text("The sign-in has ended.");
    browser.until("it stays", || (others() == 2).then_some(()));
    browser.expect_focus("button", &end);
    browser.enter("button", "End all others");
    browser.expect_text("All other sign-ins have ended.");
    browser.expect_gone("button", "End all others");
    browser.until("the focus is lost", || browser.focus());
}

#[test]
fn the_audit_trail_is_filtered_and_read_back_to_its_beginning() {
    let sandbox = Sandbox::start();
    let user = sandbox.signed_in(&sandbox.user);
    for n in 0..PAGE {
        user.webhook(&format!("Number {n}."), &[]);
    }
    let browser = Browser::new(&sandbox.url);
    sign_in(&browser, &sandbox.user);
    browser.enter("link", "Audit trail");
    browser.expect_row("Created an integration");
    assert!(!browser.text().contains("Number 0."), "{}", browser.text());
    browser.enter("button", "Show older rows");
    browser.expect_row("Number 0.");
    browser.expect_gone("button", "Show older rows");
    browser.until("the focus is lost", || browser.focus());
    browser.choose_by_letters("Act", "Signed in");
    browser.expect_text_gone("Number 0.");
    browser.expect_row("Signed in");
    browser.type_date("From", 900);
    browser.press(Key::Enter);
    browser.expect("heading", "Nothing matches the filter");
    browser.enter("button", "Show all");
    browser.expect_row("Created an integration");
    browser.until("the focus is lost", || browser.focus());
}
