//! What is asked before something is lost, replaced or changes hands.

use super::desk::{Desk, Question};
use crate::{
    locale::{t, use_locale},
    task::memo,
    texts::form as words,
    widgets::{Button, ButtonKind, Confirm, Modal},
};
use leptos::prelude::*;

/// Whichever question is open.
#[component]
pub fn Questions(desk: Desk, leave: Callback<()>) -> impl IntoView {
    let overtaken = memo(move || desk.overtaken());
    let draft = desk.draft();
    let back = Callback::new(move |()| desk.question.set(None));
    move || match desk.question.get() {
        _ if overtaken.get() => view! { <Overtaken desk /> }.into_any(),
        None => ().into_any(),
        Some(Question::Generate) => view! {
            <Confirm
                title=words::GENERATE_TITLE act=words::GENERATE_YES on_close=back
                on_confirm=move |()| desk.new_secret()
            >
                <p>{move || if draft.get() { t(words::GENERATE_DRAFT)() } else { t(words::GENERATE_SAVED)() }}</p>
            </Confirm>
        }
        .into_any(),
        Some(Question::Leave) => view! {
            <Confirm title=words::LEAVE_TITLE act=words::LEAVE_YES danger=true on_close=back on_confirm=leave>
                <p>{t(words::LEAVE_TEXT)}</p>
            </Confirm>
        }
        .into_any(),
        Some(Question::TakeOver) => view! { <TakeOver desk back /> }.into_any(),
    }
}

/// An administrator is about to save somebody else's integration.
#[component]
fn TakeOver(desk: Desk, back: Callback<()>) -> impl IntoView {
    let locale = use_locale();
    let owner = desk.about(|integration| integration.owner.name.clone());
    let naming = move |text| move || locale.fill(text, &[owner.read().as_deref().unwrap_or_default()]);
    view! {
        <Confirm title=words::TAKE_TITLE act=words::SAVE_TAKE danger=true on_close=back on_confirm=move |()| desk.send()>
            <p>{naming(words::TAKE_TEXT)}</p>
            <ul class="form__consequences">
                <li>{t(words::TAKE_SECRET)}</li>
                <li>{naming(words::TAKE_OWNER)}</li>
                <li>{t(words::TAKE_RIGHTS)}</li>
            </ul>
        </Confirm>
    }
}

/// Somebody else has saved since the form was opened.
#[component]
fn Overtaken(desk: Desk) -> impl IntoView {
    let locale = use_locale();
    let what = move || desk.submission.summary(locale);
    view! {
        <Modal title=words::CONFLICT_TITLE on_close=move |()| desk.submission.forget()>
            <div class="modal__text">
                <p>{what}</p>
                <p>{t(words::CONFLICT_HELP)}</p>
            </div>
            <div class="modal__actions">
                <Button on_click=move |_| desk.submission.forget()>{t(words::LEAVE_NO)}</Button>
                <Button on_click=move |_| desk.reload()>{t(words::RELOAD)}</Button>
                <Button kind=ButtonKind::Danger on_click=move |_| desk.overwrite()>{t(words::OVERWRITE)}</Button>
            </div>
        </Modal>
    }
}
