//! Who is sent which events: what deliveries are made from, and what the portal is told to listen to.

use super::super::{Integration, list};
use crate::audit::Actor;
use crate::refusal::Refusal;
use crate::secrets::{self, Vault};
use engine::Services;
use engine::event::{Names, Source};
use methods::people;
use rustc_hash::FxHashMap;
use shared::people::PersonRef;
use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError, RwLock};
use store::{Store, StoreError};

/// An outbound webhook that is sent events. It holds secrets, and so cannot be printed.
pub struct Subscription {
    /// Id of its integration.
    pub integration: u64,
    /// Whose it is; for what was kept when its owner left, theirs.
    pub owner: u64,
    /// Name of its integration.
    pub name: String,
    /// Where events are sent.
    pub url: String,
    /// Names of the events, in capitals.
    pub events: BTreeSet<String>,
    /// Whether bodies are JSON.
    pub json: bool,
    /// The application token.
    pub token: String,
    /// The key that deliveries are signed with, 24 bytes.
    pub signing: Vec<u8>,
    /// Whether deliveries are held back: somebody said so, or the secrets can't be opened and new ones are due.
    pub paused: bool,
}

/// All that are saved, switched on, and belong to somebody who may act.
#[derive(Default)]
pub struct Subscriptions {
    /// By their integrations' ids, rising.
    all: Vec<Subscription>,
    /// Places in the list, by the name of an event.
    hearing: FxHashMap<String, Vec<usize>>,
}

impl Subscriptions {
    /// All of them, by their integrations' ids.
    pub fn all(&self) -> &[Subscription] {
        &self.all
    }

    /// Places in [`Subscriptions::all`] of those that are sent an event.
    pub fn hearing(&self, event: &str) -> &[usize] {
        self.hearing.get(event).map_or(&[], Vec::as_slice)
    }

    /// That of an integration.
    pub fn of(&self, integration: u64) -> Option<&Subscription> {
        let at = self.all.binary_search_by_key(&integration, |one| one.integration).ok()?;
        self.all.get(at)
    }

    /// What is stored now.
    ///
    /// # Errors
    /// When the store fails.
    pub fn read(services: &Services, vault: &Vault) -> Result<Subscriptions, Refusal> {
        let mut all = Vec::new();
        let mut active = FxHashMap::default();
        for (id, integration) in enabled(&services.store)? {
            let owner = integration.caller();
            let may = match (integration.kept.is_some(), active.get(&owner)) {
                (true, _) => true,
                (false, Some(known)) => *known,
                (false, None) => {
                    let now = people::get(services, owner)?.is_some_and(|person| person.active);
                    *active.entry(owner).or_insert(now)
                }
            };
            all.extend(subscription(vault, id, integration).filter(|_| may));
        }
        Ok(Subscriptions::of_all(all))
    }

    /// These.
    pub fn of_all(mut all: Vec<Subscription>) -> Subscriptions {
        all.sort_by_key(|one| one.integration);
        let mut hearing: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (at, one) in all.iter().enumerate() {
            for event in &one.events {
                hearing.entry(event.clone()).or_default().push(at);
            }
        }
        Subscriptions { all, hearing }
    }
}

/// What was read, until it changes.
#[derive(Default)]
pub struct Known(RwLock<Option<(u64, Arc<Subscriptions>)>>);

impl Known {
    /// What is stored now; `generation` grows when something changes.
    ///
    /// # Errors
    /// When the store fails.
    pub fn now(&self, services: &Services, vault: &Vault, generation: u64) -> Result<Arc<Subscriptions>, Refusal> {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((of, known)) = kept
            && of == generation
        {
            return Ok(known);
        }
        let known = Arc::new(Subscriptions::read(services, vault)?);
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some((generation, known.clone()));
        Ok(known)
    }
}

/// Tells the portal what outbound webhooks listen to now; to be called when it starts, and after changes. What is
/// paused listens as well, and so does what belongs to somebody who may not act: they may again at any time.
///
/// # Errors
/// When the store fails.
pub fn listen(services: &Services) -> Result<(), StoreError> {
    services.listeners.tell_what(Source::Webhooks, || {
        let enabled = enabled(&services.store)?;
        let names = enabled.into_iter().filter_map(|(_, integration)| integration.outbound).flat_map(|one| one.events);
        Ok(Names { names: names.collect(), ..Names::default() })
    })
}

/// What is switched on and sends events, with its id.
fn enabled(store: &Store) -> Result<Vec<(u64, Integration)>, StoreError> {
    let everything = Actor { person: PersonRef::default(), admin: true, address: String::new() };
    let all = list(store, &everything)?.into_iter();
    let sends = all.filter(|found| found.value().enabled && found.value().sending().is_some());
    Ok(sends.map(|found| (found.id, found.row.value)).collect())
}

fn subscription(vault: &Vault, id: u64, integration: Integration) -> Option<Subscription> {
    let owner = integration.caller();
    let outbound = integration.outbound?;
    let token = outbound.token.open(vault, id);
    let signing = outbound.signing.open(vault, id).and_then(|secret| secrets::signing_key(&secret));
    let lost = token.is_none() || signing.is_none();
    Some(Subscription {
        integration: id,
        owner,
        name: integration.name,
        url: outbound.url,
        events: outbound.events.into_iter().collect(),
        json: outbound.json,
        token: token.unwrap_or_default(),
        signing: signing.unwrap_or_default(),
        paused: outbound.paused.is_some() || lost,
    })
}
