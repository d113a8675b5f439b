//! The outbound webhook of an integration: which events it sends where.

use crate::{Millis, people::PersonRef};
use serde::{Deserialize, Serialize};

/// Most events that one outbound webhook may send.
pub const EVENTS_MAX: usize = 200;

/// A secret of an integration.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Secret {
    /// That of the inbound webhook's address.
    #[default]
    Inbound,
    /// The application token, which every delivery carries.
    Token,
    /// What deliveries are signed with.
    Signing,
}

impl Secret {
    /// Every secret that there can be.
    pub const ALL: [Secret; 3] = [Secret::Inbound, Secret::Token, Secret::Signing];

    /// As it is written.
    pub const fn code(self) -> &'static str {
        match self {
            Secret::Inbound => "inbound",
            Secret::Token => "token",
            Secret::Signing => "signing",
        }
    }
}

/// An outbound webhook, as its form shows it. Without an address it does nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outbound {
    /// Address of the handler; empty where the webhook is not used.
    pub url: String,
    /// Names of the events that it sends, in capitals, sorted.
    pub events: Vec<String>,
    /// Whether bodies are JSON; a form otherwise.
    pub json: bool,
    /// The application token, 32 of `[a-z0-9]`; sent to its owner as an inbound webhook's secret is.
    pub token: Option<String>,
    /// `whsec_` and 24 bytes in base64, as Standard Webhooks have it; sent to its owner likewise.
    pub signing: Option<String>,
    /// For its owner, those of the two that can't be read any more; reading needs new ones.
    pub lost: Vec<Secret>,
    /// Whether nothing is sent until there are new ones: the portal itself can't read them any more.
    pub unusable: bool,
    /// Whether deliveries are held back.
    pub paused: Option<Paused>,
}

/// Since when and by whom deliveries are held back. Events go on being collected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paused {
    /// Since when.
    pub since: Millis,
    /// By whom.
    pub by: PausedBy,
}

/// Who holds deliveries back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PausedBy {
    /// Somebody, by the name they had.
    Person(PersonRef),
    /// The portal: deliveries failed again and again.
    Failing,
}

/// The outbound webhook in a save. Without an address it does nothing, and where an integration is nothing but
/// this webhook, it needs one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaveOutbound {
    /// Address of the handler.
    pub url: String,
    /// Names of the events, at most [`EVENTS_MAX`].
    pub events: Vec<String>,
    /// Whether bodies are JSON.
    pub json: bool,
    /// Replace the application token with this save.
    #[serde(default)]
    pub new_token: bool,
    /// Replace the signing secret with this save.
    #[serde(default)]
    pub new_signing: bool,
}

/// Body of `POST /console/integrations/{id}/outbound/paused`, its owner's or an administrator's; it moves nothing.
/// Answer: [`Outbound`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetPaused {
    /// Whether deliveries are held back.
    pub paused: bool,
}

/// An event that outbound webhooks may send, with a body made up. `GET /console/events` answers all of them; their
/// names in people's languages are in [`crate::event::EVENTS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventInfo {
    /// Name in capitals.
    pub name: String,
    /// The body as a form, a decoded pair a line.
    pub form: String,
    /// The body as JSON.
    pub json: String,
}
