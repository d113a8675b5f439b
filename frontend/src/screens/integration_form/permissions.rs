//! What the webhook may touch: granted scopes, and the one that the chosen method lacks.

use super::{
    desk::{self, Desk},
    overtaken::title,
};
use crate::{
    api,
    locale::{t, use_locale},
    logic::{form::missing_scope, search},
    task::memo,
    texts::form as words,
    widgets::{Alert, Button, ButtonKind, Choice, Icon, SearchSelect, Tone, icons, load},
};
use leptos::prelude::*;
use shared::integration::ScopeUse;

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
    let foreign = desk.foreign();
    let owner = desk.about(move |integration| integration.owner.shown(locale.language()));
    let within = move || match foreign.get() {
        true => locale.fill(words::PERMISSIONS_OF, &[owner.read().as_deref().unwrap_or_default()]),
        false => locale.say(words::PERMISSIONS_HELP).to_owned(),
    };
    let chip = move |code: String| {
        let (title, shown) = (title(&code, locale), code.clone());
        view! {
            <li class="chip">
                <span>{title.clone()}</span>
                <code class="chip__code">{shown}</code>
                <button
                    type="button" class="chip__remove" aria-label=locale.fill(words::PERMISSION_REMOVE, &[&title])
                    on:click=move |_| take(desk, &code)
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
                <span class="card__aside">{within}</span>
            </div>
            <ul id="form-scopes" tabindex="-1" class="chips" aria-label=t(words::PERMISSIONS)>
                {move || scopes.get().into_iter().map(chip).collect_view()}
                <li>
                    <SearchSelect
                        label=words::PERMISSION_ADD placeholder=words::PERMISSION_SEARCH choices named=true
                        class="button button--quiet" none=words::PERMISSION_UNKNOWN
                        on_choose=move |code| grant(desk, code)
                    >
                        "+ "{t(words::PERMISSION_ADD)}
                    </SearchSelect>
                </li>
            </ul>
            {move || scopes.read().is_empty().then(|| view! { <p class="card__note">{t(words::PERMISSIONS_NONE)}</p> })}
            {move || unsaved().then(|| view! { <p class="card__note">{t(words::PERMISSION_AT_SAVE)}</p> })}
            <Uses desk />
        </section>
    }
}

/// What the calls of the last days say about the permissions: those taken away that are needed, and those granted
/// that are not. Nothing is said while it is not known.
#[component]
fn Uses(desk: Desk) -> impl IntoView {
    let locale = use_locale();
    let draft = desk.draft();
    let uses = load(move || {
        let path = desk.id_now().filter(|_| !draft.get()).map(|id| format!("{}/scopes", desk::path(id)));
        async move {
            match path {
                Some(path) => api::get::<Vec<ScopeUse>>(&path).await,
                None => Ok(Vec::new()),
            }
        }
    })
    .value();
    let taken = move || {
        let (uses, form) = (uses.read(), desk.form.read());
        let gone = uses.iter().flatten().filter(|scope| scope.week > 0 && !form.scopes.contains(&scope.code));
        gone.map(|scope| (scope.code.clone(), scope.week)).collect::<Vec<_>>()
    };
    let idle = move || {
        let (uses, form) = (uses.read(), desk.form.read());
        let idle = uses.iter().flatten().filter(|scope| scope.idle && form.scopes.contains(&scope.code));
        idle.map(|scope| scope.code.clone()).collect::<Vec<_>>()
    };
    let warning = move |(code, week): (String, u64)| {
        let name = code.clone();
        view! {
            <Alert tone=Tone::Warning>
                <div class="form__offer">
                    <span>
                        {move || locale.fill(words::PERMISSION_USED, &[&title(&name, locale), &locale.count(week)])}
                    </span>
                    <Button kind=ButtonKind::Quiet on_click=move |_| grant(desk, code.clone())>
                        {t(words::PERMISSION_KEEP)}
                    </Button>
                </div>
            </Alert>
        }
    };
    let spare = move |code: String| {
        let label = title(&code, locale);
        view! {
            <Button kind=ButtonKind::Quiet on_click=move |_| take(desk, &code)>
                {locale.fill(words::PERMISSION_REMOVE, &[&label])}
            </Button>
        }
    };
    view! {
        {move || taken().into_iter().map(warning).collect_view()}
        {move || match idle() {
            none if none.is_empty() => None,
            idle => Some(view! {
                <p class="card__note">{t(words::PERMISSION_IDLE)} {idle.into_iter().map(spare).collect_view()}</p>
            }),
        }}
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

fn take(desk: Desk, code: &str) {
    desk.form.update(|form| form.scopes.retain(|scope| scope != code));
}

fn grant(desk: Desk, code: String) {
    desk.form.update(|form| {
        if !form.scopes.contains(&code) {
            form.scopes.push(code);
        }
    });
}
