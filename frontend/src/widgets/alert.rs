//! A message in the page: what went wrong, or what to mind.

use super::Tone;
use crate::{locale::use_locale, submission::Submission};
use leptos::prelude::*;

/// A framed message. A dangerous one is announced at once.
#[component]
pub fn Alert(#[prop(default = Tone::Danger)] tone: Tone, children: Children) -> impl IntoView {
    let role = if tone == Tone::Danger { "alert" } else { "status" };
    view! { <div class=format!("alert alert--{}", tone.code()) role=role>{children()}</div> }
}

/// What a form was refused for, when it is about none of its fields. The region is always there, so that
/// screen readers hear what appears in it.
#[component]
pub fn Summary(submission: Submission) -> impl IntoView {
    let locale = use_locale();
    view! {
        <div class="summary" role="alert">
            {move || submission.summary(locale).map(|text| view! { <p class="alert alert--danger">{text}</p> })}
        </div>
    }
}
