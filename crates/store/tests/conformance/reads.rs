//! Scans, long values, the integrity check.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use store::{Direction, Durability, KeyRange, Op, Store, keys};

use crate::{noise, on_every_engine, put, value};

/// Walks a range page by page and returns the keys met.
fn pages(store: &Store, mut range: KeyRange, direction: Direction, limit: usize) -> Vec<Vec<u8>> {
    let mut met = Vec::new();
    loop {
        let page = store.scan(&range, direction, limit).unwrap();
        assert!(page.len() <= limit);
        let Some((last, _)) = page.last() else {
            return met;
        };
        range = match direction {
            Direction::Up => range.after(last),
            Direction::Down => range.before(last),
        };
        met.extend(page.iter().map(|(key, _)| key.to_vec()));
    }
}

#[test]
fn scans_page_in_key_order_both_ways() {
    on_every_engine(|place| {
        let store = place.open();
        for id in 1..=100 {
            put(&store, &keys::record("deal", id), &noise(id, 300));
            put(&store, &keys::record("deals", id), b"another entity");
        }
        let up: Vec<_> = (1..=100).map(|id| keys::record("deal", id)).collect();
        let down: Vec<_> = up.iter().rev().cloned().collect();
        for limit in [1, 7, 100, 1_000] {
            assert_eq!(pages(&store, keys::records("deal"), Direction::Up, limit), up);
            assert_eq!(pages(&store, keys::records("deal"), Direction::Down, limit), down);
        }
        let part = KeyRange::between(keys::record("deal", 10), keys::record("deal", 13));
        assert_eq!(pages(&store, part.clone(), Direction::Down, 2), down[88..91]);
        assert_eq!(store.scan(&part, Direction::Up, 0).unwrap(), []);
        let backwards = KeyRange::between(keys::record("deal", 13), keys::record("deal", 10));
        assert_eq!(store.scan(&backwards, Direction::Up, 5).unwrap(), []);
        let entry = &store.scan(&part, Direction::Up, 1).unwrap()[0].1;
        assert_eq!(Some(entry), store.get(&keys::record("deal", 10)).unwrap().as_ref());
        let names: Vec<_> = store.scan_keys(&part, Direction::Up, 2).unwrap().iter().map(|key| key.to_vec()).collect();
        assert_eq!(names, up[9..11]);
    });
}

#[test]
fn scans_meet_every_standing_key_once_while_others_write() {
    on_every_engine(|place| {
        let store = place.open();
        let standing: Vec<_> = (0..300).map(|id| keys::record("deal", id * 10)).collect();
        for key in &standing {
            put(&store, key, &noise(1, 200));
        }
        let done = AtomicBool::new(false);
        thread::scope(|scope| {
            for writer in 0..2u64 {
                let (store, done) = (&store, &done);
                scope.spawn(move || {
                    let mut id = writer;
                    while !done.load(Ordering::Relaxed) {
                        id = (id * 31 + 7) % 3_000;
                        let passing = keys::record("deal", if id % 10 == 0 { id + 1 } else { id });
                        let rewritten = keys::record("deal", id / 10 * 10);
                        let ops = vec![Op::Put(passing.clone(), noise(id, 500)), Op::Put(rewritten, noise(id, 300))];
                        store.commit(&[], ops, Durability::Relaxed).unwrap();
                        store.commit(&[], vec![Op::Del(passing)], Durability::Relaxed).unwrap();
                    }
                });
            }
            for direction in [Direction::Up, Direction::Down].into_iter().cycle().take(20) {
                let mut met = pages(&store, keys::records("deal"), direction, 17);
                if direction == Direction::Down {
                    met.reverse();
                }
                let sorted = met.is_sorted();
                met.retain(|key| standing.binary_search(key).is_ok());
                if !sorted || met != standing {
                    done.store(true, Ordering::Relaxed);
                    panic!("{direction:?}: sorted {sorted}, {} of {} standing keys", met.len(), standing.len());
                }
            }
            done.store(true, Ordering::Relaxed);
        });
    });
}

#[test]
fn several_keys_come_in_the_order_asked() {
    on_every_engine(|place| {
        let store = place.open();
        put(&store, b"r-1", b"one");
        put(&store, b"r-2", &noise(2, 100_000));
        let found = store.get_many(&[&b"r-2"[..], b"r-0", b"r-1"]).unwrap();
        let values: Vec<_> = found.iter().map(|entry| entry.as_ref().map(|entry| entry.value.to_vec())).collect();
        assert_eq!(values, [Some(noise(2, 100_000)), None, Some(b"one".to_vec())]);
    });
}

#[test]
fn values_of_every_length_come_back_and_leave_nothing_behind() {
    on_every_engine(|place| {
        let store = place.open();
        let lengths = [0, 1, 22, 65_536, 65_537, 131_072, 200_000, 5, 3_000_000, 70_000];
        for (seed, &length) in lengths.iter().enumerate() {
            let bytes = noise(seed as u64, length);
            put(&store, b"r-long", &bytes);
            put(&store, &keys::record("file", seed as u64), &bytes);
            assert_eq!(value(&store, b"r-long"), Some(bytes));
        }
        let report = store.check().unwrap();
        assert_eq!(report.problems, [""; 0]);
        let scanned = store.scan(&keys::records("file"), Direction::Down, 100).unwrap();
        for (seed, (_, entry)) in scanned.iter().rev().enumerate() {
            assert_eq!(*entry.value, noise(seed as u64, lengths[seed]));
        }
        drop(store);

        let store = place.open();
        assert_eq!(value(&store, b"r-long"), Some(noise(9, 70_000)));
        let everything = store.scan_keys(&KeyRange::all(), Direction::Up, 1_000).unwrap();
        let ops = everything.iter().filter(|key| key[0] == keys::RECORD).map(|key| Op::Del(key.to_vec()));
        store.commit(&[], ops.collect(), Durability::Durable).unwrap().wait().unwrap();
        let report = store.check().unwrap();
        assert_eq!((report.values, report.chunks, report.problems), (0, 0, vec![]));
    });
}

#[test]
fn a_long_value_is_read_whole_while_it_is_replaced() {
    on_every_engine(|place| {
        let store = place.open();
        let versions: Vec<_> = (0..4).map(|seed| noise(seed, 150_000 + 50_000 * seed as usize)).collect();
        put(&store, b"r-long", &versions[0]);
        let done = AtomicBool::new(false);
        thread::scope(|scope| {
            scope.spawn(|| {
                for version in versions.iter().cycle().take(200) {
                    put(&store, b"r-long", version);
                }
                done.store(true, Ordering::Relaxed);
            });
            while !done.load(Ordering::Relaxed) {
                assert!(versions.contains(&value(&store, b"r-long").unwrap()));
                let page = store.scan(&KeyRange::prefix(*b"r-long"), Direction::Up, 9).unwrap();
                assert!(page.len() == 1 && versions.iter().any(|version| **version == *page[0].1.value));
                assert_eq!(store.check().unwrap().problems, [""; 0]);
            }
        });
    });
}

#[test]
fn the_check_counts_what_there_is() {
    on_every_engine(|place| {
        let store = place.open();
        let before = store.check().unwrap();
        put(&store, b"r-1", b"x");
        put(&store, b"r-2", &noise(1, 130_000));
        let ops = vec![Op::Add(keys::count("deal", b""), 1), Op::Add(keys::statistics(7, b"x"), 1)];
        store.commit(&[], ops, Durability::Relaxed).unwrap();
        let after = store.check().unwrap();
        assert_eq!((after.values - before.values, after.numbers - before.numbers, after.chunks), (2, 2, 2));
        assert_eq!(after.problems, [""; 0]);
        let hour = store.scan(&keys::statistics_between(7, 8), Direction::Up, 5).unwrap();
        assert_eq!(hour[0].1.number(), Some(1));
        put(&store, b"\xf0-nobody-knows", b"");
        assert_eq!(store.check().unwrap().problems, ["a key of an unknown space"]);
    });
}
