//! Changing one's own password.

use crate::{
    api,
    locale::{t, use_locale},
    submission::Submission,
    texts::{invite, profile as words, setup},
    widgets::{Button, ButtonKind, Field, Summary, use_toasts},
};
use leptos::{ev::SubmitEvent, prelude::*};
use serde::de::IgnoredAny;
use shared::profile::PasswordChange;

/// The card that asks for the old password and a new one.
#[component]
pub fn Password() -> impl IntoView {
    let (locale, toasts) = (use_locale(), use_toasts());
    let (old, new) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let submission = Submission::new(&["old_password", "password"]);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let body = PasswordChange { old_password: old.get_untracked(), password: new.get_untracked() };
        let call = async move { api::post::<IgnoredAny>("/console/profile/password", &body).await };
        submission.send(call, move |_| {
            old.set(String::new());
            new.set(String::new());
            toasts.done(untrack(|| locale.say(words::PASSWORD_CHANGED)));
        });
    };
    view! {
        <form class="card settings__group" novalidate=true on:submit=submit>
            <header>
                <h2>{t(words::PASSWORD)}</h2>
                <p class="settings__lead">{t(words::PASSWORD_LEAD)}</p>
            </header>
            <div class="settings__fields">
                <Summary submission />
                <Field
                    label=words::OLD_PASSWORD value=old name="old_password" kind="password"
                    autocomplete="current-password" submission required=true
                />
                <Field
                    label=invite::NEW_PASSWORD value=new name="password" kind="password" autocomplete="new-password"
                    help=setup::PASSWORD_HELP submission required=true
                />
                <div class="settings__acts">
                    <Button kind=ButtonKind::Primary submit=true busy=submission.busy()>{t(words::CHANGE_PASSWORD)}</Button>
                </div>
            </div>
        </form>
    }
    .into_any()
}
