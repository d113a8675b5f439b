//! Three languages and the narrowest page: every screen is whole in each of them.

use crate::browser::{Browser, NARROW, Size};
use portico_tests::console::Console;
use portico_tests::portal::Sandbox;
use portico_tests::receiver::Receiver;
use portico_tests::rest::Webhook;
use serde::Deserialize;
use serde_json::json;
use shared::delivery::{Deliveries, Delivery};
use shared::integration::{Integration, SaveOutbound};
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
    browser.open_account();
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

/// On the narrowest page, where nothing may stick out to the side.
#[test]
fn every_screen_is_whole_in_every_language() {
    let sandbox = Sandbox::start();
    let screens = screens(&sandbox);
    let browser = Browser::with(&sandbox.url, Size::Narrow);
    let mut wrong = faults(&browser, "/sign-in");
    wrong.extend(faults(&browser, "/invite#nonsense"));
    speak(&browser, Language::En);
    browser.sign_in(&sandbox.admin);
    for screen in &screens {
        wrong.extend(faults(&browser, screen));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What the tests read off a screen.
#[derive(Debug, Deserialize)]
struct Look {
    headings: Vec<String>,
    width: u32,
    beyond: Vec<String>,
}

/// Opens a screen in each language; everything that is wrong with it.
fn faults(browser: &Browser, screen: &str) -> Vec<String> {
    browser.open(screen);
    let looks = Language::ALL.map(|language| {
        speak(browser, language);
        browser.reload();
        browser.settle(language);
        let mut look: Look = browser.until("no look", || browser.ask("look", &[json!(NARROW)]));
        // Names that somebody gave are in no language.
        look.headings.retain(|heading| !heading.starts_with(NAME));
        look
    });
    let too_wide = looks.iter().filter(|look| look.width > NARROW || !look.beyond.is_empty());
    let mut wrong: Vec<_> = too_wide.map(|look| format!("{screen} is too wide: {look:?}")).collect();
    let [english, french, russian] = looks.map(|look| look.headings);
    let same = |(english, french): (&String, &String)| english == french;
    let whole = english.len() == french.len()
        && french.len() == russian.len()
        && !english.iter().zip(&french).any(same)
        && russian.iter().all(|heading| heading.contains(is_cyrillic))
        && !english.iter().chain(&french).any(|heading| heading.contains(is_cyrillic));
    if !whole {
        wrong.push(format!("{screen} mixes languages: {english:?} {french:?} {russian:?}"));
    }
    wrong
}

/// Begins the name of everything that is made for the screens to show.
const NAME: &str = "471";

/// Every address inside the shell, with something to show at each.
pub fn screens(sandbox: &Sandbox) -> Vec<String> {
    let owner = sandbox.signed_in(&sandbox.user);
    let foreign = owner.save(&owner.draft("move_lead"), |save| save.name = format!("{NAME}1")).integration;
    let admin = sandbox.signed_in(&sandbox.admin);
    let (own, webhook): (Integration, _) = admin.webhook(&format!("{NAME}2"), &["crm", "task"]);
    webhook.result("crm.lead.list", json!({}));
    webhook.batch(json!({"leads": "crm.lead.list", "me": "profile"}));
    let told = told(&admin, &sandbox.admin.webhook);
    vec![
        "/dev".to_owned(),
        "/dev/scenarios/widget".to_owned(),
        "/dev/scenarios/move_lead/new".to_owned(),
        "/dev/scenarios/outbound/new".to_owned(),
        "/dev/scenarios/bot/bot_listen/new".to_owned(),
        "/dev/integrations".to_owned(),
        format!("/dev/integrations/{}", own.id),
        format!("/dev/integrations/{}", foreign.id),
        format!("/dev/integrations/{}/overview", own.id),
        format!("/dev/integrations/{}/logs", own.id),
        format!("/dev/integrations/{}/errors", own.id),
        format!("/dev/integrations/{}/audit", own.id),
        format!("/dev/integrations/{}/deliveries", told.integration),
        "/dev/deliveries".to_owned(),
        "/dev/deliveries?state=delivered&has=nothing".to_owned(),
        format!("/dev/deliveries/{}/{}", told.integration, told.id),
        "/dev/statistics".to_owned(),
        "/dev/audit".to_owned(),
        "/people".to_owned(),
        "/settings".to_owned(),
        "/profile".to_owned(),
        "/nothing".to_owned(),
    ]
}

/// A delivery that a handler refused, and others that it took.
fn told(admin: &Console, webhook: &Webhook) -> Delivery {
    let receiver = Receiver::answering(|received| if received.text(&["event"]) == "ONCRMDEALADD" { 200 } else { 500 });
    let outbound = admin.outbound(&receiver.url("hook"), &["ONCRMDEALADD", "ONCRMDEALUPDATE"]);
    let form = outbound.outbound.clone().map(|form| SaveOutbound {
        url: form.url,
        events: form.events,
        ..SaveOutbound::default()
    });
    admin.save(&outbound, |save| {
        save.name = format!("{NAME}3");
        save.outbound = form;
    });
    let deal = webhook.result("crm.deal.add", json!({"fields": {"TITLE": "Told of"}}));
    webhook.result("crm.deal.update", json!({"id": deal, "fields": {"COMMENTS": "again"}}));
    let tried = |all: &Deliveries| all.deliveries.len() == 2 && all.deliveries.iter().all(|one| one.tries > 0);
    admin.deliveries(&format!("integration={}", outbound.id), tried).deliveries.remove(0)
}

/// Chooses a language as the screens remember it, for the pages to come.
pub fn speak(browser: &Browser, language: Language) {
    let chosen = browser.run("localStorage.setItem('portico.language', arguments[0])", &[json!(language.code())]);
    assert!(chosen.is_some(), "the browser remembers nothing");
}

fn is_cyrillic(letter: char) -> bool {
    ('\u{400}'..='\u{4ff}').contains(&letter)
}
