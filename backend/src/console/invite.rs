//! Using an invitation or a password link: whoever holds it sets the password and is signed in.

use super::entry::Body;
use super::session::enter;
use super::{Answer, answer};
use crate::accounts;
use crate::app::App;
use crate::audit::Action;
use crate::origin::client_address;
use crate::people::{first_name, optional_name, password, reference};
use crate::refusal::{Gathered, Refusal, refuse};
use actix_web::HttpRequest;
use actix_web::web::Data;
use methods::people::{self, Person, PersonEdit};
use shared::people::{AcceptInvite, Invitation, OpenInvite};
use shared::{Millis, fault};

/// `POST /console/invite/open`
pub async fn open(app: Data<App>, Body(form): Body<OpenInvite>) -> Answer {
    let person = invited(&app, &form.token, app.clock.now())?;
    answer(&Invitation { email: person.email, name: person.name, last_name: person.last_name })
}

/// `POST /console/invite/accept`
pub async fn accept(app: Data<App>, request: HttpRequest, Body(form): Body<AcceptInvite>) -> Answer {
    let now = app.clock.now();
    let person = invited(&app, &form.token, now)?;
    let mut wrong = Gathered::default();
    let name = wrong.check(first_name(&form.name));
    let last_name = wrong.check(optional_name(&form.last_name, "last_name"));
    wrong.check(password(&form.password));
    wrong.settle()?;
    let hash = app.hasher.hash(form.password).await;
    let address = client_address(&request, &app.config).to_string();
    let (epoch, ticket) = accounts::use_link(&app.store, &form.token, hash, &reference(&person), &address, now)?;
    let names = PersonEdit { name: Some(name.clone()), last_name: Some(last_name.clone()), ..PersonEdit::default() };
    let renamed = people::change(&app.services(), person.id, names, person.id, now)?;
    ticket.merge(renamed).durable().await?;
    let person = Person { name, last_name, ..person };
    enter(&app, &request, person, epoch, Action::SignedIn, now).await
}

fn invited(app: &App, token: &str, now: Millis) -> Result<Person, Refusal> {
    let (id, made) = accounts::open_link(&app.store, token, now)?;
    let here = |person: &Person| person.active && person.left_ms.is_none_or(|left| made > left);
    let person = people::get(&app.services(), id)?.filter(here);
    person.ok_or_else(|| refuse(fault::LINK_INVALID))
}
