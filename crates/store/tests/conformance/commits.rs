//! Conditions, changes, counters, ids, versions.

use std::thread;

use store::{Check, Durability, Op, Store, StoreError, keys};

use crate::{noise, on_every_engine, put, value};

#[test]
fn a_failed_check_comes_back_by_name_and_nothing_is_written() {
    on_every_engine(|place| {
        let store = place.open();
        put(&store, b"r-there", b"1");
        let version = store.get(b"r-there").unwrap().unwrap().version;
        let failing = [
            Check::Absent(b"r-there".to_vec()),
            Check::Exists(b"r-missing".to_vec()),
            Check::Version(b"r-there".to_vec(), version + 1),
            Check::Version(b"r-missing".to_vec(), version),
        ];
        for check in failing {
            let checks = [Check::Exists(b"r-there".to_vec()), check.clone()];
            let ops = vec![
                Op::Put(b"r-new".to_vec(), b"2".to_vec()),
                Op::Del(b"r-there".to_vec()),
                Op::Add(keys::count("r", b""), 1),
            ];
            let error = store.commit(&checks, ops, Durability::Durable).err();
            assert_eq!(error, Some(StoreError::Check(check)));
        }
        assert_eq!((value(&store, b"r-there"), value(&store, b"r-new")), (Some(b"1".to_vec()), None));
        assert_eq!(store.counter(&keys::count("r", b"")), Ok(0));

        let holding = [
            Check::Exists(b"r-there".to_vec()),
            Check::Absent(b"r-missing".to_vec()),
            Check::Version(b"r-there".to_vec(), version),
        ];
        store.commit(&holding, vec![Op::Del(b"r-there".to_vec())], Durability::Durable).unwrap();
        assert_eq!(value(&store, b"r-there"), None);
    });
}

#[test]
fn a_change_that_cannot_be_made_undoes_its_commit() {
    on_every_engine(|place| {
        let store = place.open();
        put(&store, b"r-value", b"eight by");
        let full = keys::count("full", b"");
        store.commit(&[], vec![Op::Add(full.clone(), i64::MAX)], Durability::Relaxed).unwrap();
        let impossible = [
            (Op::Add(b"r-value".to_vec(), 1), StoreError::NotCounter("records")),
            (Op::Add(full.clone(), 1), StoreError::Overflow("counts")),
            (Op::Put(keys::sequence("deal"), vec![]), StoreError::Reserved("sequences")),
            (Op::Del(keys::chunk(b"r-value", 1, 0)), StoreError::Reserved("chunks")),
            (Op::Del(keys::meta(keys::FORMAT)), StoreError::Reserved("meta")),
        ];
        for (op, error) in impossible {
            let ops = vec![Op::Put(b"a-first".to_vec(), vec![]), op, Op::Put(b"z-last".to_vec(), vec![])];
            assert_eq!(store.commit(&[], ops, Durability::Durable).err(), Some(error));
        }
        assert_eq!((value(&store, b"a-first"), value(&store, b"z-last")), (None, None));
        assert_eq!(store.counter(b"r-value"), Err(StoreError::NotCounter("records")));
        assert_eq!(store.counter(&full), Ok(i64::MAX));
    });
}

#[test]
fn changes_of_one_key_count_in_their_order() {
    on_every_engine(|place| {
        let store = place.open();
        let key = || keys::count("c", b"");
        let cases = [
            (vec![Op::Add(key(), 2), Op::Add(key(), 3)], Ok(5)),
            (vec![Op::Add(key(), -7)], Ok(-2)),
            (vec![Op::Del(key()), Op::Add(key(), 1), Op::Add(key(), 1)], Ok(2)),
            (vec![Op::Add(key(), 1), Op::Del(key())], Ok(0)),
            (vec![Op::Add(key(), 1), Op::Put(key(), vec![9])], Err(StoreError::NotCounter("counts"))),
            (vec![Op::Put(key(), vec![9]), Op::Del(key())], Ok(0)),
        ];
        for (ops, number) in cases {
            let shown = format!("{ops:?}");
            store.commit(&[], ops, Durability::Relaxed).unwrap();
            assert_eq!(store.counter(&key()), number, "after {shown}");
        }
        let mixed = vec![Op::Put(key(), vec![9]), Op::Add(key(), 1)];
        assert_eq!(store.commit(&[], mixed, Durability::Relaxed).err(), Some(StoreError::NotCounter("counts")));
    });
}

#[test]
fn additions_of_many_writers_sum_up() {
    on_every_engine(|place| {
        let store = place.open();
        thread::scope(|scope| {
            for writer in 1..=8 {
                let store = &store;
                scope.spawn(move || {
                    for _ in 0..250 {
                        let ops = vec![Op::Add(keys::count("a", b""), writer), Op::Add(keys::count("b", b""), -1)];
                        store.commit(&[], ops, Durability::Relaxed).unwrap();
                    }
                });
            }
        });
        assert_eq!(store.counter(&keys::count("a", b"")), Ok(250 * 36));
        assert_eq!(store.counter(&keys::count("b", b"")), Ok(-2_000));
    });
}

#[test]
fn updates_of_many_writers_all_count() {
    on_every_engine(|place| {
        let store = place.open();
        let lost: usize = thread::scope(|scope| {
            let writers: Vec<_> = (0..8).map(|_| scope.spawn(|| lengthen(&store, 50))).collect();
            writers.into_iter().map(|writer| writer.join().unwrap()).sum()
        });
        assert_eq!(value(&store, b"r-list").unwrap().len() + lost, 400);
        store.update(b"r-list", |_| None).unwrap();
        assert_eq!(value(&store, b"r-list"), None);
    });
}

/// Lengthens one value again and again; answers how often it gave up.
fn lengthen(store: &Store, times: usize) -> usize {
    let mut lost = 0;
    for _ in 0..times {
        let longer = store.update(b"r-list", |old| Some([old.unwrap_or_default(), b"x"].concat()));
        match longer.err() {
            None => {}
            Some(StoreError::Contended) => lost += 1,
            Some(error) => panic!("{error}"),
        }
    }
    lost
}

#[test]
fn an_update_that_never_wins_gives_up() {
    on_every_engine(|place| {
        let store = place.open();
        let mut tries = 0u8;
        let outcome = store.update(b"r-contended", |_| {
            tries += 1;
            put(&store, b"r-contended", &[tries]);
            Some(b"mine".to_vec())
        });
        assert_eq!(outcome.err(), Some(StoreError::Contended));
        assert_eq!(value(&store, b"r-contended"), Some(vec![tries]));
        assert!(tries > 1);
    });
}

#[test]
fn only_one_of_many_rivals_takes_a_unique_key() {
    on_every_engine(|place| {
        let store = place.open();
        for round in 0..20u8 {
            let key = keys::unique("user", "EMAIL", &[round]);
            let winners = thread::scope(|scope| {
                let rivals: Vec<_> = (0..4u8)
                    .map(|rival| {
                        let (store, key) = (&store, key.clone());
                        let ops = vec![Op::Put(key.clone(), vec![rival])];
                        scope.spawn(move || store.commit(&[Check::Absent(key)], ops, Durability::Relaxed).is_ok())
                    })
                    .collect();
                rivals.into_iter().map(|rival| rival.join().unwrap()).filter(|&won| won).count()
            });
            assert_eq!(winners, 1);
        }
    });
}

#[test]
fn versions_grow_and_never_repeat() {
    on_every_engine(|place| {
        let mut last = 0;
        for session in 0..4 {
            let store = place.open();
            for round in 0..50u8 {
                put(&store, b"r-again", &[round]);
                let version = store.get(b"r-again").unwrap().unwrap().version;
                assert!(version > last, "session {session}, round {round}: {version} after {last}");
                last = version;
                store.commit(&[], vec![Op::Del(b"r-again".to_vec())], Durability::Relaxed).unwrap();
            }
        }
    });
}

#[test]
fn ids_ascend_by_one_from_one_across_openings() {
    on_every_engine(|place| {
        let store = place.open();
        assert_eq!(
            (store.next_ids("deal", 1), store.next_ids("deal", 3), store.next_ids("lead", 1)),
            (Ok(1), Ok(2), Ok(1))
        );
        put(&store, b"r-uses-them", b"");
        assert_eq!(store.next_ids("deal", 1), Ok(5));
        drop(store);
        let store = place.open();
        assert_eq!((store.next_ids("deal", 1), store.next_ids("lead", 2)), (Ok(6), Ok(2)));
        store.raise_ids("deal", 100).unwrap();
        store.raise_ids("deal", 50).unwrap();
        assert_eq!(store.next_ids("deal", 1), Ok(101));
        drop(store);
        let store = place.open();
        assert_eq!((store.next_ids("deal", 1), store.next_ids("lead", 1)), (Ok(102), Ok(4)));
        assert_eq!(store.next_ids("deal", u64::MAX), Err(StoreError::Overflow("sequences")));
        assert_eq!(store.next_ids("deal", 1), Ok(103));
    });
}

#[test]
fn ids_of_many_writers_are_all_different_and_without_gaps() {
    on_every_engine(|place| {
        let store = place.open();
        let mut ids: Vec<u64> = thread::scope(|scope| {
            let takers: Vec<_> = (0..8)
                .map(|_| scope.spawn(|| (0..100).map(|_| store.next_ids("task", 1).unwrap()).collect::<Vec<_>>()))
                .collect();
            takers.into_iter().flat_map(|taker| taker.join().unwrap()).collect()
        });
        ids.sort_unstable();
        assert_eq!(ids, (1..=800).collect::<Vec<_>>());
    });
}

#[test]
fn committed_data_is_there_after_reopening() {
    on_every_engine(|place| {
        let store = place.open();
        for n in 0..200u64 {
            put(&store, &keys::record("deal", n), &noise(n, 400));
            store.commit(&[], vec![Op::Add(keys::count("deal", b""), 1)], Durability::Relaxed).unwrap();
        }
        drop(store);
        let store = place.open();
        for n in 0..200 {
            assert_eq!(value(&store, &keys::record("deal", n)), Some(noise(n, 400)));
        }
        assert_eq!(store.counter(&keys::count("deal", b"")), Ok(200));
    });
}

#[test]
fn a_place_serves_one_store_at_a_time() {
    on_every_engine(|place| {
        let store = place.open();
        let clone = store.clone();
        drop(store);
        let error = (place.open)(place.dir.path()).err().unwrap();
        assert!(matches!(error, StoreError::Locked(_)), "{error}");
        assert!(error.to_string().contains("another process uses this data directory"));
        drop(clone);
        place.open();
    });
}
