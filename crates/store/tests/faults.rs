//! A disk that is full, and one that fails: what is refused, what goes on, what is kept. Each test
//! runs itself again in a process whose disk is played by `disk/shim.c`.
#![cfg(target_os = "linux")]

#[path = "disk/shim.rs"]
mod shim;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use store::{Durability, Op, Options, Store, StoreError, keys};

/// A store on a disk with faults that can be switched on and off.
struct Disk {
    data: PathBuf,
    faults: PathBuf,
}

impl Disk {
    fn open(&self, reserve_bytes: u64) -> Result<Store, StoreError> {
        Store::open(&self.data, Options { reserve_bytes, ..Options::default() })
    }

    fn switch_on(&self, fault: &str) {
        fs::write(self.faults.join(fault), "").unwrap();
    }

    fn switch_off(&self, fault: &str) {
        fs::remove_file(self.faults.join(fault)).unwrap();
    }
}

/// Runs `test` in a process with such a disk: there `scenario` plays, here its success is checked.
fn on_a_faulty_disk(test: &str, scenario: fn(&Disk)) {
    if let Some(root) = shim::root() {
        let faults = PathBuf::from(std::env::var_os("DISK_FAULTS").unwrap());
        return scenario(&Disk { data: root.join("data"), faults });
    }
    let (root, scratch) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut command = shim::command(test, &root.path().canonicalize().unwrap(), scratch.path());
    let output = command.env("DISK_FAULTS", scratch.path()).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    assert!(output.status.success() && said.contains("1 passed"), "{said}");
}

fn write(store: &Store, id: u64) -> Result<(), StoreError> {
    let ops = vec![Op::Put(keys::record("deal", id), vec![7; 2_000]), Op::Add(keys::count("deal", b""), 1)];
    store.commit(&[], ops, Durability::Durable)?.wait()
}

/// Writes until it is refused, and returns how much was acknowledged and the refusal.
fn write_until_refused(store: &Store, from: u64) -> (u64, StoreError) {
    let begun = Instant::now();
    for id in from.. {
        if let Err(error) = write(store, id) {
            return (id, error);
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "nothing is refused");
    }
    unreachable!("ids do not end")
}

fn all_there(store: &Store, records: u64) {
    for id in 0..records {
        assert!(store.get(&keys::record("deal", id)).unwrap().is_some(), "record {id} of {records}");
    }
    assert!(store.counter(&keys::count("deal", b"")).unwrap() >= records as i64);
}

#[test]
fn a_nearly_full_disk_refuses_writes_until_there_is_space() {
    on_a_faulty_disk("a_nearly_full_disk_refuses_writes_until_there_is_space", |disk| {
        let store = disk.open(Options::default().reserve_bytes).unwrap();
        (0..10).for_each(|id| write(&store, id).unwrap());
        disk.switch_on("tight");
        let (written, error) = write_until_refused(&store, 10);
        assert_eq!((error, store.healthy()), (StoreError::Full, true));
        all_there(&store, written);
        disk.switch_off("tight");
        write(&store, written).unwrap();
        all_there(&store, written + 1);
    });
}

#[test]
fn a_full_disk_loses_nothing_and_a_restart_goes_on() {
    on_a_faulty_disk("a_full_disk_loses_nothing_and_a_restart_goes_on", |disk| {
        let store = disk.open(0).unwrap();
        (0..50).for_each(|id| write(&store, id).unwrap());
        disk.switch_on("full");
        let (written, error) = write_until_refused(&store, 50);
        assert_eq!((written, error), (50, StoreError::Full));
        assert_eq!((write(&store, 99), store.flush()), (Err(StoreError::Full), Err(StoreError::Full)));
        all_there(&store, 50);
        assert!(store.healthy());
        drop(store);
        assert_eq!(disk.open(0).err(), Some(StoreError::Full));
        disk.switch_off("full");
        let store = disk.open(0).unwrap();
        all_there(&store, 50);
        write(&store, 50).unwrap();
        assert_eq!(store.check().unwrap().problems, [""; 0]);
    });
}

#[test]
fn a_failed_sync_ends_all_writing() {
    on_a_faulty_disk("a_failed_sync_ends_all_writing", |disk| {
        let store = disk.open(0).unwrap();
        (0..50).for_each(|id| write(&store, id).unwrap());
        disk.switch_on("broken");
        let (written, error) = write_until_refused(&store, 50);
        assert!(written == 50 && matches!(error, StoreError::Sync(_)), "{written}: {error}");
        disk.switch_off("broken");
        // The disk works again, but what the failed sync covered may be gone.
        assert!(matches!(write(&store, 50), Err(StoreError::Sync(_))));
        assert!(matches!(store.next_ids("deal", 1), Err(StoreError::Sync(_))));
        assert!(!store.healthy());
        all_there(&store, 50);
        drop(store);
        all_there(&disk.open(0).unwrap(), 50);
    });
}

#[test]
fn what_cannot_be_opened_names_its_directory_and_the_way_back() {
    let dir = tempfile::tempdir().unwrap();
    let open = |dir: &Path| Store::open(dir, Options::default());
    let store = open(dir.path()).unwrap();
    (0..50).for_each(|id| write(&store, id).unwrap());
    drop(store);
    let conf = dir.path().join("db/conf");
    let sound = fs::read(&conf).unwrap();
    fs::write(&conf, b"this is not what the engine wrote").unwrap();
    let said = open(dir.path()).unwrap_err().to_string();
    assert!(said.contains("portico restore") && said.contains(dir.path().to_str().unwrap()), "{said}");
    fs::write(&conf, sound).unwrap();
    all_there(&open(dir.path()).unwrap(), 50);

    let file = dir.path().join("a file");
    fs::write(&file, "").unwrap();
    let said = open(&file).unwrap_err().to_string();
    assert!(said.contains("a file"), "{said}");
}

#[test]
fn damage_in_the_files_is_reported() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path(), Options::default()).unwrap();
    for id in 0..400 {
        let ops = vec![Op::Put(keys::record("deal", id), vec![id as u8; 3_000]), Op::Add(keys::count("deal", b""), 1)];
        store.commit(&[], ops, Durability::Relaxed).unwrap();
    }
    store.flush().unwrap();
    drop(store);
    // Opened once, so that the engine no longer takes damage for the end of an unfinished write.
    drop(Store::open(dir.path(), Options::default()).unwrap());
    let data = dir.path().join("db/db");
    let sound = fs::read(&data).unwrap();
    let used = sound.len().min(1_000_000);
    let mut found = 0;
    for at in (50_000..used).step_by(used / 12) {
        let mut damaged = sound.clone();
        damaged[at..at + 8_000].fill(0xa5);
        fs::write(&data, damaged).unwrap();
        match Store::open(dir.path(), Options::default()) {
            Err(error) => {
                assert!(error.to_string().contains("portico restore"), "{error}");
                found += 1;
            }
            Ok(store) if !store.check().unwrap().problems.is_empty() => found += 1,
            // Where nothing is kept any more there is nothing to find.
            Ok(store) => all_there(&store, 400),
        }
        fs::write(&data, &sound).unwrap();
    }
    assert!(found > 0);
    all_there(&Store::open(dir.path(), Options::default()).unwrap(), 400);
}
