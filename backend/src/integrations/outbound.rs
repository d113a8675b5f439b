//! The outbound webhook of an integration: its stored form and its two secrets, the application token that
//! every delivery carries and the key that deliveries are signed with.

mod form;
mod pause;
mod subscriptions;

pub(super) use form::filled_in;
pub use pause::{pause, set_paused};
pub use subscriptions::{Known, Subscription, Subscriptions, listen};

use super::Integration;
use crate::outgoing::guard::Guard;
use crate::secrets::{self, Vault};
use crate::settings::group;
use serde::{Deserialize, Serialize};
use shared::event;
use shared::integration::{Paused, Secret};
use shared::scenario::{Block, Scenario};
use shared::settings::Handlers;
use store::{Store, StoreError};

/// The outbound webhook of an integration.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outbound {
    /// Address of the handler; empty where the webhook is not used.
    pub url: String,
    /// Names of the events that it sends, in capitals, sorted.
    pub events: Vec<String>,
    /// Whether bodies are JSON.
    #[serde(default)]
    pub json: bool,
    /// The application token.
    pub token: Sealed,
    /// What deliveries are signed with.
    pub signing: Sealed,
    /// Whether deliveries are held back.
    #[serde(default)]
    pub paused: Option<Paused>,
    /// Whether its owner has been told that its secrets can't be read any more.
    #[serde(default)]
    pub loss_told: bool,
}

/// A secret that the portal itself uses.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// The copy that only the portal's key opens; empty before there is a secret.
    copy: String,
    /// Whether nobody is to read it any more. The portal goes on using it.
    #[serde(default)]
    hidden: bool,
}

impl Outbound {
    /// What a scenario's outbound webhook begins with; it has no secrets yet.
    pub(super) fn first(scenario: &Scenario) -> Option<Outbound> {
        let offered = scenario.events.iter().filter(|name| event::find(name).is_some_and(|event| event.webhooks));
        let mut events: Vec<String> = offered.map(|name| name.to_string()).collect();
        events.sort();
        scenario.has(Block::Outbound).then(|| Outbound { events, ..Outbound::default() })
    }

    /// What a copy of it begins with.
    pub(super) fn again(&self) -> Outbound {
        let Outbound { url, events, json, .. } = self.clone();
        Outbound { url, events, json, ..Outbound::default() }
    }

    /// Whether it sends events.
    pub fn is_used(&self) -> bool {
        !self.url.is_empty()
    }

    /// Gives it another secret, or its first.
    pub(super) fn renew(&mut self, vault: &Vault, integration: u64, which: Secret) {
        let (place, secret) = match which {
            Secret::Token => (&mut self.token, secrets::new_secret()),
            Secret::Signing => (&mut self.signing, secrets::new_signing_secret()),
            Secret::Inbound => return,
        };
        *place = Sealed { copy: vault.seal(integration, &secret), hidden: false };
        self.loss_told = false;
    }

    /// Whether the portal itself can't read one of its secrets any more, so that nothing can be sent.
    pub fn is_lost(&self, vault: &Vault, integration: u64) -> bool {
        [&self.token, &self.signing].iter().any(|it| it.is_there() && it.open(vault, integration).is_none())
    }

    /// Keeps everybody from reading its secrets again.
    pub(super) fn hide(&mut self) {
        self.token.hidden = true;
        self.signing.hidden = true;
    }

    /// One of its two secrets.
    pub(super) fn secret(&self, which: Secret) -> Option<&Sealed> {
        match which {
            Secret::Token => Some(&self.token),
            Secret::Signing => Some(&self.signing),
            Secret::Inbound => None,
        }
    }
}

impl Sealed {
    /// Whether there is a secret at all.
    pub(super) fn is_there(&self) -> bool {
        !self.copy.is_empty()
    }

    /// The secret, for its owner; `None` when it is not to be read any more, or cannot be.
    pub fn read(&self, vault: &Vault, integration: u64) -> Option<String> {
        (!self.hidden).then(|| vault.open_sealed(integration, &self.copy)).flatten()
    }

    /// The secret, for the portal's own use.
    fn open(&self, vault: &Vault, integration: u64) -> Option<String> {
        vault.open_sealed(integration, &self.copy)
    }
}

impl Integration {
    /// Its outbound webhook, if that sends events.
    pub fn sending(&self) -> Option<&Outbound> {
        self.outbound.as_ref().filter(|outbound| outbound.is_used())
    }

    /// The events that it sends.
    pub fn events(&self) -> &[String] {
        self.sending().map_or(&[], |outbound| &outbound.events)
    }
}

/// An address as it may be shown beside others: what it ends in may be a password.
pub fn without_query(url: &str) -> String {
    match url.split_once('?') {
        Some((place, _)) => format!("{place}?…"),
        None => url.to_owned(),
    }
}

/// What decides where the portal may send, as the settings have it now.
///
/// # Errors
/// When the store fails.
pub fn guard(store: &Store) -> Result<Guard, StoreError> {
    let allowed = group::read::<Handlers>(store)?.value.allowed;
    Ok(Guard::new(allowed.iter().map(String::as_str)))
}
