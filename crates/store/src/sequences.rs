//! Ids that ascend by one. The last id of each sequence is kept in memory and written by the next
//! commit: an id is only worth remembering once a commit that could use it exists.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use sled::Tree;

use crate::error::StoreError;
use crate::keys;
use crate::value;

/// The sequences used since the store was opened.
#[derive(Default)]
pub(crate) struct Sequences {
    used: Mutex<HashMap<String, Last>>,
}

/// The last id given, and the last one written.
#[derive(Clone, Copy)]
struct Last {
    given: u64,
    written: u64,
}

impl Sequences {
    /// Takes `n` ids and returns the first.
    pub fn take(&self, tree: &Tree, sequence: &str, n: u64) -> Result<u64, StoreError> {
        self.change(tree, sequence, |last| last.checked_add(n)).map(|before| before + 1)
    }

    /// Makes the next id larger than `at_least`.
    pub fn raise(&self, tree: &Tree, sequence: &str, at_least: u64) -> Result<(), StoreError> {
        self.change(tree, sequence, |last| Some(last.max(at_least))).map(drop)
    }

    /// The keys and last ids of the sequences that moved since the last call; the caller writes
    /// them in the commit it is making.
    pub fn moved(&self) -> Vec<(Vec<u8>, u64)> {
        let mut used = self.lock();
        let moved = used.iter_mut().filter(|(_, last)| last.given != last.written);
        moved
            .map(|(name, last)| {
                last.written = last.given;
                (keys::sequence(name), last.given)
            })
            .collect()
    }

    /// Forgets what was read, because the stored sequences were replaced.
    pub fn forget(&self) {
        self.lock().clear();
    }

    /// Moves a sequence and returns where it stood. Ids stay within `i64`, as counters do.
    fn change(&self, tree: &Tree, sequence: &str, to: impl Fn(u64) -> Option<u64>) -> Result<u64, StoreError> {
        let mut used = self.lock();
        let before = match used.get(sequence) {
            Some(last) => *last,
            None => {
                let stored = stored(tree, sequence)?;
                Last { given: stored, written: stored }
            }
        };
        let given = to(before.given).filter(|&given| given <= i64::MAX as u64);
        let given = given.ok_or(StoreError::Overflow("sequences"))?;
        used.insert(sequence.to_owned(), Last { given, ..before });
        Ok(before.given)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Last>> {
        self.used.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn stored(tree: &Tree, sequence: &str) -> Result<u64, StoreError> {
    let Some(raw) = tree.get(keys::sequence(sequence))? else {
        return Ok(0);
    };
    let number = value::number(&value::unseal(&raw)?);
    number.map(|number| number as u64).ok_or(StoreError::NotCounter("sequences"))
}
