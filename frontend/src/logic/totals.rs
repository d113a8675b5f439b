//! What stands out in the statistics of a window.

use super::order::sorted;
use shared::stats::{Caller, StatRow, Statistics};
use std::collections::HashMap;

/// The integration with the most requests and how many; `None` when nobody called.
pub fn busiest_integration(statistics: &Statistics) -> Option<(&Caller, u64)> {
    let total = |at: usize| statistics.days.iter().filter_map(|day| day.counts.get(at)).sum();
    let named =
        statistics.series.iter().enumerate().filter_map(|(at, series)| Some((series.integration.as_ref()?, total(at))));
    first_most(named)
}

/// The method with the most requests of its own and how many. Calls inside a batch are none.
pub fn busiest_method(rows: &[StatRow]) -> Option<(&str, u64)> {
    let mut totals: HashMap<&str, u64> = HashMap::new();
    for row in rows.iter().filter(|row| !row.in_batch) {
        *totals.entry(&row.method).or_default() += row.requests;
    }
    let totals = sorted(totals.into_iter().collect(), |a, b| a.0.cmp(b.0));
    first_most(totals.into_iter())
}

/// The methods that occur, by name, with `also` among them.
pub fn methods(rows: &[StatRow], also: &str) -> Vec<String> {
    let mut names: Vec<&str> = rows.iter().map(|row| row.method.as_str()).collect();
    names.extend((!also.is_empty()).then_some(also));
    let mut names = sorted(names, |a, b| a.cmp(b));
    names.dedup();
    names.into_iter().map(str::to_owned).collect()
}

/// A part of a whole, 0 to 1; 0 of nothing.
pub fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// The first of those with the largest number above 0.
fn first_most<T>(all: impl Iterator<Item = (T, u64)>) -> Option<(T, u64)> {
    all.filter(|(_, count)| *count > 0).reduce(|best, next| if next.1 > best.1 { next } else { best })
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::stats::{Day, Series};

    fn row(method: &str, in_batch: bool, requests: u64) -> StatRow {
        let caller = Caller { id: 1, name: "A".to_owned() };
        StatRow {
            date: "2026-11-22".to_owned(),
            caller,
            method: method.to_owned(),
            in_batch,
            requests,
            errors: 0,
            mean_ms: 1.0,
        }
    }

    #[test]
    fn the_busiest_are_found_over_all_days() {
        let series =
            [Some(1), Some(2), None].map(|id| Series { integration: id.map(|id| Caller { id, name: String::new() }) });
        let day = |counts: [u64; 3]| Day { date: String::new(), counts: counts.into() };
        let mut statistics = Statistics {
            from: String::new(),
            to: String::new(),
            requests: 0,
            errors: 0,
            series: series.into(),
            days: vec![day([5, 1, 90]), day([1, 6, 90])],
            rows: Vec::new(),
        };
        assert_eq!(busiest_integration(&statistics).map(|(caller, count)| (caller.id, count)), Some((2, 7)));
        statistics.days.clear();
        assert_eq!(busiest_integration(&statistics), None);
    }

    #[test]
    fn calls_inside_a_batch_do_not_count() {
        let rows = [row("a", false, 3), row("b", true, 50), row("c", false, 2), row("c", false, 2)];
        assert_eq!(busiest_method(&rows), Some(("c", 4)));
        assert_eq!(busiest_method(&rows[1..2]), None);
        assert_eq!(methods(&rows, "z"), ["a", "b", "c", "z"]);
        assert_eq!(methods(&rows[..1], ""), ["a"]);
    }

    #[test]
    fn nothing_has_no_share() {
        assert_eq!((share(1, 4), share(1, 0)), (0.25, 0.0));
    }
}
