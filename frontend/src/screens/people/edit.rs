//! Who somebody is: name, position, departments.

use super::Desk;
use crate::{
    api,
    locale::{t, use_locale},
    logic::people::full_name,
    submission::Submission,
    texts::{people as words, setup, widgets},
    widgets::{Button, ButtonKind, Check, Field, Loaded, Modal, Summary, use_toasts},
};
use leptos::{ev::SubmitEvent, prelude::*};
use shared::people::{Department, Person, PersonChange};

/// A form about one person.
#[component]
pub fn EditDialog(person: Person, desk: Desk) -> impl IntoView {
    let (locale, toasts) = (use_locale(), use_toasts());
    let (id, whole) = (person.id, full_name(&person));
    let [name, last_name, position] = [person.name, person.last_name, person.position].map(RwSignal::new);
    let departments = RwSignal::new(person.departments);
    let submission = Submission::new(&["name", "last_name", "position", "departments"]);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let written = |field: RwSignal<String>| Some(field.get_untracked().trim().to_owned());
        let body = PersonChange {
            name: written(name),
            last_name: written(last_name),
            position: written(position),
            departments: Some(departments.get_untracked()),
            ..PersonChange::default()
        };
        let request = async move { api::put::<Person>(&format!("/console/people/{id}"), &body).await };
        submission.send(request, move |person| {
            desk.close();
            toasts.done(untrack(|| locale.fill(words::SAVED, &[&full_name(&person)])));
            desk.replace(person);
        });
    };
    let title = Signal::derive(move || locale.fill(words::EDIT_TITLE, &[&whole]));
    let missing = move || submission.beside("departments", locale);
    view! {
        <Modal title on_close=move |()| desk.close()>
            <form class="modal__form" novalidate=true on:submit=submit>
                <Summary submission />
                <div class="door__pair">
                    <Field label=setup::NAME value=name name="name" submission autofocus=true required=true />
                    <Field label=setup::LAST_NAME value=last_name name="last_name" submission />
                </div>
                <Field label=words::POSITION value=position name="position" submission />
                <fieldset class="people__departments">
                    <legend class="field__label">{t(words::DEPARTMENTS)}</legend>
                    <Loaded load=desk.departments lines=2 let:all>
                        <div class="people__choices">
                            {move || all.get().into_iter().map(|one| view! { <Membership one departments /> }).collect_view()}
                        </div>
                    </Loaded>
                    <p class="field__error" role="alert">{missing}</p>
                </fieldset>
                <div class="modal__actions">
                    <Button on_click=move |_| desk.close()>{t(widgets::CANCEL)}</Button>
                    <Button kind=ButtonKind::Primary submit=true busy=submission.busy()>{t(words::SAVE)}</Button>
                </div>
            </form>
        </Modal>
    }
}

/// Whether somebody belongs to a department.
#[component]
fn Membership(one: Department, departments: RwSignal<Vec<u64>>) -> impl IntoView {
    let Department { id, name } = one;
    let value = RwSignal::new(departments.read_untracked().contains(&id));
    crate::task::effect(move || {
        let belongs = value.get();
        departments.update(|list| {
            list.retain(|other| *other != id);
            if belongs {
                list.push(id);
            }
        });
    });
    view! { <Check label=name value /> }
}
