//! What the parts of the form share: the integration as the portal has it, the form being filled in, and
//! the acts on both.

use super::{problems, secret};
use crate::{
    api::{self, ApiError},
    leaving::Way,
    locale::Locale,
    logic::{form, outbound, request},
    methods,
    submission::Submission,
    task::memo,
    texts::{form as words, outbound as outbound_words},
    widgets::{Load, Toasts, load},
};
use leptos::prelude::*;
use serde_json::Value;
use shared::{
    fault,
    integration::{BuilderRequest, Enable, Inbound, Integration, Outbound, Row, Save, Saved, SetPaused, Status},
    method::MethodInfo,
    text::Text,
};
use std::sync::Arc;

/// Everything the form works on. `Copy`; every part holds it.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The integration as the portal last told it.
    pub integration: Load<Integration>,
    /// The form as it was opened or last saved.
    pub opened: RwSignal<Save>,
    /// The form now.
    pub form: RwSignal<Save>,
    /// The save under way.
    pub submission: Submission,
    /// What the person is being asked.
    pub question: RwSignal<Option<Question>>,
    /// What the last save did to the address.
    pub news: RwSignal<Option<Text>>,
    /// Whether Save was pressed while something was wrong.
    pub tried: RwSignal<bool>,
    /// What was put in place of the request, and the request that it was before.
    pub replaced: RwSignal<Option<(Text, BuilderRequest)>>,
    /// The methods that the portal knows; empty until they came.
    pub methods: Signal<Arc<[MethodInfo]>>,
    /// What is known about the chosen method.
    pub method: Memo<Option<MethodInfo>>,
    on_first_save: Callback<u64>,
    toasts: Toasts,
    /// The language of the page.
    pub locale: Locale,
}

/// What is asked before something happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// A new secret?
    Generate,
    /// End the secret before the present one?
    EndFormer,
    /// Leave without saving? Some way, or else for what lies below the form.
    Leave(Option<Way>),
    /// Stop answering calls?
    SwitchOff,
    /// Save somebody else's integration?
    TakeOver,
}

/// The desk of the integration that `fetch` brings. `on_first_save` gets the id that a draft keeps.
pub fn open<F>(fetch: impl Fn() -> F + 'static, on_first_save: Callback<u64>, toasts: Toasts, locale: Locale) -> Desk
where
    F: Future<Output = Result<Integration, ApiError>> + 'static,
{
    let (opened, form) = (RwSignal::new(Save::default()), RwSignal::new(Save::default()));
    let integration = load(move || {
        let request = fetch();
        async move {
            let integration = request.await?;
            opened.try_set(form::opened(&integration));
            form.try_set(form::opened(&integration));
            Ok(integration)
        }
    });
    let known = load(methods::known).value();
    let methods = Signal::derive(move || known.get().unwrap_or_default());
    let method = memo(move || {
        let request = &form.read().request;
        methods::find(&methods.read(), &request.method, request.v3).cloned()
    });
    Desk {
        integration,
        opened,
        form,
        submission: Submission::new(&problems::NAMES),
        question: RwSignal::new(None),
        news: RwSignal::new(None),
        tried: RwSignal::new(false),
        replaced: RwSignal::new(None),
        methods,
        method,
        on_first_save,
        toasts,
        locale,
    }
}

impl Desk {
    /// Something about the integration, once it is there; changes no more often than it is saved.
    pub fn about<T: Send + Sync + 'static>(
        self,
        read: impl Fn(&Integration) -> T + Send + Sync + 'static,
    ) -> Signal<Option<T>> {
        Signal::derive(move || self.integration.value().with(|value| value.as_ref().map(&read)))
    }

    /// Something about its inbound webhook.
    pub fn about_inbound<T: Send + Sync + 'static>(
        self,
        read: impl Fn(&Inbound) -> T + Send + Sync + 'static,
    ) -> Signal<Option<T>> {
        Signal::derive(move || self.integration.value().with(|value| value.as_ref()?.inbound.as_ref().map(&read)))
    }

    /// Something about its outbound webhook.
    pub fn about_outbound<T: Send + Sync + 'static>(
        self,
        read: impl Fn(&Outbound) -> T + Send + Sync + 'static,
    ) -> Signal<Option<T>> {
        Signal::derive(move || self.integration.value().with(|value| value.as_ref()?.outbound.as_ref().map(&read)))
    }

    /// Whether it belongs to somebody else.
    pub fn foreign(self) -> Signal<bool> {
        Signal::derive(move || self.is_foreign())
    }

    /// Whether its secret can be had here: its owner has it, unless it can't be read any more.
    pub fn has_secret(self) -> Signal<bool> {
        Signal::derive(move || {
            let readable = |value: &Integration| value.inbound.as_ref().is_some_and(|inbound| !inbound.secret_lost);
            self.integration.value().with(|value| value.as_ref().is_some_and(|value| value.mine && readable(value)))
        })
    }

    /// Whether it has never been saved.
    pub fn draft(self) -> Signal<bool> {
        Signal::derive(move || self.status_is(Status::Draft))
    }

    /// Whether the form differs from what is saved.
    pub fn dirty(self) -> Memo<bool> {
        memo(move || *self.form.read() != *self.opened.read())
    }

    /// Puts another request in place of this one. If something typed goes with it, `news` says so, with a way back.
    pub fn replace(self, news: Text, request: BuilderRequest) {
        let before = self.form.with_untracked(|form| form.request.clone());
        let loses = before.params.iter().any(|row| !row.1.is_empty() && !request.params.contains(row));
        self.replaced.set((loses || before.body.is_some()).then_some((news, before)));
        self.form.update(|form| form.request = request);
    }

    /// Everything that keeps the form from being saved; tracked.
    pub fn problems(self) -> Vec<form::Problem> {
        // Until it is there, nothing can be wrong with it.
        let there = self.integration.value().with(Option::is_some);
        match there {
            true => {
                let form = self.form.read();
                let alone =
                    self.integration.value().with(|value| value.as_ref().is_some_and(|it| it.inbound.is_none()));
                let missing = form.outbound.as_ref().map(|form| outbound::missing(form, alone)).unwrap_or_default();
                let mut problems = form::problems(&form, &self.opened.read(), self.locale.clock());
                problems.extend(missing);
                problems
            }
            false => Vec::new(),
        }
    }

    /// What stands beside a field: what the form sees itself, else what the portal refused; tracked. That an outbound
    /// webhook is not complete yet is told once Save was pressed.
    pub fn beside(self, field: &str) -> Option<String> {
        let own = self.problems().into_iter().find(|problem| problem.field == field);
        let own = own.filter(|_| self.tried.get() || !field.starts_with("outbound."));
        let own = own.map(|problem| problems::message(&problem, self.locale));
        own.or_else(|| self.submission.beside(field, self.locale))
    }

    /// Save was pressed.
    pub fn save(self) {
        self.toasts.past();
        let wrong = !untrack(|| self.problems()).is_empty();
        self.tried.set(wrong);
        if wrong {
            self.submission.forget();
            request_animation_frame(move || problems::focus(self));
        } else if untrack(|| self.is_foreign()) {
            self.question.set(Some(Question::TakeOver));
        } else {
            self.send();
        }
    }

    /// Saves, with all consequences.
    pub fn send(self) {
        self.question.set(None);
        let Some(id) = self.id() else { return };
        let sent = self.form.get_untracked();
        let (name, request) = (sent.name.trim().to_owned(), request::tidy(&sent.request));
        let body = Save { name, request, ..sent.clone() };
        self.submission
            .send(async move { api::put::<Saved>(&path(id), &body).await }, move |saved| self.accept(saved, sent));
    }

    /// Drops the form's changes for what the portal has.
    pub fn reload(self) {
        self.submission.forget();
        self.integration.again();
    }

    /// Saves over what somebody else saved meanwhile. Should it have changed hands, that is asked first.
    pub fn overwrite(self) {
        let Some(id) = self.id() else { return };
        self.submission.send(async move { api::get::<Integration>(&path(id)).await }, move |now| {
            self.form.update(|form| form.version = now.version);
            self.opened.set(form::opened(&now));
            self.integration.replace(now);
            self.save();
        });
    }

    /// Whether the last save found that somebody else had saved meanwhile; tracked.
    pub fn overtaken(self) -> bool {
        let meanwhile = [fault::CHANGED_MEANWHILE, fault::CHANGED_BY_YOU];
        self.submission.error().read().as_ref().is_some_and(|error| meanwhile.iter().any(|fault| error.is(fault)))
    }

    /// A new secret: a draft's at once, a saved integration's with its next save. The old one of a saved
    /// integration works for so many hours more.
    pub fn new_secret(self, hours: u32) {
        self.question.set(None);
        if !untrack(|| self.status_is(Status::Draft)) {
            self.form.update(|form| form.new_secret = Some(hours));
            return;
        }
        let Some(id) = self.id() else { return };
        let request = async move { api::post::<Integration>(&format!("{}/secret", path(id)), &Value::Null).await };
        self.submission.send(request, move |now| {
            self.form.update(|form| form.version = now.version);
            self.opened.update(|opened| opened.version = now.version);
            self.integration.replace(now);
            self.toasts.done(untrack(|| self.locale.say(words::GENERATED)));
        });
    }

    /// Whether it is not there, or not to be seen.
    pub fn missing(self) -> Memo<bool> {
        let gone = |error: &ApiError| error.is(fault::NOT_FOUND) || error.is(fault::BAD_BODY);
        memo(move || {
            let never_came = self.integration.value().with(Option::is_none);
            never_came && self.integration.error().read().as_ref().is_some_and(gone)
        })
    }

    /// Switches a saved integration on or off, at once and without touching its owner.
    pub fn enable(self, enabled: bool) {
        self.question.set(None);
        let Some(id) = self.id() else { return };
        let request = async move { api::post::<Row>(&format!("{}/enabled", path(id)), &Enable { enabled }).await };
        self.submission.send(request, move |row| self.integration.change(|value| value.status = row.status));
    }

    /// Holds deliveries back or lets them go on, at once and without touching its owner.
    pub fn pause(self, paused: bool) {
        let Some(id) = self.id() else { return };
        let path = format!("{}/outbound/paused", path(id));
        let request = async move { api::post::<Outbound>(&path, &SetPaused { paused }).await };
        self.submission.send(request, move |now| {
            self.integration.change(|value| {
                if let Some(outbound) = &mut value.outbound {
                    outbound.paused = now.paused;
                }
            });
            let done = if paused { outbound_words::PAUSE_DONE } else { outbound_words::RESUMED };
            self.toasts.done(untrack(|| self.locale.say(done)));
        });
    }

    fn accept(self, saved: Saved, sent: Save) {
        let Saved { integration, taken_over } = saved;
        let (id, next) = (integration.id, form::opened(&integration));
        let first = untrack(|| self.status_is(Status::Draft));
        // What was typed while the answer was on its way is kept.
        self.form.update(|form| match *form == sent {
            true => *form = next.clone(),
            false => {
                (form.version, form.new_secret) = (next.version, None);
                if let Some(outbound) = &mut form.outbound {
                    (outbound.new_token, outbound.new_signing) = (false, false);
                }
            }
        });
        self.opened.set(next);
        let kept = secret::held(self);
        let renewed = sent.outbound.as_ref().is_some_and(|outbound| outbound.new_token || outbound.new_signing);
        let called = integration.inbound.is_some();
        self.integration.replace(integration);
        secret::keep(self, kept);
        self.news.set(match (taken_over, sent.new_secret.is_some(), renewed) {
            (true, ..) if called => Some(words::TAKEN),
            (true, ..) => Some(outbound_words::TAKEN),
            (false, true, _) => Some(words::NEW_SECRET),
            (false, false, true) => Some(outbound_words::NEW_SECRETS),
            (false, false, false) => None,
        });
        self.toasts.done(untrack(|| self.locale.say(words::SAVED)));
        if first {
            self.on_first_save.run(id);
        }
    }

    fn is_foreign(self) -> bool {
        self.integration.value().with(|value| value.as_ref().is_some_and(|value| !value.mine))
    }

    fn status_is(self, status: Status) -> bool {
        self.integration.value().with(|value| value.as_ref().is_some_and(|value| value.status == status))
    }

    /// Its id, once it is there; tracked.
    pub fn id_now(self) -> Option<u64> {
        self.integration.value().with(|value| value.as_ref().map(|value| value.id))
    }

    /// Its id, once it is there.
    pub fn id(self) -> Option<u64> {
        self.integration.value().with_untracked(|value| value.as_ref().map(|value| value.id))
    }
}

/// Where the portal has it.
pub fn path(id: u64) -> String {
    format!("/console/integrations/{id}")
}
