//! Setting the portal up: the first administrator, and what can't change later.

use super::sign_in::Door;
use crate::{
    api, choices,
    locale::{t, use_locale},
    session::use_session,
    submission::Submission,
    texts::{setup as words, sign_in},
    widgets::{Alert, Button, ButtonKind, Field, Select, Summary},
};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::{
    NavigateOptions,
    components::Redirect,
    hooks::{use_location, use_navigate},
};
use shared::{
    people::{Session as Answer, Setup as Body},
    text::Language,
};

/// `/setup#<token>`, as the program prints it when it starts on an empty directory.
#[component]
pub fn Setup() -> impl IntoView {
    let session = use_session();
    let needed = session.portal().needs_setup;
    let token = use_location().hash.get_untracked().trim_start_matches('#').to_owned();
    match (needed, token.is_empty()) {
        (false, _) => view! { <Redirect path="/sign-in" /> }.into_any(),
        (true, true) => view! {
            <Door title=words::TITLE>
                <Alert>{t(words::LINK_MISSING)}</Alert>
            </Door>
        }
        .into_any(),
        (true, false) => view! {
            <Door title=words::TITLE>
                <p class="door__lead">{t(words::LEAD)}</p>
                <SetupForm token />
            </Door>
        }
        .into_any(),
    }
}

#[component]
fn SetupForm(token: String) -> impl IntoView {
    let (session, locale, navigate) = (use_session(), use_locale(), use_navigate());
    let empty = || RwSignal::new(String::new());
    let (name, last_name, email, password, company) = (empty(), empty(), empty(), empty(), empty());
    let language = RwSignal::new(untrack(|| locale.language()));
    let time_zone = RwSignal::new(choices::own_time_zone());
    let currency = RwSignal::new("EUR".to_owned());
    let submission =
        Submission::new(&["name", "last_name", "email", "password", "company", "language", "time_zone", "currency"]);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let written = |field: RwSignal<String>| field.get_untracked().trim().to_owned();
        let body = Body {
            token: token.clone(),
            name: written(name),
            last_name: written(last_name),
            email: written(email),
            password: password.get_untracked(),
            language: language.get_untracked(),
            time_zone: written(time_zone),
            currency: written(currency).to_ascii_uppercase(),
            company: written(company),
        };
        let navigate = navigate.clone();
        submission.send(async move { api::post::<Answer>("/console/setup", &body).await }, move |answer| {
            session.renew(answer);
            // The token must not stay in the address.
            navigate("/dev", NavigateOptions { replace: true, ..NavigateOptions::default() });
        });
    };
    let languages = Language::ALL.map(|language| (language.code().to_owned(), language.name().to_owned())).to_vec();
    let choose = move |code: String| language.set(Language::from_tag(&code).unwrap_or_default());
    view! {
        <form class="door__form" novalidate=true on:submit=submit>
            <Summary submission />
            <fieldset class="door__group">
                <legend class="door__legend">{t(words::YOU)}</legend>
                <div class="door__pair">
                    <Field
                        label=words::NAME value=name name="name" autocomplete="given-name" submission autofocus=true
                        required=true
                    />
                    <Field label=words::LAST_NAME value=last_name name="last_name" autocomplete="family-name" submission />
                </div>
                <Field
                    label=sign_in::EMAIL value=email name="email" kind="email" autocomplete="username" submission
                    required=true
                />
                <Field
                    label=sign_in::PASSWORD value=password name="password" kind="password" autocomplete="new-password"
                    help=words::PASSWORD_HELP submission required=true
                />
            </fieldset>
            <fieldset class="door__group">
                <legend class="door__legend">{t(words::PORTAL)}</legend>
                <Field label=words::COMPANY value=company name="company" autocomplete="organization" submission />
                <Select
                    label=words::LANGUAGE help=words::LANGUAGE_HELP name="language" submission
                    value=Signal::derive(move || language.get().code().to_owned()) on_choose=choose
                    options=Signal::stored(languages)
                />
                <Field
                    label=words::TIME_ZONE value=time_zone name="time_zone" help=words::TIME_ZONE_HELP submission
                    suggestions=choices::supported("timeZone")
                />
                <Field
                    label=words::CURRENCY value=currency name="currency" help=words::CURRENCY_HELP submission
                    suggestions=choices::supported("currency")
                />
            </fieldset>
            <Button kind=ButtonKind::Primary submit=true busy=submission.busy()>{t(words::SUBMIT)}</Button>
        </form>
    }
}
