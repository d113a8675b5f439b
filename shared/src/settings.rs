//! Bodies of `/console/settings`: what administrators may change about the portal as a whole. The
//! groups are saved one by one: `PUT /console/settings/{group}`.

pub mod fields;

use crate::delivery::KEPT_DAYS;
use crate::limits::Limits;
use crate::text::Language;
use serde::{Deserialize, Serialize};

/// Most days for which the requests of integrations can be kept.
pub const REQUESTS_DAYS_MAX: u32 = 14;

/// Most days for which deliveries can be kept.
pub const DELIVERIES_DAYS_MAX: u32 = 90;

/// Fewest days for which the audit trail can be kept.
pub const AUDIT_DAYS_MIN: u32 = 30;

/// Most days for which the audit trail can be kept, unless it is kept for ever.
pub const AUDIT_DAYS_MAX: u32 = 3650;

/// Days for which statistics are kept.
pub const STATISTICS_DAYS: u32 = 60;

/// Most internal addresses that can be allowed.
pub const HANDLERS_MAX: usize = 100;

/// Answer of `GET /console/settings`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalSettings {
    /// Group `general`.
    pub general: Versioned<General>,
    /// Group `limits`.
    pub limits: Versioned<Limits>,
    /// The limits that hold now: a start with `--limits` has others than those that are kept.
    pub limits_in_force: Limits,
    /// Group `creation`.
    pub creation: Versioned<Creation>,
    /// Group `rest`.
    pub rest: Versioned<RestAccess>,
    /// Group `handlers`.
    pub handlers: Versioned<Handlers>,
    /// Group `retention`.
    pub retention: Versioned<Retention>,
}

/// A group of settings and how often it was saved. The body of a `PUT` names the version that it
/// started from (another one on the server is fault `settings_changed`); so does its answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Versioned<T> {
    /// Grows with every save.
    pub version: u64,
    /// The settings.
    pub value: T,
}

/// What the portal is called, and what new people start with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct General {
    /// Name of the portal, shown beside its mark; empty shows the program's own.
    pub name: String,
    /// Language of the screens for those who have not chosen one.
    pub people_language: Language,
    /// IANA time zone in which REST prints dates and statistics count days.
    pub time_zone: String,
}

/// Who may make what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Creation {
    /// Inbound webhooks.
    pub inbound: Who,
    /// Outbound webhooks.
    pub outbound: Who,
    /// Chat bots.
    pub bots: Who,
}

/// Who may do something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Who {
    /// Whoever is signed in.
    #[default]
    Everybody,
    /// Administrators only.
    Administrators,
    /// Nobody: what there is stays, nothing new is made.
    Nobody,
}

/// Whether REST answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RestAccess {
    /// What callers get.
    pub state: RestState,
}

/// What callers of REST get.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RestState {
    /// Answers.
    #[default]
    On,
    /// 503 `OVERLOAD_LIMIT`: clients try again later.
    Paused,
    /// 403 `ACCESS_DENIED`: clients give up.
    Off,
}

/// How events are sent, and which internal addresses they may be sent to besides all public ones.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handlers {
    /// Host names (`erp.internal`, `*.internal`), IP addresses and networks (`10.0.0.0/8`).
    pub allowed: Vec<String>,
    /// Whether each event is sent once only, whatever becomes of it.
    #[serde(default)]
    pub single_attempt: bool,
}

/// How long things are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retention {
    /// Days for which the requests of each integration are kept, 1 to [`REQUESTS_DAYS_MAX`].
    pub requests_days: u32,
    /// Days for which the audit trail is kept, [`AUDIT_DAYS_MIN`] to [`AUDIT_DAYS_MAX`]; `None` for ever.
    pub audit_days: Option<u32>,
    /// Days for which deliveries of events are kept, 1 to [`DELIVERIES_DAYS_MAX`]; what still waits goes too.
    #[serde(default = "deliveries_days")]
    pub deliveries_days: u32,
}

fn deliveries_days() -> u32 {
    KEPT_DAYS
}

impl Default for Retention {
    fn default() -> Retention {
        Retention { requests_days: REQUESTS_DAYS_MAX, audit_days: None, deliveries_days: KEPT_DAYS }
    }
}
