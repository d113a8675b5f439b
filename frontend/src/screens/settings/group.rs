//! A card with a form that is saved on its own.

use super::unsaved;
use crate::{
    locale::{Label, t, use_locale},
    submission::Submission,
    texts::settings as words,
    widgets::{Button, ButtonKind, Summary},
};
use leptos::{ev::SubmitEvent, prelude::*};
use shared::text::Text;

/// `act` is what the button says that sends it; `acts` stand beside that.
#[component]
pub fn Group(
    title: Text,
    #[prop(into)] lead: Label,
    submission: Submission,
    #[prop(into)] on_submit: Callback<()>,
    #[prop(default = words::SAVE)] act: Text,
    #[prop(optional, into)] acts: Option<ViewFnOnce>,
    children: Children,
) -> impl IntoView {
    let locale = use_locale();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        on_submit.run(());
    };
    let touched = unsaved::follow(title, submission);
    view! {
        <form
            class="card settings__group" novalidate=true on:submit=submit on:input=move |_| touched()
            on:change=move |_| touched()
        >
            <header>
                <h2>{t(title)}</h2>
                <p class="settings__lead">{move || lead.read(locale)}</p>
            </header>
            <div class="settings__fields">
                <Summary submission />
                {children()}
                <div class="settings__acts">
                    <Button kind=ButtonKind::Primary submit=true busy=submission.busy()>{t(act)}</Button>
                    {acts.map(ViewFnOnce::run)}
                </div>
            </div>
        </form>
    }
    .into_any()
}
