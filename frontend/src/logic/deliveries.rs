//! The log of deliveries: what is in sight of it, and what its address asks for.

pub mod body;

use super::grid::query::Query;
use shared::{
    Millis,
    delivery::{Deliveries, Delivery, Handler, State},
    event::{self, Event},
};

/// Names of the query that the portal is asked.
pub const NAMES: &[&str] = &["integration", "state", "event", "text", "from", "to", "before", "limit"];

/// The deliveries in sight, the latest first, and where to go on. They change while one looks: what waits is
/// delivered, and what was given up is sent again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// The deliveries.
    pub rows: Vec<Delivery>,
    /// The place of what is older.
    pub older: Option<u64>,
    /// The largest id that was looked at.
    newest: u64,
    /// From which id on the first page, which is asked for again and again, has everything.
    head: u64,
}

impl Seen {
    /// Puts the first page in place. Where so much has come that it does not touch what was there, that goes: a log
    /// with a hole in it would say what is not true.
    pub fn renew(&mut self, page: Deliveries) {
        let low = page.older.unwrap_or(0);
        if low > self.newest {
            *self = Seen { older: page.older, ..Seen::default() };
        }
        self.newest = self.newest.max(page.newest.unwrap_or(0));
        self.head = low;
        self.put(u64::MAX, page);
    }

    /// Puts a page in place that was asked for with this `before`.
    pub fn put(&mut self, before: u64, page: Deliveries) {
        let low = page.older.unwrap_or(0);
        let at = self.rows.iter().take_while(|row| row.id >= before).count();
        let end = self.rows.iter().take_while(|row| row.id >= low).count();
        self.rows.splice(at..end.max(at), page.deliveries);
        if self.older.is_some_and(|older| low < older) {
            self.older = page.older;
        }
    }

    /// Before which id to ask for a page that may have changed since it was read: the first below `last` where
    /// something waits, or the first of all behind the first page.
    pub fn stale(&self, last: u64) -> Option<u64> {
        let waits = |below: u64| {
            let rows = self.rows.iter().filter(|row| row.id < below.min(self.head));
            rows.map(|row| (row.id, row.state)).find(|(_, state)| *state == State::Waiting).map(|(id, _)| id + 1)
        };
        waits(last).or_else(|| waits(u64::MAX))
    }

    /// Marks what was queued again, until the portal says what became of it.
    pub fn queued(&mut self, ids: &[u64]) {
        for row in self.rows.iter_mut().filter(|row| row.state != State::Waiting && ids.contains(&row.id)) {
            row.state = State::Waiting;
            row.due = Some(row.at);
        }
    }
}

/// The state of this code.
pub fn state(code: &str) -> Option<State> {
    STATES.into_iter().find(|state| state.code() == code)
}

/// Every state, in the order of the filter.
pub const STATES: [State; 3] = [State::Waiting, State::Delivered, State::Failed];

/// Spans of time that the filter offers, by their codes.
pub const SPANS: [(&str, Millis); 4] = [("hour", HOUR), ("day", DAY), ("days", 3 * DAY), ("week", 7 * DAY)];

/// From when on, for a span of the filter. To the minute, so that what has not changed is the same answer.
pub fn since(code: &str, now: Millis) -> Option<Millis> {
    let (_, span) = SPANS.into_iter().find(|(known, _)| *known == code)?;
    Some((now - span).div_euclid(MINUTE) * MINUTE)
}

/// What the portal is asked: names of [`NAMES`] with their values.
pub fn asked(values: &[(&'static str, String)]) -> String {
    let query = values.iter().fold(Query::default(), |query, (name, value)| query.with(name, value, NAMES));
    query.after("/console/deliveries")
}

/// Events that may have been told, as the filter offers them.
pub fn events() -> impl Iterator<Item = &'static Event> {
    event::EVENTS.iter().filter(|event| event.webhooks)
}

/// Handlers that there is something to send again for, those with the most first; and the chosen one in any case.
pub fn recoverable(mut all: Vec<Handler>, chosen: &str) -> Vec<Handler> {
    all.retain(|one| one.failed > 0 || one.id.to_string() == chosen);
    all.sort_by_key(|one| std::cmp::Reverse(one.failed));
    all
}

const MINUTE: Millis = 60_000;
const HOUR: Millis = 60 * MINUTE;
const DAY: Millis = 24 * HOUR;

#[cfg(test)]
mod tests;
