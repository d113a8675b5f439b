//! Somebody leaves: an administrator keeps their webhook at work, and takes it over by editing it.

use crate::browser::Browser;
use portico_tests::portal::Sandbox;
use serde_json::json;
use shared::people::Person;

#[test]
fn a_webhook_outlives_its_owners_stay() {
    let sandbox = Sandbox::start();
    let owner = sandbox.signed_in(&sandbox.user);
    let (_, webhook) = owner.webhook("Nightly export", &["crm"]);
    let admin = sandbox.signed_in(&sandbox.admin);
    let people: Vec<Person> = admin.get("/console/people").parsed();
    let person = people.iter().find(|person| person.id == sandbox.user.id).unwrap();
    let name = format!("{} {}", person.name, person.last_name);

    let browser = Browser::new(&sandbox.url);
    browser.sign_in(&sandbox.admin);
    browser.click("link", "People");
    browser.fill("Name, e-mail or position", &person.email);
    browser.click("button", &format!("Actions for {name}"));
    browser.click("menuitem", "Deactivate…");
    browser.expect("dialog", &format!("Deactivate {name}?"));
    browser.expect_text("Nightly export");
    browser.expect_text("Keep integrations");
    browser.click("button", "Deactivate");
    browser.expect_gone("dialog", &format!("Deactivate {name}?"));
    let row = browser.expect_row(&name);
    assert!(row.contains("Deactivated"), "{row}");
    webhook.expect_alive();
    owner.get("/console/notices").expect_fault(shared::fault::NOT_SIGNED_IN);

    browser.click("link", "Developer resources");
    browser.click("link", "Integrations");
    let row = browser.expect_row("Nightly export");
    assert!(row.contains("Technical user (webhooks)"), "{row}");
    assert_eq!(webhook.result("profile", json!({}))["ID"], sandbox.user.id.to_string());
}

#[test]
fn the_last_administrator_is_told_why_they_stay() {
    let sandbox = Sandbox::start();
    let admin = sandbox.signed_in(&sandbox.admin);
    let people: Vec<Person> = admin.get("/console/people").parsed();
    let other_admins = people.iter().filter(|person| person.admin && person.id != sandbox.admin.id);
    assert_eq!(other_admins.count(), 0, "the demo company has one administrator");
    let me = people.iter().find(|person| person.id == sandbox.admin.id).unwrap();
    let name = format!("{} {}", me.name, me.last_name);
    let browser = Browser::new(&sandbox.url);
    browser.sign_in(&sandbox.admin);
    browser.click("link", "People");
    browser.click("button", &format!("Actions for {name}"));
    browser.expect_text("The portal needs at least one active administrator.");
}
