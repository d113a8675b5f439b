//! The secrets of an integration: the present one and, for a few hours after it was replaced, the one
//! before. There are never more than these two.

use super::outbound::Sealed;
use super::{Found, Inbound, Integration, TRIES, find, visible};
use crate::audit::{self, Action, Actor};
use crate::refusal::{Refusal, refuse};
use crate::rows;
use crate::secrets::{self, Vault};
use serde::{Deserialize, Serialize};
use shared::integration::Secret;
use shared::{Millis, fault};
use store::{Durability, Op, Store, StoreError, Ticket, keys};

/// Where a secret leads: the key of an integration or a draft is tried in turn, so that saving a
/// draft leaves this row alone.
#[derive(Serialize, Deserialize)]
pub(super) struct Opens {
    pub(super) integration: u64,
}

/// A secret that another one has replaced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Former {
    /// Its SHA-256, in hexadecimal digits.
    hash: String,
    /// From when on it opens nothing.
    pub until: Millis,
}

/// A new secret for an integration, in its two stored forms.
pub(super) struct Fresh {
    pub(super) hash: [u8; 32],
    sealed: String,
}

impl Fresh {
    pub(super) fn new(vault: &Vault, integration: u64) -> Fresh {
        let secret = secrets::new_secret();
        Fresh { hash: secrets::hash(&secret), sealed: vault.seal(integration, &secret) }
    }

    /// Puts the secret in the place of the present one, which goes on until then or ends; the changes
    /// that make it so.
    pub(super) fn replace(&self, inbound: &mut Inbound, integration: u64, until: Option<Millis>) -> Vec<Op> {
        let mut ops = vec![rows::put(keys::secret(&self.hash), &Opens { integration })];
        let present = std::mem::replace(&mut inbound.hash, secrets::hex(&self.hash));
        inbound.sealed.clone_from(&self.sealed);
        ops.extend(end_of_former(inbound));
        match until {
            Some(until) => inbound.former = Some(Former { hash: present, until }),
            None => ops.extend(end_of(&present)),
        }
        ops
    }
}

/// What is known of a secret by its hash: `None` if it is not one of this webhook's, else when it ends.
pub(super) fn end_by_rotation(inbound: &Inbound, hash: &[u8; 32]) -> Option<Option<Millis>> {
    let hash = secrets::hex(hash);
    if hash == inbound.hash {
        return Some(None);
    }
    inbound.former.as_ref().filter(|former| former.hash == hash).map(|former| Some(former.until))
}

impl Integration {
    /// The changes that end every secret by which it is called.
    pub(super) fn end_secrets(&mut self) -> Vec<Op> {
        let Some(inbound) = &mut self.inbound else { return Vec::new() };
        end_of(&inbound.hash).into_iter().chain(end_of_former(inbound)).collect()
    }

    /// Keeps everybody from reading its secrets again. Those of calls go on by their hashes, those of deliveries
    /// by what only the portal opens.
    pub(super) fn hide_secrets(&mut self) {
        if let Some(inbound) = &mut self.inbound {
            inbound.sealed.clear();
        }
        if let Some(outbound) = &mut self.outbound {
            outbound.hide();
        }
    }

    /// Whether it has a secret.
    pub fn has(&self, which: Secret) -> bool {
        match which {
            Secret::Inbound => self.inbound.is_some(),
            which => self.outbound.as_ref().and_then(|outbound| outbound.secret(which)).is_some_and(Sealed::is_there),
        }
    }

    /// One of its secrets, for its owner; `None` within when it can't be read any more.
    pub fn secret(&self, vault: &Vault, id: u64, which: Secret) -> Option<Option<String>> {
        match which {
            Secret::Inbound => self.inbound.as_ref().map(|inbound| vault.open_sealed(id, &inbound.sealed)),
            which => {
                let sealed = self.outbound.as_ref()?.secret(which)?;
                sealed.is_there().then(|| sealed.read(vault, id))
            }
        }
    }
}

/// The change that ends the secret before the present one, if it still works.
pub(super) fn end_of_former(inbound: &mut Inbound) -> Option<Op> {
    inbound.former.take().and_then(|former| end_of(&former.hash))
}

fn end_of(hash: &str) -> Option<Op> {
    bytes(hash).map(|hash| Op::Del(keys::secret(&hash)))
}

/// A secret, for its owner to read; what leaves the portal so is in the audit trail.
///
/// # Errors
/// `not_found`, also for a secret that it has not; `owner_only`; `secret_lost` when the portal's key does not open its copy.
pub fn reveal(
    store: &Store,
    vault: &Vault,
    id: u64,
    which: Secret,
    by: &Actor,
    now: Millis,
) -> Result<(String, Ticket), Refusal> {
    let found = visible(store, id, by, now)?;
    if found.value().owner != by.person.id {
        return Err(refuse(fault::OWNER_ONLY));
    }
    let secret = found.value().secret(vault, id, which).ok_or_else(|| refuse(fault::NOT_FOUND))?;
    let secret = secret.ok_or_else(|| refuse(fault::SECRET_LOST))?;
    if found.draft {
        return Ok((secret, Ticket::done()));
    }
    let row = audit::row(store, by, Action::SecretRevealed { integration: id, of: which }, now)?;
    // Whoever takes it over meanwhile ends the secret, so the trail may tell of it all the same.
    Ok((secret, store.commit(&[], vec![row], Durability::Durable)?))
}

/// Ends the secret before the present one now.
///
/// # Errors
/// `not_found`; `owner_only`.
pub fn end_former(store: &Store, id: u64, by: &Actor, now: Millis) -> Result<Ticket, Refusal> {
    for _ in 0..TRIES {
        let mut found = visible(store, id, by, now)?;
        if found.value().owner != by.person.id {
            return Err(refuse(fault::OWNER_ONLY));
        }
        let unchanged = found.row.unchanged();
        let Some(end) = found.row.value.inbound.as_mut().and_then(end_of_former) else { return Ok(Ticket::done()) };
        let row = audit::row(store, by, Action::FormerSecretEnded { integration: id }, now)?;
        let ops = vec![end, row, rows::put(found.row.key.clone(), found.value())];
        match store.commit(&[unchanged], ops, Durability::Durable) {
            Err(StoreError::Check(_)) => {}
            outcome => return Ok(outcome?),
        }
    }
    Err(StoreError::Contended.into())
}

/// Whether every secret of an integration can be found by its hash.
///
/// # Errors
/// When the store fails.
pub fn are_known(store: &Store, integration: &Integration) -> Result<bool, StoreError> {
    let Some(inbound) = &integration.inbound else { return Ok(true) };
    let hashes = std::iter::once(&inbound.hash).chain(inbound.former.as_ref().map(|former| &former.hash));
    for hash in hashes {
        let known = match bytes(hash) {
            Some(hash) => store.get(&keys::secret(&hash))?.is_some(),
            None => false,
        };
        if !known {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether what is stored under the key of a secret leads to an integration that has this secret.
///
/// # Errors
/// When the store fails.
pub fn leads_somewhere(store: &Store, key: &[u8]) -> Result<bool, StoreError> {
    // Gone meanwhile, with its integration: nothing is wrong.
    let Some(opens) = rows::get::<Opens>(store, key.to_vec())? else { return Ok(true) };
    let found = find(store, opens.value.integration)?;
    let hash = key.get(1..).and_then(|hash| <[u8; 32]>::try_from(hash).ok());
    let leads = |found: Found, hash| Some(end_by_rotation(found.value().inbound.as_ref()?, &hash).is_some());
    Ok(found.zip(hash).and_then(|(found, hash)| leads(found, hash)).unwrap_or_default())
}

fn bytes(hash: &str) -> Option<[u8; 32]> {
    secrets::unhex(hash).and_then(|bytes| bytes.try_into().ok())
}
