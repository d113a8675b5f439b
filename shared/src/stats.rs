//! Statistics, as the screen shows them.

use serde::{Deserialize, Serialize};

/// Days that one look may span.
pub const WINDOW_DAYS: i64 = 14;

/// Days that counts are kept.
pub const KEPT_DAYS: i64 = 60;

/// Answer of `GET /console/statistics?from=2026-11-09&to=2026-11-22[&integration=7][&method=crm.deal.list]`.
///
/// Days are days of the portal's time zone. Without `from` and `to` it is the last [`WINDOW_DAYS`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statistics {
    /// First day, `YYYY-MM-DD`.
    pub from: String,
    /// Last day, inclusive.
    pub to: String,
    /// Requests in the window; a batch is one.
    pub requests: u64,
    /// Requests that failed.
    pub errors: u64,
    /// The busiest integrations in the window, at most four, then one for all the others if there are any.
    pub series: Vec<Series>,
    /// One entry a day, oldest first, days without calls included.
    pub days: Vec<Day>,
    /// Day by day, newest first, busiest first within a day.
    pub rows: Vec<StatRow>,
}

/// A colour of the chart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    /// The integration; `None` stands for all the others together.
    pub integration: Option<Caller>,
}

/// Who made the calls.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Caller {
    /// Id of the integration; 0 is all drafts together.
    pub id: u64,
    /// Its name; empty for drafts and for what has been deleted.
    pub name: String,
}

/// A bar of the chart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// `YYYY-MM-DD`.
    pub date: String,
    /// Requests per series, in the order of [`Statistics::series`].
    pub counts: Vec<u64>,
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatRow {
    /// `YYYY-MM-DD`.
    pub date: String,
    /// Who called.
    pub caller: Caller,
    /// REST method.
    pub method: String,
    /// True for calls made inside a batch: they are not requests of their own and not in the totals.
    pub in_batch: bool,
    /// Calls.
    pub requests: u64,
    /// Calls that failed.
    pub errors: u64,
    /// Mean time to answer, milliseconds.
    pub mean_ms: f64,
}
