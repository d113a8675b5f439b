//! Buttons.

use leptos::{ev::MouseEvent, prelude::*};

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one act the screen is for.
    Primary,
    /// Any other act.
    #[default]
    Plain,
    /// Looks like a link.
    Quiet,
    /// An act that takes something away.
    Danger,
}

/// A button. While `busy` it stays focusable, says so, and does nothing.
#[component]
pub fn Button(
    #[prop(optional)] kind: ButtonKind,
    #[prop(optional)] submit: bool,
    #[prop(optional, into)] busy: Signal<bool>,
    #[prop(optional, into)] disabled: Signal<bool>,
    #[prop(optional, into)] on_click: Option<Callback<MouseEvent>>,
    children: Children,
) -> impl IntoView {
    let class = match kind {
        ButtonKind::Primary => "button button--primary",
        ButtonKind::Plain => "button",
        ButtonKind::Quiet => "button button--quiet",
        ButtonKind::Danger => "button button--danger",
    };
    let press = move |event: MouseEvent| {
        if busy.get_untracked() {
            event.prevent_default();
        } else if let Some(on_click) = on_click {
            on_click.run(event);
        }
    };
    view! {
        <button
            type=if submit { "submit" } else { "button" } class=class disabled=disabled
            aria-busy=move || busy.get().then_some("true") aria-disabled=move || busy.get().then_some("true")
            on:click=press
        >
            {children()}
        </button>
    }
}
