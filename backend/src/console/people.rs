//! *People*: who is here, invitations, roles, and who may come in.

use super::entry::{Admin, Body, Signed};
use super::{Answer, answer, aside};
use crate::accounts::{self, Link};
use crate::app::App;
use crate::audit::{self, Action};
use crate::integrations::{self, handover};
use crate::origin::shown_origin;
use crate::people::{email, first_name, listed, optional_name, reference, status};
use crate::refusal::{Gathered, Refusal, refuse};
use actix_web::HttpRequest;
use actix_web::web::{Data, Path};
use methods::people::{self, NewPerson, Person, PersonEdit};
use shared::fault;
use shared::people::{Department, Invite, Invited, Owned, PersonChange, PersonStatus};
use store::{Durability, Ticket};

/// The root of the company's structure, where an invited person starts.
const ROOT_DEPARTMENT: u64 = 1;

/// `GET /console/people`
pub async fn list(app: Data<App>, _: Admin) -> Answer {
    let rows = aside(move || {
        let counts = handover::counts(&app.store)?;
        let now = app.clock.now();
        let row = |person: Person| {
            let integrations = counts.get(&person.id).copied().unwrap_or_default();
            Ok(listed(&app.store, person, integrations, now)?)
        };
        people::all(&app.services())?.into_iter().map(row).collect::<Result<Vec<_>, Refusal>>()
    });
    answer(&rows.await?)
}

/// `GET /console/departments`
pub async fn departments(app: Data<App>, _: Admin) -> Answer {
    let all = people::departments(&app.services())?;
    answer(&all.into_iter().map(|(id, name)| Department { id, name }).collect::<Vec<_>>())
}

/// `GET /console/people/{id}/integrations`
pub async fn integrations(app: Data<App>, Admin(me): Admin, id: Path<u64>) -> Answer {
    known(&app, *id)?;
    let now = app.clock.now();
    let all = integrations::list(&app.store, &me.actor)?;
    let owned = all.iter().filter(|found| found.value().owner == *id).map(|found| Owned {
        id: found.id,
        name: found.value().name.clone(),
        status: found.status(now),
        last_used: app.stats().last_used(found.id),
    });
    answer(&owned.collect::<Vec<_>>())
}

/// `POST /console/people`
pub async fn invite(app: Data<App>, request: HttpRequest, Admin(me): Admin, Body(form): Body<Invite>) -> Answer {
    let now = app.clock.now();
    let mut wrong = Gathered::default();
    let new = NewPerson {
        name: wrong.check(optional_name(&form.name, "name")),
        last_name: wrong.check(optional_name(&form.last_name, "last_name")),
        email: wrong.check(email(&form.email)),
        position: String::new(),
        admin: form.admin,
        department: ROOT_DEPARTMENT,
    };
    wrong.settle()?;
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

/// `DELETE /console/people/{id}/link`
pub async fn revoke_link(app: Data<App>, Admin(me): Admin, id: Path<u64>) -> Answer {
    known(&app, *id)?;
    accounts::revoke_link(&app.store, *id, &me.actor, app.clock.now())?.durable().await?;
    answer(&row(&app, known(&app, *id)?)?)
}

/// `PUT /console/people/{id}`
pub async fn change(app: Data<App>, Admin(me): Admin, id: Path<u64>, Body(form): Body<PersonChange>) -> Answer {
    apply(&app, &me, *id, form)?.durable().await?;
    answer(&row(&app, known(&app, *id)?)?)
}

/// Changes what is said of somebody, their role and standing. Alone, so that two administrators cannot
/// each remove the other.
fn apply(app: &App, me: &Signed, id: u64, form: PersonChange) -> Result<Ticket, Refusal> {
    let now = app.clock.now();
    let _alone = app.people();
    let before = known(app, id)?;
    let admin = form.admin.unwrap_or(before.admin);
    let active = form.active.unwrap_or(before.active);
    if before.admin && before.active && !(admin && active) && !has_other_admin(app, id)? {
        return Err(refuse(fault::LAST_ADMIN));
    }
    let edit = PersonEdit { admin: form.admin, active: form.active, ..described(app, &form)? };
    let leaves = before.active && !active;
    match form.integrations {
        Some(_) if active => return Err(refuse(fault::HANDOVER_OF_ACTIVE).on("integrations")),
        None if leaves && handover::counts(&app.store)?.contains_key(&id) => {
            return Err(refuse(fault::HANDOVER_REQUIRED).on("integrations"));
        }
        _ => {}
    }
    // Before they go, so that no call is refused meanwhile.
    let mut ticket = match form.integrations {
        Some(how) => handover::hand_over(&app.store, &reference(&before), before.admin, how, &me.actor, now)?,
        None => Ticket::done(),
    };
    let mut rows = Vec::new();
    let changed = differing(&before, &edit);
    if !changed.is_empty() {
        rows.push(Action::PersonChanged { person: id, changed });
    }
    if before.admin != admin {
        rows.push(Action::RoleChanged { person: id, admin });
    }
    if !before.active && active {
        rows.push(Action::Activated { person: id });
    }
    ticket = ticket.merge(people::change(&app.services(), id, edit, me.person.id, now)?);
    app.forget_callers();
    if leaves {
        let why = Action::Deactivated { person: id };
        ticket = ticket.merge(accounts::shut_out(&app.store, id, &me.actor, why, now)?);
    }
    let rows: Result<Vec<_>, _> =
        rows.into_iter().map(|action| audit::row(&app.store, &me.actor, action, now)).collect();
    Ok(ticket.merge(app.store.commit(&[], rows?, Durability::Durable)?))
}

/// The part of a change that describes somebody.
fn described(app: &App, form: &PersonChange) -> Result<PersonEdit, Refusal> {
    let mut wrong = Gathered::default();
    let edit = PersonEdit {
        name: wrong.check(form.name.as_deref().map(first_name).transpose()),
        last_name: wrong.check(form.last_name.as_deref().map(|name| optional_name(name, "last_name")).transpose()),
        position: wrong.check(form.position.as_deref().map(|name| optional_name(name, "position")).transpose()),
        departments: form.departments.clone(),
        ..PersonEdit::default()
    };
    if let Some(departments) = &form.departments {
        wrong.check(memberships(departments, &people::departments(&app.services())?));
    }
    wrong.settle()?;
    Ok(edit)
}

/// Everybody belongs somewhere.
fn memberships(asked: &[u64], known: &[(u64, String)]) -> Result<(), Refusal> {
    match asked.iter().find(|id| !known.iter().any(|(other, _)| other == *id)) {
        Some(id) => Err(refuse(fault::DEPARTMENT_UNKNOWN).on("departments").with(id)),
        None if asked.is_empty() => Err(refuse(fault::REQUIRED).on("departments")),
        None => Ok(()),
    }
}

fn differing(before: &Person, edit: &PersonEdit) -> Vec<String> {
    let differs = |old: &String, new: &Option<String>| new.as_ref().is_some_and(|new| new != old);
    let compared = [
        ("name", differs(&before.name, &edit.name)),
        ("last_name", differs(&before.last_name, &edit.last_name)),
        ("position", differs(&before.position, &edit.position)),
        ("departments", edit.departments.as_ref().is_some_and(|new| *new != before.departments)),
    ];
    compared.into_iter().filter(|(_, differs)| *differs).map(|(field, _)| field.to_owned()).collect()
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
    let integrations = handover::counts(&app.store)?.get(&person.id).copied().unwrap_or_default();
    Ok(listed(&app.store, person, integrations, app.clock.now())?)
}
