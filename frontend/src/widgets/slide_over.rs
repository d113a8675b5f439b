//! A page over the page: comes from the right, has its own address, closes with Esc.

use super::{Icon, icons, layer::Layer};
use crate::{
    locale::{Label, t, use_locale},
    texts::widgets as words,
};
use leptos::prelude::*;

/// `label` names the dialog and, unless `header` brings its own, is the title. `footer` stays in sight below
/// the scrolling content. The caller leaves the address when `on_close` asks for it.
#[component]
pub fn SlideOver(
    #[prop(into)] label: Label,
    #[prop(into)] on_close: Callback<()>,
    #[prop(optional, into)] lead: Option<Label>,
    #[prop(optional, into)] header: Option<ViewFnOnce>,
    #[prop(optional, into)] footer: Option<ViewFnOnce>,
    /// Room for tables.
    #[prop(optional)]
    wide: bool,
    children: Children,
) -> impl IntoView {
    let locale = use_locale();
    let header = match header {
        Some(header) => header.run(),
        None => view! {
            <h2 class="slide-over__title" tabindex="-1" autofocus>{move || label.read(locale)}</h2>
        }
        .into_any(),
    };
    view! {
        <Layer class="slide-over" label on_close light=true>
            <div class="slide-over__panel" class:slide-over__panel--wide=wide>
                <header class="slide-over__header">
                    <div class="slide-over__heading">
                        {header}
                        {lead.map(|lead| view! { <p class="slide-over__lead">{move || lead.read(locale)}</p> })}
                    </div>
                    <button
                        type="button" class="button button--icon" aria-label=t(words::CLOSE)
                        on:click=move |_| on_close.run(())
                    >
                        <Icon path=icons::CLOSE />
                    </button>
                </header>
                <div class="slide-over__body">{children()}</div>
                {footer.map(|footer| view! { <footer class="slide-over__footer">{footer.run()}</footer> })}
            </div>
        </Layer>
    }
}
