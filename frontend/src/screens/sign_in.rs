//! Signing in: as a page of its own, and over whatever was open when the session ended.

use crate::{
    api,
    locale::{t, use_locale},
    session::use_session,
    submission::Submission,
    task::{effect, memo},
    texts::{shell, sign_in as words},
    widgets::{Button, ButtonKind, Field, Icon, Modal, Summary, icons},
};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::{components::Redirect, hooks::use_location};
use shared::people::{Session as Answer, SignIn as Body};

/// `/sign-in`, and any other address while nobody is signed in.
#[component]
pub fn SignIn() -> impl IntoView {
    let session = use_session();
    let path = use_location().pathname;
    let signed_in = memo(move || session.signed_in());
    let needs_setup = memo(move || session.portal().needs_setup);
    view! {
        {move || match (signed_in.get(), needs_setup.get()) {
            (true, _) => (path.get() == "/sign-in").then(|| view! { <Redirect path="/dev" /> }).into_any(),
            (_, true) => view! {
                <Door title=words::NOT_SET_UP>
                    <p class="door__lead">{t(words::NOT_SET_UP_LEAD)}</p>
                </Door>
            }
            .into_any(),
            _ => view! {
                <Door title=words::TITLE>
                    <SignInForm email=String::new() />
                    <p class="door__note">{t(words::FORGOTTEN)}</p>
                </Door>
            }
            .into_any(),
        }}
    }
}

/// Over the page, when the portal no longer knows the session; calls that were refused go on afterwards.
#[component]
pub fn SignInAgain() -> impl IntoView {
    let email = use_session().me().map(|me| me.email).unwrap_or_default();
    // There is nothing behind it to go back to, so Esc does nothing; a fresh page is the way out.
    let leave = move |_| drop(window().location().assign("/sign-in"));
    view! {
        <Modal title=shell::SESSION_ENDED on_close=|()| ()>
            <p class="modal__text">{t(shell::SESSION_ENDED_LEAD)}</p>
            <SignInForm email />
            <Button kind=ButtonKind::Quiet on_click=leave>{t(words::SIGN_IN_ELSE)}</Button>
        </Modal>
    }
}

/// The frame of what is shown before anybody is signed in.
#[component]
pub fn Door(title: shared::text::Text, children: Children) -> impl IntoView {
    let locale = use_locale();
    effect(move || document().set_title(&format!("{} · {}", locale.say(title), locale.say(shell::PORTICO))));
    view! {
        <main class="door">
            <p class="door__brand"><Icon path=icons::PORTICO />{t(shell::PORTICO)}</p>
            <section class="door__card">
                <h1 class="door__title">{t(title)}</h1>
                {children()}
            </section>
            <LanguageLinks />
        </main>
    }
}

/// With an e-mail address it is fixed: somebody else would find another person's half-typed page.
#[component]
fn SignInForm(email: String) -> impl IntoView {
    let session = use_session();
    let again = !email.is_empty();
    let (email, password) = (RwSignal::new(email), RwSignal::new(String::new()));
    let submission = Submission::new(&["email", "password"]);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let body = Body { email: email.get_untracked().trim().to_owned(), password: password.get_untracked() };
        submission.send(async move { api::post::<Answer>("/console/sign-in", &body).await }, move |answer| {
            session.renew(answer)
        });
    };
    view! {
        <form class="door__form" novalidate=true on:submit=submit>
            <Summary submission />
            <Field
                label=words::EMAIL value=email name="email" kind="email" autocomplete="username" submission
                autofocus=!again readonly=again
            />
            <Field
                label=words::PASSWORD value=password name="password" kind="password" autocomplete="current-password"
                submission autofocus=again
            />
            <Button kind=ButtonKind::Primary submit=true busy=submission.busy()>{t(words::SIGN_IN)}</Button>
        </form>
    }
}

#[component]
fn LanguageLinks() -> impl IntoView {
    let locale = use_locale();
    let button = move |language: shared::text::Language| {
        view! {
            <button
                type="button" class="button button--quiet" lang=language.code()
                aria-pressed=move || (locale.language() == language).to_string() on:click=move |_| locale.choose(language)
            >
                {language.name()}
            </button>
        }
    };
    view! {
        <div class="door__languages" role="group" aria-label=t(shell::LANGUAGE)>
            {shared::text::Language::ALL.map(button).into_iter().collect_view()}
        </div>
    }
}
