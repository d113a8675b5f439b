//! Integrations: what one scenario leaves behind. A saved integration owns parts (an inbound webhook, an
//! outbound one; applications, widgets and bots are further members of the same body).

mod outbound;

pub use outbound::{EVENTS_MAX, EventInfo, Outbound, Paused, PausedBy, SaveOutbound, Secret, SetPaused};

use crate::{Millis, people::PersonRef};
use serde::{Deserialize, Serialize};

/// Longest name of an integration, in characters.
pub const NAME_MAX: usize = 200;

/// Longest note about an integration, in characters.
pub const NOTE_MAX: usize = 2000;

/// Most addresses and blocks that an integration may be called from.
pub const ALLOW_MAX: usize = 50;

/// Drafts that a person may have; the one that has been left alone for longest gives way to one more.
pub const DRAFTS_MAX: usize = 50;

/// Highest limit of an integration's own, in requests a second.
pub const RATE_MAX: u32 = 1000;

/// How many requests at once an integration's own limit lets pass, in seconds of its rate.
pub const RATE_BURST: u32 = 10;

/// Longest time that an old secret works beside the new one, in hours.
pub const OVERLAP_MAX: u32 = 24;

/// Characters of a webhook's secret: `[a-z0-9]`.
pub const SECRET_LENGTH: usize = 32;

/// Where an integration stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Made by opening a scenario, not yet saved; works for its owner only and goes after a day.
    Draft,
    /// Answers calls.
    Active,
    /// Switched off by its owner or an administrator.
    Disabled,
    /// Past its expiry date.
    Expired,
}

impl Status {
    /// As it is written.
    pub const fn code(self) -> &'static str {
        match self {
            Status::Draft => "draft",
            Status::Active => "active",
            Status::Disabled => "disabled",
            Status::Expired => "expired",
        }
    }
}

/// The request that the builder of an integration holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuilderRequest {
    /// REST method.
    pub method: String,
    /// Parameters in bracket notation with their values, in the person's order.
    pub params: Vec<(String, String)>,
    /// How it is sent.
    pub send: Send,
    /// What the method's name ends in.
    #[serde(default, skip_serializing_if = "is_default")]
    pub ending: Ending,
    /// Whether it goes to `/rest/api/`, version 3 of the protocol: JSON by `POST`, no ending.
    #[serde(default, skip_serializing_if = "is_default")]
    pub v3: bool,
    /// The JSON body as it was typed, for values that are not text; `params` are its leaves, and what is typed
    /// into them takes its place.
    #[serde(default, skip_serializing_if = "is_default")]
    pub body: Option<String>,
}

/// What the address says about the form of the answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ending {
    /// `.json`
    #[default]
    Json,
    /// `.xml`
    Xml,
    /// Nothing, which means JSON.
    None,
}

impl Ending {
    /// With its dot; empty for none.
    pub const fn text(self) -> &'static str {
        match self {
            Ending::Json => ".json",
            Ending::Xml => ".xml",
            Ending::None => "",
        }
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// How the builder sends a request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Send {
    /// `GET`, parameters in the address.
    #[default]
    Get,
    /// `POST`, form-encoded.
    PostForm,
    /// `POST`, JSON.
    PostJson,
}

/// An inbound webhook, as its form shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inbound {
    /// Address up to and without the secret: `https://portal.example/rest/4/`.
    pub prefix: String,
    /// The secret; only ever sent to its owner: with a draft, and with the save that made it. Otherwise
    /// `POST /console/integrations/{id}/secret/reveal` answers it, and the audit trail tells of that.
    pub secret: Option<String>,
    /// True for an owner whose sealed copy can't be opened any more (the portal's key file changed):
    /// calls go on, re-reading needs a new secret.
    pub secret_lost: bool,
    /// Until when the secret before this one works as well.
    pub former_until: Option<Millis>,
    /// Wire names of the granted scopes.
    pub scopes: Vec<String>,
    /// When calls stop being accepted; `None` never.
    pub expires: Option<Millis>,
    /// Addresses and blocks that calls may come from, `203.0.113.7` or `10.0.0.0/8`; none means anywhere.
    pub allow: Vec<String>,
    /// Requests a second that go on for ever; `None` is no limit of its own.
    pub rate: Option<u32>,
    /// The builder's request.
    pub request: BuilderRequest,
}

/// Answer of `GET /console/integrations/{id}` and `POST /console/drafts`, and inside [`Saved`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Integration {
    /// Id; a draft keeps it when it is saved.
    pub id: u64,
    /// Changes with every save; a save names the one it started from.
    pub version: u64,
    /// Name.
    pub name: String,
    /// What people want to know about it.
    pub note: String,
    /// Code of the scenario it was made from.
    pub scenario: String,
    /// Who owns it; calls run with their rights.
    pub owner: PersonRef,
    /// Whether the owner is the one who asks.
    pub mine: bool,
    /// Where it stands.
    pub status: Status,
    /// When it was made.
    pub created: Millis,
    /// When it was last saved.
    pub updated: Millis,
    /// Who saved it last.
    pub editor: PersonRef,
    /// Last REST call.
    pub last_used: Option<Millis>,
    /// The inbound webhook, if it has one.
    pub inbound: Option<Inbound>,
    /// The outbound webhook, if it has one or may get one by entering an address.
    #[serde(default)]
    pub outbound: Option<Outbound>,
}

/// Body of `POST /console/drafts`. Answer: [`Integration`] with its secret.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct NewDraft {
    /// Code of a scenario.
    pub scenario: String,
    /// Name in the person's language.
    pub name: String,
    /// An integration to be like in everything but its secret, owner and expiry; its scenario counts.
    #[serde(default)]
    pub like: Option<u64>,
}

/// Body of `PUT /console/integrations/{id}`: everything the form holds. Answer: [`Saved`].
///
/// Saving a draft makes it an integration. Saving somebody else's takes it over. What is about an inbound webhook
/// is passed over where there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Save {
    /// The version the form was opened with; another one on the server is fault `changed_meanwhile`.
    pub version: u64,
    /// Name, 1 to [`NAME_MAX`] characters.
    pub name: String,
    /// At most [`NOTE_MAX`] characters.
    pub note: String,
    /// Wire names of the granted scopes; none means only methods without a scope.
    pub scopes: Vec<String>,
    /// Expiry, in the future, or `None`. An expiry that was there before may stay as it was.
    pub expires: Option<Millis>,
    /// Addresses and blocks that calls may come from, at most [`ALLOW_MAX`].
    pub allow: Vec<String>,
    /// Requests a second, 1 to [`RATE_MAX`].
    pub rate: Option<u32>,
    /// The builder's request.
    pub request: BuilderRequest,
    /// Owner's *Generate new*: replace the secret with this save. The old one works for so many hours more,
    /// at most [`OVERLAP_MAX`]; one that was replaced before ends. A take-over and a draft's first save end
    /// the old one at once.
    pub new_secret: Option<u32>,
    /// The outbound webhook, where the scenario has one; `None` leaves it as it is.
    #[serde(default)]
    pub outbound: Option<SaveOutbound>,
}

/// Answer of `POST /console/integrations/{id}/secret/reveal`, the owner's. Its query may name another [`Secret`]
/// than that of the inbound webhook: `?of=token`.
#[derive(Clone, Serialize, Deserialize)]
pub struct Revealed {
    /// The secret.
    pub secret: String,
}

/// What became of a granted scope. `GET /console/integrations/{id}/scopes` answers one for each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScopeUse {
    /// Wire name.
    pub code: String,
    /// Calls of the last seven days that needed it, those inside batches included.
    pub week: u64,
    /// Whether it was granted for 30 days and no call needed it.
    pub idle: bool,
}

/// A field of an integration before and after an edit, for the audit trail. Never holds a secret.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// Name, as [`Save`] has it.
    pub field: String,
    /// The value before in words that need no translation; may be cut.
    pub before: String,
    /// The value after.
    pub after: String,
}

/// Answer of a save.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// The integration after it; after a take-over or a new secret this is where the secret is seen.
    pub integration: Integration,
    /// Whether ownership moved to the one who saved.
    pub taken_over: bool,
}

/// Body of `POST /console/integrations/{id}/enabled`, which like `DELETE` may name the `version` that was on the
/// screen in its query: another one on the server is fault `changed_since`. Answer: [`Row`].
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Enable {
    /// Whether calls are to be accepted.
    pub enabled: bool,
}

/// A row of the integrations grid, whose pages are [`crate::grid::Page`]. An administrator sees everybody's
/// integrations, a user their own, and nobody drafts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Id.
    pub id: u64,
    /// Changes with every save.
    pub version: u64,
    /// Name.
    pub name: String,
    /// Code of its scenario.
    pub scenario: String,
    /// Owner.
    pub owner: PersonRef,
    /// Whether the owner is the one who asks.
    pub mine: bool,
    /// Which parts it has.
    pub parts: Vec<Part>,
    /// Whether deliveries of it may be kept: it sends events, or may have sent some before its address was taken out.
    #[serde(default)]
    pub deliveries: bool,
    /// Wire names of the granted scopes.
    pub scopes: Vec<String>,
    /// Codes of the events it receives.
    pub events: Vec<String>,
    /// Codes of its widgets' places.
    pub widgets: Vec<String>,
    /// Where it stands.
    pub status: Status,
    /// Whether its deliveries are paused.
    #[serde(default)]
    pub paused: bool,
    /// Expiry.
    pub expires: Option<Millis>,
    /// When it was made.
    pub created: Millis,
    /// When it was last saved.
    pub updated: Millis,
    /// Last REST call.
    pub last_used: Option<Millis>,
    /// Requests of the last 24 hours.
    pub requests_24h: u64,
    /// Those of them that failed.
    pub errors_24h: u64,
    /// Requests of the last seven days, oldest first, today last.
    pub week: Vec<u64>,
}

/// A part of an integration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// An inbound webhook.
    Inbound,
    /// An outbound webhook.
    Outbound,
}

impl Part {
    /// Every part that there can be.
    pub const ALL: [Part; 2] = [Part::Inbound, Part::Outbound];

    /// As it is written.
    pub const fn code(self) -> &'static str {
        match self {
            Part::Inbound => "inbound",
            Part::Outbound => "outbound",
        }
    }
}
