//! Filters under a name.

use super::desk::Desk;
use crate::{
    locale::{t, use_locale},
    logic::grid::{Saved, query::Query},
    texts::integrations as words,
    widgets::{Button, Field, Icon, icons},
};
use leptos::{ev::SubmitEvent, prelude::*};
use shared::grid::KEYS;

/// How many a person may keep.
const MOST: usize = 30;

/// Those there are, and a way to keep the present one.
#[component]
pub fn SavedFilters(desk: Desk) -> impl IntoView {
    let locale = use_locale();
    let name = RwSignal::new(String::new());
    let fault = RwSignal::new(None::<shared::text::Text>);
    let error = Signal::derive(move || fault.get().map(|text| locale.say(text).to_owned()));
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let filter = desk.address.query.with_untracked(Query::filter);
        let typed = name.with_untracked(|name| name.trim().to_owned());
        let full = desk.saved.signal().with_untracked(|saved| saved.len() >= MOST);
        let wrong = match () {
            () if typed.is_empty() => Some(words::FILTER_NAMELESS),
            () if filter == Query::default() => Some(words::FILTER_EMPTY),
            () if full => Some(words::FILTERS_FULL),
            () => None,
        };
        fault.set(wrong);
        if wrong.is_some() {
            return;
        }
        desk.saved.update(|saved| {
            saved.retain(|known| known.name != typed);
            saved.push(Saved { name: typed, query: filter.text() });
        });
        name.set(String::new());
    };
    view! {
        <section class="integrations__saved" aria-label=t(words::SAVED_FILTERS)>
            <h2 class="integrations__saved-title">{t(words::SAVED_FILTERS)}</h2>
            {move || {
                let saved = desk.saved.get();
                match saved.is_empty() {
                    true => view! { <p class="integrations__hint">{t(words::NO_SAVED_FILTERS)}</p> }.into_any(),
                    false => view! {
                        <ul class="integrations__sets">{saved.into_iter().map(|one| set(desk, one)).collect_view()}</ul>
                    }
                    .into_any(),
                }
            }}
            <form class="integrations__keep" on:submit=save>
                <Field label=words::FILTER_NAME value=name error />
                <Button submit=true>{t(words::SAVE_FILTER)}</Button>
            </form>
        </section>
    }
}

fn set(desk: Desk, saved: Saved) -> impl IntoView {
    let locale = use_locale();
    let Saved { name, query } = saved;
    let filter = Query::parse(&query, KEYS);
    let label = {
        let name = name.clone();
        move || locale.fill(words::DELETE_FILTER, &[&name])
    };
    let gone = name.clone();
    let here = {
        let filter = filter.clone();
        move || (desk.address.query().filter() == filter).then_some("true")
    };
    let apply = move |_| desk.address.put(desk.address.query.with_untracked(|query| query.filtered_as(&filter)));
    view! {
        <li class="integrations__set">
            <button type="button" class="button button--quiet" aria-current=here on:click=apply>{name}</button>
            <button
                type="button" class="button button--icon" aria-label=label
                on:click=move |_| desk.saved.update(|saved| saved.retain(|known| known.name != gone))
            >
                <Icon path=icons::CLOSE />
            </button>
        </li>
    }
}
