//! Since when a handler has failed at everything: after days of that its deliveries are paused.

use super::Ended;
use crate::rows;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use shared::delivery::PATIENCE_DAYS;
use shared::{DAY, Millis};
use store::{Durability, Store, StoreError, keys};

/// How the deliveries of an integration go, as it is stored; it changes only when that turns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Standing {
    /// Since when everything has failed.
    failing_since: Option<Millis>,
}

/// How the deliveries of all integrations go.
pub struct Health {
    store: Store,
    known: FxHashMap<u64, Standing>,
}

impl Health {
    /// As the store has it.
    pub fn new(store: Store) -> Health {
        Health { store, known: FxHashMap::default() }
    }

    /// Notes what came of tries; the answer is whose handlers have failed at everything for too long. They begin
    /// anew then: after a resumption they have as long again.
    ///
    /// # Errors
    /// When the store fails.
    pub fn note(&mut self, ended: &[Ended], now: Millis) -> Result<Vec<u64>, StoreError> {
        let mut tired = Vec::new();
        for ended in ended {
            let id = ended.job.integration;
            let standing = self.of(id)?;
            let failing_since = match (ended.tried.problem.is_some(), standing.failing_since) {
                (false, _) => None,
                (true, None) => Some(now),
                (true, Some(since)) if now - since < PATIENCE_DAYS * DAY => continue,
                (true, Some(_)) => {
                    tired.push(id);
                    None
                }
            };
            if failing_since != standing.failing_since {
                self.turn(id, failing_since)?;
            }
        }
        Ok(tired)
    }

    /// Forgets for how long a handler has failed.
    ///
    /// # Errors
    /// When the store fails.
    pub fn begin_anew(&mut self, id: u64) -> Result<(), StoreError> {
        match self.of(id)?.failing_since {
            Some(_) => self.turn(id, None),
            None => Ok(()),
        }
    }

    fn turn(&mut self, id: u64, failing_since: Option<Millis>) -> Result<(), StoreError> {
        let standing = Standing { failing_since };
        self.store.commit(&[], vec![rows::put(keys::delivery(id, 0), &standing)], Durability::Relaxed)?;
        self.known.insert(id, standing);
        Ok(())
    }

    fn of(&mut self, id: u64) -> Result<Standing, StoreError> {
        if let Some(known) = self.known.get(&id) {
            return Ok(*known);
        }
        let read = rows::get::<Standing>(&self.store, keys::delivery(id, 0))?;
        let standing = read.map(|row| row.value).unwrap_or_default();
        self.known.insert(id, standing);
        Ok(standing)
    }
}
