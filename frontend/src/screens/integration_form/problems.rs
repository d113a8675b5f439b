//! What keeps the form from being saved, above everything else: each line leads to its field.

use super::desk::Desk;
use crate::{
    locale::{Locale, t, use_locale},
    logic::form::Problem,
    task::effect,
    texts::{builder, form as words},
    widgets::{Button, ButtonKind},
};
use leptos::prelude::*;
use shared::{
    fault,
    integration::{NAME_MAX, NOTE_MAX, RATE_MAX},
    text::Text,
};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The list; it takes the focus when Save was pressed in vain.
#[component]
pub fn Problems(desk: Desk) -> impl IntoView {
    let locale = use_locale();
    let lines = move || -> Vec<Line> {
        let own = if desk.tried.get() { desk.problems() } else { Vec::new() };
        let own = own.into_iter().map(|problem| {
            let (field, label) = place(problem);
            Line { field, label, text: message(problem, locale) }
        });
        let refused = FIELDS.iter().filter_map(|(name, field, label)| {
            Some(Line { field, label: *label, text: desk.submission.beside(name, locale)? })
        });
        own.chain(refused).collect()
    };
    // What the portal refused is told like what the form saw itself.
    effect(move || {
        let refused = desk.submission.error().read().as_ref().and_then(|error| error.field().map(str::to_owned));
        if refused.is_some() {
            request_animation_frame(focus);
        }
    });
    let line = move |Line { field, label, text }: Line| {
        view! {
            <li>
                <Button kind=ButtonKind::Quiet on_click=move |_| lead_to(field)>{t(label)}</Button>
                " "{text}
            </li>
        }
    };
    move || {
        let lines = lines();
        (!lines.is_empty()).then(|| {
            view! {
                <section class="alert alert--danger problems" id=ID tabindex="-1" aria-labelledby="form-problems-title">
                    <h3 id="form-problems-title">{t(words::FIX_THESE)}</h3>
                    <ul class="problems__list">{lines.into_iter().map(line).collect_view()}</ul>
                </section>
            }
        })
    }
}

struct Line {
    field: &'static str,
    label: Text,
    text: String,
}

const ID: &str = "form-problems";

/// Fields as the portal names them, where each is, and what it is called.
const FIELDS: [(&str, &str, Text); 6] = [
    ("name", NAME, words::NAME),
    ("note", "#form-note", words::NOTE),
    ("scopes", "#form-scopes", words::PERMISSIONS),
    ("expires", EXPIRES, words::EXPIRY),
    ("allow", "#form-allow", words::ALLOW),
    ("rate", RATE, words::RATE),
];

const NAME: &str = ".form__name";
const EXPIRES: &str = "#form-expires";
const RATE: &str = "#form-rate";
const REQUEST: &str = "[aria-invalid=true]:not(.form__name, #form-expires, #form-rate, #form-note, #form-allow)";

/// The text of what the form sees itself.
pub fn message(problem: Problem, locale: Locale) -> String {
    match problem {
        Problem::NameMissing => locale.say(fault::NAME_REQUIRED.text).to_owned(),
        Problem::NameLong => locale.fill(fault::TOO_LONG.text, &[&NAME_MAX.to_string()]),
        Problem::NoteLong => locale.fill(fault::TOO_LONG.text, &[&NOTE_MAX.to_string()]),
        Problem::RateOdd => locale.fill(fault::OUT_OF_RANGE.text, &[&format!("1–{RATE_MAX}")]),
        Problem::ExpiryPast => locale.say(fault::EXPIRY_PAST.text).to_owned(),
        Problem::Request => locale.say(words::REQUEST_WRONG).to_owned(),
    }
}

fn place(problem: Problem) -> (&'static str, Text) {
    match problem {
        Problem::NameMissing | Problem::NameLong => (NAME, words::NAME),
        Problem::NoteLong => ("#form-note", words::NOTE),
        Problem::RateOdd => (RATE, words::RATE),
        Problem::ExpiryPast => (EXPIRES, words::EXPIRY),
        Problem::Request => (REQUEST, builder::REQUEST),
    }
}

/// Leads the eye and the keyboard to the list.
pub fn focus() {
    lead_to("#form-problems");
}

fn lead_to(selector: &str) {
    let found = document().query_selector(&format!("dialog[open] {selector}")).ok().flatten();
    if let Some(found) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = found.focus();
    }
}
