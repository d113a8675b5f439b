//! Not there yet.

use leptos::prelude::*;

/// Screen.
#[component]
pub fn People() -> impl IntoView {}
