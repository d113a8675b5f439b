//! The integrations grid: pages of it, what it can be filtered by, acts on many rows, and what the page of
//! one integration shows.
//!
//! `GET /console/integrations` takes the query [`KEYS`] and answers a [`Page`]. Texts are matched without
//! regard to case, dates are days of the portal's zone such as `2026-11-22`, both ends inclusive.

use crate::{
    console::ConsoleError,
    integration::{Part, Row},
    people::PersonRef,
    request_log::Logged,
};
use serde::{Deserialize, Serialize};

/// Names of the query's members, in the order in which addresses hold them: `find` are words, each of which
/// stands in the name, the id, the method, a permission, an event, a place or the owner's name; `name` is a
/// part of the name; `owner` an id; `never` is `1` for those that were never called; `sort` is one of
/// [`SORTS`], after a hyphen for the other way round; `page` counts from 1.
pub const KEYS: &[&str] = &[
    "find",
    "name",
    "kind",
    "owner",
    "scope",
    "event",
    "status",
    "created_from",
    "created_to",
    "used_from",
    "used_to",
    "never",
    "sort",
    "per",
    "page",
];

/// What the grid sorts by; without it the newest come first.
pub const SORTS: &[&str] =
    &["id", "name", "owner", "kind", "status", "created", "updated", "used", "requests", "errors", "week", "expires"];

/// Rows that a page may have.
pub const PER: &[usize] = &[5, 10, 20, 50, 100, 500];

/// Rows of a page, if nothing else is asked for.
pub const PER_USUAL: usize = 20;

/// Rows of one [`Bulk`].
pub const BULK_MAX: usize = 500;

/// Answer of `GET /console/integrations`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// The rows of this page.
    pub rows: Vec<Row>,
    /// How many rows all pages have together.
    pub total: u64,
    /// How many there are without the filter.
    pub all: u64,
    /// Which page this is: the last one, when one beyond it was asked for.
    pub page: usize,
    /// Rows of a page.
    pub per: usize,
}

/// Answer of `GET /console/integrations/facets`: what the filter can offer, because something has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facets {
    /// Owners, by name.
    pub owners: Vec<PersonRef>,
    /// Kinds.
    pub kinds: Vec<Part>,
    /// Wire names of permissions.
    pub scopes: Vec<String>,
    /// Codes of events.
    pub events: Vec<String>,
}

/// An integration by its name. `GET /console/integrations/names` answers all that one may see, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Id.
    pub id: u64,
    /// Name.
    pub name: String,
}

/// One of many rows. `GET /console/integrations/matches` takes the query of the grid and answers one for every
/// row that matches, whatever the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// Id.
    pub id: u64,
    /// The version that was on the screen.
    pub version: u64,
}

/// What is done to many rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Act {
    /// Switch on.
    Enable,
    /// Switch off.
    Disable,
    /// Delete.
    Delete,
}

/// Body of `POST /console/integrations/bulk`; its answer is one [`Done`] for every row, in their order.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Bulk {
    /// What is done.
    pub act: Act,
    /// To which rows, at most [`BULK_MAX`].
    pub rows: Vec<Target>,
}

/// What became of one row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// Id.
    pub id: u64,
    /// Name; empty when there is no such row any more.
    pub name: String,
    /// Why it was not done.
    pub refused: Option<ConsoleError>,
}

/// Answer of `GET /console/integrations/{id}/overview`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Overview {
    /// The integration.
    pub row: Row,
    /// Who saved it last.
    pub editor: PersonRef,
    /// Where it sends events, without what may be a password at the end of the address.
    #[serde(default)]
    pub handler: Option<String>,
    /// Its latest call that was kept.
    pub last_call: Option<Logged>,
    /// The last fourteen days of the portal's zone, oldest first.
    pub days: Vec<UsageDay>,
    /// What it called in these days, the most called first.
    pub methods: Vec<UsageMethod>,
}

/// Calls of one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsageDay {
    /// `2026-11-22`.
    pub date: String,
    /// Requests.
    pub requests: u64,
    /// Those of them that failed.
    pub errors: u64,
}

/// Calls of one method.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UsageMethod {
    /// Method; empty for unknown names.
    pub method: String,
    /// Calls, those inside batches included.
    pub requests: u64,
    /// Those of them that failed.
    pub errors: u64,
    /// Mean duration in milliseconds.
    pub mean_ms: f64,
}
