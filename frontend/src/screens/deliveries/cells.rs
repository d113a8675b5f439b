//! What a delivery says of itself, in the list and on its page.

use super::look::Look;
use crate::{
    locale::{Locale, t, use_locale},
    task::memo,
    texts::deliveries as words,
    widgets::{Load, Pill, Tone, When},
};
use leptos::{ev, prelude::*};
use shared::{
    Millis,
    delivery::{Delivery, Handler, LastTry, Problem, State},
    event, fault,
    text::Text,
};

/// Where it stands.
pub fn state(row: Memo<Delivery>) -> impl IntoView {
    let locale = use_locale();
    let stands = memo(move || (row.read().state, row.read().tries > 0));
    let tone = Signal::derive(move || match stands.get() {
        (State::Delivered, _) => Tone::Ok,
        (State::Failed, _) => Tone::Danger,
        (State::Waiting, true) => Tone::Warning,
        (State::Waiting, false) => Tone::Neutral,
    });
    let label = Signal::derive(move || locale.say(state_words(stands.get().0)).to_owned());
    view! { <Pill tone label /> }
}

/// A state in words.
pub fn state_words(state: State) -> Text {
    match state {
        State::Waiting => words::WAITING,
        State::Delivered => words::DELIVERED,
        State::Failed => words::FAILED,
    }
}

/// What happened, by its name and by its code; the name opens the delivery.
pub fn event(row: Memo<Delivery>, look: Look) -> impl IntoView {
    let locale = use_locale();
    let Delivery { id, integration, event, test, .. } = row.get_untracked();
    let path = look.path_of(integration, id);
    let href = path.clone();
    let open = move |event: ev::MouseEvent| {
        // The filter goes with it, but a press that opens another window is the browser's.
        if event.button() == 0 && !event.ctrl_key() && !event.meta_key() && !event.shift_key() && !event.alt_key() {
            event.prevent_default();
            event.stop_propagation();
            look.go(path.clone());
        }
    };
    let code = event.clone();
    view! {
        <a href=href on:click=open>{move || event_words(&event, locale)}</a>
        {test.then(|| view! { " " <Test /> })}
        <code class="deliveries__code">{code}</code>
    }
}

/// That somebody made the event up.
#[component]
pub fn Test() -> impl IntoView {
    view! { <span class="deliveries__test">{t(words::TEST)}</span> }
}

/// An event by its name on the screens; one that this release does not know by its code.
pub fn event_words(code: &str, locale: Locale) -> String {
    event::find(code).map_or_else(|| code.to_owned(), |event| locale.say(event.title).to_owned())
}

/// What it happened to.
pub fn object(row: Memo<Delivery>) -> AnyView {
    let Delivery { object, test, .. } = row.get_untracked();
    // That of a test is made up too.
    if test { none() } else { view! { <code>{object}</code> }.into_any() }
}

/// How the last try went.
pub fn answer(row: Memo<Delivery>) -> impl IntoView {
    let last = memo(move || row.read().last.clone());
    move || match last.get() {
        Some(last) => tried(last),
        None => none(),
    }
}

fn tried(last: LastTry) -> AnyView {
    let locale = use_locale();
    let LastTry { ms, status, problem, .. } = last;
    let why = problem.filter(|_| status.is_none());
    view! {
        <span class="deliveries__tried">
            <Status status failed=why.is_some() />
            <span class="deliveries__ms">{move || locale.fill(words::MS, &[&locale.count(ms.into())])}</span>
        </span>
        {why.map(|why| view! { <span class="deliveries__why">{move || problem_words(&why, locale)}</span> })}
    }
    .into_any()
}

/// The status of an answer in its colour, or that there was none.
#[component]
pub fn Status(status: Option<u16>, failed: bool) -> impl IntoView {
    let locale = use_locale();
    let tone = match status {
        Some(200..300) if !failed => Tone::Ok,
        _ => Tone::Danger,
    };
    let label = Signal::derive(move || match status {
        Some(status) => status.to_string(),
        None => locale.say(words::NO_ANSWER).to_owned(),
    });
    view! { <Pill tone label /> }
}

/// When it is tried next, unless its integration sends nothing now.
pub fn next(row: Memo<Delivery>, held: Memo<bool>) -> impl IntoView {
    let locale = use_locale();
    let due = memo(move || {
        let row = row.read();
        (row.state == State::Waiting).then_some(row.due)
    });
    move || match due.get() {
        None => none(),
        Some(_) if held.get() => t(words::HELD).into_any(),
        Some(None) => t(words::AFTER_EARLIER).into_any(),
        Some(Some(at)) if at <= locale.now() + MOMENT => t(words::SOON).into_any(),
        Some(Some(at)) => view! { <When at /> }.into_any(),
    }
}

/// Whether deliveries of an integration are held back, as far as its handler is known.
pub fn is_held(handlers: Load<Vec<Handler>>, integration: u64) -> Memo<bool> {
    memo(move || handlers.value().with(|all| all.iter().flatten().any(|one| one.id == integration && one.held)))
}

/// A problem in words; one that this release does not know by its code.
pub fn problem_words(problem: &Problem, locale: Locale) -> String {
    match fault::find(&problem.code) {
        Some(fault) => locale.fill(fault.text, &[&problem.detail]),
        None => format!("{} {}", problem.code, problem.detail),
    }
}

/// What is not worth counting down.
const MOMENT: Millis = 20_000;

fn none() -> AnyView {
    view! { <span aria-hidden="true">"—"</span><span class="visually-hidden">{t(words::NONE)}</span> }.into_any()
}
