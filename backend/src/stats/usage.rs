//! The last days of one integration, for whoever owns it; and who worked most lately.

use super::{
    Measure, Stats,
    days::day_of,
    look::{Filter, Look, figures, millis},
    report,
    table::Sums,
    tally::Tally,
};
use chrono_tz::Tz;
use shared::Millis;
use shared::grid::UsageMethod;
use shared::stats::{Usage, UsageDay};
use store::StoreError;

/// Reports on the integration of a filter.
///
/// # Errors
/// When the store fails.
pub fn usage(stats: &Stats, zone: Tz, filter: &Filter) -> Result<Usage, StoreError> {
    let look = Look::at(stats, zone, filter)?;
    let day = |(at, table): (usize, &std::sync::Arc<super::table::Table>)| {
        let (mut requests, mut sums) = (Tally::default(), Sums::default());
        look.picked.add(table, &mut requests, &mut sums);
        UsageDay { date: look.date(at), figures: figures(&requests, sums) }
    };
    Ok(Usage {
        total: look.figures(),
        days: look.tables.iter().enumerate().map(day).collect(),
        methods: report::busiest(&look, &report::methods(&look), Measure::Requests),
    })
}

/// Every method that the calls of a filter were of, those inside batches included, the most called first.
///
/// # Errors
/// When the store fails.
pub fn called(stats: &Stats, zone: Tz, filter: &Filter) -> Result<Vec<UsageMethod>, StoreError> {
    let look = Look::at(stats, zone, filter)?;
    let method = |(method, (_, tally)): (&u32, &(Sums, Tally))| UsageMethod {
        method: look.name(*method).to_owned(),
        requests: tally.calls,
        errors: tally.errors,
        mean_ms: millis(tally.micros as f64 / tally.calls.max(1) as f64),
    };
    let mut methods: Vec<UsageMethod> = report::methods(&look).iter().map(method).collect();
    methods.sort_by(|a, b| b.requests.cmp(&a.requests).then_with(|| a.method.cmp(&b.method)));
    Ok(methods)
}

/// The integration whose calls worked longest yesterday and today.
///
/// # Errors
/// When the store fails.
pub fn heaviest(stats: &Stats, zone: Tz, now: Millis) -> Result<Option<u64>, StoreError> {
    let to = day_of(zone, now);
    let look =
        Look::at(stats, zone, &Filter { from: to.pred_opt().unwrap_or(to), to, integration: None, method: None })?;
    let mut sums: rustc_hash::FxHashMap<u64, u64> = rustc_hash::FxHashMap::default();
    for (id, of) in look.tables.iter().flat_map(|table| &table.callers) {
        *sums.entry(*id).or_default() += of.work;
    }
    Ok(sums.into_iter().max_by_key(|(id, work)| (*work, std::cmp::Reverse(*id))).map(|(id, _)| id))
}
