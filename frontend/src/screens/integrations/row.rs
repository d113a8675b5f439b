//! One row of the integrations grid, and what its menu does.

use crate::{
    api,
    locale::{DAY, Locale, t, use_locale},
    logic::integration_list as list,
    texts::integrations as words,
    widgets::{Avatar, Icon, Load, Menu, MenuItem, Pill, Sparkline, Tone, When, icons, use_toasts},
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use shared::{
    Millis,
    integration::{Enable, Part, Row, Status},
    text::Text,
};

/// `leaving` is the row about to be deleted.
#[component]
pub fn RowView(row: Row, rows: Load<Vec<Row>>, leaving: RwSignal<Option<Row>>) -> impl IntoView {
    let locale = use_locale();
    let href = format!("/dev/integrations/{}", row.id);
    let parts = {
        let parts = row.parts.clone();
        move || part_names(&parts, locale)
    };
    let scopes = {
        let row = row.clone();
        Signal::derive(move || list::scope_names(&row, locale.language()))
    };
    let requests = list::requests(&row);
    let used = row.last_used;
    let owner = row.owner.clone();
    view! {
        <tr>
            <th class="integrations__name" scope="row">
                <a href=href>{row.name.clone()}</a>
                <span class="integrations__parts">{parts}</span>
            </th>
            <td data-label=t(words::OWNER)>
                <span class="integrations__owner">
                    <Avatar id=row.owner.id name=row.owner.name.clone() />
                    {move || owner.shown(locale.language())}
                </span>
            </td>
            <td class="integrations__wide" title=move || scopes.get().join(", ")>
                {move || list_or_dash(scopes.get())}
            </td>
            <td class="integrations__widest">{list_or_dash(row.events.clone())}</td>
            <td class="integrations__widest">{list_or_dash(row.widgets.clone())}</td>
            <td class="integrations__status">{row_pill(&row)}</td>
            <td class="integrations__used" data-label=t(words::LAST_USED)>
                {match used {
                    Some(at) => view! { <When at /> }.into_any(),
                    None => t(words::NEVER).into_any(),
                }}
            </td>
            <td class="table__number" data-label=t(words::REQUESTS)>
                <span class="integrations__week">
                    <Sparkline values=row.week.clone() />
                    <span class="integrations__requests">{move || locale.count(requests)}</span>
                </span>
            </td>
            <td class="integrations__menu"><RowMenu row rows leaving /></td>
        </tr>
    }
}

/// A status in its colour.
pub fn status_pill(status: Status) -> impl IntoView {
    let (tone, label) = look(status);
    view! { <Pill tone label /> }
}

/// The status, or that it ends soon.
fn row_pill(row: &Row) -> impl IntoView + use<> {
    let locale = use_locale();
    let (status, expires) = (row.status, row.expires);
    let (tone, label) = look(status);
    let soon = Signal::derive(move || expires.filter(|at| status == Status::Active && at - locale.now() < WARNED));
    let tone = Signal::derive(move || if soon.get().is_some() { Tone::Warning } else { tone });
    let label = Signal::derive(move || match soon.get() {
        Some(at) => locale.fill(words::EXPIRES, &[&locale.relative(at)]),
        None => locale.say(label).to_owned(),
    });
    view! { <Pill tone label /> }
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

#[component]
fn RowMenu(row: Row, rows: Load<Vec<Row>>, leaving: RwSignal<Option<Row>>) -> impl IntoView {
    let (locale, toasts) = (use_locale(), use_toasts());
    let navigate = use_navigate();
    let (id, enabled, name) = (row.id, row.status != Status::Disabled, row.name.clone());
    let edit = move || navigate(&format!("/dev/integrations/{id}"), NavigateOptions::default());
    let switch = move || {
        spawn_local(async move {
            let path = format!("/console/integrations/{id}/enabled");
            match api::post::<Row>(&path, &Enable { enabled: !enabled }).await {
                Ok(row) => {
                    toasts.done(switched(&row, locale));
                    rows.change(|rows| rows.iter_mut().filter(|old| old.id == id).for_each(|old| *old = row.clone()));
                }
                Err(error) => toasts.failed(error.text(locale)),
            }
        });
    };
    let items = vec![
        MenuItem::new(words::EDIT, edit),
        MenuItem::new(if enabled { words::DISABLE } else { words::ENABLE }, switch),
        MenuItem::new(words::DELETE, move || leaving.set(Some(row.clone()))).dangerous(),
    ];
    let label = Signal::derive(move || locale.fill(words::ACTIONS_FOR, &[&name]));
    view! {
        <Menu label items=Signal::stored(items)>
            <Icon path=icons::MORE />
        </Menu>
    }
}

fn switched(row: &Row, locale: Locale) -> String {
    let text = if row.status == Status::Disabled { words::NOW_DISABLED } else { words::NOW_ENABLED };
    // Said once, from a task: nothing is to follow the language.
    untrack(|| locale.fill(text, &[&row.name]))
}

fn part_names(parts: &[Part], locale: Locale) -> String {
    let name = |part: &Part| match part {
        Part::Inbound => locale.say(words::PART_INBOUND),
    };
    parts.iter().map(name).collect::<Vec<_>>().join(" + ")
}

fn list_or_dash(names: Vec<String>) -> AnyView {
    if names.is_empty() {
        return view! { <span aria-hidden="true">"—"</span><span class="visually-hidden">{t(words::NONE)}</span> }
            .into_any();
    }
    list::shortened(&names).into_any()
}
