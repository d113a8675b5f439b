//! Our own icons: one stroke path each on a 16 by 16 grid. An icon is decoration; its words stand beside it
//! or in the label of its button.

use leptos::prelude::*;

/// One icon.
#[component]
pub fn Icon(path: &'static str) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
            <path d=path />
        </svg>
    }
}

/// The paths.
pub mod icons {
    /// The portal's mark: an arch.
    pub const PORTICO: &str = "M1.5 14h13M3 14V7.5a5 5 0 0 1 10 0V14M6 14V7.75a2 2 0 0 1 4 0V14";
    /// Developer resources.
    pub const CODE: &str = "M5 4.5 1.5 8 5 11.5M11 4.5 14.5 8 11 11.5M9 3 7 13";
    /// People.
    pub const PEOPLE: &str = "M6 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM1.5 13.5c.3-2.4 2.1-3.75 4.5-3.75s4.2 1.35 4.5 3.75M10.5 2.75a2.5 2.5 0 0 1 0 4.5M12 10.2c1.4.5 2.3 1.6 2.5 3.3";
    /// Settings.
    pub const GEAR: &str = "M2 4.75h6.5M12 4.75h2M2 11.25h2M7.5 11.25H14M10.25 6.5a1.75 1.75 0 1 0 0-3.5 1.75 1.75 0 0 0 0 3.5ZM5.75 13a1.75 1.75 0 1 0 0-3.5 1.75 1.75 0 0 0 0 3.5Z";
    /// Notices.
    pub const BELL: &str = "M8 2a3.9 3.9 0 0 0-3.9 3.9c0 3-1.35 4.35-1.35 4.35v.75h10.5v-.75S11.9 8.9 11.9 5.9A3.9 3.9 0 0 0 8 2ZM6.4 13.25a1.7 1.7 0 0 0 3.2 0";
    /// Opens the navigation.
    pub const MENU: &str = "M2 4.25h12M2 8h12M2 11.75h12";
    /// Closes.
    pub const CLOSE: &str = "m3.75 3.75 8.5 8.5M12.25 3.75l-8.5 8.5";
    /// Opens a row's menu.
    pub const MORE: &str = "M3.25 8h.01M8 8h.01M12.75 8h.01";
    /// Search.
    pub const SEARCH: &str = "M7 11.75a4.75 4.75 0 1 0 0-9.5 4.75 4.75 0 0 0 0 9.5ZM10.5 10.5 14 14";
    /// Done.
    pub const TICK: &str = "m3 8.5 3.25 3.25L13 4.75";
    /// Shows what is masked.
    pub const EYE: &str = "M1.25 8S3.5 3.75 8 3.75 14.75 8 14.75 8 12.5 12.25 8 12.25 1.25 8 1.25 8ZM8 9.9a1.9 1.9 0 1 0 0-3.8 1.9 1.9 0 0 0 0 3.8Z";
    /// Masks again.
    pub const EYE_OFF: &str = "M6.6 3.9A7 7 0 0 1 8 3.75c4.5 0 6.75 4.25 6.75 4.25s-.7 1.3-2.05 2.5M3.6 5.2C2 6.5 1.25 8 1.25 8S3.5 12.25 8 12.25c1.1 0 2.1-.25 2.9-.65M2.5 2.5l11 11";
    /// Opens a list.
    pub const DOWN: &str = "m4 6 4 4 4-4";
    /// Sorted upwards.
    pub const UP: &str = "m4 10 4-4 4 4";
    /// Goes back.
    pub const LEFT: &str = "m10 4-4 4 4 4";
    /// Goes on.
    pub const RIGHT: &str = "m6 4 4 4-4 4";
    /// A day.
    pub const CALENDAR: &str = "M2.5 4h11v9.5h-11zM2.5 7h11M5.5 2v3M10.5 2v3";
    /// Settings of what is shown.
    pub const COG: &str = "M8 10.25a2.25 2.25 0 1 0 0-4.5 2.25 2.25 0 0 0 0 4.5ZM8 1.75v1.5M8 12.75v1.5M1.75 8h1.5M12.75 8h1.5M3.6 3.6l1.05 1.05M11.35 11.35l1.05 1.05M12.4 3.6l-1.05 1.05M4.65 11.35 3.6 12.4";
    /// Filters.
    pub const FILTER: &str = "M2 4h12M4.5 8h7M7 12h2";
    /// Data in and out.
    pub const EXCHANGE: &str = "M2 5.25h11M10.25 2.5 13 5.25 10.25 8M14 10.75H3M5.75 8 3 10.75l2.75 2.75";
    /// Another system.
    pub const OUTSIDE: &str = "M7 3H3v10h10V9M9.5 2.5h4v4M13.5 2.5l-6 6";
    /// Sales going up.
    pub const RISE: &str = "m2 12 4-4 2.5 2.5 5-5.5M10 4.75h3.75V8.5";
    /// Work that runs by itself.
    pub const PLAY: &str = "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM6.75 5.75v4.5L10.5 8Z";
    /// A widget in a page.
    pub const PANEL: &str = "M2.25 2.75h11.5v10.5H2.25zM2.25 6.25h11.5M7 6.25v7";
    /// A bot.
    pub const BOT: &str = "M4.25 6h7.5A1.25 1.25 0 0 1 13 7.25v4.5A1.25 1.25 0 0 1 11.75 13h-7.5A1.25 1.25 0 0 1 3 11.75v-4.5A1.25 1.25 0 0 1 4.25 6ZM8 6V3.25M8 2.75h.01M6 9.5h.01M10 9.5h.01M1.25 8.75v1.5M14.75 8.75v1.5";
}
