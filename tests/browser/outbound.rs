//! An outbound webhook, from its tile to what a handler gets: events are chosen by their names, an address that
//! leads inside is refused where it is typed, secrets stay with their owner, deliveries are held back.

use crate::browser::Browser;
use portico_tests::portal::Sandbox;
use portico_tests::receiver::Receiver;
use shared::integration::{Integration, Revealed};

#[test]
fn an_outbound_webhook_is_made_tried_and_paused() {
    let sandbox = Sandbox::start();
    let receiver = Receiver::start();
    let browser = Browser::new(&sandbox.url);
    browser.sign_in(&sandbox.user);
    browser.open("/dev/scenarios/other");
    browser.click(
        "link",
        "Outbound webhook Let the portal call your address when something changes. Works now: outbound webhook",
    );
    browser.expect("heading", "Outbound webhook");
    assert!(!browser.has("button", "Execute"), "nothing calls it");

    // Everything that is missing is said at once, where it is missing.
    browser.click("button", "Save integration");
    browser.expect_text("Enter a full https:// address.");
    browser.expect_text("Choose at least one event.");

    browser.click("button", "+ Add events");
    browser.fill("Add events", "deal upd");
    browser.click("option", "Deal updated ONCRMDEALUPDATE");
    browser.fill("Add events", "ONTASKADD");
    browser.click("option", "Task created ONTASKADD");
    browser.run("document.activeElement.closest('[popover]').hidePopover()", &[]);
    browser.expect("button", "Remove Deal updated");
    browser.expect("button", "Remove Task created");

    browser.fill("Your handler URL", "https://192.168.7.7/hook");
    browser.click("button", "Save integration");
    browser.expect_text("This address is not reachable from outside: 192.168.7.7.");
    browser.fill("Your handler URL", &receiver.url("hook.php"));
    browser.click("button", "Check handler");
    browser.expect_text("The handler answered with status 200.");
    browser.click("button", "Save integration");
    let id = browser.expect_path("id", |path| path.strip_prefix("/dev/integrations/")?.parse::<u64>().ok());
    browser.expect_text("Integration saved");

    let user = sandbox.signed_in(&sandbox.user);
    let saved = || user.get(&format!("/console/integrations/{id}")).parsed::<Integration>().outbound.unwrap();
    assert_eq!(saved().events, ["ONCRMDEALUPDATE", "ONTASKADD"]);
    let token = user.bare("POST", &format!("/console/integrations/{id}/secret/reveal?of=token"));
    let token = token.parsed::<Revealed>().secret;
    browser.click("button", "Send test event");
    browser.expect_text("ONCRMDEALUPDATE was delivered: status 200");
    let test = receiver.received().into_iter().find(|one| one.text(&["event"]) == "ONCRMDEALUPDATE").unwrap();
    assert_eq!(test.text(&["auth", "application_token"]), token);

    // Opened again, the secrets are masked until they are asked for, and a new one comes with a save.
    browser.reload();
    browser.expect("button", "Send test event");
    assert!(!browser.source().contains(&token));
    browser.run("document.querySelectorAll('.outbound__fields .secret .button')[0].click()", &[]);
    browser.expect_text(&token);
    browser.run("document.querySelectorAll('.outbound__fields .webhook > .button')[0].click()", &[]);
    browser.expect_text("A new one replaces this when you save");
    browser.click("button", "Save integration");
    browser.expect_text("The secrets of the outbound webhook are new.");
    browser.expect_text_gone(&token);

    browser.click("button", "Pause deliveries");
    browser.expect_text("paused deliveries");
    assert!(saved().paused.is_some());
    browser.click("button", "Resume");
    browser.expect_text_gone("paused deliveries");
    assert!(saved().paused.is_none());

    browser.open("/dev/integrations?kind=outbound");
    browser.expect_row("Outbound webhook");
}

#[test]
fn beside_an_inbound_webhook_events_are_offered() {
    let sandbox = Sandbox::start();
    let receiver = Receiver::start();
    let browser = Browser::new(&sandbox.url);
    browser.sign_in(&sandbox.user);
    browser.open("/dev/scenarios/watch_tasks/new");
    browser.expect("button", "Remove Task comment created");
    browser.fill("Your handler URL", &receiver.url("tasks"));
    browser.click("button", "Save integration");
    let id = browser.expect_path("id", |path| path.strip_prefix("/dev/integrations/")?.parse::<u64>().ok());
    let user = sandbox.signed_in(&sandbox.user);
    let saved: Integration = user.get(&format!("/console/integrations/{id}")).parsed();
    assert!(saved.inbound.is_some() && saved.outbound.is_some_and(|outbound| outbound.events.len() == 4));
    browser.open(&format!("/dev/integrations/{id}/overview"));
    browser.expect_text("Task comment created");
    browser.expect_text("ONTASKCOMMENTADD");
    browser.expect_text(&receiver.url("tasks"));
}
