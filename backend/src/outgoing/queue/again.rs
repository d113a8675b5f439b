//! Delivering again: what was delivered or given up is queued once more, and what waits is tried at once.

use super::{Kept, Queue, Sum, add, chained};
use crate::rows;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use shared::Millis;
use shared::delivery::State;
use store::{Direction, Durability, Op, StoreError, keys};

/// Ids that are read at once.
const CHUNK: usize = 1000;

/// Deliveries of one integration that are being queued again, some at a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redelivering {
    /// Its number; 0 before it has one.
    pub number: u64,
    /// The integration.
    pub integration: u64,
    /// How many they were in the beginning.
    pub total: u64,
    /// What is left, the latest first.
    left: Vec<u64>,
}

/// [`Redelivering`] as it is stored until it is over. How far it has come is a row of its own, the id of the last
/// delivery that is queued: this one may be long, and is written once.
#[derive(Serialize, Deserialize)]
struct Asked {
    integration: u64,
    /// Rising.
    ids: Vec<u64>,
}

impl Redelivering {
    /// These deliveries.
    pub fn of(integration: u64, ids: &[u64]) -> Redelivering {
        let mut left = ids.to_vec();
        left.sort_unstable_by(|a, b| b.cmp(a));
        left.dedup();
        left.retain(|id| *id > 0);
        Redelivering { number: 0, integration, total: left.len() as u64, left }
    }

    /// How many are left.
    pub fn left(&self) -> u64 {
        self.left.len() as u64
    }
}

impl Queue {
    /// Gives a redelivery its number; the answer is the write that makes it outlive a restart.
    ///
    /// # Errors
    /// When the store fails.
    pub fn ask_again(&self, what: &mut Redelivering) -> Result<Op, StoreError> {
        what.number = self.store.next_ids("redelivery", 1)?;
        let asked = Asked { integration: what.integration, ids: what.left.iter().rev().copied().collect() };
        Ok(rows::put(keys::redelivery(what.number), &asked))
    }

    /// Redeliveries that are not over.
    ///
    /// # Errors
    /// When the store fails.
    pub fn asked_again(&self) -> Result<Vec<Redelivering>, StoreError> {
        let mut all = Vec::new();
        let numbers = self.store.scan_keys(&keys::space_range(keys::REDELIVERY), Direction::Up, usize::MAX)?;
        for number in
            numbers.iter().filter(|key| key.len() == keys::redelivery(0).len()).filter_map(|key| keys::id_of(key))
        {
            let asked = match rows::get::<Asked>(&self.store, keys::redelivery(number)) {
                Ok(Some(asked)) => asked,
                Ok(None) => continue,
                Err(StoreError::Corrupt(reason)) => {
                    tracing::error!(number, reason, "deliveries are not sent again");
                    continue;
                }
                Err(error) => return Err(error),
            };
            let done = rows::get::<u64>(&self.store, keys::redelivered(number))?.map_or(0, |row| row.value);
            let Asked { integration, ids } = asked.value;
            let total = ids.len() as u64;
            let left = ids.into_iter().rev().take_while(|id| *id > done).collect();
            all.push(Redelivering { number, integration, total, left });
        }
        Ok(all)
    }

    /// Everything that was given up of an integration and happened at or after a time.
    ///
    /// # Errors
    /// When the store fails.
    pub fn given_up(&self, integration: u64, since: Millis) -> Result<Redelivering, StoreError> {
        let mut ids = Vec::new();
        let mut range = keys::all_given_up(integration);
        loop {
            let chunk = self.store.scan_keys(&range, Direction::Up, CHUNK)?;
            ids.extend(chunk.iter().filter_map(|key| keys::id_of(key)));
            match chunk.last() {
                Some(last) if chunk.len() == CHUNK => range = range.after(last),
                _ => break,
            }
        }
        // Ids rise with time, so the first that is late enough is found by halving.
        let (mut low, mut high) = (0, ids.len());
        while low < high {
            let middle = low + (high - low) / 2;
            let id = ids.get(middle).copied().unwrap_or_default();
            let at = match self.get(integration, id)? {
                Some(kept) => kept.event()?.at,
                None => Millis::MIN,
            };
            match at < since {
                true => low = middle + 1,
                false => high = middle,
            }
        }
        Ok(Redelivering::of(integration, ids.get(low..).unwrap_or_default()))
    }

    /// Queues the next deliveries again, at most so many, the earliest first. What is on its way stays as it is.
    ///
    /// # Errors
    /// When the store fails.
    pub fn again(
        &self,
        what: &mut Redelivering,
        busy: &FxHashSet<u64>,
        now: Millis,
        limit: usize,
    ) -> Result<(), StoreError> {
        let mut ops = Vec::new();
        // Objects that have got a first in `ops`: the later ones of them follow it.
        let mut led = FxHashMap::default();
        let rest = what.left.len().saturating_sub(limit);
        for &id in what.left.get(rest..).unwrap_or_default().iter().rev() {
            let begun = ops.len();
            match self.again_one(&mut ops, &mut led, (what.integration, id), busy, now) {
                // What cannot be read holds up no other.
                Err(StoreError::Corrupt(reason)) => {
                    tracing::error!(id, reason, "a delivery is not sent again");
                    ops.truncate(begun);
                }
                done => done?,
            }
        }
        match what.left.get(rest).filter(|_| rest > 0) {
            Some(last) => ops.push(rows::put(keys::redelivered(what.number), last)),
            None => ops.extend([keys::redelivery(what.number), keys::redelivered(what.number)].map(Op::Del)),
        }
        self.store.commit(&[], ops, Durability::Durable)?;
        what.left.truncate(rest);
        Ok(())
    }

    fn again_one(
        &self,
        ops: &mut Vec<Op>,
        led: &mut FxHashMap<String, u64>,
        (integration, id): (u64, u64),
        busy: &FxHashSet<u64>,
        now: Millis,
    ) -> Result<(), StoreError> {
        let Some(mut kept) = self.get(integration, id)?.filter(|_| !busy.contains(&id)) else { return Ok(()) };
        let object = kept.event()?.object;
        let was = kept.state;
        let before = kept.due;
        if was == State::Waiting && before.is_none() {
            return Ok(());
        }
        (kept.state, kept.tries, kept.due) = (State::Waiting, 0, None);
        ops.push(chained(integration, &object, id, now));
        match was {
            State::Waiting => ops.extend(before.map(|due| Op::Del(keys::due(integration, due, id)))),
            State::Delivered => ops.push(add(integration, Sum::Waiting, 1)),
            State::Failed => {
                ops.push(add(integration, Sum::Waiting, 1));
                ops.push(add(integration, Sum::GivenUp, -1));
                ops.push(Op::Del(keys::given_up(integration, id)));
            }
        }
        let first = self.first_but(integration, &object, id)?;
        // The first of a chain is not the one that is due while a later one is on its way: then all wait for that.
        let gives_way = |first| -> Result<bool, StoreError> {
            let due = self.get(integration, first)?.is_some_and(|kept| kept.due.is_some());
            Ok(id < first && due && !busy.contains(&first))
        };
        let leads = !led.contains_key(&object)
            && match first {
                _ if was == State::Waiting => true,
                Some((first, _)) => gives_way(first)?,
                None => true,
            };
        if leads {
            if let Some((first, due)) = first.filter(|_| was != State::Waiting) {
                ops.push(Op::Del(keys::due(integration, due, first)));
                if let Some(follower) = self.get(integration, first)? {
                    ops.push(rows::put(keys::delivery(integration, first), &Kept { due: None, ..follower }));
                }
            }
            kept.due = Some(now);
            ops.push(Op::Put(keys::due(integration, now, id), Vec::new()));
        }
        led.insert(object, id);
        ops.push(rows::put(keys::delivery(integration, id), &kept));
        Ok(())
    }
}
