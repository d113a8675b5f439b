//! Who has the most, what takes longest, and which errors there were; every name narrows the look down.

use super::{Look, caller_link, look::TIME, method_link};
use crate::{
    locale::{Label, Locale, t, use_locale},
    screens::integration_form::time,
    texts::statistics as words,
    widgets::{Column, Table},
};
use leptos::prelude::*;
use shared::{
    stats::{CodeCount, Statistics, Top},
    text::Text,
};

/// The lists that have something to say.
#[component]
pub fn Lists(look: Look, answer: Signal<Statistics>) -> impl IntoView {
    let locale = use_locale();
    let measured = move |title: Text, tops: &[Top]| {
        let measure = look.measure();
        let size = move |top: &Top| match measure {
            TIME => top.work_ms,
            0 => top.requests as f64,
            _ => top.errors as f64,
        };
        let shown =
            move |top: &Top| if measure == TIME { time(size(top), locale) } else { locale.count(size(top) as u64) };
        list(title, tops, size, shown, look, locale)
    };
    let lists = move || {
        let answer = answer.read();
        let slow = |top: &Top| top.p95_ms.unwrap_or_default();
        let slowest = list(words::SLOWEST, &answer.slowest, slow, move |top| time(slow(top), locale), look, locale);
        let integrations = measured(words::TOP_INTEGRATIONS, &answer.integrations);
        let methods = measured(words::TOP_METHODS, &answer.methods);
        [integrations, methods, slowest].into_iter().flatten().collect::<Vec<_>>()
    };
    let coded = move || (!answer.read().codes.is_empty()).then(|| codes(&answer.read().codes, look, locale));
    view! {
        <div class="tops">{lists}</div>
        {coded}
    }
}

/// A list, or nothing of an empty one. Tracked.
fn list(
    title: Text,
    tops: &[Top],
    size: impl Fn(&Top) -> f64,
    shown: impl Fn(&Top) -> String,
    look: Look,
    locale: Locale,
) -> Option<AnyView> {
    let most = size(tops.first()?).max(f64::MIN_POSITIVE);
    let entry = |top: &Top| {
        let name = match (&top.integration, &top.method) {
            (Some(caller), _) => caller_link(caller, look, locale),
            (None, method) => method_link(method.as_deref().unwrap_or_default(), look, locale),
        };
        let width = format!("--share: {}%", (size(top) * 100.0 / most).round() as u32);
        view! {
            <li class="top" style=width>
                <span class="top__name">{name}</span>
                <span class="top__value">{shown(top)}</span>
            </li>
        }
    };
    let entries = tops.iter().map(entry).collect_view();
    let list = view! {
        <section class="card">
            <h2 class="card__title">{locale.say(title)}</h2>
            <ol class="tops__list">{entries}</ol>
        </section>
    };
    Some(list.into_any())
}

fn codes(codes: &[CodeCount], look: Look, locale: Locale) -> AnyView {
    let columns = vec![
        Column::new("code", words::CODE),
        Column::new("status", words::STATUS).numeric(),
        Column::new("count", words::REQUESTS).numeric(),
        Column::new("batch", words::IN_BATCHES).numeric(),
        Column::new("integration", words::MOST_FROM),
        Column::new("method", words::METHOD),
    ];
    let cell = move |text: Text| locale.say(text);
    let line = |code: &CodeCount| {
        let name = if code.code.is_empty() { cell(words::NO_CODE).to_owned() } else { code.code.clone() };
        view! {
            <tr>
                <th scope="row" data-label=cell(words::CODE) class:mono=!code.code.is_empty()>{name}</th>
                <td class="table__number" data-label=cell(words::STATUS)>{code.status}</td>
                <td class="table__number" data-label=cell(words::REQUESTS)>{locale.count(code.count)}</td>
                <td class="table__number" data-label=cell(words::IN_BATCHES)>{locale.count(code.in_batch)}</td>
                <td data-label=cell(words::MOST_FROM)>{caller_link(&code.caller, look, locale)}</td>
                <td data-label=cell(words::METHOD)>{method_link(&code.method, look, locale)}</td>
            </tr>
        }
    };
    let lines = codes.iter().map(line).collect_view();
    view! {
        <section class="statistics__codes">
            <h2>{t(words::CODES)}</h2>
            <Table label=Label::from(words::CODES) columns>{lines}</Table>
        </section>
    }
    .into_any()
}
