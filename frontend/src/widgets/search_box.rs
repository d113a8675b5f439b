//! A search over what the page shows; its text stands in the address.

use super::{Icon, icons};
use crate::{
    address::InAddress,
    locale::{Label, use_locale},
};
use leptos::prelude::*;

/// `label` is the hint inside and the name for screen readers.
#[component]
pub fn SearchBox(#[prop(into)] label: Label, typed: InAddress) -> impl IntoView {
    let locale = use_locale();
    let words = move || label.read(locale);
    view! {
        <div class="search-box" role="search">
            <Icon path=icons::SEARCH />
            <input
                class="input" type="search" autocomplete="off" spellcheck="false" aria-label=words placeholder=words
                prop:value=typed.signal() on:input:target=move |event| typed.set(event.target().value())
            />
        </div>
    }
}
