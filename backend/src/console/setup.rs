//! Set-up: the first administrator, and what can't change later.

use super::Answer;
use super::entry::Body;
use super::session::enter;
use crate::app::App;
use crate::audit::Action;
use crate::origin::client_address;
use crate::people::{email, first_name, optional_name, password};
use crate::refusal::{Refusal, refuse};
use crate::settings;
use crate::setup::{Founder, found, services};
use actix_web::HttpRequest;
use actix_web::web::Data;
use engine::services::Settings;
use methods::people::{self, NewPerson};
use shared::fault;
use shared::people::Setup;

/// `POST /console/setup`
pub async fn set_up(app: Data<App>, request: HttpRequest, Body(form): Body<Setup>) -> Answer {
    let now = app.clock.now();
    drop(app.setup.take(&form.token)?);
    let new = NewPerson {
        name: first_name(&form.name)?,
        last_name: optional_name(&form.last_name, "last_name")?,
        email: email(&form.email)?,
        ..NewPerson::default()
    };
    password(&form.password)?;
    let company = optional_name(&form.company, "company")?;
    let settings = chosen(&app, &form)?;
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

fn chosen(app: &App, form: &Setup) -> Result<Settings, Refusal> {
    let time_zone = form.time_zone.trim();
    let unknown = || refuse(fault::TIME_ZONE_UNKNOWN).on("time_zone").with(time_zone);
    let zone = time_zone.parse().map_err(|_| unknown())?;
    let currency = form.currency.trim().to_ascii_uppercase();
    if currency.len() != 3 || !currency.bytes().all(|letter| letter.is_ascii_uppercase()) {
        return Err(refuse(fault::CURRENCY_INVALID).on("currency"));
    }
    Ok(Settings { zone, currency, language: form.language, ..settings::defaults(&app.store)? })
}
