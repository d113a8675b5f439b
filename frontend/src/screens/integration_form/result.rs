//! What came back: status, time and size at a glance, then the answer as a tree, as it came, or its headers.

use super::{execute::Run, tree::Tree};
use crate::{
    locale::{Label, Locale, t, use_locale},
    logic::{
        difference::{Change, changes},
        request::{address, from_start, way},
        result::{Answer, Failure, Gist, gist, next_start, total},
    },
    task::effect,
    texts::builder as words,
    widgets::{Button, CopyButton, Pill, Segments, Tone, popup},
};
use leptos::{html, prelude::*};
use serde_json::Value;
use shared::{
    integration::{BuilderRequest, Send},
    text::Text,
};

/// One run. `on_next` gets the request for the next page.
#[component]
pub fn Outcome(run: Run, #[prop(into)] on_next: Callback<BuilderRequest>) -> impl IntoView {
    match run.outcome {
        Ok(answer) => view! { <Answered request=run.request answer before=run.before on_next /> }.into_any(),
        Err(failure) => view! { <p class="alert alert--warning">{t(reason(failure))}</p> }.into_any(),
    }
}

/// A run in one sentence, for reading out. Tracked.
pub fn gist_of(run: &Run, locale: Locale) -> String {
    match &run.outcome {
        Ok(answer) => format!("{} · {}", answer.status, facts(answer, locale)),
        Err(failure) => locale.say(reason(*failure)).to_owned(),
    }
}

fn reason(failure: Failure) -> Text {
    match failure {
        Failure::Network => words::NETWORK,
        Failure::Timeout => words::TIMEOUT,
        Failure::Stopped => words::STOPPED,
    }
}

#[component]
fn Answered(
    request: BuilderRequest,
    answer: Answer,
    before: Option<Value>,
    on_next: Callback<BuilderRequest>,
) -> impl IntoView {
    let locale = use_locale();
    let view = RwSignal::new(0_usize);
    let answer = StoredValue::new(answer);
    let (status, gist) = answer.with_value(|answer| (answer.status, gist(answer)));
    let tone = match status {
        200..400 => Tone::Ok,
        400..500 => Tone::Warning,
        _ => Tone::Danger,
    };
    let facts = move || answer.with_value(|answer| facts(answer, locale));
    let next = answer.with_value(next_start).map(|start| (start, from_start(&request, start)));
    let is_json = answer.with_value(|answer| answer.json.is_some());
    let raw = answer.with_value(|answer| answer.raw.clone());
    let headers = answer.with_value(|answer| answer.headers.clone());
    let mut options: Vec<Label> = [words::TREE, words::RAW, words::HEADERS].map(Label::from).into();
    let changes = answer.with_value(|answer| Some(changes(&before?, answer.json.as_ref()?, MOST)));
    options.extend(changes.as_ref().map(|changes| {
        let count = changes.len() as u64;
        Label::Made(Signal::derive(move || locale.fill(words::CHANGES, &[&locale.count(count)])))
    }));
    let sent = format!("{} {}", if way(&request) == Send::Get { "GET" } else { "POST" }, address(&request));
    let told = move || match &gist {
        Gist::Fine => None,
        Gist::EmptyList => Some(locale.say(words::EMPTY_LIST).to_owned()),
        Gist::NotJson if answer.with_value(|answer| answer.bytes == 0) => Some(locale.say(words::NO_BODY).to_owned()),
        Gist::NotJson => Some(locale.say(words::NOT_JSON).to_owned()),
        Gist::Refused { code, description } if code.is_empty() => Some(description.clone()),
        Gist::Refused { code, description } => Some(format!("{code}: {description}")),
    };
    let text = {
        let raw = raw.clone();
        move || view! { <pre class="code" tabindex="0">{raw.clone()}</pre> }
    };
    let section = NodeRef::<html::Section>::new();
    effect(move || {
        let Some(section) = section.get() else { return };
        popup::reveal(&section);
    });
    let shown = move || match (view.get(), is_json) {
        (0, true) => {
            view! { <Tree document=answer.with_value(|answer| answer.json.clone()).unwrap_or_default() /> }.into_any()
        }
        (2, _) => view! { <Headers headers=headers.clone() /> }.into_any(),
        (3, _) => view! { <Changes changes=changes.clone().unwrap_or_default() /> }.into_any(),
        _ => text().into_any(),
    };
    view! {
        <section class="result" aria-label=t(words::RESULT) node_ref=section>
            <div class="result__head">
                <Pill tone label=status.to_string() />
                <span class="result__facts">{facts}</span>
                <Segments label=words::VIEW_AS options chosen=view on_choose=move |at| view.set(at) />
            </div>
            <code class="result__sent" title=sent.clone()>{sent.clone()}</code>
            <p class="result__told">{told}</p>
            {shown}
            <div class="result__acts">
                <CopyButton text=raw label=words::COPY_ANSWER />
                {next.map(|(start, request)| view! {
                    <Button on_click=move |_| on_next.run(request.clone())>
                        {move || locale.fill(words::NEXT_PAGE, &[&locale.count(start)])}
                    </Button>
                })}
            </div>
        </section>
    }
}

#[component]
fn Headers(headers: Vec<(String, String)>) -> impl IntoView {
    let row = |(name, value)| {
        view! {
            <div class="headers__row"><dt>{name}</dt><dd>{value}</dd></div>
        }
    };
    view! { <dl class="code headers" tabindex="0">{headers.into_iter().map(row).collect_view()}</dl> }
}

/// Where the answer differs from the one before.
#[component]
fn Changes(changes: Vec<Change>) -> impl IntoView {
    if changes.is_empty() {
        return view! { <p class="card__note">{t(words::NO_CHANGES)}</p> }.into_any();
    }
    let row = |change: Change| {
        let Change { path, before, after } = change;
        view! {
            <div class="headers__row">
                <dt>{if path.is_empty() { "·".to_owned() } else { path }}</dt>
                <dd>
                    {before.map(|text| view! { <del class="changes__before">{text}</del> })}" "
                    {after.map(|text| view! { <ins class="changes__after">{text}</ins> })}
                </dd>
            </div>
        }
    };
    view! { <dl class="code headers" tabindex="0">{changes.into_iter().map(row).collect_view()}</dl> }.into_any()
}

/// Differences that are shown; more than anybody compares by eye.
const MOST: usize = 200;

/// "3 ms · 312 B · 120 in all". Tracked.
fn facts(answer: &Answer, locale: Locale) -> String {
    let total = total(answer).map(|total| locale.fill(words::TOTAL, &[&locale.count(total)]));
    let facts = [Some(time(answer.duration_ms, locale)), Some(size(answer.bytes, locale)), total];
    facts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Milliseconds, or seconds where there are many. Tracked.
pub fn time(ms: f64, locale: Locale) -> String {
    match ms {
        ..10.0 => locale.fill(words::MILLISECONDS, &[&locale.decimal(ms, 1)]),
        10.0..1000.0 => locale.fill(words::MILLISECONDS, &[&locale.decimal(ms, 0)]),
        _ => locale.fill(words::SECONDS, &[&locale.decimal(ms / 1000.0, 2)]),
    }
}

fn size(bytes: usize, locale: Locale) -> String {
    match bytes {
        0..1000 => locale.fill(words::BYTES, &[&locale.count(bytes as u64)]),
        _ => locale.fill(words::KILOBYTES, &[&locale.decimal(bytes as f64 / 1000.0, 1)]),
    }
}
