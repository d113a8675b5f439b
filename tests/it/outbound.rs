//! The life of an outbound webhook at the console: draft, saved, found, changed, taken over, switched off, gone.

use portico_tests::console::Console;
use portico_tests::portal::Sandbox;
use serde_json::{Value, json};
use shared::audit::Trail;
use shared::fault::{self, handler};
use shared::grid::{Facets, Overview, Page};
use shared::integration::{
    Enable, EventInfo, Integration, Outbound, Part, PausedBy, Revealed, Row, SaveOutbound, Secret, SetPaused, Status,
};

const HANDLER: &str = "https://example.com/handler.php?key=hush";

fn sends(events: &[&str]) -> SaveOutbound {
    let events = events.iter().map(ToString::to_string).collect();
    SaveOutbound { url: HANDLER.to_owned(), events, ..SaveOutbound::default() }
}

fn path(integration: &Integration) -> String {
    format!("/console/integrations/{}", integration.id)
}

fn shown(console: &Console, integration: &Integration) -> Outbound {
    console.get(&path(integration)).parsed::<Integration>().outbound.unwrap()
}

fn reveal(console: &Console, integration: &Integration, which: Secret) -> String {
    let answer = console.bare("POST", &format!("{}/secret/reveal?of={}", path(integration), which.code()));
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.parsed::<Revealed>().secret
}

#[test]
fn an_outbound_webhook_is_made_found_and_its_secrets_are_its_owners() {
    let sandbox = Sandbox::start();
    let (user, admin) = (sandbox.signed_in(&sandbox.user), sandbox.signed_in(&sandbox.admin));
    let draft = user.draft("outbound");
    let first = draft.outbound.clone().unwrap();
    assert!(draft.inbound.is_none());
    let (token, signing) = (first.token.unwrap(), first.signing.unwrap());
    assert!(token.len() == 32 && token.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()));
    assert!(signing.len() == 38 && signing.starts_with("whsec_"));

    user.try_save(&draft, |_| ()).expect_fault(handler::ADDRESS_MALFORMED);
    user.try_save(&draft, |save| save.outbound = Some(sends(&[]))).expect_fault(fault::EVENTS_MISSING);
    let saved = user.save(&draft, |save| save.outbound = Some(sends(&["onCrmDealUpdate", "ONTASKADD"]))).integration;
    let kept = saved.outbound.clone().unwrap();
    assert_eq!(
        (saved.id, kept.events.as_slice()),
        (draft.id, &["ONCRMDEALUPDATE", "ONTASKADD"].map(str::to_owned)[..])
    );
    assert_eq!((kept.token.as_ref(), kept.signing.as_ref()), (Some(&token), Some(&signing)), "they were on the screen");

    // Looked at again they stay where they are, until their owner asks.
    for console in [&user, &admin] {
        let again = shown(console, &saved);
        assert_eq!((again.url.as_str(), again.token, again.signing), (HANDLER, None, None));
    }
    assert_eq!((reveal(&user, &saved, Secret::Token), reveal(&user, &saved, Secret::Signing)), (token, signing));
    let of_token = format!("{}/secret/reveal?of=token", path(&saved));
    admin.bare("POST", &of_token).expect_fault(fault::OWNER_ONLY);
    user.bare("POST", &format!("{}/secret/reveal", path(&saved))).expect_fault(fault::NOT_FOUND);
    let trail: Trail = user.get(&format!("/console/audit?integration={}", saved.id)).parsed();
    let acts: Vec<_> = trail.rows.iter().map(|row| row.action.as_str()).collect();
    assert_eq!(acts, ["secret_revealed", "secret_revealed", "draft_saved"]);
    assert_eq!(trail.rows[0].changed[0].after, "signing");

    let row = |query: &str| user.get(&format!("/console/integrations?{query}")).parsed::<Page>().rows;
    let found: Vec<u64> =
        row("kind=outbound&event=oncrmdealupdate&find=task+created").iter().map(|row| row.id).collect();
    assert_eq!(found, [saved.id]);
    assert!(row("event=ONTASKDELETE").is_empty());
    let listed = row(&format!("find={}", saved.id)).remove(0);
    assert_eq!((listed.parts.as_slice(), listed.events.len()), (&[Part::Outbound][..], 2));
    let facets: Facets = user.get("/console/integrations/facets").parsed();
    assert_eq!(facets.events, ["ONCRMDEALUPDATE", "ONTASKADD"]);
    assert!(facets.kinds.contains(&Part::Outbound));
    let overview: Overview = user.get(&format!("{}/overview", path(&saved))).parsed();
    assert_eq!(overview.handler.as_deref(), Some("https://example.com/handler.php?…"));
}

#[test]
fn a_take_over_ends_both_secrets_and_a_deletion_leaves_nothing() {
    let sandbox = Sandbox::start();
    let (user, admin) = (sandbox.signed_in(&sandbox.user), sandbox.signed_in(&sandbox.admin));
    let hook = user.outbound(HANDLER, &["ONTASKADD"]);
    let old = [Secret::Token, Secret::Signing].map(|which| reveal(&user, &hook, which));
    let seen: Integration = admin.get(&path(&hook)).parsed();
    let taken = admin.save(&seen, |save| save.name = "Hers".to_owned());
    assert!(taken.taken_over);
    let new = taken.integration.outbound.clone().unwrap();
    assert_eq!((new.url.as_str(), new.events.as_slice()), (HANDLER, &["ONTASKADD".to_owned()][..]));
    assert!(new.token.is_some_and(|token| token != old[0]) && new.signing.is_some_and(|signing| signing != old[1]));
    user.get(&path(&hook)).expect_fault(fault::NOT_FOUND);
    for secret in &old {
        assert!(!admin.transcript().contains(secret.as_str()), "what was his is in no answer to her");
    }
    assert_eq!(admin.bare("DELETE", &path(&hook)).status, 204);
    admin.get(&path(&hook)).expect_fault(fault::NOT_FOUND);
}

#[test]
fn deliveries_are_paused_and_integrations_switched_without_an_edit() {
    let sandbox = Sandbox::start();
    let (user, admin) = (sandbox.signed_in(&sandbox.user), sandbox.signed_in(&sandbox.admin));
    let hook = user.outbound(HANDLER, &["ONTASKADD"]);
    let pause =
        |console: &Console, paused| console.post(&format!("{}/outbound/paused", path(&hook)), &SetPaused { paused });
    let now: Outbound = pause(&admin, true).parsed();
    assert!(matches!(now.paused.unwrap().by, PausedBy::Person(who) if who.id == sandbox.admin.id));
    let row = |console: &Console| {
        console.get(&format!("/console/integrations?find={}", hook.id)).parsed::<Page>().rows.remove(0)
    };
    assert!(row(&user).paused && row(&user).owner.id == sandbox.user.id);
    let told = user.get("/console/notices").text();
    assert!(told.contains("\"paused\""), "{told}");
    assert_eq!(pause(&user, false).parsed::<Outbound>().paused, None);
    // The form that was opened before may be saved.
    user.save(&hook, |save| save.note = "Asks Ben".to_owned());
    let off: Row = admin.post(&format!("{}/enabled", path(&hook)), &Enable { enabled: false }).parsed();
    assert_eq!((off.status, off.paused), (Status::Disabled, false));
    let (inbound, _) = user.webhook("Calls only", &["crm"]);
    let none = user.post(&format!("{}/outbound/paused", path(&inbound)), &SetPaused { paused: true });
    none.expect_fault(fault::NOT_FOUND);
}

#[test]
fn every_event_comes_with_the_body_that_a_handler_gets() {
    let sandbox = Sandbox::start();
    let user = sandbox.signed_in(&sandbox.user);
    let events: Vec<EventInfo> = user.get("/console/events").parsed();
    let offered = shared::event::EVENTS.iter().filter(|event| event.webhooks).count();
    assert_eq!(events.len(), offered);
    let update = events.iter().find(|event| event.name == "ONCRMDEALUPDATE").unwrap();
    for line in ["event=ONCRMDEALUPDATE", "data[FIELDS][ID]=999999", "auth[application_token]=application_token"] {
        assert!(update.form.lines().any(|one| one == line), "{line}: {}", update.form);
    }
    let json: Value = serde_json::from_str(&update.json).unwrap();
    assert_eq!((&json["event"], &json["data"]["FIELDS"]["ID"]), (&json!("ONCRMDEALUPDATE"), &json!("999999")));
}
