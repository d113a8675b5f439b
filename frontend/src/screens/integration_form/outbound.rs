//! The outbound webhook: where events go, which ones, and by what a handler knows them.

mod events;
mod pause;
mod sample;
mod secrets;
mod trial;

use super::desk::Desk;
use crate::{locale::t, logic::outbound, task::memo, texts::outbound as words, widgets::Segments};
use leptos::prelude::*;
use shared::{
    integration::SaveOutbound,
    scenario::{Block, Scenario},
};

/// The card. Beside an inbound webhook it can be closed, and starts so where the scenario merely offers it.
#[component]
pub fn Outbound(desk: Desk, scenario: &'static Scenario) -> impl IntoView {
    if !scenario.has(Block::Inbound) {
        return view! {
            <section class="card" aria-label=t(words::TITLE)>
                <div class="card__head">
                    <h3 class="card__title">{t(words::TITLE)}</h3>
                    <span class="card__aside">{t(words::LEAD)}</span>
                </div>
                {fields(desk)}
            </section>
        }
        .into_any();
    }
    let used = desk.opened.read_untracked().outbound.as_ref().is_some_and(|opened| !opened.url.is_empty());
    let faulty = move || ["outbound.url", "outbound.events"].iter().any(|field| desk.beside(field).is_some());
    // What is wrong inside must be seen.
    let open = memo(move || used || scenario.sends() || faulty());
    view! {
        <details class="card outbound" prop:open=open>
            <summary class="card__head outbound__head">
                <h3 class="card__title">{t(words::TITLE)}</h3>
                <span class="card__aside">{t(words::OPTIONAL)}</span>
            </summary>
            {fields(desk)}
        </details>
    }
    .into_any()
}

fn fields(desk: Desk) -> AnyView {
    let json = Signal::derive(move || usize::from(read(desk, |outbound| outbound.json)));
    let choose = move |at: usize| change(desk, |outbound| outbound.json = at == 1);
    view! {
        <div class="outbound__fields">
            <pause::Paused desk />
            <Handler desk />
            <trial::Trial desk />
            <events::Events desk />
            <div class="field">
                <p class="field__label">{t(words::FORMAT)}</p>
                <div class="limits__row">
                    <Segments
                        label=words::FORMAT options=vec![words::FORM.into(), words::JSON.into()] chosen=json
                        on_choose=choose
                    />
                    <span class="card__aside">{t(words::FORMAT_HELP)}</span>
                </div>
            </div>
            <sample::Body desk />
            <secrets::Secrets desk />
            <pause::Pause desk />
        </div>
    }
    .into_any()
}

#[component]
fn Handler(desk: Desk) -> impl IntoView {
    let error = Signal::derive(move || desk.beside("outbound.url"));
    view! {
        <div class="field">
            <label class="field__label" for="form-handler">{t(words::HANDLER)}</label>
            <input
                id="form-handler" class="input input--mono" type="url" inputmode="url" autocomplete="off"
                spellcheck="false" autocapitalize="none" placeholder="https://example.com/handler.php"
                aria-describedby="form-handler-error form-handler-help"
                aria-invalid=move || error.read().is_some().then_some("true")
                prop:value=move || read(desk, |outbound| outbound.url.clone())
                on:input:target=move |event| change(desk, |outbound| outbound.url = event.target().value())
            />
            <p id="form-handler-error" class="field__error">{error}</p>
            <p id="form-handler-help" class="field__help">{t(words::HANDLER_HELP)}</p>
        </div>
    }
}

/// Something about the webhook in the form; tracked.
fn read<T: Default>(desk: Desk, read: impl Fn(&SaveOutbound) -> T) -> T {
    desk.form.read().outbound.as_ref().map(read).unwrap_or_default()
}

fn change(desk: Desk, change: impl FnOnce(&mut SaveOutbound)) {
    desk.form.update(|form| change(form.outbound.get_or_insert_default()));
}

/// Whether it sends events as it is saved; tracked.
fn is_used(desk: Desk) -> bool {
    desk.opened.read().outbound.as_ref().is_some_and(|opened| !opened.url.is_empty())
}

/// The names of the chosen events; changes only with them.
fn chosen(desk: Desk) -> Memo<Vec<String>> {
    memo(move || read(desk, |outbound| outbound.events.clone()))
}

fn add(desk: Desk, name: String) {
    change(desk, |form| outbound::add(&mut form.events, name));
}
