//! A button that opens a list of acts.

use super::popup::{self, Popover};
use crate::locale::{Label, use_locale};
use leptos::{
    ev::{Event, KeyboardEvent},
    prelude::*,
};

/// One act of a menu.
#[derive(Clone)]
pub struct MenuItem {
    label: Label,
    danger: bool,
    blocked: Option<Label>,
    run: Callback<()>,
}

impl MenuItem {
    /// An act.
    pub fn new(label: impl Into<Label>, run: impl Fn() + Send + Sync + 'static) -> MenuItem {
        MenuItem { label: label.into(), danger: false, blocked: None, run: Callback::new(move |()| run()) }
    }

    /// The act takes something away.
    pub fn dangerous(self) -> MenuItem {
        MenuItem { danger: true, ..self }
    }

    /// The act can't be done; why stands below it.
    pub fn blocked(self, why: Option<impl Into<Label>>) -> MenuItem {
        MenuItem { blocked: why.map(Into::into), ..self }
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
    let popover = Popover::new();
    // Where the focus begins when it opens.
    let begin = StoredValue::new("Home");
    let toggled = move |_| {
        if let Some(list) = popover.toggled() {
            popup::rove(&popup::find_all(&list, "button"), begin.get_value());
        }
        begin.set_value("Home");
    };
    let key = move |event: KeyboardEvent| {
        let Some(list) = popover.panel.get_untracked() else { return };
        if event.key() == "Tab" {
            popover.close();
        } else if !held(&event) && popup::rove(&popup::find_all(&list, "button"), &event.key()) {
            event.prevent_default();
        }
    };
    let arrow_opens = move |event: KeyboardEvent| {
        begin.set_value(match event.key().as_str() {
            "ArrowDown" => "Home",
            "ArrowUp" => "End",
            _ => return,
        });
        event.prevent_default();
        popover.show();
    };
    let choose = move |item: MenuItem| {
        if item.blocked.is_some() {
            return;
        }
        popover.close();
        item.run.run(());
    };
    let row = move |item: MenuItem| {
        let (label, blocked) = (item.label, item.blocked);
        view! {
            <button
                type="button" class="menu__item" class:menu__item--danger=item.danger role="menuitem" tabindex="-1"
                aria-disabled=blocked.map(|_| "true") on:click=move |_| choose(item.clone())
            >
                {move || label.read(locale)}
                {blocked.map(|why| view! { <small class="menu__why">{move || why.read(locale)}</small> })}
            </button>
        }
    };
    view! {
        <button
            type="button" class=class node_ref=popover.button popovertarget=id.clone() aria-haspopup="menu"
            aria-expanded=move || popover.expanded() aria-label=move || label.read(locale) on:keydown=arrow_opens
        >
            {children()}
        </button>
        <div
            id=id class="popup menu" role="menu" popover="auto" node_ref=popover.panel aria-label=move || label.read(locale)
            on:beforetoggle=move |_: Event| popover.about_to_toggle() on:toggle=toggled on:keydown=key
        >
            {move || popover.is_drawn().then(|| items.get().into_iter().map(row).collect_view())}
        </div>
    }
}

/// Whether a key that makes another of a letter is down.
fn held(event: &KeyboardEvent) -> bool {
    event.ctrl_key() || event.alt_key() || event.meta_key()
}
