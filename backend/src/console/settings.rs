//! Settings of the portal as a whole, for administrators: read together, saved group by group.

use super::entry::{Admin, Body};
use super::{Answer, answer};
use crate::app::App;
use crate::refusal::{Refusal, refuse};
use crate::settings::group::{self, Group};
use crate::{settings, setup};
use actix_web::web::{Data, Path};
use serde_json::Value;
use shared::fault;
use shared::limits::Limits;
use shared::settings::{Creation, General, Handlers, PortalSettings, RestAccess, Retention, Versioned};

/// `GET /console/settings`
pub async fn show(app: Data<App>, _: Admin) -> Answer {
    let store = &app.store;
    answer(&PortalSettings {
        general: group::read(store)?,
        limits: group::read(store)?,
        limits_in_force: app.portal.meter.limits(),
        creation: group::read(store)?,
        rest: group::read(store)?,
        handlers: group::read(store)?,
        retention: group::read(store)?,
    })
}

/// `PUT /console/settings/{group}`
pub async fn change(app: Data<App>, me: Admin, name: Path<String>, Body(form): Body<Versioned<Value>>) -> Answer {
    match name.as_str() {
        General::NAME => save(&app, me, form, general).await,
        Limits::NAME => save(&app, me, form, limits).await,
        RestAccess::NAME => save(&app, me, form, rest).await,
        Creation::NAME => save::<Creation>(&app, me, form, read_when_used).await,
        Handlers::NAME => save::<Handlers>(&app, me, form, read_when_used).await,
        Retention::NAME => save::<Retention>(&app, me, form, read_when_used).await,
        _ => Err(refuse(fault::NOT_FOUND)),
    }
}

/// Keeps a group and puts it in force.
async fn save<T: Group>(
    app: &App,
    Admin(me): Admin,
    form: Versioned<Value>,
    enforce: impl FnOnce(&App, &T) -> Result<(), Refusal>,
) -> Answer {
    let value = serde_json::from_value(form.value).map_err(|_| refuse(fault::BAD_BODY).with("value"))?;
    let form = Versioned { version: form.version, value };
    let (saved, ticket) = group::save::<T>(&app.store, form, &me.actor, app.clock.now())?;
    ticket.durable().await?;
    enforce(app, &saved.value)?;
    answer(&saved)
}

fn limits(app: &App, limits: &Limits) -> Result<(), Refusal> {
    app.portal.meter.set(*limits);
    Ok(())
}

fn rest(app: &App, rest: &RestAccess) -> Result<(), Refusal> {
    app.portal.door.set(rest.state);
    Ok(())
}

fn read_when_used<T>(_: &App, _: &T) -> Result<(), Refusal> {
    Ok(())
}

/// The time zone is part of what every call is given.
fn general(app: &App, _: &General) -> Result<(), Refusal> {
    let Some(settings) = settings::load(&app.store)? else { return Ok(()) };
    if settings.zone != app.services().zone {
        let services = setup::services(&app.store, settings);
        let services = services.map_err(|cause| refuse(fault::INTERNAL).because(cause))?;
        app.portal.reconfigure(services.listening(app.services().listeners.clone()));
    }
    Ok(())
}
