//! What is asked, and shown once, about people.

use super::{Asking, full_name, row::replace};
use crate::{
    api,
    locale::{t, use_locale},
    submission::Submission,
    texts::{people as words, setup, sign_in, widgets},
    widgets::{Button, ButtonKind, Check, Confirm, CopyButton, Field, Load, Modal, Summary, use_toasts},
};
use leptos::{ev::SubmitEvent, prelude::*};
use shared::people::{Invite, Invited, Person, PersonChange};

/// The dialog of the question that is open.
#[component]
pub fn Dialogs(people: Load<Vec<Person>>, asking: RwSignal<Option<Asking>>) -> impl IntoView {
    move || {
        asking.get().map(|question| match question {
            Asking::Invite => view! { <InviteDialog people asking /> }.into_any(),
            Asking::Deactivate(person) => view! { <Deactivate person people asking /> }.into_any(),
            Asking::NewLink(person) => view! { <NewLink person asking /> }.into_any(),
            Asking::Link(invited) => view! { <Link invited asking /> }.into_any(),
        })
    }
}

#[component]
fn InviteDialog(people: Load<Vec<Person>>, asking: RwSignal<Option<Asking>>) -> impl IntoView {
    let empty = || RwSignal::new(String::new());
    let (email, name, last_name, admin) = (empty(), empty(), empty(), RwSignal::new(false));
    let submission = Submission::new(&["email", "name", "last_name"]);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let written = |field: RwSignal<String>| field.get_untracked().trim().to_owned();
        let body = Invite {
            email: written(email),
            name: written(name),
            last_name: written(last_name),
            admin: admin.get_untracked(),
        };
        submission.send(async move { api::post::<Invited>("/console/people", &body).await }, move |invited| {
            replace(people, invited.person.clone());
            asking.set(Some(Asking::Link(invited)));
        });
    };
    view! {
        <Modal title=words::INVITE on_close=move |()| asking.set(None)>
            <form class="modal__form" novalidate=true on:submit=submit>
                <Summary submission />
                <Field
                    label=sign_in::EMAIL value=email name="email" kind="email" submission autofocus=true required=true
                />
                <div class="door__pair">
                    <Field label=setup::NAME value=name name="name" submission />
                    <Field label=setup::LAST_NAME value=last_name name="last_name" submission />
                </div>
                <Check label=words::INVITE_ADMIN help=words::INVITE_ADMIN_HELP value=admin />
                <div class="modal__actions">
                    <Button on_click=move |_| asking.set(None)>{t(widgets::CANCEL)}</Button>
                    <Button kind=ButtonKind::Primary submit=true busy=submission.busy()>{t(words::INVITE_SUBMIT)}</Button>
                </div>
            </form>
        </Modal>
    }
}

#[component]
fn Deactivate(person: Person, people: Load<Vec<Person>>, asking: RwSignal<Option<Asking>>) -> impl IntoView {
    let (locale, toasts) = (use_locale(), use_toasts());
    let submission = Submission::new(&[]);
    let (id, name) = (person.id, full_name(&person));
    let title = Signal::derive(move || locale.fill(words::DEACTIVATE_TITLE, &[&name]));
    let confirm = move |()| {
        let change = PersonChange { admin: None, active: Some(false) };
        let request = async move { api::put::<Person>(&format!("/console/people/{id}"), &change).await };
        submission.send(request, move |person| {
            asking.set(None);
            toasts.done(untrack(|| locale.fill(words::SAVED, &[&full_name(&person)])));
            replace(people, person);
        });
    };
    view! {
        <Confirm
            title act=words::DEACTIVATE_ACT danger=true busy=submission.busy() on_confirm=confirm
            on_close=move |()| asking.set(None)
        >
            <Summary submission />
            <p>{t(words::DEACTIVATE_TEXT)}</p>
        </Confirm>
    }
}

#[component]
fn NewLink(person: Person, asking: RwSignal<Option<Asking>>) -> impl IntoView {
    let locale = use_locale();
    let submission = Submission::new(&[]);
    let (id, name) = (person.id, full_name(&person));
    let title = Signal::derive(move || locale.fill(words::NEW_LINK_TITLE, &[&name]));
    let confirm = move |()| {
        let request = async move { api::post::<Invited>(&format!("/console/people/{id}/link"), &()).await };
        submission.send(request, move |invited| asking.set(Some(Asking::Link(invited))));
    };
    view! {
        <Confirm
            title act=words::NEW_LINK_ACT busy=submission.busy() on_confirm=confirm on_close=move |()| asking.set(None)
        >
            <Summary submission />
            <p>{t(words::NEW_LINK_TEXT)}</p>
        </Confirm>
    }
}

/// Shown once: the portal keeps nothing from which it could show the link again.
#[component]
fn Link(invited: Invited, asking: RwSignal<Option<Asking>>) -> impl IntoView {
    let locale = use_locale();
    let Invited { person, link, expires } = invited;
    let name = full_name(&person);
    let title = Signal::derive(move || locale.fill(words::LINK_TITLE, &[&name]));
    view! {
        <Modal title on_close=move |()| asking.set(None)>
            <p class="modal__text">{move || locale.fill(words::LINK_TEXT, &[&locale.date_time(expires)])}</p>
            <Field label=words::LINK value=RwSignal::new(link.clone()) readonly=true mono=true />
            <div class="modal__actions">
                <Button on_click=move |_| asking.set(None)>{t(words::DONE)}</Button>
                <CopyButton text=link label=words::COPY_LINK />
            </div>
        </Modal>
    }
}
