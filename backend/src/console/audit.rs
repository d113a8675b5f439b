//! The audit trail: everything for administrators, what concerns them for others.

use super::entry::Signed;
use super::{Answer, answer, aside};
use crate::app::App;
use crate::audit::trail::{self, Known, Wanted};
use crate::grid::day;
use crate::integrations;
use actix_web::web::{Data, Query};
use serde::Deserialize;
use shared::audit::PAGE;

/// Rows of one answer at most.
const LIMIT_MAX: usize = 500;

/// The query of `GET /console/audit`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    integration: Option<u64>,
    person: Option<u64>,
    action: String,
    from: String,
    to: String,
    before: Option<String>,
    limit: Option<usize>,
}

/// `GET /console/audit`
pub async fn list(app: Data<App>, me: Signed, Query(asked): Query<Asked>) -> Answer {
    let zone = app.services().zone;
    let (from, to) = (day(&asked.from, zone, 0, "from")?, day(&asked.to, zone, 1, "to")?);
    let Asked { integration, person, action, before, limit, .. } = asked;
    let limit = limit.unwrap_or(PAGE).clamp(1, LIMIT_MAX);
    let wanted = Wanted { integration, person, action, from, to, before, limit };
    let trail = aside(move || {
        if let Some(id) = integration {
            // Somebody else's has no history to see, and neither does one that is gone, but to administrators.
            let seen = integrations::visible(&app.store, id, &me.actor, app.clock.now());
            if !me.actor.admin {
                seen?;
            }
        }
        let entries = app.directory()?;
        let known = Known {
            integration: &|id| entries.name(id),
            person: &|id| entries.person(id),
            own: &|id| entries.owner(id) == Some(me.person.id),
        };
        Ok(trail::read(&app.store, &me.actor, &wanted, &known)?)
    });
    answer(&trail.await?)
}
