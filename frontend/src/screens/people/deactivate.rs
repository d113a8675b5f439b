//! Deactivating somebody: what becomes of what they own is asked with it.

use super::Desk;
use crate::{
    api,
    locale::{t, use_locale},
    logic::people::full_name,
    session::use_session,
    submission::Submission,
    task::memo,
    texts::{people as words, widgets},
    widgets::{Button, ButtonKind, Loaded, Modal, Summary, When, load, use_toasts},
};
use leptos::prelude::*;
use shared::people::{Handover, Owned, Person, PersonChange};

/// Asks before somebody `leaves`, or about the integrations of somebody who has left.
#[component]
pub fn Deactivate(person: Person, desk: Desk, leaves: bool) -> impl IntoView {
    let (locale, toasts, session) = (use_locale(), use_toasts(), use_session());
    let submission = Submission::new(&[]);
    let (id, name) = (person.id, full_name(&person));
    let own = untrack(|| session.me()).is_some_and(|me| me.id == id);
    let owns = person.integrations > 0;
    let how = RwSignal::new(Handover::Keep);
    let (title, act) = match leaves {
        true => (words::DEACTIVATE_TITLE, words::DEACTIVATE_ACT),
        false => (words::HAND_OVER_TITLE, words::HAND_OVER_ACT),
    };
    let title = Signal::derive(move || locale.fill(title, &[&name]));
    let confirm = move |_| {
        let change = PersonChange {
            active: leaves.then_some(false),
            integrations: owns.then(|| how.get_untracked()),
            ..PersonChange::default()
        };
        let request = async move { api::put::<Person>(&format!("/console/people/{id}"), &change).await };
        submission.send(request, move |person| {
            desk.close();
            if own {
                // A fresh page forgets everything that the person saw.
                return drop(window().location().assign("/sign-in"));
            }
            toasts.done(untrack(|| locale.fill(words::SAVED, &[&full_name(&person)])));
            desk.replace(person);
        });
    };
    view! {
        <Modal title on_close=move |()| desk.close()>
            <div class="modal__text">
                <Summary submission />
                {leaves.then(|| view! { <p>{t(words::DEACTIVATE_TEXT)}</p> })}
                {own.then(|| view! { <p>{t(words::DEACTIVATE_OWN)}</p> })}
            </div>
            {owns.then(|| view! { <Belongings id how /> })}
            <div class="modal__actions">
                <button type="button" class="button" autofocus on:click=move |_| desk.close()>{t(widgets::CANCEL)}</button>
                <Button kind=ButtonKind::Danger busy=submission.busy() on_click=confirm>{t(act)}</Button>
            </div>
        </Modal>
    }
}

/// What somebody owns, with its last use, and the choice about it.
#[component]
fn Belongings(id: u64, how: RwSignal<Handover>) -> impl IntoView {
    let owned =
        load(move || async move { api::get::<Vec<Owned>>(&format!("/console/people/{id}/integrations")).await });
    let choice = move |value: Handover, label, help| {
        let chosen = memo(move || how.get() == value);
        view! {
            <label class="people__choice">
                <input type="radio" name="handover" prop:checked=chosen on:change=move |_| how.set(value) />
                <span>
                    <span class="people__full">{t(label)}</span>
                    <span class="people__note">{t(help)}</span>
                </span>
            </label>
        }
    };
    view! {
        <Loaded load=owned lines=2 let:owned>
            <ul class="people__owned">{move || owned.get().into_iter().map(|one| view! { <Entry one /> }).collect_view()}</ul>
        </Loaded>
        <fieldset class="people__departments">
            <legend class="field__label">{t(words::WHAT_BECOMES)}</legend>
            {choice(Handover::Keep, words::KEEP, words::KEEP_HELP)}
            {choice(Handover::Disable, words::DISABLE, words::DISABLE_HELP)}
        </fieldset>
    }
}

#[component]
fn Entry(one: Owned) -> impl IntoView {
    view! {
        <li class="people__belonging">
            <span class="people__full">{one.name}</span>
            <span class="people__note">
                {match one.last_used {
                    Some(at) => view! { <When at /> }.into_any(),
                    None => t(words::NEVER_USED).into_any(),
                }}
            </span>
        </li>
    }
}
