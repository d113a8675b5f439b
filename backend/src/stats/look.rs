//! A look at some days: the tables of a window, what is picked from them, and what it amounts to.

use super::{
    Stats,
    table::{Row, Sums, Table},
    tally::Tally,
};
use chrono::{Days, NaiveDate};
use chrono_tz::Tz;
use rustc_hash::FxHashMap;
use shared::stats::Figures;
use std::sync::{Arc, PoisonError};
use store::StoreError;

/// Codes of the limits.
const LIMITS: [&str; 3] = ["QUERY_LIMIT_EXCEEDED", "OPERATION_TIME_LIMIT", "OVERLOAD_LIMIT"];

/// Which calls to look at.
#[derive(Clone, Debug)]
pub struct Filter {
    /// First day.
    pub from: NaiveDate,
    /// Last day, inclusive.
    pub to: NaiveDate,
    /// Only this integration.
    pub integration: Option<u64>,
    /// Only this method, however it is written.
    pub method: Option<String>,
}

/// The days of a window.
pub struct Look {
    /// First day.
    pub from: NaiveDate,
    /// Each day's calls.
    pub tables: Vec<Arc<Table>>,
    /// Names of methods by their numbers.
    pub names: Vec<Arc<str>>,
    /// What is picked.
    pub picked: Picked,
}

/// What is picked from tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picked {
    /// Only this integration.
    pub integration: Option<u64>,
    /// Only the method of this number.
    pub method: Option<u32>,
}

impl Look {
    /// Looks at a window.
    ///
    /// # Errors
    /// When the store fails.
    pub fn at(stats: &Stats, zone: Tz, filter: &Filter) -> Result<Look, StoreError> {
        let mut tables = stats.tables.lock().unwrap_or_else(PoisonError::into_inner);
        let days = (filter.to - filter.from).num_days().max(0) as u64;
        let all = (0..=days).filter_map(|day| filter.from.checked_add_days(Days::new(day)));
        let found = tables.of(stats, zone, all)?;
        let names = tables.names();
        let number = |wanted: &String| {
            let at = names.iter().position(|name| name.eq_ignore_ascii_case(wanted));
            // A method that nobody calls has no rows.
            at.map_or(u32::MAX, |at| at as u32)
        };
        let picked = Picked { integration: filter.integration, method: filter.method.as_ref().map(number) };
        Ok(Look { from: filter.from, tables: found, names, picked })
    }

    /// The name of a method.
    pub fn name(&self, method: u32) -> &str {
        self.names.get(method as usize).map_or("", |name| name)
    }

    /// A day of the window, `YYYY-MM-DD`.
    pub fn date(&self, day: usize) -> String {
        self.from.checked_add_days(Days::new(day as u64)).unwrap_or(self.from).to_string()
    }

    /// What the window amounts to.
    pub fn figures(&self) -> Figures {
        let mut requests = Tally::default();
        let mut sums = Sums::default();
        for table in &self.tables {
            self.picked.add(table, &mut requests, &mut sums);
        }
        figures(&requests, sums)
    }
}

impl Picked {
    /// Rows of a table that are picked.
    pub fn rows(self, table: &Table) -> impl Iterator<Item = &Row> {
        self.places(table).map(|(_, row)| row)
    }

    /// The same with their places in the table.
    pub fn places(self, table: &Table) -> impl Iterator<Item = (usize, &Row)> {
        let range = self.integration.map_or(0..table.rows.len(), |id| table.of_integration(id));
        let places = range.clone().zip(table.rows.get(range).unwrap_or_default());
        places.filter(move |(_, row)| self.method.is_none_or(|method| method == row.method))
    }

    /// Adds what is picked from a day.
    pub fn add(self, table: &Table, requests: &mut Tally, sums: &mut Sums) {
        if self == (Picked { integration: None, method: None }) {
            requests.merge(&table.requests);
            table.callers.iter().for_each(|(_, of)| sums.add(*of));
            return;
        }
        for row in self.rows(table) {
            sums.add(row.sums());
            if !row.in_batch {
                requests.merge(&table.tally(row));
            }
        }
    }

    /// Sums of a day by what its bar is stacked of: methods of one integration, else integrations.
    pub fn parts(self, table: &Table) -> FxHashMap<u64, Sums> {
        let mut parts: FxHashMap<u64, Sums> = FxHashMap::default();
        match self {
            Picked { integration: None, method: None } => parts.extend(table.callers.iter().copied()),
            Picked { integration, .. } => {
                for row in self.rows(table) {
                    let part = if integration.is_some() { row.method.into() } else { row.integration };
                    parts.entry(part).or_default().add(row.sums());
                }
            }
        }
        parts
    }
}

/// Sums and times as screens show them.
pub fn figures(requests: &Tally, sums: Sums) -> Figures {
    let limited = requests.codes.iter().filter(|(code, _)| LIMITS.contains(&code.code.as_ref()));
    Figures {
        requests: sums.requests,
        errors: sums.errors,
        limited: limited.map(|(_, errors)| errors).sum(),
        work_ms: millis(sums.work as f64),
        p50_ms: percentile(requests, 0.5),
        p95_ms: percentile(requests, 0.95),
        p99_ms: percentile(requests, 0.99),
    }
}

/// Milliseconds within which a share of calls was answered.
pub fn percentile(tally: &Tally, share: f64) -> Option<f64> {
    tally.times.percentile(share).map(millis)
}

/// Microseconds as milliseconds, to the hundredth.
pub fn millis(micros: f64) -> f64 {
    (micros / 10.0).round() / 100.0
}
