//! Statistics of REST calls: counted in memory, added to the store about once a second, kept for 60 days.
//!
//! Counting never waits for the store and never fails a call: what cannot be written is tried again
//! with the next batch.

mod report;

pub use report::{Filter, report};

use rustc_hash::FxHashMap;
use shared::{Millis, stats::KEPT_DAYS};
use std::{
    borrow::Cow,
    sync::{Mutex, PoisonError},
    time::Duration,
};
use store::{Bytes, Direction, Durability, Entry, KeyRange, Op, Store, StoreError, keys};

const HOUR_MS: i64 = 3_600_000;

/// Days of [`Stats::weeks`].
pub const WEEK: usize = 7;

/// Counters that are read from the store at a time.
const CHUNK: usize = 1024;

/// Counts of calls by hour, integration, method and status.
pub struct Stats {
    store: Store,
    pending: Mutex<Pending>,
}

#[derive(Default)]
struct Pending {
    calls: FxHashMap<Cell, Count>,
    last_used: FxHashMap<u64, Millis>,
    swept: u64,
}

/// What became of a call.
#[derive(Clone, Copy, Debug)]
pub struct Outcome {
    /// HTTP status; an inner call's is the one that it would have had alone.
    pub status: u16,
    /// How long it took.
    pub took: Duration,
    /// Whether it was made inside a batch: a row of its own, outside the totals.
    pub in_batch: bool,
}

/// What is counted together.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Cell {
    /// Hours since 1970, UTC.
    pub hour: u64,
    /// Id of the integration; 0 for drafts.
    pub integration: u64,
    /// Name of the method; empty for unknown names, which are counted together.
    pub method: Cow<'static, str>,
    /// HTTP status.
    pub status: u16,
    /// Made inside a batch.
    pub in_batch: bool,
}

/// Calls and the time they took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Calls.
    pub calls: u64,
    /// Microseconds in all.
    pub micros: u64,
}

impl Stats {
    /// Counts into a store.
    pub fn new(store: Store) -> Stats {
        Stats { store, pending: Mutex::default() }
    }

    /// Counts a call.
    pub fn count(&self, now: Millis, integration: u64, method: &'static str, outcome: Outcome) {
        let hour = (now / HOUR_MS).max(0) as u64;
        let cell =
            Cell { hour, integration, method: method.into(), status: outcome.status, in_batch: outcome.in_batch };
        let mut pending = self.pending.lock().unwrap_or_else(PoisonError::into_inner);
        let count = pending.calls.entry(cell).or_default();
        count.calls += 1;
        count.micros += outcome.took.as_micros() as u64;
        if !outcome.in_batch {
            pending.last_used.insert(integration, now);
        }
    }

    /// Adds what was counted to the store, and once an hour removes what is too old.
    ///
    /// # Errors
    /// When the store fails; the counts stay for the next time.
    pub fn write(&self, now: Millis) -> Result<(), StoreError> {
        let (calls, last_used) = {
            let mut pending = self.pending.lock().unwrap_or_else(PoisonError::into_inner);
            (std::mem::take(&mut pending.calls), std::mem::take(&mut pending.last_used))
        };
        let mut ops: Vec<Op> = Vec::with_capacity(calls.len() * 2 + last_used.len());
        for (cell, count) in &calls {
            ops.push(Op::Add(cell.key(Metric::Calls), count.calls as i64));
            ops.push(Op::Add(cell.key(Metric::Micros), count.micros as i64));
        }
        ops.extend(last_used.iter().map(|(id, at)| Op::Put(last_used_key(*id), at.to_be_bytes().to_vec())));
        if !ops.is_empty()
            && let Err(error) = self.store.commit(&[], ops, Durability::Relaxed)
        {
            self.put_back(calls, last_used);
            return Err(error);
        }
        self.sweep(now)
    }

    fn put_back(&self, calls: FxHashMap<Cell, Count>, last_used: FxHashMap<u64, Millis>) {
        let mut pending = self.pending.lock().unwrap_or_else(PoisonError::into_inner);
        for (cell, count) in calls {
            let kept = pending.calls.entry(cell).or_default();
            kept.calls += count.calls;
            kept.micros += count.micros;
        }
        for (id, at) in last_used {
            let kept = pending.last_used.entry(id).or_insert(at);
            *kept = at.max(*kept);
        }
    }

    fn sweep(&self, now: Millis) -> Result<(), StoreError> {
        let hour = (now / HOUR_MS).max(0) as u64;
        {
            let mut pending = self.pending.lock().unwrap_or_else(PoisonError::into_inner);
            if pending.swept == hour {
                return Ok(());
            }
            pending.swept = hour;
        }
        // A day more than is shown, because days of the portal's zone are not days of UTC.
        let oldest = hour.saturating_sub((KEPT_DAYS as u64 + 1) * 24);
        let range = keys::statistics_between(0, oldest);
        loop {
            let old = self.store.scan_keys(&range, Direction::Up, CHUNK)?;
            if old.is_empty() {
                return Ok(());
            }
            let ops = old.iter().map(|key| Op::Del(key.to_vec())).collect();
            self.store.commit(&[], ops, Durability::Relaxed)?;
        }
    }

    /// When an integration was last called; a store that fails here knows of no call.
    pub fn last_used(&self, integration: u64) -> Option<Millis> {
        let pending = self.pending.lock().unwrap_or_else(PoisonError::into_inner).last_used.get(&integration).copied();
        pending.or_else(|| {
            let entry = self.store.get(&last_used_key(integration)).ok()??;
            Some(i64::from_be_bytes(entry.value.get(..8)?.try_into().ok()?))
        })
    }

    /// Requests of the last seven days of every integration, oldest first, today last.
    ///
    /// # Errors
    /// When the store fails.
    pub fn weeks(&self, zone: chrono_tz::Tz, now: Millis) -> Result<FxHashMap<u64, Vec<u64>>, StoreError> {
        let today = report::day_of(zone, now);
        let mut weeks: FxHashMap<u64, Vec<u64>> = FxHashMap::default();
        let from = (now / HOUR_MS).max(0) as u64 - ((WEEK as u64 + 1) * 24).min((now / HOUR_MS).max(0) as u64);
        self.each(from, u64::MAX, |cell, count| {
            let age = (today - report::day_of(zone, cell.hour as i64 * HOUR_MS)).num_days();
            if !cell.in_batch && (0..WEEK as i64).contains(&age) {
                weeks.entry(cell.integration).or_insert_with(|| vec![0; WEEK])[WEEK - 1 - age as usize] += count.calls;
            }
        })?;
        Ok(weeks)
    }

    /// Hands every count of the hours `from..to` to `take`, those not yet written included.
    ///
    /// # Errors
    /// When the store fails.
    pub fn each(&self, from: u64, to: u64, mut take: impl FnMut(&Cell, Count)) -> Result<(), StoreError> {
        let mut range: KeyRange = keys::statistics_between(from, to);
        loop {
            let chunk: Vec<(Bytes, Entry)> = self.store.scan(&range, Direction::Up, CHUNK)?;
            for (key, entry) in &chunk {
                let (Some((cell, metric)), Some(number)) = (Cell::of_key(key), entry.number()) else { continue };
                let number = number.max(0) as u64;
                let count = match metric {
                    Metric::Calls => Count { calls: number, micros: 0 },
                    Metric::Micros => Count { calls: 0, micros: number },
                };
                take(&cell, count);
            }
            let Some((last, _)) = chunk.last().filter(|_| chunk.len() == CHUNK) else { break };
            range = range.after(last);
        }
        let pending = self.pending.lock().unwrap_or_else(PoisonError::into_inner);
        for (cell, count) in pending.calls.iter().filter(|(cell, _)| (from..to).contains(&cell.hour)) {
            take(cell, *count);
        }
        Ok(())
    }
}

#[derive(Clone, Copy)]
enum Metric {
    Calls,
    Micros,
}

impl Cell {
    fn key(&self, metric: Metric) -> Vec<u8> {
        let mut rest = self.integration.to_be_bytes().to_vec();
        rest.push(u8::from(self.in_batch));
        rest.extend_from_slice(&self.status.to_be_bytes());
        rest.extend_from_slice(self.method.as_bytes());
        rest.extend_from_slice(&[0, metric as u8]);
        keys::statistics(self.hour, &rest)
    }

    fn of_key(key: &[u8]) -> Option<(Cell, Metric)> {
        let (_, rest) = key.split_first()?;
        let (hour, rest) = rest.split_first_chunk::<8>()?;
        let (integration, rest) = rest.split_first_chunk::<8>()?;
        let (in_batch, rest) = rest.split_first()?;
        let (status, rest) = rest.split_first_chunk::<2>()?;
        let (metric, method) = rest.split_last()?;
        let cell = Cell {
            hour: u64::from_be_bytes(*hour),
            integration: u64::from_be_bytes(*integration),
            method: String::from_utf8(method.strip_suffix(&[0])?.to_vec()).ok()?.into(),
            status: u16::from_be_bytes(*status),
            in_batch: *in_batch == 1,
        };
        Some((cell, if *metric == Metric::Calls as u8 { Metric::Calls } else { Metric::Micros }))
    }
}

fn last_used_key(integration: u64) -> Vec<u8> {
    keys::setting(&format!("last_used/{integration}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use store::Options;

    const NOW: Millis = 1_795_000_000_000;

    fn outcome(status: u16, in_batch: bool) -> Outcome {
        Outcome { status, took: Duration::from_micros(40), in_batch }
    }

    fn all(stats: &Stats) -> Vec<(Cell, Count)> {
        let mut cells: FxHashMap<Cell, Count> = FxHashMap::default();
        let add = |cell: &Cell, count: Count| {
            let sum = cells.entry(cell.clone()).or_default();
            sum.calls += count.calls;
            sum.micros += count.micros;
        };
        stats.each(0, u64::MAX, add).unwrap();
        let mut cells: Vec<_> = cells.into_iter().collect();
        cells.sort_by_key(|(cell, _)| (cell.method.clone(), cell.status));
        cells
    }

    #[test]
    fn counts_are_the_same_before_and_after_they_are_written() {
        let dir = tempfile::tempdir().unwrap();
        let stats = Stats::new(Store::open(dir.path(), Options::default()).unwrap());
        for (method, status, in_batch) in
            [("a.get", 200, false), ("a.get", 200, false), ("a.get", 404, false), ("b.list", 200, true)]
        {
            stats.count(NOW, 7, method, outcome(status, in_batch));
        }
        let before = all(&stats);
        assert_eq!(before.iter().map(|(_, count)| count.calls).collect::<Vec<_>>(), [2, 1, 1]);
        stats.write(NOW).unwrap();
        assert_eq!(all(&stats), before);
        stats.count(NOW, 7, "a.get", outcome(200, false));
        stats.write(NOW).unwrap();
        assert_eq!(all(&stats)[0].1, Count { calls: 3, micros: 120 });
        assert_eq!(stats.last_used(7), Some(NOW));
        assert_eq!(stats.last_used(8), None);
    }

    #[test]
    fn what_is_too_old_goes() {
        let dir = tempfile::tempdir().unwrap();
        let stats = Stats::new(Store::open(dir.path(), Options::default()).unwrap());
        stats.count(NOW, 7, "a.get", outcome(200, false));
        stats.write(NOW).unwrap();
        let later = NOW + (KEPT_DAYS + 3) * 24 * HOUR_MS;
        stats.count(later, 7, "b.get", outcome(200, false));
        stats.write(later).unwrap();
        assert_eq!(all(&stats).into_iter().map(|(cell, _)| cell.method).collect::<Vec<_>>(), ["b.get"]);
    }
}
