//! A day to type in the order of one's own language, or to pick from the browser's calendar. A browser's own date
//! field writes days in the order of the browser, whatever the language of the page.

use super::{Icon, icons, popup::unique_id};
use crate::{
    locale::{Label, t, use_locale},
    logic::window,
    task::effect,
    texts::widgets as words,
};
use js_sys::{Function, Reflect};
use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;

/// A [`DayInput`] with its label, and below it what is wrong.
#[component]
pub fn DayField(
    #[prop(into)] label: Label,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_day: Callback<String>,
) -> impl IntoView {
    let locale = use_locale();
    let id = unique_id("day");
    let error_id = format!("{id}-error");
    let wrong = RwSignal::new(false);
    // What is no day stays in the field and goes nowhere.
    let take = move |typed: String| {
        let fits = typed.is_empty() || window::day(&typed).is_some();
        wrong.set(!fits);
        if fits {
            on_day.run(typed);
        }
    };
    let shown = move || {
        let odd = value.with(|value| !value.is_empty() && window::day(value).is_none());
        (wrong.get() || odd).then(|| locale.fill(words::NOT_A_DAY, &[&locale.day_hint()]))
    };
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>{move || label.read(locale)}</label>
            <DayInput
                id described=error_id.clone() value on_day=take invalid=Signal::derive(move || shown().is_some())
            />
            <p id=error_id class="field__error" role="status">{shown}</p>
        </div>
    }
}

/// The field: `value` is `2026-11-22`, empty, or something else that was typed; `on_day` gets the same once it has
/// been typed to the end.
#[component]
pub fn DayInput(
    id: String,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_day: Callback<String>,
    #[prop(into)] invalid: Signal<bool>,
    /// The id of what says what is wrong.
    described: String,
) -> impl IntoView {
    let locale = use_locale();
    let typed = RwSignal::new(None::<String>);
    let native = NodeRef::<html::Input>::new();
    effect(move || {
        value.track();
        typed.set(None);
    });
    let shown = move || {
        typed.get().unwrap_or_else(|| {
            let value = value.get();
            window::day(&value).map_or(value, |day| locale.day_pattern().write(day))
        })
    };
    let settle = move |text: String| match locale.day_pattern().read(&text) {
        Some(day) => {
            typed.set(None);
            on_day.run(day.to_string());
        }
        None => {
            typed.set(Some(text.clone()));
            on_day.run(text.trim().to_owned());
        }
    };
    let pick = move |_| {
        let Some(native) = native.get_untracked() else { return };
        // Browsers without it have their own way into the field below.
        if let Ok(open) = Reflect::get(&native, &"showPicker".into()).and_then(|open| open.dyn_into::<Function>()) {
            let _ = open.call0(&native);
        }
    };
    view! {
        <div class="day">
            <input
                id=id class="input" type="text" inputmode="numeric" autocomplete="off" spellcheck="false"
                placeholder=move || locale.day_hint() aria-invalid=move || invalid.get().then_some("true")
                aria-describedby=described prop:value=shown
                on:input:target=move |event| typed.set(Some(event.target().value()))
                on:change:target=move |event| untrack(|| settle(event.target().value()))
            />
            <button type="button" class="day__open button button--icon" aria-label=t(words::PICK_DAY) on:click=pick>
                <Icon path=icons::CALENDAR />
            </button>
            <input
                class="day__native" type="date" tabindex="-1" aria-hidden="true" node_ref=native prop:value=value
                on:input:target=move |event| { typed.set(None); on_day.run(event.target().value()); }
            />
        </div>
    }
    .into_any()
}
