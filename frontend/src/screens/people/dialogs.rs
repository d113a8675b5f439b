//! What is asked, and shown once, about people.

use super::{Asking, Desk, deactivate::Deactivate, edit::EditDialog};
use crate::{
    api,
    locale::{t, use_locale},
    logic::people::full_name,
    session::use_session,
    submission::Submission,
    texts::{people as words, setup, sign_in, widgets},
    widgets::{Button, ButtonKind, Check, Confirm, CopyButton, Field, Modal, Summary, use_toasts},
};
use leptos::{ev::SubmitEvent, prelude::*};
use shared::people::{Invite, Invited, Person, PersonChange};

/// The dialog of the question that is open.
#[component]
pub fn Dialogs(desk: Desk) -> impl IntoView {
    move || {
        desk.asking.get().map(|question| match question {
            Asking::Invite => view! { <InviteDialog desk /> }.into_any(),
            Asking::Edit(person) => view! { <EditDialog person desk /> }.into_any(),
            Asking::Role(person) => view! { <Role person desk /> }.into_any(),
            Asking::Deactivate(person) => view! { <Deactivate person desk leaves=true /> }.into_any(),
            Asking::HandOver(person) => view! { <Deactivate person desk leaves=false /> }.into_any(),
            Asking::NewLink(person) => view! { <NewLink person desk /> }.into_any(),
            Asking::Link(invited) => view! { <Link invited desk /> }.into_any(),
        })
    }
}

#[component]
fn InviteDialog(desk: Desk) -> impl IntoView {
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
        submission.send(async move { api::post("/console/people", &body).await }, move |invited| landed(desk, invited));
    };
    view! {
        <Modal title=words::INVITE on_close=move |()| desk.close()>
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
                    <Button on_click=move |_| desk.close()>{t(widgets::CANCEL)}</Button>
                    <Button kind=ButtonKind::Primary submit=true busy=submission.busy()>{t(words::INVITE_SUBMIT)}</Button>
                </div>
            </form>
        </Modal>
    }
}

fn landed(desk: Desk, invited: Invited) {
    desk.replace(invited.person.clone());
    desk.asking.set(Some(Asking::Link(invited)));
}

#[component]
fn Role(person: Person, desk: Desk) -> impl IntoView {
    let (locale, toasts, session) = (use_locale(), use_toasts(), use_session());
    let submission = Submission::new(&[]);
    let (id, name, admin) = (person.id, full_name(&person), !person.admin);
    let (title, text, act) = match admin {
        true => (words::ADMIN_TITLE, words::ADMIN_TEXT, words::ADMIN_ACT),
        false => (words::USER_TITLE, words::USER_TEXT, words::USER_ACT),
    };
    let title = Signal::derive(move || locale.fill(title, &[&name]));
    let confirm = move |()| {
        let change = PersonChange { admin: Some(admin), ..PersonChange::default() };
        let request = async move { api::put::<Person>(&format!("/console/people/{id}"), &change).await };
        submission.send(request, move |person| {
            desk.close();
            toasts.done(untrack(|| locale.fill(words::SAVED, &[&full_name(&person)])));
            desk.replace(person);
            session.change(|me| me.admin = if me.id == id { admin } else { me.admin });
        });
    };
    view! {
        <Confirm title act busy=submission.busy() on_confirm=confirm on_close=move |()| desk.close()>
            <Summary submission />
            <p>{t(text)}</p>
        </Confirm>
    }
}

#[component]
fn NewLink(person: Person, desk: Desk) -> impl IntoView {
    let locale = use_locale();
    let submission = Submission::new(&[]);
    let (id, name) = (person.id, full_name(&person));
    let title = Signal::derive(move || locale.fill(words::NEW_LINK_TITLE, &[&name]));
    let confirm = move |()| {
        let request = async move { api::post(&format!("/console/people/{id}/link"), &()).await };
        submission.send(request, move |invited| landed(desk, invited));
    };
    view! {
        <Confirm title act=words::NEW_LINK_ACT busy=submission.busy() on_confirm=confirm on_close=move |()| desk.close()>
            <Summary submission />
            <p>{t(words::NEW_LINK_TEXT)}</p>
        </Confirm>
    }
}

/// Shown once: the portal keeps nothing from which it could show the link again.
#[component]
fn Link(invited: Invited, desk: Desk) -> impl IntoView {
    let locale = use_locale();
    let Invited { person, link, expires } = invited;
    let name = full_name(&person);
    let title = Signal::derive(move || locale.fill(words::LINK_TITLE, &[&name]));
    view! {
        <Modal title on_close=move |()| desk.close()>
            <p class="modal__text">{move || locale.fill(words::LINK_TEXT, &[&locale.date_time(expires)])}</p>
            <Field label=words::LINK value=RwSignal::new(link.clone()) readonly=true mono=true />
            <div class="modal__actions">
                <Button on_click=move |_| desk.close()>{t(words::DONE)}</Button>
                <CopyButton text=link label=words::COPY_LINK />
            </div>
        </Modal>
    }
}
