//! Reading deliveries: of one integration or of several together, the latest first, filtered, a page at a time.

use super::message;
use super::queue::{Kept, Queue};
use crate::rows::{self, Row};
use shared::Millis;
use shared::delivery::{Delivery, State};
use std::collections::BinaryHeap;
use store::{Direction, Store, StoreError, keys};

/// Deliveries that one answer looks at, at most: behind a filter there may be few that fit.
const LOOKED_AT: usize = 5_000;

/// Which deliveries to read.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Where they stand.
    pub state: Option<State>,
    /// Code of the event; any when it is empty.
    pub event: String,
    /// Part of the object, of the message's id, or of the last answer.
    pub text: String,
    /// From when on.
    pub from: Option<Millis>,
    /// Until when, exclusive.
    pub to: Option<Millis>,
    /// Only those with smaller ids.
    pub before: Option<u64>,
    /// How many at most.
    pub limit: usize,
}

/// What was read.
#[derive(Clone, Debug, Default)]
pub struct Listed {
    /// The deliveries, the latest first.
    pub deliveries: Vec<Delivery>,
    /// The id to go on before, when there may be more.
    pub older: Option<u64>,
    /// The largest id that was looked at.
    pub newest: Option<u64>,
}

/// Deliveries of integrations, given by id and name.
///
/// # Errors
/// When the store fails.
pub fn read(store: &Store, of: &[(u64, String)], wanted: &Wanted) -> Result<Listed, StoreError> {
    let wanted =
        Wanted { text: wanted.text.trim().to_lowercase(), event: wanted.event.trim().to_uppercase(), ..wanted.clone() };
    // Few at a time of many integrations: most of what is read of each would not be shown.
    let chunk = (LOOKED_AT / 10 / of.len().max(1)).clamp(2, 64);
    let mut sources: Vec<Source> = of.iter().map(|(id, name)| Source::new(*id, name, wanted.before, chunk)).collect();
    let mut latest = BinaryHeap::new();
    for (at, source) in sources.iter_mut().enumerate() {
        latest.extend(source.peek(store, &wanted)?.map(|id| (id, at)));
    }
    let newest = latest.peek().map(|(id, _)| *id);
    let mut found = Vec::new();
    let mut last = None;
    for looked_at in 0.. {
        let Some((id, at)) = latest.pop() else { break };
        if found.len() == wanted.limit || looked_at == LOOKED_AT {
            return Ok(Listed { deliveries: found, older: last, newest });
        }
        let Some(source) = sources.get_mut(at) else { continue };
        let Some(row) = source.take() else { continue };
        let event = row.value.event()?;
        let delivery = row.value.shown(source.integration, id, source.name, &event);
        if wanted.fits(&delivery, &row.value) {
            found.push(delivery);
        }
        last = Some(id);
        let past = wanted.from.is_some_and(|from| event.at < from);
        // Ids rise with time: what is older lies before. Tests and offline notices are a moment apart at most.
        if !past {
            latest.extend(source.peek(store, &wanted)?.map(|id| (id, at)));
        }
    }
    Ok(Listed { deliveries: found, older: None, newest })
}

/// How many deliveries of integrations wait, and how many were given up.
///
/// # Errors
/// When the store fails.
pub fn sums(queue: &Queue, of: &[(u64, String)]) -> Result<(u64, u64), StoreError> {
    of.iter().try_fold((0, 0), |(waiting, failed), (id, _)| {
        let (more, given_up) = queue.sums(*id)?;
        Ok((waiting + more, failed + given_up))
    })
}

/// The deliveries of one integration, the latest first.
struct Source<'a> {
    integration: u64,
    name: &'a str,
    before: u64,
    chunk: usize,
    /// What has been read and not taken, the latest last.
    read: Vec<Row<Kept>>,
}

impl<'a> Source<'a> {
    fn new(integration: u64, name: &'a str, before: Option<u64>, chunk: usize) -> Source<'a> {
        Source { integration, name, before: before.unwrap_or(u64::MAX), chunk, read: Vec::new() }
    }

    /// The id of the next.
    fn peek(&mut self, store: &Store, wanted: &Wanted) -> Result<Option<u64>, StoreError> {
        if self.read.is_empty() {
            self.read = match wanted.state {
                // Only these have a list of their own.
                Some(State::Failed) => self.given_up(store)?,
                _ => {
                    let range =
                        keys::deliveries(self.integration).before(&keys::delivery(self.integration, self.before));
                    rows::page(store, &range, Direction::Down, self.chunk)?
                }
            };
            self.read.reverse();
            if let Some(oldest) = self.read.first().and_then(|row| keys::id_of(&row.key)) {
                self.before = oldest;
            }
        }
        Ok(self.read.last().and_then(|row| keys::id_of(&row.key)))
    }

    fn given_up(&self, store: &Store) -> Result<Vec<Row<Kept>>, StoreError> {
        let range = keys::all_given_up(self.integration).before(&keys::given_up(self.integration, self.before));
        let ids = store.scan_keys(&range, Direction::Down, self.chunk)?;
        let rows = ids.iter().filter_map(|key| {
            let id = keys::id_of(key)?;
            rows::get(store, keys::delivery(self.integration, id)).transpose()
        });
        rows.collect()
    }

    fn take(&mut self) -> Option<Row<Kept>> {
        self.read.pop()
    }
}

impl Wanted {
    fn fits(&self, delivery: &Delivery, kept: &Kept) -> bool {
        let has = |text: &str| text.to_lowercase().contains(&self.text);
        let answer = kept.attempts.last().map_or("", |attempt| &attempt.body);
        self.state.is_none_or(|state| state == delivery.state)
            && (self.event.is_empty() || self.event == delivery.event)
            && (self.text.is_empty()
                || [delivery.object.as_str(), &message::name(kept.number), answer].into_iter().any(has))
            && self.from.is_none_or(|from| delivery.at >= from)
            && self.to.is_none_or(|to| delivery.at < to)
    }
}
