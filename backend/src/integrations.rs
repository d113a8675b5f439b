//! Integrations and their drafts: the stored form, who may see one, and the look-up by secret that
//! every call makes. What changes them is in the parts beside this file.

pub mod copies;
mod difference;
pub mod draft;
pub mod handover;
pub mod outbound;
pub mod save;
pub mod secret;
pub mod standing;
pub mod sweep;

use crate::audit::Actor;
use crate::origin::Network;
use crate::refusal::{Refusal, refuse};
use crate::rows::{self, Row};
use crate::secrets;
use handover::Kept;
use outbound::Outbound;
use secret::{Former, Opens};
use serde::{Deserialize, Serialize};
use shared::integration::{BuilderRequest, Status};
use shared::people::PersonRef;
use shared::{Millis, fault};
use store::{KeyRange, Store, StoreError, keys};

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
    /// Whether they were an administrator's, for one that was kept when its owner left.
    pub kept_admin: Option<bool>,
    /// Wire names of the granted scopes.
    pub scopes: Vec<String>,
    /// `Draft`, `Active` or `Disabled`; whether it has expired is for the time of the call to say.
    pub status: Status,
    /// From when on calls are refused; a draft's is the end of its day, a replaced secret's that of its hours.
    pub expires: Option<Millis>,
    /// Where calls may come from; none is anywhere.
    pub allow: Vec<Network>,
    /// Requests a second that go on for ever.
    pub rate: Option<u32>,
}

/// An integration as it is stored; a draft is the same under another key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Integration {
    /// Grows with every save.
    pub revision: u64,
    /// Name.
    pub name: String,
    /// What people want to know about it.
    #[serde(default)]
    pub note: String,
    /// Code of its scenario.
    pub scenario: String,
    /// Id of its owner.
    pub owner: u64,
    /// From whom the technical user has it; `None` when it is somebody's own.
    #[serde(default)]
    pub kept: Option<Kept>,
    /// Who saved it last, by the name they had.
    pub editor: PersonRef,
    /// False when switched off.
    pub enabled: bool,
    /// When it was made.
    pub created: Millis,
    /// When it was last saved.
    pub updated: Millis,
    /// Its inbound webhook, if it has one.
    pub inbound: Option<Inbound>,
    /// Its outbound webhook, if it has one.
    #[serde(default)]
    pub outbound: Option<Outbound>,
}

/// The inbound webhook of an integration.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Where calls may come from, each as a [`Network`] writes itself; none is anywhere.
    #[serde(default)]
    pub allow: Vec<String>,
    /// Requests a second that go on for ever; `None` is no limit of its own.
    #[serde(default)]
    pub rate: Option<u32>,
    /// When a scope was last added; 0 when that is not known.
    #[serde(default)]
    pub scoped: Millis,
    /// The secret before the present one, as long as it works.
    #[serde(default)]
    pub former: Option<Former>,
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

/// The webhook that a secret opens; what it says of the owner, the status and the expiry is the
/// caller's to check.
///
/// # Errors
/// When the store fails.
pub fn by_secret(store: &Store, secret: &str) -> Result<Option<Webhook>, StoreError> {
    let hash = secrets::hash(secret);
    let Some(opens) = rows::get::<Opens>(store, keys::secret(&hash))? else {
        return Ok(None);
    };
    let Some(found) = find(store, opens.value.integration)? else {
        return Ok(None);
    };
    // Replaced between the two reads, it opens nothing any more.
    let rotated = found.value().inbound.as_ref().and_then(|inbound| secret::end_by_rotation(inbound, &hash));
    let Some(rotated) = rotated else {
        return Ok(None);
    };
    let status = found.standing();
    let owner = found.value().caller();
    let Integration { created, inbound, kept, .. } = found.row.value;
    let inbound = inbound.unwrap_or_default();
    let end_of_draft = found.draft.then_some(created + DRAFT_LIFE);
    let expires = [inbound.expires, end_of_draft, rotated].into_iter().flatten().min();
    let kept_admin = kept.map(|kept| kept.admin);
    // A block that cannot be read must not become "anywhere".
    let allow =
        inbound.allow.iter().map(|block| block.parse()).collect::<Result<_, _>>().map_err(StoreError::Corrupt)?;
    let Inbound { scopes, rate, .. } = inbound;
    Ok(Some(Webhook { integration: found.id, owner, kept_admin, scopes, status, expires, allow, rate }))
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

/// What an integration is called, and whether it is a draft; `None` when there is none.
///
/// # Errors
/// When the store fails.
pub fn name(store: &Store, id: u64) -> Result<Option<(String, bool)>, StoreError> {
    Ok(find(store, id)?.map(|found| (found.row.value.name, found.draft)))
}

impl Integration {
    /// When calls by its inbound webhook stop being accepted.
    pub fn expires(&self) -> Option<Millis> {
        self.inbound.as_ref().and_then(|inbound| inbound.expires)
    }

    /// The scopes of its inbound webhook.
    pub fn scopes(&self) -> &[String] {
        self.inbound.as_ref().map_or(&[], |inbound| &inbound.scopes)
    }
}

impl Found {
    /// The integration.
    pub fn value(&self) -> &Integration {
        &self.row.value
    }

    /// Where it stands at this time.
    pub fn status(&self, now: Millis) -> Status {
        let expired = self.value().expires().is_some_and(|end| end <= now);
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
