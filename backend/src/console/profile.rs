//! *Your profile*: one's own name, screens, password and sign-ins.

use super::entry::{Body, Signed};
use super::session::{begin, is_secure, session, too_many, with_cookie};
use super::{Answer, answer, aside, done};
use crate::accounts::throttle::{Attempt, Source};
use crate::accounts::{self, Screens};
use crate::app::App;
use crate::audit::{self, Action};
use crate::origin::client_address;
use crate::people::{first_name, optional_name, password};
use crate::refusal::{Gathered, Refusal, refuse};
use crate::sessions::{self, own};
use crate::settings::checks;
use actix_web::HttpRequest;
use actix_web::web::{Data, Path};
use methods::people::{self, Person, PersonEdit};
use shared::fault;
use shared::profile::{PasswordChange, Profile, ProfileChange};
use store::{Durability, Ticket};

/// `GET /console/profile`
pub async fn show(me: Signed) -> Answer {
    let Person { name, last_name, email, position, time_zone, .. } = me.person;
    answer(&Profile { name, last_name, email, position, time_zone: checks::time_zone(&time_zone).unwrap_or_default() })
}

/// `PUT /console/profile`
pub async fn change(app: Data<App>, me: Signed, Body(form): Body<ProfileChange>) -> Answer {
    let now = app.clock.now();
    let id = me.person.id;
    let mut wrong = Gathered::default();
    let edit = PersonEdit {
        name: wrong.check(form.name.as_deref().map(first_name).transpose()),
        last_name: wrong.check(form.last_name.as_deref().map(|name| optional_name(name, "last_name")).transpose()),
        time_zone: wrong.check(form.time_zone.as_deref().map(zone).transpose()),
        ..PersonEdit::default()
    };
    wrong.settle()?;
    let mut ticket = Ticket::done();
    let changed = differing(&me.person, &edit);
    if !changed.is_empty() {
        let _alone = app.people();
        ticket = people::change(&app.services(), id, edit, id, now)?;
        app.forget_callers();
        let row = audit::row(&app.store, &me.actor, Action::ProfileChanged { changed }, now)?;
        ticket = ticket.merge(app.store.commit(&[], vec![row], Durability::Durable)?);
    }
    if form.language.is_some() || form.theme.is_some() {
        let chosen = Screens { language: form.language, theme: form.theme };
        ticket = ticket.merge(accounts::keep_screens(&app.store, id, chosen)?);
    }
    ticket.durable().await?;
    let person = people::get(&app.services(), id)?;
    answer(&session(&app, person.as_ref())?)
}

/// `POST /console/profile/password`: failures are counted like those of signing in.
pub async fn change_password(
    app: Data<App>,
    request: HttpRequest,
    me: Signed,
    Body(form): Body<PasswordChange>,
) -> Answer {
    let now = app.clock.now();
    let address = client_address(&request, &app.config);
    password(&form.password)?;
    let token = token(&request);
    let attempt = Attempt { email: &me.person.email, address, source: Source::Session(&token) };
    app.throttle.admit(&attempt, now).map_err(too_many)?;
    let expected = accounts::find(&app.store, me.person.id)?.password;
    if !app.hasher.verify(form.old_password, expected).await {
        return Err(refuse(fault::OLD_PASSWORD_WRONG).on("old_password"));
    }
    app.throttle.forgive(&attempt);
    let hash = app.hasher.hash(form.password).await;
    let (epoch, ticket) = accounts::set_password(&app.store, &hash, &me.actor, now)?;
    let (token, begin) = begin(&app, &request, me.person.id, epoch, now);
    ticket.merge(app.store.commit(&[], vec![begin], Durability::Durable)?).durable().await?;
    Ok(with_cookie(done()?, &sessions::cookie(&token, is_secure(&app, &request))))
}

/// `GET /console/profile/sessions`
pub async fn sessions(app: Data<App>, request: HttpRequest, me: Signed) -> Answer {
    let token = token(&request);
    let list = aside(move || {
        let epoch = accounts::find(&app.store, me.person.id)?.epoch;
        Ok(own::list(&app.store, &me.person, epoch, &token, app.clock.now())?)
    });
    answer(&list.await?)
}

/// `DELETE /console/profile/sessions/{id}`
pub async fn end_session(app: Data<App>, me: Signed, id: Path<String>) -> Answer {
    let now = app.clock.now();
    let epoch = accounts::find(&app.store, me.person.id)?.epoch;
    let end = own::end(&app.store, &me.person, epoch, &id, now)?.ok_or_else(|| refuse(fault::NOT_FOUND))?;
    let row = audit::row(&app.store, &me.actor, Action::SessionEnded { session: id.into_inner() }, now)?;
    app.store.commit(&[], vec![end, row], Durability::Durable)?.durable().await?;
    done()
}

/// `DELETE /console/profile/sessions`
pub async fn end_other_sessions(app: Data<App>, request: HttpRequest, me: Signed) -> Answer {
    let now = app.clock.now();
    let epoch = accounts::find(&app.store, me.person.id)?.epoch;
    let mut ops = own::end_others(&app.store, &me.person, epoch, &token(&request), now)?;
    ops.push(audit::row(&app.store, &me.actor, Action::OtherSessionsEnded, now)?);
    app.store.commit(&[], ops, Durability::Durable)?.durable().await?;
    done()
}

fn token(request: &HttpRequest) -> String {
    sessions::token_of(request).unwrap_or_default().to_owned()
}

fn zone(typed: &str) -> Result<String, Refusal> {
    if typed.trim().is_empty() { Ok(String::new()) } else { checks::time_zone(typed) }
}

fn differing(person: &Person, edit: &PersonEdit) -> Vec<String> {
    let pairs = [
        ("name", &person.name, &edit.name),
        ("last_name", &person.last_name, &edit.last_name),
        ("time_zone", &person.time_zone, &edit.time_zone),
    ];
    let differs = pairs.into_iter().filter(|(_, old, new)| new.as_ref().is_some_and(|new| new != *old));
    differs.map(|(field, ..)| field.to_owned()).collect()
}
