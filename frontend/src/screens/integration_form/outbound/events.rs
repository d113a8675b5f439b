//! Which events are sent: a chip for each, and a list of the others by what they are about.

use super::{add, change, chosen};
use crate::{
    locale::{t, use_locale},
    logic::outbound,
    screens::integration_form::{desk::Desk, overtaken},
    texts::outbound as words,
    widgets::{Choice, Icon, SearchSelect, icons},
};
use leptos::prelude::*;
use shared::event;

/// The field.
#[component]
pub fn Events(desk: Desk) -> impl IntoView {
    let locale = use_locale();
    let events = chosen(desk);
    let error = Signal::derive(move || desk.beside("outbound.events"));
    let choices = Signal::derive(move || {
        let left = outbound::unchosen(&events.read());
        let choice = |event: &event::Event| Choice {
            value: event.name.to_owned(),
            label: locale.say(event.title).to_owned(),
            note: event.name.to_owned(),
            group: overtaken::title(event.scope, locale),
            ..Choice::default()
        };
        left.map(choice).collect::<Vec<_>>()
    });
    let chip = move |name: String| {
        let (title, shown) = (outbound::title(&name, locale.language()), name.clone());
        view! {
            <li class="chip">
                <span>{title.clone()}</span>
                <code class="chip__code">{shown}</code>
                <button
                    type="button" class="chip__remove" aria-label=locale.fill(words::EVENT_REMOVE, &[&title])
                    on:click=move |_| change(desk, |form| form.events.retain(|event| *event != name))
                >
                    <Icon path=icons::CLOSE />
                </button>
            </li>
        }
    };
    view! {
        <div class="field">
            <p class="field__label" id="form-events-label">{t(words::EVENTS)}</p>
            <ul
                id="form-events" tabindex="-1" class="chips" aria-labelledby="form-events-label"
                aria-describedby="form-events-error"
            >
                {move || events.get().into_iter().map(chip).collect_view()}
                <li>
                    <SearchSelect
                        label=words::EVENT_ADD placeholder=words::EVENT_SEARCH choices named=true many=true
                        class="button button--quiet" none=words::EVENT_UNKNOWN
                        on_choose=move |name| add(desk, name)
                    >
                        "+ "{t(words::EVENT_ADD)}
                    </SearchSelect>
                </li>
            </ul>
            <p id="form-events-error" class="field__error">{error}</p>
        </div>
    }
}
