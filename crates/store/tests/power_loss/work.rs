//! The work of the process that loses its power, and what must be left of it. Each writer's n-th
//! change follows from n alone, so a count of changes says what everything must look like.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::sync::Mutex;
use std::thread;

use store::{Direction, Durability, Op, Options, Store, keys};

/// Writers at work at the same time.
pub const WRITERS: [&str; 3] = ["anna", "boris", "chloe"];

/// Records of one writer; later changes replace or delete earlier ones.
const SLOTS: u64 = 30;

/// How many changes of each writer are acknowledged.
pub type Acknowledged = BTreeMap<String, u64>;

/// Works in `root` for some sessions, closing and opening the store in between; says what is
/// acknowledged in `marks`, a line each: `writer count`.
pub fn work(root: &Path, marks: &Path, sessions: u64, changes: u64) {
    let marks = Mutex::new(File::create(marks).unwrap());
    let say = |line: String| marks.lock().unwrap().write_all(line.as_bytes()).unwrap();
    for _ in 0..sessions {
        say("opening".to_owned());
        let store = Store::open(&root.join("data"), Options::default()).unwrap();
        say("opened".to_owned());
        thread::scope(|scope| {
            for writer in WRITERS {
                let (store, say) = (&store, &say);
                scope.spawn(move || write(store, writer, changes, say));
            }
        });
    }
    say("closed".to_owned());
}

fn write(store: &Store, writer: &str, changes: u64, say: &(impl Fn(String) + Sync)) {
    let from = store.counter(&keys::count(writer, b"")).unwrap() as u64;
    let mut state = state_after(from);
    for n in from..from + changes {
        if n.is_multiple_of(3) {
            let progress = vec![Op::Put(keys::setting(writer), n.to_be_bytes().to_vec())];
            store.commit(&[], progress, Durability::Relaxed).unwrap();
        }
        let id = store.next_ids("change", 1).unwrap();
        let ticket = store.commit(&[], change(writer, n, id, &state), Durability::Durable).unwrap();
        step(&mut state, n);
        // Sometimes several commits share one wait, as in a batch.
        if n % 4 != 1 {
            ticket.wait().unwrap();
            say(format!("{writer} {}", n + 1));
        }
    }
}

/// The n-th change: a record with its index entry and the count, in one commit.
fn change(writer: &str, n: u64, id: u64, state: &BTreeMap<u64, u64>) -> Vec<Op> {
    let slot = n % SLOTS;
    let mut ops = vec![Op::Add(keys::count(writer, b""), 1)];
    ops.extend(state.get(&slot).map(|&old| Op::Unlist(index(writer, old))));
    if deletes(n) {
        ops.push(Op::Del(keys::record(writer, slot)));
    } else {
        let value = [&id.to_be_bytes()[..], &content(n)].concat();
        ops.push(Op::Put(keys::record(writer, slot), value));
        ops.push(Op::List(index(writer, n)));
    }
    ops
}

/// Slot -> the change that filled it, after `count` changes.
fn state_after(count: u64) -> BTreeMap<u64, u64> {
    let mut state = BTreeMap::new();
    (0..count).for_each(|n| step(&mut state, n));
    state
}

fn step(state: &mut BTreeMap<u64, u64>, n: u64) {
    match deletes(n) {
        true => state.remove(&(n % SLOTS)),
        false => state.insert(n % SLOTS, n),
    };
}

fn deletes(n: u64) -> bool {
    n % 7 == 5
}

fn index(writer: &str, n: u64) -> Vec<u8> {
    keys::index(writer, "CHANGE", &keys::u64_key(n), n % SLOTS)
}

/// Mostly small values, many of 40 KB, some above the limit of one piece.
fn content(n: u64) -> Vec<u8> {
    let length = match n {
        _ if n.is_multiple_of(6) => 40_000,
        _ if n % 29 == 3 => 150_000,
        _ => 20 + n as usize * 37 % 400,
    };
    let bytes = (0..length as u64 / 8 + 1).map(|at| (n << 32 | at).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let mut bytes: Vec<u8> = bytes.flat_map(u64::to_le_bytes).collect();
    bytes.truncate(length);
    bytes
}

/// Opens what a power loss left in `root` and says what is wrong with it.
pub fn examine(root: &Path, acknowledged: &Acknowledged) -> Result<(), Box<dyn Error>> {
    let store = Store::open(&root.join("data"), Options::default())?;
    let problems = store.check()?.problems;
    if !problems.is_empty() {
        return Err(problems.join(", ").into());
    }
    let next_id = store.next_ids("change", 1)?;
    for writer in WRITERS {
        let promised = acknowledged.get(writer).copied().unwrap_or(0);
        examine_writer(&store, writer, promised, next_id).map_err(|problem| format!("{writer}: {problem}"))?;
    }
    let after = store.commit(&[], vec![Op::Put(keys::setting("after"), vec![1])], Durability::Durable)?;
    Ok(after.wait()?)
}

fn examine_writer(store: &Store, writer: &str, promised: u64, next_id: u64) -> Result<(), Box<dyn Error>> {
    let count = store.counter(&keys::count(writer, b""))? as u64;
    if count < promised {
        return Err(format!("{promised} changes acknowledged, {count} left").into());
    }
    // Noted before each third change: it stands at the last one counted, or at the one after it.
    let progress = store.get(&keys::setting(writer))?;
    let progress = progress.map_or(0, |entry| u64::from_be_bytes(*entry.value.first_chunk().unwrap()));
    if progress != count / 3 * 3 && progress != count.saturating_sub(1) / 3 * 3 {
        return Err(format!("progress {progress} after {count} changes").into());
    }
    let state = state_after(count);
    let records = store.scan(&keys::records(writer), Direction::Up, usize::MAX)?;
    let wanted = state.keys().map(|&slot| keys::record(writer, slot));
    if !records.iter().map(|(key, _)| key.to_vec()).eq(wanted) {
        return Err(format!("the records are not those after {count} changes").into());
    }
    for ((_, entry), &n) in records.iter().zip(state.values()) {
        let (id, rest) = entry.value.split_first_chunk::<8>().ok_or("a short record")?;
        if rest != content(n) {
            return Err(format!("the record of change {n} holds something else").into());
        }
        if u64::from_be_bytes(*id) >= next_id {
            return Err("an id would be given twice".into());
        }
    }
    let indexed = store.scan_keys(&keys::index_of(writer, "CHANGE"), Direction::Up, usize::MAX)?;
    let wanted: BTreeSet<_> = state.values().map(|&n| index(writer, n)).collect();
    if !indexed.iter().map(|key| key.to_vec()).eq(wanted) {
        return Err("records and index entries do not belong together".into());
    }
    Ok(())
}
