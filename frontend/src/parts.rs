//! The parts of the program that a browser fetches when they are first opened. The scenarios and what stands
//! around every screen are in the first part; what only these functions lead to is cut out of it by
//! `cargo xtask wasm`: the form, the lists, the statistics. What several parts share is fetched with the first of
//! them, in a file for each combination, so there are few parts. Without the feature `split` (as `trunk serve`
//! builds it) all is one.

use crate::{
    api::ApiError,
    app::Palette,
    locale::{Label, use_locale},
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
    session::use_session,
    texts::{self, shell},
    widgets::{Loaded, Page, load},
};
#[cfg(feature = "split")]
use leptos::wasm_split::wasm_split;
use leptos::{prelude::*, wasm_split::SplitLoaderError};
use shared::{stats::KEPT_DAYS, text::Text};

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

#[cfg_attr(feature = "split", wasm_split(portal, fallible, wasm_split_path = ::leptos::wasm_split))]
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
    let lead = by_role(texts::integrations::LEAD_ADMIN, texts::integrations::LEAD);
    screen(shell::INTEGRATIONS, lead, move || part(|| Box::pin(arrived(integrations())), over))
}

/// The form of an integration.
#[component]
pub fn FormPart(form: Form) -> impl IntoView {
    part(|| Box::pin(arrived(self::form())), form)
}

/// The deliveries.
#[component]
pub fn DeliveriesPart(over: Memo<Option<(String, String)>>) -> impl IntoView {
    let lead = by_role(texts::deliveries::LEAD_ADMIN, texts::deliveries::LEAD);
    screen(texts::deliveries::TITLE, lead, move || part(|| Box::pin(arrived(deliveries())), over))
}

/// The people.
#[component]
pub fn PeoplePart() -> impl IntoView {
    screen(texts::people::TITLE, texts::people::LEAD.into(), || part(|| Box::pin(arrived(people())), ()))
}

/// The audit trail.
#[component]
pub fn AuditPart() -> impl IntoView {
    let lead = by_role(texts::audit::LEAD_ADMIN, texts::audit::LEAD);
    screen(shell::AUDIT, lead, || part(|| Box::pin(arrived(audit())), ()))
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
    let fetch: fn() -> Arriving<Portal> = || Box::pin(arrived(portal()));
    match which {
        Portal::Settings => {
            screen(texts::settings::TITLE, texts::settings::LEAD.into(), move || part(fetch, Portal::Settings))
        }
        Portal::Profile => view! { <Page title=texts::profile::TITLE>{part(fetch, Portal::Profile)}</Page> }.into_any(),
        Portal::Palette { .. } => part(fetch, which),
    }
}

/// The statistics.
#[component]
pub fn StatisticsPart() -> impl IntoView {
    let (locale, session) = (use_locale(), use_session());
    let lead = Signal::derive(move || {
        locale.fill(texts::statistics::LEAD, &[&KEPT_DAYS.to_string(), &session.portal().time_zone])
    });
    screen(texts::statistics::TITLE, lead.into(), || part(|| Box::pin(arrived(statistics())), ()))
}

type Arriving<A> = std::pin::Pin<Box<dyn Future<Output = Fetched<A>>>>;

/// A screen with its title and its lead, which are there before the part that draws the rest has come.
fn screen(title: Text, lead: Label, part: impl FnOnce() -> AnyView + Send + 'static) -> AnyView {
    view! { <Page title lead>{part()}</Page> }.into_any()
}

/// What administrators read, and everybody else.
fn by_role(admins: Text, others: Text) -> Label {
    let (locale, session) = (use_locale(), use_session());
    Signal::derive(move || locale.say(if session.admin() { admins } else { others }).to_owned()).into()
}

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
