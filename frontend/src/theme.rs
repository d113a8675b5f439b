//! Light, dark or as the system has it, and what a browser remembers of such choices.

use crate::task::effect;
use leptos::prelude::*;

/// A choice of colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Dark ink on light ground.
    Light,
    /// Light ink on dark ground.
    Dark,
}

impl Theme {
    /// Every choice, in the order in which the shell offers them.
    pub const ALL: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];

    /// The value of `data-theme` on the root element.
    pub const fn code(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }
}

/// Starts with what this browser has chosen and keeps the root element in step.
pub fn start() -> RwSignal<Theme> {
    let code = stored(THEME_KEY).unwrap_or_default();
    let theme = RwSignal::new(Theme::ALL.into_iter().find(|theme| theme.code() == code).unwrap_or_default());
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
