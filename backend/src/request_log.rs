//! The request log: what each integration called lately, and what became of it. Never a parameter,
//! never a secret.
//!
//! Calls are noted in memory and written about once a second. Noting never waits for the store and
//! never fails a call; of a busy second only the first calls are kept, and the others counted. What
//! cannot be written is tried again with the next second's calls.

mod entry;
mod keep;
mod read;

pub use entry::Call;
pub use read::Wanted;

use entry::Entry;
use rustc_hash::FxHashMap;
use shared::Millis;
use shared::request_log::{KEPT_A_SECOND, KEPT_DAYS};
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use store::{Durability, Op, Store, StoreError, keys};

/// Calls that are written as one value.
const BLOCK: usize = 40;

/// Calls of one integration that wait at most while the store does not take them.
const WAITING_MAX: usize = 2_000;

/// The log of all integrations.
pub struct RequestLog {
    store: Store,
    pending: Mutex<FxHashMap<u64, Pending>>,
    kept: Mutex<keep::Sizes>,
    /// Tells apart what is written for one moment.
    number: AtomicU32,
    days: AtomicI64,
}

/// What an integration has called since the last time it was written.
#[derive(Default)]
struct Pending {
    second: i64,
    /// Calls of the second that went well and that did not.
    noted: [u32; 2],
    /// Calls of the second that were only counted.
    more: u64,
    entries: Vec<Entry>,
}

impl RequestLog {
    /// A log in a store.
    pub fn new(store: Store) -> RequestLog {
        let (number, days) = (AtomicU32::new(0), AtomicI64::new(KEPT_DAYS));
        RequestLog { store, pending: Mutex::default(), kept: Mutex::default(), number, days }
    }

    /// For how many days calls are kept.
    pub fn kept_days(&self) -> i64 {
        self.days.load(Ordering::Relaxed)
    }

    /// Keeps calls for so many days from now on.
    pub fn keep_days(&self, days: i64) {
        self.days.store(days, Ordering::Relaxed);
    }

    /// Notes a call of an integration, or of a draft, which keeps its id when it becomes one.
    pub fn note(&self, integration: u64, call: &Call) {
        let mut pending = self.pending();
        let pending = pending.entry(integration).or_default();
        pending.turn(call.at.div_euclid(1000));
        let noted = &mut pending.noted[usize::from(call.error.is_some())];
        *noted += 1;
        if *noted > KEPT_A_SECOND {
            pending.more += 1;
        } else {
            pending.entries.push(Entry::of(call));
        }
    }

    /// Writes what was noted.
    ///
    /// # Errors
    /// When the store fails; what was noted stays for the next time.
    pub fn write(&self, now: Millis) -> Result<(), StoreError> {
        let taken = self.take(now.div_euclid(1000));
        if taken.is_empty() {
            return Ok(());
        }
        let mut ops = Vec::with_capacity(taken.len());
        for (integration, entries) in &taken {
            for block in entries.chunks(BLOCK) {
                let number = self.number.fetch_add(1, Ordering::Relaxed);
                let time = block.first().map_or(0, |first| first.at.max(0) as u64);
                let key = keys::requests(*integration, time, number, block.len() as u16);
                ops.push(Op::Put(key, entry::encode(block)));
            }
        }
        if let Err(error) = self.store.commit(&[], ops, Durability::Relaxed) {
            self.put_back(taken);
            return Err(error);
        }
        self.grown(&taken)
    }

    fn pending(&self) -> MutexGuard<'_, FxHashMap<u64, Pending>> {
        self.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Everything noted; seconds that are over say how many more calls they had.
    fn take(&self, second: i64) -> Vec<(u64, Vec<Entry>)> {
        let mut pending = self.pending();
        let mut taken = Vec::new();
        pending.retain(|integration, pending| {
            if pending.second < second {
                pending.turn(second);
            }
            if !pending.entries.is_empty() {
                taken.push((*integration, std::mem::take(&mut pending.entries)));
            }
            // What is quiet is forgotten, what has counted calls of this second is not.
            pending.noted != [0, 0]
        });
        taken
    }

    fn put_back(&self, taken: Vec<(u64, Vec<Entry>)>) {
        let mut pending = self.pending();
        for (integration, mut entries) in taken {
            let waiting = &mut pending.entry(integration).or_default().entries;
            entries.append(waiting);
            entries.drain(..entries.len().saturating_sub(WAITING_MAX));
            *waiting = entries;
        }
    }
}

impl Pending {
    /// Goes on to a later second. A call that began in an earlier one and took long counts there.
    fn turn(&mut self, second: i64) {
        if second <= self.second {
            return;
        }
        if self.more > 0 {
            self.entries.push(Entry::more(self.second * 1000 + 999, self.more));
        }
        (self.second, self.noted, self.more) = (second, [0, 0], 0);
    }
}

#[cfg(test)]
mod tests;
