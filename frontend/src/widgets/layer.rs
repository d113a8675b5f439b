//! A dialog on the browser's top layer, which keeps the focus inside and the page behind inert.

use super::{popup, toast};
use crate::{
    locale::{Label, use_locale},
    task::effect,
};
use leptos::{
    ev::{Event, KeyboardEvent, MouseEvent},
    html,
    prelude::*,
};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Opens with its creation, closes with its removal; `on_close` is asked for by Esc and, where `light`, by a
/// press beside the panel. Afterwards the focus goes back to where it was.
#[component]
pub fn Layer(
    class: &'static str,
    #[prop(into)] label: Label,
    #[prop(into)] on_close: Callback<()>,
    #[prop(optional)] light: bool,
    children: Children,
) -> impl IntoView {
    let locale = use_locale();
    let dialog = NodeRef::<html::Dialog>::new();
    let before = StoredValue::new_local(document().active_element());
    let shown = StoredValue::new_local(None::<web_sys::HtmlDialogElement>);
    effect(move || {
        let Some(dialog) = dialog.get() else { return };
        if !dialog.open() && dialog.show_modal().is_ok() {
            shown.set_value(Some(dialog));
        }
    });
    on_cleanup(move || {
        if let Some(Some(dialog)) = shown.try_get_value() {
            dialog.close();
        }
        let before = before.try_get_value().flatten();
        // The page behind is inert until the dialog has left it.
        request_animation_frame(move || give_focus_back(before));
    });
    let escape = move |event: KeyboardEvent| {
        if event.key() != "Escape" || popover_open(&event) {
            return;
        }
        event.prevent_default();
        event.stop_propagation();
        on_close.run(());
    };
    let cancel = move |event: Event| {
        event.prevent_default();
        on_close.run(());
    };
    let beside = move |event: MouseEvent| {
        if light && event.target() == event.current_target() {
            on_close.run(());
        }
    };
    view! {
        <dialog
            class=format!("layer {class}") node_ref=dialog aria-label=move || label.read(locale)
            on:keydown=escape on:cancel=cancel on:mousedown=beside
        >
            {children()}
            <toast::Region inside=true />
        </dialog>
    }
}

/// An open list inside the dialog takes Esc first.
fn popover_open(event: &KeyboardEvent) -> bool {
    let dialog = event.current_target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    dialog.is_some_and(|dialog| !popup::find_all(&dialog, ":popover-open").is_empty())
}

/// To where it was, or to the page's content when that place is gone, as after a save that led elsewhere.
fn give_focus_back(before: Option<web_sys::Element>) {
    let nowhere = |element: &web_sys::Element| element.tag_name() == "BODY" || !element.is_connected();
    if document().active_element().is_some_and(|element| !nowhere(&element)) {
        return;
    }
    let target = before.filter(|element| !nowhere(element)).or_else(|| document().get_element_by_id("content"));
    if let Some(target) = target.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = target.focus();
    }
}
