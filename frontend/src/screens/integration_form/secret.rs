//! The secret in the hands of its owner: asked for when something needs it, kept as long as the form is open.

use super::desk::{self, Desk};
use crate::{api, task::Then};
use leptos::prelude::*;
use serde_json::Value;
use shared::integration::{Integration, Revealed};

/// Runs `then` once the form holds the secret. What keeps it from coming shows above the form.
pub fn with(desk: Desk, then: Then) {
    if in_memory(desk).is_some() {
        then();
        return;
    }
    let Some(id) = desk.id() else { return };
    let path = format!("{}/secret/reveal", desk::path(id));
    desk.submission.send(async move { api::post::<Revealed>(&path, &Value::Null).await }, move |revealed| {
        put(desk, revealed.secret);
        // The form may have been closed meanwhile.
        if in_memory(desk).is_some() {
            then();
        }
    });
}

/// Ends the secret before the present one, then runs `then`.
pub fn end_former(desk: Desk, then: Then) {
    let Some(id) = desk.id() else { return };
    let path = format!("{}/secret/former", desk::path(id));
    desk.submission.send(async move { api::delete(&path).await }, move |()| {
        desk.integration.change(|value| {
            if let Some(inbound) = &mut value.inbound {
                inbound.former_until = None;
            }
        });
        then();
    });
}

/// The secret that the form holds.
pub fn in_memory(desk: Desk) -> Option<String> {
    desk.integration.value().try_with_untracked(|value| of(value.as_ref()?))?
}

/// Keeps a secret that a save has not changed and so has not answered.
pub fn keep(desk: Desk, secret: Option<String>) {
    if let Some(secret) = secret.filter(|_| in_memory(desk).is_none()) {
        put(desk, secret);
    }
}

fn put(desk: Desk, secret: String) {
    desk.integration.change(|value| {
        if let Some(inbound) = &mut value.inbound {
            inbound.secret = Some(secret);
        }
    });
}

fn of(integration: &Integration) -> Option<String> {
    integration.inbound.as_ref()?.secret.clone()
}
