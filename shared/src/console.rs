//! Bodies of `/console` that belong to no single screen: errors and notices.

use crate::Millis;
use serde::{Deserialize, Serialize};

/// Header that every write to `/console` carries; a form of another site can't set it.
pub const WRITE_HEADER: &str = "X-Portico";

/// Body of every refusal by `/console`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsoleError {
    /// Code of a row of [`crate::fault::FAULTS`].
    pub code: String,
    /// The same in English, for logs of clients and for codes that a screen does not know.
    pub message: String,
    /// Path of the field at fault, as the request body names it.
    pub field: Option<String>,
    /// Seconds to wait before trying again.
    pub retry_after: Option<u64>,
    /// What the text's `{0}` stands for; may be cut.
    pub detail: Option<String>,
    /// What is wrong beside it with other fields of the same body.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub more: Vec<FieldError>,
}

/// What is wrong with one field of a body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// As in [`ConsoleError`].
    pub code: String,
    /// As in [`ConsoleError`].
    pub message: String,
    /// Path of the field, as the request body names it.
    pub field: String,
    /// As in [`ConsoleError`].
    pub detail: Option<String>,
}

/// A notice of the bell. `GET /console/notices` answers the latest 100, newest first;
/// `POST /console/notices/read` with [`ReadNotices`] marks them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Id; grows.
    pub id: u64,
    /// When.
    pub at: Millis,
    /// Whether it has been read.
    pub read: bool,
    /// What happened.
    pub event: NoticeEvent,
}

/// What a notice tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeEvent {
    /// An administrator saved an integration of yours and now owns it.
    TakenOver {
        /// Name of the integration.
        integration: String,
        /// Who did it.
        by: String,
    },
    /// An administrator deleted an integration of yours.
    Deleted {
        /// Name of the integration.
        integration: String,
        /// Who did it.
        by: String,
    },
    /// An administrator switched an integration of yours on or off.
    Switched {
        /// Name of the integration.
        integration: String,
        /// Who did it.
        by: String,
        /// Whether it answers calls now.
        enabled: bool,
        /// Its id; 0 in notices of earlier releases.
        #[serde(default)]
        id: u64,
    },
    /// The deliveries of an integration of yours are held back, or go on.
    Paused {
        /// Name of the integration.
        integration: String,
        /// Who did it; empty for the portal itself, when a handler failed again and again.
        by: String,
        /// Whether they are held back now.
        paused: bool,
        /// Its id.
        id: u64,
    },
    /// The secrets of an outbound webhook of yours can't be read any more, so it sends nothing.
    SecretsLost {
        /// Name of the integration.
        integration: String,
        /// Its id.
        id: u64,
    },
    /// An integration of yours expires soon.
    Expires {
        /// Name of the integration.
        integration: String,
        /// When.
        at: Millis,
        /// Its id; 0 in notices of earlier releases.
        #[serde(default)]
        id: u64,
    },
}

/// Answer of `GET /console/notices/unread`, which is asked for again and again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unread {
    /// Notices not yet read, at most 100.
    pub unread: u32,
}

/// Body of `POST /console/notices/read`.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct ReadNotices {
    /// Every notice up to this id has been read.
    pub up_to: u64,
}
