//! A status: a dot and a word.

use crate::locale::{Label, use_locale};
use leptos::prelude::*;

/// What a colour means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Nothing in particular.
    Neutral,
    /// Works.
    Ok,
    /// Wants a look.
    Warning,
    /// Does not work.
    Danger,
}

impl Tone {
    /// Part of the class names.
    pub const fn code(self) -> &'static str {
        match self {
            Tone::Neutral => "neutral",
            Tone::Ok => "ok",
            Tone::Warning => "warning",
            Tone::Danger => "danger",
        }
    }
}

/// A pill.
#[component]
pub fn Pill(#[prop(into)] tone: Signal<Tone>, #[prop(into)] label: Label) -> impl IntoView {
    let locale = use_locale();
    view! { <span class=move || format!("pill pill--{}", tone.get().code())>{move || label.read(locale)}</span> }
}
