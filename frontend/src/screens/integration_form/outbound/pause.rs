//! Deliveries that are held back, and the two ways between that and sending. Both act at once, without a save.

use super::is_used;
use crate::{
    locale::{t, use_locale},
    screens::integration_form::desk::Desk,
    texts::outbound as words,
    widgets::{Alert, Button, ButtonKind, Tone},
};
use leptos::prelude::*;
use shared::integration::{Paused as State, PausedBy};

/// That they are held back: since when, by whom, and the way on.
#[component]
pub fn Paused(desk: Desk) -> impl IntoView {
    let locale = use_locale();
    let paused = desk.about_outbound(|outbound| outbound.paused.clone());
    let sentence = move |State { since, by }: &State| {
        let when = locale.relative(*since);
        match by {
            PausedBy::Person(person) => locale.fill(words::PAUSED, &[&person.shown(locale.language()), &when]),
            PausedBy::Failing => locale.fill(words::PAUSED_FAILING, &[&when]),
        }
    };
    move || {
        paused.get().flatten().map(|paused| {
            view! {
                <Alert tone=Tone::Warning>
                    <div class="form__offer">
                        <span>{move || sentence(&paused)}</span>
                        <Button on_click=move |_| desk.pause(false)>{t(words::RESUME)}</Button>
                    </div>
                </Alert>
            }
        })
    }
}

/// The button that holds them back, once there is something to hold.
#[component]
pub fn Pause(desk: Desk) -> impl IntoView {
    let draft = desk.draft();
    let paused = desk.about_outbound(|outbound| outbound.paused.is_some());
    let can = move || !draft.get() && is_used(desk) && paused.get() == Some(false);
    move || {
        can().then(|| {
            view! {
                <p class="limits__row outbound__pause">
                    <Button kind=ButtonKind::Quiet on_click=move |_| desk.pause(true)>{t(words::PAUSE)}</Button>
                    <span class="card__aside">{t(words::PAUSE_HELP)}</span>
                </p>
            }
        })
    }
}
