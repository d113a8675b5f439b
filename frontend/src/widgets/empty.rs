//! A place where there is nothing yet, or nothing that matches: says so and offers the next step.

use crate::locale::{Label, use_locale};
use leptos::prelude::*;

/// `children` are the next steps.
#[component]
pub fn Empty(
    #[prop(into)] title: Label,
    #[prop(optional, into)] text: Option<Label>,
    children: Children,
) -> impl IntoView {
    let locale = use_locale();
    view! {
        <section class="empty">
            <h2 class="empty__title">{move || title.read(locale)}</h2>
            {text.map(|text| view! { <p class="empty__text">{move || text.read(locale)}</p> })}
            <div class="empty__steps">{children()}</div>
        </section>
    }
}
