//! The rules of integrations, on a store of their own.

mod outbound;
mod rotation;

use super::draft::{About, new_secret, open};
use super::save::save;
use super::standing::{delete, enable};
use super::*;
use crate::secrets::Vault;
use shared::console::NoticeEvent;
use shared::integration::{DRAFTS_MAX, NewDraft, Save, Secret, Send};
use std::collections::BTreeSet;
use store::{Direction, Options};

const NOW: Millis = 1_700_000_000_000;

struct Ground {
    _dir: tempfile::TempDir,
    store: Store,
    vault: Vault,
}

fn ground() -> Ground {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("data"), Options::default()).unwrap();
    let vault = Vault::open(dir.path(), None).unwrap();
    Ground { _dir: dir, store, vault }
}

fn actor(id: u64, admin: bool) -> Actor {
    Actor { person: PersonRef { id, name: format!("Person {id}") }, admin, address: "127.0.0.1".to_owned() }
}

fn ada() -> Actor {
    actor(1, true)
}

fn bob() -> Actor {
    actor(2, false)
}

fn form(version: u64, name: &str) -> Save {
    Save { version, name: name.to_owned(), scopes: vec!["crm".to_owned()], ..Save::default() }
}

fn calling(method: &str) -> BuilderRequest {
    BuilderRequest { method: method.to_owned(), ..BuilderRequest::default() }
}

impl Ground {
    fn draft(&self, of: &Actor) -> u64 {
        let asked = NewDraft { scenario: "move_lead".to_owned(), ..NewDraft::default() };
        open(&self.store, &self.vault, of, &asked, &|_| About { answers: true, writes: false }, NOW).unwrap().id
    }

    fn saved(&self, of: &Actor) -> u64 {
        let id = self.draft(of);
        save(&self.store, &self.vault, id, of, &form(1, "Mine"), NOW).unwrap();
        id
    }

    fn secret(&self, id: u64) -> String {
        self.kept(id).secret(&self.vault, id, Secret::Inbound).unwrap().unwrap()
    }

    fn kept(&self, id: u64) -> Integration {
        find(&self.store, id).unwrap().unwrap().row.value
    }

    fn save(&self, id: u64, by: &Actor, form: &Save) -> Result<save::Saved, Refusal> {
        save(&self.store, &self.vault, id, by, form, NOW)
    }

    fn sees(&self, id: u64, who: &Actor) -> bool {
        visible(&self.store, id, who, NOW).is_ok()
    }

    fn opens(&self, secret: &str) -> Option<Webhook> {
        by_secret(&self.store, secret).unwrap()
    }

    /// Kinds of the audit rows, in their order.
    fn audit(&self) -> Vec<String> {
        let rows =
            rows::page::<serde_json::Value>(&self.store, &KeyRange::prefix([keys::AUDIT]), Direction::Up, 100).unwrap();
        rows.into_iter().map(|row| row.value["action"].as_str().unwrap().to_owned()).collect()
    }

    /// Every key there is, but for counters of ids.
    fn keys(&self) -> BTreeSet<Vec<u8>> {
        let keys = self.store.scan_keys(&KeyRange::all(), Direction::Up, 1_000).unwrap();
        keys.into_iter().map(|key| key.to_vec()).filter(|key| key[0] != keys::SEQUENCE).collect()
    }
}

fn code<T: std::fmt::Debug>(outcome: Result<T, Refusal>) -> &'static str {
    outcome.unwrap_err().fault.code
}

#[test]
fn a_draft_sends_what_changes_data_by_post() {
    let ground = ground();
    for (writes, send) in [(true, Send::PostJson), (false, Send::Get)] {
        let asked = NewDraft { scenario: "move_lead".to_owned(), ..NewDraft::default() };
        let about = |_: &str| About { answers: true, writes };
        let id = open(&ground.store, &ground.vault, &bob(), &asked, &about, NOW).unwrap().id;
        let found = visible(&ground.store, id, &bob(), NOW).unwrap();
        assert_eq!(found.value().inbound.as_ref().unwrap().request.send, send);
    }
}

#[test]
fn a_draft_works_for_its_owner_alone_and_keeps_its_id_and_secret_when_saved() {
    let ground = ground();
    let id = ground.draft(&bob());
    assert_eq!(id, 1);
    let secret = ground.secret(id);
    let webhook = ground.opens(&secret).unwrap();
    assert_eq!((webhook.status, webhook.owner, webhook.expires), (Status::Draft, 2, Some(NOW + DRAFT_LIFE)));
    assert!(ground.sees(id, &bob()) && !ground.sees(id, &ada()));
    assert!(list(&ground.store, &ada()).unwrap().is_empty());

    let saved = ground.save(id, &bob(), &form(1, "  Leads ")).unwrap();
    assert_eq!((saved.found.value().name.as_str(), saved.found.id, saved.taken_over), ("Leads", 1, false));
    assert_eq!(ground.secret(id), secret);
    let webhook = ground.opens(&secret).unwrap();
    assert_eq!((webhook.status, webhook.expires, webhook.scopes), (Status::Active, None, vec!["crm".to_owned()]));
    assert!(ground.sees(id, &ada()) && !ground.sees(id, &actor(3, false)));
    assert_eq!(list(&ground.store, &bob()).unwrap().len(), 1);
    assert!(list(&ground.store, &actor(3, false)).unwrap().is_empty());
}

#[test]
fn a_draft_is_refused_after_its_day_and_swept_with_its_secret() {
    let ground = ground();
    let empty = ground.keys();
    let id = ground.draft(&bob());
    assert_eq!(code(visible(&ground.store, id, &bob(), NOW + DRAFT_LIFE)), "not_found");
    assert_eq!(sweep::drafts(&ground.store, NOW + DRAFT_LIFE - 1).unwrap(), 0);
    assert_eq!(sweep::drafts(&ground.store, NOW + DRAFT_LIFE).unwrap(), 1);
    assert_eq!(ground.keys(), empty);
}

#[test]
fn the_draft_left_alone_for_longest_gives_way_to_one_too_many() {
    let ground = ground();
    let (other, first, second) = (ground.draft(&ada()), ground.draft(&bob()), ground.draft(&bob()));
    let secret = ground.secret(second);
    new_secret(&ground.store, &ground.vault, first, &bob(), NOW + 1).unwrap();
    for _ in 2..DRAFTS_MAX {
        ground.draft(&bob());
    }
    assert!(ground.opens(&secret).is_some());
    ground.draft(&bob());
    assert!(ground.sees(first, &bob()) && !ground.sees(second, &bob()) && ground.sees(other, &ada()));
    assert!(ground.opens(&secret).is_none());
    let drafts = ground.keys().into_iter().filter(|key| key[0] == keys::DRAFT).count();
    assert_eq!(drafts, DRAFTS_MAX + 1);
}

#[test]
fn a_draft_gets_another_secret_at_once_a_saved_one_with_its_save() {
    let ground = ground();
    let id = ground.draft(&bob());
    let first = ground.secret(id);
    new_secret(&ground.store, &ground.vault, id, &bob(), NOW).unwrap();
    let second = ground.secret(id);
    assert!(ground.opens(&first).is_none() && ground.opens(&second).is_some());
    assert_eq!(code(new_secret(&ground.store, &ground.vault, id, &ada(), NOW)), "not_found");
    ground.save(id, &bob(), &form(1, "x")).unwrap();
    assert_eq!(code(new_secret(&ground.store, &ground.vault, id, &bob(), NOW)), "not_a_draft");
    ground.save(id, &bob(), &Save { new_secret: Some(0), ..form(2, "x") }).unwrap();
    assert!(ground.opens(&second).is_none() && ground.opens(&ground.secret(id)).is_some());
}

#[test]
fn taking_over_is_one_commit_that_ends_the_old_secret() {
    let ground = ground();
    let id = ground.saved(&bob());
    let old = ground.secret(id);
    let before = ground.keys();
    let saved = ground.save(id, &ada(), &form(2, "Hers")).unwrap();
    assert!(saved.taken_over);
    assert_eq!((saved.found.value().owner, saved.found.value().revision), (1, 3));
    let new = ground.secret(id);
    assert_ne!(new, old);
    assert!(ground.opens(&old).is_none());
    assert_eq!(ground.opens(&new).unwrap().owner, 1);
    assert!(!ground.sees(id, &bob()));
    let told = crate::notices::latest(&ground.store, 2).unwrap();
    let event = NoticeEvent::TakenOver { integration: "Mine".to_owned(), by: "Person 1".to_owned() };
    assert_eq!(told.iter().map(|notice| &notice.event).collect::<Vec<_>>(), [&event]);
    assert_eq!(ground.audit(), ["draft_saved", "secret_replaced", "taken_over"]);
    let gone: Vec<_> = before.difference(&ground.keys()).cloned().collect();
    assert_eq!(gone, [keys::secret(&secrets::hash(&old))]);
    let stamps = ground.stamps_after_take_over(id, &new);
    assert_eq!(stamps.len(), 1, "all rows carry the stamp of one commit");
}

impl Ground {
    /// The commits that wrote the integration, its secret, the notice and the last audit rows.
    fn stamps_after_take_over(&self, id: u64, secret: &str) -> BTreeSet<u64> {
        let single = [keys::integration(id), keys::secret(&secrets::hash(secret))];
        let mut stamps: BTreeSet<u64> =
            single.iter().map(|key| self.store.get(key).unwrap().unwrap().version).collect();
        let audit = self.store.scan(&KeyRange::prefix([keys::AUDIT]), Direction::Down, 2).unwrap();
        let notices = self.store.scan(&keys::notices(2), Direction::Down, 1).unwrap();
        stamps.extend(audit.into_iter().chain(notices).map(|(_, entry)| entry.version));
        stamps
    }
}

#[test]
fn an_owners_edit_keeps_secret_and_owner() {
    let ground = ground();
    let id = ground.saved(&bob());
    let secret = ground.secret(id);
    let saved = ground.save(id, &bob(), &form(2, "Renamed")).unwrap();
    assert!(!saved.taken_over);
    assert_eq!(ground.secret(id), secret);
    assert_eq!(ground.audit(), ["draft_saved", "edited"]);
    assert!(crate::notices::latest(&ground.store, 2).unwrap().is_empty());
}

#[test]
fn a_save_that_changes_nothing_leaves_no_trace() {
    let ground = ground();
    let id = ground.saved(&bob());
    ground.save(id, &bob(), &form(2, "Fine")).unwrap();
    let (trail, before) = (ground.audit(), find(&ground.store, id).unwrap().unwrap());
    let again = ground.save(id, &bob(), &form(3, " Fine ")).unwrap();
    assert_eq!((again.found.value(), again.shown.len()), (before.value(), 0));
    assert_eq!(ground.audit(), trail);
    // A new secret is all that such a save tells of.
    let saved = ground.save(id, &bob(), &Save { new_secret: Some(1), ..form(3, "Fine") }).unwrap();
    assert_eq!(saved.found.value().revision, 4);
    assert_eq!(ground.audit()[trail.len()..], ["secret_replaced"]);
    let request = BuilderRequest { send: Send::PostJson, ..BuilderRequest::default() };
    ground.save(id, &bob(), &Save { request, ..form(4, "Fine") }).unwrap();
    assert_eq!(ground.audit()[trail.len()..], ["secret_replaced", "edited"]);
}

#[test]
fn a_save_from_an_older_version_is_a_conflict_that_changes_nothing() {
    let ground = ground();
    let id = ground.saved(&bob());
    ground.save(id, &ada(), &form(2, "Hers")).unwrap();
    let secret = ground.secret(id);
    assert_eq!(code(ground.save(id, &ada(), &form(2, "Late"))), "changed_by_you");
    let refusal = ground.save(id, &actor(3, true), &form(2, "Late")).unwrap_err();
    assert_eq!(refusal.fault.code, "changed_meanwhile");
    assert_eq!(refusal.body().detail.as_deref(), Some("Person 1"));
    assert_eq!(ground.secret(id), secret);
    assert_eq!(find(&ground.store, id).unwrap().unwrap().value().name, "Hers");
}

#[test]
fn of_two_administrators_who_save_at_once_one_wins() {
    let ground = ground();
    let id = ground.saved(&bob());
    let outcomes: Vec<bool> = std::thread::scope(|scope| {
        let tries: Vec<_> = (10..18)
            .map(|admin| {
                let ground = &ground;
                scope.spawn(move || ground.save(id, &actor(admin, true), &form(2, "Hers")).is_ok())
            })
            .collect();
        tries.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert_eq!(outcomes.iter().filter(|won| **won).count(), 1);
    let secrets = ground.keys().into_iter().filter(|key| key[0] == keys::SECRET).count();
    assert_eq!(secrets, 1);
}

#[test]
fn switching_moves_nothing_and_does_not_disturb_an_open_form() {
    let ground = ground();
    let id = ground.saved(&bob());
    let secret = ground.secret(id);
    enable(&ground.store, id, None, false, &ada(), NOW).unwrap();
    let webhook = ground.opens(&secret).unwrap();
    assert_eq!((webhook.status, webhook.owner), (Status::Disabled, 2));
    enable(&ground.store, id, None, false, &ada(), NOW).unwrap();
    assert_eq!(crate::notices::unread(&ground.store, 2).unwrap(), 1);
    ground.save(id, &bob(), &form(2, "Still mine")).unwrap();
    assert_eq!(ground.opens(&secret).unwrap().status, Status::Disabled);
    assert_eq!(code(enable(&ground.store, id, None, true, &actor(3, false), NOW)), "not_found");
    let draft = ground.draft(&bob());
    assert_eq!(code(enable(&ground.store, draft, None, false, &bob(), NOW)), "not_found");
}

#[test]
fn deleting_leaves_nothing_but_the_trail() {
    let ground = ground();
    let before = ground.keys();
    let id = ground.saved(&bob());
    assert_eq!(code(delete(&ground.store, id, None, &actor(3, false), NOW)), "not_found");
    assert_eq!(code(delete(&ground.store, id, Some(7), &ada(), NOW)), "changed_since");
    delete(&ground.store, id, None, &ada(), NOW).unwrap();
    let left: BTreeSet<u8> = ground.keys().difference(&before).map(|key| key[0]).collect();
    assert_eq!(left, BTreeSet::from([keys::AUDIT, keys::NOTICE]));
    assert_eq!(ground.audit(), ["draft_saved", "deleted"]);
    let draft = ground.draft(&bob());
    assert_eq!(code(delete(&ground.store, draft, None, &ada(), NOW)), "not_found");
    delete(&ground.store, draft, None, &bob(), NOW).unwrap();
}

#[test]
fn what_is_wrong_with_a_form_is_said_at_its_field() {
    let ground = ground();
    let id = ground.saved(&bob());
    let fine = form(2, "Fine");
    let long = "ж".repeat(201);
    let cases = [
        (Save { name: " ".to_owned(), ..fine.clone() }, "name_required", "name"),
        (Save { name: long, ..fine.clone() }, "too_long", "name"),
        (Save { name: "two\nlines".to_owned(), ..fine.clone() }, "control_characters", "name"),
        (Save { note: "\u{1B}[1m".to_owned(), ..fine.clone() }, "control_characters", "note"),
        (Save { request: calling("crm lead/add"), ..fine.clone() }, "method_name", "request.method"),
        (Save { scopes: vec!["x".to_owned()], ..fine.clone() }, "scope_unknown", "scopes"),
        (Save { expires: Some(NOW), ..fine.clone() }, "expiry_past", "expires"),
        (Save { note: "n".repeat(2001), ..fine.clone() }, "too_long", "note"),
        (Save { allow: vec!["10.0.0.1/33".to_owned()], ..fine.clone() }, "network_invalid", "allow"),
        (Save { allow: vec!["::1".to_owned(); 51], ..fine.clone() }, "too_many", "allow"),
        (Save { rate: Some(0), ..fine.clone() }, "out_of_range", "rate"),
        (Save { new_secret: Some(25), ..fine.clone() }, "out_of_range", "new_secret"),
        (
            Save {
                request: BuilderRequest { params: vec![("a[".to_owned(), String::new())], ..Default::default() },
                ..fine.clone()
            },
            "brackets",
            "request.params",
        ),
    ];
    for (form, fault, field) in cases {
        let body = ground.save(id, &bob(), &form).unwrap_err().body();
        assert_eq!((body.code.as_str(), body.field.as_deref()), (fault, Some(field)));
    }
    let all = Save { name: String::new(), rate: Some(0), expires: Some(NOW), ..fine };
    let body = ground.save(id, &bob(), &all).unwrap_err().body();
    let fields: Vec<_> = body.more.iter().map(|more| more.field.as_str()).collect();
    assert_eq!((body.field.as_deref(), fields), (Some("name"), vec!["expires", "rate"]));
    let asked = NewDraft { scenario: "none".to_owned(), ..NewDraft::default() };
    assert_eq!(
        code(open(&ground.store, &ground.vault, &bob(), &asked, &|_| About { answers: true, writes: false }, NOW)),
        "scenario_unknown"
    );
}

#[test]
fn an_expiry_that_has_passed_may_stay_and_is_warned_of_in_three_steps() {
    const DAY: Millis = 24 * 60 * 60 * 1000;
    let ground = ground();
    let id = ground.saved(&bob());
    let expiry = NOW + 20 * DAY;
    ground.save(id, &bob(), &Save { expires: Some(expiry), ..form(2, "x") }).unwrap();
    for (at, told) in [(0, 0), (6, 1), (7, 0), (17, 1), (20, 1), (30, 0)] {
        assert_eq!(sweep::warn(&ground.store, NOW + at * DAY).unwrap(), told, "day {at}");
    }
    let found = visible(&ground.store, id, &bob(), expiry).unwrap();
    assert_eq!((found.status(expiry - 1), found.status(expiry)), (Status::Active, Status::Expired));
    let late = expiry + DAY;
    save(&ground.store, &ground.vault, id, &bob(), &Save { expires: Some(expiry), ..form(3, "y") }, late).unwrap();
    assert_eq!(sweep::warn(&ground.store, late).unwrap(), 0);
}
