//! What time does to integrations: drafts go after a day, replaced secrets after their hours, and owners
//! are warned before an expiry.

use super::secret::end_of_former;
use super::{DRAFT_LIFE, Integration};
use crate::notices;
use crate::rows::{self, Row};
use crate::secrets::Vault;
use shared::console::NoticeEvent;
use shared::people::TECHNICAL_USER;
use shared::{DAY, Millis};
use store::{Durability, KeyRange, Op, Store, StoreError, keys};

/// How long before an expiry the owner is told: two weeks, three days, and when it has come.
const WARNINGS: [Millis; 3] = [14 * DAY, 3 * DAY, 0];

/// Removes the drafts that are past their day; answers how many.
///
/// # Errors
/// When the store fails.
pub fn drafts(store: &Store, now: Millis) -> Result<usize, StoreError> {
    let mut over = Vec::new();
    rows::each(store, KeyRange::prefix([keys::DRAFT]), |row: Row<Integration>| {
        over.extend((now >= row.value.created + DRAFT_LIFE).then_some(row));
        Ok(())
    })?;
    let mut gone = 0;
    for mut row in over {
        let mut ops = row.value.end_secrets();
        ops.push(Op::Del(row.key.clone()));
        gone += usize::from(applied(store, &row, ops)?);
    }
    Ok(gone)
}

/// Removes the secrets whose hours beside a newer one are over; answers how many. Calls with them are
/// refused from that moment on, whenever this comes.
///
/// # Errors
/// When the store fails.
pub fn former_secrets(store: &Store, now: Millis) -> Result<usize, StoreError> {
    let mut over = Vec::new();
    rows::each(store, KeyRange::prefix([keys::INTEGRATION]), |row: Row<Integration>| {
        let former = row.value.inbound.as_ref().and_then(|inbound| inbound.former.as_ref());
        let ended = former.is_some_and(|former| former.until <= now);
        over.extend(ended.then_some(row));
        Ok(())
    })?;
    let mut gone = 0;
    for mut row in over {
        let mut ops = Vec::from_iter(row.value.inbound.as_mut().and_then(end_of_former));
        ops.push(rows::put(row.key.clone(), &row.value));
        gone += usize::from(applied(store, &row, ops)?);
    }
    Ok(gone)
}

/// Tells owners of what expires soon, once at each step; answers how many were told.
///
/// # Errors
/// When the store fails.
pub fn warn(store: &Store, now: Millis) -> Result<usize, StoreError> {
    tell_owners(store, now, |integration, id| {
        let (step, at) = step(integration, now)?;
        integration.inbound.as_mut()?.warned = step;
        Some(Some(NoticeEvent::Expires { integration: integration.name.clone(), at, id }))
    })
}

/// Tells owners, once, of outbound webhooks that can't send because their secrets can't be read any more: the
/// portal's key is another one than when they were made. Answers how many were told.
///
/// # Errors
/// When the store fails.
pub fn warn_of_losses(store: &Store, vault: &Vault, now: Millis) -> Result<usize, StoreError> {
    tell_owners(store, now, |integration, id| {
        let outbound = integration.outbound.as_mut().filter(|outbound| outbound.is_used())?;
        let lost = outbound.is_lost(vault, id);
        if lost == outbound.loss_told {
            return None;
        }
        outbound.loss_told = lost;
        let integration = integration.name.clone();
        Some(lost.then_some(NoticeEvent::SecretsLost { integration, id }))
    })
}

/// Tells the owners of those in which `event` finds something new, which it notes in them; what it notes need not
/// be worth telling. Answers how many were told.
fn tell_owners(
    store: &Store,
    now: Millis,
    event: impl Fn(&mut Integration, u64) -> Option<Option<NoticeEvent>>,
) -> Result<usize, StoreError> {
    let mut due = Vec::new();
    rows::each(store, KeyRange::prefix([keys::INTEGRATION]), |mut row: Row<Integration>| {
        let id = keys::id_of(&row.key).unwrap_or_default();
        // Nobody reads what the technical user is told; administrators see it in the list.
        if row.value.enabled && row.value.owner != TECHNICAL_USER {
            due.extend(event(&mut row.value, id).map(|event| (row, event)));
        }
        Ok(())
    })?;
    let mut told = 0;
    for (row, event) in due {
        let mut ops = vec![rows::put(row.key.clone(), &row.value)];
        let telling = event.is_some();
        ops.extend(event.map(|event| notices::tell(store, row.value.owner, event, now)).transpose()?);
        told += usize::from(applied(store, &row, ops)? && telling);
    }
    Ok(told)
}

/// The step of [`WARNINGS`] that an owner has come to without being told, and the expiry.
fn step(integration: &Integration, now: Millis) -> Option<(u8, Millis)> {
    let inbound = integration.inbound.as_ref()?;
    let at = inbound.expires?;
    let step = WARNINGS.iter().filter(|before| now >= at - **before).count() as u8;
    (step > inbound.warned).then_some((step, at))
}

/// Commits unless somebody wrote the row meanwhile; the next sweep looks again.
fn applied(store: &Store, row: &Row<Integration>, ops: Vec<Op>) -> Result<bool, StoreError> {
    match store.commit(&[row.unchanged()], ops, Durability::Relaxed) {
        Ok(_) => Ok(true),
        Err(StoreError::Check(_)) => Ok(false),
        Err(error) => Err(error),
    }
}
