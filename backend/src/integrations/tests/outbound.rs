//! Outbound webhooks: saving, their two secrets, pausing, and what deliveries are made from.

use super::*;
use crate::integrations::copies;
use crate::integrations::handover::hand_over;
use crate::integrations::outbound::{self, Subscriptions};
use crate::{settings, setup};
use engine::Services;
use methods::people::{NewPerson, PersonEdit, change, create};
use shared::integration::{EVENTS_MAX, PausedBy, SaveOutbound};
use shared::people::Handover;

const HANDLER: &str = "https://example.com/handler.php?key=hush";

fn sends(events: &[&str]) -> SaveOutbound {
    let events = events.iter().map(|name| name.to_string()).collect();
    SaveOutbound { url: HANDLER.to_owned(), events, ..SaveOutbound::default() }
}

fn sending(version: u64, events: &[&str]) -> Save {
    Save { outbound: Some(sends(events)), ..form(version, "Deals") }
}

impl Ground {
    fn draft_of(&self, scenario: &str, of: &Actor) -> u64 {
        let asked = NewDraft { scenario: scenario.to_owned(), ..NewDraft::default() };
        open(&self.store, &self.vault, of, &asked, &|_| About { answers: true, writes: false }, NOW).unwrap().id
    }

    /// A saved outbound webhook that sends one event.
    fn hook(&self, of: &Actor) -> u64 {
        let id = self.draft_of("outbound", of);
        self.save(id, of, &sending(1, &["ONCRMDEALUPDATE"])).unwrap();
        id
    }

    fn read(&self, id: u64, which: Secret, by: &Actor) -> Result<String, Refusal> {
        secret::reveal(&self.store, &self.vault, id, which, by, NOW).map(|(secret, _)| secret)
    }

    fn both(&self, id: u64, by: &Actor) -> [String; 2] {
        [Secret::Token, Secret::Signing].map(|which| self.read(id, which, by).unwrap())
    }

    /// A portal with two people, Bob being the second.
    fn services(&self) -> Services {
        let services = setup::services(&self.store, settings::defaults(&self.store).unwrap()).unwrap();
        for (name, admin) in [("ada", true), ("bob", false)] {
            let email = format!("{name}@example.com");
            let new = NewPerson { name: name.to_owned(), email, admin, ..NewPerson::default() };
            create(&services, new, 0, NOW).unwrap();
        }
        services
    }

    fn subscriptions(&self, services: &Services) -> Subscriptions {
        Subscriptions::read(services, &self.vault).unwrap()
    }
}

fn listened(services: &Services) -> Vec<String> {
    outbound::listen(services).unwrap();
    let names = services.listeners.now().map(|[webhooks, _]| webhooks.names.clone());
    names.unwrap_or_default().into_iter().collect()
}

#[test]
fn a_draft_has_its_secrets_and_is_saved_with_an_address_and_events() {
    let ground = ground();
    let id = ground.draft_of("outbound", &bob());
    let kept = ground.kept(id);
    assert!(kept.inbound.is_none() && kept.sending().is_none());
    let [token, signing] = ground.both(id, &bob());
    assert_eq!((token.len(), signing.len(), &signing[..6]), (32, 38, "whsec_"));
    let saved = ground.save(id, &bob(), &sending(1, &["onCrmDealUpdate", "ONCRMDEALADD", "ONCRMDEALADD"])).unwrap();
    assert_eq!(saved.found.value().events(), ["ONCRMDEALADD", "ONCRMDEALUPDATE"]);
    assert_eq!(saved.shown, Secret::ALL);
    assert_eq!(ground.both(id, &bob()), [token, signing]);
    assert_eq!(code(ground.read(id, Secret::Inbound, &bob())), "not_found");
    assert_eq!(code(ground.read(id, Secret::Token, &ada())), "owner_only");
    assert_eq!(ground.audit()[0], "draft_saved");
    let keys = ground.keys();
    assert!(keys.iter().all(|key| key[0] != keys::SECRET), "nothing is called by it");
}

#[test]
fn what_is_wrong_with_an_outbound_webhook_is_said_at_its_field() {
    let ground = ground();
    let id = ground.draft_of("outbound", &bob());
    let at = |url: &str| SaveOutbound { url: url.to_owned(), ..sends(&["ONCRMDEALADD"]) };
    let many: Vec<String> = (0..=EVENTS_MAX).map(|n| format!("ONCRMDYNAMICITEMADD_{n}")).collect();
    let cases = [
        (at(" "), "handler_malformed", "outbound.url"),
        (at("http://example.com/"), "handler_scheme", "outbound.url"),
        (at("https://127.0.0.1/"), "handler_internal", "outbound.url"),
        (sends(&[]), "events_missing", "outbound.events"),
        (sends(&["ONCRMNOTHING"]), "event_unknown", "outbound.events"),
        (sends(&["ONAPPTEST"]), "event_unknown", "outbound.events"),
        (SaveOutbound { events: many, ..at(HANDLER) }, "too_many", "outbound.events"),
    ];
    for (outbound, fault, field) in cases {
        let form = Save { outbound: Some(outbound), ..form(1, "x") };
        let body = ground.save(id, &bob(), &form).unwrap_err().body();
        assert_eq!((body.code.as_str(), body.field.as_deref()), (fault, Some(field)));
    }
    assert_eq!(code(ground.save(id, &bob(), &form(1, "x"))), "handler_malformed", "it is nothing without");
    let plain = ground.saved(&bob());
    assert_eq!(code(ground.save(plain, &bob(), &sending(2, &["ONCRMDEALADD"]))), "bad_body");
}

#[test]
fn beside_an_inbound_webhook_it_may_stay_unused() {
    let ground = ground();
    let id = ground.draft_of("sync_contractors", &bob());
    assert_eq!(ground.kept(id).outbound.unwrap().events.len(), 6);
    ground.save(id, &bob(), &form(1, "Customers")).unwrap();
    assert!(ground.kept(id).sending().is_none());
    ground.save(id, &bob(), &sending(2, &["ONCRMCONTACTADD"])).unwrap();
    assert_eq!(ground.kept(id).events(), ["ONCRMCONTACTADD"]);
    let off = SaveOutbound { url: String::new(), ..sends(&["ONCRMCONTACTADD"]) };
    let before = ground.both(id, &bob());
    ground.save(id, &bob(), &Save { outbound: Some(off), ..form(3, "Customers") }).unwrap();
    assert!(ground.kept(id).sending().is_none());
    assert_eq!(ground.both(id, &bob()), before, "it may come back as it was");
}

#[test]
fn where_outbound_webhooks_are_closed_the_rest_of_a_scenario_is_not() {
    use shared::settings::{Creation, Versioned, Who};
    let ground = ground();
    let value = Creation { outbound: Who::Administrators, ..Creation::default() };
    settings::group::save(&ground.store, Versioned { version: 0, value }, &ada(), NOW).unwrap();
    let asked = NewDraft { scenario: "outbound".to_owned(), ..NewDraft::default() };
    assert_eq!(
        code(
            open(&ground.store, &ground.vault, &bob(), &asked, &|_| About { answers: true, writes: false }, NOW)
                .map(|_| ())
        ),
        "creation_closed"
    );
    let id = ground.draft_of("sync_contractors", &bob());
    assert!(ground.kept(id).outbound.is_none());
    let refusal = ground.save(id, &bob(), &sending(1, &["ONCRMCONTACTADD"])).unwrap_err().body();
    assert_eq!((refusal.code.as_str(), refusal.field.as_deref()), ("creation_closed", Some("outbound.url")));
    ground.save(id, &bob(), &form(1, "Customers")).unwrap();
    // One that is there goes on.
    let hook = ground.hook(&ada());
    ground.save(hook, &ada(), &sending(2, &["ONCRMCONTACTADD"])).unwrap();
}

#[test]
fn new_secrets_come_with_a_save_by_the_owner_and_with_a_take_over() {
    let ground = ground();
    let id = ground.hook(&bob());
    let [token, signing] = ground.both(id, &bob());
    let asked = SaveOutbound { new_token: true, ..sends(&["ONCRMDEALUPDATE"]) };
    let saved = ground.save(id, &bob(), &Save { outbound: Some(asked), ..form(2, "Deals") }).unwrap();
    assert_eq!(saved.shown, [Secret::Token]);
    let [other, same] = ground.both(id, &bob());
    assert_ne!(other, token);
    assert_eq!(same, signing);
    let saved = ground.save(id, &ada(), &form(3, "Hers")).unwrap();
    assert!(saved.taken_over);
    assert_eq!(saved.shown, [Secret::Token, Secret::Signing]);
    assert_eq!(code(ground.read(id, Secret::Token, &bob())), "not_found");
    let [third, second] = ground.both(id, &ada());
    assert!(third != other && third != token && second != signing);
    assert_eq!(ground.kept(id).sending().unwrap().url, HANDLER);
    let acts = ground.audit();
    assert_eq!(acts.iter().filter(|act| *act == "secret_replaced").count(), 3);
}

#[test]
fn edits_are_told_without_what_an_address_ends_in() {
    let ground = ground();
    let id = ground.hook(&bob());
    let url = "https://example.org/hook?key=secret".to_owned();
    let asked = SaveOutbound { url, json: true, ..sends(&["ONCRMDEALADD", "ONCRMDEALUPDATE"]) };
    ground.save(id, &bob(), &Save { outbound: Some(asked), ..form(2, "Deals") }).unwrap();
    let rows =
        rows::page::<serde_json::Value>(&ground.store, &KeyRange::prefix([keys::AUDIT]), Direction::Down, 1).unwrap();
    let told = serde_json::json!([
        {"field": "outbound.url", "before": "https://example.com/handler.php?…", "after": "https://example.org/hook?…"},
        {"field": "outbound.events", "before": "ONCRMDEALUPDATE", "after": "ONCRMDEALADD, ONCRMDEALUPDATE"},
        {"field": "outbound.json", "before": "form", "after": "JSON"},
    ]);
    assert_eq!(rows[0].value["changed"], told);
}

#[test]
fn a_copy_has_the_address_and_the_events_and_secrets_of_its_own() {
    let ground = ground();
    let id = ground.hook(&bob());
    let asked = NewDraft { like: Some(id), ..NewDraft::default() };
    let copied = open(&ground.store, &ground.vault, &ada(), &asked, &|_| About { answers: true, writes: false }, NOW)
        .unwrap()
        .id;
    let copy = ground.kept(copied).outbound.unwrap();
    assert_eq!((copy.url.as_str(), copy.events.as_slice()), (HANDLER, &["ONCRMDEALUPDATE".to_owned()][..]));
    assert_ne!(ground.both(copied, &ada()), ground.both(id, &bob()));
}

#[test]
fn subscriptions_are_those_that_are_saved_and_switched_on() {
    let ground = ground();
    let services = ground.services();
    assert_eq!(listened(&services), Vec::<String>::new());
    let (one, two) = (ground.hook(&bob()), ground.hook(&ada()));
    ground.draft_of("outbound", &bob());
    ground.save(two, &ada(), &sending(2, &["ONTASKADD", "ONCRMDEALUPDATE"])).unwrap();
    let now = ground.subscriptions(&services);
    let names = |event: &str| now.hearing(event).iter().map(|at| now.all()[*at].integration).collect::<Vec<_>>();
    assert_eq!(
        (names("ONCRMDEALUPDATE"), names("ONTASKADD"), names("ONTASKDELETE")),
        (vec![one, two], vec![two], vec![])
    );
    let first = now.of(one).unwrap();
    assert_eq!((first.owner, first.url.as_str(), first.json, first.paused), (2, HANDLER, false, false));
    assert_eq!((first.token.as_str(), first.signing.len()), (ground.both(one, &bob())[0].as_str(), 24));
    assert_eq!(listened(&services), ["ONCRMDEALUPDATE", "ONTASKADD"]);

    enable(&ground.store, two, None, false, &ada(), NOW).unwrap();
    assert_eq!(listened(&services), ["ONCRMDEALUPDATE"]);
    assert!(ground.subscriptions(&services).of(two).is_none());
    // Somebody who may not act is sent nothing; they listen on, as they may be back any time.
    change(&services, 2, PersonEdit { active: Some(false), ..PersonEdit::default() }, 0, NOW).unwrap();
    assert!(ground.subscriptions(&services).of(one).is_none());
    assert_eq!(listened(&services), ["ONCRMDEALUPDATE"]);
    hand_over(&ground.store, &bob().person, false, Handover::Keep, &ada(), NOW).unwrap();
    assert_eq!(ground.subscriptions(&services).of(one).unwrap().owner, 2);
    delete(&ground.store, one, None, &ada(), NOW).unwrap();
    assert_eq!(listened(&services), Vec::<String>::new());
}

#[test]
fn deliveries_are_paused_and_resumed_without_an_edit() {
    let ground = ground();
    let services = ground.services();
    let id = ground.hook(&bob());
    let paused = || ground.kept(id).sending().unwrap().paused.clone();
    outbound::pause(&ground.store, id, NOW).unwrap();
    outbound::pause(&ground.store, id, NOW + 1).unwrap();
    assert_eq!(paused().map(|paused| (paused.since, paused.by)), Some((NOW, PausedBy::Failing)));
    assert!(ground.subscriptions(&services).of(id).unwrap().paused);
    assert_eq!(listened(&services), ["ONCRMDEALUPDATE"], "what comes meanwhile waits");
    outbound::set_paused(&ground.store, id, false, &bob(), NOW).unwrap();
    assert_eq!(paused(), None);
    outbound::set_paused(&ground.store, id, true, &ada(), NOW).unwrap();
    assert_eq!(paused().map(|paused| paused.by), Some(PausedBy::Person(ada().person)));
    assert_eq!(ground.kept(id).owner, 2);
    let told = crate::notices::latest(&ground.store, 2).unwrap();
    let by = |name: &str| {
        let (integration, by) = ("Deals".to_owned(), name.to_owned());
        NoticeEvent::Paused { integration, by, paused: true, id }
    };
    let told: Vec<_> = told.into_iter().map(|notice| notice.event).collect();
    assert_eq!(told, [by("Person 1"), by("")]);
    assert_eq!(ground.audit()[1..], ["deliveries_paused", "deliveries_resumed", "deliveries_paused"]);
    ground.save(id, &bob(), &sending(2, &["ONTASKADD"])).unwrap();
    assert!(paused().is_some(), "an edit leaves it as it is");
    assert_eq!(code(outbound::set_paused(&ground.store, id, false, &actor(3, false), NOW)), "not_found");
    let draft = ground.draft_of("outbound", &bob());
    assert_eq!(code(outbound::set_paused(&ground.store, draft, true, &bob(), NOW)), "not_found");
    outbound::pause(&ground.store, 99, NOW).unwrap();
}

#[test]
fn what_nobody_may_read_any_more_goes_on_being_sent() {
    let ground = ground();
    let services = ground.services();
    let id = ground.hook(&bob());
    let [token, _] = ground.both(id, &bob());
    let (checks, ops) = copies::forget(&ground.store, 2).unwrap();
    ground.store.commit(&checks, ops, store::Durability::Durable).unwrap();
    assert_eq!(code(ground.read(id, Secret::Token, &bob())), "secret_lost");
    let now = ground.subscriptions(&services);
    assert_eq!((now.of(id).unwrap().token.as_str(), now.of(id).unwrap().paused), (token.as_str(), false));
    let asked = SaveOutbound { new_token: true, ..sends(&["ONTASKADD"]) };
    ground.save(id, &bob(), &Save { outbound: Some(asked), ..form(2, "Deals") }).unwrap();
    assert_ne!(ground.read(id, Secret::Token, &bob()).unwrap(), token);
    assert_eq!(code(ground.read(id, Secret::Signing, &bob())), "secret_lost");
}

#[test]
fn under_another_key_nothing_is_sent_and_its_owner_is_told_once() {
    let ground = ground();
    let services = ground.services();
    let id = ground.hook(&bob());
    assert_eq!(sweep::warn_of_losses(&ground.store, &ground.vault, NOW).unwrap(), 0);
    let other = Vault::open(ground._dir.path(), Some(&"0a".repeat(32))).unwrap();
    let sends = |vault| !Subscriptions::read(&services, vault).unwrap().of(id).unwrap().paused;
    assert!(sends(&ground.vault) && !sends(&other));
    let warn = || sweep::warn_of_losses(&ground.store, &other, NOW).unwrap();
    assert_eq!([warn(), warn()], [1, 0]);
    // The right key was back for a time.
    assert_eq!(sweep::warn_of_losses(&ground.store, &ground.vault, NOW).unwrap(), 0);
    assert_eq!([warn(), warn()], [1, 0]);
    let told = crate::notices::latest(&ground.store, 2).unwrap();
    assert_eq!(told[0].event, NoticeEvent::SecretsLost { integration: "Deals".to_owned(), id });
    // New ones under the new key.
    let ground = Ground { vault: other, ..ground };
    let asked = SaveOutbound { new_token: true, new_signing: true, ..super::outbound::sends(&["ONTASKADD"]) };
    ground.save(id, &bob(), &Save { outbound: Some(asked), ..form(2, "Deals") }).unwrap();
    assert!(!Subscriptions::read(&services, &ground.vault).unwrap().of(id).unwrap().paused);
    assert!(!ground.kept(id).sending().unwrap().loss_told);
}
