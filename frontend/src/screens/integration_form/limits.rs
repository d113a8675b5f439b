//! How long the webhook answers, and whether it does now.

use super::desk::Desk;
use crate::{
    locale::{Label, t, use_locale},
    logic::form::Problem,
    texts::form as words,
    widgets::Segments,
};
use js_sys::Date;
use leptos::prelude::*;
use shared::{Millis, fault, integration::Status};

/// The card.
#[component]
pub fn Limits(desk: Desk) -> impl IntoView {
    let locale = use_locale();
    let expires = Signal::derive(move || desk.form.read().expires);
    let choose = move |days: Option<u32>| {
        desk.form.update(|form| form.expires = days.map(|days| end_of_day(&Date::new_0(), days)));
    };
    let chosen = move || match expires.get() {
        None => 0,
        Some(at) => {
            SPANS.iter().position(|days| end_of_day(&Date::new_0(), *days) == at).map_or(usize::MAX, |at| at + 1)
        }
    };
    let pick = move |text: String| {
        let day = Date::new(&format!("{text}T00:00:00").into());
        desk.form.update(|form| form.expires = (!day.get_time().is_nan()).then(|| end_of_day(&day, 0)));
    };
    let error = move || {
        let past = desk.problems().contains(&Problem::ExpiryPast);
        past.then(|| locale.say(fault::EXPIRY_PAST.text).to_owned())
            .or_else(|| desk.submission.beside("expires", locale))
    };
    let options: Vec<Label> =
        [words::EXPIRY_NEVER, words::EXPIRY_30, words::EXPIRY_90, words::EXPIRY_YEAR].map(Label::from).into();
    let status = desk.about(|integration| integration.status);
    view! {
        <section class="card" aria-label=t(words::EXPIRY)>
            <div class="card__head">
                <h3 class="card__title">{t(words::EXPIRY)}</h3>
                <span class="card__aside">{t(words::EXPIRY_HELP)}</span>
            </div>
            <div class="limits">
                <Segments
                    label=words::EXPIRY options chosen=Signal::derive(chosen)
                    on_choose=move |at: usize| choose(at.checked_sub(1).map(|at| SPANS[at]))
                />
                <label class="limits__date">
                    <span>{t(words::EXPIRY_DATE)}</span>
                    <input
                        class="input" type="date" aria-describedby="form-expiry-error"
                        aria-invalid=move || error().is_some().then_some("true")
                        prop:value=move || expires.get().map(day_of).unwrap_or_default()
                        on:change:target=move |event| pick(event.target().value())
                    />
                </label>
            </div>
            <p id="form-expiry-error" class="field__error">{error}</p>
            {move || status.get().filter(|status| *status != Status::Draft).map(|status| view! {
                <label class="switch">
                    <input
                        class="switch__box" type="checkbox" role="switch" aria-describedby="form-enabled-help"
                        prop:checked=status != Status::Disabled
                        on:change:target=move |event| desk.enable(event.target().checked())
                    />
                    <span>{t(words::ANSWERS_CALLS)}</span>
                    <span id="form-enabled-help" class="card__aside">{t(words::ANSWERS_HELP)}</span>
                </label>
            })}
        </section>
    }
}

/// Days of the offered spans, in their order.
const SPANS: [u32; 3] = [30, 90, 365];

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
