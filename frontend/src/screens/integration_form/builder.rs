//! The request builder: method, parameters, address and body, each following the others. What the rest of the
//! form needs of it is in the desk; everything else is behind this one component.

mod address;
mod body;
mod history;
mod method;
mod paste;
mod samples;

pub use history::{History, Keeping};

use super::{desk::Desk, execute::Execute, parameters::Parameters, permissions::Missing};
use crate::{
    locale::{Label, t},
    logic::request,
    task::memo,
    texts::builder as words,
    widgets::{Button, ButtonKind, Segments},
};
use leptos::prelude::*;
use shared::integration::Send;

/// The card.
#[component]
pub fn Builder(desk: Desk) -> impl IntoView {
    view! {
        <section id="form-request" class="card" aria-label=t(words::REQUEST)>
            <div class="card__head">
                <h3 class="card__title">{t(words::REQUEST)}</h3>
                <Way desk />
            </div>
            <Replaced desk />
            <method::Method desk />
            <Missing desk />
            <Parameters desk />
            <address::Address desk />
            <body::Body desk />
            <Execute desk />
            <samples::Samples desk />
        </section>
    }
}

/// The ways to send, with the words of the protocol, which are the same in every language but for one.
const WAYS: [(Send, &str); 3] = [(Send::Get, "GET"), (Send::PostForm, "POST form"), (Send::PostJson, "POST JSON")];

/// How the request is sent; version 3 leaves no choice.
#[component]
fn Way(desk: Desk) -> impl IntoView {
    let v3 = memo(move || desk.form.read().request.v3);
    let chosen = Signal::derive(move || {
        let send = request::way(&desk.form.read().request);
        WAYS.iter().position(|(way, _)| *way == send).unwrap_or_default()
    });
    move || {
        if v3.get() {
            return view! { <span class="card__aside">{t(words::ONLY_JSON)}</span> }.into_any();
        }
        let options: Vec<Label> = WAYS.iter().map(|(_, words)| (*words).to_owned().into()).collect();
        view! {
            <Segments
                label=words::SEND_AS options chosen
                on_choose=move |way: usize| desk.form.update(|form| form.request.send = WAYS[way].0)
            />
        }
        .into_any()
    }
}

/// What was put in place of the request, and the way back.
#[component]
fn Replaced(desk: Desk) -> impl IntoView {
    view! {
        <div role="status" class="builder__replaced">
            {move || desk.replaced.get().map(|(news, before)| view! {
                <p class="card__note">
                    {t(news)}
                    <Button kind=ButtonKind::Quiet on_click=move |_| {
                        desk.form.update(|form| form.request = before.clone());
                        desk.replaced.set(None);
                    }>
                        {t(words::UNDO)}
                    </Button>
                </p>
            })}
        </div>
    }
}
