//! Three languages and the narrowest page: every screen is whole in each of them.

use crate::browser::{Browser, NARROW, Size};
use portico_tests::portal::Sandbox;
use serde_json::json;
use shared::integration::Integration;
use shared::text::Language;

#[test]
fn the_language_changes_without_a_new_page() {
    let sandbox = Sandbox::start();
    let browser = Browser::new(&sandbox.url);
    browser.open("/dev");
    browser.expect("heading", "Sign in");
    browser.click("button", "Русский");
    browser.expect("heading", "Вход");
    browser.click("button", "English");
    browser.sign_in(&sandbox.admin);
    browser.run("window.sameSince = 'start'", &[]);
    browser.click("link", "Statistics");
    browser.expect("heading", "Statistics");
    for (list, language, heading, tab) in [
        ("Language", "Français", "Statistiques", "Cas d’utilisation courants"),
        ("Langue", "Русский", "Статистика", "Готовые сценарии"),
        ("Язык", "English", "Statistics", "Common use cases"),
    ] {
        browser.choose(list, language);
        browser.expect("heading", heading);
        browser.expect("link", tab);
        assert_eq!(browser.run("return window.sameSince", &[]), Some(json!("start")), "the page was loaded anew");
    }
    browser.choose("Language", "Français");
    browser.reload();
    browser.expect("heading", "Statistiques");
    assert_eq!(browser.run("return document.documentElement.lang", &[]), Some(json!("fr")));
}

#[test]
fn headings_are_in_the_language_chosen() {
    let sandbox = Sandbox::start();
    let screens = screens(&sandbox);
    let browser = Browser::new(&sandbox.url);
    browser.sign_in(&sandbox.admin);
    let [english, french, russian] = Language::ALL.map(|language| {
        speak(&browser, language);
        screens.iter().map(|screen| headings(&browser, screen, language)).collect::<Vec<_>>()
    });
    for (at, screen) in screens.iter().enumerate() {
        let (english, french, russian) = (&english[at], &french[at], &russian[at]);
        assert!(!english.is_empty(), "{screen} has no heading");
        assert_eq!((english.len(), french.len()), (french.len(), russian.len()), "{screen}: {english:?} {french:?}");
        for ((english, french), russian) in english.iter().zip(french).zip(russian) {
            assert!(english != french && !french.chars().any(is_cyrillic), "{screen}: {french} beside {english}");
            assert!(russian.chars().any(is_cyrillic), "{screen}: {russian} beside {english}");
            assert!(!english.chars().any(is_cyrillic), "{screen}: {english}");
        }
    }
}

#[test]
fn every_screen_fits_the_narrowest_page() {
    let sandbox = Sandbox::start();
    let screens = screens(&sandbox);
    let browser = Browser::with(&sandbox.url, Size::Narrow);
    let mut wide = Vec::new();
    let mut measure = |screen: &str, language: Language| {
        let (page, beyond): (u32, Vec<String>) =
            browser.until("no measure", || browser.ask("widths", &[json!(NARROW)]));
        if page > NARROW || !beyond.is_empty() {
            wide.push(format!("{screen} in {}: {page} pixels, {beyond:?}", language.name()));
        }
    };
    for language in Language::ALL {
        browser.open("/sign-in");
        speak(&browser, language);
        headings(&browser, "/sign-in", language);
        measure("/sign-in", language);
    }
    browser.open("/sign-in");
    speak(&browser, Language::En);
    browser.open("/sign-in");
    browser.fill("E-mail", &sandbox.admin.email);
    browser.fill("Password", &sandbox.admin.password);
    browser.click("button", "Sign in");
    browser.expect("heading", "What do you want to connect?");
    for language in Language::ALL {
        speak(&browser, language);
        for screen in &screens {
            headings(&browser, screen, language);
            measure(screen, language);
        }
    }
    assert!(wide.is_empty(), "wider than {NARROW} pixels:\n{}", wide.join("\n"));
}

/// Every address inside the shell, with something to show at each.
pub fn screens(sandbox: &Sandbox) -> Vec<String> {
    let owner = sandbox.signed_in(&sandbox.user);
    let foreign = owner.save(&owner.draft("move_lead"), |save| save.name = "4711".to_owned()).integration;
    let admin = sandbox.signed_in(&sandbox.admin);
    let (own, webhook): (Integration, _) = admin.webhook("4712", &["crm", "task"]);
    webhook.result("crm.lead.list", json!({}));
    webhook.batch(json!({"leads": "crm.lead.list", "me": "profile"}));
    vec![
        "/dev".to_owned(),
        "/dev/scenarios/move_lead/new".to_owned(),
        "/dev/integrations".to_owned(),
        format!("/dev/integrations/{}", own.id),
        format!("/dev/integrations/{}", foreign.id),
        "/dev/statistics".to_owned(),
        "/people".to_owned(),
        "/nothing".to_owned(),
    ]
}

/// Chooses a language as the screens remember it, for the pages to come.
pub fn speak(browser: &Browser, language: Language) {
    let chosen = browser.run("localStorage.setItem('portico.language', arguments[0])", &[json!(language.code())]);
    assert!(chosen.is_some(), "the browser remembers nothing");
}

/// Opens a screen; its headings once everything has come, without names that somebody gave.
fn headings(browser: &Browser, screen: &str, language: Language) -> Vec<String> {
    browser.open(screen);
    browser.settle(language);
    let named = |heading: &String| !heading.starts_with("471");
    browser.headings().into_iter().filter(named).collect()
}

fn is_cyrillic(letter: char) -> bool {
    ('\u{400}'..='\u{4ff}').contains(&letter)
}
