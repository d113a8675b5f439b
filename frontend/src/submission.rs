//! A form on its way to the portal: whether it is being sent, and what was refused, beside the right field.

use crate::{
    api::ApiError,
    locale::Locale,
    task::{Work, work},
};
use leptos::{prelude::*, task::spawn_local};

/// State of one form. `Copy`; fields and buttons each hold it.
#[derive(Clone, Copy)]
pub struct Submission {
    busy: RwSignal<bool>,
    error: RwSignal<Option<ApiError>>,
    fields: &'static [&'static str],
    watch: StoredValue<Option<Callback<Stage>>>,
}

/// How far what was sent has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It is on its way.
    Sent,
    /// The portal took it, and nothing else follows from that.
    Landed,
}

impl Submission {
    /// For a form with these fields, named as the request body names them. A refusal of any other field
    /// shows in the form's summary.
    pub fn new(fields: &'static [&'static str]) -> Submission {
        Submission { busy: RwSignal::new(false), error: RwSignal::new(None), fields, watch: StoredValue::new(None) }
    }

    /// Sends; `then` gets the answer. A second press while it is under way does nothing.
    pub fn send<T: 'static>(
        self,
        request: impl Future<Output = Result<T, ApiError>> + 'static,
        then: impl FnOnce(T) + 'static,
    ) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.error.set(None);
        self.reached(Stage::Sent);
        self.begin(work(request, then));
    }

    /// Tells one other how far it has come.
    pub fn watch(self, told: Callback<Stage>) {
        self.watch.set_value(Some(told));
    }

    fn reached(self, stage: Stage) {
        if let Some(told) = self.watch.try_get_value().flatten() {
            told.try_run(stage);
        }
    }

    fn begin(self, work: Work) {
        spawn_local(async move {
            let outcome = work.await;
            // The form may have been closed meanwhile.
            self.busy.try_set(false);
            match outcome {
                Ok(land) => {
                    land();
                    // One answer may be what the next request was waiting for.
                    if self.busy.try_get_untracked() == Some(false) {
                        self.reached(Stage::Landed);
                    }
                }
                Err(error) => drop(self.error.try_set(Some(error))),
            }
        });
    }

    /// Whether an answer is awaited.
    pub fn busy(self) -> Signal<bool> {
        self.busy.into()
    }

    /// The refusal itself, for screens that act on its code.
    pub fn error(self) -> Signal<Option<ApiError>> {
        self.error.into()
    }

    /// Forgets the last refusal.
    pub fn forget(self) {
        self.error.set(None);
    }

    /// What to show beside a field; tracked.
    pub fn beside(self, field: &str, locale: Locale) -> Option<String> {
        let error = self.error.read();
        error.as_ref()?.all(locale).into_iter().find(|(at, _)| *at == Some(field)).map(|(_, text)| text)
    }

    /// Whether a field is the first of those that were refused; not tracked.
    pub fn leads_to(self, field: &str) -> bool {
        self.error.with_untracked(|error| error.as_ref().is_some_and(|error| error.field() == Some(field)))
    }

    /// What to show above the form: refusals of none of its fields; tracked.
    pub fn summary(self, locale: Locale) -> Option<String> {
        let error = self.error.read();
        let all = error.as_ref()?.all(locale);
        let own = all.into_iter().filter(|(at, _)| !at.is_some_and(|field| self.fields.contains(&field)));
        let texts: Vec<String> = own.map(|(_, text)| text).collect();
        (!texts.is_empty()).then(|| texts.join(" "))
    }
}
