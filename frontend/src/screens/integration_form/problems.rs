//! What keeps the form from being saved, above everything else: each line leads to its field.

use super::desk::Desk;
use crate::{
    locale::{Locale, t},
    logic::form::Problem,
    task::effect,
    texts::{builder, form as words, outbound},
    widgets::{Button, ButtonKind},
};
use leptos::prelude::*;
use shared::text::Text;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The list; the first of its fields takes the focus when Save was pressed in vain.
#[component]
pub fn Problems(desk: Desk) -> impl IntoView {
    // What the portal refused is told like what the form saw itself.
    effect(move || {
        if desk.submission.error().read().as_ref().is_some_and(|error| error.field().is_some()) {
            request_animation_frame(move || focus(desk));
        }
    });
    let line = move |Line { place, label, text }: Line| {
        view! {
            <li>
                <Button kind=ButtonKind::Quiet on_click=move |_| lead_to(place)>{t(label)}</Button>
                " "{text}
            </li>
        }
    };
    move || {
        let lines = lines(desk);
        (!lines.is_empty()).then(|| {
            view! {
                <section class="alert alert--danger problems" aria-labelledby="form-problems-title">
                    <h3 id="form-problems-title">{t(words::FIX_THESE)}</h3>
                    <ul class="problems__list">{lines.into_iter().map(line).collect_view()}</ul>
                </section>
            }
        })
    }
}

struct Line {
    place: &'static str,
    label: Text,
    text: String,
}

/// What is wrong, from the top; what the form sees itself only after Save was pressed. Tracked.
fn lines(desk: Desk) -> Vec<Line> {
    let locale = desk.locale;
    let own = if desk.tried.get() { desk.problems() } else { Vec::new() };
    let text = |name: &str| {
        let own = own.iter().find(|problem| problem.field == name).map(|problem| message(problem, locale));
        own.or_else(|| desk.submission.beside(name, locale))
    };
    let line =
        |(name, place, label): &(&str, &'static str, Text)| Some(Line { place, label: *label, text: text(name)? });
    FIELDS.iter().filter_map(line).collect()
}

/// Fields as the portal names them, from the top: where each is, and what it is called.
const FIELDS: [(&str, &str, Text); 11] = [
    ("name", ".form__name", words::NAME),
    ("request", REQUEST, builder::REQUEST),
    ("request.method", REQUEST, builder::REQUEST),
    ("request.params", REQUEST, builder::REQUEST),
    ("scopes", "#form-scopes", words::PERMISSIONS),
    ("outbound.url", "#form-handler", outbound::HANDLER),
    ("outbound.events", "#form-events", outbound::EVENTS),
    ("expires", "#form-expires", words::EXPIRY),
    ("allow", "#form-allow", words::ALLOW),
    ("rate", "#form-rate", words::RATE),
    ("note", "#form-note", words::NOTE),
];

/// Whatever of the builder is at fault.
const REQUEST: &str = "#form-request [aria-invalid=true]";

/// The names of [`FIELDS`].
pub const NAMES: [&str; FIELDS.len()] = {
    let mut names = [""; FIELDS.len()];
    let mut at = 0;
    while at < names.len() {
        names[at] = FIELDS[at].0;
        at += 1;
    }
    names
};

/// The text of what the form sees itself.
pub fn message(problem: &Problem, locale: Locale) -> String {
    match &problem.why {
        Some(wrong) => locale.fill(wrong.fault.text, &[&wrong.detail]),
        None => locale.say(words::REQUEST_WRONG).to_owned(),
    }
}

/// Whether there is anything in the list; tracked.
pub fn any(desk: Desk) -> bool {
    !lines(desk).is_empty()
}

/// Leads to the first field at fault.
pub fn focus(desk: Desk) {
    let first = untrack(|| lines(desk).into_iter().next());
    first.into_iter().for_each(|line| lead_to(line.place));
}

fn lead_to(selector: &str) {
    let found = document().query_selector(&format!("dialog[open] {selector}")).ok().flatten();
    if let Some(found) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = found.focus();
    }
}
