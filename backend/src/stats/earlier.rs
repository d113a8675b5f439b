//! Counters of releases that kept one for every status: at the first start of this one they become
//! values of their hours. How long single calls took, and the codes of errors, they did not know.

use super::{Cell, encode, tally::Tally};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use store::{Direction, Durability, KeyRange, Op, Store, StoreError, keys};

/// Counters that are read at a time.
const CHUNK: usize = 1024;

/// Statuses that are errors.
const REFUSED: u16 = 400;

/// Makes hours of all earlier counters, one commit for each hour.
///
/// # Errors
/// When the store fails; what was not converted waits for the next start.
pub fn convert(store: &Store) -> Result<(), StoreError> {
    loop {
        let first = store.scan_keys(&KeyRange::prefix([keys::STATISTICS]), Direction::Up, 1)?;
        let Some(hour) = first.first().and_then(|key| hour_of(key)) else { return Ok(()) };
        convert_hour(store, hour)?;
    }
}

fn convert_hour(store: &Store, hour: u64) -> Result<(), StoreError> {
    let mut cells: FxHashMap<Cell, Tally> = FxHashMap::default();
    let mut ops = Vec::new();
    let mut range = keys::statistics_between(hour, hour + 1);
    loop {
        let chunk = store.scan(&range, Direction::Up, CHUNK)?;
        for (key, entry) in &chunk {
            ops.push(Op::Del(key.to_vec()));
            let (Some(counter), Some(number)) = (Counter::of_key(key), entry.number()) else { continue };
            let tally = cells.entry(counter.cell).or_default();
            let number = number.max(0) as u64;
            match counter.micros {
                true => tally.micros += number,
                false => {
                    tally.calls += number;
                    if counter.status >= REFUSED {
                        tally.add_errors(counter.status, Cow::Borrowed(""), number);
                    }
                }
            }
        }
        let Some((last, _)) = chunk.last().filter(|_| chunk.len() == CHUNK) else { break };
        range = range.after(last);
    }
    let value = encode::hour(cells.iter());
    ops.push(Op::Put(keys::calls(hour, b""), value));
    store.commit(&[], ops, Durability::Relaxed).map(drop)
}

fn hour_of(key: &[u8]) -> Option<u64> {
    key.get(1..)?.first_chunk::<8>().map(|hour| u64::from_be_bytes(*hour))
}

/// What the key of a counter says.
struct Counter {
    cell: Cell,
    status: u16,
    /// Whether it counts microseconds, not calls.
    micros: bool,
}

impl Counter {
    fn of_key(key: &[u8]) -> Option<Counter> {
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
            in_batch: *in_batch == 1,
        };
        Some(Counter { cell, status: u16::from_be_bytes(*status), micros: *metric == 1 })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Stats, hours};
    use super::*;
    use store::Options;

    #[test]
    fn counters_of_an_earlier_release_are_still_counted() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path(), Options::default()).unwrap();
        let now = 1_795_000_000_000;
        let hour = (now / super::super::HOUR_MS) as u64;
        let counter = |hour: u64, method: &str, status: u16, micros: u8, number: i64| {
            let rest =
                [&7_u64.to_be_bytes()[..], &[0], &status.to_be_bytes(), method.as_bytes(), &[0, micros]].concat();
            Op::Add(keys::statistics(hour, &rest), number)
        };
        let ops = [
            counter(hour - 500, "a.get", 200, 0, 5),
            counter(hour - 500, "a.get", 200, 1, 500),
            counter(hour, "a.get", 200, 0, 2),
            counter(hour, "a.get", 404, 0, 3),
            counter(hour, "a.get", 404, 1, 90),
        ];
        store.commit(&[], ops.into(), Durability::Relaxed).unwrap();
        let stats = Stats::new(store.clone());
        stats.count(
            now,
            7,
            "a.get",
            super::super::Outcome { error: None, took: std::time::Duration::from_micros(10), in_batch: false },
        );
        let mut seen = Vec::new();
        stats
            .each(hour - 600..hour + 1, |hour, _, method, _, tally| {
                seen.push((hour, method.to_owned(), tally.calls, tally.errors, tally.micros));
            })
            .unwrap();
        seen.sort();
        assert_eq!(seen, [(hour - 500, "a.get".to_owned(), 5, 0, 500), (hour, "a.get".to_owned(), 6, 3, 100)]);
        assert_eq!(stats.summary(chrono_tz::UTC, now).unwrap()[&7].requests_24h, 6);
        assert!(store.scan_keys(&KeyRange::prefix([keys::STATISTICS]), Direction::Up, 1).unwrap().is_empty());
        assert!(hours::Hours::load(&store).is_ok());
    }
}
