//! An instant: relative while it is young, exact on hover and focus.

use crate::locale::use_locale;
use leptos::{ev::KeyboardEvent, prelude::*};
use shared::Millis;

/// `at` in words; the exact time is a tip, and part of what is read out.
#[component]
pub fn When(at: Millis) -> impl IntoView {
    let locale = use_locale();
    // A tip can be dismissed without moving the pointer or the focus elsewhere.
    let hidden = RwSignal::new(false);
    let escape = move |event: KeyboardEvent| hidden.set(event.key() == "Escape");
    let exact = js_sys::Date::new(&(at as f64).into()).to_iso_string();
    view! {
        <time
            class="when" class:when--hidden=hidden datetime=String::from(exact) tabindex="0" on:keydown=escape
            on:blur=move |_| hidden.set(false) on:pointerleave=move |_| hidden.set(false)
        >
            {move || locale.when(at)}
            <span class="when__exact" role="tooltip">{move || locale.date_time(at)}</span>
        </time>
    }
}
