//! Statistics, as the screens show them.

mod caller;

pub use caller::{Caller, method_name};

use crate::{
    Millis,
    limits::Amounts,
    settings::{RestAccess, Versioned},
};
use serde::{Deserialize, Serialize};

/// Days that one look may span.
pub const WINDOW_DAYS: i64 = 14;

/// Days that counts are kept.
pub const KEPT_DAYS: i64 = 60;

/// Rows on a page of the table that nobody has chosen another size for.
pub const PAGE: usize = 50;

/// Most rows on a page.
pub const PAGE_MAX: usize = 500;

/// Answer of `GET /console/statistics?from=2026-11-09&to=2026-11-22[&integration=7][&method=crm.deal.list]
/// [&measure=requests|errors|time][&sort=-requests][&page=0][&size=50]`; the rows as a file, with `format=csv` or
/// `json` and `language=en`, at `…/statistics/export`.
///
/// Days are days of the portal's time zone. Without `from` and `to` it is the last [`WINDOW_DAYS`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Statistics {
    /// First day, `YYYY-MM-DD`.
    pub from: String,
    /// Last day, inclusive.
    pub to: String,
    /// The window as a whole.
    pub total: Figures,
    /// As many days before it; `None` where they are not kept any more.
    pub before: Option<Figures>,
    /// What bars are stacked of: at most four integrations, or methods when one integration is looked at, with
    /// the most of the measure; then one for all the others if there are any.
    pub series: Vec<Series>,
    /// One entry a day, oldest first, days without calls included.
    pub days: Vec<Day>,
    /// Integrations with the most of the measure; none when one is looked at.
    pub integrations: Vec<Top>,
    /// Methods with the most of the measure; none when one is looked at.
    pub methods: Vec<Top>,
    /// Methods that take longest, by `p95_ms`.
    pub slowest: Vec<Top>,
    /// Errors by code, most first.
    pub codes: Vec<CodeCount>,
    /// Methods that were called, by name, whatever method is looked at.
    pub names: Vec<String>,
    /// A page of the table.
    pub rows: Vec<StatRow>,
    /// Rows of all pages.
    pub row_count: u64,
}

/// What calls amount to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// Requests; a batch is one.
    pub requests: u64,
    /// Requests that failed.
    pub errors: u64,
    /// Calls that a limit refused.
    pub limited: u64,
    /// Milliseconds that methods worked, inside batches or not.
    pub work_ms: f64,
    /// Half of the requests were answered within so many milliseconds; `None` where no times are known.
    pub p50_ms: Option<f64>,
    /// 95 of 100 were.
    pub p95_ms: Option<f64>,
    /// 99 of 100 were.
    pub p99_ms: Option<f64>,
}

/// A colour of the chart; neither an integration nor a method stands for all the others together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    /// The integration.
    pub integration: Option<Caller>,
    /// The method.
    pub method: Option<String>,
}

/// A bar of the chart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// `YYYY-MM-DD`.
    pub date: String,
    /// The measure per series, in the order of [`Statistics::series`]; time is in milliseconds.
    pub counts: Vec<u64>,
}

/// An entry of a list of those with the most.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Top {
    /// The integration, in a list of integrations.
    pub integration: Option<Caller>,
    /// The method, in a list of methods; empty for unknown names.
    pub method: Option<String>,
    /// Requests.
    pub requests: u64,
    /// Requests that failed.
    pub errors: u64,
    /// Milliseconds of work.
    pub work_ms: f64,
    /// 95 of 100 calls, inside batches or not, were answered within so many milliseconds.
    pub p95_ms: Option<f64>,
}

/// Errors of one code.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CodeCount {
    /// HTTP status.
    pub status: u16,
    /// Code of the error; may be empty.
    pub code: String,
    /// Requests that were answered so.
    pub count: u64,
    /// Calls inside batches that were.
    pub in_batch: u64,
    /// The integration that got it most.
    pub caller: Caller,
    /// The method that it got it from.
    pub method: String,
}

/// A row of the table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StatRow {
    /// `YYYY-MM-DD`.
    pub date: String,
    /// Who called.
    pub caller: Caller,
    /// REST method; empty for unknown names.
    pub method: String,
    /// True for calls made inside a batch: they are not requests of their own and not in the totals.
    pub in_batch: bool,
    /// Calls.
    pub requests: u64,
    /// Calls that failed.
    pub errors: u64,
    /// Mean time to answer, milliseconds.
    pub mean_ms: f64,
    /// Half of the calls were answered within so many milliseconds.
    pub p50_ms: Option<f64>,
    /// 95 of 100 calls were.
    pub p95_ms: Option<f64>,
    /// Milliseconds that the method worked; of a batch, what its calls did is in their own rows.
    pub work_ms: f64,
}

/// Answer of `GET /console/statistics/now`: how REST stands against its limits.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    /// What is allowed; `None` when nothing is limited.
    pub limits: Option<Amounts>,
    /// Whether REST answers at all; an administrator changes it at `/console/settings/rest`.
    pub rest: Versioned<RestAccess>,
    /// While REST does not answer: the integration that worked most before.
    pub load: Option<Caller>,
    /// Integrations that were sent away in the last ten minutes for too many requests, most first.
    pub refused: Vec<Refused>,
    /// Methods that worked longest in the last ten minutes, for each integration; those that wait come first.
    pub busiest: Vec<Budget>,
}

/// Requests that the rate limit refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Whose.
    pub caller: Caller,
    /// How many.
    pub requests: u64,
}

/// What a method has worked for an integration in ten minutes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Budget {
    /// The integration.
    pub caller: Caller,
    /// The method.
    pub method: String,
    /// Seconds.
    pub seconds: f64,
    /// When it may work again; `None` while it may.
    pub free_at: Option<Millis>,
}

/// Answer of `GET /console/integrations/{id}/usage`: the last [`WINDOW_DAYS`] of one integration.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Usage {
    /// All of it.
    pub total: Figures,
    /// Day by day, oldest first, days without calls included.
    pub days: Vec<UsageDay>,
    /// Its ten most called methods.
    pub methods: Vec<Top>,
}

/// A day of an integration.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UsageDay {
    /// `YYYY-MM-DD`.
    pub date: String,
    /// The day.
    pub figures: Figures,
}
