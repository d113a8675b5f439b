//! Changing one's own password.

use crate::{
    api,
    locale::use_locale,
    screens::settings::Group,
    submission::Submission,
    texts::{invite, profile as words, setup},
    widgets::{Field, use_toasts},
};
use leptos::prelude::*;
use serde::de::IgnoredAny;
use shared::profile::PasswordChange;

/// The card that asks for the old password and a new one.
#[component]
pub fn Password() -> impl IntoView {
    let (locale, toasts) = (use_locale(), use_toasts());
    let (old, new) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let submission = Submission::new(&["old_password", "password"]);
    let submit = move |()| {
        let body = PasswordChange { old_password: old.get_untracked(), password: new.get_untracked() };
        let call = async move { api::post::<IgnoredAny>("/console/profile/password", &body).await };
        submission.send(call, move |_| {
            old.set(String::new());
            new.set(String::new());
            toasts.done(untrack(|| locale.say(words::PASSWORD_CHANGED)));
        });
    };
    view! {
        <Group
            title=words::PASSWORD lead=words::PASSWORD_LEAD submission on_submit=submit act=words::CHANGE_PASSWORD
        >
            <Field
                label=words::OLD_PASSWORD value=old name="old_password" kind="password" autocomplete="current-password"
                submission required=true
            />
            <Field
                label=invite::NEW_PASSWORD value=new name="password" kind="password" autocomplete="new-password"
                help=setup::PASSWORD_HELP submission required=true
            />
        </Group>
    }
}
