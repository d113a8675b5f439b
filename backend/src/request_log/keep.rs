//! How much of the log is kept: the newest calls of each integration, for some days, and nothing of
//! integrations that are gone.

use super::{Entry, RequestLog};
use rustc_hash::FxHashMap;
use shared::request_log::KEPT_CALLS;
use shared::{DAY, Millis};
use std::sync::PoisonError;
use store::{Bytes, Direction, Durability, KeyRange, Op, StoreError, keys};

/// Calls of each integration that has called since the start.
pub type Sizes = FxHashMap<u64, usize>;

/// How many calls too many there may be before they are removed.
const SLACK: usize = KEPT_CALLS / 10;

/// Keys that are read or removed at a time.
const CHUNK: usize = 1000;

impl RequestLog {
    /// Counts what was written, and removes the oldest calls where there are too many.
    pub(super) fn grown(&self, written: &[(u64, Vec<Entry>)]) -> Result<(), StoreError> {
        for (integration, entries) in written {
            let known = self.kept.lock().unwrap_or_else(PoisonError::into_inner).get(integration).copied();
            let size = match known {
                Some(size) => size + entries.len(),
                // What was just written is already there.
                None => self.size(*integration)?,
            };
            let over = size.saturating_sub(KEPT_CALLS);
            let removed = if over > SLACK { self.remove_oldest(*integration, over)? } else { 0 };
            self.kept.lock().unwrap_or_else(PoisonError::into_inner).insert(*integration, size - removed);
        }
        Ok(())
    }

    /// Removes the calls that have been kept for long enough, and the whole log of every integration
    /// that is gone.
    ///
    /// # Errors
    /// When the store fails.
    pub fn sweep(&self, now: Millis) -> Result<(), StoreError> {
        let before = (now - self.kept_days() * DAY).max(0) as u64;
        let mut next = 1;
        loop {
            let first = self.store.scan_keys(&keys::requests_from(next), Direction::Up, 1)?;
            let Some((integration, ..)) = first.first().and_then(|key| keys::requests_parts(key)) else {
                return Ok(());
            };
            let there = self.store.get(&keys::draft(integration))?.is_some()
                || self.store.get(&keys::integration(integration))?.is_some();
            let removed =
                self.remove(&keys::requests_between(integration, 0, if there { before } else { u64::MAX }))?;
            let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
            match kept.get_mut(&integration) {
                Some(size) if there => *size = size.saturating_sub(removed),
                _ => drop(kept.remove(&integration)),
            }
            next = integration.saturating_add(1);
        }
    }

    fn size(&self, integration: u64) -> Result<usize, StoreError> {
        let mut range = keys::requests_between(integration, 0, u64::MAX);
        let mut size = 0;
        loop {
            let chunk = self.store.scan_keys(&range, Direction::Up, CHUNK)?;
            size += chunk.iter().map(|key| calls_of(key)).sum::<usize>();
            match chunk.last() {
                Some(last) if chunk.len() == CHUNK => range = range.after(last),
                _ => return Ok(size),
            }
        }
    }

    /// Removes the oldest values that hold so many calls together, and answers how many went.
    fn remove_oldest(&self, integration: u64, calls: usize) -> Result<usize, StoreError> {
        let oldest = self.store.scan_keys(&keys::requests_between(integration, 0, u64::MAX), Direction::Up, calls)?;
        let mut removed = 0;
        let whole = |key: &&Bytes| {
            let fits = removed + calls_of(key) <= calls;
            removed += if fits { calls_of(key) } else { 0 };
            fits
        };
        let over: Vec<Op> = oldest.iter().take_while(whole).map(|key| Op::Del(key.to_vec())).collect();
        self.store.commit(&[], over, Durability::Relaxed)?;
        Ok(removed)
    }

    fn remove(&self, range: &KeyRange) -> Result<usize, StoreError> {
        let mut removed = 0;
        loop {
            let chunk = self.store.scan_keys(range, Direction::Up, CHUNK)?;
            if chunk.is_empty() {
                return Ok(removed);
            }
            removed += chunk.iter().map(|key| calls_of(key)).sum::<usize>();
            self.store.commit(&[], chunk.iter().map(|key| Op::Del(key.to_vec())).collect(), Durability::Relaxed)?;
        }
    }
}

fn calls_of(key: &[u8]) -> usize {
    keys::requests_parts(key).map_or(0, |(_, _, _, calls)| calls.into())
}
