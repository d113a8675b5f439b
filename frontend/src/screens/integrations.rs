//! Not there yet.

use leptos::prelude::*;

/// Screen.
#[component]
pub fn Integrations() -> impl IntoView { view! { <leptos_router::components::Outlet /> } }
