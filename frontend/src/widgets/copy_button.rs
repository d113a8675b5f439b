//! Copies, and answers with a tick in place.

use super::{Icon, icons};
use crate::{
    locale::{Label, use_locale},
    task::Then,
    texts::widgets as words,
};
use leptos::{html, prelude::*, task::spawn_local};
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// A button that puts `text` on the clipboard.
#[component]
pub fn CopyButton(
    #[prop(into)] text: Signal<String>,
    #[prop(into, default = Label::Fixed(words::COPY))] label: Label,
    /// Brings what the text lacks, then runs what it is given.
    #[prop(optional)]
    first: Option<Callback<Then>>,
) -> impl IntoView {
    let locale = use_locale();
    let outcome = RwSignal::new(None);
    let button = NodeRef::<html::Button>::new();
    let copy = move || {
        let Some(button) = button.try_get_untracked().flatten() else { return };
        let text = text.get_untracked();
        spawn_local(async move {
            let copied = copy_text(&text, &button).await;
            outcome.try_set(Some(copied));
            set_timeout(
                move || {
                    outcome.try_set(None);
                },
                Duration::from_secs(2),
            );
        });
    };
    let press = move |_| match first {
        Some(first) => first.run(Box::new(copy)),
        None => copy(),
    };
    let words = move || match outcome.get() {
        None => label.read(locale),
        Some(true) => locale.say(words::COPIED).to_owned(),
        Some(false) => locale.say(words::COPY_FAILED).to_owned(),
    };
    view! {
        <button type="button" class="button" node_ref=button on:click=press>
            {move || (outcome.get() == Some(true)).then(|| view! { <Icon path=icons::TICK /> })}
            <span aria-live="polite">{words}</span>
        </button>
    }
}

/// Browsers offer the clipboard to secure pages only; a portal on plain http uses the older command.
pub async fn copy_text(text: &str, beside: &web_sys::HtmlElement) -> bool {
    if window().is_secure_context() {
        return JsFuture::from(window().navigator().clipboard().write_text(text)).await.is_ok();
    }
    // Beside the button, not in the body, which a dialog makes inert.
    let Some(parent) = beside.parent_element() else { return false };
    let Ok(element) = document().create_element("textarea") else { return false };
    let Ok(area) = element.dyn_into::<web_sys::HtmlTextAreaElement>() else { return false };
    area.set_class_name("visually-hidden");
    area.set_value(text);
    if parent.append_child(&area).is_err() {
        return false;
    }
    area.select();
    let page: web_sys::HtmlDocument = document().unchecked_into();
    let copied = page.exec_command("copy").unwrap_or(false);
    area.remove();
    let _ = beside.focus();
    copied
}
