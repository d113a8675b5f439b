//! Not there yet.

use leptos::prelude::*;

/// Screen.
#[component]
pub fn Setup() -> impl IntoView {}
