//! Credentials of REST calls: which webhook, whose rights. What a look-up finds is kept in memory
//! until anything that it depends on changes.

use crate::{integrations, origin::Network, secrets};
use engine::{Caller, Error, Result, Services, error};
use methods::people;
use rustc_hash::FxHashMap;
use shared::integration::Status;
use std::{
    net::IpAddr,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicU64, Ordering},
    },
};

/// Who makes a call, through which integration.
#[derive(Debug)]
pub struct Credentials {
    /// The rights of the call.
    pub caller: Caller,
    /// Id of the integration in statistics, where drafts count together as 0.
    pub integration: u64,
    /// Id of the integration; drafts have their own.
    pub webhook: u64,
    /// Requests a second that go on for ever; `None` is no limit of its own.
    pub rate: Option<u32>,
    /// Where calls may come from; none is anywhere.
    allow: Vec<Network>,
    /// From when on calls are refused, UTC milliseconds.
    expires: Option<i64>,
    /// Whether the owner may call.
    active: bool,
}

impl Credentials {
    /// Whether a call may come from this address.
    ///
    /// # Errors
    /// 403 `ACCESS_DENIED`, naming the address: behind a proxy it may not be the one that was expected.
    pub fn admit(&self, source: IpAddr) -> Result<()> {
        match self.allow.is_empty() || self.allow.iter().any(|network| network.contains(source)) {
            true => Ok(()),
            false => {
                let text = format!("Access denied! This webhook does not accept calls from the address {source}");
                Err(Error::new(403, "ACCESS_DENIED", text))
            }
        }
    }
}

/// What has been looked up. Unknown secrets are not kept, so that guessing fills nothing.
#[derive(Default)]
pub struct Known {
    by_secret: RwLock<FxHashMap<[u8; 32], Arc<Credentials>>>,
    generation: AtomicU64,
}

impl Known {
    /// Forgets everything, after a commit that changes a person, a webhook, its secret, scopes,
    /// expiry or state.
    pub fn forget(&self) {
        let mut known = self.by_secret.write().unwrap_or_else(PoisonError::into_inner);
        self.generation.fetch_add(1, Ordering::Relaxed);
        known.clear();
    }

    /// Grows with every [`Known::forget`].
    pub fn generation(&self) -> u64 {
        self.generation.load(Ordering::Acquire)
    }

    /// The credentials behind the two parts of a webhook's address.
    ///
    /// # Errors
    /// 401 for an unknown user or secret, an expired or disabled webhook, or a deactivated owner.
    pub fn identify(&self, services: &Services, user: &str, secret: &str, now: i64) -> Result<Arc<Credentials>> {
        let hash = secrets::hash(secret);
        let kept = self.by_secret.read().unwrap_or_else(PoisonError::into_inner).get(&hash).cloned();
        let found = match kept {
            Some(found) => found,
            None => self.look_up(services, secret, hash)?,
        };
        if user.parse() != Ok(found.caller.user) || found.expires.is_some_and(|expires| expires <= now) {
            return Err(error::INVALID_CREDENTIALS.into());
        }
        if !found.active {
            return Err(error::AUTHORIZATION_ERROR.into());
        }
        Ok(found)
    }

    fn look_up(&self, services: &Services, secret: &str, hash: [u8; 32]) -> Result<Arc<Credentials>> {
        // Before the first read, so that a change after it is noticed.
        let generation = self.generation.load(Ordering::Acquire);
        let refused = || Error::from(error::INVALID_CREDENTIALS);
        let webhook = integrations::by_secret(&services.store, secret)?.ok_or_else(refused)?;
        if matches!(webhook.status, Status::Disabled | Status::Expired) {
            return Err(refused());
        }
        let owner = people::get(services, webhook.owner)?.ok_or_else(refused)?;
        let found = Arc::new(Credentials {
            caller: Caller {
                user: owner.id,
                admin: webhook.kept_admin.unwrap_or(owner.admin),
                scopes: webhook.scopes,
                application: None,
            },
            integration: if webhook.status == Status::Draft { 0 } else { webhook.integration },
            webhook: webhook.integration,
            rate: webhook.rate,
            allow: webhook.allow,
            expires: webhook.expires,
            active: owner.active || webhook.kept_admin.is_some(),
        });
        let mut known = self.by_secret.write().unwrap_or_else(PoisonError::into_inner);
        // Somebody may have changed what was just read; then it is used once and not kept.
        if self.generation.load(Ordering::Relaxed) == generation {
            known.insert(hash, found.clone());
        }
        Ok(found)
    }
}
