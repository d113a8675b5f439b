//! Statistics of REST calls: counted in memory, written to the store about once a second, kept for
//! 60 days.
//!
//! Counting never waits for the store and never fails a call: what cannot be written is tried again
//! with the next batch. Calls go from [`pending`] to the cells of their hour ([`hours`]), which are
//! the truth of what is shown; hours that are over lie in the store as one value each.

mod activity;
mod days;
mod earlier;
mod encode;
mod histogram;
mod hours;
mod look;
mod order;
mod pending;
mod report;
mod table;
mod tables;
mod tally;
mod usage;

pub use activity::Summary;
pub use days::day_of;
pub use look::{Filter, Look};
pub use order::{Order, Place, callers, pages};
pub use report::{MEASURES, Measure, report};
pub use usage::{called, heaviest, usage};

use activity::Activity;
use chrono_tz::Tz;
use hours::Hours;
use pending::Pending;
use rustc_hash::FxHashMap;
use shared::{Millis, stats::KEPT_DAYS};
use std::{
    borrow::Cow,
    ops::Range,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use store::{Durability, KeyRange, Op, Store, StoreError, keys};
use tables::Tables;
use tally::Tally;

const HOUR_MS: i64 = 3_600_000;

/// Days of [`Summary::week`].
pub const WEEK: usize = 7;

/// Counts of calls by hour, integration and method.
pub struct Stats {
    store: Store,
    pending: Pending,
    /// `None` until it has been read from the store.
    known: Mutex<Option<Known>>,
    tables: Mutex<Tables>,
    /// Held while writing, so that one write follows the other. The hour that was last swept.
    swept: Mutex<u64>,
}

struct Known {
    hours: Hours,
    activity: Activity,
}

/// What became of a call.
#[derive(Clone, Copy, Debug)]
pub struct Outcome<'a> {
    /// What it was refused with.
    pub error: Option<&'a engine::Error>,
    /// How long it took.
    pub took: Duration,
    /// Whether it was made inside a batch: a row of its own, outside the totals.
    pub in_batch: bool,
}

/// What is counted together.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Cell {
    /// Hours since 1970, UTC.
    pub hour: u64,
    /// Id of the integration; 0 for drafts.
    pub integration: u64,
    /// Name of the method; empty for unknown names, which are counted together.
    pub method: Cow<'static, str>,
    /// Made inside a batch.
    pub in_batch: bool,
}

impl Stats {
    /// Counts into a store.
    pub fn new(store: Store) -> Stats {
        Stats {
            store,
            pending: Pending::default(),
            known: Mutex::default(),
            tables: Mutex::default(),
            swept: Mutex::default(),
        }
    }

    /// Counts a call.
    pub fn count(&self, now: Millis, integration: u64, method: &'static str, outcome: Outcome) {
        self.pending.count(now, hour_of(now), integration, method, &outcome);
    }

    /// Writes what was counted to the store, closes hours that are over, and once an hour removes
    /// what is too old.
    ///
    /// # Errors
    /// When the store fails; the counts stay for the next time.
    pub fn write(&self, now: Millis) -> Result<(), StoreError> {
        let mut swept = self.swept.lock().unwrap_or_else(PoisonError::into_inner);
        let (lines, used) = self.with(|known| Ok((known.hours.unsaved(), known.activity.unsaved())))?;
        let mut ops: Vec<Op> = lines.iter().map(|(cell, value)| Op::Put(hours::key_of(cell), value.clone())).collect();
        ops.extend(used.iter().map(|(id, at)| Op::Put(last_used_key(*id), at.to_be_bytes().to_vec())));
        if !ops.is_empty()
            && let Err(error) = self.store.commit(&[], ops, Durability::Relaxed)
        {
            self.with(|known| {
                known.hours.still_unsaved(&lines);
                known.activity.still_unsaved(&used);
                Ok(())
            })?;
            return Err(error);
        }
        self.close(now)?;
        if *swept != hour_of(now) {
            self.sweep(now)?;
            *swept = hour_of(now);
        }
        Ok(())
    }

    /// An hour stays open for another, because calls count in the hour in which they began.
    fn close(&self, now: Millis) -> Result<(), StoreError> {
        while let Some((hour, value)) = self.with(|known| Ok(known.hours.over(hour_of(now).saturating_sub(1))))? {
            self.store.commit(&[], vec![Op::Put(keys::calls(hour, b""), value)], Durability::Relaxed)?;
            if !self.with(|known| Ok(known.hours.close(hour)))? {
                return Ok(());
            }
            hours::remove_cells(&self.store, hour)?;
        }
        Ok(())
    }

    fn sweep(&self, now: Millis) -> Result<(), StoreError> {
        // A day more than is shown, because days of the portal's zone are not days of UTC.
        let oldest = hour_of(now).saturating_sub((KEPT_DAYS as u64 + 1) * 24);
        self.with(|known| {
            known.hours.forget_changes(oldest);
            Ok(())
        })?;
        hours::remove(&self.store, &KeyRange::between(keys::calls(0, b""), keys::calls(oldest, b"")))
    }

    /// When an integration was last called; a store that fails here knows of no call.
    pub fn last_used(&self, integration: u64) -> Option<Millis> {
        self.with(|known| Ok(known.activity.last_used(integration))).ok().flatten()
    }

    /// Every integration that was ever called: its last day, its last week, its last call. From
    /// memory; an integration that is missing was never called.
    ///
    /// # Errors
    /// When the store fails, which is read once after a start.
    pub fn summary(&self, zone: Tz, now: Millis) -> Result<FxHashMap<u64, Summary>, StoreError> {
        self.with(|known| Ok(known.activity.summary(zone, now)))
    }

    /// Hands every cell of some hours to `take`: hour, integration, method, whether in a
    /// batch, the tally.
    ///
    /// # Errors
    /// When the store fails.
    pub fn each(&self, hours: Range<u64>, take: impl FnMut(u64, u64, &str, bool, &Tally)) -> Result<(), StoreError> {
        self.with(|known| known.hours.each(&self.store, hours, take))
    }

    /// The number of the last change of some hours; it grows with every change, and is 0 before the first.
    fn last_change(&self, hours: Range<u64>) -> Result<u64, StoreError> {
        self.with(|known| Ok(known.hours.last_change(hours)))
    }

    /// What is known, everything counted so far included.
    fn with<T>(&self, act: impl FnOnce(&mut Known) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let mut guard: MutexGuard<Option<Known>> = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let known = match &mut *guard {
            Some(known) => known,
            empty => empty.insert(Known::load(&self.store)?),
        };
        let mut failed = Ok(());
        self.pending.drain(|cell, counted| {
            if !cell.in_batch {
                known.activity.add(cell.integration, cell.hour, counted.tally.calls, counted.tally.errors);
                known.activity.used(cell.integration, counted.last, false);
            }
            if let Err(error) = known.hours.add(&self.store, cell, &counted.tally) {
                failed = Err(error);
            }
        });
        failed?;
        act(known)
    }
}

impl Known {
    fn load(store: &Store) -> Result<Known, StoreError> {
        earlier::convert(store)?;
        let (hours, mut activity) = (Hours::load(store)?, Activity::default());
        let to = hours::newest(store)?.map_or(0, |hour| hour + 1);
        hours.each(store, to.saturating_sub(activity::HOURS as u64)..to, |hour, integration, _, in_batch, tally| {
            if !in_batch {
                activity.add(integration, hour, tally.calls, tally.errors);
            }
        })?;
        let mut prefix = last_used_key("");
        prefix.pop();
        let mut range = KeyRange::prefix(prefix.clone());
        loop {
            let chunk = store.scan(&range, store::Direction::Up, 1024)?;
            for (key, entry) in &chunk {
                let id =
                    key.strip_prefix(&prefix[..]).and_then(|rest| std::str::from_utf8(rest.strip_suffix(&[0])?).ok());
                let at = entry.value.first_chunk::<8>().map(|at| i64::from_be_bytes(*at));
                if let (Some(id), Some(at)) = (id.and_then(|id| id.parse().ok()), at) {
                    activity.used(id, at, true);
                }
            }
            let Some((last, _)) = chunk.last() else { return Ok(Known { hours, activity }) };
            range = range.after(last);
        }
    }
}

fn hour_of(now: Millis) -> u64 {
    (now / HOUR_MS).max(0) as u64
}

fn last_used_key(integration: impl std::fmt::Display) -> Vec<u8> {
    keys::setting(&format!("last_used/{integration}"))
}

#[cfg(test)]
mod tests;
