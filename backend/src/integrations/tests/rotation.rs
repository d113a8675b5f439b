//! Secrets that follow one another, copies, and what the audit trail tells of an edit.

use super::*;

const HOUR: Millis = 60 * 60 * 1000;

impl Ground {
    /// Saves with a new secret; answers the one before and the new one.
    fn rotate(&self, id: u64, version: u64, hours: u32, now: Millis) -> (String, String) {
        let before = self.secret(id);
        let form = Save { new_secret: Some(hours), ..form(version, "x") };
        save(&self.store, &self.vault, id, &bob(), &form, now).unwrap();
        (before, self.secret(id))
    }

    /// When a secret ends; `None` when it opens nothing.
    fn end_of(&self, secret: &str) -> Option<Option<Millis>> {
        self.opens(secret).map(|webhook| webhook.expires)
    }
}

#[test]
fn a_replaced_secret_works_for_its_hours_and_goes_with_the_sweep() {
    let ground = ground();
    let id = ground.saved(&bob());
    let (first, second) = ground.rotate(id, 2, 8, NOW);
    assert_eq!((ground.end_of(&first), ground.end_of(&second)), (Some(Some(NOW + 8 * HOUR)), Some(None)));
    assert!(secret::are_known(&ground.store, find(&ground.store, id).unwrap().unwrap().value()).unwrap());
    assert!(secret::leads_somewhere(&ground.store, &keys::secret(&secrets::hash(&first))).unwrap());
    assert_eq!(sweep::former_secrets(&ground.store, NOW + 8 * HOUR - 1).unwrap(), 0);
    assert_eq!(sweep::former_secrets(&ground.store, NOW + 8 * HOUR).unwrap(), 1);
    assert!(ground.opens(&first).is_none() && ground.opens(&second).is_some());
    // The sweep is no edit: an open form may be saved.
    ground.save(id, &bob(), &form(3, "y")).unwrap();
}

#[test]
fn no_more_than_one_secret_lives_beside_the_present_one() {
    let ground = ground();
    let id = ground.saved(&bob());
    let (first, second) = ground.rotate(id, 2, 24, NOW);
    let (_, third) = ground.rotate(id, 3, 1, NOW + HOUR);
    assert!(ground.opens(&first).is_none());
    assert_eq!((ground.end_of(&second), ground.end_of(&third)), (Some(Some(NOW + 2 * HOUR)), Some(None)));
    let (_, fourth) = ground.rotate(id, 4, 0, NOW + HOUR);
    assert!(ground.opens(&second).is_none() && ground.opens(&third).is_none() && ground.opens(&fourth).is_some());
    assert_eq!(ground.keys().into_iter().filter(|key| key[0] == keys::SECRET).count(), 1);
}

#[test]
fn a_take_over_and_a_deletion_end_every_secret_whatever_was_asked() {
    let ground = ground();
    let id = ground.saved(&bob());
    let (first, second) = ground.rotate(id, 2, 24, NOW);
    ground.save(id, &ada(), &Save { new_secret: Some(24), ..form(3, "Hers") }).unwrap();
    assert!(ground.opens(&first).is_none() && ground.opens(&second).is_none());
    let secrets = || ground.keys().into_iter().filter(|key| key[0] == keys::SECRET).count();
    assert_eq!(secrets(), 1);
    save(&ground.store, &ground.vault, id, &ada(), &Save { new_secret: Some(24), ..form(4, "x") }, NOW).unwrap();
    assert_eq!(secrets(), 2);
    delete(&ground.store, id, None, &ada(), NOW).unwrap();
    assert_eq!(secrets(), 0);
}

#[test]
fn only_the_owner_reads_a_secret_again_and_ends_the_one_before() {
    let ground = ground();
    let id = ground.saved(&bob());
    let (first, second) = ground.rotate(id, 2, 24, NOW);
    let reveal = |by: &Actor| secret::reveal(&ground.store, &ground.vault, id, Secret::Inbound, by, NOW);
    assert_eq!(code(reveal(&ada()).map(|_| ())), "owner_only");
    assert_eq!(code(reveal(&actor(3, false)).map(|_| ())), "not_found");
    assert_eq!(code(secret::end_former(&ground.store, id, &ada(), NOW).map(|_| ())), "owner_only");
    assert_eq!(reveal(&bob()).unwrap().0, second);
    secret::end_former(&ground.store, id, &bob(), NOW).unwrap();
    assert!(ground.opens(&first).is_none() && ground.opens(&second).is_some());
    let after = ["secret_replaced", "edited", "secret_revealed", "former_secret_ended"];
    assert_eq!(ground.audit()[1..], after);
    secret::end_former(&ground.store, id, &bob(), NOW).unwrap();
    assert_eq!(ground.audit().len(), 5, "there was nothing left to end");
}

#[test]
fn an_edit_is_told_field_by_field() {
    let ground = ground();
    let id = ground.saved(&bob());
    let changed = Save {
        allow: vec![" 10.1.2.3/8".to_owned(), "10.0.0.0/8".to_owned(), "::1".to_owned()],
        rate: Some(5),
        scopes: vec!["crm".to_owned(), "task".to_owned()],
        request: BuilderRequest {
            method: "crm.lead.update".to_owned(),
            params: vec![("PASSWORD".to_owned(), "hush".to_owned())],
            ..BuilderRequest::default()
        },
        ..form(2, "Leads")
    };
    let saved = ground.save(id, &bob(), &changed).unwrap();
    let inbound = saved.found.value().inbound.as_ref().unwrap();
    assert_eq!((inbound.allow.as_slice(), inbound.scoped), (&["10.0.0.0/8".to_owned(), "::1".to_owned()][..], NOW));
    let rows =
        rows::page::<serde_json::Value>(&ground.store, &KeyRange::prefix([keys::AUDIT]), Direction::Down, 1).unwrap();
    let told = rows[0].value["changed"].to_string();
    assert!(!told.contains("hush"), "{told}");
    let told: Vec<(String, String, String)> = rows[0].value["changed"]
        .as_array()
        .unwrap()
        .iter()
        .map(|change| ["field", "before", "after"].map(|key| change[key].as_str().unwrap().to_owned()).into())
        .collect();
    let wanted = [
        ("name", "Mine", "Leads"),
        ("scopes", "crm", "crm, task"),
        ("allow", "", "10.0.0.0/8, ::1"),
        ("rate", "", "5"),
        ("request.method", "", "crm.lead.update"),
        ("request.params", "", ""),
    ];
    assert_eq!(told, wanted.map(|(field, before, after)| (field.to_owned(), before.to_owned(), after.to_owned())));
}

#[test]
fn a_copy_has_everything_but_the_secret_the_owner_and_the_expiry() {
    let ground = ground();
    let id = ground.saved(&bob());
    let full = Save {
        expires: Some(NOW + HOUR),
        note: "Asks Ben".to_owned(),
        allow: vec!["::1".to_owned()],
        rate: Some(7),
        ..form(2, "Leads")
    };
    ground.save(id, &bob(), &full).unwrap();
    let asked = NewDraft { name: "Leads, copied".to_owned(), like: Some(id), ..NewDraft::default() };
    let copy =
        |by: &Actor| open(&ground.store, &ground.vault, by, &asked, &|_| About { answers: false, writes: false }, NOW);
    assert_eq!(code(copy(&actor(3, false)).map(|_| ())), "not_found");
    let copied = copy(&ada()).unwrap().id;
    let found = find(&ground.store, copied).unwrap().unwrap();
    let Integration { name, note, owner, scenario, inbound, .. } = found.value();
    assert_eq!(
        (name.as_str(), note.as_str(), *owner, scenario.as_str()),
        ("Leads, copied", "Asks Ben", 1, "move_lead")
    );
    let inbound = inbound.as_ref().unwrap();
    assert_eq!((inbound.expires, inbound.rate, inbound.allow.as_slice()), (None, Some(7), &["::1".to_owned()][..]));
    assert_ne!(ground.secret(copied), ground.secret(id));
}
