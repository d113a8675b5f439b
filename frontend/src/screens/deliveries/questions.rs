//! What is asked before many deliveries are sent again, and how far that has come.

use super::{acts, list::Desk};
use crate::{
    api,
    locale::{Label, t, use_locale},
    logic::deliveries::{recoverable, since},
    task::memo,
    texts::{deliveries as words, widgets},
    widgets::{Button, ButtonKind, Confirm, Field, Modal, Select, load, use_toasts},
};
use leptos::{ev::SubmitEvent, prelude::*};
use shared::{
    Millis,
    delivery::{GivenUp, Handler, Redeliver},
    text::Text,
};

/// What the person is asked, or told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asking {
    /// Whether to send those that are picked.
    Many,
    /// Which of those that failed to send.
    Recover,
    /// How far it has come: deliveries done, and all.
    Under(u64, u64),
}

/// Whatever is being asked.
#[component]
pub fn Questions(desk: Desk) -> impl IntoView {
    // One dialog shows all of the progress.
    let kind = memo(move || desk.asking.read().as_ref().map(std::mem::discriminant));
    move || {
        kind.get();
        desk.asking.get_untracked().map(|asking| match asking {
            Asking::Many => view! { <Many desk /> }.into_any(),
            Asking::Recover => view! { <Recover desk /> }.into_any(),
            Asking::Under(..) => view! { <Under desk /> }.into_any(),
        })
    }
}

#[component]
fn Many(desk: Desk) -> impl IntoView {
    let (locale, toasts) = (use_locale(), use_toasts());
    let picked = desk.picked.get_untracked();
    let count = picked.len() as u64;
    let title = Signal::derive(move || locale.fill(words::AGAIN_MANY, &[&locale.count(count)]));
    let confirm = move |()| {
        let ids: Vec<u64> = picked.keys().copied().collect();
        let then = Callback::new(move |()| desk.queued(&ids));
        acts::many(acts::orders(&picked), count, desk.asking, then, (locale, toasts));
    };
    view! {
        <Confirm title act=words::AGAIN on_confirm=confirm on_close=move |()| desk.asking.set(None)>
            <p>{t(words::AGAIN_TEXT)}</p>
            <p>{t(words::WAITING_TEXT)}</p>
        </Confirm>
    }
}

/// The bar moves; the dialog ends by itself.
#[component]
fn Under(desk: Desk) -> impl IntoView {
    let locale = use_locale();
    let at = move || match desk.asking.get() {
        Some(Asking::Under(done, all)) => (done, all),
        _ => (0, 0),
    };
    let said = move || {
        let (done, all) = at();
        locale.fill(words::UNDER_WAY, &[&locale.count(done), &locale.count(all)])
    };
    view! {
        <Modal title=Signal::derive(said) on_close=|()| ()>
            <progress class="integrations__progress" value=move || at().0 max=move || at().1.max(1) aria-label=said></progress>
            <p class="modal__text" tabindex="-1" autofocus>{t(words::GOES_ON)}</p>
        </Modal>
    }
}

/// From when on failures are sent again: a span of the filter, everything, or a time.
const SINCE: [(&str, Text); 5] = [
    ("hour", words::HOUR),
    ("day", words::DAY),
    ("days", words::DAYS),
    ("all", words::SINCE_ALL),
    ("time", words::SINCE_TIME),
];

/// All that failed of an integration since some time; how many that are is told before.
#[component]
fn Recover(desk: Desk) -> impl IntoView {
    let (locale, toasts) = (use_locale(), use_toasts());
    let begun = untrack(|| locale.now());
    let integration = RwSignal::new(untrack(|| desk.look.integration()));
    let (span, time) =
        (RwSignal::new("day".to_owned()), RwSignal::new(untrack(|| locale.local(begun - crate::locale::DAY))));
    // The same moment is counted and sent.
    let from = memo(move || -> Option<Millis> {
        match span.get().as_str() {
            "all" => Some(0),
            "time" => locale.instant(&time.get()),
            code => since(code, begun),
        }
    });
    let counted = load(move || {
        let (of, from) = (integration.get(), from.get());
        async move {
            match from {
                Some(from) if !of.is_empty() => {
                    let path = format!("/console/deliveries/failed?integration={of}&since={from}");
                    api::get::<GivenUp>(&path).await.map(|counted| Some((of, from, counted.deliveries)))
                }
                _ => Ok(None),
            }
        }
    });
    // Of what is chosen now, not of what was chosen before.
    let count = memo(move || {
        let counted = counted.value().get().flatten()?;
        (counted.0 == integration.get() && Some(counted.1) == from.get()).then_some(counted.2)
    });
    let wrong = Signal::derive(move || {
        (span.get() == "time" && from.get().is_none()).then(|| locale.say(words::TIME_WRONG).to_owned())
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (Some(all), Some(from), Ok(integration)) =
            (count.get_untracked(), from.get_untracked(), integration.get_untracked().parse())
        else {
            return;
        };
        if all > 0 {
            let order = Redeliver { integration, ids: Vec::new(), failed_since: Some(from) };
            let then = Callback::new(move |()| {
                let rows = desk.seen.with_untracked(|seen| seen.rows.clone());
                let failed = rows.iter().filter(|row| {
                    row.integration == integration && row.at >= from && row.state == shared::delivery::State::Failed
                });
                desk.queued(&failed.map(|row| row.id).collect::<Vec<_>>());
            });
            acts::many(vec![order], all, desk.asking, then, (locale, toasts));
        }
    };
    let spans = Signal::derive(move || {
        SINCE.iter().map(|(code, text)| ((*code).to_owned(), locale.say(*text).to_owned())).collect::<Vec<_>>()
    });
    let close = move |()| desk.asking.set(None);
    let none = memo(move || count.get().is_none_or(|count| count == 0));
    let at_time = memo(move || span.read().as_str() == "time");
    view! {
        <Modal title=words::RECOVER_TITLE on_close=close>
            <form class="modal__form" novalidate=true on:submit=submit>
                <p class="modal__text">{t(words::AGAIN_TEXT)}</p>
                {desk.look.fixed().is_none().then(|| view! { <Whose desk integration /> })}
                <Select
                    label=words::SINCE value=span options=spans on_choose=move |code| span.set(code)
                />
                {move || at_time.get().then(|| view! {
                    <Field label=words::TIME value=time kind="datetime-local" error=wrong />
                })}
                <Failure counted />
                <p class="deliveries__count" role="status">
                    {move || count.get().map(|count| match count {
                        0 => locale.say(words::RECOVER_NONE).to_owned(),
                        count => locale.fill(words::RECOVER_COUNT, &[&locale.count(count)]),
                    })}
                </p>
                <div class="modal__actions">
                    <Button on_click=move |_| close(())>{t(widgets::CANCEL)}</Button>
                    <Button kind=ButtonKind::Primary submit=true disabled=none>{t(words::AGAIN)}</Button>
                </div>
            </form>
        </Modal>
    }
}

/// Why nothing was counted.
#[component]
fn Failure(counted: crate::widgets::Load<Option<(String, Millis, u64)>>) -> impl IntoView {
    let locale = use_locale();
    let error = counted.error();
    move || error.get().map(|error| view! { <crate::widgets::Alert>{error.text(locale)}</crate::widgets::Alert> })
}

/// Whose failures; each integration with how many it has.
#[component]
fn Whose(desk: Desk, integration: RwSignal<String>) -> impl IntoView {
    let locale = use_locale();
    let options = Signal::derive(move || {
        let all = recoverable(desk.handlers.value().get().unwrap_or_default(), &integration.get());
        let choose = (String::new(), locale.say(words::CHOOSE).to_owned());
        let option = |one: &Handler| {
            let words =
                locale.fill(words::HANDLER_FAILED, &[&one.name, &one.id.to_string(), &locale.count(one.failed)]);
            (one.id.to_string(), words)
        };
        [choose].into_iter().chain(all.iter().map(option)).collect::<Vec<_>>()
    });
    // The first is no integration.
    let nothing = memo(move || desk.handlers.value().with(Option::is_some) && options.read().len() == 1);
    move || match nothing.get() {
        true => view! { <p role="status">{t(words::RECOVER_NOTHING)}</p> }.into_any(),
        false => view! {
            <Select
                label=Label::from(words::RECOVER_OF) value=integration options on_choose=move |id| integration.set(id)
            />
        }
        .into_any(),
    }
}
