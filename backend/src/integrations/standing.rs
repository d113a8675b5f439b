//! Switching an integration on and off, and deleting it: an owner's or an administrator's act that
//! moves nothing. The owner is told when it was not them.

use super::{Found, Integration, TRIES, visible};
use crate::audit::{self, Action, Actor};
use crate::refusal::{Refusal, overtaken, refuse};
use crate::{notices, rows};
use shared::console::NoticeEvent;
use shared::people::TECHNICAL_USER;
use shared::{Millis, fault};
use store::{Durability, Op, Store, StoreError, Ticket};

/// Switches an integration on or off, if it still has the version that was `shown`.
///
/// # Errors
/// `not_found` for what the asker may not see, and for drafts; `changed_since`, `changed_since_by_you`.
pub fn enable(
    store: &Store,
    id: u64,
    shown: Option<u64>,
    enabled: bool,
    by: &Actor,
    now: Millis,
) -> Result<(Found, Ticket), Refusal> {
    for _ in 0..TRIES {
        let mut found = visible(store, id, by, now)?;
        if found.draft {
            return Err(refuse(fault::NOT_FOUND));
        }
        as_shown(&found, shown, by)?;
        if found.value().enabled == enabled {
            return Ok((found, Ticket::done()));
        }
        let unchanged = found.row.unchanged();
        found.row.value.enabled = enabled;
        let integration = found.value().name.clone();
        let event = NoticeEvent::Switched { integration, by: by.person.name.clone(), enabled, id };
        let action = if enabled { Action::Enabled { integration: id } } else { Action::Disabled { integration: id } };
        let mut ops = tell_owner(store, &found, by, event, now)?;
        ops.push(audit::row(store, by, action, now)?);
        ops.push(rows::put(found.row.key.clone(), found.value()));
        match store.commit(&[unchanged], ops, Durability::Durable) {
            Err(StoreError::Check(_)) => {}
            outcome => return Ok((found, outcome?)),
        }
    }
    Err(StoreError::Contended.into())
}

/// Deletes an integration with all its parts, or a draft, if it still has the version that was `shown`.
///
/// # Errors
/// `not_found` for what the asker may not see; `changed_since`, `changed_since_by_you`.
pub fn delete(store: &Store, id: u64, shown: Option<u64>, by: &Actor, now: Millis) -> Result<Ticket, Refusal> {
    for _ in 0..TRIES {
        let mut found = visible(store, id, by, now)?;
        as_shown(&found, shown, by)?;
        let event = NoticeEvent::Deleted { integration: found.value().name.clone(), by: by.person.name.clone() };
        let mut ops = tell_owner(store, &found, by, event, now)?;
        ops.extend(found.row.value.end_secrets());
        ops.push(Op::Del(found.row.key.clone()));
        if !found.draft {
            let owner = found.value().owner;
            ops.push(audit::row(store, by, Action::Deleted { integration: id, owner }, now)?);
        }
        match store.commit(&[found.row.unchanged()], ops, Durability::Durable) {
            Err(StoreError::Check(_)) => {}
            outcome => return Ok(outcome?),
        }
    }
    Err(StoreError::Contended.into())
}

/// Whoever acts on a row has seen what it says.
fn as_shown(found: &Found, shown: Option<u64>, by: &Actor) -> Result<(), Refusal> {
    let Integration { revision, editor, .. } = found.value();
    match shown {
        Some(version) if version != *revision => {
            Err(overtaken(editor, &by.person, fault::CHANGED_SINCE, fault::CHANGED_SINCE_BY_YOU))
        }
        _ => Ok(()),
    }
}

pub(super) fn tell_owner(
    store: &Store,
    found: &Found,
    by: &Actor,
    event: NoticeEvent,
    now: Millis,
) -> Result<Vec<Op>, StoreError> {
    let owner = found.value().owner;
    if owner == by.person.id || owner == TECHNICAL_USER {
        return Ok(Vec::new());
    }
    Ok(vec![notices::tell(store, owner, event, now)?])
}
