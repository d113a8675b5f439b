//! What becomes of the integrations of somebody who leaves: they are switched off, or a technical user
//! keeps them, whose calls go on with the rights that the owner had on that day.

use super::{Integration, TRIES};
use crate::audit::{self, Action, Actor};
use crate::rows::{self, Row};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use shared::Millis;
use shared::people::{Handover, PersonRef, TECHNICAL_USER};
use store::{Durability, KeyRange, Store, StoreError, Ticket, keys};

/// Whose rights a kept integration has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Who owned it; their id stays in its address, and what it writes is theirs.
    pub from: PersonRef,
    /// Whether they administered the portal when they left.
    pub admin: bool,
}

impl Integration {
    /// Whose rights calls have: the owner's, or those of the person it was kept from.
    pub fn caller(&self) -> u64 {
        self.kept.as_ref().map_or(self.owner, |kept| kept.from.id)
    }
}

/// How many saved integrations each owner has.
///
/// # Errors
/// When the store fails.
pub fn counts(store: &Store) -> Result<FxHashMap<u64, u32>, StoreError> {
    let mut counts = FxHashMap::default();
    rows::each(store, KeyRange::prefix([keys::INTEGRATION]), |row: Row<Integration>| {
        *counts.entry(row.value.owner).or_insert(0) += 1;
        Ok(())
    })?;
    Ok(counts)
}

/// Hands over everything that somebody has saved, in one commit. `admin` is whether they administer
/// the portal.
///
/// # Errors
/// When the store fails.
pub fn hand_over(
    store: &Store,
    owner: &PersonRef,
    admin: bool,
    how: Handover,
    by: &Actor,
    now: Millis,
) -> Result<Ticket, StoreError> {
    for _ in 0..TRIES {
        let (mut checks, mut ops) = (Vec::new(), Vec::new());
        rows::each(store, KeyRange::prefix([keys::INTEGRATION]), |row: Row<Integration>| {
            if row.value.owner == owner.id {
                let Some(id) = keys::id_of(&row.key) else { return Ok(()) };
                if let Some((next, action)) = handed_over(id, &row.value, owner, admin, how, by) {
                    checks.push(row.unchanged());
                    ops.push(rows::put(row.key.clone(), &next));
                    ops.push(audit::row(store, by, action, now)?);
                }
            }
            Ok(())
        })?;
        if ops.is_empty() {
            return Ok(Ticket::done());
        }
        match store.commit(&checks, ops, Durability::Durable) {
            Err(StoreError::Check(_)) => {}
            outcome => return outcome,
        }
    }
    Err(StoreError::Contended)
}

/// One integration after it; `None` when nothing is left to do. The owner's copy of a kept secret goes:
/// nobody is to read it any more.
fn handed_over(
    id: u64,
    old: &Integration,
    owner: &PersonRef,
    admin: bool,
    how: Handover,
    by: &Actor,
) -> Option<(Integration, Action)> {
    let mut next = Integration { revision: old.revision + 1, editor: by.person.clone(), ..old.clone() };
    match how {
        Handover::Keep => {
            next.owner = TECHNICAL_USER;
            next.kept = Some(Kept { from: owner.clone(), admin });
            next.hide_secrets();
            Some((next, Action::Kept { integration: id, from: owner.id }))
        }
        Handover::Disable if old.enabled => {
            next.enabled = false;
            Some((next, Action::Disabled { integration: id }))
        }
        Handover::Disable => None,
    }
}
