//! The integrations grid: its columns, and its filter as the address says it.

pub mod query;

use super::columns::{Columns, Kind};
use serde::{Deserialize, Serialize};

/// The columns of the grid.
pub static COLUMNS: Columns = Columns { all: KINDS, fixed: NAME };

/// Every column, in the order of the start.
#[rustfmt::skip] // A table: one row, one line.
pub const KINDS: &[Kind] = &[
    Kind { code: "id", sort: Some("id"), largest_first: true, numeric: true, width: 52, usual: true },
    Kind { code: "owner", sort: Some("owner"), largest_first: false, numeric: false, width: 114, usual: true },
    Kind { code: "name", sort: Some("name"), largest_first: false, numeric: false, width: 126, usual: true },
    Kind { code: "scopes", sort: None, largest_first: false, numeric: false, width: 118, usual: true },
    Kind { code: "events", sort: None, largest_first: false, numeric: false, width: 140, usual: true },
    Kind { code: "widgets", sort: None, largest_first: false, numeric: false, width: 86, usual: true },
    Kind { code: "status", sort: Some("status"), largest_first: false, numeric: false, width: 118, usual: true },
    Kind { code: "week", sort: Some("week"), largest_first: true, numeric: true, width: 104, usual: true },
    Kind { code: "kind", sort: Some("kind"), largest_first: false, numeric: false, width: 120, usual: false },
    Kind { code: "created", sort: Some("created"), largest_first: true, numeric: false, width: 120, usual: false },
    Kind { code: "updated", sort: Some("updated"), largest_first: true, numeric: false, width: 120, usual: false },
    Kind { code: "used", sort: Some("used"), largest_first: true, numeric: false, width: 120, usual: false },
    Kind { code: "requests", sort: Some("requests"), largest_first: true, numeric: true, width: 120, usual: false },
    Kind { code: "errors", sort: Some("errors"), largest_first: true, numeric: true, width: 120, usual: false },
    Kind { code: "expires", sort: Some("expires"), largest_first: false, numeric: false, width: 120, usual: false },
];

/// The column of the name, which is the way into a row and can't be taken away.
pub const NAME: &str = "name";

/// A filter under a name; remembered on the portal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// Name.
    pub name: String,
    /// The filter, as the address says it.
    pub query: String,
}

/// A share of requests that failed; `None` where there were none.
pub fn error_rate(errors: u64, requests: u64) -> Option<f64> {
    (requests > 0).then(|| errors as f64 / requests as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::grid::SORTS;

    #[test]
    fn the_portal_knows_every_order() {
        for kind in KINDS {
            assert!(kind.sort.is_none_or(|code| SORTS.contains(&code)), "{}", kind.code);
        }
    }
}
