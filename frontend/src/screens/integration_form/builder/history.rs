//! The last runs, which this browser remembers: to be looked at, sent again or put back into the builder.

use super::super::desk::Desk;
use crate::{
    locale::{t, use_locale},
    logic::{
        history::{self, Past},
        request::{self, address},
    },
    screens::integration_form::time,
    task::{effect, memo},
    texts::builder as words,
    theme,
    widgets::{Button, ButtonKind, Pill, Tone, When},
};
use leptos::prelude::*;
use shared::integration::{BuilderRequest, Send};

/// The runs of an integration and the place where they are kept. `Copy`.
#[derive(Clone, Copy)]
pub struct Keeping {
    runs: RwSignal<Vec<Past>>,
    key: Memo<Option<String>>,
}

impl Keeping {
    /// Of the desk's integration. Only its owner runs requests, so they are the owner's.
    pub fn new(desk: Desk) -> Keeping {
        let runs = RwSignal::new(Vec::new());
        let key = desk.about(|value| value.mine.then(|| history::key(value.owner.id, value.id)));
        let key = memo(move || key.get().flatten());
        effect(move || {
            let kept = key.get().and_then(|key| theme::stored(&key));
            runs.set(kept.map(|text| history::read(&text)).unwrap_or_default());
        });
        Keeping { runs, key }
    }

    /// One more.
    pub fn add(self, run: Past) {
        self.runs.try_update(|runs| *runs = history::with(std::mem::take(runs), run));
        self.store();
    }

    fn forget(self) {
        self.runs.set(Vec::new());
        self.store();
    }

    fn store(self) {
        if let (Some(Some(key)), Some(runs)) = (self.key.try_get_untracked(), self.runs.try_get_untracked()) {
            theme::store(&key, &history::write(&runs));
        }
    }
}

/// The list, closed at first. `on_again` gets the request of a run that is to be sent again.
#[component]
pub fn History(desk: Desk, keeping: Keeping, #[prop(into)] on_again: Callback<BuilderRequest>) -> impl IntoView {
    let locale = use_locale();
    let Keeping { runs, .. } = keeping;
    let row = move |past: Past| {
        let tone = match past.status {
            Some(200..400) => Tone::Ok,
            Some(400..500) => Tone::Warning,
            _ => Tone::Danger,
        };
        let status = past.status.map_or_else(|| locale.say(words::NO_ANSWER).to_owned(), |status| status.to_string());
        let verb = if request::way(&past.request) == Send::Get { "GET" } else { "POST" };
        let shown = format!("{verb} {}", address(&past.request));
        let (again, load) = (past.request.clone(), past.request);
        let name = shown.clone();
        view! {
            <li class="runs__row">
                <Pill tone label=status />
                <code class="runs__request" title=shown.clone()>{shown.clone()}</code>
                <span class="runs__facts"><When at=past.at />" · "{move || time(past.duration_ms, locale)}</span>
                <span class="runs__acts">
                    <button
                        type="button" class="button button--quiet"
                        aria-label=move || locale.pair(locale.say(words::RUN_LOAD), &name)
                        on:click=move |_| desk.replace(words::FROM_HISTORY, load.clone())
                    >
                        {t(words::RUN_LOAD)}
                    </button>
                    <button
                        type="button" class="button button--quiet"
                        aria-label=move || locale.pair(locale.say(words::RUN_AGAIN), &shown)
                        on:click=move |_| on_again.run(again.clone())
                    >
                        {t(words::RUN_AGAIN)}
                    </button>
                </span>
            </li>
        }
    };
    let count = move || locale.fill(words::HISTORY, &[&locale.count(runs.read().len() as u64)]);
    let any = memo(move || !runs.read().is_empty());
    move || {
        any.get().then(|| {
            view! {
                <details class="fold">
                    <summary class="fold__title">{count}</summary>
                    <p class="card__note">
                        {t(words::HISTORY_HELP)}
                        <Button kind=ButtonKind::Quiet on_click=move |_| keeping.forget()>{t(words::HISTORY_CLEAR)}</Button>
                    </p>
                    <ol class="runs">{move || runs.get().into_iter().map(row).collect_view()}</ol>
                </details>
            }
        })
    }
}
