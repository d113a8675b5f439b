//! Light, dark or as the system has it, and what a browser remembers of such choices.

use crate::{task::effect, texts::shell as words};
use leptos::prelude::*;
pub use shared::profile::Theme;
use shared::text::Text;

/// Starts with what this browser has chosen and keeps the root element in step.
pub fn start() -> RwSignal<Theme> {
    let theme = RwSignal::new(stored(THEME_KEY).and_then(|code| Theme::from_code(&code)).unwrap_or_default());
    effect(move || {
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("data-theme", theme.get().code());
        }
    });
    theme
}

/// Chooses colours for this browser.
pub fn choose(theme: RwSignal<Theme>, choice: Theme) {
    store(THEME_KEY, choice.code());
    theme.set(choice);
}

/// What the choices are called.
pub fn theme_words(theme: Theme) -> Text {
    match theme {
        Theme::System => words::THEME_SYSTEM,
        Theme::Light => words::THEME_LIGHT,
        Theme::Dark => words::THEME_DARK,
    }
}

/// What this browser remembers under a key; nothing where storage is refused.
pub fn stored(key: &str) -> Option<String> {
    window().local_storage().ok().flatten()?.get_item(key).ok().flatten()
}

/// Makes this browser remember. Where storage is refused the choice lasts as long as the page.
pub fn store(key: &str, value: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(key, value);
    }
}

const THEME_KEY: &str = "portico.theme";
