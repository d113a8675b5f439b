//! Signing in and out, and what the shell asks first.

use super::entry::{Body, actor, signed_in};
use super::{Answer, answer, done};
use crate::accounts;
use crate::accounts::throttle::{Attempt, Source};
use crate::app::App;
use crate::audit::{self, Action};
use crate::origin::{client_address, origin_of};
use crate::people::reference;
use crate::refusal::{Refusal, refuse};
use crate::settings::{checks, group};
use crate::{notices, sessions};
use actix_web::http::header::{self, HeaderValue};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use methods::people::{self, Person, PersonEdit};
use shared::people::{Me, Portal, Session, SignIn};
use shared::settings::General;
use shared::{Millis, fault};
use store::{Durability, Op};

/// `GET /console/session`
pub async fn show(app: Data<App>, request: HttpRequest) -> Answer {
    let person = signed_in(&app, &request)?;
    answer(&session(&app, person.as_ref())?)
}

/// `POST /console/sign-in`
pub async fn sign_in(app: Data<App>, request: HttpRequest, Body(form): Body<SignIn>) -> Answer {
    let now = app.clock.now();
    let address = client_address(&request, &app.config);
    let person = people::by_email(&app.services(), form.email.trim())?;
    let account = person.as_ref().map(|person| accounts::find(&app.store, person.id)).transpose()?;
    let holder = signed_in(&app, &request)?.map(|holder| holder.id);
    let source = match (sessions::token_of(&request), &account) {
        (Some(token), Some(_)) if holder == person.as_ref().map(|person| person.id) => Source::Session(token),
        (_, Some(account)) if account.knows(address) => Source::Known,
        _ => Source::Unknown,
    };
    let attempt = Attempt { email: &form.email, address, source };
    app.throttle.admit(&attempt, now).map_err(too_many)?;
    let expected = account.as_ref().and_then(|account| account.password.clone());
    let fits = app.hasher.verify(form.password, expected).await;
    let (Some(person), Some(account), true) = (person, account, fits) else {
        tracing::warn!(%address, "a sign-in failed");
        return Err(refuse(fault::WRONG_PASSWORD));
    };
    app.throttle.forgive(&attempt);
    if !person.active {
        return Err(refuse(fault::ACCOUNT_INACTIVE));
    }
    enter(&app, &request, person, account.epoch, Action::SignedIn, now).await
}

/// `POST /console/sign-out`
pub async fn sign_out(app: Data<App>, request: HttpRequest) -> Answer {
    let mut ops: Vec<_> = sessions::token_of(&request).map(sessions::end).into_iter().collect();
    if let Some(person) = signed_in(&app, &request)? {
        let by = actor(&app, &request, &person);
        ops.push(audit::row(&app.store, &by, Action::SignedOut, app.clock.now())?);
    }
    app.store.commit(&[], ops, Durability::Durable)?.durable().await?;
    let response = done()?;
    Ok(with_cookie(response, &sessions::no_cookie(is_secure(&app, &request))))
}

/// Begins a session for somebody who has just proved who they are.
pub async fn enter(app: &App, request: &HttpRequest, person: Person, epoch: u64, how: Action, now: Millis) -> Answer {
    let row = audit::row(&app.store, &actor(app, request, &person), how, now)?;
    let (token, begin) = begin(app, request, person.id, epoch, now);
    let seen = PersonEdit { last_login_ms: Some(now), ..PersonEdit::default() };
    people::change(&app.services(), person.id, seen, person.id, now)?;
    let mut ticket = app.store.commit(&[], vec![begin, row], Durability::Durable)?;
    if let Some(known) = accounts::remember(&app.store, person.id, client_address(request, &app.config))? {
        ticket = ticket.merge(known);
    }
    ticket.durable().await?;
    let response = answer(&session(app, Some(&person))?)?;
    Ok(with_cookie(response, &sessions::cookie(&token, is_secure(app, request))))
}

/// A new session of whoever sends this request: its token, and the change that stores it.
pub fn begin(app: &App, request: &HttpRequest, person: u64, epoch: u64, now: Millis) -> (String, Op) {
    let agent = request.headers().get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
    let address = client_address(request, &app.config).to_string();
    sessions::begin(person, epoch, agent.unwrap_or_default(), address, now)
}

/// The portal, and who is signed in.
///
/// # Errors
/// When the store fails.
pub fn session(app: &App, person: Option<&Person>) -> Result<Session, Refusal> {
    let me = person.map(|person| -> Result<Me, Refusal> {
        let screens = accounts::find(&app.store, person.id)?.screens;
        Ok(Me {
            id: person.id,
            name: reference(person).name,
            email: person.email.clone(),
            admin: person.admin,
            unread: notices::unread(&app.store, person.id)?,
            language: screens.language,
            theme: screens.theme,
            time_zone: checks::time_zone(&person.time_zone).ok(),
        })
    });
    let general = group::read::<General>(&app.store)?.value;
    let portal = Portal {
        needs_setup: app.setup.is_open(),
        name: general.name,
        language: general.people_language,
        time_zone: app.services().zone.name().to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    };
    Ok(Session { portal, me: me.transpose()?, now: app.clock.now() })
}

/// Refuses somebody who has failed too often, with the time to wait.
pub fn too_many(wait: Millis) -> Refusal {
    let seconds = (wait as u64).div_ceil(1000);
    let minutes = seconds.div_ceil(60);
    let said = if minutes == 1 { "1 minute".to_owned() } else { format!("{minutes} minutes") };
    refuse(fault::TOO_MANY_ATTEMPTS).with(said).after(seconds)
}

/// Whether this request's browser came by https.
pub fn is_secure(app: &App, request: &HttpRequest) -> bool {
    let public = app.config.public_url.as_ref().is_some_and(|public| public.scheme == "https");
    public || origin_of(request, &app.config).scheme == "https"
}

/// The same answer with a cookie.
pub fn with_cookie(mut response: HttpResponse, cookie: &str) -> HttpResponse {
    let cookie = HeaderValue::from_str(cookie).expect("tokens are made of letters, digits, - and _");
    response.headers_mut().insert(header::SET_COOKIE, cookie);
    response
}
