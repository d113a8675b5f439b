//! How REST stands against its limits right now.

use super::names::{Names, callers_of_standing};
use crate::app::App;
use crate::console::entry::Admin;
use crate::console::{Answer, answer, aside};
use crate::limits::Busy;
use crate::refusal::Refusal;
use crate::settings::group;
use crate::stats::heaviest;
use actix_web::web::Data;
use shared::settings::{RestAccess, RestState};
use shared::stats::{Budget, Refused, Standing};

/// Methods that are listed.
const LISTED: usize = 10;

/// `GET /console/statistics/now`
pub async fn now(app: Data<App>, Admin(_): Admin) -> Answer {
    answer(&aside(move || standing(&app)).await?)
}

fn standing(app: &App) -> Result<Standing, Refusal> {
    let (now, meter, services) = (app.clock.now(), &app.portal.meter, app.services());
    let names = Names::new(app)?;
    let budget = |busy: Busy| Budget {
        caller: names.caller(busy.integration),
        method: services.registry.name(busy.method).to_owned(),
        seconds: busy.seconds,
        free_at: busy.free_at,
    };
    let refused = |(id, requests): (u64, u64)| Refused { caller: names.caller(id), requests };
    let rest = group::read::<RestAccess>(&app.store)?;
    // Nothing works while REST is paused, so that soon only what was counted knows who did.
    let load = match (rest.value.state, meter.heaviest(now)) {
        (RestState::On, _) => None,
        (_, None) => heaviest(app.stats(), services.zone, now)?,
        (_, found) => found,
    };
    let mut standing = Standing {
        limits: meter.limits().amounts(),
        load: load.map(|id| names.caller(id)),
        rest,
        refused: meter.refused(now).into_iter().take(LISTED).map(refused).collect(),
        busiest: meter.busiest(now).into_iter().take(LISTED).map(budget).collect(),
    };
    names.tell_apart(callers_of_standing(&mut standing));
    Ok(standing)
}
