//! Indexes follow their declarations.

use crate::portal::Portal;
use engine::{
    Commit, Entity, Record, Services, field,
    index::{marks, value_count},
    query::{Query, run},
    user_field::USER_FIELD,
};
use store::{Direction, KeyRange, keys};

/// The same records as two releases declare them.
static BEFORE: Entity = Entity {
    name: "thing",
    fields: &[field::id("ID"), field::text("NAME").indexed(), field::int("SIZE")],
    ..Entity::BASE
};
static AFTER: Entity = Entity {
    fields: &[field::id("ID").ranged(), field::text("NAME"), field::int("SIZE").indexed()],
    pairs: &[["NAME", "SIZE"]],
    ..BEFORE
};

/// More than one commit of the rebuilding deals with.
const RECORDS: u64 = 1_234;

fn keys_of(services: &Services, range: &KeyRange) -> Vec<Vec<u8>> {
    services.store.scan_keys(range, Direction::Up, usize::MAX).unwrap().iter().map(|key| key.to_vec()).collect()
}

#[test]
fn another_declaration_makes_the_indexes_anew() {
    let portal = Portal::new();
    let services = &portal.services;
    let schema = services.schema(&BEFORE).unwrap();
    for id in 1..=RECORDS {
        let mut record = Record::new(schema.clone(), id);
        record.set("NAME", ["even", "odd"][id as usize % 2]);
        record.set("SIZE", id as i64 % 7);
        let mut commit = Commit::quiet();
        commit.save(None, &record);
        commit.run(services).unwrap();
    }
    // The next release starts.
    services.memo.forget(USER_FIELD.name);
    let schema = services.schema(&AFTER).unwrap();
    let query = Query { counted: true, limit: 5, ..Query::equal(&schema, "SIZE", 3) };
    let page = run(services, &AFTER, &query).unwrap();
    assert_eq!(page.total, Some((1..=RECORDS).filter(|id| id % 7 == 3).count() as u64));
    assert_eq!(page.rows.iter().map(|row| row.id).collect::<Vec<_>>(), [3, 10, 17, 24, 31]);

    assert_eq!(keys_of(services, &keys::index_of("thing", "NAME")), Vec::<Vec<u8>>::new());
    assert_eq!(keys_of(services, &KeyRange::prefix(value_count("thing", "NAME", b""))), Vec::<Vec<u8>>::new());
    let mut expected: Vec<Vec<u8>> = (1..=RECORDS)
        .flat_map(|id| marks(&engine::call::find(services, &AFTER, id).unwrap().unwrap()).entries)
        .collect();
    expected.sort();
    let found = ["NAME+SIZE", "SIZE"].map(|name| keys_of(services, &keys::index_of("thing", name))).concat();
    assert_eq!(found, expected);
}

#[test]
fn rules_that_change_one_record_in_one_commit_do_not_undo_each_other() {
    let portal = Portal::new();
    let services = &portal.services;
    let schema = services.schema(&AFTER).unwrap();
    let stored = |id| engine::call::find(services, &AFTER, id).unwrap();
    let total = |field: &str, value: i64| {
        let query = Query { counted: true, ..Query::equal(&schema, field, value) };
        run(services, &AFTER, &query).unwrap().total
    };
    for id in [1, 2] {
        let mut record = Record::new(schema.clone(), id);
        record.set("NAME", "new");
        record.set("SIZE", 3);
        let mut commit = Commit::quiet();
        commit.save(None, &record);
        commit.run(services).unwrap();
    }
    let edited = |field: &str, value: engine::Data| {
        let mut new = stored(1).unwrap();
        new.set(field, value);
        new
    };
    let (old, gone) = (stored(1).unwrap(), stored(2).unwrap());
    let mut commit = Commit::quiet();
    commit.save(Some(&old), &edited("SIZE", 4.into()));
    commit.save(Some(&old), &edited("NAME", "renamed".into()));
    commit.save(Some(&gone), &gone);
    commit.delete(&gone);
    commit.save(Some(&gone), &gone);
    commit.run(services).unwrap();
    let kept = stored(1).unwrap();
    assert_eq!((kept.text("NAME"), kept.int("SIZE")), ("renamed", 4));
    assert!(stored(2).is_none());
    assert_eq!((total("SIZE", 3), total("SIZE", 4)), (Some(0), Some(1)));
    let found = ["NAME+SIZE", "SIZE"].map(|name| keys_of(services, &keys::index_of("thing", name))).concat();
    assert_eq!(found, marks(&kept).entries);
}
