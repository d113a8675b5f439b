//! Portals that were set up by earlier releases, or not to the end, have what new ones have.

use super::*;
use crate::{
    department::{DEPARTMENT, ROOT},
    im::MEMBER,
    people::{NewPerson, PersonEdit, change, create},
};
use engine::services::Settings;
use shared::text::Language;
use std::collections::BTreeMap;
use store::{Durability, KeyRange, Options, Store};
use tempfile::TempDir;

const NOW: i64 = 1_795_339_800_000;

/// How many of the steps the release from before them did, in its way.
const BEFORE_STEPS: usize = 2;

fn empty() -> (TempDir, Services) {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path(), Options { cache_bytes: 4 << 20, ..Options::default() }).unwrap();
    let settings = Settings {
        zone: chrono_tz::UTC,
        currency: "EUR".to_owned(),
        language: Language::En,
        member_id: "0".repeat(32),
    };
    (dir, Services::new(store, settings, crate::registry().unwrap()))
}

/// A portal where only the first `steps` were done.
fn begun(steps: usize) -> (TempDir, Services) {
    let (dir, services) = empty();
    with_call(&services, 0, NOW, |call| first::root_department(call, "Portico")).unwrap();
    STEPS[..steps].iter().for_each(|step| drop(perform(&services, step, NOW).unwrap()));
    (dir, services)
}

fn join(services: &Services, name: &str) -> u64 {
    let person = NewPerson {
        name: name.to_owned(),
        email: format!("{name}@example.com"),
        department: ROOT,
        ..NewPerson::default()
    };
    create(services, person, 0, NOW).unwrap().0
}

fn all(services: &Services, entity: &'static Entity) -> Vec<Record> {
    engine::query::all(services, entity, &Query::all(Test::All(Vec::new()))).unwrap()
}

/// All keys and values: records, indexes, counters and marks.
fn everything(services: &Services) -> BTreeMap<Vec<u8>, Vec<u8>> {
    let spaces =
        [keys::RECORD, keys::INDEX, keys::LISTED, keys::COUNT, keys::META].map(|space| KeyRange::prefix(vec![space]));
    let rows = spaces.iter().flat_map(|range| services.store.scan(range, Direction::Up, usize::MAX).unwrap());
    rows.map(|(key, entry)| (key.to_vec(), entry.value.to_vec())).collect()
}

#[test]
fn a_portal_from_before_the_steps_gets_the_rest_once() {
    let (_kept, old) = begun(BEFORE_STEPS);
    let marks = STEPS[..BEFORE_STEPS].iter().map(|step| Op::Del(mark(step))).collect();
    old.store.commit(&[], marks, Durability::Durable).unwrap();
    let (here, gone) = (join(&old, "here"), join(&old, "gone"));
    join(&old, "admin");
    change(&old, gone, PersonEdit { active: Some(false), ..PersonEdit::default() }, 0, NOW).unwrap();

    catch_up(&old, NOW).unwrap();
    let once = everything(&old);
    catch_up(&old, NOW).unwrap();
    assert_eq!(everything(&old), once);

    let members = all(&old, &MEMBER);
    let members: Vec<_> = members.iter().map(|seat| seat.int("USER_ID") as u64).collect();
    assert!(members.contains(&here) && !members.contains(&gone) && members.len() == 2);
    let late = join(&old, "late");
    let seats = all(&old, &MEMBER);
    assert_eq!(seats.iter().filter(|seat| seat.int("USER_ID") as u64 == late).count(), 1);

    let (_kept, new) = begun(0);
    set_up(&new, "Portico", NOW).unwrap();
    let known = |key: &[u8]| ["user", "im_member", "department"].iter().any(|name| has(key, name));
    let of = |rows: BTreeMap<Vec<u8>, Vec<u8>>| -> BTreeMap<_, _> {
        rows.into_iter().filter(|(key, _)| !known(key)).collect()
    };
    assert_eq!(of(once), of(everything(&new)));
}

fn has(key: &[u8], name: &str) -> bool {
    key.windows(name.len()).any(|part| part == name.as_bytes())
}

#[test]
fn a_set_up_that_was_cut_off_anywhere_goes_on() {
    let (_kept, whole) = empty();
    set_up(&whole, "Portico", NOW).unwrap();
    let whole = everything(&whole);
    for done in 0..STEPS.len() {
        let (_kept, services) = begun(done);
        set_up(&services, "Another name comes too late", NOW).unwrap();
        assert_eq!(everything(&services), whole, "after {done} steps");
    }
}

#[test]
fn what_was_removed_stays_away_and_what_is_there_is_not_doubled() {
    let (_kept, services) = begun(STEPS.len());
    let before = everything(&services);
    let marks = STEPS.iter().map(|step| Op::Del(mark(step))).collect();
    services.store.commit(&[], marks, Durability::Durable).unwrap();
    catch_up(&services, NOW).unwrap();
    assert_eq!(everything(&services), before);

    for unit in all(&services, &MEASURE) {
        with_call(&services, 0, NOW, |call| {
            let mut commit = Commit::quiet();
            commit.delete(&unit);
            commit.run(call.services)
        })
        .unwrap();
    }
    catch_up(&services, NOW).unwrap();
    assert!(all(&services, &MEASURE).is_empty());
    assert!(engine::call::find(&services, &DEPARTMENT, ROOT).unwrap().is_some());
}

#[test]
fn every_step_has_a_name_of_its_own() {
    let marks: std::collections::BTreeSet<_> = STEPS.iter().map(mark).collect();
    assert_eq!(marks.len(), STEPS.len());
}
