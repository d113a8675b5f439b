//! Deliveries: what became of each event that an integration's handler is told of.
//!
//! An event is delivered at least once, in its order for each object, and tried again when the handler does
//! not answer with a status of success. A delivery keeps its message's id however often it is tried, so that
//! a handler can tell what it has seen.

use crate::{Millis, fault::Fault};
use serde::{Deserialize, Serialize};

/// Pauses before each try, in seconds: the first follows the event at once, and nothing follows the last.
pub const PAUSES: [i64; 8] = [0, 5, 300, 1_800, 7_200, 18_000, 36_000, 36_000];

/// For how long a handler may fail at everything before deliveries to it are paused, in days.
pub const PATIENCE_DAYS: i64 = 5;

/// Seconds that a handler has to answer.
pub const TIMEOUT_S: u64 = 10;

/// Bytes of a handler's answer that are read.
pub const ANSWER_MAX: usize = 64 * 1024;

/// Deliveries of an answer, if nothing else is asked for.
pub const PAGE: usize = 50;

/// Days for which deliveries are kept, unless the portal's settings say otherwise.
pub const KEPT_DAYS: u32 = 14;

/// Where a delivery stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// It will be tried, or tried again.
    Waiting,
    /// The handler took it.
    Delivered,
    /// It was given up.
    Failed,
}

impl State {
    /// As it is written.
    pub const fn code(self) -> &'static str {
        match self {
            State::Waiting => "waiting",
            State::Delivered => "delivered",
            State::Failed => "failed",
        }
    }
}

/// Why a try failed: a row of [`crate::fault::handler`] and what it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Code of the fault.
    pub code: String,
    /// What its `{0}` stands for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
}

impl Problem {
    /// A fault with what it is about.
    pub fn new(fault: &Fault, detail: impl Into<String>) -> Problem {
        Problem { code: fault.code.to_owned(), detail: detail.into() }
    }
}

/// A try.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// `att_12_3` is the third of the delivery 12.
    pub id: String,
    /// When it began.
    pub at: Millis,
    /// How long it took, in milliseconds.
    pub ms: u32,
    /// Where it was sent.
    pub url: String,
    /// HTTP status of the answer, if one came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// Why it failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<Problem>,
    /// Headers of the answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<(String, String)>,
    /// Body of the answer; may be cut.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub body: String,
    /// Whether the body was longer.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub cut: bool,
}

/// A delivery as lists show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// Id; later ones are larger.
    pub id: u64,
    /// Id of the integration whose handler is told.
    pub integration: u64,
    /// Its name.
    pub name: String,
    /// The id that the handler gets, the same with every try: `evt_815`.
    pub message: String,
    /// Code of the event.
    pub event: String,
    /// What it happened to: `deal:7405`.
    pub object: String,
    /// Whether somebody made it up to try the handler.
    pub test: bool,
    /// Where it stands.
    pub state: State,
    /// When the event happened.
    pub at: Millis,
    /// When it is tried next; nothing for one that waits for an earlier one of the same object.
    pub due: Option<Millis>,
    /// How many times it was tried.
    pub tries: u32,
    /// How the last try went: its time, its status and what was wrong.
    pub last: Option<LastTry>,
}

/// The last try of a delivery, in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastTry {
    /// When it began.
    pub at: Millis,
    /// How long it took, in milliseconds.
    pub ms: u32,
    /// HTTP status of the answer, if one came.
    pub status: Option<u16>,
    /// Why it failed.
    pub problem: Option<Problem>,
}

/// Answer of `GET /console/deliveries`, newest first: of everything that the one who asks may see. Its query:
/// `integration`, `state`, `event` (code), `text` (part of the object, the message's id or the last answer), `from`
/// and `to` (milliseconds), `before` (the place of [`Deliveries::older`]), `limit`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deliveries {
    /// The deliveries.
    pub deliveries: Vec<Delivery>,
    /// Where to go on; nothing when there is nothing older. With a filter, an answer may hold fewer than were
    /// asked for, or none, and still have more.
    pub older: Option<u64>,
    /// The largest id that was looked at, whether it fits the filter or not.
    pub newest: Option<u64>,
    /// How many wait, of the integration that was asked for or of all.
    pub waiting: u64,
    /// How many were given up.
    pub failed: u64,
    /// For how many days deliveries are kept.
    pub kept_days: u32,
}

/// An integration with an outbound webhook. `GET /console/deliveries/handlers` answers all that the one who asks may
/// see, by name; with `integration`, that one alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handler {
    /// Its id.
    pub id: u64,
    /// Its name.
    pub name: String,
    /// Whether nothing is sent for now: it is switched off, its deliveries are paused, or its secrets
    /// can't be read any more.
    pub held: bool,
    /// How many of its deliveries wait.
    pub waiting: u64,
    /// How many were given up.
    pub failed: u64,
}

/// Answer of `GET /console/deliveries/failed`, whose query is an `integration` and a time, `since`: how many
/// deliveries [`Redeliver::failed_since`] would be about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenUp {
    /// How many.
    pub deliveries: u64,
}

/// Answer of `GET /console/deliveries/{integration}/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Detail {
    /// The delivery.
    pub delivery: Delivery,
    /// Where it is sent now.
    pub url: String,
    /// Headers of the request as it is sent now. Signatures are made anew with every try.
    pub headers: Vec<(String, String)>,
    /// Body of the request as it is sent now, its token hidden.
    pub body: String,
    /// The tries, the latest first; of very many the latest ones.
    pub attempts: Vec<Attempt>,
}

/// Body of `POST /console/deliveries/redeliver`. Answer: [`Redelivery`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redeliver {
    /// The integration.
    pub integration: u64,
    /// These deliveries, at most [`crate::delivery::MANY`]; those that wait are tried at once.
    #[serde(default)]
    pub ids: Vec<u64>,
    /// All that were given up and whose event happened at or after this time.
    #[serde(default)]
    pub failed_since: Option<Millis>,
}

/// Most deliveries that are named one by one.
pub const MANY: usize = 500;

/// A redelivery under way or done. `GET /console/deliveries/redeliver/{id}` answers it again while the portal
/// runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redelivery {
    /// Its id.
    pub id: u64,
    /// How many deliveries it is about.
    pub total: u64,
    /// How many of them are queued again.
    pub done: u64,
    /// Whether it is over.
    pub over: bool,
}

/// Body of `POST /console/integrations/{id}/outbound/test`. Answer: [`Delivery`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestEvent {
    /// Code of the event whose sample is sent; need not be one that the integration receives.
    pub event: String,
}

/// Body of `POST /console/outbound/check`: tries a handler's address. Answer: [`Checked`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// The address.
    pub url: String,
    /// Whether the body is JSON.
    #[serde(default)]
    pub json: bool,
}

/// How a handler answered. Times are in milliseconds; a step that was not reached has none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// Finding the address of its name.
    pub dns: Option<u32>,
    /// Where its name leads.
    pub addresses: Vec<String>,
    /// Connecting.
    pub connect: Option<u32>,
    /// Agreeing on TLS.
    pub tls: Option<u32>,
    /// From the request to the head of the answer.
    pub answer: Option<u32>,
    /// HTTP status of the answer.
    pub status: Option<u16>,
    /// Why it failed.
    pub problem: Option<Problem>,
}

/// Rows of each lot of an offline queue that are shown.
pub const QUEUE_SHOWN: usize = 20;

/// Rows of an application's offline queue that wait, or that one of its processes has taken.
/// `GET /console/offline-queues` answers a list of them to administrators.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueLot {
    /// Id of the application.
    pub application: u64,
    /// `auth_connector`; empty for none.
    pub connector: String,
    /// `process_id` of the process that has them; empty for rows that wait.
    pub process: String,
    /// How many.
    pub rows: u64,
    /// How many of them the process marked with `event.offline.error`.
    pub failed: u64,
    /// When the oldest happened.
    pub oldest: Millis,
    /// The first [`QUEUE_SHOWN`] of them.
    pub first: Vec<QueueRow>,
}

/// A row of an offline queue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueRow {
    /// Id, as `event.offline.list` has it.
    pub id: u64,
    /// Code of the event.
    pub event: String,
    /// When it last happened.
    pub at: Millis,
    /// `EVENT_DATA` as JSON.
    pub data: String,
    /// Whether it was marked as failed.
    pub failed: bool,
}
