//! The request log of an integration: what was called, and what became of it.

use crate::Millis;
use serde::{Deserialize, Serialize};

/// For how many days calls are kept, unless the portal's settings say otherwise.
pub const KEPT_DAYS: i64 = 14;

/// The newest calls that are kept of an integration.
pub const KEPT_CALLS: usize = 10_000;

/// Successful calls of one second that are kept; as many that failed are kept beside them.
pub const KEPT_A_SECOND: u32 = 10;

/// Calls of an answer, if nothing else is asked for.
pub const PAGE: usize = 100;

/// Answer of `GET /console/integrations/{id}/log`, newest first. Its query: `status` (`ok`, `failed` or a
/// number), `method` and `text` (parts of either), `from` and `to` (milliseconds), `before` (the place of
/// [`Log::older`]), `limit`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Log {
    /// The calls.
    pub calls: Vec<Logged>,
    /// Where to go on; `None` when there is nothing older.
    pub older: Option<String>,
    /// For how many days calls are kept.
    pub kept_days: i64,
}

/// A call, or how many more there were.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logged {
    /// Its place in the log; the same for ever.
    pub place: String,
    /// When it began.
    pub at: Millis,
    /// Method; empty for an unknown name.
    pub method: String,
    /// HTTP status; 0 for a row of calls that were only counted.
    pub status: u16,
    /// How long it took, in microseconds.
    pub micros: u64,
    /// Whether it was made inside a batch; its status is the one that it would have had alone.
    pub in_batch: bool,
    /// Code of the error; empty for a call that went well.
    pub code: String,
    /// Text of the error; may be cut.
    pub text: String,
    /// Address of the client.
    pub address: String,
    /// For a row of calls that were only counted: how many of that second.
    pub more: u64,
}

/// Calls that failed in the same way. `GET /console/integrations/{id}/errors` answers a list of them, the
/// latest first; `from` and `to` are as for [`Log`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorGroup {
    /// Code of the error.
    pub code: String,
    /// Method.
    pub method: String,
    /// HTTP status.
    pub status: u16,
    /// How many of the calls that were kept.
    pub count: u64,
    /// When it was first seen.
    pub first: Millis,
    /// When it was last seen.
    pub last: Millis,
    /// The latest call that failed so.
    pub sample: Logged,
}
