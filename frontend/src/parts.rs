//! The parts of the program that a browser fetches when they are first opened. The scenarios and what stands
//! around every screen are in the first part; what only these functions lead to is cut out of it by
//! `cargo xtask wasm`: the form, the lists, the statistics. What several parts share is fetched with the first of
//! them, in a file for each combination, so there are few parts. Without the feature `split` (as `trunk serve`
//! builds it) all is one.

use crate::{
    api::ApiError,
    app::Palette,
    logic::place::Over,
    screens::{
        audit::Audit,
        deliveries::Deliveries,
        integration_form::{EditIntegration, NewIntegration},
        integrations::Integrations,
        people::People,
        profile::Profile,
        settings::Settings,
        statistics::Statistics,
    },
    widgets::{Loaded, load},
};
#[cfg(feature = "split")]
use leptos::wasm_split::wasm_split;
use leptos::{prelude::*, wasm_split::SplitLoaderError};

/// What a part is once it is there: it draws a screen.
type Draw<A> = fn(A) -> AnyView;

type Fetched<A> = Result<Draw<A>, SplitLoaderError>;

/// `/dev/integrations`; the argument is what is open over it.
#[cfg_attr(feature = "split", wasm_split(lists, fallible, wasm_split_path = ::leptos::wasm_split))]
fn integrations() -> Fetched<Memo<Option<Over>>> {
    Ok(|over| view! { <Integrations over /> }.into_any())
}

/// `/dev/deliveries`; the argument is what is open over it.
#[cfg_attr(feature = "split", wasm_split(lists, fallible, wasm_split_path = ::leptos::wasm_split))]
fn deliveries() -> Fetched<Memo<Option<(String, String)>>> {
    Ok(|over| view! { <Deliveries over /> }.into_any())
}

#[cfg_attr(feature = "split", wasm_split(form, fallible, wasm_split_path = ::leptos::wasm_split))]
fn form() -> Fetched<Form> {
    Ok(|form| match form {
        Form::New { scenario, back } => view! { <NewIntegration code=scenario back /> }.into_any(),
        Form::Of { id } => view! { <EditIntegration id /> }.into_any(),
    })
}

#[cfg_attr(feature = "split", wasm_split(lists, fallible, wasm_split_path = ::leptos::wasm_split))]
fn people() -> Fetched<()> {
    Ok(|()| view! { <People /> }.into_any())
}

#[cfg_attr(feature = "split", wasm_split(lists, fallible, wasm_split_path = ::leptos::wasm_split))]
fn audit() -> Fetched<()> {
    Ok(|()| view! { <Audit /> }.into_any())
}

/// Settings and the profile, which look alike, and the palette.
#[cfg_attr(feature = "split", wasm_split(portal, fallible, wasm_split_path = ::leptos::wasm_split))]
fn portal() -> Fetched<Portal> {
    Ok(|which| match which {
        Portal::Settings => view! { <Settings /> }.into_any(),
        Portal::Profile => view! { <Profile /> }.into_any(),
        Portal::Palette { on_close } => view! { <Palette on_close /> }.into_any(),
    })
}

#[cfg_attr(feature = "split", wasm_split(statistics, fallible, wasm_split_path = ::leptos::wasm_split))]
fn statistics() -> Fetched<()> {
    Ok(|()| view! { <Statistics /> }.into_any())
}

/// Which integration's form.
#[derive(Clone)]
pub enum Form {
    /// A new one, by the code of its scenario, and the address below it.
    New { scenario: String, back: String },
    /// One that is there, by its id.
    Of { id: String },
}

/// The integrations grid.
#[component]
pub fn IntegrationsPart(over: Memo<Option<Over>>) -> impl IntoView {
    part(|| Box::pin(arrived(integrations())), over)
}

/// The form of an integration.
#[component]
pub fn FormPart(form: Form) -> impl IntoView {
    part(|| Box::pin(arrived(self::form())), form)
}

/// The deliveries.
#[component]
pub fn DeliveriesPart(over: Memo<Option<(String, String)>>) -> impl IntoView {
    part(|| Box::pin(arrived(deliveries())), over)
}

/// The people.
#[component]
pub fn PeoplePart() -> impl IntoView {
    part(|| Box::pin(arrived(people())), ())
}

/// The audit trail.
#[component]
pub fn AuditPart() -> impl IntoView {
    part(|| Box::pin(arrived(audit())), ())
}

/// What is about the portal rather than about integrations.
#[derive(Clone)]
pub enum Portal {
    /// Its settings.
    Settings,
    /// One's own profile.
    Profile,
    /// The command palette.
    Palette { on_close: Callback<()> },
}

/// The settings, the profile or the palette.
#[component]
pub fn PortalPart(which: Portal) -> impl IntoView {
    part(|| Box::pin(arrived(portal())), which)
}

/// The statistics.
#[component]
pub fn StatisticsPart() -> impl IntoView {
    part(|| Box::pin(arrived(statistics())), ())
}

type Arriving<A> = std::pin::Pin<Box<dyn Future<Output = Fetched<A>>>>;

fn part<A: Clone + Send + Sync + 'static>(fetch: fn() -> Arriving<A>, argument: A) -> AnyView {
    let draw = load(move || async move { fetch().await.map_err(|_| ApiError::Unreachable) });
    view! { <Loaded load=draw let:draw>{draw.get_untracked()(argument.clone())}</Loaded> }.into_any()
}

#[cfg(feature = "split")]
async fn arrived<A>(part: impl Future<Output = Fetched<A>>) -> Fetched<A> {
    part.await
}

#[cfg(not(feature = "split"))]
async fn arrived<A>(part: Fetched<A>) -> Fetched<A> {
    part
}
