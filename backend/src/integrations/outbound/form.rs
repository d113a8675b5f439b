//! What a save may say of an outbound webhook.

use super::super::Integration;
use super::{Outbound, guard};
use crate::audit::Actor;
use crate::refusal::{Gathered, Refusal, refuse};
use crate::settings::creation;
use shared::event;
use shared::fault;
use shared::integration::{EVENTS_MAX, SaveOutbound};
use shared::scenario::{self, Block};
use store::Store;

/// The outbound webhook with the form's fields in place; `None` for an integration that has none. Where it is
/// all that an integration is, it must be complete; elsewhere an empty address leaves it unused.
///
/// # Errors
/// `creation_closed` when it is used for the first time, or what is wrong with a field.
pub fn filled_in(
    store: &Store,
    old: &Integration,
    form: Option<&SaveOutbound>,
    by: &Actor,
    draft: bool,
) -> Result<Option<Outbound>, Refusal> {
    if !scenario::find(&old.scenario).is_some_and(|scenario| scenario.has(Block::Outbound)) {
        return match form {
            Some(_) => Err(refuse(fault::BAD_BODY).on("outbound").with("this scenario has no outbound webhook")),
            None => Ok(old.outbound.clone()),
        };
    }
    let mut wrong = Gathered::default();
    let mut next = old.outbound.clone().unwrap_or_default();
    if let Some(form) = form {
        form.url.trim().clone_into(&mut next.url);
        next.json = form.json;
    }
    let events = form.map_or_else(|| Ok(next.events.clone()), |form| known_events(&form.events));
    let alone = old.inbound.is_none();
    if !alone && !next.is_used() {
        next.events = events?;
        let wanted = old.outbound.is_some() || !next.events.is_empty();
        return Ok(wanted.then_some(next));
    }
    if (draft || old.sending().is_none()) && !creation::may_send(store, by)? {
        return Err(refuse(fault::CREATION_CLOSED).on("outbound.url"));
    }
    // An address that was fine when it was entered may stay; every delivery is looked at anyway.
    if draft || old.sending().is_none_or(|before| before.url != next.url) {
        let read = guard(store)?.read(&next.url);
        wrong.check(read.map(drop).map_err(|refusal| refuse(refusal.fault).on("outbound.url").with(refusal.detail)));
    }
    let some = |events: Vec<String>| match events.is_empty() {
        true => Err(refuse(fault::EVENTS_MISSING).on("outbound.events")),
        false => Ok(events),
    };
    next.events = wrong.check(events.and_then(some));
    wrong.settle()?;
    Ok(Some(next))
}

/// Names of events in capitals, once each and sorted.
fn known_events(asked: &[String]) -> Result<Vec<String>, Refusal> {
    if asked.len() > EVENTS_MAX {
        return Err(refuse(fault::TOO_MANY).on("outbound.events").with(EVENTS_MAX));
    }
    let mut events = Vec::new();
    for name in asked {
        let name = name.trim().to_ascii_uppercase();
        if !event::find(&name).is_some_and(|event| event.webhooks) {
            return Err(refuse(fault::EVENT_UNKNOWN).on("outbound.events").with(name));
        }
        events.push(name);
    }
    events.sort();
    events.dedup();
    Ok(events)
}
