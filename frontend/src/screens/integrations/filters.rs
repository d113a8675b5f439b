//! The filter of the grid: words, a panel of fields, filters under a name, and what is set as chips.

use super::{
    cells::{part_words, status_words},
    desk::Desk,
    saved::SavedFilters,
};
use crate::{
    api,
    locale::{Locale, t, use_locale},
    logic::outbound::with_code,
    session::use_session,
    task::memo,
    texts::integrations as words,
    widgets::{DayField, Icon, Load, Select, follow, icons, load, popup::unique_id},
};
use leptos::{html, prelude::*};
use shared::{
    grid::Facets,
    integration::{Part, Status},
    scope,
    text::Text,
};

/// The row above the table, and the panel that it opens.
#[component]
pub fn Filters(desk: Desk) -> impl IntoView {
    let locale = use_locale();
    let open = RwSignal::new(false);
    let id = unique_id("filters");
    let facets = load(|| api::get::<Facets>("/console/integrations/facets"));
    let count = memo(move || desk.address.query().filters().iter().filter(|(name, _)| *name != "find").count());
    let label = move || match count.get() {
        0 => locale.say(words::FILTERS).to_owned(),
        some => locale.fill(words::FILTERS_SET, &[&locale.count(some as u64)]),
    };
    view! {
        <div class="integrations__tools">
            <div class="search-box" role="search">
                <Icon path=icons::SEARCH />
                <input
                    class="input" type="search" autocomplete="off" spellcheck="false" aria-label=t(words::SEARCH)
                    placeholder=t(words::SEARCH) prop:value=move || desk.address.query().get("find").to_owned()
                    on:input:target=move |event| desk.set("find", &event.target().value())
                />
            </div>
            <button
                type="button" class="button integrations__filter" aria-expanded=move || open.get().to_string()
                aria-controls=id.clone() on:click=move |_| open.update(|open| *open = !*open)
            >
                <Icon path=icons::FILTER />
                {label}
            </button>
            <SortChoice desk />
        </div>
        <Chips desk facets />
        <div id=id hidden=move || !open.get()>
            {move || open.get().then(|| view! { <Panel desk facets /> })}
        </div>
    }
}

/// Where rows are cards there are no headers to press.
#[component]
fn SortChoice(desk: Desk) -> impl IntoView {
    let locale = use_locale();
    let options = Signal::derive(move || {
        let word = |text: Text| locale.say(text).to_owned();
        SORTS.iter().map(|(code, text)| ((*code).to_owned(), word(*text))).collect::<Vec<_>>()
    });
    view! {
        <div class="integrations__sort">
            <Select
                label=words::SORT_BY value=Signal::derive(move || desk.sort())
                on_choose=move |code: String| desk.set("sort", &code) options
            />
        </div>
    }
}

const SORTS: &[(&str, Text)] = &[
    ("", words::NEWEST),
    ("name", words::NAME),
    ("owner", words::OWNER),
    ("status", words::STATUS),
    ("-used", words::LAST_USED),
    ("-week", words::REQUESTS),
    ("-errors", words::ERROR_RATE),
];

#[component]
fn Panel(desk: Desk, facets: Load<Facets>) -> impl IntoView {
    let (locale, session) = (use_locale(), use_session());
    let choices = move |pick: fn(&Facets, Locale) -> Vec<(String, String)>| {
        Signal::derive(move || {
            let any = (String::new(), locale.say(words::ANY).to_owned());
            let known = facets.value().with(|facets| facets.as_ref().map(|facets| pick(facets, locale)));
            [any].into_iter().chain(known.unwrap_or_default()).collect::<Vec<_>>()
        })
    };
    let select = move |name: &'static str, label: Text, options: Signal<Vec<(String, String)>>| {
        let value = Signal::derive(move || desk.address.query().get(name).to_owned());
        view! { <Select label value options on_choose=move |value: String| desk.set(name, &value) /> }
    };
    let owners = choices(|facets, locale| {
        facets.owners.iter().map(|owner| (owner.id.to_string(), owner.shown(locale.language()))).collect()
    });
    let kinds = choices(|facets, locale| {
        facets.kinds.iter().map(|part| (part.code().to_owned(), locale.say(part_words(*part)).to_owned())).collect()
    });
    let scopes =
        choices(|facets, locale| facets.scopes.iter().map(|code| (code.clone(), scope_words(code, locale))).collect());
    let events = choices(|facets, locale| {
        facets.events.iter().map(|name| (name.clone(), with_code(name, locale.language()))).collect()
    });
    let statuses = choices(|_, locale| {
        STATUSES.iter().map(|status| (status.code().to_owned(), locale.say(status_words(*status)).to_owned())).collect()
    });
    let any_events =
        memo(move || facets.value().with(|facets| facets.as_ref().is_some_and(|all| !all.events.is_empty())));
    let never = move || desk.address.query().get("never") == "1";
    view! {
        <div class="card integrations__panel">
            <div class="integrations__fields">
                {entry(desk, "name", words::NAME_HAS)}
                {select("status", words::STATUS, statuses)}
                {move || session.admin().then(|| select("owner", words::OWNER, owners))}
                {select("scope", words::PERMISSION, scopes)}
                {select("kind", words::KIND, kinds)}
                {move || any_events.get().then(|| select("event", words::EVENT, events))}
                {day(desk, "created_from", words::CREATED_FROM)}
                {day(desk, "created_to", words::CREATED_TO)}
                {day(desk, "used_from", words::USED_FROM)}
                {day(desk, "used_to", words::USED_TO)}
                <label class="integrations__never">
                    <input
                        class="check__box" type="checkbox" prop:checked=never
                        on:change:target=move |event| desk.set("never", if event.target().checked() { "1" } else { "" })
                    />
                    {t(words::NEVER_USED)}
                </label>
            </div>
            <SavedFilters desk />
        </div>
    }
}

/// A member of the filter that is typed.
fn entry(desk: Desk, name: &'static str, label: Text) -> impl IntoView {
    let id = unique_id("filter");
    let input = NodeRef::<html::Input>::new();
    follow(input, move || desk.address.query().get(name).to_owned());
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>{t(label)}</label>
            <input
                id=id class="input" autocomplete="off" node_ref=input
                on:input:target=move |event| desk.set(name, &event.target().value())
            />
        </div>
    }
}

/// A member of the filter that is a day.
fn day(desk: Desk, name: &'static str, label: Text) -> impl IntoView {
    let value = Signal::derive(move || desk.address.query().get(name).to_owned());
    view! { <DayField label value on_day=move |day: String| desk.set(name, &day) /> }
}

/// What is set, each with a way to take it back.
#[component]
fn Chips(desk: Desk, facets: Load<Facets>) -> impl IntoView {
    let locale = use_locale();
    let set = memo(move || {
        let filters = desk.address.query().filters();
        filters.into_iter().filter(|(name, _)| *name != "find").collect::<Vec<_>>()
    });
    let chip = move |(name, value): (&'static str, String)| {
        let words = move || chip_words(name, &value, facets, locale);
        view! {
            <li>
                <button
                    type="button" class="integrations__chip" aria-label=move || locale.fill(words::REMOVE_FILTER, &[&words()])
                    on:click=move |_| desk.set(name, "")
                >
                    {words.clone()}
                    <Icon path=icons::CLOSE />
                </button>
            </li>
        }
    };
    move || {
        let set = set.get();
        (!set.is_empty()).then(|| view! {
            <ul class="integrations__chips" aria-label=t(words::FILTERS)>
                {set.into_iter().map(chip).collect_view()}
                <li>
                    <button type="button" class="button button--quiet" on:click=move |_| desk.reset()>{t(words::RESET)}</button>
                </li>
            </ul>
        })
    }
}

fn chip_words(name: &str, value: &str, facets: Load<Facets>, locale: Locale) -> String {
    let label = FIELDS.iter().find(|(known, _)| *known == name).map_or(words::NAME, |(_, label)| *label);
    let shown = match name {
        "never" => return locale.say(words::NEVER_USED).to_owned(),
        "owner" => facets.value().with(|facets| {
            let known = facets.as_ref().and_then(|all| all.owners.iter().find(|owner| owner.id.to_string() == value));
            known.map_or_else(|| format!("#{value}"), |owner| owner.name.clone())
        }),
        "scope" => scope_words(value, locale),
        "event" => with_code(value, locale.language()),
        "kind" => Part::ALL
            .iter()
            .find(|part| part.code() == value)
            .map_or_else(|| value.to_owned(), |part| locale.say(part_words(*part)).to_owned()),
        "status" => STATUSES
            .iter()
            .find(|status| status.code() == value)
            .map_or_else(|| value.to_owned(), |status| locale.say(status_words(*status)).to_owned()),
        name if name.ends_with("_from") || name.ends_with("_to") => locale.day(value),
        _ => value.to_owned(),
    };
    locale.pair(locale.say(label), &shown)
}

fn scope_words(code: &str, locale: Locale) -> String {
    scope::find(code).map_or_else(|| code.to_owned(), |scope| locale.say(scope.title).to_owned())
}

const STATUSES: [Status; 3] = [Status::Active, Status::Disabled, Status::Expired];

/// Words of the members, for chips.
const FIELDS: &[(&str, Text)] = &[
    ("name", words::NAME_HAS),
    ("status", words::STATUS),
    ("owner", words::OWNER),
    ("scope", words::PERMISSION),
    ("kind", words::KIND),
    ("event", words::EVENT),
    ("created_from", words::CREATED_FROM),
    ("created_to", words::CREATED_TO),
    ("used_from", words::USED_FROM),
    ("used_to", words::USED_TO),
];
