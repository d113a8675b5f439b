//! The audit trail as screens show it.

use crate::{Millis, people::PersonRef};
use serde::{Deserialize, Serialize};

/// Rows of an answer, if nothing else is asked for.
pub const PAGE: usize = 50;

/// Answer of `GET /console/audit`, newest first: of everything for administrators, of what concerns them for
/// others. Its query: `integration`, `person` (who acted), `action`, `from` and `to` (days of the portal's zone,
/// both inclusive), `before` ([`Trail::older`]), `limit`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Trail {
    /// The rows.
    pub rows: Vec<Event>,
    /// Where to go on; `None` when there is nothing older.
    pub older: Option<String>,
}

/// What somebody did.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Its place in the trail; the same for ever.
    pub place: String,
    /// When.
    pub at: Millis,
    /// Who, by the name they had.
    pub by: PersonRef,
    /// From which address.
    pub address: String,
    /// Code of what was done.
    pub action: String,
    /// The integration it was done to; its name is empty when that is not known any more.
    pub integration: Option<PersonRef>,
    /// The person it was done to.
    pub person: Option<PersonRef>,
    /// What was changed, in words that need no translation.
    pub changed: Vec<Change>,
}

/// A field before and after; both are empty where only its name is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Name of the field.
    pub field: String,
    /// Before.
    pub before: String,
    /// After.
    pub after: String,
}
