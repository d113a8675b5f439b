//! How much the portal is called, by whom and for what, and how that stands against its limits.

mod chart;
mod figures;
mod filters;
mod lists;
mod look;
mod rows;
mod standing;

use crate::{
    live::live,
    locale::{Locale, t},
    task::{effect, memo},
    texts::statistics as words,
    widgets::{Button, Empty, Loaded, actions},
};
use chart::Chart;
use figures::Figures;
use filters::Filters;
use leptos::prelude::*;
use lists::Lists;
use look::Look;
use rows::Rows;
use shared::stats::{self, Caller, Statistics as Answer, WINDOW_DAYS};
use standing::Now;

/// Seconds between looks at the same window.
const AGAIN: u64 = 10;

/// `/dev/statistics`.
#[component]
pub fn Statistics() -> impl IntoView {
    let look = Look::new();
    let answer = live::<Answer>(AGAIN, move || look.path());
    let file = move |format: &'static str| move || look.file(format);
    let asked = memo(move || look.asked().is_ok());
    actions(move || {
        asked.get().then(|| {
            view! {
                <a class="button" href=file("csv") download="">{t(words::EXPORT_CSV)}</a>
                <a class="button" href=file("json") download="">{t(words::EXPORT_JSON)}</a>
            }
        })
    });
    view! {
        <Filters look answer=answer.value() />
        <Now look />
        {move || match asked.get() {
            true => view! {
                <Loaded load=answer lines=6 let:answer>
                    <Shown look answer />
                </Loaded>
            }
            .into_any(),
            // What is wrong stands at the field.
            false => view! {
                <Empty title=words::NO_WINDOW>
                    <Button on_click=move |_| look.show_last(WINDOW_DAYS as u64)>{t(words::LAST_14)}</Button>
                </Empty>
            }
            .into_any(),
        }}
    }
}

/// An answer. What has the focus stays where it is: newer numbers of the same look wait until it has left.
#[component]
fn Shown(look: Look, answer: Signal<Answer>) -> impl IntoView {
    let shown = RwSignal::new(answer.get_untracked());
    let inside = RwSignal::new(false);
    let of = StoredValue::new(untrack(|| look.path()));
    effect(move || {
        let (newer, path) = (answer.get(), untrack(|| look.path()));
        if !inside.get() || of.with_value(|of| *of != path) {
            of.set_value(path);
            if *shown.read_untracked() != newer {
                shown.set(newer);
            }
        }
    });
    let answer = Signal::from(shown);
    view! {
        <div class="statistics" on:focusin=move |_| inside.set(true) on:focusout=move |_| inside.set(false)>
            <Figures answer />
            <Chart look answer />
            <Lists look answer />
            <Rows look answer />
        </div>
    }
}

/// What an integration is called; tracked.
fn caller_name(caller: &Caller, locale: Locale) -> String {
    caller.called(locale.language())
}

/// What a method is called; unknown names are counted together. Tracked.
fn method_name(method: &str, locale: Locale) -> String {
    stats::method_name(method, locale.language()).to_owned()
}

/// A button with the name of an integration that narrows the look down to it.
fn caller_link(caller: &Caller, look: Look, locale: Locale) -> AnyView {
    let (id, name) = (caller.id, caller_name(caller, locale));
    view! { <button type="button" class="link" on:click=move |_| look.only(id)>{name}</button> }.into_any()
}

/// The same for a method; unknown names cannot be picked.
fn method_link(method: &str, look: Look, locale: Locale) -> AnyView {
    let (name, wanted) = (method_name(method, locale), method.to_owned());
    if wanted.is_empty() {
        return view! { <span>{name}</span> }.into_any();
    }
    view! { <button type="button" class="link mono" on:click=move |_| look.only_method(&wanted)>{name}</button> }
        .into_any()
}
