//! One person, and what the menu beside them does.

use super::{Asking, Desk};
use crate::{
    api,
    locale::{t, use_locale},
    logic::people::{departments_of, full_name, is_last_admin},
    session::use_session,
    task::{Work, work},
    texts::{people as words, shell},
    widgets::{Avatar, Icon, Menu, MenuItem, Pill, Tone, When, icons, use_toasts},
};
use leptos::{prelude::*, task::spawn_local};
use shared::{
    fault,
    people::{Person, PersonChange, PersonStatus},
    text::Text,
};

/// A row of the list.
#[component]
pub fn RowView(person: Person, desk: Desk) -> impl IntoView {
    let (session, locale) = (use_session(), use_locale());
    let own = untrack(|| session.me()).is_some_and(|me| me.id == person.id);
    let name = full_name(&person);
    let named = name != person.email;
    let (tone, status) = look(person.status);
    let role = if person.admin { shell::ADMINISTRATOR } else { shell::USER };
    let link = person.link_expires.map(|at| move || locale.fill(words::LINK_UNTIL, &[&locale.date_time(at)]));
    let position = person.position.clone();
    let place = person.clone();
    let departments = move || {
        let all = desk.departments.value().get().unwrap_or_default();
        departments_of(&place, &all)
    };
    let integrations = u64::from(person.integrations);
    view! {
        <tr>
            <th scope="row">
                <span class="people__name">
                    <Avatar id=person.id name=name.clone() />
                    <span>
                        <span class="people__full">{name}</span>
                        {own.then(|| view! { " "<small class="people__own">"("{t(words::YOU)}")"</small> })}
                        {named.then(|| view! { <span class="people__note">{person.email.clone()}</span> })}
                        {(!position.is_empty()).then(|| view! { <span class="people__note">{position}</span> })}
                    </span>
                </span>
            </th>
            <td data-label=t(words::ROLE)>{t(role)}</td>
            <td data-label=t(words::DEPARTMENT)>{departments}</td>
            <td data-label=t(words::STATUS)>
                <span>
                    <Pill tone label=status />
                    {link.map(|link| view! { <span class="people__note">{link}</span> })}
                </span>
            </td>
            <td class="table__number" data-label=t(words::INTEGRATIONS)>{move || locale.count(integrations)}</td>
            <td data-label=t(words::LAST_SEEN)>
                {match person.last_seen {
                    Some(at) => view! { <When at /> }.into_any(),
                    None => t(words::NEVER).into_any(),
                }}
            </td>
            <td class="people__menu"><RowMenu person desk /></td>
        </tr>
    }
    .into_any()
}

fn look(status: PersonStatus) -> (Tone, Text) {
    match status {
        PersonStatus::Active => (Tone::Ok, words::ACTIVE),
        PersonStatus::Invited => (Tone::Warning, words::INVITED),
        PersonStatus::Inactive => (Tone::Neutral, words::INACTIVE),
    }
}

#[component]
fn RowMenu(person: Person, desk: Desk) -> impl IntoView {
    let (locale, toasts) = (use_locale(), use_toasts());
    let name = full_name(&person);
    let id = person.id;
    let begin = move |work: Work| {
        spawn_local(async move {
            match work.await {
                Ok(land) => land(),
                Err(error) => toasts.failed(untrack(|| error.text(locale))),
            }
        });
    };
    let saved = move |person: Person| {
        toasts.done(untrack(|| locale.fill(words::SAVED, &[&full_name(&person)])));
        desk.replace(person);
    };
    let activate = move || {
        let change = PersonChange { active: Some(true), ..PersonChange::default() };
        begin(work(async move { api::put(&format!("/console/people/{id}"), &change).await }, saved));
    };
    let without = Person { link_expires: None, ..person.clone() };
    let revoke = move || {
        let without = without.clone();
        let call = async move { api::delete(&format!("/console/people/{id}/link")).await };
        begin(work(call, move |()| saved(without)));
    };
    let asking = desk.asking;
    let ask = |label: Text, question: Asking| MenuItem::new(label, move || asking.set(Some(question.clone())));
    let mut items = vec![ask(words::EDIT, Asking::Edit(person.clone()))];
    if person.status == PersonStatus::Inactive {
        items.push(MenuItem::new(words::ACTIVATE, activate));
        if person.integrations > 0 {
            items.push(ask(words::HAND_OVER, Asking::HandOver(person.clone())));
        }
    } else {
        let renew = if person.status == PersonStatus::Invited { words::RENEW } else { words::NEW_LINK };
        items.push(ask(renew, Asking::NewLink(person.clone())));
        if person.link_expires.is_some() {
            items.push(MenuItem::new(words::REVOKE, revoke));
        }
        let role = if person.admin { words::MAKE_USER } else { words::MAKE_ADMIN };
        let all = desk.people.value();
        let last = all.with_untracked(|all| all.as_ref().is_some_and(|all| is_last_admin(&person, all)));
        let why = last.then_some(fault::LAST_ADMIN.text);
        items.push(ask(role, Asking::Role(person.clone())).blocked(why));
        items.push(ask(words::DEACTIVATE, Asking::Deactivate(person)).dangerous().blocked(why));
    }
    let label = Signal::derive(move || locale.fill(words::ACTIONS_FOR, &[&name]));
    view! {
        <Menu label items=Signal::stored(items)>
            <Icon path=icons::MORE />
        </Menu>
    }
}

impl Desk {
    /// Puts what the portal answered in the place of what was there; somebody new comes last.
    pub fn replace(self, person: Person) {
        self.people.change(|list| match list.iter_mut().find(|old| old.id == person.id) {
            Some(old) => *old = person,
            None => list.push(person),
        });
    }

    /// Closes the question.
    pub fn close(self) {
        self.asking.set(None);
    }
}
