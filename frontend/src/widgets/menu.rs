//! A button that opens a list of acts.

use super::popup;
use crate::locale::{Label, use_locale};
use leptos::{ev::KeyboardEvent, html, prelude::*};

/// One act of a menu.
#[derive(Clone)]
pub struct MenuItem {
    label: Label,
    danger: bool,
    run: Callback<()>,
}

impl MenuItem {
    /// An act.
    pub fn new(label: impl Into<Label>, run: impl Fn() + Send + Sync + 'static) -> MenuItem {
        MenuItem { label: label.into(), danger: false, run: Callback::new(move |()| run()) }
    }

    /// The act takes something away.
    pub fn dangerous(self) -> MenuItem {
        MenuItem { danger: true, ..self }
    }
}

/// `children` are what the button shows; `label` is what it is called.
#[component]
pub fn Menu(
    #[prop(into)] label: Label,
    #[prop(into)] items: Signal<Vec<MenuItem>>,
    #[prop(default = "button button--icon")] class: &'static str,
    children: Children,
) -> impl IntoView {
    let locale = use_locale();
    let id = popup::unique_id("menu");
    let button = NodeRef::<html::Button>::new();
    let list = NodeRef::<html::Div>::new();
    let open = RwSignal::new(false);
    let toggled = move |_| {
        let (Some(button), Some(list)) = (button.get_untracked(), list.get_untracked()) else { return };
        open.set(popup::is_open(&list));
        if open.get_untracked() {
            popup::place(&list, &button);
            popup::rove(&popup::find_all(&list, "button"), "Home");
        }
    };
    let arrow = move |event: KeyboardEvent| {
        let Some(list) = list.get_untracked() else { return };
        if popup::rove(&popup::find_all(&list, "button"), &event.key()) {
            event.prevent_default();
        } else if event.key() == "Tab" {
            let _ = list.hide_popover();
        }
    };
    let arrow_opens = move |event: KeyboardEvent| {
        if event.key() == "ArrowDown"
            && let Some(list) = list.get_untracked()
        {
            event.prevent_default();
            let _ = list.show_popover();
        }
    };
    let choose = move |item: MenuItem| {
        if let Some(list) = list.get_untracked() {
            let _ = list.hide_popover();
        }
        item.run.run(());
    };
    let row = move |item: MenuItem| {
        let label = item.label;
        view! {
            <button
                type="button" class="menu__item" class:menu__item--danger=item.danger role="menuitem" tabindex="-1"
                on:click=move |_| choose(item.clone())
            >
                {move || label.read(locale)}
            </button>
        }
    };
    view! {
        <button
            type="button" class=class node_ref=button popovertarget=id.clone() aria-haspopup="menu"
            aria-expanded=move || open.get().to_string() aria-label=move || label.read(locale) on:keydown=arrow_opens
        >
            {children()}
        </button>
        <div
            id=id class="popup menu" role="menu" popover="auto" node_ref=list aria-label=move || label.read(locale)
            on:toggle=toggled on:keydown=arrow
        >
            {move || items.get().into_iter().map(row).collect_view()}
        </div>
    }
}
