//! Set-up: the first administrator, and what can't change later.

use super::Answer;
use super::entry::Body;
use super::session::enter;
use crate::app::App;
use crate::audit::Action;
use crate::origin::client_address;
use crate::people::{email, first_name, optional_name, password};
use crate::refusal::{Gathered, Refusal, refuse};
use crate::settings::{self, checks};
use crate::setup::{Founder, found, services};
use actix_web::HttpRequest;
use actix_web::web::Data;
use chrono_tz::Tz;
use engine::services::Settings;
use methods::people::{self, NewPerson};
use shared::fault;
use shared::people::Setup;

/// `POST /console/setup`
pub async fn set_up(app: Data<App>, request: HttpRequest, Body(form): Body<Setup>) -> Answer {
    let now = app.clock.now();
    drop(app.setup.take(&form.token)?);
    let mut wrong = Gathered::default();
    let new = NewPerson {
        name: wrong.check(first_name(&form.name)),
        last_name: wrong.check(optional_name(&form.last_name, "last_name")),
        email: wrong.check(email(&form.email)),
        ..NewPerson::default()
    };
    wrong.check(password(&form.password));
    let company = wrong.check(optional_name(&form.company, "company"));
    let (zone, currency) = (wrong.check(zone(&form.time_zone)), wrong.check(currency(&form.currency)));
    wrong.settle()?;
    let settings = Settings { zone, currency, language: form.language, ..settings::defaults(&app.store)? };
    let hash = app.hasher.hash(form.password).await;
    let address = client_address(&request, &app.config).to_string();
    let (id, ticket) = {
        let link = app.setup.take(&form.token)?;
        let services = services(&app.store, settings).map_err(|cause| refuse(fault::INTERNAL).because(cause))?;
        let founded = found(&services, &company, Founder { person: new, hash, address }, now)?;
        app.portal.reconfigure(services);
        link.close();
        founded
    };
    ticket.durable().await?;
    let person = people::get(&app.services(), id)?.ok_or_else(|| refuse(fault::INTERNAL))?;
    enter(&app, &request, person, FIRST_EPOCH, Action::SignedIn, now).await
}

/// The epoch of an account that has just been made.
const FIRST_EPOCH: u64 = 1;

fn zone(typed: &str) -> Result<Tz, Refusal> {
    let name = checks::time_zone(typed)?;
    name.parse().map_err(|cause| refuse(fault::INTERNAL).because(cause))
}

fn currency(typed: &str) -> Result<String, Refusal> {
    let code = typed.trim().to_ascii_uppercase();
    match code.len() == 3 && code.bytes().all(|letter| letter.is_ascii_uppercase()) {
        true => Ok(code),
        false => Err(refuse(fault::CURRENCY_INVALID).on("currency")),
    }
}
