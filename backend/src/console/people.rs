//! *People*: who is here, invitations, roles, and who may come in.

use super::entry::{Admin, Body, Signed};
use super::{Answer, answer};
use crate::accounts::{self, Link};
use crate::app::App;
use crate::audit::{self, Action};
use crate::origin::shown_origin;
use crate::people::{email, listed, optional_name, status};
use crate::refusal::{Refusal, refuse};
use actix_web::HttpRequest;
use actix_web::web::{Data, Path};
use methods::people::{self, NewPerson, Person, PersonEdit};
use shared::fault;
use shared::people::{Invite, Invited, PersonChange, PersonStatus};
use store::{Durability, Ticket};

/// The root of the company's structure, where an invited person starts.
const ROOT_DEPARTMENT: u64 = 1;

/// `GET /console/people`
pub async fn list(app: Data<App>, _: Admin) -> Answer {
    let rows: Result<Vec<_>, Refusal> =
        people::all(&app.services())?.into_iter().map(|person| row(&app, person)).collect();
    answer(&rows?)
}

/// `POST /console/people`
pub async fn invite(app: Data<App>, request: HttpRequest, Admin(me): Admin, Body(form): Body<Invite>) -> Answer {
    let now = app.clock.now();
    let new = NewPerson {
        name: optional_name(&form.name, "name")?,
        last_name: optional_name(&form.last_name, "last_name")?,
        email: email(&form.email)?,
        position: String::new(),
        admin: form.admin,
        department: ROOT_DEPARTMENT,
    };
    let (person, made) = {
        let _alone = app.people();
        if people::by_email(&app.services(), &new.email)?.is_some() {
            return Err(refuse(fault::EMAIL_TAKEN).on("email"));
        }
        people::create(&app.services(), new, me.person.id, now)?
    };
    let row = audit::row(&app.store, &me.actor, Action::Invited { person }, now)?;
    let noted = app.store.commit(&[], vec![row], Durability::Durable)?;
    link(&app, &request, &me, person, made.merge(noted)).await
}

/// `POST /console/people/{id}/link`
pub async fn make_link(app: Data<App>, request: HttpRequest, Admin(me): Admin, id: Path<u64>) -> Answer {
    if !known(&app, *id)?.active {
        return Err(refuse(fault::ACCOUNT_INACTIVE));
    }
    link(&app, &request, &me, *id, Ticket::done()).await
}

/// `PUT /console/people/{id}`
pub async fn change(app: Data<App>, Admin(me): Admin, id: Path<u64>, Body(form): Body<PersonChange>) -> Answer {
    apply(&app, &me, *id, form)?.durable().await?;
    answer(&row(&app, known(&app, *id)?)?)
}

/// Changes role and standing. Alone, so that two administrators cannot each remove the other.
fn apply(app: &App, me: &Signed, id: u64, form: PersonChange) -> Result<Ticket, Refusal> {
    let now = app.clock.now();
    let _alone = app.people();
    let before = known(app, id)?;
    let admin = form.admin.unwrap_or(before.admin);
    let active = form.active.unwrap_or(before.active);
    if before.admin && before.active && !(admin && active) && !has_other_admin(app, id)? {
        return Err(refuse(fault::LAST_ADMIN));
    }
    let edit = PersonEdit { admin: form.admin, active: form.active, ..PersonEdit::default() };
    let mut ticket = people::change(&app.services(), id, edit, me.person.id, now)?;
    app.forget_callers();
    if before.admin != admin {
        let row = audit::row(&app.store, &me.actor, Action::RoleChanged { person: id, admin }, now)?;
        ticket = ticket.merge(app.store.commit(&[], vec![row], Durability::Durable)?);
    }
    Ok(match (before.active, active) {
        (true, false) => {
            let why = Action::Deactivated { person: id };
            ticket.merge(accounts::shut_out(&app.store, id, &me.actor, why, now)?)
        }
        (false, true) => {
            let row = audit::row(&app.store, &me.actor, Action::Activated { person: id }, now)?;
            ticket.merge(app.store.commit(&[], vec![row], Durability::Durable)?)
        }
        _ => ticket,
    })
}

/// Whether the portal has an active administrator besides this person. One who was invited and has
/// never come does not count: nobody could sign in.
fn has_other_admin(app: &App, but: u64) -> Result<bool, Refusal> {
    for person in people::all(&app.services())? {
        let account = accounts::find(&app.store, person.id)?;
        if person.id != but && person.admin && status(&person, &account) == PersonStatus::Active {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn link(app: &App, request: &HttpRequest, me: &Signed, person: u64, before: Ticket) -> Answer {
    let Link { token, expires, ticket } = accounts::make_link(&app.store, person, &me.actor, app.clock.now())?;
    before.merge(ticket).durable().await?;
    let link = format!("{}/invite#{token}", shown_origin(request, &app.config));
    answer(&Invited { person: row(app, known(app, person)?)?, link, expires })
}

fn known(app: &App, id: u64) -> Result<Person, Refusal> {
    people::get(&app.services(), id)?.ok_or_else(|| refuse(fault::NOT_FOUND))
}

fn row(app: &App, person: Person) -> Result<shared::people::Person, Refusal> {
    let account = accounts::find(&app.store, person.id)?;
    Ok(listed(person, &account))
}
