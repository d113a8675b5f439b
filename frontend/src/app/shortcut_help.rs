//! The list of shortcuts that `?` opens.

use crate::{
    locale::{t, use_locale},
    shortcuts,
    task::effect,
    texts::palette as words,
    widgets::{Button, Check, Modal},
};
use leptos::prelude::*;
use shared::text::Text;

/// Keys that screens handle themselves.
const OWN: [(&str, Text); 2] = [("Ctrl+Enter", words::EXECUTE), ("Esc", words::CLOSE_TOP)];

/// A dialog with every shortcut.
#[component]
pub fn ShortcutHelp(#[prop(into)] on_close: Callback<()>) -> impl IntoView {
    let locale = use_locale();
    let single = RwSignal::new(shortcuts::single_keys());
    effect(move || shortcuts::use_single_keys(single.get()));
    let row = move |(keys, text): (&'static str, Text)| {
        let keys = keys.split([' ', '+']).map(|key| view! { <kbd class="keys__key">{shown(key)}</kbd> }).collect_view();
        view! {
            <div class="keys__row">
                <dt class="keys__words">{move || locale.say(text)}</dt>
                <dd class="keys__keys">{keys}</dd>
            </div>
        }
    };
    view! {
        <Modal title=words::SHORTCUTS on_close>
            <dl class="keys">{shortcuts::all().into_iter().chain(OWN).map(row).collect_view()}</dl>
            <Check label=words::SINGLE_KEYS help=words::SINGLE_KEYS_HELP value=single />
            <div class="modal__actions">
                <Button on_click=move |_| on_close.run(())>{t(words::CLOSE)}</Button>
            </div>
        </Modal>
    }
    .into_any()
}

/// As the key is labelled.
fn shown(key: &str) -> String {
    if key.len() == 1 { key.to_uppercase() } else { key.to_owned() }
}
