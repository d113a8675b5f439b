//! The queue: what each handler is still to be told of, in the store. One thread writes it, so nothing here checks
//! for others; every step is one commit, so a portal that is killed goes on where it was.
//!
//! A delivery of an integration is a row ([`Kept`]). Those of one object stand in a chain, and only the first of a
//! chain lies among what is due: the next one follows when it is delivered or given up. So finding what to send
//! costs the same however much waits.

mod again;
pub mod end;
mod sweep;

pub use again::Redelivering;

use super::message;
use crate::integrations::outbound::Subscriptions;
use crate::rows;
use engine::event::{self, Event};
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};
use shared::Millis;
use shared::delivery::{Attempt, Delivery, LastTry, State};
use store::{Direction, Durability, Op, Store, StoreError, keys};

/// Events that are taken from the outbox at once.
const EVENTS: usize = 128;

/// Writes of a commit, about: others wait while it is applied.
const WRITES: usize = 600;

/// Tries of a delivery that are kept.
const ATTEMPTS_KEPT: usize = 40;

/// The queue in a store.
#[derive(Clone)]
pub struct Queue {
    store: Store,
}

/// A delivery as it is stored.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Kept {
    /// Number of the event.
    pub number: u64,
    /// The event, as the outbox had it.
    pub event: String,
    /// Whether somebody made it up.
    #[serde(default)]
    pub test: bool,
    /// Where it stands.
    pub state: State,
    /// When it is tried next, for the first of a chain.
    pub due: Option<Millis>,
    /// Tries since it was last queued.
    pub tries: u32,
    /// Tries in all.
    pub count: u32,
    /// The latest tries, the oldest first.
    pub attempts: Vec<Attempt>,
}

/// A delivery that is to be tried.
#[derive(Clone, Debug)]
pub struct Job {
    /// Integration whose handler is told.
    pub integration: u64,
    /// Id of the delivery.
    pub id: u64,
    /// Since when it is due.
    pub due: Millis,
    /// Number of the event.
    pub number: u64,
    /// The event.
    pub event: Event,
}

/// Which counter: of what waits, or of what was given up.
#[derive(Clone, Copy)]
enum Sum {
    Waiting,
    GivenUp,
}

impl Kept {
    /// The event.
    ///
    /// # Errors
    /// When it is something else.
    pub fn event(&self) -> Result<Event, StoreError> {
        event::decode(self.event.as_bytes()).ok_or_else(|| StoreError::Corrupt("the event of a delivery".to_owned()))
    }

    /// As lists show it.
    pub fn shown(&self, integration: u64, id: u64, name: &str, event: &Event) -> Delivery {
        let last = self.attempts.last().map(|attempt| LastTry {
            at: attempt.at,
            ms: attempt.ms,
            status: attempt.status,
            problem: attempt.problem.clone(),
        });
        Delivery {
            id,
            integration,
            name: name.to_owned(),
            message: message::name(self.number),
            event: event.name.clone(),
            object: event.object.clone(),
            test: self.test,
            state: self.state,
            at: event.at,
            due: self.due,
            tries: self.count,
            last,
        }
    }
}

impl Queue {
    /// The queue of a store.
    pub fn new(store: Store) -> Queue {
        Queue { store }
    }

    /// The first events of the outbox, with their numbers; nothing stands for one that cannot be read.
    ///
    /// # Errors
    /// When the store fails.
    pub fn outbox(&self) -> Result<Vec<(u64, Option<Event>)>, StoreError> {
        event::outbox(&self.store, EVENTS)
    }

    /// Takes events from the outbox and queues each for the handlers that are to hear of it, who must have been read
    /// after the events. The answer is whose queues have grown, and whether there may be more.
    ///
    /// # Errors
    /// When the store fails.
    pub fn spread(
        &self,
        rows: &[(u64, Option<Event>)],
        to: &Subscriptions,
    ) -> Result<(FxHashSet<u64>, bool), StoreError> {
        let mut addition = Addition::new(self);
        let mut taken = 0;
        for (number, event) in rows {
            if addition.ops.len() > WRITES {
                break;
            }
            taken += 1;
            addition.ops.push(event::remove(*number));
            let Some(event) = event else {
                tracing::error!(number, "an event that cannot be read is told to nobody");
                continue;
            };
            // What is meant for one application only is not for webhooks.
            if event.application.is_none() {
                let new = New::of(*number, event, false);
                for handler in to.hearing(&event.name).iter().filter_map(|at| to.all().get(*at)) {
                    addition.add(handler.integration, &new)?;
                }
            }
        }
        let more = taken < rows.len() || rows.len() == EVENTS;
        let Addition { ops, grown, .. } = addition;
        if !ops.is_empty() {
            self.store.commit(&[], ops, Durability::Relaxed)?;
        }
        Ok((grown, more))
    }

    /// Queues an event that somebody made up for one handler, and answers its delivery.
    ///
    /// # Errors
    /// When the store fails.
    pub fn test(&self, integration: u64, mut event: Event) -> Result<(u64, Kept), StoreError> {
        let number = self.store.next_ids("outbox", 1)?;
        // Its own object, so that it waits for nothing.
        event.object = format!("test:{number}");
        let mut addition = Addition::new(self);
        let (id, kept) = addition.add(integration, &New::of(number, &event, true))?;
        self.store.commit(&[], addition.ops, Durability::Relaxed)?;
        Ok((id, kept))
    }

    /// What is due for a handler and not on its way, at most so many, and when there is something again.
    ///
    /// # Errors
    /// When the store fails.
    pub fn due(
        &self,
        integration: u64,
        busy: &FxHashSet<u64>,
        now: Millis,
        limit: usize,
    ) -> Result<(Vec<Job>, Option<Millis>), StoreError> {
        let front = self.store.scan_keys(&keys::all_due(integration), Direction::Up, busy.len() + limit + 1)?;
        let mut jobs = Vec::new();
        for (due, id) in front.iter().filter_map(|key| keys::due_parts(key)) {
            if busy.contains(&id) {
                continue;
            }
            if due > now || jobs.len() == limit {
                return Ok((jobs, Some(due)));
            }
            match rows::get::<Kept>(&self.store, keys::delivery(integration, id))? {
                Some(row) => {
                    let (number, event) = (row.value.number, row.value.event()?);
                    jobs.push(Job { integration, id, due, number, event });
                }
                None => {
                    drop(self.store.commit(&[], vec![Op::Del(keys::due(integration, due, id))], Durability::Relaxed)?)
                }
            }
        }
        Ok((jobs, None))
    }

    /// A delivery.
    ///
    /// # Errors
    /// When the store fails.
    pub fn get(&self, integration: u64, id: u64) -> Result<Option<Kept>, StoreError> {
        // Under 0 lies how the deliveries go.
        if id == 0 {
            return Ok(None);
        }
        Ok(rows::get(&self.store, keys::delivery(integration, id))?.map(|row| row.value))
    }

    /// How many deliveries of an integration wait, and how many were given up.
    ///
    /// # Errors
    /// When the store fails.
    pub fn sums(&self, integration: u64) -> Result<(u64, u64), StoreError> {
        let sum = |of| self.store.counter(&counter(integration, of)).map(|sum| sum.max(0) as u64);
        Ok((sum(Sum::Waiting)?, sum(Sum::GivenUp)?))
    }

    /// The first of an object's chain but for one, with when it is due.
    fn first_but(&self, integration: u64, object: &str, but: u64) -> Result<Option<(u64, Millis)>, StoreError> {
        let first = self.store.scan(&keys::chain(integration, object), Direction::Up, 2)?;
        let parts = first.iter().filter_map(|(key, entry)| {
            let due = i64::from_be_bytes(entry.value.as_ref().try_into().ok()?);
            Some((keys::id_of(key)?, due))
        });
        Ok(parts.into_iter().find(|(id, _)| *id != but))
    }
}

/// Deliveries that are being queued together.
struct Addition<'a> {
    queue: &'a Queue,
    ops: Vec<Op>,
    grown: FxHashSet<u64>,
    /// Objects that already have a delivery in `ops`.
    begun: FxHashSet<(u64, String)>,
}

/// An event that is being queued for whoever hears of it.
struct New<'a> {
    number: u64,
    event: &'a Event,
    /// As it is stored.
    row: String,
    test: bool,
}

impl New<'_> {
    fn of(number: u64, event: &Event, test: bool) -> New<'_> {
        New { number, event, row: String::from_utf8_lossy(&event::encode(event)).into_owned(), test }
    }
}

impl Addition<'_> {
    fn new(queue: &Queue) -> Addition<'_> {
        Addition { queue, ops: Vec::new(), grown: FxHashSet::default(), begun: FxHashSet::default() }
    }

    fn add(&mut self, integration: u64, new: &New) -> Result<(u64, Kept), StoreError> {
        let New { number, event, ref row, test } = *new;
        let store = &self.queue.store;
        let id = store.next_ids("delivery", 1)?;
        let first = self.begun.insert((integration, event.object.clone()))
            && store.scan_keys(&keys::chain(integration, &event.object), Direction::Up, 1)?.is_empty();
        let kept = Kept {
            number,
            event: row.clone(),
            test,
            state: State::Waiting,
            due: first.then_some(event.at),
            tries: 0,
            count: 0,
            attempts: Vec::new(),
        };
        self.ops.push(rows::put(keys::delivery(integration, id), &kept));
        self.ops.push(chained(integration, &event.object, id, event.at));
        if first {
            self.ops.push(Op::Put(keys::due(integration, event.at, id), Vec::new()));
        }
        self.ops.push(add(integration, Sum::Waiting, 1));
        self.grown.insert(integration);
        Ok((id, kept))
    }
}

fn chained(integration: u64, object: &str, id: u64, due: Millis) -> Op {
    Op::Put(keys::chained(integration, object, id), due.to_be_bytes().to_vec())
}

fn add(integration: u64, to: Sum, by: i64) -> Op {
    Op::Add(counter(integration, to), by)
}

fn counter(integration: u64, of: Sum) -> Vec<u8> {
    let kind = match of {
        Sum::Waiting => b'w',
        Sum::GivenUp => b'g',
    };
    keys::count("delivery", &[&keys::u64_key(integration)[..], &[kind]].concat())
}

#[cfg(test)]
mod tests;
