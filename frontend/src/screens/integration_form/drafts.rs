//! Where a new integration begins: with the draft that the address names, as long as it lives, else with another one,
//! which the address names from then on. So a reload and a copied link find the same draft.

use super::desk;
use crate::{
    api::{self, ApiError},
    locale::Locale,
    logic::form,
    methods,
    texts::form as words,
    widgets::Toasts,
};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate, use_query_map},
    params::ParamsMap,
};
use shared::{
    fault,
    integration::{BuilderRequest, Integration, NAME_MAX, NewDraft, Status},
    scenario::Scenario,
};

/// The address of a new integration. `Copy`.
#[derive(Clone, Copy)]
pub struct Address {
    path: StoredValue<String>,
    query: StoredValue<ParamsMap>,
    go: Callback<String>,
}

/// The address of the page.
pub fn use_address() -> Address {
    let navigate = use_navigate();
    let quietly = || NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
    Address {
        path: StoredValue::new(use_location().pathname.get_untracked()),
        query: StoredValue::new(use_query_map().get_untracked()),
        go: Callback::new(move |to: String| navigate(&to, quietly())),
    }
}

impl Address {
    /// A draft has been saved.
    pub fn saved(self, id: u64) {
        self.go.run(format!("/dev/integrations/{id}"));
    }

    /// The draft that it names.
    fn draft(self) -> Option<u64> {
        self.query.with_value(|query| query.get("draft")?.parse().ok())
    }

    /// Names a draft, unless the form has been closed meanwhile.
    fn name(self, id: u64) {
        let Some(path) = self.path.try_get_value() else { return };
        self.query.update_value(|query| query.replace("draft", id.to_string()));
        self.go.run(format!("{path}{}", self.query.with_value(ParamsMap::to_query_string)));
    }
}

/// The draft to begin with: of a scenario, or like an integration that is there. With a `method` the request begins
/// with that one.
pub async fn begin(
    scenario: &'static Scenario,
    like: Option<u64>,
    method: Option<String>,
    address: Address,
    locale: Locale,
    toasts: Toasts,
) -> Result<Integration, ApiError> {
    let mut begun = find_or_make(scenario, like, address, locale, toasts).await?;
    // It may have been made in another language.
    let name = form::draft_name(&begun.name, scenario, untrack(|| locale.language()));
    if let (Status::Draft, Some(name)) = (begun.status, name) {
        begun.name = name.to_owned();
    }
    if let (Some(place), Status::Draft, Some(inbound)) = (method, begun.status, begun.inbound.as_mut()) {
        let known = methods::known().await?;
        if let Some(method) = methods::at(&known, &place) {
            inbound.request = form::with_method(&BuilderRequest::default(), method, None, Some(scenario));
        }
    }
    Ok(begun)
}

async fn find_or_make(
    scenario: &'static Scenario,
    like: Option<u64>,
    address: Address,
    locale: Locale,
    toasts: Toasts,
) -> Result<Integration, ApiError> {
    let known = address.draft();
    if let Some(id) = known {
        match api::get::<Integration>(&desk::path(id)).await {
            Ok(found) if found.scenario == scenario.code && found.status == Status::Draft => return Ok(found),
            Ok(found) if found.scenario == scenario.code => {
                address.saved(id);
                return Ok(found);
            }
            Err(error) if !error.is(fault::NOT_FOUND) => return Err(error),
            _ => {}
        }
    }
    let made = make(scenario, like, locale).await?;
    address.name(made.id);
    if known.is_some() {
        toasts.done(untrack(|| locale.say(words::DRAFT_GONE)));
    }
    Ok(made)
}

async fn make(scenario: &'static Scenario, like: Option<u64>, locale: Locale) -> Result<Integration, ApiError> {
    let name = match like {
        None => untrack(|| locale.say(scenario.title)).to_owned(),
        Some(id) => {
            let of = api::get::<Integration>(&desk::path(id)).await?;
            let name: String = of.name.chars().take(NAME_MAX - COPY_ROOM).collect();
            untrack(|| locale.fill(words::COPY_OF, &[&name]))
        }
    };
    let body = NewDraft { scenario: scenario.code.to_owned(), name, like };
    api::post("/console/drafts", &body).await
}

/// Characters that the words around a copied name may take.
const COPY_ROOM: usize = 20;
