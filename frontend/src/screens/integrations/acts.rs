//! What the menu of a row does.

use super::desk::Desk;
use crate::{
    api,
    locale::Locale,
    texts::{integrations as words, widgets},
    widgets::{Toasts, copy_text},
};
use leptos::{prelude::*, task::spawn_local};
use serde_json::Value;
use shared::{
    integration::{Enable, Integration, NewDraft, Revealed, Row, Status},
    scenario,
};
use wasm_bindgen::JsCast;

/// Switches a row on or off.
pub fn switch(desk: Desk, row: &Row, locale: Locale, toasts: Toasts) {
    let enabled = row.status == Status::Disabled;
    let path = format!("/console/integrations/{}/enabled?version={}", row.id, row.version);
    spawn_local(async move {
        match api::post::<Row>(&path, &Enable { enabled }).await {
            Ok(row) => {
                let text = if enabled { words::NOW_ENABLED } else { words::NOW_DISABLED };
                toasts.done(untrack(|| locale.fill(text, &[&row.name])));
                desk.renew(row);
            }
            Err(error) => {
                toasts.failed(untrack(|| error.text(locale)));
                desk.again();
            }
        }
    });
}

/// Puts the whole address of one's own webhook on the clipboard.
pub fn copy_address(id: u64, locale: Locale, toasts: Toasts) {
    spawn_local(async move {
        let outcome = match address_of(id).await {
            Ok(Some(address)) => Ok(copy(&address).await),
            Ok(None) => Ok(false),
            Err(error) => Err(error),
        };
        untrack(|| match outcome {
            Ok(true) => toasts.done(locale.say(words::ADDRESS_COPIED)),
            Ok(false) => toasts.failed(locale.say(widgets::COPY_FAILED)),
            Err(error) => toasts.failed(error.text(locale)),
        });
    });
}

/// Opens a draft that is like a row in everything but its secret and its owner.
pub fn duplicate(row: &Row, go: Callback<String>, locale: Locale, toasts: Toasts) {
    let name = untrack(|| locale.fill(words::COPY_OF, &[&row.name]));
    let draft = NewDraft { scenario: row.scenario.clone(), name, like: Some(row.id) };
    spawn_local(async move {
        match api::post::<Integration>("/console/drafts", &draft).await {
            Ok(made) => go.run(format!("/dev/integrations/{}", made.id)),
            Err(error) => toasts.failed(untrack(|| error.text(locale))),
        }
    });
}

async fn address_of(id: u64) -> Result<Option<String>, api::ApiError> {
    let integration = api::get::<Integration>(&format!("/console/integrations/{id}")).await?;
    let revealed = api::post::<Revealed>(&format!("/console/integrations/{id}/secret/reveal"), &Value::Null).await?;
    Ok(integration.inbound.map(|inbound| format!("{}{}/", inbound.prefix, revealed.secret)))
}

async fn copy(text: &str) -> bool {
    let beside = document().active_element().and_then(|element| element.dyn_into().ok());
    match beside {
        Some(beside) => copy_text(text, &beside).await,
        None => false,
    }
}

/// The words for a scenario.
pub fn scenario_title(code: &str, locale: Locale) -> String {
    scenario::find(code).map_or_else(|| code.to_owned(), |scenario| locale.say(scenario.title).to_owned())
}
