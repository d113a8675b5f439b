//! The statistics screen's answer: days of the portal's zone, the busiest integrations, and rows.

use super::{
    HOUR_MS, Stats,
    days::{day_of, hours_of},
    tally::Tally,
};
use chrono::{Duration, NaiveDate};
use rustc_hash::FxHashMap;
use shared::stats::{Caller, Day, Series, StatRow};
use std::collections::BTreeMap;
use store::StoreError;

/// Integrations that have a colour of their own; the others share one.
const COLOURED: usize = 4;

/// Which calls to report.
#[derive(Clone, Debug)]
pub struct Filter {
    /// First day.
    pub from: NaiveDate,
    /// Last day, inclusive.
    pub to: NaiveDate,
    /// Only this integration.
    pub integration: Option<u64>,
    /// Only this method.
    pub method: Option<String>,
}

/// Reports calls; `name` says what an integration is called.
///
/// # Errors
/// When the store fails.
pub fn report(
    stats: &Stats,
    zone: chrono_tz::Tz,
    filter: &Filter,
    name: impl Fn(u64) -> String,
) -> Result<shared::stats::Statistics, StoreError> {
    let rows = gather(stats, zone, filter)?;
    let mut by_caller: FxHashMap<u64, u64> = FxHashMap::default();
    let mut by_day: FxHashMap<(NaiveDate, u64), u64> = FxHashMap::default();
    let (mut requests, mut errors) = (0, 0);
    for (key, sum) in rows.iter().filter(|(key, _)| !key.in_batch) {
        requests += sum.calls;
        errors += sum.errors;
        *by_caller.entry(key.integration).or_default() += sum.calls;
        *by_day.entry((key.day, key.integration)).or_default() += sum.calls;
    }
    let mut busiest: Vec<(u64, u64)> = by_caller.into_iter().collect();
    busiest.sort_by_key(|(id, calls)| (std::cmp::Reverse(*calls), *id));
    let coloured: Vec<u64> = busiest.iter().take(COLOURED).map(|(id, _)| *id).collect();
    let caller = |id: u64| Caller { id, name: if id == 0 { String::new() } else { name(id) } };
    let mut series: Vec<Series> = coloured.iter().map(|id| Series { integration: Some(caller(*id)) }).collect();
    if busiest.len() > COLOURED {
        series.push(Series { integration: None });
    }
    let mut days: Vec<Day> =
        each_day(filter).map(|day| Day { date: day.to_string(), counts: vec![0; series.len()] }).collect();
    for ((day, id), calls) in by_day {
        let place = coloured.iter().position(|known| *known == id).unwrap_or(COLOURED);
        if let Some(bar) = days.get_mut((day - filter.from).num_days() as usize) {
            bar.counts[place] += calls;
        }
    }
    let mut table: Vec<StatRow> = rows.into_iter().map(|(key, sum)| stat_row(key, sum, &caller)).collect();
    table.sort_by(|a, b| b.date.cmp(&a.date).then(b.requests.cmp(&a.requests)).then(a.method.cmp(&b.method)));
    Ok(shared::stats::Statistics {
        from: filter.from.to_string(),
        to: filter.to.to_string(),
        requests,
        errors,
        series,
        days,
        rows: table,
    })
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct RowKey {
    day: NaiveDate,
    integration: u64,
    method: String,
    in_batch: bool,
}

fn gather(stats: &Stats, zone: chrono_tz::Tz, filter: &Filter) -> Result<BTreeMap<RowKey, Tally>, StoreError> {
    let mut rows: BTreeMap<RowKey, Tally> = BTreeMap::new();
    let hours = hours_of(zone, filter.from).start..hours_of(zone, filter.to).end;
    stats.each(hours, |hour, integration, method, in_batch, tally| {
        let wanted = filter.integration.is_none_or(|id| id == integration)
            && filter.method.as_ref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(method));
        if wanted {
            let day = day_of(zone, hour as i64 * HOUR_MS);
            rows.entry(RowKey { day, integration, method: method.to_owned(), in_batch }).or_default().merge(tally);
        }
    })?;
    Ok(rows)
}

fn each_day(filter: &Filter) -> impl Iterator<Item = NaiveDate> {
    let days = (filter.to - filter.from).num_days().max(0);
    let from = filter.from;
    (0..=days).map(move |day| from + Duration::days(day))
}

fn stat_row(key: RowKey, sum: Tally, caller: &impl Fn(u64) -> Caller) -> StatRow {
    let calls = sum.calls.max(1) as f64;
    StatRow {
        date: key.day.to_string(),
        caller: caller(key.integration),
        method: key.method,
        in_batch: key.in_batch,
        requests: sum.calls,
        errors: sum.errors,
        mean_ms: (sum.micros as f64 / calls / 10.0).round() / 100.0,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Outcome;
    use super::*;
    use store::{Options, Store};

    #[test]
    fn a_batch_is_one_request_and_its_calls_are_rows_outside_the_total() {
        let dir = tempfile::tempdir().unwrap();
        let stats = Stats::new(Store::open(dir.path(), Options::default()).unwrap());
        let now = 1_795_000_000_000;
        let count = |integration, method, status, in_batch| {
            stats.count(
                now,
                integration,
                method,
                Outcome {
                    error: (status >= 400).then(|| engine::Error::new(status, "", "")).as_ref(),
                    took: std::time::Duration::from_millis(2),
                    in_batch,
                },
            );
        };
        count(1, "batch", 200, false);
        count(1, "crm.deal.get", 200, true);
        count(1, "crm.deal.get", 400, true);
        for integration in 2..=6 {
            count(integration, "profile", 200, false);
        }
        count(6, "profile", 401, false);
        let day = day_of(chrono_tz::UTC, now);
        let filter = Filter { from: day - Duration::days(13), to: day, integration: None, method: None };
        let report = report(&stats, chrono_tz::UTC, &filter, |id| format!("#{id}")).unwrap();
        assert_eq!((report.requests, report.errors), (7, 1));
        assert_eq!(report.days.len(), 14);
        assert_eq!(report.days[13].counts, [2, 1, 1, 1, 2]);
        assert_eq!(report.series[0].integration.as_ref().map(|caller| caller.name.as_str()), Some("#6"));
        assert_eq!(report.series[4].integration, None);
        let inner = report.rows.iter().find(|row| row.in_batch).unwrap();
        assert_eq!((inner.method.as_str(), inner.requests, inner.errors, inner.mean_ms), ("crm.deal.get", 2, 1, 2.0));
    }
}
