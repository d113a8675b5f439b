//! What the webhook may touch: granted scopes, and the one that the chosen method lacks.

use super::desk::Desk;
use crate::{
    locale::{Locale, t, use_locale},
    logic::{form::missing_scope, search},
    task::memo,
    texts::form as words,
    widgets::{Alert, Button, ButtonKind, Choice, Icon, SearchSelect, Tone, icons},
};
use leptos::prelude::*;
use shared::scope;

/// The card.
#[component]
pub fn Permissions(desk: Desk) -> impl IntoView {
    let locale = use_locale();
    let scopes = memo(move || desk.form.read().scopes.clone());
    let unsaved = move || {
        let opened = desk.opened.read();
        scopes.read().iter().any(|code| !opened.scopes.contains(code))
    };
    let choices = Signal::derive(move || {
        let left = search::ungranted(&scopes.read(), locale.language());
        left.into_iter()
            .map(|scope| Choice {
                value: scope.code.to_owned(),
                label: locale.say(scope.title).to_owned(),
                note: scope.code.to_owned(),
                ..Choice::default()
            })
            .collect::<Vec<_>>()
    });
    let remove = move |code: String| desk.form.update(|form| form.scopes.retain(|scope| *scope != code));
    let chip = move |code: String| {
        let (title, shown) = (title(&code, locale), code.clone());
        view! {
            <li class="chip">
                <span>{title.clone()}</span>
                <code class="chip__code">{shown}</code>
                <button
                    type="button" class="chip__remove" aria-label=locale.fill(words::PERMISSION_REMOVE, &[&title])
                    on:click=move |_| remove(code.clone())
                >
                    <Icon path=icons::CLOSE />
                </button>
            </li>
        }
    };
    view! {
        <section class="card" aria-label=t(words::PERMISSIONS)>
            <div class="card__head">
                <h3 class="card__title">{t(words::PERMISSIONS)}</h3>
                <span class="card__aside">{t(words::PERMISSIONS_HELP)}</span>
            </div>
            <ul class="chips" aria-label=t(words::PERMISSIONS)>
                {move || scopes.get().into_iter().map(chip).collect_view()}
                <li>
                    <SearchSelect
                        label=words::PERMISSION_ADD placeholder=words::PERMISSION_SEARCH choices named=true
                        class="button button--quiet" on_choose=move |code| grant(desk, code)
                    >
                        "+ "{t(words::PERMISSION_ADD)}
                    </SearchSelect>
                </li>
            </ul>
            {move || scopes.read().is_empty().then(|| view! { <p class="card__note">{t(words::PERMISSIONS_NONE)}</p> })}
            {move || unsaved().then(|| view! { <p class="card__note">{t(words::PERMISSION_AT_SAVE)}</p> })}
        </section>
    }
}

/// Beside the method: the scope it needs and the form does not grant, one press away.
#[component]
pub fn Missing(desk: Desk) -> impl IntoView {
    let locale = use_locale();
    let method = desk.method;
    let missing = memo(move || {
        let method = method.read();
        let method = method.as_ref()?;
        Some((method.name.clone(), missing_scope(method, &desk.form.read().scopes)?.to_owned()))
    });
    move || {
        missing.get().map(|(method, code)| {
            let title = title(&code, locale);
            view! {
                <Alert tone=Tone::Warning>
                    <div class="form__offer">
                        <span>{locale.fill(words::PERMISSION_NEEDED, &[&method, &title])}</span>
                        <Button kind=ButtonKind::Quiet on_click=move |_| grant(desk, code.clone())>
                            {locale.fill(words::PERMISSION_GRANT, &[&title])}
                        </Button>
                    </div>
                </Alert>
            }
        })
    }
}

fn grant(desk: Desk, code: String) {
    desk.form.update(|form| {
        if !form.scopes.contains(&code) {
            form.scopes.push(code);
        }
    });
}

/// The name of a scope; its code for one that is newer than this page. Tracked.
fn title(code: &str, locale: Locale) -> String {
    scope::find(code).map_or_else(|| code.to_owned(), |scope| locale.say(scope.title).to_owned())
}
