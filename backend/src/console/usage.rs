//! The page of one integration: how it is used, what it called, and what of that failed. Whoever may
//! not see the integration finds nothing here either.

use super::entry::Signed;
use super::{Answer, answer, aside, grid};
use crate::app::App;
use crate::integrations;
use crate::refusal::{Refusal, refuse};
use crate::request_log::Wanted;
use crate::stats::{Filter, day_of, report};
use actix_web::web::{Data, Path, Query};
use chrono::Days;
use serde::Deserialize;
use shared::grid::{Overview, UsageDay, UsageMethod};
use shared::request_log::{Log, PAGE};
use shared::{Millis, fault};
use std::collections::HashMap;

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
        let editor = integrations::visible(&app.store, id, &me.actor, now)?.value().editor.clone();
        let latest = app.portal.log.read(id, &Wanted { limit: 1, ..Wanted::default() })?.0;
        let to = day_of(zone, now);
        let filter = Filter { from: to - Days::new(DAYS - 1), to, integration: Some(id), method: None };
        let report = report(app.stats(), zone, &filter, |_| String::new())?;
        let mut failed: HashMap<String, u64> = HashMap::new();
        let mut methods: HashMap<String, UsageMethod> = HashMap::new();
        for row in &report.rows {
            if !row.in_batch {
                *failed.entry(row.date.clone()).or_default() += row.errors;
            }
            let method = row.method.clone();
            let sum =
                methods.entry(method.clone()).or_insert(UsageMethod { method, requests: 0, errors: 0, mean_ms: 0.0 });
            let calls = sum.requests + row.requests;
            sum.mean_ms = (sum.mean_ms * sum.requests as f64 + row.mean_ms * row.requests as f64) / calls.max(1) as f64;
            (sum.requests, sum.errors) = (calls, sum.errors + row.errors);
        }
        let mut methods: Vec<UsageMethod> = methods.into_values().collect();
        methods.sort_by(|a, b| b.requests.cmp(&a.requests).then_with(|| a.method.cmp(&b.method)));
        methods.truncate(METHODS);
        let day = |day: &shared::stats::Day| UsageDay {
            requests: day.counts.iter().sum(),
            errors: failed.get(&day.date).copied().unwrap_or_default(),
            date: day.date.clone(),
        };
        let days = report.days.iter().map(day).collect();
        Ok(Overview { row, editor, last_call: latest.into_iter().next(), days, methods })
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
