//! The page for addresses that lead nowhere.

use crate::{locale::t, texts::not_found as words, widgets::Page};
use leptos::prelude::*;

/// Any other address.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <Page title=words::TITLE lead=words::LEAD>
            <p><a href="/dev">{t(words::HOME)}</a></p>
        </Page>
    }
}
