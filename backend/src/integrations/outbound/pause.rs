//! Holding deliveries back and letting them go on: an owner's or an administrator's act that moves nothing, or the
//! portal's own when a handler fails again and again. Events are collected meanwhile.

use super::super::{Found, TRIES, standing, visible};
use crate::audit::{self, Action, Actor};
use crate::refusal::{Refusal, refuse};
use crate::rows;
use shared::console::NoticeEvent;
use shared::integration::{Paused, PausedBy};
use shared::people::{PersonRef, TECHNICAL_USER};
use shared::{Millis, fault};
use store::{Durability, Store, StoreError, Ticket};

/// Holds back the deliveries of an integration whose handler keeps failing, and tells its owner. Nothing happens
/// where they are held back already, or where the integration sends nothing any more.
///
/// # Errors
/// When the store fails.
pub fn pause(store: &Store, id: u64, now: Millis) -> Result<Ticket, Refusal> {
    let person = PersonRef { id: TECHNICAL_USER, name: String::new() };
    let portal = Actor { person, admin: true, address: String::new() };
    match change(store, id, Some(PausedBy::Failing), &portal, now) {
        Err(refusal) if refusal.fault.code == fault::NOT_FOUND.code => Ok(Ticket::done()),
        outcome => outcome.map(|(_, ticket)| ticket),
    }
}

/// Holds back the deliveries of an integration, or lets them go on.
///
/// # Errors
/// `not_found` for what the asker may not see, for drafts, and for what sends nothing.
pub fn set_paused(store: &Store, id: u64, paused: bool, by: &Actor, now: Millis) -> Result<(Found, Ticket), Refusal> {
    change(store, id, paused.then(|| PausedBy::Person(by.person.clone())), by, now)
}

fn change(
    store: &Store,
    id: u64,
    paused: Option<PausedBy>,
    by: &Actor,
    now: Millis,
) -> Result<(Found, Ticket), Refusal> {
    for _ in 0..TRIES {
        let mut found = visible(store, id, by, now)?;
        let unchanged = found.row.unchanged();
        let sending = found.row.value.outbound.as_mut().filter(|outbound| outbound.is_used() && !found.draft);
        let Some(outbound) = sending else { return Err(refuse(fault::NOT_FOUND)) };
        if outbound.paused.is_some() == paused.is_some() {
            return Ok((found, Ticket::done()));
        }
        outbound.paused = paused.clone().map(|by| Paused { since: now, by });
        let paused = outbound.paused.is_some();
        let integration = found.value().name.clone();
        let event = NoticeEvent::Paused { integration, by: by.person.name.clone(), paused, id };
        let action = match paused {
            true => Action::DeliveriesPaused { integration: id },
            false => Action::DeliveriesResumed { integration: id },
        };
        let mut ops = standing::tell_owner(store, &found, by, event, now)?;
        ops.push(audit::row(store, by, action, now)?);
        ops.push(rows::put(found.row.key.clone(), found.value()));
        match store.commit(&[unchanged], ops, Durability::Durable) {
            Err(StoreError::Check(_)) => {}
            outcome => return Ok((found, outcome?)),
        }
    }
    Err(StoreError::Contended.into())
}
