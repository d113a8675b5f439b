//! Integrations and their drafts: the stored form, who may see one, and the look-up by secret that
//! every call makes. What changes them is in the parts beside this file.

pub mod copies;
pub mod draft;
pub mod save;
pub mod standing;
pub mod sweep;

use crate::audit::Actor;
use crate::refusal::{Refusal, refuse};
use crate::rows::{self, Row};
use crate::secrets::{self, Vault};
use serde::{Deserialize, Serialize};
use shared::integration::{BuilderRequest, Status};
use shared::people::PersonRef;
use shared::{Millis, fault};
use store::{KeyRange, Op, Store, StoreError, keys};

/// How long a draft lives.
pub const DRAFT_LIFE: Millis = 24 * 60 * 60 * 1000;

/// How often a change is tried when others write at the same time.
const TRIES: usize = 10;

/// A webhook, as a call finds it by its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Webhook {
    /// Id of its integration.
    pub integration: u64,
    /// Whose rights its calls have.
    pub owner: u64,
    /// Wire names of the granted scopes.
    pub scopes: Vec<String>,
    /// `Draft`, `Active` or `Disabled`; whether it has expired is for the time of the call to say.
    pub status: Status,
    /// From when on calls are refused; a draft's is the end of its day.
    pub expires: Option<Millis>,
}

/// An integration as it is stored; a draft is the same under another key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Integration {
    /// Grows with every save.
    pub revision: u64,
    /// Name.
    pub name: String,
    /// Code of its scenario.
    pub scenario: String,
    /// Id of its owner.
    pub owner: u64,
    /// Who saved it last, by the name they had.
    pub editor: PersonRef,
    /// False when switched off.
    pub enabled: bool,
    /// When it was made.
    pub created: Millis,
    /// When it was last saved.
    pub updated: Millis,
    /// Its inbound webhook.
    pub inbound: Inbound,
}

/// The inbound webhook of an integration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inbound {
    /// SHA-256 of the secret, in hexadecimal digits.
    hash: String,
    /// The copy of the secret that only the portal's key opens.
    pub sealed: String,
    /// Wire names of the granted scopes, sorted.
    pub scopes: Vec<String>,
    /// From when on calls are refused.
    pub expires: Option<Millis>,
    /// The builder's request.
    pub request: BuilderRequest,
    /// How many times the owner was warned that it expires.
    pub warned: u8,
}

/// An integration or draft that somebody may see.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its id.
    pub id: u64,
    /// Whether it is a draft.
    pub draft: bool,
    row: Row<Integration>,
}

/// Where a secret leads: the key of an integration or a draft is tried in turn, so that saving a
/// draft leaves this row alone.
#[derive(Serialize, Deserialize)]
struct Opens {
    integration: u64,
}

/// The webhook that a secret opens; what it says of the owner, the status and the expiry is the
/// caller's to check.
///
/// # Errors
/// When the store fails.
pub fn by_secret(store: &Store, secret: &str) -> Result<Option<Webhook>, StoreError> {
    let Some(opens) = rows::get::<Opens>(store, keys::secret(&secrets::hash(secret)))? else {
        return Ok(None);
    };
    let Some(found) = find(store, opens.value.integration)? else {
        return Ok(None);
    };
    let status = found.standing();
    let Integration { owner, created, inbound, .. } = found.row.value;
    let end_of_draft = found.draft.then_some(created + DRAFT_LIFE);
    let expires = [inbound.expires, end_of_draft].into_iter().flatten().min();
    Ok(Some(Webhook { integration: found.id, owner, scopes: inbound.scopes, status, expires }))
}

/// The integration or draft that somebody asks for by its id.
///
/// # Errors
/// `not_found` for one that is not there, for a draft of somebody else or past its day, and, to
/// everybody but administrators, for an integration of somebody else.
pub fn visible(store: &Store, id: u64, to: &Actor, now: Millis) -> Result<Found, Refusal> {
    let found = find(store, id)?.filter(|found| {
        let mine = found.value().owner == to.person.id;
        match found.draft {
            true => mine && now < found.value().created + DRAFT_LIFE,
            false => mine || to.admin,
        }
    });
    found.ok_or_else(|| refuse(fault::NOT_FOUND))
}

/// The saved integrations that somebody may see, newest first.
///
/// # Errors
/// When the store fails.
pub fn list(store: &Store, to: &Actor) -> Result<Vec<Found>, StoreError> {
    let mut list = Vec::new();
    rows::each(store, KeyRange::prefix([keys::INTEGRATION]), |row: Row<Integration>| {
        if to.admin || row.value.owner == to.person.id {
            list.extend(Found::saved(row));
        }
        Ok(())
    })?;
    list.reverse();
    Ok(list)
}

impl Found {
    /// The integration.
    pub fn value(&self) -> &Integration {
        &self.row.value
    }

    /// Where it stands at this time.
    pub fn status(&self, now: Millis) -> Status {
        let expired = self.value().inbound.expires.is_some_and(|end| end <= now);
        match self.standing() {
            Status::Active if expired => Status::Expired,
            standing => standing,
        }
    }

    fn standing(&self) -> Status {
        match (self.draft, self.value().enabled) {
            (true, _) => Status::Draft,
            (false, true) => Status::Active,
            (false, false) => Status::Disabled,
        }
    }

    fn saved(row: Row<Integration>) -> Option<Found> {
        Some(Found { id: keys::id_of(&row.key)?, draft: false, row })
    }
}

/// A new secret for an integration, in its two stored forms.
struct Fresh {
    hash: [u8; 32],
    sealed: String,
}

impl Fresh {
    fn new(vault: &Vault, integration: u64) -> Fresh {
        let secret = secrets::new_secret();
        Fresh { hash: secrets::hash(&secret), sealed: vault.seal(integration, &secret) }
    }

    fn index(&self, integration: u64) -> Op {
        rows::put(keys::secret(&self.hash), &Opens { integration })
    }

    /// Puts the secret in the place of another one; the change that ends the other one.
    fn replace(&self, inbound: &mut Inbound) -> Option<Op> {
        let old = end_of_secret(inbound);
        inbound.hash = secrets::hex(&self.hash);
        inbound.sealed.clone_from(&self.sealed);
        old
    }
}

/// Whether the secret of an integration can be found by its hash.
///
/// # Errors
/// When the store fails.
pub fn secret_is_known(store: &Store, integration: &Integration) -> Result<bool, StoreError> {
    let hash = secrets::unhex(&integration.inbound.hash).and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
    Ok(match hash {
        Some(hash) => store.get(&keys::secret(&hash))?.is_some(),
        None => false,
    })
}

/// Whether what is stored under the key of a secret leads to an integration that has this secret.
///
/// # Errors
/// When the store fails.
pub fn leads_somewhere(store: &Store, key: &[u8]) -> Result<bool, StoreError> {
    // Gone meanwhile, with its integration: nothing is wrong.
    let Some(opens) = rows::get::<Opens>(store, key.to_vec())? else { return Ok(true) };
    let found = find(store, opens.value.integration)?;
    Ok(found.is_some_and(|found| secrets::hex(&key[1..]) == found.value().inbound.hash))
}

fn end_of_secret(inbound: &Inbound) -> Option<Op> {
    let hash = secrets::unhex(&inbound.hash).and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
    hash.map(|hash| Op::Del(keys::secret(&hash)))
}

/// Drafts first: one that is being saved meanwhile is then found as an integration.
fn find(store: &Store, id: u64) -> Result<Option<Found>, StoreError> {
    for (key, draft) in [(keys::draft(id), true), (keys::integration(id), false)] {
        if let Some(row) = rows::get(store, key)? {
            return Ok(Some(Found { id, draft, row }));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests;
