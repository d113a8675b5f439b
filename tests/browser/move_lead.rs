//! A lead is moved from outside: from the scenario to a saved integration, who may see it, and what
//! an administrator's save does to it.

use crate::browser::Browser;
use portico_tests::portal::{PASSWORD, Sandbox};
use portico_tests::rest::Webhook;
use serde_json::json;
use shared::grid::Page;
use shared::integration::{Integration, SECRET_LENGTH};

const TITLE: &str = "Move a lead along the sales funnel";

#[test]
fn a_scenario_works_before_and_after_it_is_saved() {
    let sandbox = Sandbox::start();
    let lead = lead(&sandbox);
    let stage = || stage(&sandbox, lead);
    let browser = Browser::new(&sandbox.url);
    browser.sign_in(&sandbox.user);
    browser.click("link", TITLE);
    let address = address_in(&browser);
    assert!(address.starts_with(&format!("{}/rest/{}/", sandbox.url, sandbox.user.id)), "{address}");
    assert!(address.contains("••••"), "the secret is masked until it is asked for: {address}");

    browser.fill("Value of ID", &lead.to_string());
    browser.fill("Value of FIELDS[STATUS_ID]", "IN_PROCESS");
    browser.click("button", "Execute");
    browser.expect("dialog", "This changes real data");
    assert_eq!(stage(), "NEW", "nothing is sent before the answer");
    browser.click("button", "Execute");
    browser.expect_in("region", "Result", "status", |words| words.contains("200").then_some(()));
    assert_eq!(stage(), "IN_PROCESS");
    let none = sandbox.signed_in(&sandbox.user).get("/console/integrations").parsed::<Page>().rows;
    assert!(none.iter().all(|row| row.name != TITLE), "a draft is in no list: {none:?}");

    browser.click("button", "Save integration");
    browser.expect_text("Integration saved");
    let id = browser.expect_path("id", |path| path.strip_prefix("/dev/integrations/")?.parse::<u64>().ok());
    browser.fill("Value of FIELDS[STATUS_ID]", "PROCESSED");
    // Asked once, then not again.
    browser.click("button", "Execute");
    browser.expect_in("region", "Result", "status", |words| words.contains("200").then_some(()));
    assert_eq!(stage(), "PROCESSED");

    let webhook = revealed(&browser);
    webhook.result("crm.lead.update", json!({"id": lead, "fields": {"STATUS_ID": "IN_PROCESS"}}));
    assert_eq!((stage().as_str(), webhook.owner()), ("IN_PROCESS", sandbox.user.id));

    browser.open("/dev/integrations");
    let row = browser.expect_row(TITLE);
    assert!(row.contains("Active") && row.contains("CRM"), "{row}");
    browser.click("link", TITLE);
    browser.expect_path("page", |path| (path == format!("/dev/integrations/{id}/overview")).then_some(()));
    browser.click("link", "Edit");
    browser.expect_path("form", |path| (path == format!("/dev/integrations/{id}")).then_some(()));
    assert_eq!(browser.value("Value of ID"), lead.to_string(), "the request is saved as it was tried");

    browser.open("/dev");
    browser.open_account();
    browser.click("button", "Sign out");
    browser.sign_in(&sandbox.admin);
    browser.click("link", "Statistics");
    let row = browser.expect_row(TITLE);
    assert!(row.contains("crm.lead.update"), "{row}");
    let row = browser.expect_row("Drafts");
    assert!(row.contains("crm.lead.update"), "{row}");
}

#[test]
fn somebody_else_finds_nothing() {
    let sandbox = Sandbox::start();
    let (integration, _) = sandbox.signed_in(&sandbox.user).webhook("Leads of the site", &["crm"]);
    let admin = Browser::new(&sandbox.url);
    admin.sign_in(&sandbox.admin);
    admin.click("link", "People");
    admin.click("button", "Invite somebody");
    admin.fill("E-mail", "guest@example.com");
    admin.click("button", "Make invitation link");
    let link = admin.until("no link", || {
        let link = admin.value("One-time link");
        link.contains("/invite#").then_some(link)
    });
    admin.click("button", "Done");
    let row = admin.expect_row("guest@example.com");
    assert!(row.contains("Invited"), "{row}");
    drop(admin);

    let guest = Browser::new(&sandbox.url);
    guest.open(&link);
    guest.expect_text("guest@example.com");
    guest.fill("First name", "Greta");
    guest.fill("Last name", "Guest");
    guest.fill("New password", PASSWORD);
    guest.click("button", "Save password and sign in");
    guest.expect("heading", "What do you want to connect?");
    assert!(!guest.path().contains('#'), "the token is gone from the address");
    guest.expect_text("Greta Guest");
    assert!(!guest.has("link", "Statistics") && !guest.has("link", "People"), "{}", guest.text());

    guest.click("link", "Integrations");
    guest.expect("heading", "Nothing here yet");
    assert!(!guest.text().contains("Leads of the site"), "{}", guest.text());
    guest.open(&format!("/dev/integrations/{}", integration.id));
    guest.expect_text("It has been deleted, or it is not yours.");
    assert!(!guest.source().contains("Leads of the site"));
    assert!(!guest.has("button", "Save integration"));

    let console = sandbox.visitor();
    console.sign_in("guest@example.com", PASSWORD).expect(200);
    assert_eq!(console.get(&format!("/console/integrations/{}", integration.id)).status, 404);
    drop(guest);

    // The link has been used.
    let late = Browser::new(&sandbox.url);
    late.open(&link);
    late.expect_text("This link has been used");
}

#[test]
fn an_administrator_looks_without_effect_and_saves_with_one() {
    let sandbox = Sandbox::start();
    let owner = sandbox.signed_in(&sandbox.user);
    let draft = owner.draft("move_lead");
    let saved = owner.save(&draft, |save| save.name = "Leads of the site".to_owned()).integration;
    let old = portico_tests::console::webhook_of(&saved);
    let shown = |id: u64| -> Integration {
        sandbox.signed_in(&sandbox.admin).get(&format!("/console/integrations/{id}")).parsed()
    };

    let admin = Browser::new(&sandbox.url);
    admin.sign_in(&sandbox.admin);
    admin.click("link", "Integrations");
    admin.expect_row("Leads of the site");
    admin.click("link", "Leads of the site");
    admin.click("link", "Edit");
    let address = address_in(&admin);
    assert!(address.contains(&format!("/rest/{}/••••", sandbox.user.id)), "{address}");
    assert!(!admin.has("button", "Show") && !admin.has("button", "Copy"), "the secret can be neither shown nor copied");
    assert!(!admin.source().contains(old.secret()), "the secret is in the page");
    assert!(!admin.is_enabled("button", "Execute"));
    admin.click("button", "Close");
    admin.expect_gone("button", "Save and take over");
    let now = shown(saved.id);
    assert_eq!((now.version, now.owner.id, now.updated), (saved.version, sandbox.user.id, saved.updated));
    old.expect_alive();

    admin.click("link", "Leads of the site");
    admin.click("link", "Edit");
    admin.click("button", "Rename");
    admin.fill("Name", "Leads of the shop");
    admin.click("button", "Save and take over");
    admin.expect("dialog", "Take over this integration?");
    admin.expect_text("it gets a new secret");
    admin.click("button", "Cancel");
    admin.expect_gone("dialog", "Take over this integration?");
    assert_eq!(shown(saved.id).owner.id, sandbox.user.id, "cancelling changes nothing");
    admin.click("button", "Save and take over");
    admin.expect("dialog", "Take over this integration?");
    admin.click("button", "Save and take over");
    admin.expect_text("You are the owner now.");

    let new = admin.until("no secret", || webhook_in(&address_in(&admin)));
    assert_eq!((new.owner(), new.secret() == old.secret()), (sandbox.admin.id, false));
    new.expect_alive();
    old.expect_dead();
    let now = shown(saved.id);
    assert_eq!((now.owner.id, now.name.as_str()), (sandbox.admin.id, "Leads of the shop"));
    assert!(admin.is_enabled("button", "Execute"));
    drop(admin);

    let former = Browser::new(&sandbox.url);
    former.sign_in(&sandbox.user);
    former.click("button", "Notices, unread: 1");
    former.expect_text("saved your integration “Leads of the site” and owns it now.");
    former.expect("button", "Notices, unread: 0");
    former.open("/dev/integrations");
    // The sandbox gave everybody one of their own.
    former.expect_text("Total: 1");
    assert!(!former.text().contains("Leads"), "{}", former.text());
    former.expect("button", "Notices, unread: 0");
}

/// A lead of the user, in its first stage.
fn lead(sandbox: &Sandbox) -> u64 {
    let added = sandbox.user.webhook.result("crm.lead.add", json!({"fields": {"TITLE": "A lead to move"}}));
    added.as_u64().expect("add answers an id")
}

fn stage(sandbox: &Sandbox, lead: u64) -> String {
    let lead = sandbox.user.webhook.result("crm.lead.get", json!({"id": lead}));
    lead["STATUS_ID"].as_str().expect("a lead has a stage").to_owned()
}

/// The webhook's address as the form shows it.
#[track_caller]
fn address_in(browser: &Browser) -> String {
    browser.expect_in("group", "Webhook address", "address", |words| {
        words.lines().find(|line| line.contains("/rest/")).map(|line| line.trim().to_owned())
    })
}

/// Asks for the secret to be shown.
#[track_caller]
fn revealed(browser: &Browser) -> Webhook {
    browser.click("button", "Show");
    browser.until("no secret", || webhook_in(&address_in(browser)))
}

fn webhook_in(address: &str) -> Option<Webhook> {
    let secret = address.trim_end_matches('/').rsplit('/').next()?;
    (secret.len() == SECRET_LENGTH).then(|| Webhook::at(address))
}
