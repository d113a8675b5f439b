//! Small dialogs in the middle of the window.

use super::{Button, ButtonKind, layer::Layer};
use crate::{
    locale::{Label, t, use_locale},
    texts::widgets as words,
};
use leptos::{ev::SubmitEvent, prelude::*};

/// A dialog with a title. Its own buttons go into an element of class `modal__actions`.
#[component]
pub fn Modal(#[prop(into)] title: Label, #[prop(into)] on_close: Callback<()>, children: Children) -> impl IntoView {
    let locale = use_locale();
    view! {
        <Layer class="modal" label=title on_close>
            <div class="modal__panel">
                <h2 class="modal__title">{move || title.read(locale)}</h2>
                {children()}
            </div>
        </Layer>
    }
}

/// Asks before something happens. `act` names it; the focus starts on the way back.
#[component]
pub fn Confirm(
    #[prop(into)] title: Label,
    #[prop(into)] act: Label,
    #[prop(optional)] danger: bool,
    #[prop(optional, into)] busy: Signal<bool>,
    #[prop(into)] on_confirm: Callback<()>,
    #[prop(into)] on_close: Callback<()>,
    children: Children,
) -> impl IntoView {
    let locale = use_locale();
    let confirm = move |event: SubmitEvent| {
        event.prevent_default();
        on_confirm.run(());
    };
    let kind = if danger { ButtonKind::Danger } else { ButtonKind::Primary };
    view! {
        <Modal title on_close>
            // Where something is to be typed first, Enter answers.
            <form class="modal__form" novalidate=true on:submit=confirm>
                <div class="modal__text">{children()}</div>
                <div class="modal__actions">
                    <button type="button" class="button" autofocus on:click=move |_| on_close.run(())>
                        {t(words::CANCEL)}
                    </button>
                    <Button kind busy submit=true>{move || act.read(locale)}</Button>
                </div>
            </form>
        </Modal>
    }
}
