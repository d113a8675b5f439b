//! Not there yet.

use leptos::prelude::*;

/// Screen.
#[component]
pub fn Invite() -> impl IntoView {}
