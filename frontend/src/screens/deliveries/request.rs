//! The request of a delivery as it is sent now.

use super::detail::{Piece, header_lines, headers};
use crate::{
    locale::{Label, t},
    logic::deliveries::body::{header, laid_out},
    task::memo,
    texts::deliveries as words,
    widgets::Segments,
};
use leptos::prelude::*;
use shared::delivery::Detail;

/// Address, headers and body.
#[component]
pub fn RequestView(detail: Signal<Detail>) -> impl IntoView {
    let url = memo(move || detail.read().url.clone());
    let sent = memo(move || detail.read().headers.clone());
    let body = memo(move || detail.read().body.clone());
    let raw = RwSignal::new(0_usize);
    let shown = memo(move || match raw.get() {
        0 => laid_out(header(&sent.read(), "content-type"), &body.read()),
        _ => body.get(),
    });
    view! {
        <section class="card deliveries__request">
            <h3>{t(words::REQUEST)}</h3>
            <p class="deliveries__hint">{t(words::REQUEST_NOTE)}</p>
            <Piece title=words::URL copy=words::COPY_URL copied=url>
                {move || match url.read().is_empty() {
                    true => view! { <p class="deliveries__hint">{t(words::NO_URL)}</p> }.into_any(),
                    false => view! { <code class="deliveries__url">"POST "{url.get()}</code> }.into_any(),
                }}
            </Piece>
            <Piece
                title=words::REQUEST_HEADERS copy=words::COPY_HEADERS
                copied=Signal::derive(move || header_lines(&sent.read()))
            >
                {move || headers(sent.get())}
            </Piece>
            <Piece title=words::REQUEST_BODY copy=words::COPY_BODY copied=body>
                <Segments
                    label=words::REQUEST_BODY options=[words::LAID_OUT, words::AS_SENT].map(Label::Fixed).to_vec()
                    chosen=raw on_choose=move |at| raw.set(at)
                />
                <pre class="code deliveries__body" tabindex="0">{shown}</pre>
            </Piece>
        </section>
    }
}
