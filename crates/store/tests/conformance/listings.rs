//! Listed keys: found by scans in both directions as if each lay by itself.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use store::{Check, Direction, Durability, KeyRange, Op, Store, StoreError, keys};

use crate::{noise, on_every_engine};

fn write(store: &Store, ops: Vec<Op>) {
    store.commit(&[], ops, Durability::Relaxed).unwrap();
}

fn found(store: &Store, range: &KeyRange, direction: Direction) -> Vec<Vec<u8>> {
    store.scan_keys(range, direction, usize::MAX).unwrap().iter().map(|key| key.to_vec()).collect()
}

/// Index entries of several fields: of ids in order, of few values, of texts of many lengths.
fn entries() -> Vec<Vec<u8>> {
    let text = |id: u64| String::from_utf8_lossy(&noise(id, id as usize % 90)).into_owned();
    let of = |id: u64| {
        [
            keys::index("deal", "ID", &keys::u64_key(id), id),
            keys::index("deal", "STAGE", &keys::text_key(["NEW", "WON", "LOST"][id as usize % 3]), id),
            keys::index("deal", "TITLE", &keys::text_key(&text(id)), id),
            keys::index("deals", "STAGE", &keys::i64_key(-(id as i64)), id),
        ]
    };
    (0..1_500).flat_map(of).collect()
}

fn agrees(store: &Store, wanted: &BTreeSet<Vec<u8>>, seed: u64) {
    let some = |at: u64| wanted.iter().nth(at as usize % wanted.len().max(1)).cloned().unwrap_or_default();
    let (one, two) = (some(seed * 7_919), some(seed * 104_729));
    let between = KeyRange::between(one.clone().min(two.clone()), one.max(two));
    let fields = ["ID", "STAGE", "TITLE"].map(|field| keys::index_of("deal", field));
    let value = keys::index_value("deal", "STAGE", &keys::text_key("WON"));
    for range in fields.into_iter().chain([between, value, keys::space_range(keys::LISTED), KeyRange::all()]) {
        let mut inside: Vec<_> = wanted.iter().filter(|key| range.contains(key)).cloned().collect();
        let listed = |found: Vec<Vec<u8>>| -> Vec<Vec<u8>> {
            found.into_iter().filter(|key| key.first() == Some(&keys::LISTED)).collect()
        };
        assert_eq!(listed(found(store, &range, Direction::Up)), inside);
        if range != KeyRange::all() {
            assert_eq!(store.count(&range).unwrap(), inside.len() as u64);
        }
        inside.reverse();
        assert_eq!(listed(found(store, &range, Direction::Down)), inside);
    }
}

#[test]
fn they_come_in_order_whatever_was_listed_and_unlisted() {
    on_every_engine(|place| {
        let store = place.open();
        let mut wanted = BTreeSet::new();
        let entries = entries();
        for (round, part) in entries.chunks(97).enumerate() {
            let gone = wanted.iter().skip(round % 5).step_by(11).cloned().collect::<Vec<Vec<u8>>>();
            wanted.extend(part.iter().cloned());
            wanted.retain(|key| !gone.contains(key));
            let ops = part.iter().cloned().map(Op::List).chain(gone.into_iter().map(Op::Unlist));
            write(&store, ops.collect());
            if round % 13 == 0 {
                agrees(&store, &wanted, round as u64);
            }
        }
        agrees(&store, &wanted, 1);
        assert_eq!(store.check().unwrap().problems, [""; 0]);
        drop(store);

        let store = place.open();
        agrees(&store, &wanted, 2);
        write(&store, wanted.iter().cloned().map(Op::Unlist).collect());
        agrees(&store, &BTreeSet::new(), 3);
        assert_eq!(store.check().unwrap().problems, [""; 0]);
        // And one by one, downwards, in what was emptied.
        let few: BTreeSet<_> = entries.into_iter().step_by(17).collect();
        few.iter().rev().for_each(|key| write(&store, vec![Op::List(key.clone())]));
        agrees(&store, &few, 4);
    });
}

#[test]
fn pages_of_them_go_on_where_the_last_one_ended() {
    on_every_engine(|place| {
        let store = place.open();
        let wanted: BTreeSet<_> = entries().into_iter().collect();
        write(&store, wanted.iter().cloned().map(Op::List).collect());
        for direction in [Direction::Up, Direction::Down] {
            let mut range = keys::index_of("deal", "STAGE");
            let mut seen = Vec::new();
            loop {
                let page = store.scan_keys(&range, direction, 37).unwrap();
                let Some(last) = page.last().cloned() else { break };
                seen.extend(page.iter().map(|key| key.to_vec()));
                range = if direction == Direction::Up { range.after(&last) } else { range.before(&last) };
            }
            let whole = found(&store, &keys::index_of("deal", "STAGE"), direction);
            assert_eq!((seen.len(), &seen), (1_500, &whole));
        }
    });
}

#[test]
fn a_key_is_listed_or_put_and_the_last_word_in_a_commit_counts() {
    on_every_engine(|place| {
        let store = place.open();
        let key = keys::index("deal", "STAGE", b"NEW\0", 1);
        let refused = |op: Op| store.commit(&[], vec![op], Durability::Relaxed).err().unwrap();
        assert!(matches!(refused(Op::Put(key.clone(), vec![])), StoreError::Reserved(_)));
        assert!(matches!(refused(Op::Add(key.clone(), 1)), StoreError::Reserved(_)));
        assert!(matches!(refused(Op::Del(key.clone())), StoreError::Reserved(_)));
        assert!(matches!(refused(Op::List(keys::record("deal", 1))), StoreError::Reserved(_)));
        assert_eq!(store.get(&key).unwrap(), None);

        write(&store, vec![Op::Unlist(key.clone()), Op::List(key.clone())]);
        assert_eq!(store.get(&key).unwrap().map(|entry| entry.value.len()), Some(0));
        write(&store, vec![Op::List(key.clone()), Op::Unlist(key.clone())]);
        assert_eq!(store.get(&key).unwrap(), None);

        // A commit that is refused lists nothing.
        let checks = [Check::Exists(keys::record("deal", 1))];
        assert!(store.commit(&checks, vec![Op::List(key.clone())], Durability::Relaxed).is_err());
        let ops =
            vec![Op::List(key.clone()), Op::Put(keys::setting("text"), vec![]), Op::Add(keys::setting("text"), 1)];
        assert!(store.commit(&[], ops, Durability::Relaxed).is_err());
        assert_eq!(store.get(&key).unwrap(), None);
    });
}

#[test]
fn a_scan_misses_none_and_shows_none_twice_while_others_are_listed() {
    on_every_engine(|place| {
        let store = place.open();
        let entry = |number: u64| keys::index("deal", "ID", &keys::u64_key(number), number);
        let stay: Vec<_> = (0..2_000).step_by(10).map(entry).collect();
        write(&store, stay.iter().cloned().map(Op::List).collect());
        let done = AtomicBool::new(false);
        thread::scope(|scope| {
            scope.spawn(|| {
                for round in 0..2u64 {
                    for number in (0..2_000).filter(|number| number % 10 != 0) {
                        let op = if round == 0 { Op::List } else { Op::Unlist };
                        write(&store, vec![op(entry(number * 7 % 2_000))].into_iter().filter(keeps).collect());
                    }
                }
                done.store(true, Ordering::Release);
            });
            while !done.load(Ordering::Acquire) {
                for direction in [Direction::Up, Direction::Down] {
                    let mut seen = found(&store, &keys::index_of("deal", "ID"), direction);
                    if direction == Direction::Down {
                        seen.reverse();
                    }
                    assert!(seen.is_sorted_by(|a, b| a < b));
                    let seen: BTreeSet<_> = seen.into_iter().collect();
                    assert!(stay.iter().all(|key| seen.contains(key)));
                }
            }
        });
        assert_eq!(found(&store, &keys::index_of("deal", "ID"), Direction::Up), stay);
    });
}

/// Not one of those that stay.
fn keeps(op: &Op) -> bool {
    match op {
        Op::List(key) | Op::Unlist(key) => !keys::id_of(key).is_some_and(|id| id.is_multiple_of(10)),
        _ => true,
    }
}
