//! What is asked before an integration stops answering: what stops with it, and whose it is.

use crate::{
    locale::{t, use_locale},
    texts::integrations as words,
    widgets::Confirm,
};
use leptos::prelude::*;
use shared::people::PersonRef;

/// What would be switched off.
#[derive(Clone, Debug)]
pub struct SwitchOff {
    /// Its name.
    pub name: String,
    /// Its owner, if that is somebody else.
    pub owner: Option<PersonRef>,
    /// Whether it is called.
    pub calls: bool,
    /// Whether it sends events.
    pub events: bool,
}

/// The question.
#[component]
pub fn AskSwitchOff(
    what: SwitchOff,
    #[prop(into)] on_confirm: Callback<()>,
    #[prop(into)] on_close: Callback<()>,
) -> impl IntoView {
    let locale = use_locale();
    let SwitchOff { name, owner, calls, events } = what;
    let title = Signal::derive(move || locale.fill(words::SWITCH_OFF, &[&name]));
    let whose = owner.map(|owner| {
        let shown = move || owner.shown(locale.language());
        view! { <p>{move || locale.fill(words::DELETE_FOREIGN, &[&shown()])}</p> }
    });
    view! {
        <Confirm title act=words::SWITCH_OFF_ACT danger=true on_confirm on_close>
            {calls.then(|| view! { <p>{t(words::SWITCH_OFF_CALLS)}</p> })}
            {events.then(|| view! { <p>{t(words::SWITCH_OFF_EVENTS)}</p> })}
            {whose}
        </Confirm>
    }
    .into_any()
}
