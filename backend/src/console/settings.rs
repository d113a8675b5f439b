//! Settings of the portal as a whole, for administrators.

use super::entry::{Admin, Body};
use super::{Answer, answer};
use crate::app::App;
use crate::audit::{self, Action};
use crate::refusal::refuse;
use crate::settings;
use actix_web::web::Data;
use shared::fault;
use shared::limits::Limits;
use shared::settings::PortalSettings;
use store::Durability;

/// `GET /console/settings`
pub async fn show(app: Data<App>, _: Admin) -> Answer {
    in_force(&app)
}

/// `PUT /console/settings`
pub async fn change(app: Data<App>, Admin(me): Admin, Body(form): Body<PortalSettings>) -> Answer {
    let Some(limits) = form.limits else { return in_force(&app) };
    if limits.amounts().is_some_and(|amounts| !amounts.fit_together()) {
        return Err(refuse(fault::LIMITS_INVALID).on("limits"));
    }
    let action = Action::SettingsChanged { limits: limits.to_string() };
    let audit = audit::row(&app.store, &me.actor, action, app.clock.now())?;
    app.store.commit(&[], vec![settings::keep_limits(limits), audit], Durability::Durable)?.durable().await?;
    app.portal.meter.set(limits);
    in_force(&app)
}

/// A start with `--limits` has others in force than those that are kept.
fn in_force(app: &App) -> Answer {
    let limits: Limits = app.portal.meter.limits();
    answer(&PortalSettings { limits: Some(limits) })
}
