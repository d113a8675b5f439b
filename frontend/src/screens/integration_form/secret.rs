//! The secret in the hands of its owner: asked for when something needs it, kept as long as the form is open.

use super::desk::{self, Desk};
use crate::{api, task::Then};
use leptos::prelude::*;
use serde_json::Value;
use shared::integration::{Revealed, Secret};

/// Runs `then` once the form holds the inbound webhook's secret. What keeps it from coming shows at the form's
/// foot.
pub fn with(desk: Desk, then: Then) {
    with_this(desk, Secret::Inbound, then);
}

/// The same with any secret.
pub fn with_this(desk: Desk, which: Secret, then: Then) {
    if untrack(|| of(desk, which)).is_some() {
        then();
        return;
    }
    let Some(id) = desk.id() else { return };
    let path = format!("{}/secret/reveal?of={}", desk::path(id), which.code());
    desk.submission.send(async move { api::post::<Revealed>(&path, &Value::Null).await }, move |revealed| {
        put(desk, which, revealed.secret);
        // The form may have been closed meanwhile.
        if desk.integration.value().try_with_untracked(|value| value.is_some()) == Some(true) {
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

/// The inbound webhook's secret that the form holds.
pub fn in_memory(desk: Desk) -> Option<String> {
    untrack(|| of(desk, Secret::Inbound))
}

/// A secret that the form holds; tracked.
pub fn of(desk: Desk, which: Secret) -> Option<String> {
    desk.integration.value().try_with(|value| {
        let value = value.as_ref()?;
        match which {
            Secret::Inbound => value.inbound.as_ref()?.secret.clone(),
            Secret::Token => value.outbound.as_ref()?.token.clone(),
            Secret::Signing => value.outbound.as_ref()?.signing.clone(),
        }
    })?
}

/// All that the form holds.
pub fn held(desk: Desk) -> [Option<String>; 3] {
    untrack(|| Secret::ALL.map(|which| of(desk, which)))
}

/// Keeps those that a save has not changed and so has not answered.
pub fn keep(desk: Desk, secrets: [Option<String>; 3]) {
    for (which, secret) in Secret::ALL.into_iter().zip(secrets) {
        if let Some(secret) = secret.filter(|_| untrack(|| of(desk, which)).is_none()) {
            put(desk, which, secret);
        }
    }
}

fn put(desk: Desk, which: Secret, secret: String) {
    desk.integration.change(|value| {
        let place = match which {
            Secret::Inbound => value.inbound.as_mut().map(|inbound| &mut inbound.secret),
            Secret::Token => value.outbound.as_mut().map(|outbound| &mut outbound.token),
            Secret::Signing => value.outbound.as_mut().map(|outbound| &mut outbound.signing),
        };
        place.into_iter().for_each(|place| *place = Some(secret.clone()));
    });
}
