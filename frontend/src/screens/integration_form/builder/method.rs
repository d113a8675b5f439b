//! The chosen method with what is known about it, and the way to any other of the catalogue.

use super::super::desk::Desk;
use crate::{
    locale::{Locale, t, use_locale},
    logic::{form, search, successor},
    methods,
    task::memo,
    texts::builder as words,
    widgets::{Choice, SearchSelect},
};
use leptos::prelude::*;
use shared::{method::MethodInfo, scenario, text::Language};

/// The method's row.
#[component]
pub fn Method(desk: Desk) -> impl IntoView {
    let locale = use_locale();
    let method = desk.method;
    let name = memo(move || desk.form.read().request.method.clone());
    let none = memo(move || name.read().is_empty());
    // A new request begins with the search for its method.
    let open = untrack(|| none.get() && desk.draft().get());
    let scopes = memo(move || desk.form.read().scopes.clone());
    let code = desk.about(|integration| integration.scenario.clone());
    let preset = move || code.read().as_deref().and_then(scenario::find);
    let choices = memo(move || {
        let first: Vec<&str> =
            preset().into_iter().flat_map(|scenario| scenario.methods).map(|preset| preset.method).collect();
        let (known, scopes) = (desk.methods.read(), scopes.read());
        let offered = search::offered(&known, &first).into_iter();
        offered
            .map(|method| Choice {
                value: methods::place(method),
                label: method.name.clone(),
                note: method.description.clone(),
                note_english: true,
                mark: marks(method, &scopes, locale),
                also: method.scope.clone(),
                code: true,
                ..Choice::default()
            })
            .collect::<Vec<_>>()
    });
    let choose = move |value: String| {
        untrack(|| {
            let known = desk.methods.read();
            let Some(to) = methods::at(&known, &value) else { return };
            let from = method.get();
            let request = form::with_method(&desk.form.read().request, to, from.as_ref(), preset());
            desk.replace(words::METHOD_CHANGED, request);
        })
    };
    let successor = Signal::derive(move || {
        let name = successor::name(method.read().as_ref()?)?;
        let there = methods::find(&desk.methods.read(), &name, false).map(|method| method.name.clone());
        Some((method.read().as_ref()?.successor.clone()?, there))
    });
    let switch = move |name: String| {
        untrack(|| {
            let (known, from) = (desk.methods.read(), method.read());
            if let (Some(from), Some(to)) = (from.as_ref(), methods::find(&known, &name, false)) {
                let request = successor::switched(&desk.form.read().request, from, to);
                desk.replace(words::SWITCHED, request);
            }
        })
    };
    let deprecated = move || {
        let old = method.read().as_ref().is_some_and(|method| method.deprecated);
        match successor.get() {
            Some((pattern, there)) => {
                let shown = there.clone().unwrap_or(pattern);
                Some((locale.fill(words::DEPRECATED, &[&shown]), there))
            }
            None => old.then(|| (locale.say(words::OLD).to_owned(), None)),
        }
    };
    let docs = move || {
        let method = method.read();
        let page = method.as_ref().map(|method| method.page.clone()).filter(|page| !page.is_empty())?;
        Some(documentation(&page, locale.language()))
    };
    view! {
        <div class="method" class:method--none=none>
            <code class="method__name">{name}</code>
            <span class="method__about">
                {move || none.get().then(|| locale.say(words::METHOD_NONE))}
                {move || method.read().as_ref().map(|method| view! { <span lang="en">{method.description.clone()}</span> })}
                {move || docs().map(|address| view! {
                    " "<a class="method__docs" href=address target="_blank" rel="noreferrer">{t(words::DOCS)}</a>
                })}
            </span>
            {move || method.read().as_ref().is_some_and(|method| method.writes).then(|| view! {
                <span class="mark">{t(words::WRITES)}</span>
            })}
            {move || deprecated().map(|(words, there)| view! {
                <span class="mark mark--warning">{words}</span>
                {there.map(|name| view! {
                    <button type="button" class="button button--quiet" on:click={
                        let name = name.clone();
                        move |_| switch(name.clone())
                    }>
                        {locale.fill(words::USE_SUCCESSOR, &[&name])}
                    </button>
                })}
            })}
            <SearchSelect
                label=Signal::derive(move || locale.say(if none.get() { words::METHOD_PICK } else { words::METHOD_CHANGE }).to_owned())
                placeholder=words::METHOD_SEARCH choices on_choose=choose class="button button--quiet method__change" open
            >
                {move || locale.say(if none.get() { words::METHOD_PICK } else { words::CHANGE })}
            </SearchSelect>
        </div>
        {move || english(desk, locale).then(|| view! { <p class="card__note method__english">{t(words::IN_ENGLISH)}</p> })}
        {move || remark(desk, locale).map(|text| view! { <p class="card__note">{text}</p> })}
    }
}

/// Whether it is to be said that descriptions are not in the reader's language; tracked.
fn english(desk: Desk, locale: Locale) -> bool {
    locale.language() != Language::En && desk.method.read().is_some()
}

/// What to know before choosing a method, in a few words.
fn marks(method: &MethodInfo, granted: &[String], locale: Locale) -> String {
    let lacks = form::missing_scope(method, granted).map(|scope| locale.fill(words::LOCKED, &[scope]));
    let marks = [
        method.v3.then(|| "v3".to_owned()),
        method.deprecated.then(|| locale.say(words::OLD).to_owned()),
        if method.needs_app {
            Some(locale.say(words::FOR_APPS).to_owned())
        } else if method.implemented {
            lacks
        } else {
            Some(locale.say(words::NOT_YET).to_owned())
        },
    ];
    marks.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// What keeps the chosen method from answering. Nothing is said before the list has come, or when it failed to
/// come. Tracked.
fn remark(desk: Desk, locale: Locale) -> Option<String> {
    if desk.methods.read().is_empty() {
        return None;
    }
    let method = desk.method.read();
    match method.as_ref() {
        // The row says so itself, and beside Execute stands why it does not work.
        None if desk.form.read().request.method.is_empty() => None,
        None => Some(locale.say(words::METHOD_UNLISTED).to_owned()),
        // Beside Execute, which it keeps from working.
        Some(method) if method.needs_app || method.implemented => None,
        Some(method) => Some(match &method.absent {
            Some(reason) => locale.fill(words::NOT_IMPLEMENTED_WHY, &[reason.in_language(locale.language())]),
            None => locale.say(words::NOT_IMPLEMENTED).to_owned(),
        }),
    }
}

/// Where the protocol's documentation has a page, in the language that is nearest.
fn documentation(page: &str, language: Language) -> String {
    let domain = if language == Language::Ru { "ru" } else { "com" };
    format!("https://apidocs.bitrix24.{domain}/{page}.html")
}
