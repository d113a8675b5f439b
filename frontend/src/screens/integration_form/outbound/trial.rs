//! Trying a handler out: how far a request gets, and how it takes an event that nothing caused.

use super::{chosen, is_used, read};
use crate::{
    api::{self, ApiError},
    locale::{Locale, t, use_locale},
    logic::outbound,
    screens::integration_form::desk::{self, Desk},
    submission::Submission,
    texts::outbound as words,
    widgets::{Alert, Button, Tone},
};
use leptos::prelude::*;
use shared::{
    delivery::{Check, Checked, Delivery, Detail, Problem, State, TestEvent},
    fault,
};
use std::time::Duration;

/// What the last trial found.
#[derive(Clone)]
enum Found {
    Checked(Checked),
    /// The id of what was sent, and what became of it so far.
    Sent(Delivery),
}

/// The two buttons, and what came of the last press.
#[component]
pub fn Trial(desk: Desk) -> impl IntoView {
    let locale = use_locale();
    let found = RwSignal::new(None::<Found>);
    let trying = Submission::new(&[]);
    let typed = Signal::derive(move || read(desk, |form| form.url.trim().to_owned()));
    let check = move |_| {
        found.set(None);
        let json = untrack(|| read(desk, |form| form.json));
        let body = Check { url: typed.get_untracked(), json };
        trying.send(async move { api::post::<Checked>("/console/outbound/check", &body).await }, move |checked| {
            found.try_set(Some(Found::Checked(checked)));
        });
    };
    // A test goes where the saved webhook sends, so there has to be one, and nothing unsaved beside it.
    let (events, draft, dirty) = (chosen(desk), desk.draft(), desk.dirty());
    let can_send = move || !draft.get() && is_used(desk);
    let send = move |_| {
        let Some(id) = desk.id() else { return };
        found.set(None);
        let event = outbound::shown("", &events.get_untracked()).to_owned();
        let path = format!("{}/outbound/test", desk::path(id));
        trying.send(async move { api::post::<Delivery>(&path, &TestEvent { event }).await }, move |delivery| {
            follow(found, delivery, PATIENCE);
        });
    };
    let empty = move || typed.read().is_empty();
    let outcome = move || match found.get()? {
        Found::Checked(checked) => Some(of_check(&checked, locale)),
        Found::Sent(delivery) => Some(of_test(&delivery, paused(desk), locale)),
    };
    view! {
        <div class="field">
            <div class="limits__row">
                <Button busy=trying.busy() disabled=Signal::derive(empty) on_click=check>{t(words::CHECK)}</Button>
                {move || can_send().then(|| view! {
                    <Button busy=trying.busy() disabled=dirty on_click=send>{t(words::TEST)}</Button>
                })}
                {move || (can_send() && dirty.get()).then(|| view! {
                    <span class="card__aside">{t(words::TEST_SAVED)}</span>
                })}
            </div>
            <div role="status" class="outbound__trial">
                {move || trying.summary(locale).map(|text| view! { <Alert>{text}</Alert> })}
                {move || outcome().map(|(tone, text)| view! { <p class=format!("alert alert--{}", tone.code())>{text}</p> })}
            </div>
        </div>
    }
}

/// How many times a test is looked after, a second apart: a handler has ten seconds to answer.
const PATIENCE: u32 = 15;

fn follow(found: RwSignal<Option<Found>>, delivery: Delivery, patience: u32) {
    let over = delivery.last.is_some() || delivery.state != State::Waiting || patience == 0;
    let path = format!("/console/deliveries/{}/{}", delivery.integration, delivery.id);
    // The form may have been closed, or another trial begun.
    let last = found.try_update(|found| {
        let stays = !matches!(found, Some(Found::Checked(_)));
        if stays {
            *found = Some(Found::Sent(delivery));
        }
        stays
    });
    if over || last != Some(true) {
        return;
    }
    let again = move || {
        leptos::task::spawn_local(async move {
            let seen: Result<Detail, ApiError> = api::get(&path).await;
            if let Ok(seen) = seen {
                follow(found, seen.delivery, patience - 1);
            }
        });
    };
    set_timeout(again, Duration::from_secs(1));
}

fn paused(desk: Desk) -> bool {
    desk.about_outbound(|outbound| outbound.paused.is_some()).get() == Some(true)
}

fn of_check(checked: &Checked, locale: Locale) -> (Tone, String) {
    let step = |text, ms: Option<u32>| ms.map(|ms| locale.fill(text, &[&locale.count(ms.into())]));
    let steps = [
        step(words::STEP_DNS, checked.dns),
        step(words::STEP_CONNECT, checked.connect),
        step(words::STEP_TLS, checked.tls),
        step(words::STEP_ANSWER, checked.answer),
    ];
    let steps = steps.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let (tone, verdict) = match &checked.problem {
        Some(problem) => (Tone::Danger, in_words(problem, locale)),
        None => {
            let status = checked.status.map(|status| status.to_string()).unwrap_or_default();
            (Tone::Ok, locale.fill(words::CHECK_FINE, &[&status]))
        }
    };
    (tone, if steps.is_empty() { verdict } else { format!("{verdict} {steps}") })
}

fn of_test(delivery: &Delivery, paused: bool, locale: Locale) -> (Tone, String) {
    match &delivery.last {
        None if paused => (Tone::Warning, locale.say(words::TEST_PAUSED).to_owned()),
        None => (Tone::Neutral, locale.fill(words::TEST_WAITS, &[&delivery.event])),
        Some(last) => match &last.problem {
            Some(problem) => (Tone::Danger, in_words(problem, locale)),
            None => {
                let status = last.status.map(|status| status.to_string()).unwrap_or_default();
                let values = [&*delivery.event, &status, &locale.count(last.ms.into())];
                (Tone::Ok, locale.fill(words::TEST_FINE, &values))
            }
        },
    }
}

fn in_words(problem: &Problem, locale: Locale) -> String {
    let known = fault::find(&problem.code).map(|fault| locale.fill(fault.text, &[&problem.detail]));
    known.unwrap_or_else(|| problem.code.clone())
}
