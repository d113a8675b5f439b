//! A delivery, over the list: what it is about, its attempts, and the request.

use super::{acts, attempts::Attempts, cells, request::RequestView};
use crate::{
    api::ApiError,
    live::{self, live},
    locale::{Label, t, use_locale},
    task::memo,
    texts::deliveries as words,
    widgets::{Button, ButtonKind, CopyButton, Empty, Load, Loaded, SlideOver, When, use_toasts},
};
use leptos::prelude::*;
use shared::{
    delivery::{Delivery, Detail, Handler, State},
    fault,
};

/// `/dev/deliveries/:integration/:id`; `leave` leads back to what it lies over.
#[component]
pub fn DeliveryPage(integration: String, id: String, leave: Callback<()>) -> impl IntoView {
    let locale = use_locale();
    let path = format!("/console/deliveries/{integration}/{id}");
    let detail = live::<Detail>(live::LIVELY, move || path.clone());
    let row = memo(move || detail.value().with(|detail| detail.as_ref().map(|detail| detail.delivery.clone())));
    let label = Signal::derive(move || match row.get() {
        Some(row) => cells::event_words(&row.event, locale),
        None => locale.say(words::TITLE).to_owned(),
    });
    let gone = memo(move || detail.error().with(|error| is_gone(error.as_ref())));
    let known = memo(move || row.read().is_some());
    // What is kept no longer than it is looked at stays in sight.
    let lost = memo(move || gone.get() && !known.get());
    let header = move || view! { <Header label row /> };
    let footer = move || view! { <Acts detail row /> };
    view! {
        <SlideOver label on_close=leave header footer wide=true>
            {move || match lost.get() {
                true => view! { <Empty title=words::GONE text=words::GONE_TEXT><span></span></Empty> }.into_any(),
                false => view! {
                    <Loaded load=detail let:detail>
                        <About detail />
                        <Attempts detail />
                        <RequestView detail />
                    </Loaded>
                }
                .into_any(),
            }}
        </SlideOver>
    }
}

fn is_gone(error: Option<&ApiError>) -> bool {
    error.is_some_and(|error| error.is(fault::NOT_FOUND) || error.is(fault::BAD_BODY))
}

#[component]
fn Header(label: Signal<String>, row: Memo<Option<Delivery>>) -> impl IntoView {
    let known = memo(move || row.read().is_some());
    view! {
        <div class="deliveries__head">
            <h2 class="slide-over__title" tabindex="-1" autofocus>{label}</h2>
            {move || known.get().then(|| row.get_untracked()).flatten().map(|first| {
                let test = first.test;
                let row = Memo::new(move |last: Option<&Delivery>| {
                    row.get().or_else(|| last.cloned()).unwrap_or_else(|| first.clone())
                });
                view! {
                    {cells::state(row)}
                    {test.then(|| view! { <cells::Test /> })}
                }
            })}
        </div>
    }
}

#[component]
fn Acts(detail: Load<Detail>, row: Memo<Option<Delivery>>) -> impl IntoView {
    let (locale, toasts) = (use_locale(), use_toasts());
    let waits = memo(move || row.read().as_ref().map(|row| row.state == State::Waiting));
    let press = move |_| {
        let Some(Delivery { integration, id, message, .. }) = row.get_untracked() else { return };
        let then = Callback::new(move |()| detail.again());
        acts::one(integration, id, message, then, locale, toasts);
    };
    let message = Signal::derive(move || row.read().as_ref().map(|row| row.message.clone()).unwrap_or_default());
    view! {
        {move || waits.get().map(|waits| view! {
            <Button kind=ButtonKind::Primary on_click=press>
                {t(if waits { words::TRY_NOW } else { words::AGAIN })}
            </Button>
            <CopyButton text=message label=words::COPY_MESSAGE />
        })}
    }
}

#[component]
fn About(detail: Signal<Detail>) -> impl IntoView {
    let locale = use_locale();
    let row = memo(move || detail.read().delivery.clone());
    let Delivery { integration, name, message, event, at, .. } = row.get_untracked();
    let waits = memo(move || row.read().state == State::Waiting);
    let handlers =
        live::<Vec<Handler>>(live::LIVELY, move || format!("/console/deliveries/handlers?integration={integration}"));
    let held = cells::is_held(handlers, integration);
    view! {
        <section class="card">
            <h3>{t(words::ABOUT)}</h3>
            <dl class="facts">
                <dt>{t(words::EVENT)}</dt>
                <dd><code>{event}</code></dd>
                <dt>{t(words::OBJECT)}</dt>
                <dd>{cells::object(row)}</dd>
                <dt>{t(words::INTEGRATION)}</dt>
                <dd><a href=format!("/dev/integrations/{integration}/deliveries")>{name}</a></dd>
                <dt>{t(words::MESSAGE)}</dt>
                <dd><code>{message}</code></dd>
                <dt>{t(words::HAPPENED)}</dt>
                <dd><When at /></dd>
                <dt>{t(words::TRIES)}</dt>
                <dd>{move || locale.count(row.read().tries.into())}</dd>
                {move || waits.get().then(|| view! {
                    <dt>{t(words::NEXT_TRY)}</dt>
                    <dd>{cells::next(row, held)}</dd>
                })}
            </dl>
        </section>
    }
}

/// A part of a request or of an answer: its title, a button that copies it, and what it says.
#[component]
pub fn Piece(
    #[prop(into)] title: Label,
    #[prop(into)] copy: Label,
    #[prop(into)] copied: Signal<String>,
    children: Children,
) -> impl IntoView {
    let locale = use_locale();
    let any = memo(move || !copied.read().is_empty());
    view! {
        <div class="deliveries__piece">
            <div class="deliveries__piece-head">
                <h4>{move || title.read(locale)}</h4>
                {move || any.get().then(|| view! { <CopyButton text=copied label=copy /> })}
            </div>
            {children()}
        </div>
    }
}

/// Names and values, as a list.
pub fn headers(headers: Vec<(String, String)>) -> AnyView {
    if headers.is_empty() {
        return view! { <p class="deliveries__hint">{t(words::NONE)}</p> }.into_any();
    }
    let line = |(name, value): (String, String)| view! { <dt>{name}</dt><dd>{value}</dd> };
    view! { <dl class="deliveries__headers">{headers.into_iter().map(line).collect_view()}</dl> }.into_any()
}

/// Headers as they are written, a line each.
pub fn header_lines(headers: &[(String, String)]) -> String {
    headers.iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join("\n")
}
