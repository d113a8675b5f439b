//! The attempts of a delivery, the latest first; each opens to the answer that it got.

use super::{
    cells::{Status, problem_words},
    detail::{Piece, headers},
};
use crate::{
    locale::{t, use_locale},
    logic::deliveries::body::{header, laid_out},
    task::memo,
    texts::deliveries as words,
};
use leptos::prelude::*;
use shared::delivery::{Attempt, Detail};

/// The list.
#[component]
pub fn Attempts(detail: Signal<Detail>) -> impl IntoView {
    let locale = use_locale();
    let attempts = memo(move || detail.read().attempts.clone());
    let kept = memo(move || attempts.read().len());
    let tries = memo(move || detail.read().delivery.tries);
    let latest = detail.with_untracked(|detail| detail.attempts.first().map(|attempt| attempt.id.clone()));
    view! {
        <section class="card deliveries__attempts">
            <h3>{t(words::ATTEMPTS)}</h3>
            {move || (kept.get() == 0).then(|| view! { <p class="deliveries__hint">{t(words::NO_ATTEMPTS)}</p> })}
            <ol class="deliveries__list" reversed>
                <For each=move || attempts.get() key=|attempt| attempt.id.clone() let:attempt>
                    <One open=latest.as_ref() == Some(&attempt.id) attempt />
                </For>
            </ol>
            {move || (kept.get() < tries.get() as usize).then(|| view! {
                <p class="deliveries__hint">
                    {locale.fill(words::ATTEMPTS_KEPT, &[&locale.count(kept.get() as u64), &locale.count(tries.get().into())])}
                </p>
            })}
        </section>
    }
}

/// An attempt never changes once it is there.
#[component]
fn One(attempt: Attempt, open: bool) -> impl IntoView {
    let locale = use_locale();
    let Attempt { id, at, ms, url, status, problem, headers: answered, body, cut } = attempt;
    let failed = problem.is_some();
    let why = problem.map(|problem| {
        view! { <p class="deliveries__problem">{move || problem_words(&problem, locale)}</p> }
    });
    let shown = laid_out(header(&answered, "content-type"), &body);
    let answer = status.map(|_| {
        view! {
            <Piece title=words::RESPONSE_HEADERS copy=words::COPY_HEADERS copied=super::detail::header_lines(&answered)>
                {headers(answered)}
            </Piece>
            <Piece title=words::RESPONSE_BODY copy=words::COPY_RESPONSE copied=body.clone()>
                {match body.is_empty() {
                    true => view! { <p class="deliveries__hint">{t(words::BODY_EMPTY)}</p> }.into_any(),
                    false => view! { <pre class="code deliveries__body" tabindex="0">{shown}</pre> }.into_any(),
                }}
                {cut.then(|| view! { <p class="deliveries__hint">{t(words::BODY_CUT)}</p> })}
            </Piece>
        }
    });
    view! {
        <li class="deliveries__attempt">
            <details open=open>
                <summary class="deliveries__summary">
                    <span class="deliveries__time">{move || locale.second(at)}</span>
                    <Status status failed />
                    <span class="deliveries__ms">{move || locale.fill(words::MS, &[&locale.count(ms.into())])}</span>
                </summary>
                <div class="deliveries__answer">
                    {why}
                    <dl class="facts">
                        <dt>{t(words::ATTEMPT_TO)}</dt>
                        <dd><code>{url}</code></dd>
                        <dt>{t(words::ATTEMPT_ID)}</dt>
                        <dd><code>{id}</code></dd>
                    </dl>
                    {answer}
                </div>
            </details>
        </li>
    }
}
