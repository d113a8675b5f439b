//! Files: kept with a commit, gone with one, and in dumps.

use store::{Durability, Op, Store, keys};

use crate::{noise, on_every_engine};

/// Keeps a file with its key.
fn keep(store: &Store, name: &str, bytes: &[u8]) -> u64 {
    let id = store.keep_file(name, bytes).unwrap();
    store.commit(&[], vec![Op::Put(keys::file(id), Vec::new())], Durability::Durable).unwrap().wait().unwrap();
    id
}

fn contents(dir: &std::path::Path) -> usize {
    walkdir(&dir.join("files"))
}

fn walkdir(dir: &std::path::Path) -> usize {
    let Ok(inside) = std::fs::read_dir(dir) else { return 0 };
    inside.map(|entry| entry.unwrap().path()).map(|path| if path.is_dir() { walkdir(&path) } else { 1 }).sum()
}

#[test]
fn a_file_counts_from_its_commit_on() {
    on_every_engine(|place| {
        let store = place.open();
        let bytes = noise(7, 300_000);
        let id = keep(&store, "C:\\reports\\Übersicht\n.pdf", &bytes);
        let early = store.keep_file("draft.txt", b"never committed").unwrap();
        assert_eq!(store.file(early).unwrap(), None);
        let file = store.file(id).unwrap().unwrap();
        assert_eq!((file.name.as_str(), &file.bytes), ("Übersicht.pdf", &bytes));
        assert_eq!(contents(place.dir.path()), 2);
        drop(store);
        let store = place.open();
        assert_eq!(contents(place.dir.path()), 1, "what no commit named is swept");
        assert_eq!(store.file(id).unwrap().unwrap().bytes, bytes);
    });
}

#[test]
fn a_content_goes_after_its_key() {
    on_every_engine(|place| {
        let store = place.open();
        let (first, second) = (keep(&store, "a", b"1"), keep(&store, "b", b"2"));
        for id in [first, second] {
            store.commit(&[], vec![Op::Del(keys::file(id))], Durability::Durable).unwrap().wait().unwrap();
            assert_eq!(store.file(id).unwrap(), None);
        }
        drop(store);
        drop(place.open());
        assert_eq!(contents(place.dir.path()), 0);
    });
}

#[test]
fn dumps_hold_files() {
    on_every_engine(|place| {
        let store = place.open();
        let id = keep(&store, "photo.png", &noise(1, 100_000));
        let mut dump = Vec::new();
        store.dump(&mut dump).unwrap();
        let place = crate::Place { dir: tempfile::tempdir().unwrap(), open: place.open };
        let copy = place.open();
        copy.load(&mut dump.as_slice()).unwrap();
        assert_eq!(copy.file(id).unwrap(), store.file(id).unwrap());
        assert!(copy.keep_file("next", b"").unwrap() > id);
    });
}
