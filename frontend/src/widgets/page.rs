//! A screen's frame: title, what one can do here, the acts, the content.

use crate::{
    locale::{Label, use_locale},
    session::use_session,
    task::effect,
};
use leptos::{context::Provider, prelude::*};

/// What can be done on the page, beside its title.
#[derive(Clone, Copy)]
struct Actions(RwSignal<Option<AnyView>, LocalStorage>);

/// Also names the browser's tab; what is in it may put [`actions`] beside the title.
#[component]
pub fn Page(
    #[prop(into)] title: Label,
    #[prop(optional, into)] lead: Option<Label>,
    children: Children,
) -> impl IntoView {
    let locale = use_locale();
    let session = use_session();
    let actions = Actions(RwSignal::new_local(None));
    // A view is drawn once, so it is taken.
    let acts = move || {
        actions.0.track();
        let acts = actions.0.write_untracked().take();
        acts.map(|acts| view! { <div class="page__actions">{acts}</div> })
    };
    effect(move || document().set_title(&format!("{} · {}", title.read(locale), session.called(locale))));
    view! {
        <div class="page">
            <header class="page__header">
                <div class="page__heading">
                    <h1 class="page__title">{move || title.read(locale)}</h1>
                    {lead.map(|lead| view! { <p class="page__lead">{move || lead.read(locale)}</p> })}
                </div>
                {acts}
            </header>
            <Provider value=actions>{children()}</Provider>
        </div>
    }
}

/// Puts these beside the title of the page that this is called in.
pub fn actions(acts: impl IntoView + 'static) {
    if let Some(Actions(beside)) = use_context() {
        beside.set(Some(acts.into_any()));
    }
}

/// Names the browser's tab after what lies over a page, as long as that is open.
pub fn name_tab(title: Signal<String>) {
    let (locale, session) = (use_locale(), use_session());
    let below = document().title();
    effect(move || document().set_title(&format!("{} · {}", title.get(), session.called(locale))));
    on_cleanup(move || document().set_title(&below));
}
