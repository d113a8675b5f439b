//! Where one is signed in, and how that ends.

use crate::{
    api,
    locale::{t, use_locale},
    submission::Submission,
    texts::profile as words,
    widgets::{Button, Load, Loaded, Pill, Summary, Tone, When, load, use_toasts},
};
use leptos::prelude::*;
use shared::profile::SignedIn;

/// The card with one's own sign-ins.
#[component]
pub fn Sessions() -> impl IntoView {
    let (locale, toasts) = (use_locale(), use_toasts());
    let sessions = load(|| api::get::<Vec<SignedIn>>("/console/profile/sessions"));
    let submission = Submission::new(&[]);
    let end_others = move |_| {
        submission.send(async { api::delete("/console/profile/sessions").await }, move |()| {
            sessions.change(|list| list.retain(|one| one.this));
            toasts.done(untrack(|| locale.say(words::OTHERS_ENDED)));
        });
    };
    view! {
        <section class="card settings__group" aria-label=t(words::SESSIONS)>
            <header>
                <h2>{t(words::SESSIONS)}</h2>
                <p class="settings__lead">{t(words::SESSIONS_LEAD)}</p>
            </header>
            <div class="settings__fields">
                <Summary submission />
                <Loaded load=sessions lines=2 let:all>
                    <ul class="sessions">
                        {move || all.get().into_iter().map(|one| view! { <Row one sessions submission /> }).collect_view()}
                    </ul>
                    {move || (all.read().len() > 1).then(|| view! {
                        <div class="settings__acts">
                            <Button busy=submission.busy() on_click=end_others>{t(words::END_OTHERS)}</Button>
                        </div>
                    })}
                </Loaded>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Row(one: SignedIn, sessions: Load<Vec<SignedIn>>, submission: Submission) -> impl IntoView {
    let (locale, toasts) = (use_locale(), use_toasts());
    let SignedIn { id, device, address, seen, this, .. } = one;
    let name = move || if device.is_empty() { locale.say(words::UNKNOWN).to_owned() } else { device.clone() };
    let label = {
        let name = name.clone();
        move || locale.fill(words::END_OF, &[&name()])
    };
    let end = move |_| {
        let (path, id) = (format!("/console/profile/sessions/{id}"), id.clone());
        submission.send(async move { api::delete(&path).await }, move |()| {
            sessions.change(|list| list.retain(|other| other.id != id));
            toasts.done(untrack(|| locale.say(words::ENDED)));
        });
    };
    view! {
        <li class="sessions__row">
            <span class="sessions__facts">
                <span class="settings__name">{name}</span>
                <span class="settings__note">{address} " · " <When at=seen /></span>
            </span>
            {if this {
                view! { <Pill tone=Tone::Ok label=words::THIS_ONE /> }.into_any()
            } else {
                view! {
                    <button type="button" class="button" aria-label=label on:click=end>{t(words::END)}</button>
                }
                .into_any()
            }}
        </li>
    }
    .into_any()
}
