//! The page of one integration: how it is used, what it called, and what of that failed. Whoever may
//! not see the integration finds nothing here either.

use super::entry::Signed;
use super::{Answer, answer, aside, grid};
use crate::app::App;
use crate::integrations::{self, outbound};
use crate::refusal::{Refusal, refuse};
use crate::request_log::Wanted;
use crate::stats::{Filter, called, day_of, usage};
use actix_web::web::{Data, Path, Query};
use chrono::Days;
use serde::Deserialize;
use shared::grid::{Overview, UsageDay};
use shared::request_log::{Log, PAGE};
use shared::{Millis, fault, stats};

/// Days of the overview.
const DAYS: u64 = 14;

/// Methods of the overview.
const METHODS: usize = 10;

/// Calls of one answer at most.
const LIMIT_MAX: usize = 500;

/// The query of the log and of the errors.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    status: String,
    method: String,
    text: String,
    from: Option<Millis>,
    to: Option<Millis>,
    before: Option<String>,
    limit: Option<usize>,
}

/// `GET /console/integrations/{id}/overview`
pub async fn overview(app: Data<App>, me: Signed, id: Path<u64>) -> Answer {
    let id = saved(&app, *id, &me)?;
    let row = grid::row(&app, id, &me.actor).await?;
    let overview = aside(move || {
        let (zone, now) = (app.services().zone, app.clock.now());
        let found = integrations::visible(&app.store, id, &me.actor, now)?;
        let editor = found.value().editor.clone();
        let handler = found.value().sending().map(|outbound| outbound::without_query(&outbound.url));
        let latest = app.portal.log.read(id, &Wanted { limit: 1, ..Wanted::default() })?.0;
        let to = day_of(zone, now);
        let filter = Filter { from: to - Days::new(DAYS - 1), to, integration: Some(id), method: None };
        let mut methods = called(app.stats(), zone, &filter)?;
        methods.truncate(METHODS);
        let day = |day: stats::UsageDay| UsageDay {
            requests: day.figures.requests,
            errors: day.figures.errors,
            date: day.date,
        };
        let days = usage(app.stats(), zone, &filter)?.days.into_iter().map(day).collect();
        Ok(Overview { row, editor, handler, last_call: latest.into_iter().next(), days, methods })
    });
    answer(&overview.await?)
}

/// `GET /console/integrations/{id}/log`
pub async fn log(app: Data<App>, me: Signed, id: Path<u64>, Query(asked): Query<Asked>) -> Answer {
    let id = saved(&app, *id, &me)?;
    let wanted = asked.wanted();
    let log = aside(move || {
        let (calls, older) = app.portal.log.read(id, &wanted)?;
        Ok(Log { calls, older, kept_days: app.portal.log.kept_days() })
    });
    answer(&log.await?)
}

/// `GET /console/integrations/{id}/errors`
pub async fn errors(app: Data<App>, me: Signed, id: Path<u64>, Query(asked): Query<Asked>) -> Answer {
    let id = saved(&app, *id, &me)?;
    let wanted = asked.wanted();
    answer(&aside(move || Ok(app.portal.log.errors(id, &wanted)?)).await?)
}

/// The id of a saved integration that somebody may see.
fn saved(app: &App, id: u64, me: &Signed) -> Result<u64, Refusal> {
    let found = integrations::visible(&app.store, id, &me.actor, app.clock.now())?;
    if found.draft { Err(refuse(fault::NOT_FOUND)) } else { Ok(id) }
}

impl Asked {
    fn wanted(self) -> Wanted {
        let Asked { status, method, text, from, to, before, limit } = self;
        let limit = limit.unwrap_or(PAGE).clamp(1, LIMIT_MAX);
        Wanted { status, method, text, from, to, before, limit }
    }
}
