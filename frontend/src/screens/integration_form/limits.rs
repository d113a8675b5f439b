//! How long, from where and how often the webhook answers, and whether it does now.

use super::desk::{Desk, Question};
use crate::{
    locale::{Label, Locale, t, use_locale},
    logic::form,
    task::memo,
    texts::{form as words, outbound, widgets},
    widgets::{DayInput, Segments},
};
use js_sys::Date;
use leptos::prelude::*;
use shared::{Millis, integration::Status};

/// The cards: when, from where and how often the webhook may be called, and what people should know about it.
#[component]
pub fn Limits(desk: Desk) -> impl IntoView {
    let locale = use_locale();
    let status = desk.about(|integration| integration.status);
    let called = memo(move || desk.about_inbound(|_| ()).get().is_some());
    let saved = memo(move || status.get().filter(|status| *status != Status::Draft));
    let some = move || called.get() || saved.get().is_some();
    let calls = move || {
        called.get().then(|| {
            view! {
                <Expiry desk />
                <Allow desk />
                <Rate desk />
            }
        })
    };
    let sends = desk.about_outbound(|outbound| !outbound.url.is_empty());
    let what = move || match (called.get(), sends.get() == Some(true)) {
        (true, true) => locale.say(words::ANSWERS_AND_SENDS),
        (true, false) => locale.say(words::ANSWERS_CALLS),
        (false, _) => locale.say(outbound::SENDS),
    };
    let title = move || t(if called.get() { words::LIMITS } else { words::STATE });
    let card = move || {
        view! {
        <section class="card" aria-label=title>
            <div class="card__head">
                <h3 class="card__title">{title}</h3>
            </div>
            <div class="limits">
                {calls}
                {move || saved.get().map(|status| view! {
                    <label class="switch">
                        <input
                            class="switch__box" type="checkbox" role="switch" aria-describedby="form-enabled-help"
                            prop:checked=status != Status::Disabled
                            on:change:target=move |event| match event.target().checked() {
                                true => desk.enable(true),
                                false => {
                                    // It is on until the question is answered.
                                    event.target().set_checked(true);
                                    desk.question.set(Some(Question::SwitchOff));
                                }
                            }
                        />
                        <span>{what}</span>
                        <span id="form-enabled-help" class="card__aside">{t(words::ANSWERS_HELP)}</span>
                    </label>
                })}
            </div>
        </section>
        }
    };
    view! {
        {move || some().then(card)}
        <section class="card" aria-label=t(words::NOTE)>
            <Note desk />
        </section>
    }
}

/// What stands beside a field.
fn fault_of(desk: Desk, field: &'static str) -> Signal<Option<String>> {
    Signal::derive(move || desk.beside(field))
}

#[component]
fn Expiry(desk: Desk) -> impl IntoView {
    let locale = use_locale();
    let expires = Signal::derive(move || desk.form.read().expires);
    let choose = move |days: Option<u32>| {
        desk.form.update(|form| form.expires = days.map(|days| end_of_day(&today(locale), days)));
    };
    let chosen = move || match expires.get() {
        None => 0,
        Some(at) => {
            SPANS.iter().position(|days| end_of_day(&today(locale), *days) == at).map_or(usize::MAX, |at| at + 1)
        }
    };
    // What is no day is kept as one that the form refuses, and shown as it was typed.
    let odd = RwSignal::new(None::<String>);
    let shown = Signal::derive(move || match expires.get() {
        Some(NO_DAY) => odd.get().unwrap_or_default(),
        at => at.map(day_of).unwrap_or_default(),
    });
    let pick = move |text: String| {
        let day = Date::new(&format!("{text}T00:00:00").into());
        let at = if day.get_time().is_nan() { NO_DAY } else { end_of_day(&day, 0) };
        odd.set(Some(text.clone()));
        desk.form.update(|form| form.expires = (!text.is_empty()).then_some(at));
    };
    let fault = fault_of(desk, "expires");
    let error = Signal::derive(move || match expires.get() {
        Some(NO_DAY) => Some(locale.fill(widgets::NOT_A_DAY, &[&locale.day_hint()])),
        _ => fault.get(),
    });
    let options: Vec<Label> =
        [words::EXPIRY_NEVER, words::EXPIRY_30, words::EXPIRY_90, words::EXPIRY_YEAR].map(Label::from).into();
    view! {
        <div class="field">
            <span class="field__label">{t(words::EXPIRY)}</span>
            <div class="limits__row">
                <Segments
                    label=words::EXPIRY options chosen=Signal::derive(chosen)
                    on_choose=move |at: usize| choose(at.checked_sub(1).map(|at| SPANS[at]))
                />
                <div class="limits__date">
                    <label for="form-expires">{t(words::EXPIRY_DATE)}</label>
                    <DayInput
                        id="form-expires".to_owned() described="form-expires-error".to_owned() value=shown on_day=pick
                        invalid=Signal::derive(move || error.read().is_some())
                    />
                </div>
            </div>
            <p id="form-expires-error" class="field__error">{error}</p>
            <p class="field__help">{t(words::EXPIRY_HELP)}</p>
        </div>
    }
}

/// Where calls may come from, one address or block a line. While it is being typed it stays as typed.
#[component]
fn Allow(desk: Desk) -> impl IntoView {
    let typed = RwSignal::new(None::<String>);
    let shown = move || typed.get().unwrap_or_else(|| desk.form.read().allow.join("\n"));
    let type_in = move |text: String| {
        desk.form.update(|form| form.allow = form::addresses(&text));
        typed.set(Some(text));
    };
    let error = fault_of(desk, "allow");
    view! {
        <div class="field">
            <label class="field__label" for="form-allow">{t(words::ALLOW)}</label>
            <textarea
                id="form-allow" class="input input--mono grows" rows="2" spellcheck="false" autocapitalize="none"
                placeholder="203.0.113.7\n10.0.0.0/8" aria-describedby="form-allow-help form-allow-error"
                aria-invalid=move || error.read().is_some().then_some("true") prop:value=shown
                on:input:target=move |event| type_in(event.target().value()) on:blur=move |_| typed.set(None)
            ></textarea>
            <p id="form-allow-error" class="field__error">{error}</p>
            <p id="form-allow-help" class="field__help">{t(words::ALLOW_HELP)}</p>
        </div>
    }
}

#[component]
fn Rate(desk: Desk) -> impl IntoView {
    let typed = RwSignal::new(None::<String>);
    let number = move || desk.form.read().rate.map(|rate| rate.to_string()).unwrap_or_default();
    let shown = move || typed.get().unwrap_or_else(number);
    let type_in = move |text: String| {
        // What is no number is kept as one that the form refuses.
        let rate = (!text.trim().is_empty()).then(|| text.trim().parse().unwrap_or(0));
        desk.form.update(|form| form.rate = rate);
        typed.set(Some(text));
    };
    let error = fault_of(desk, "rate");
    let settle = move |_| {
        if error.read_untracked().is_none() {
            typed.set(None);
        }
    };
    view! {
        <div class="field">
            <label class="field__label" for="form-rate">{t(words::RATE)}</label>
            <input
                id="form-rate" class="input limits__rate" type="text" inputmode="numeric" autocomplete="off"
                aria-describedby="form-rate-help form-rate-error"
                aria-invalid=move || error.read().is_some().then_some("true") prop:value=shown
                on:input:target=move |event| type_in(event.target().value()) on:blur=settle
            />
            <p id="form-rate-error" class="field__error">{error}</p>
            <p id="form-rate-help" class="field__help">{t(words::RATE_HELP)}</p>
        </div>
    }
}

#[component]
fn Note(desk: Desk) -> impl IntoView {
    let (locale, foreign) = (use_locale(), desk.foreign());
    let help = move || locale.say(if foreign.get() { words::NOTE_HELP_OF } else { words::NOTE_HELP });
    let error = fault_of(desk, "note");
    view! {
        <div class="field">
            <label class="field__label" for="form-note">{t(words::NOTE)}</label>
            <textarea
                id="form-note" class="input grows" rows="2" aria-describedby="form-note-help form-note-error"
                aria-invalid=move || error.read().is_some().then_some("true")
                prop:value=move || desk.form.read().note.clone()
                on:input:target=move |event| desk.form.update(|form| form.note = event.target().value())
            ></textarea>
            <p id="form-note-error" class="field__error">{error}</p>
            <p id="form-note-help" class="field__help">{help}</p>
        </div>
    }
}

/// The time of an expiry that was typed and is no day.
const NO_DAY: Millis = 0;

/// Days of the offered spans, in their order.
const SPANS: [u32; 3] = [30, 90, 365];

/// The day that it is by the portal's clock.
fn today(locale: Locale) -> Date {
    Date::new(&(locale.clock() as f64).into())
}

/// The last second of the day so many days later, in the browser's zone, as the person reads dates.
fn end_of_day(day: &Date, later: u32) -> Millis {
    let end = Date::new_with_year_month_day_hr_min_sec(
        day.get_full_year(),
        day.get_month() as i32,
        (day.get_date() + later) as i32,
        23,
        59,
        59,
    );
    end.get_time() as Millis
}

/// `YYYY-MM-DD` in the browser's zone, as date inputs have it.
fn day_of(at: Millis) -> String {
    let day = Date::new(&(at as f64).into());
    format!("{:04}-{:02}-{:02}", day.get_full_year(), day.get_month() + 1, day.get_date())
}
