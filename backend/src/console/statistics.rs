//! *Statistics*, for administrators: which days are asked for, and which may be; and what an
//! integration's owner sees of it.

mod export;
mod names;
mod standing;

pub use export::export;
pub use standing::now;

use self::names::{Names, callers_of};
use super::entry::{Admin, Signed};
use super::{Answer, answer, aside};
use crate::app::App;
use crate::integrations;
use crate::refusal::{Refusal, refuse};
use crate::stats::{Filter, MEASURES, Measure, Order, report, usage};
use actix_web::web::{Data, Path, Query};
use chrono::{DateTime, Days, NaiveDate};
use chrono_tz::Tz;
use serde::Deserialize;
use shared::stats::{Caller, KEPT_DAYS, WINDOW_DAYS};
use shared::{Millis, fault};

/// The query of `GET /console/statistics`.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    from: Option<String>,
    to: Option<String>,
    integration: Option<u64>,
    method: Option<String>,
    measure: Option<String>,
    sort: Option<String>,
    page: Option<usize>,
    size: Option<usize>,
    format: Option<String>,
    language: Option<String>,
}

/// `GET /console/statistics`
pub async fn show(app: Data<App>, Admin(_): Admin, Query(asked): Query<Asked>) -> Answer {
    let zone = app.services().zone;
    let today = today(zone, app.clock.now());
    let filter = filter(&asked, today)?;
    let measure = asked.measure.as_deref().unwrap_or_default();
    let measure = MEASURES.iter().find(|(name, _)| *name == measure).map_or(Measure::Requests, |(_, measure)| *measure);
    let order = Order::of(asked.sort.as_deref().unwrap_or_default(), asked.page.unwrap_or(0), asked.size);
    let report = aside(move || {
        let names = Names::new(&app)?;
        let mut report = report(app.stats(), zone, &filter, (measure, &order), today, &|id| names.caller(id))?;
        names.tell_apart(callers_of(&mut report));
        Ok(report)
    });
    answer(&report.await?)
}

/// `GET /console/statistics/callers`: every integration, for the choice of one.
pub async fn callers(app: Data<App>, Admin(me): Admin) -> Answer {
    let all = aside(move || {
        let names = Names::new(&app)?;
        let named = |found: &integrations::Found| names.caller(found.id);
        let mut all: Vec<Caller> = integrations::list(&app.store, &me.actor)?.iter().map(named).collect();
        names.tell_apart(all.iter_mut().collect());
        Ok(all)
    });
    answer(&all.await?)
}

/// `GET /console/integrations/{id}/usage`
pub async fn of_integration(app: Data<App>, me: Signed, id: Path<u64>) -> Answer {
    let found = integrations::visible(&app.store, *id, &me.actor, app.clock.now())?;
    let zone = app.services().zone;
    let (from, to) = window(&Asked::default(), today(zone, app.clock.now()))?;
    // Drafts are counted together, so that nothing can be said of one.
    let integration = if found.draft { u64::MAX } else { *id };
    let filter = Filter { from, to, integration: Some(integration), method: None };
    answer(&aside(move || Ok(usage(app.stats(), zone, &filter)?)).await?)
}

fn filter(asked: &Asked, today: NaiveDate) -> Result<Filter, Refusal> {
    let (from, to) = window(asked, today)?;
    let method = asked.method.clone().filter(|method| !method.is_empty());
    Ok(Filter { from, to, integration: asked.integration, method })
}

/// The day in which an instant lies.
fn today(zone: Tz, now: Millis) -> NaiveDate {
    DateTime::from_timestamp_millis(now).unwrap_or_default().with_timezone(&zone).date_naive()
}

/// First and last day. One that is missing follows from the other, both from today.
fn window(asked: &Asked, today: NaiveDate) -> Result<(NaiveDate, NaiveDate), Refusal> {
    let span = Days::new(WINDOW_DAYS as u64 - 1);
    let (from, to) = match (day(&asked.from, "from")?, day(&asked.to, "to")?) {
        (Some(from), Some(to)) => (from.min(to), from.max(to)),
        (Some(from), None) => (from, from + span),
        (None, Some(to)) => (to - span, to),
        (None, None) => (today - span, today),
    };
    if (to - from).num_days() >= WINDOW_DAYS {
        return Err(refuse(fault::WINDOW_TOO_WIDE).on("from").with(WINDOW_DAYS));
    }
    if (today - from).num_days() > KEPT_DAYS {
        return Err(refuse(fault::WINDOW_TOO_OLD).on("from").with(KEPT_DAYS));
    }
    Ok((from, to))
}

fn day(text: &Option<String>, field: &'static str) -> Result<Option<NaiveDate>, Refusal> {
    let Some(text) = text.as_deref().filter(|text| !text.is_empty()) else { return Ok(None) };
    // Years beyond four digits would take the arithmetic of days to its ends.
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|_| text.len() == "2026-11-22".len());
    day.map(Some).ok_or_else(|| refuse(fault::DATE_INVALID).on(field))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(from: &str, to: &str) -> Result<String, &'static str> {
        let asked = Asked { from: Some(from.to_owned()), to: Some(to.to_owned()), ..Asked::default() };
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let window = window(&asked, today).map_err(|refusal| refusal.fault.code)?;
        Ok(format!("{}..{}", window.0, window.1))
    }

    #[test]
    fn windows_are_completed_turned_round_and_limited() {
        let cases = [
            ("", "", Ok("2026-11-09..2026-11-22")),
            ("2026-11-01", "", Ok("2026-11-01..2026-11-14")),
            ("", "2026-11-01", Ok("2026-10-19..2026-11-01")),
            ("2026-11-20", "2026-11-10", Ok("2026-11-10..2026-11-20")),
            ("2026-11-01", "2026-11-14", Ok("2026-11-01..2026-11-14")),
            ("2026-11-01", "2026-11-15", Err("window_too_wide")),
            ("2026-09-23", "2026-09-23", Ok("2026-09-23..2026-09-23")),
            ("2026-09-22", "2026-09-23", Err("window_too_old")),
            ("2026-02-30", "", Err("date_invalid")),
            ("yesterday", "", Err("date_invalid")),
            ("+999999-01-01", "", Err("date_invalid")),
        ];
        for (from, to, wanted) in cases {
            assert_eq!(asked(from, to), wanted.map(str::to_owned), "{from} {to}");
        }
    }

    #[test]
    fn today_is_the_zones_day() {
        let evening = 1_795_388_400_000; // 2026-11-22T23:00:00Z
        assert_eq!(today(chrono_tz::UTC, evening).to_string(), "2026-11-22");
        assert_eq!(today(chrono_tz::Europe::Paris, evening).to_string(), "2026-11-23");
    }
}
