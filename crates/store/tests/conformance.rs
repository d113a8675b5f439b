//! What every engine behind the store's interface has to keep, written against the interface only.
//! A second engine is one more row in `ENGINES`.

#[path = "conformance/commits.rs"]
mod commits;
#[path = "conformance/dumps.rs"]
mod dumps;
#[path = "conformance/files.rs"]
mod files;
#[path = "conformance/listings.rs"]
mod listings;
#[path = "conformance/reads.rs"]
mod reads;
#[path = "conformance/tickets.rs"]
mod tickets;

use std::path::Path;

use store::{Durability, Op, Options, Store, StoreError};
use tempfile::TempDir;

/// Opens the store of a place, making it when it is not there.
type Open = fn(&Path) -> Result<Store, StoreError>;

static ENGINES: &[Open] = &[|place| Store::open(place, Options::default())];

/// A place of its own for one rule, gone when the rule has been tried.
struct Place {
    dir: TempDir,
    open: Open,
}

impl Place {
    fn open(&self) -> Store {
        (self.open)(self.dir.path()).unwrap()
    }
}

/// Tries a rule on every engine, each time in an empty place.
fn on_every_engine(rule: fn(&Place)) {
    for &open in ENGINES {
        rule(&Place { dir: tempfile::tempdir().unwrap(), open });
    }
}

fn put(store: &Store, key: &[u8], value: &[u8]) {
    store.commit(&[], vec![Op::Put(key.to_vec(), value.to_vec())], Durability::Relaxed).unwrap();
}

fn value(store: &Store, key: &[u8]) -> Option<Vec<u8>> {
    store.get(key).unwrap().map(|entry| entry.value.to_vec())
}

/// Bytes that differ for every seed and position.
fn noise(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut bytes = Vec::with_capacity(length + 8);
    while bytes.len() < length {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bytes.extend_from_slice(&state.to_le_bytes());
    }
    bytes.truncate(length);
    bytes
}
