//! Dumps: the way out and back in, under way and damaged.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use store::{Direction, Durability, KeyRange, Op, Options, Store, StoreError, keys};

use crate::{Place, noise, on_every_engine, put, value};

fn dumped(store: &Store) -> Vec<u8> {
    let mut dump = Vec::new();
    store.dump(&mut dump).unwrap();
    dump
}

fn fill(store: &Store) {
    for id in store.next_ids("deal", 300).unwrap()..=300 {
        let ops = vec![
            Op::Put(keys::record("deal", id), noise(id, id as usize * 7)),
            Op::List(keys::index("deal", "TITLE", &keys::text_key(&id.to_string()), id)),
            Op::Add(keys::count("deal", b""), 1),
        ];
        store.commit(&[], ops, Durability::Relaxed).unwrap();
    }
    put(store, &keys::record("file", 1), &noise(1, 300_000));
    put(store, &keys::record("file", 2), b"");
}

/// Everything but versions and what describes the store itself.
fn contents(store: &Store) -> Vec<(Vec<u8>, Vec<u8>)> {
    let entries = store.scan(&KeyRange::all(), Direction::Up, usize::MAX).unwrap();
    let entries = entries.iter().filter(|(key, _)| key[0] != keys::META);
    entries.map(|(key, entry)| (key.to_vec(), entry.value.to_vec())).collect()
}

fn another(place: &Place) -> Place {
    Place { dir: tempfile::tempdir().unwrap(), open: place.open }
}

#[test]
fn what_was_dumped_is_what_is_loaded() {
    on_every_engine(|place| {
        let store = place.open();
        fill(&store);
        put(&store, &keys::meta(keys::MEMBER_ID), b"0123");
        let dump = dumped(&store);
        let place = another(place);
        let copy = place.open();
        copy.load(&mut dump.as_slice()).unwrap();
        assert_eq!(contents(&copy), contents(&store));
        assert_eq!(value(&copy, &keys::meta(keys::MEMBER_ID)), Some(b"0123".to_vec()));
        assert_eq!(dumped(&copy), dump);
        assert_eq!(copy.check().unwrap().problems, [""; 0]);
        assert_eq!((copy.counter(&keys::count("deal", b"")), copy.next_ids("deal", 1)), (Ok(300), Ok(301)));
        drop(copy);
        let copy = place.open();
        assert_eq!(value(&copy, &keys::record("file", 1)), Some(noise(1, 300_000)));
        assert_eq!(copy.next_ids("deal", 1), Ok(302));
    });
}

#[test]
fn a_dump_shows_one_moment_while_writers_go_on() {
    on_every_engine(|place| {
        let store = place.open();
        fill(&store);
        let (started, done) = (AtomicBool::new(false), AtomicBool::new(false));
        let dumps: Vec<_> = thread::scope(|scope| {
            scope.spawn(|| {
                let mut round = 0;
                while !done.load(Ordering::Relaxed) {
                    round += 1;
                    move_one(&store, round);
                    started.store(true, Ordering::Relaxed);
                }
            });
            while !started.load(Ordering::Relaxed) {
                thread::yield_now();
            }
            let dumps = (0..5).map(|_| dumped(&store)).collect();
            done.store(true, Ordering::Relaxed);
            dumps
        });
        for dump in dumps {
            let place = another(place);
            let copy = place.open();
            copy.load(&mut dump.as_slice()).unwrap();
            assert_eq!(copy.check().unwrap().problems, [""; 0]);
            let rounds: Vec<_> = [b"first", b"long!", b"zlast"].iter().map(|key| round_of(&copy, *key)).collect();
            let records = copy.scan_keys(&keys::records("deal"), Direction::Up, 1_000).unwrap().len();
            let counted = copy.counter(&keys::count("deal", b"")).unwrap();
            assert_eq!(rounds, [rounds[0]; 3]);
            assert_eq!(records as i64, counted);
        }
    });
}

/// One commit that touches keys far apart: each dump holds all of it or nothing.
fn move_one(store: &Store, round: u64) {
    let marks = [(&b"first"[..], 8), (b"long!", 100_000), (b"zlast", 8)];
    let marked = marks.iter().map(|&(key, length)| {
        let mut value = round.to_be_bytes().to_vec();
        value.resize(length, 7);
        Op::Put([b"s", key].concat(), value)
    });
    let (id, gone) = (1_000 + round, 1_000 + round.saturating_sub(20));
    let mut ops: Vec<_> = marked.collect();
    ops.push(Op::Put(keys::record("deal", id), noise(id, 50)));
    ops.push(Op::Add(keys::count("deal", b""), 1));
    if round > 20 {
        ops.push(Op::Del(keys::record("deal", gone)));
        ops.push(Op::Add(keys::count("deal", b""), -1));
    }
    store.commit(&[], ops, Durability::Relaxed).unwrap();
}

fn round_of(store: &Store, key: &[u8]) -> u64 {
    let value = value(store, &[b"s", key].concat()).unwrap();
    u64::from_be_bytes(*value.first_chunk().unwrap())
}

#[test]
fn a_damaged_dump_leaves_nothing_usable() {
    on_every_engine(|place| {
        let store = place.open();
        put(&store, &keys::record("deal", 1), &noise(1, 3_000));
        put(&store, &keys::record("deal", 2), &noise(2, 3_000));
        let dump = dumped(&store);
        let mut flipped = dump.clone();
        flipped[2_000] ^= 1;
        let damaged = [
            dump[..dump.len() - 1].to_vec(),
            dump[..dump.len() - 20].to_vec(),
            dump[..4_000].to_vec(),
            [&dump[..], b"x"].concat(),
            flipped,
        ];
        for dump in damaged {
            let place = another(place);
            let copy = place.open();
            let error = copy.load(&mut dump.as_slice()).err().unwrap();
            assert!(matches!(error, StoreError::Load(_)), "{error}");
            assert!(matches!(copy.get(&keys::record("deal", 1)), Err(StoreError::Load(_))));
            assert!(copy.commit(&[], vec![Op::Del(b"r".to_vec())], Durability::Durable).is_err());
            drop(copy);
            let error = (place.open)(place.dir.path()).err().unwrap();
            assert!(error.to_string().contains("portico restore"), "{error}");
        }
    });
}

#[test]
fn a_load_cut_off_can_be_discarded_and_tried_again() {
    let dir = tempfile::tempdir().unwrap();
    let source = tempfile::tempdir().unwrap();
    let full = Store::open(source.path(), Options::default()).unwrap();
    fill(&full);
    let dump = dumped(&full);
    let store = Store::open(dir.path(), Options::default()).unwrap();
    store.load(&mut &dump[..dump.len() / 2]).unwrap_err();
    drop(store);
    let again = Options { discard_unfinished_load: true, ..Options::default() };
    let store = Store::open(dir.path(), again).unwrap();
    assert_eq!(contents(&store), []);
    store.load(&mut dump.as_slice()).unwrap();
    assert_eq!(contents(&store), contents(&full));
}

#[test]
fn what_is_not_a_dump_changes_nothing() {
    on_every_engine(|place| {
        let store = place.open();
        for text in
            ["", "hello\n", "portico-dump 2 format 1\n", "portico-dump 1 format 99\n", "portico-dump x format 1\n"]
        {
            let error = store.load(&mut text.as_bytes()).err().unwrap();
            assert!(matches!(error, StoreError::Load(_)), "{text:?}: {error}");
        }
        put(&store, b"r-still", b"usable");
        let dump = dumped(&store);
        let error = store.load(&mut dump.as_slice()).err().unwrap();
        assert!(error.to_string().contains("empty"), "{error}");
        assert_eq!(value(&store, b"r-still"), Some(b"usable".to_vec()));
    });
}
