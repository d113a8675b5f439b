//! Accepting an invitation, or choosing a new password by a link from an administrator.

use super::sign_in::Door;
use crate::{
    api,
    locale::{t, use_locale},
    session::use_session,
    submission::Submission,
    texts::{invite as words, setup, sign_in},
    widgets::{Button, ButtonKind, Field, Loaded, Summary, load},
};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};
use shared::people::{AcceptInvite, Invitation, OpenInvite, Session as Answer};

/// `/invite#<token>`.
#[component]
pub fn Invite() -> impl IntoView {
    let token = use_location().hash.get_untracked().trim_start_matches('#').to_owned();
    let opened = {
        let token = token.clone();
        load(move || open(token.clone()))
    };
    view! {
        <Door title=words::TITLE>
            <Loaded load=opened let:invitation>
                <InviteForm token=token.clone() invitation=invitation.get_untracked() />
            </Loaded>
            {move || opened.error().read().is_some().then(|| view! { <a href="/sign-in">{t(words::TO_SIGN_IN)}</a> })}
        </Door>
    }
}

async fn open(token: String) -> Result<Invitation, api::ApiError> {
    api::post("/console/invite/open", &OpenInvite { token }).await
}

#[component]
fn InviteForm(token: String, invitation: Invitation) -> impl IntoView {
    let (session, locale, navigate) = (use_session(), use_locale(), use_navigate());
    let email = RwSignal::new(invitation.email.clone());
    let (name, last_name) = (RwSignal::new(invitation.name), RwSignal::new(invitation.last_name));
    let password = RwSignal::new(String::new());
    let submission = Submission::new(&["name", "last_name", "password"]);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let body = AcceptInvite {
            token: token.clone(),
            name: name.get_untracked().trim().to_owned(),
            last_name: last_name.get_untracked().trim().to_owned(),
            password: password.get_untracked(),
        };
        let navigate = navigate.clone();
        submission.send(async move { api::post::<Answer>("/console/invite/accept", &body).await }, move |answer| {
            session.renew(answer);
            // The token must not stay in the address.
            navigate("/dev", NavigateOptions { replace: true, ..NavigateOptions::default() });
        });
    };
    view! {
        <p class="door__lead">{move || locale.fill(words::LEAD, &[&email.read()])}</p>
        <form class="door__form" novalidate=true on:submit=submit>
            <Summary submission />
            // Password managers store the password under the address that stands beside it.
            <Field label=sign_in::EMAIL value=email kind="email" autocomplete="username" readonly=true />
            <div class="door__pair">
                <Field
                    label=setup::NAME value=name name="name" autocomplete="given-name" submission required=true
                />
                <Field label=setup::LAST_NAME value=last_name name="last_name" autocomplete="family-name" submission />
            </div>
            <Field
                label=words::NEW_PASSWORD value=password name="password" kind="password" autocomplete="new-password"
                help=setup::PASSWORD_HELP submission required=true autofocus=true
            />
            <Button kind=ButtonKind::Primary submit=true busy=submission.busy()>{t(words::SUBMIT)}</Button>
        </form>
    }
}
