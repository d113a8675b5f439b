//! Not there yet.

use leptos::prelude::*;

/// Screen.
#[component]
pub fn Bell() -> impl IntoView {}
