//! Not there yet.

use leptos::prelude::*;

/// Screen.
#[component]
pub fn UseCases() -> impl IntoView { view! { <leptos_router::components::Outlet /> } }
