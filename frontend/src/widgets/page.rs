//! A screen's frame: title, what one can do here, the acts, the content.

use crate::{
    locale::{Label, use_locale},
    session::use_session,
    task::effect,
};
use leptos::prelude::*;

/// Also names the browser's tab; `actions` stand beside the title.
#[component]
pub fn Page(
    #[prop(into)] title: Label,
    #[prop(optional, into)] lead: Option<Label>,
    #[prop(optional, into)] actions: Option<ViewFnOnce>,
    children: Children,
) -> impl IntoView {
    let locale = use_locale();
    let session = use_session();
    effect(move || document().set_title(&format!("{} · {}", title.read(locale), session.called(locale))));
    view! {
        <div class="page">
            <header class="page__header">
                <div class="page__heading">
                    <h1 class="page__title">{move || title.read(locale)}</h1>
                    {lead.map(|lead| view! { <p class="page__lead">{move || lead.read(locale)}</p> })}
                </div>
                {actions.map(|actions| view! { <div class="page__actions">{actions.run()}</div> })}
            </header>
            {children()}
        </div>
    }
}

/// Names the browser's tab after what lies over a page, as long as that is open.
pub fn name_tab(title: Signal<String>) {
    let (locale, session) = (use_locale(), use_session());
    let below = document().title();
    effect(move || document().set_title(&format!("{} · {}", title.get(), session.called(locale))));
    on_cleanup(move || document().set_title(&below));
}
