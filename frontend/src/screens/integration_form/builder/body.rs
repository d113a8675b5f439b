//! What a `POST` carries: a form as it is sent, JSON to be edited as text.

use super::super::desk::Desk;
use crate::{
    locale::{t, use_locale},
    logic::request::{self, Problem},
    task::memo,
    texts::builder as words,
    widgets::CopyButton,
};
use leptos::prelude::*;
use shared::integration::Send;

/// The field; nothing for a `GET`.
#[component]
pub fn Body(desk: Desk) -> impl IntoView {
    let locale = use_locale();
    let way = memo(move || request::way(&desk.form.read().request));
    let text = Signal::derive(move || match way.get() {
        Send::Get => String::new(),
        Send::PostForm => request::wire(&desk.form.read().request).body.map(|(_, body)| body).unwrap_or_default(),
        Send::PostJson => request::json_body(&desk.form.read().request),
    });
    let error = Signal::derive(move || {
        let problems = request::problems(&desk.form.read().request);
        problems.into_iter().find_map(|problem| match problem {
            Problem::Body(error) => {
                Some(locale.fill(words::BODY_WRONG, &[&error.line.to_string(), &error.column.to_string()]))
            }
            _ => None,
        })
    });
    let type_in = move |typed: String| {
        desk.form.update(|form| form.request = request::with_body(&form.request, typed));
    };
    let field = move || {
        view! {
            <textarea
                id="builder-body" class="input input--mono grows builder__body" rows="3" spellcheck="false"
                autocapitalize="none" aria-describedby="builder-body-help builder-body-error"
                aria-invalid=move || error.read().is_some().then_some("true") prop:value=text
                on:input:target=move |event| type_in(event.target().value())
            ></textarea>
            <p id="builder-body-error" class="field__error" role="alert">{error}</p>
            <p id="builder-body-help" class="field__help">{t(words::BODY_HELP)}</p>
        }
    };
    move || {
        let content = match way.get() {
            Send::Get => return ().into_any(),
            Send::PostForm => {
                view! { <pre id="builder-body" class="code code--short" tabindex="0">{text}</pre> }.into_any()
            }
            Send::PostJson => field().into_any(),
        };
        view! {
            <div class="field">
                <div class="field__head">
                    <label class="field__label" for="builder-body">{t(words::BODY)}</label>
                    <CopyButton text label=words::COPY_BODY />
                </div>
                {content}
            </div>
        }
        .into_any()
    }
}
