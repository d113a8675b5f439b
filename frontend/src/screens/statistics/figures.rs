//! The figures that matter, beside those of as many days before.

use crate::{
    locale::{Locale, t, use_locale},
    logic::totals::{change, share},
    screens::integration_form::time,
    texts::statistics as words,
};
use leptos::prelude::*;
use shared::{
    stats::{Figures as Of, Statistics},
    text::Text,
};

/// The row of cards.
#[component]
pub fn Figures(answer: Signal<Statistics>) -> impl IntoView {
    let locale = use_locale();
    let errors_note = move || {
        let answer = answer.read();
        let rate = locale.percent(share(answer.total.errors, answer.total.requests));
        match answer.codes.iter().find(|code| code.count > 0) {
            Some(code) => {
                let name = if code.code.is_empty() { format!("HTTP {}", code.status) } else { code.code.clone() };
                locale.fill(words::ERRORS_MOST, &[&rate, &name])
            }
            None => locale.fill(words::ERRORS_RATE, &[&rate]),
        }
    };
    let limits_note = move || {
        let worked = time(answer.read().total.work_ms, locale);
        locale.fill(words::WORKED, &[&worked])
    };
    let optional = move |ms: Option<f64>| ms.map_or_else(|| "—".to_owned(), |ms| time(ms, locale));
    let slow_note = move || {
        let of = answer.read().total;
        locale.fill(words::PERCENTILES, &[&optional(of.p95_ms), &optional(of.p99_ms)])
    };
    let compared = move |of: fn(&Of) -> f64| compared(&answer.read(), of, locale);
    view! {
        <dl class="figures">
            {figure(words::REQUESTS, move || locale.count(answer.read().total.requests), move || compared(|of| of.requests as f64))}
            {figure(words::ERRORS, move || locale.count(answer.read().total.errors), errors_note)}
            {figure(words::MEDIAN, move || optional(answer.read().total.p50_ms), slow_note)}
            {figure(words::LIMIT_HITS, move || locale.count(answer.read().total.limited), limits_note)}
        </dl>
    }
}

/// "+12 % on the 14 days before", or how many a day when there is nothing to compare with. Tracked.
fn compared(answer: &Statistics, of: fn(&Of) -> f64, locale: Locale) -> String {
    let days = answer.days.len().max(1);
    let changed = answer.before.as_ref().and_then(|before| change(of(&answer.total), of(before)));
    match changed {
        Some(change) => locale.fill(words::COMPARED, &[&locale.signed_percent(change), &days.to_string()]),
        None => {
            let mean = of(&answer.total) / days as f64;
            locale.fill(words::REQUESTS_DAILY, &[&locale.decimal(mean, u32::from(mean < 10.0))])
        }
    }
}

fn figure(
    label: Text,
    value: impl Fn() -> String + Send + Sync + 'static,
    note: impl Fn() -> String + Send + Sync + 'static,
) -> AnyView {
    let (value, note) = (Signal::derive(value), Signal::derive(note));
    view! {
        <div class="card figure">
            <dt class="figure__label">{t(label)}</dt>
            <dd class="figure__value">{value}</dd>
            <dd class="figure__note">{note}</dd>
        </div>
    }
    .into_any()
}
