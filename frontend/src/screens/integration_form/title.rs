//! The head of the form: the name with a pencil, what the scenario is for, where the integration stands.

use super::desk::Desk;
use crate::{
    locale::{t, use_locale},
    screens::{integrations::status_pill, use_cases::coming},
    task::memo,
    texts::form as words,
    widgets::Icon,
};
use leptos::{ev::KeyboardEvent, html, prelude::*};
use shared::scenario;

/// `label` is what stands there while there is no name.
#[component]
pub fn Title(desk: Desk, label: Signal<String>) -> impl IntoView {
    let locale = use_locale();
    let naming = RwSignal::new(false);
    let input = NodeRef::<html::Input>::new();
    let pencil = NodeRef::<html::Button>::new();
    let error = Signal::derive(move || desk.beside("name"));
    // A save that the name kept from happening leads straight into it.
    let refused =
        move || desk.tried.get() && error.read().is_some() || desk.submission.beside("name", locale).is_some();
    let open = memo(move || naming.get() || refused());
    let rename = move |_| {
        naming.set(true);
        request_animation_frame(move || {
            if let Some(input) = input.get_untracked() {
                let _ = input.focus();
                input.select();
            }
        });
    };
    let done = move || {
        naming.set(false);
        request_animation_frame(move || {
            if let Some(pencil) = pencil.get_untracked() {
                let _ = pencil.focus();
            }
        });
    };
    let key = move |event: KeyboardEvent| {
        if matches!(event.key().as_str(), "Enter" | "Escape") && naming.get_untracked() {
            // Esc ends the naming first, and only then the form.
            event.stop_propagation();
            event.prevent_default();
            done();
        }
    };
    let there = desk.about(|_| ());
    let owner = desk.about(move |integration| (!integration.mine).then(|| integration.owner.shown(locale.language())));
    let code = desk.about(|integration| integration.scenario.clone());
    let summary = move || scenario::find(code.read().as_ref()?).map(|scenario| locale.say(scenario.summary));
    let partial = move || {
        let scenario = scenario::find(code.read().as_ref()?)?;
        scenario.coming().next().map(|_| scenario)
    };
    let status = desk.about(|integration| integration.status);
    let field = move || {
        view! {
            <input
                class="input form__name" node_ref=input aria-label=t(words::NAME) autocomplete="off"
                aria-invalid=move || error.read().is_some().then_some("true") aria-describedby="form-name-error"
                prop:value=move || desk.form.read().name.clone() on:keydown=key on:focus=move |_| naming.set(true)
                on:blur=move |_| naming.set(false)
                on:input:target=move |event| desk.form.update(|form| form.name = event.target().value())
            />
        }
    };
    let heading = move || {
        view! {
            <div class="form__title">
                <h2 class="slide-over__title" tabindex="-1" autofocus>{label}</h2>
                {move || there.get().map(|()| view! {
                    <button
                        type="button" class="button button--icon" node_ref=pencil aria-label=t(words::RENAME)
                        on:click=rename
                    >
                        <Icon path=PENCIL />
                    </button>
                })}
            </div>
        }
    };
    view! {
        <div class="form__head">
            {move || if open.get() { field().into_any() } else { heading().into_any() }}
            {move || status.get().map(status_pill)}
        </div>
        <p id="form-name-error" class="field__error">{error}</p>
        <p class="slide-over__lead">
            <span>{summary}</span>
            {move || owner.get().flatten().map(|owner| view! {
                <span class="form__owner">{locale.fill(words::OWNED_BY, &[&owner])}</span>
            })}
        </p>
        {move || partial().map(|scenario| view! { <coming::Parts scenario /> })}
    }
}

const PENCIL: &str = "M10.75 2.75 13.25 5.25 5.5 13H3v-2.5ZM9 4.5 11.5 7";
