//! The statistics screen's answer: figures, bars, those with the most, errors by code, a page of rows.

use super::{
    Stats,
    look::{Filter, Look, Picked, millis, percentile},
    order::{Order, pages},
    table::Sums,
    tally::{Code, Tally},
};
use chrono::Days;
use chrono_tz::Tz;
use rustc_hash::FxHashMap;
use shared::stats::{Caller, CodeCount, Day, Figures, KEPT_DAYS, Series, Statistics, Top};
use std::{cmp::Reverse, collections::BTreeSet};
use store::StoreError;

/// Integrations or methods that have a colour of their own; the others share one.
const COLOURED: usize = 4;

/// Entries of a list of those with the most.
const LISTED: usize = 10;

/// Calls that a method needs before it can be called slow.
const ENOUGH: u64 = 5;

/// What bars and lists are about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Measure {
    /// Requests.
    #[default]
    Requests,
    /// Requests that failed.
    Errors,
    /// Time that methods worked.
    Time,
}

/// Measures by their names in queries.
pub const MEASURES: [(&str, Measure); 3] =
    [("requests", Measure::Requests), ("errors", Measure::Errors), ("time", Measure::Time)];

impl Measure {
    fn of(self, sums: &Sums) -> u64 {
        match self {
            Measure::Requests => sums.requests,
            Measure::Errors => sums.errors,
            Measure::Time => sums.work,
        }
    }

    /// As bars count it.
    fn shown(self, sums: &Sums) -> u64 {
        match self {
            Measure::Time => sums.work.div_ceil(1000),
            other => other.of(sums),
        }
    }
}

/// Reports calls; `caller` says what an integration is called, `today` which days are too old to be
/// compared with.
///
/// # Errors
/// When the store fails.
pub fn report(
    stats: &Stats,
    zone: Tz,
    filter: &Filter,
    (measure, order): (Measure, &Order),
    today: chrono::NaiveDate,
    caller: &dyn Fn(u64) -> Caller,
) -> Result<Statistics, StoreError> {
    let look = Look::at(stats, zone, filter)?;
    let before = before(stats, zone, filter, today)?;
    let parts: Vec<FxHashMap<u64, Sums>> = look.tables.iter().map(|table| look.picked.parts(table)).collect();
    let mut totals: FxHashMap<u64, Sums> = FxHashMap::default();
    for (part, sums) in parts.iter().flatten() {
        totals.entry(*part).or_default().add(*sums);
    }
    let most = most(totals, measure);
    let named = |part: u64| match filter.integration {
        Some(_) => Series { integration: None, method: Some(look.name(part as u32).to_owned()) },
        None => Series { integration: Some(caller(part)), method: None },
    };
    let coloured: Vec<u64> = most.iter().take(COLOURED).map(|(part, _)| *part).collect();
    let mut series: Vec<Series> = coloured.iter().map(|part| named(*part)).collect();
    series.extend((most.len() > COLOURED).then(Series::default));
    let days = parts.iter().enumerate().map(|(day, parts)| {
        let mut counts = vec![0; series.len()];
        for (part, sums) in parts {
            let place = coloured.iter().position(|known| known == part).unwrap_or(COLOURED);
            if let Some(count) = counts.get_mut(place) {
                *count += measure.shown(sums);
            }
        }
        Day { date: look.date(day), counts }
    });
    let top = |(part, sums): &(u64, Sums)| {
        let Series { integration, method } = named(*part);
        top(integration, method, sums, None)
    };
    let methods = methods(&look);
    let one = filter.integration.is_some();
    let places = order.places(&look, caller);
    Ok(Statistics {
        from: filter.from.to_string(),
        to: filter.to.to_string(),
        total: look.figures(),
        before,
        days: days.collect(),
        series,
        integrations: if one { Vec::new() } else { most.iter().take(LISTED).map(top).collect() },
        slowest: slowest(&look, &methods),
        methods: if filter.method.is_some() { Vec::new() } else { busiest(&look, &methods, measure) },
        codes: codes(&look, caller),
        names: names(&look),
        row_count: places.len() as u64,
        rows: pages(&look, order.page(&places), caller),
    })
}

fn before(stats: &Stats, zone: Tz, filter: &Filter, today: chrono::NaiveDate) -> Result<Option<Figures>, StoreError> {
    let span = Days::new((filter.to - filter.from).num_days().max(0) as u64 + 1);
    let (Some(from), Some(to)) = (filter.from.checked_sub_days(span), filter.to.checked_sub_days(span)) else {
        return Ok(None);
    };
    if (today - from).num_days() > KEPT_DAYS {
        return Ok(None);
    }
    Ok(Some(Look::at(stats, zone, &Filter { from, to, ..filter.clone() })?.figures()))
}

/// Those that have any of the measure, most first.
fn most(all: FxHashMap<u64, Sums>, measure: Measure) -> Vec<(u64, Sums)> {
    let mut most: Vec<(u64, Sums)> = all.into_iter().filter(|(_, sums)| measure.of(sums) > 0).collect();
    most.sort_unstable_by_key(|(part, sums)| (Reverse(measure.of(sums)), *part));
    most
}

type Methods = FxHashMap<u32, (Sums, Tally)>;

/// Sums and times of every method that is picked.
pub fn methods(look: &Look) -> Methods {
    let mut methods = Methods::default();
    let mut add = |method: u32, sums: Sums, tally: &Tally| {
        let (known, times) = methods.entry(method).or_default();
        known.add(sums);
        times.merge(tally);
    };
    for table in &look.tables {
        match look.picked {
            Picked { integration: None, method } => {
                let picked = table.methods.iter().filter(|(of, ..)| method.is_none_or(|method| method == *of));
                picked.for_each(|(method, sums, tally)| add(*method, *sums, tally));
            }
            picked => picked.rows(table).for_each(|row| add(row.method, row.sums(), &table.tally(row))),
        }
    }
    methods
}

/// The methods with the most of a measure.
pub fn busiest(look: &Look, methods: &Methods, measure: Measure) -> Vec<Top> {
    let most = most(methods.iter().map(|(method, (sums, _))| (u64::from(*method), *sums)).collect(), measure);
    let entry = |(method, sums): &(u64, Sums)| {
        let times = methods.get(&(*method as u32)).and_then(|(_, tally)| percentile(tally, 0.95));
        top(None, Some(look.name(*method as u32).to_owned()), sums, times)
    };
    most.iter().take(LISTED).map(entry).collect()
}

fn slowest(look: &Look, methods: &Methods) -> Vec<Top> {
    let known = methods.iter().filter(|(_, (_, tally))| tally.calls >= ENOUGH);
    let mut all: Vec<Top> = known
        .filter_map(|(method, (sums, tally))| {
            Some(top(None, Some(look.name(*method).to_owned()), sums, Some(percentile(tally, 0.95)?)))
        })
        .collect();
    all.sort_by(|a, b| {
        b.p95_ms.partial_cmp(&a.p95_ms).unwrap_or(std::cmp::Ordering::Equal).then(a.method.cmp(&b.method))
    });
    all.truncate(LISTED);
    all
}

fn top(integration: Option<Caller>, method: Option<String>, sums: &Sums, p95_ms: Option<f64>) -> Top {
    Top { integration, method, requests: sums.requests, errors: sums.errors, work_ms: millis(sums.work as f64), p95_ms }
}

/// Requests, calls inside batches, and who got them from which method.
type Told = (u64, u64, FxHashMap<(u64, u32), u64>);

fn codes(look: &Look, caller: &dyn Fn(u64) -> Caller) -> Vec<CodeCount> {
    let mut codes: FxHashMap<Code, Told> = FxHashMap::default();
    for table in &look.tables {
        for row in look.picked.rows(table).filter(|row| row.errors > 0) {
            for (code, errors) in table.tally(row).codes {
                let (requests, in_batch, who) = codes.entry(code).or_default();
                *(if row.in_batch { in_batch } else { requests }) += errors;
                *who.entry((row.integration, row.method)).or_default() += errors;
            }
        }
    }
    let mut all: Vec<(Code, Told)> = codes.into_iter().collect();
    all.sort_unstable_by(|(a, of_a), (b, of_b)| (of_b.0 + of_b.1).cmp(&(of_a.0 + of_a.1)).then(a.cmp(b)));
    let entry = |(code, (count, in_batch, who)): (Code, Told)| {
        let most = who.into_iter().max_by_key(|(place, errors)| (*errors, Reverse(*place)));
        let ((integration, method), _) = most?;
        let (caller, method) = (caller(integration), look.name(method).to_owned());
        Some(CodeCount { status: code.status, code: code.code.into_owned(), count, in_batch, caller, method })
    };
    all.into_iter().take(LISTED).filter_map(entry).collect()
}

/// Names of the methods that could be picked.
fn names(look: &Look) -> Vec<String> {
    let picked = Picked { method: None, ..look.picked };
    let mut known = BTreeSet::new();
    for table in &look.tables {
        match picked.integration {
            None => known.extend(table.methods.iter().map(|(method, ..)| *method)),
            Some(_) => known.extend(picked.rows(table).map(|row| row.method)),
        }
    }
    let names: BTreeSet<&str> =
        known.into_iter().map(|method| look.name(method)).filter(|name| !name.is_empty()).collect();
    names.into_iter().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests;
