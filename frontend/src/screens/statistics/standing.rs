//! How REST stands against its limits right now: in order, slowed down, or blocked, with who is the cause.

use super::{Look, caller_link, caller_name, method_link};
use crate::{
    api,
    live::{USUAL, live},
    locale::{Locale, t, use_locale},
    logic::standing::{State, state},
    submission::Submission,
    task::memo,
    texts::statistics as words,
    widgets::{Alert, Button, ButtonKind, Confirm, Load, Pill, Summary, Tone, use_toasts},
};
use leptos::prelude::*;
use serde::de::IgnoredAny;
use shared::{
    integration::Enable,
    settings::{RestAccess, RestState, Versioned},
    stats::{Budget, Caller, Standing},
};

/// The line of the state with what is behind it; a banner while REST is blocked.
#[component]
pub fn Now(look: Look) -> impl IntoView {
    let locale = use_locale();
    let standing = live::<Standing>(USUAL, || "/console/statistics/now".to_owned());
    let asking = RwSignal::new(false);
    let now = memo(move || standing.value().read().as_ref().map(|standing| state(standing, locale.now())));
    let pill = move || match now.get() {
        Some(State::Blocked) => (Tone::Danger, locale.say(words::STATE_BLOCKED).to_owned()),
        Some(State::Cooling(methods)) => {
            (Tone::Warning, locale.fill(words::STATE_COOLING, &[&locale.count(methods as u64)]))
        }
        Some(State::Limited(requests)) => {
            (Tone::Warning, locale.fill(words::STATE_LIMITED, &[&locale.count(requests)]))
        }
        _ => (Tone::Ok, locale.say(words::STATE_NORMAL).to_owned()),
    };
    let limits = move || {
        let standing = standing.value().read();
        let limits = standing.as_ref().and_then(|standing| standing.limits);
        match limits {
            Some(limits) => {
                let [rate, bucket, seconds] =
                    [limits.rate, limits.bucket, limits.seconds].map(|of| locale.count(of.into()));
                locale.fill(words::LIMITS_ON, &[&rate, &bucket, &seconds])
            }
            None => locale.say(words::LIMITS_OFF).to_owned(),
        }
    };
    let blocked = memo(move || now.get() == Some(State::Blocked));
    let load = memo(move || standing.value().read().as_ref().and_then(|standing| standing.load.clone()));
    let details = move || standing.value().read().as_ref().map(|standing| details(standing, look, locale));
    let tone = Signal::derive(move || pill().0);
    let label = Signal::derive(move || pill().1);
    view! {
        {move || blocked.get().then(|| view! { <Banner load=load.get() standing look /> })}
        {move || now.get().is_some().then(|| view! {
            <section class="card standing" aria-label=t(words::STANDING)>
                <div class="standing__line">
                    <span role="status"><Pill tone label /></span>
                    <span class="standing__limits">{limits}</span>
                    {move || (!blocked.get()).then(|| view! {
                        <Button kind=ButtonKind::Quiet on_click=move |_| asking.set(true)>{t(words::BLOCK)}</Button>
                    })}
                </div>
                <details class="standing__details">
                    <summary>{t(words::LAST_TEN)}</summary>
                    {details}
                </details>
            </section>
        })}
        {move || asking.get().then(|| view! { <AskBlock standing asking /> })}
    }
}

/// What has worked longest in ten minutes, and who was sent away. Tracked.
fn details(standing: &Standing, look: Look, locale: Locale) -> AnyView {
    let allowed = standing.limits.map(|limits| f64::from(limits.seconds));
    let most = standing.busiest.first().map_or(1.0, |first| first.seconds).max(0.001);
    let gauge = |budget: &Budget| {
        let whole = allowed.filter(|allowed| *allowed > 0.0).unwrap_or(most);
        let share = (budget.seconds * 100.0 / whole).min(100.0).round() as u32;
        let waits = budget.free_at.map(|at| (at - locale.now()).max(0)).filter(|ms| *ms > 0);
        let worked = locale.decimal(budget.seconds, if budget.seconds < 10.0 { 2 } else { 0 });
        let told = match (waits, allowed) {
            (Some(ms), _) => locale.fill(words::WAITS, &[&worked, &locale.duration(ms as u64 / 1000)]),
            (None, Some(allowed)) => locale.fill(words::OF_BUDGET, &[&worked, &locale.count(allowed as u64)]),
            (None, None) => locale.fill(words::WORKED_SECONDS, &[&worked]),
        };
        view! {
            <li class="top" class:top--over=waits.is_some() style=format!("--share: {share}%")>
                <span class="top__name">
                    {caller_link(&budget.caller, look, locale)}" · "{method_link(&budget.method, look, locale)}
                </span>
                <span class="top__value">{told}</span>
            </li>
        }
    };
    let gauges = standing.busiest.iter().take(5).map(gauge).collect_view();
    let refused = standing.refused.iter().take(5).map(|refused| {
        let requests = locale.fill(words::SENT_AWAY, &[&locale.count(refused.requests)]);
        view! {
            <li class="top" style="--share: 0%">
                <span class="top__name">{caller_link(&refused.caller, look, locale)}</span>
                <span class="top__value">{requests}</span>
            </li>
        }
    });
    let refused = refused.collect_view();
    let quiet = standing.busiest.is_empty() && standing.refused.is_empty();
    match quiet {
        true => view! { <p class="standing__limits">{locale.say(words::QUIET)}</p> }.into_any(),
        false => view! { <ol class="tops__list">{refused}{gauges}</ol> }.into_any(),
    }
}

/// Lets REST answer, or pauses it; `then` when it is done.
fn switch(standing: Load<Standing>, state: RestState, submission: Submission, then: impl FnOnce() + 'static) {
    let version = standing.value().read_untracked().as_ref().map_or(0, |standing| standing.rest.version);
    let form = Versioned { version, value: RestAccess { state } };
    let asked = async move { api::put::<Versioned<RestAccess>>("/console/settings/rest", &form).await };
    submission.send(asked, move |rest| {
        standing.change(|standing| standing.rest = rest);
        standing.again();
        then();
    });
}

#[component]
fn Banner(load: Option<Caller>, standing: Load<Standing>, look: Look) -> impl IntoView {
    let (locale, toasts) = (use_locale(), use_toasts());
    let submission = Submission::new(&[]);
    let unblock = move |_| switch(standing, RestState::On, submission, || ());
    let culprit = load.filter(|caller| caller.id != 0).map(|caller| {
        let (id, name) = (caller.id, StoredValue::new(caller.clone()));
        let told = move || name.with_value(|caller| caller_name(caller, locale));
        let disable = move |_| {
            let path = format!("/console/integrations/{id}/enabled");
            let asked = async move { api::post::<IgnoredAny>(&path, &Enable { enabled: false }).await };
            submission.send(asked, move |_| toasts.done(untrack(|| locale.fill(words::DISABLED, &[&told()]))));
        };
        view! {
            <p>{move || locale.fill(words::LOAD_FROM, &[&told()])}</p>
            <div class="standing__acts">
                <Button on_click=move |_| look.only(id)>{move || locale.fill(words::FILTER_BY, &[&told()])}</Button>
                <Button on_click=disable busy=submission.busy()>{move || locale.fill(words::DISABLE, &[&told()])}</Button>
            </div>
        }
    });
    view! {
        <Alert>
            <p><strong>{t(words::BLOCKED)}</strong></p>
            {culprit}
            <Summary submission />
            <Button kind=ButtonKind::Primary on_click=unblock busy=submission.busy()>{t(words::UNBLOCK)}</Button>
        </Alert>
    }
}

#[component]
fn AskBlock(standing: Load<Standing>, asking: RwSignal<bool>) -> impl IntoView {
    let submission = Submission::new(&[]);
    let confirm = move |()| switch(standing, RestState::Paused, submission, move || asking.set(false));
    view! {
        <Confirm
            title=words::BLOCK_TITLE act=words::BLOCK_ACT danger=true busy=submission.busy() on_confirm=confirm
            on_close=move |()| asking.set(false)
        >
            <Summary submission />
            <p>{t(words::BLOCK_TEXT)}</p>
        </Confirm>
    }
}
