//! The end of a list that goes on: what is older comes when it is asked for.

use super::{Button, Summary};
use crate::{locale::t, submission::Submission};
use leptos::{ev::MouseEvent, prelude::*};
use shared::text::Text;

/// What went wrong, and a button with this `label` while there is `more`.
#[component]
pub fn Older(
    label: Text,
    submission: Submission,
    #[prop(into)] more: Signal<bool>,
    #[prop(into)] on_more: Callback<MouseEvent>,
) -> impl IntoView {
    view! {
        <Summary submission />
        {move || more.get().then(|| view! {
            <div><Button busy=submission.busy() on_click=on_more>{t(label)}</Button></div>
        })}
    }
    .into_any()
}
