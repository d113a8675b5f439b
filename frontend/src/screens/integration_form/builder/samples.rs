//! The request as a program: made by the portal, without the secret, in the language that was chosen.

use super::super::{desk::Desk, secret};
use crate::{
    api,
    locale::{t, use_locale},
    logic::request::{prefix, tidy},
    task::{effect, memo},
    texts::builder as words,
    theme,
    widgets::{CopyButton, Select},
};
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};
use shared::{
    integration::Inbound,
    sample::{Ask, LANGUAGES, Sample, find},
};
use std::time::Duration;

/// The part of the card, closed at first.
#[component]
pub fn Samples(desk: Desk) -> impl IntoView {
    let locale = use_locale();
    let open = RwSignal::new(false);
    let chosen = theme::stored(CHOSEN).filter(|code| find(code).is_some());
    let language = RwSignal::new(chosen.unwrap_or_else(|| LANGUAGES[0].code.to_owned()));
    let with_secret = RwSignal::new(false);
    let made = RwSignal::new(None::<Result<Sample, api::ApiError>>);
    let asked =
        memo(move || open.get().then(|| Ask { language: language.get(), request: tidy(&desk.form.read().request) }));
    let number = StoredValue::new(0_u32);
    let waiting = StoredValue::new_local(None::<TimeoutHandle>);
    effect(move || {
        let Some(ask) = asked.get() else { return };
        if let Some(earlier) = waiting.get_value() {
            earlier.clear();
        }
        number.update_value(|number| *number += 1);
        let mine = number.get_value();
        let send = move || {
            spawn_local(async move {
                let answer = api::post::<Sample>("/console/samples", &ask).await;
                // What was typed meanwhile has been asked for by itself.
                if number.try_get_value() == Some(mine) {
                    made.try_set(Some(answer));
                }
            });
        };
        let delay = if made.read_untracked().is_none() { Duration::ZERO } else { PAUSE };
        waiting.set_value(set_timeout_with_handle(send, delay).ok());
    });
    let inbound = desk.about_inbound(Inbound::clone);
    let webhook = move || {
        let inbound = inbound.get()?;
        let secret = inbound.secret?;
        Some(format!("{}{secret}/", prefix(&inbound.prefix, desk.form.read().request.v3)))
    };
    let can = desk.has_secret();
    let include = move |wanted: bool| {
        with_secret.set(wanted);
        if wanted {
            secret::with(desk, Box::new(|| ()));
        }
    };
    let text = Signal::derive(move || match &*made.read() {
        Some(Ok(sample)) => match webhook().filter(|_| with_secret.get()) {
            Some(webhook) => sample.with_webhook(&webhook),
            None => sample.text.clone(),
        },
        _ => String::new(),
    });
    let error = move || match &*made.read() {
        Some(Err(error)) => Some(error.text(locale)),
        _ => None,
    };
    let options = Signal::derive(|| {
        LANGUAGES.iter().map(|language| (language.code.to_owned(), language.title.to_owned())).collect::<Vec<_>>()
    });
    let choose = move |code: String| {
        theme::store(CHOSEN, &code);
        language.set(code);
    };
    let file = move || {
        let ending = find(&language.read()).map_or("txt", |language| language.ending);
        format!("{}.{ending}", desk.form.read().request.method)
    };
    let toggled = move |_| {
        open.update(|open| *open = !*open);
    };
    view! {
        <details class="fold" on:toggle=toggled>
            <summary class="fold__title">{t(words::SAMPLE)}</summary>
            <div class="samples">
                <div class="samples__head">
                    <Select label=words::SAMPLE_LANGUAGE value=language on_choose=choose options />
                    {move || can.get().then(|| view! {
                        <label class="samples__secret">
                            <input
                                type="checkbox" class="check__box" prop:checked=with_secret
                                on:change:target=move |event| include(event.target().checked())
                            />
                            {t(words::WITH_SECRET)}
                        </label>
                    })}
                </div>
                <p class="field__error" role="alert">{error}</p>
                <pre class="code samples__text" tabindex="0" aria-label=t(words::SAMPLE)>{text}</pre>
                <div class="samples__acts">
                    <CopyButton text label=words::COPY_SAMPLE />
                    <a
                        class="button" download=file
                        href=move || format!("data:text/plain;charset=utf-8,{}", String::from(js_sys::encode_uri_component(&text.read())))
                    >
                        {t(words::DOWNLOAD)}
                    </a>
                </div>
            </div>
        </details>
    }
}

/// Where this browser remembers the language.
const CHOSEN: &str = "portico.sample";

/// How long typing has to rest before a sample is made anew.
const PAUSE: Duration = Duration::from_millis(250);
