//! What every handler may use: the portal, its clock, and the guards of the console.

use crate::accounts::{password::Hasher, throttle::Throttle};
use crate::clock::Clock;
use crate::config::Config;
use crate::grid::{Directory, Entries};
use crate::integrations::outbound::{self, Subscriptions};
use crate::outgoing::delivering::Outgoing;
use crate::outgoing::pace::Answering;
use crate::portal::Portal;
use crate::refusal::Refusal;
use crate::secrets::Vault;
use crate::settings::group;
use crate::setup::SetupLink;
use crate::stats::Stats;
use crate::tls::Certificates;
use crate::{accounts, audit, integrations, sessions};
use engine::Services;
use shared::settings::Retention;
use shared::{DAY, Millis};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use store::{Store, StoreError};

/// State of the process, shared by all its threads.
pub struct App {
    /// What it was started with.
    pub config: Config,
    /// The time.
    pub clock: Clock,
    /// Where everything is kept.
    pub store: Store,
    /// The part that answers REST.
    pub portal: Portal,
    /// Seals and opens the copies of secrets.
    pub vault: Vault,
    /// Hashes passwords.
    pub hasher: Hasher,
    /// Orders to the thread that delivers events.
    pub outgoing: Outgoing,
    /// How busy calls keep the portal.
    pub answering: Answering,
    /// Counts failed sign-ins.
    pub throttle: Throttle,
    /// The one-time link of a portal that nobody has set up.
    pub setup: SetupLink,
    /// What connections are shown under TLS.
    pub certificates: Option<Arc<Certificates>>,
    grid: Directory,
    subscriptions: outbound::Known,
    people: Mutex<()>,
}

impl App {
    /// The state around a portal.
    pub fn new(config: Config, portal: Portal, vault: Vault, setup: SetupLink) -> App {
        App {
            config,
            clock: portal.clock.clone(),
            store: portal.services().store.clone(),
            portal,
            vault,
            hasher: Hasher::new(),
            outgoing: Outgoing::default(),
            answering: Answering::default(),
            throttle: Throttle::default(),
            setup,
            certificates: None,
            grid: Directory::default(),
            subscriptions: outbound::Known::default(),
            people: Mutex::default(),
        }
    }

    /// The portal's services as they are now; set-up replaces them.
    pub fn services(&self) -> Arc<Services> {
        self.portal.services()
    }

    /// To be called after every change of a person, a secret or what a webhook may do.
    pub fn forget_callers(&self) {
        self.portal.forget_callers();
        if let Err(error) = outbound::listen(&self.services()) {
            tracing::error!(%error, "what outbound webhooks listen to cannot be read");
        }
        // What waits for a handler may be let go on.
        self.outgoing.wake();
    }

    /// Who is sent which events.
    ///
    /// # Errors
    /// When the store fails.
    pub fn subscriptions(&self) -> Result<Arc<Subscriptions>, Refusal> {
        // Before the first read, so that a change after it is noticed.
        let generation = self.portal.generation();
        self.subscriptions.now(&self.services(), &self.vault, generation)
    }

    /// Counts of REST calls.
    pub fn stats(&self) -> &Stats {
        &self.portal.stats
    }

    /// Every saved integration and everybody's name.
    ///
    /// # Errors
    /// When the store fails.
    pub fn directory(&self) -> Result<Arc<Entries>, Refusal> {
        // Before the first read, so that a change after it is noticed.
        let generation = self.portal.generation();
        self.grid.entries(&self.services(), generation)
    }

    /// Keeps everybody else from changing people as long as the guard lives.
    pub fn people(&self) -> MutexGuard<'_, ()> {
        self.people.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does what time has made due: drafts, replaced secrets, links and sessions that are over go, owners
    /// are warned of expiries, a certificate that ends soon is replaced.
    ///
    /// # Errors
    /// When the store fails.
    pub fn sweep(&self) -> Result<(), StoreError> {
        let now = self.clock.now();
        self.portal.meter.sweep(now);
        self.renew_certificate(now);
        if integrations::sweep::drafts(&self.store, now)? > 0 {
            self.forget_callers();
        }
        integrations::sweep::former_secrets(&self.store, now)?;
        integrations::sweep::warn(&self.store, now)?;
        integrations::sweep::warn_of_losses(&self.store, &self.vault, now)?;
        accounts::sweep_links(&self.store, now)?;
        sessions::sweep(&self.store, now)?;
        if let Err(error) = methods::events::offline::sweep(&self.services(), now) {
            tracing::warn!(%error, "old rows of offline queues could not be removed");
        }
        let retention = group::read::<Retention>(&self.store)?.value;
        if let Some(days) = retention.audit_days {
            audit::sweep(&self.store, now - Millis::from(days) * DAY)?;
        }
        self.outgoing.sweep();
        self.portal.log.keep_days(retention.requests_days.into());
        self.portal.log.sweep(now)?;
        Ok(())
    }

    fn renew_certificate(&self, now: Millis) {
        match self.certificates.as_ref().map(|certificates| certificates.renew(now)) {
            Some(Ok(true)) => tracing::info!("a new certificate is in use"),
            Some(Err(error)) => tracing::error!(error = format!("{error:#}"), "the certificate cannot be renewed"),
            _ => {}
        }
    }
}
