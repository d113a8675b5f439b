//! What time does to integrations: drafts go after a day, replaced secrets after their hours, and owners
//! are warned before an expiry.

use super::secret::end_of_former;
use super::{DRAFT_LIFE, Integration};
use crate::notices;
use crate::rows::{self, Row};
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
    let mut due = Vec::new();
    rows::each(store, KeyRange::prefix([keys::INTEGRATION]), |row: Row<Integration>| {
        due.extend(step(&row.value, now).map(|step| (row, step)));
        Ok(())
    })?;
    let mut told = 0;
    for (mut row, (step, at)) in due {
        if let Some(inbound) = &mut row.value.inbound {
            inbound.warned = step;
        }
        let id = keys::id_of(&row.key).unwrap_or_default();
        let event = NoticeEvent::Expires { integration: row.value.name.clone(), at, id };
        let ops = vec![notices::tell(store, row.value.owner, event, now)?, rows::put(row.key.clone(), &row.value)];
        told += usize::from(applied(store, &row, ops)?);
    }
    Ok(told)
}

/// The step of [`WARNINGS`] that an owner has come to without being told, and the expiry.
fn step(integration: &Integration, now: Millis) -> Option<(u8, Millis)> {
    // Nobody reads what the technical user is told; administrators see it in the list.
    let told = integration.enabled && integration.owner != TECHNICAL_USER;
    let inbound = integration.inbound.as_ref()?;
    let at = inbound.expires.filter(|_| told)?;
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
