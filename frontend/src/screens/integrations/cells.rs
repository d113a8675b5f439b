//! The cells of a row, by the code of their column.

use crate::{
    locale::{DAY, Locale, t, use_locale},
    logic::{
        grid::error_rate,
        integration_list as list,
        outbound::{self, with_code},
    },
    texts::integrations as words,
    widgets::{Avatar, Pill, Sparkline, Tone, When},
};
use leptos::prelude::*;
use shared::{
    Millis,
    integration::{Part, Row, Status},
    text::Text,
};

/// One cell. `href` leads to the row's own page.
pub fn cell(code: &'static str, row: Memo<Row>, href: Signal<String>) -> AnyView {
    match code {
        "id" => view! {
            <td class="integrations__more table__number" data-label=t(words::ID)>{move || row.read().id}</td>
        }
        .into_any(),
        "name" => name(row, href).into_any(),
        "owner" => owner(row).into_any(),
        "scopes" => view! {
            <td class="integrations__more" data-label=t(words::PERMISSIONS)>{scope_list(row)}</td>
        }
        .into_any(),
        "events" => view! {
            <td class="integrations__more" data-label=t(words::EVENTS)>{event_list(row)}</td>
        }
        .into_any(),
        "widgets" => codes(words::WIDGETS, Signal::derive(move || row.read().widgets.clone())),
        "status" => view! { <td class="integrations__status">{status_of(row)}</td> }.into_any(),
        "week" => week(row).into_any(),
        "kind" => kind(row).into_any(),
        "created" => time(words::CREATED, Signal::derive(move || Some(row.read().created)), words::NEVER),
        "updated" => time(words::UPDATED, Signal::derive(move || Some(row.read().updated)), words::NEVER),
        "used" => time(words::LAST_USED, Signal::derive(move || row.read().last_used), words::NEVER),
        "expires" => time(words::EXPIRY, Signal::derive(move || row.read().expires), words::NEVER),
        "requests" => number(words::REQUESTS_24H, row, |row, locale| locale.count(row.requests_24h)),
        "errors" => number(words::ERROR_RATE, row, |row, locale| {
            error_rate(row.errors_24h, row.requests_24h).map_or_else(|| "—".to_owned(), |rate| locale.percent(rate))
        }),
        _ => ().into_any(),
    }
}

fn name(row: Memo<Row>, href: Signal<String>) -> impl IntoView {
    let locale = use_locale();
    view! {
        <th class="integrations__name" scope="row">
            <a href=href>{move || row.read().name.clone()}</a>
            <span class="integrations__parts">{move || part_names(&row.read().parts, locale)}</span>
        </th>
    }
}

fn owner(row: Memo<Row>) -> impl IntoView {
    let locale = use_locale();
    view! {
        <td data-label=t(words::OWNER)>
            <span class="integrations__owner">
                {move || {
                    let owner = row.read().owner.clone();
                    view! {
                        <Avatar id=owner.id name=owner.name.clone() />
                        <span>{owner.shown(locale.language())}</span>
                    }
                }}
            </span>
        </td>
    }
}

fn week(row: Memo<Row>) -> impl IntoView {
    let locale = use_locale();
    view! {
        <td class="table__number" data-label=t(words::REQUESTS)>
            <span class="integrations__week">
                <Sparkline values=Signal::derive(move || row.read().week.clone()) />
                <span class="integrations__requests">{move || locale.count(list::requests(&row.read()))}</span>
            </span>
        </td>
    }
}

fn kind(row: Memo<Row>) -> impl IntoView {
    let locale = use_locale();
    view! { <td class="integrations__more" data-label=t(words::KIND)>{move || part_names(&row.read().parts, locale)}</td> }
}

fn time(label: Text, at: Signal<Option<Millis>>, never: Text) -> AnyView {
    let at = Memo::new(move |_| at.get());
    view! {
        <td class="integrations__time" data-label=t(label)>
            {move || match at.get() {
                Some(at) => view! { <When at /> }.into_any(),
                None => t(never).into_any(),
            }}
        </td>
    }
    .into_any()
}

fn number(label: Text, row: Memo<Row>, words: fn(&Row, Locale) -> String) -> AnyView {
    let locale = use_locale();
    view! { <td class="table__number" data-label=t(label)>{move || words(&row.read(), locale)}</td> }.into_any()
}

fn codes(label: Text, codes: Signal<Vec<String>>) -> AnyView {
    view! { <td class="integrations__more" data-label=t(label)>{move || list_or_dash(codes.get())}</td> }.into_any()
}

/// The permissions of a row: the first few, and all of them on hover.
pub fn scope_list(row: Memo<Row>) -> impl IntoView {
    let locale = use_locale();
    let scopes = Memo::new(move |_| list::scope_names(&row.read(), locale.language()));
    view! { <span title=move || scopes.get().join(", ")>{move || list_or_dash(scopes.get())}</span> }
}

/// The events of a row, each on a line of its own with its code below; all of them on hover.
pub fn event_list(row: Memo<Row>) -> impl IntoView {
    let locale = use_locale();
    let events = Memo::new(move |_| row.read().events.clone());
    let all =
        move || events.read().iter().map(|name| with_code(name, locale.language())).collect::<Vec<_>>().join(", ");
    let line = move |name: &String| {
        let title = outbound::title(name, locale.language());
        let code = (title != *name).then(|| view! { <code class="integrations__code">{name.clone()}</code> });
        view! { <span class="integrations__event">{title}" "{code}</span> }
    };
    let lines = move || {
        let events = events.read();
        let (few, more) = list::first(&events);
        match few {
            [] => list_or_dash(Vec::new()),
            few => {
                let lines = few.iter().map(line).collect_view();
                view! { {lines} {(more > 0).then(|| format!("+ {more}"))} }.into_any()
            }
        }
    };
    view! { <span title=all>{lines}</span> }
}

/// A status in its colour.
pub fn status_pill(status: Status) -> impl IntoView {
    let (tone, label) = look(status);
    view! { <Pill tone label /> }
}

/// A status in words.
pub fn status_words(status: Status) -> Text {
    look(status).1
}

/// The status of a row, or that it ends soon.
pub fn status_of(row: Memo<Row>) -> impl IntoView {
    let locale = use_locale();
    let soon = Signal::derive(move || {
        let row = row.read();
        row.expires.filter(|at| row.status == Status::Active && at - locale.now() < WARNED)
    });
    let paused = Memo::new(move |_| row.read().paused && row.read().status == Status::Active);
    let tone =
        Signal::derive(
            move || if soon.get().is_some() || paused.get() { Tone::Warning } else { look(row.read().status).0 },
        );
    let label = Signal::derive(move || match soon.get() {
        _ if paused.get() => locale.say(words::PAUSED).to_owned(),
        Some(at) => locale.fill(words::EXPIRES, &[&locale.relative(at)]),
        None => locale.say(look(row.read().status).1).to_owned(),
    });
    view! { <Pill tone label /> }
}

/// What an integration is made of.
pub fn part_names(parts: &[Part], locale: Locale) -> String {
    parts.iter().map(|part| locale.say(part_words(*part))).collect::<Vec<_>>().join(" + ")
}

/// A part in words.
pub fn part_words(part: Part) -> Text {
    match part {
        Part::Inbound => words::PART_INBOUND,
        Part::Outbound => words::PART_OUTBOUND,
    }
}

/// How long before its expiry an integration is marked.
const WARNED: Millis = 14 * DAY;

fn look(status: Status) -> (Tone, Text) {
    match status {
        Status::Draft => (Tone::Neutral, words::DRAFT),
        Status::Active => (Tone::Ok, words::ACTIVE),
        Status::Disabled => (Tone::Neutral, words::DISABLED),
        Status::Expired => (Tone::Danger, words::EXPIRED),
    }
}

fn list_or_dash(names: Vec<String>) -> AnyView {
    if names.is_empty() {
        return view! { <span aria-hidden="true">"—"</span><span class="visually-hidden">{t(words::NONE)}</span> }
            .into_any();
    }
    list::shortened(&names).into_any()
}
