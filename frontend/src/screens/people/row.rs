//! One person, and what the menu beside them does.

use super::{Asking, full_name};
use crate::{
    api,
    locale::{t, use_locale},
    session::use_session,
    texts::{people as words, shell},
    widgets::{Avatar, Icon, Load, Menu, MenuItem, Pill, Tone, When, icons, use_toasts},
};
use leptos::{prelude::*, task::spawn_local};
use shared::{
    people::{Person, PersonChange, PersonStatus},
    text::Text,
};

/// A row of the list.
#[component]
pub fn RowView(person: Person, people: Load<Vec<Person>>, asking: RwSignal<Option<Asking>>) -> impl IntoView {
    let session = use_session();
    let own = untrack(|| session.me()).is_some_and(|me| me.id == person.id);
    let name = full_name(&person);
    let named = name != person.email;
    let (tone, status) = look(person.status);
    let role = if person.admin { shell::ADMINISTRATOR } else { shell::USER };
    view! {
        <tr>
            <th scope="row">
                <span class="people__name">
                    <Avatar id=person.id name=name.clone() />
                    <span>
                        <span class="people__full">{name}</span>
                        {own.then(|| view! { " "<small class="people__own">"("{t(words::YOU)}")"</small> })}
                        {named.then(|| view! { <span class="people__email">{person.email.clone()}</span> })}
                    </span>
                </span>
            </th>
            <td data-label=t(words::ROLE)>{t(role)}</td>
            <td data-label=t(words::STATUS)><span><Pill tone label=status /></span></td>
            <td data-label=t(words::LAST_SEEN)>
                {match person.last_seen {
                    Some(at) => view! { <When at /> }.into_any(),
                    None => t(words::NEVER).into_any(),
                }}
            </td>
            <td class="people__menu"><RowMenu person own people asking /></td>
        </tr>
    }
}

fn look(status: PersonStatus) -> (Tone, Text) {
    match status {
        PersonStatus::Active => (Tone::Ok, words::ACTIVE),
        PersonStatus::Invited => (Tone::Warning, words::INVITED),
        PersonStatus::Inactive => (Tone::Neutral, words::INACTIVE),
    }
}

/// Nobody takes their own rights away here: that would end the page under their hands.
#[component]
fn RowMenu(person: Person, own: bool, people: Load<Vec<Person>>, asking: RwSignal<Option<Asking>>) -> impl IntoView {
    let (locale, toasts) = (use_locale(), use_toasts());
    let name = full_name(&person);
    let id = person.id;
    let change = move |change: PersonChange| {
        spawn_local(async move {
            match api::put::<Person>(&format!("/console/people/{id}"), &change).await {
                Ok(person) => {
                    toasts.done(untrack(|| locale.fill(words::SAVED, &[&full_name(&person)])));
                    replace(people, person);
                }
                Err(error) => toasts.failed(untrack(|| error.text(locale))),
            }
        });
    };
    let admin = person.admin;
    let role = move || change(PersonChange { admin: Some(!admin), active: None });
    let activate = move || change(PersonChange { admin: None, active: Some(true) });
    let ask = move |question: Asking| move || asking.set(Some(question.clone()));
    let inactive = person.status == PersonStatus::Inactive;
    let mut items = Vec::new();
    if inactive {
        items.push(MenuItem::new(words::ACTIVATE, activate));
    } else {
        items.push(MenuItem::new(words::NEW_LINK, ask(Asking::NewLink(person.clone()))));
    }
    if !own {
        items.push(MenuItem::new(if admin { words::MAKE_USER } else { words::MAKE_ADMIN }, role));
    }
    if !own && !inactive {
        items.push(MenuItem::new(words::DEACTIVATE, ask(Asking::Deactivate(person))).dangerous());
    }
    let label = Signal::derive(move || locale.fill(words::ACTIONS_FOR, &[&name]));
    view! {
        <Menu label items=Signal::stored(items)>
            <Icon path=icons::MORE />
        </Menu>
    }
}

/// Puts what the portal answered in the place of what was there; somebody new comes last.
pub fn replace(people: Load<Vec<Person>>, person: Person) {
    people.change(|list| match list.iter_mut().find(|old| old.id == person.id) {
        Some(old) => *old = person,
        None => list.push(person),
    });
}
