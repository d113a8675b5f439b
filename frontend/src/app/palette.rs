//! The command palette: screens, scenarios, integrations, people and acts, by a few letters of their name.

use super::account::sign_out;
use crate::{
    api, leaving,
    locale::{Locale, t, use_locale},
    logic::palette::{Act, Entry, found},
    logic::people::full_name,
    methods,
    session::use_session,
    task::memo,
    texts::{deliveries, palette as words, settings, shell},
    theme::{self, theme_words},
    widgets::{Icon, Layer, Load, icons, load, popup, use_toasts},
};
use leptos::{ev::KeyboardEvent, html, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use shared::{
    grid::Named,
    method::MethodInfo,
    people::Person,
    profile::{ProfileChange, Theme},
    scenario,
    text::{Language, Text},
};
use std::sync::Arc;

/// A dialog over everything; `on_close` takes it away.
#[component]
pub fn Palette(on_close: Callback<()>) -> impl IntoView {
    let (locale, session, toasts, navigate) = (use_locale(), use_session(), use_toasts(), use_navigate());
    let colours = expect_context::<RwSignal<Theme>>();
    let help = expect_context::<RwSignal<bool>>();
    let admin = untrack(|| session.admin());
    let integrations = load(|| api::get::<Vec<Named>>("/console/integrations/names"));
    let people = load(move || async move {
        if admin { api::get::<Vec<Person>>("/console/people").await } else { Ok(Vec::new()) }
    });
    let (typed, at) = (RwSignal::new(String::new()), RwSignal::new(0_usize));
    let known = load(methods::known);
    let entries = memo(move || entries(locale, admin, integrations, people));
    let methods = memo(move || method_entries(locale, known));
    let shown = memo(move || {
        let typed = typed.read();
        // There are far too many to list them before something is looked for.
        match typed.trim().is_empty() {
            true => found(&[&entries.read()], &typed),
            false => found(&[&entries.read(), &methods.read()], &typed),
        }
    });
    let act = move |act: Act| {
        on_close.run(());
        match act {
            Act::Go(path) if leaving::asks(&path) => (),
            Act::Go(path) => navigate(&path, NavigateOptions::default()),
            Act::Theme(theme) => {
                theme::choose(colours, theme);
                session.keep(ProfileChange { theme: Some(theme), ..ProfileChange::default() });
            }
            Act::Language(language) => {
                locale.choose(language);
                session.keep(ProfileChange { language: Some(language), ..ProfileChange::default() });
            }
            Act::Shortcuts => help.set(true),
            Act::SignOut => sign_out(locale, toasts),
        }
    };
    let list = NodeRef::<html::Ul>::new();
    let key = {
        let act = act.clone();
        move |event: KeyboardEvent| {
            let count = shown.read_untracked().len().max(1);
            match event.key().as_str() {
                "ArrowDown" => at.update(|at| *at = (*at + 1) % count),
                "ArrowUp" => at.update(|at| *at = (*at + count - 1) % count),
                "Enter" => {
                    event.prevent_default();
                    let chosen = shown.read_untracked().get(at.get_untracked()).map(|entry| entry.act.clone());
                    return chosen.into_iter().for_each(&act);
                }
                _ => return,
            }
            event.prevent_default();
            request_animation_frame(move || {
                let list = list.try_get_untracked().flatten();
                let current = list.and_then(|list| list.query_selector("[aria-selected=true]").ok().flatten());
                current.iter().for_each(popup::reveal);
            });
        }
    };
    let option = move |(index, entry): (usize, Entry)| {
        let (act, chosen) = (act.clone(), entry.act);
        view! {
            <li
                id=format!("palette-{index}") class="choices__option palette__option" role="option"
                aria-selected=move || (at.get() == index).to_string() on:click=move |_| act(chosen.clone())
            >
                <span class="choices__label">{entry.label}</span>
                <span class="palette__kind">{entry.kind}</span>
            </li>
        }
    };
    let some = memo(move || !shown.read().is_empty());
    view! {
        <Layer class="palette" label=words::TITLE on_close light=true>
            <div class="palette__panel">
                <div class="search-box palette__search">
                    <Icon path=icons::SEARCH />
                    <input
                        class="input" type="search" autofocus role="combobox" autocomplete="off" spellcheck="false"
                        aria-label=t(words::TITLE) placeholder=t(words::HINT) aria-controls="palette-list"
                        aria-expanded="true" aria-autocomplete="list"
                        aria-activedescendant=move || some.get().then(|| format!("palette-{}", at.get()))
                        prop:value=typed
                        on:input:target=move |event| { typed.set(event.target().value()); at.set(0); } on:keydown=key
                    />
                </div>
                // The arrow keys scroll it from the field, so it is no stop of its own.
                <ul id="palette-list" class="choices__list palette__list" role="listbox" tabindex="-1" aria-label=t(words::FOUND) node_ref=list>
                    {move || shown.get().into_iter().enumerate().map(option.clone()).collect_view()}
                </ul>
                <p class="choices__more" aria-live="polite">
                    {move || (!some.get()).then(|| locale.say(words::NOTHING))}
                </p>
            </div>
        </Layer>
    }
    .into_any()
}

const PAGES: [(&str, Text, bool); 8] = [
    ("/dev", shell::USE_CASES, false),
    ("/dev/integrations", shell::INTEGRATIONS, false),
    ("/dev/deliveries", deliveries::TITLE, false),
    ("/dev/audit", shell::AUDIT, false),
    ("/dev/statistics", shell::STATISTICS, true),
    ("/people", shell::PEOPLE, true),
    ("/settings", settings::TITLE, true),
    ("/profile", crate::texts::profile::TITLE, false),
];

/// The methods that a webhook may call; each begins a webhook with it.
fn method_entries(locale: Locale, known: Load<Arc<[MethodInfo]>>) -> Vec<Entry> {
    let kind = locale.say(words::METHOD);
    let usable = |method: &&MethodInfo| method.implemented && !method.needs_app;
    let entry = |method: &MethodInfo| {
        let place = methods::place(method);
        let path = format!("/dev/scenarios/inbound/new?method={}", js_sys::encode_uri_component(&place));
        Entry { label: place, kind: kind.to_owned(), beside: method.description.clone(), act: Act::Go(path) }
    };
    known.value().read().iter().flat_map(|all| all.iter()).filter(usable).map(entry).collect()
}

/// Everything else that can be found, in the order in which equally good finds are shown.
fn entries(locale: Locale, admin: bool, integrations: Load<Vec<Named>>, people: Load<Vec<Person>>) -> Vec<Entry> {
    let entry = |label: &str, kind: Text, beside: &str, act: Act| {
        let kind = locale.say(kind).to_owned();
        Entry { label: label.to_owned(), kind, beside: beside.to_owned(), act }
    };
    let go = |path: String| Act::Go(path);
    let mut all = Vec::new();
    let pages = PAGES.iter().filter(|(_, _, admins)| admin || !admins);
    all.extend(pages.map(|(path, words, _)| entry(locale.say(*words), words::PAGE, path, go((*path).to_owned()))));
    all.push(entry(
        locale.say(words::NEW_INBOUND),
        words::ACTION,
        "inbound",
        go("/dev/scenarios/inbound/new".to_owned()),
    ));
    for row in integrations.value().read().iter().flatten() {
        all.push(entry(&row.name, words::INTEGRATION, "", go(format!("/dev/integrations/{}", row.id))));
    }
    for one in scenario::ALL.iter().filter(|one| one.opens()) {
        let path = format!("/dev/scenarios/{}/new", one.code);
        all.push(entry(locale.say(one.title), words::SCENARIO, locale.say(one.summary), go(path)));
    }
    for person in people.value().read().iter().flatten() {
        let name = full_name(person);
        let path = format!("/people?find={}", js_sys::encode_uri_component(&person.email));
        all.push(entry(&name, words::PERSON, &person.email, go(path)));
    }
    for theme in Theme::ALL {
        let label = locale.pair(locale.say(shell::THEME), locale.say(theme_words(theme)));
        all.push(entry(&label, words::ACTION, theme.code(), Act::Theme(theme)));
    }
    for language in Language::ALL {
        let label = locale.pair(locale.say(shell::LANGUAGE), language.name());
        all.push(entry(&label, words::ACTION, language.code(), Act::Language(language)));
    }
    all.push(entry(locale.say(words::SHORTCUTS), words::ACTION, "?", Act::Shortcuts));
    all.push(entry(locale.say(shell::SIGN_OUT), words::ACTION, "logout", Act::SignOut));
    all
}
