//! Somebody else has saved since the form was opened: who, when, and what is otherwise in their version.

use super::desk::{self, Desk};
use crate::{
    api,
    locale::{Label, Locale, t, use_locale},
    logic::form::{self, Field},
    session::use_session,
    texts::{builder, form as words, outbound},
    widgets::{Button, ButtonKind, Loaded, Modal, When, load},
};
use leptos::prelude::*;
use shared::{
    integration::{Integration, Save},
    scope,
    text::Text,
};

/// The dialog. Nothing of the form is lost unless *Reload* is pressed.
#[component]
pub fn Overtaken(desk: Desk) -> impl IntoView {
    let locale = use_locale();
    let what = move || desk.submission.summary(locale);
    let theirs = load(move || {
        let path = desk::path(desk.id().unwrap_or_default());
        async move { api::get::<Integration>(&path).await }
    });
    view! {
        <Modal title=words::CONFLICT_TITLE on_close=move |()| desk.submission.forget()>
            <div class="modal__text">
                <p>{what}</p>
                <Loaded load=theirs lines=2 let:theirs>
                    {move || view! { <Theirs desk theirs=theirs.get() /> }}
                </Loaded>
                <p>{t(words::CONFLICT_HELP)}</p>
            </div>
            <div class="modal__actions">
                <Button on_click=move |_| desk.submission.forget()>{t(words::LEAVE_NO)}</Button>
                <Button on_click=move |_| desk.reload()>{t(words::RELOAD)}</Button>
                <Button kind=ButtonKind::Danger on_click=move |_| desk.overwrite()>{t(words::OVERWRITE)}</Button>
            </div>
        </Modal>
    }
}

/// When they saved, and every field in which their version is not the form's.
#[component]
fn Theirs(desk: Desk, theirs: Integration) -> impl IntoView {
    let locale = use_locale();
    let me = use_session().me();
    let own = move |id: u64| me.as_ref().is_some_and(|me| me.id == id);
    let (at, by) = (theirs.updated, theirs.editor.clone());
    let by = match own(by.id) {
        true => Label::from(words::CONFLICT_OWN),
        false => Label::from(by.name),
    };
    let (saved, mine) = (form::opened(&theirs), desk.form.get_untracked());
    let row = move |field: Field| {
        let (saved, mine) = (saved.clone(), mine.clone());
        let their = by;
        view! {
            <dt>{t(label(field))}</dt>
            <dd>
                <span class="conflict__who">{move || their.read(locale)}</span>
                <span>{move || value(field, &saved, locale)}</span>
            </dd>
            <dd>
                <span class="conflict__who">{t(words::CONFLICT_YOURS)}</span>
                <span>{move || value(field, &mine, locale)}</span>
            </dd>
        }
    };
    let fields = form::differing(&form::opened(&theirs), &desk.form.get_untracked());
    view! {
        <p>{t(words::CONFLICT_AT)} " "<When at /></p>
        <dl class="conflict">{fields.into_iter().map(row).collect_view()}</dl>
    }
}

fn label(field: Field) -> Text {
    match field {
        Field::Name => words::NAME,
        Field::Note => words::NOTE,
        Field::Method => words::METHOD,
        Field::Parameters => builder::REQUEST,
        Field::Scopes => words::PERMISSIONS,
        Field::Expires => words::EXPIRY,
        Field::Allow => words::ALLOW,
        Field::Rate => words::RATE,
        Field::Handler => outbound::HANDLER,
        Field::Events => outbound::EVENTS,
        Field::Format => outbound::FORMAT,
    }
}

fn value(field: Field, of: &Save, locale: Locale) -> String {
    let sent = of.outbound.clone().unwrap_or_default();
    let text = match field {
        Field::Name => of.name.clone(),
        Field::Note => of.note.clone(),
        Field::Method => of.request.method.clone(),
        Field::Parameters => list(of.request.params.iter().map(|(name, value)| format!("{name}={value}"))),
        Field::Scopes => list(of.scopes.iter().map(|code| title(code, locale))),
        Field::Expires => of.expires.map(|at| locale.date(at)).unwrap_or_default(),
        Field::Allow => of.allow.join(", "),
        Field::Rate => of.rate.map(|rate| rate.to_string()).unwrap_or_default(),
        Field::Handler => sent.url,
        Field::Events => sent.events.join(", "),
        Field::Format if sent.json => "JSON".to_owned(),
        Field::Format => locale.say(outbound::FORM).to_owned(),
    };
    if text.is_empty() { "—".to_owned() } else { text }
}

fn list(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}

/// The name of a scope; its code for one that is newer than this page. Tracked.
pub fn title(code: &str, locale: Locale) -> String {
    scope::find(code).map_or_else(|| code.to_owned(), |scope| locale.say(scope.title).to_owned())
}
