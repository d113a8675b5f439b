//! What a handler gets: the body of an event with values made up, as a form and as JSON.

use super::{chosen, read};
use crate::{
    api,
    locale::{t, use_locale},
    logic::outbound::{sample_of, shown, with_code},
    screens::integration_form::desk::Desk,
    texts::outbound as words,
    widgets::{CopyButton, Load, Loaded, Segments, Select},
};
use js_sys::JSON;
use leptos::prelude::*;
use shared::{event::EVENTS, integration::EventInfo};
use wasm_bindgen::JsValue;

/// The part of the card, closed at first.
#[component]
pub fn Body(desk: Desk) -> impl IntoView {
    let load = Load::<Vec<EventInfo>>::new();
    let asked = StoredValue::new(false);
    let toggled = move |_| {
        if !asked.get_value() {
            asked.set_value(true);
            load.follow(move || {
                crate::task::work(api::get::<Vec<EventInfo>>("/console/events"), move |events| load.replace(events))
            });
        }
    };
    view! {
        <details class="fold" on:toggle=toggled>
            <summary class="fold__title">{t(words::SAMPLE)}</summary>
            <Loaded load=load lines=3 let:events>
                <Sample desk events />
            </Loaded>
        </details>
    }
}

#[component]
fn Sample(desk: Desk, events: Signal<Vec<EventInfo>>) -> impl IntoView {
    let locale = use_locale();
    let (wanted, chosen) = (RwSignal::new(String::new()), chosen(desk));
    let all = || EVENTS.iter().filter(|event| event.webhooks).map(|event| event.name.to_owned()).collect::<Vec<_>>();
    let offered = move || if chosen.read().is_empty() { all() } else { chosen.get() };
    let options = Signal::derive(move || {
        let option = |name: String| (with_code(&name, locale.language()), name);
        offered().into_iter().map(option).map(|(words, name)| (name, words)).collect::<Vec<_>>()
    });
    let value = Signal::derive(move || shown(&wanted.read(), &offered()).to_owned());
    // The form's own choice, until somebody wants to see the other.
    let other = RwSignal::new(None::<usize>);
    let format = Signal::derive(move || other.get().unwrap_or_else(|| usize::from(read(desk, |form| form.json))));
    let text = Signal::derive(move || {
        let (events, value) = (events.read(), value.read());
        let event = events.iter().find(|event| event.name == sample_of(&value));
        event.map_or_else(
            String::new,
            |event| if format.get() == 1 { indented(&event.json) } else { event.form.clone() },
        )
    });
    view! {
        <div class="samples">
            <div class="samples__head">
                <Select label=words::SAMPLE_EVENT value on_choose=move |name| wanted.set(name) options />
                <Segments
                    label=words::FORMAT options=vec![words::FORM.into(), words::JSON.into()] chosen=format
                    on_choose=move |at| other.set(Some(at))
                />
            </div>
            <pre class="code samples__text" tabindex="0" aria-label=t(words::SAMPLE)>{text}</pre>
            <div class="samples__acts">
                <CopyButton text label=words::SAMPLE_COPY />
            </div>
        </div>
    }
}

/// JSON on lines of its own.
fn indented(json: &str) -> String {
    let value = JSON::parse(json);
    let text = value.and_then(|value| JSON::stringify_with_replacer_and_space(&value, &JsValue::NULL, &2.into()));
    text.map_or_else(|_| json.to_owned(), String::from)
}
