//! What the grid's filter asks, and which rows fit.

use super::{Item, parts};
use crate::integrations::Found;
use crate::refusal::{Refusal, refuse};
use chrono::{NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Tz;
use serde::Deserialize;
use shared::grid::{PER, PER_USUAL, SORTS};
use shared::integration::Part;
use shared::people::PersonRef;
use shared::{Millis, event, fault, scope};

/// The query as it is asked.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    find: String,
    name: String,
    kind: String,
    owner: String,
    scope: String,
    event: String,
    status: String,
    created_from: String,
    created_to: String,
    used_from: String,
    used_to: String,
    never: String,
    sort: String,
    per: String,
    page: String,
}

/// The query as it is understood.
#[derive(Clone, Debug)]
pub struct Filter {
    words: Vec<String>,
    name: String,
    kind: String,
    owner: Option<u64>,
    scope: String,
    event: String,
    status: String,
    created: Times,
    used: Times,
    never: bool,
    /// What to sort by.
    pub sort: String,
    /// Rows of a page.
    pub per: usize,
    /// Which page, from 1.
    pub page: usize,
}

/// From when until when, exclusive.
type Times = (Option<Millis>, Option<Millis>);

impl Filter {
    /// Understands a query.
    ///
    /// # Errors
    /// `choice_unknown` and `date_invalid`, with the name of the member.
    pub fn read(asked: &Asked, zone: Tz) -> Result<Filter, Refusal> {
        let number = |text: &str, field: &'static str| match text {
            "" => Ok(None),
            text => text.parse::<u64>().map(Some).map_err(|_| refuse(fault::CHOICE_UNKNOWN).on(field).with(text)),
        };
        let among = |text: &str, choices: &[&str], field: &'static str| match text.is_empty() || choices.contains(&text)
        {
            true => Ok(text.to_owned()),
            false => Err(refuse(fault::CHOICE_UNKNOWN).on(field).with(text)),
        };
        among(asked.sort.trim_start_matches('-'), SORTS, "sort")?;
        let per = number(&asked.per, "per")?.map_or(PER_USUAL, |per| per as usize);
        if !PER.contains(&per) {
            return Err(refuse(fault::CHOICE_UNKNOWN).on("per").with(per));
        }
        Ok(Filter {
            words: asked.find.split_whitespace().map(str::to_lowercase).collect(),
            name: asked.name.trim().to_lowercase(),
            kind: among(&asked.kind, &Part::ALL.map(Part::code), "kind")?,
            owner: number(&asked.owner, "owner")?,
            scope: asked.scope.clone(),
            event: asked.event.clone(),
            status: among(&asked.status, &["active", "disabled", "expired"], "status")?,
            created: (
                day(&asked.created_from, zone, 0, "created_from")?,
                day(&asked.created_to, zone, 1, "created_to")?,
            ),
            used: (day(&asked.used_from, zone, 0, "used_from")?, day(&asked.used_to, zone, 1, "used_to")?),
            never: asked.never == "1",
            sort: asked.sort.clone(),
            per,
            page: number(&asked.page, "page")?.map_or(1, |page| page as usize),
        })
    }

    /// Whether a row fits.
    pub(super) fn fits(&self, item: &Item, now: Millis) -> bool {
        let value = item.entry.found.value();
        let within = |(from, to): Times, at: Millis| from.is_none_or(|from| at >= from) && to.is_none_or(|to| at < to);
        let used = match item.calls.last_used {
            Some(at) => !self.never && within(self.used, at),
            None => self.used == (None, None),
        };
        used && self.words.iter().all(|word| item.entry.text.contains(word.as_str()))
            && (self.name.is_empty() || value.name.to_lowercase().contains(&self.name))
            && self.owner.is_none_or(|owner| item.entry.owner.id == owner)
            && (self.scope.is_empty() || value.scopes().iter().any(|code| code.eq_ignore_ascii_case(&self.scope)))
            && (self.event.is_empty() || value.events().iter().any(|name| name.eq_ignore_ascii_case(&self.event)))
            && (self.kind.is_empty() || parts(&item.entry.found).iter().any(|part| part.code() == self.kind))
            && (self.status.is_empty() || item.entry.found.status(now).code() == self.status)
            && within(self.created, value.created)
    }
}

/// Everything of an integration that words are looked for in: its permissions and events by code and by title
/// in every language.
pub fn text(found: &Found, owner: &PersonRef) -> String {
    let value = found.value();
    let id = found.id.to_string();
    let mut parts = vec![value.name.as_str(), &id, &owner.name];
    parts.extend(value.inbound.as_ref().map(|inbound| inbound.request.method.as_str()));
    for name in value.events() {
        parts.push(name);
        if let Some(known) = event::find(name) {
            parts.extend([known.title.en, known.title.fr, known.title.ru]);
        }
    }
    for code in value.scopes() {
        parts.push(code);
        if let Some(known) = scope::find(code) {
            parts.extend([known.title.en, known.title.fr, known.title.ru]);
        }
    }
    // On lines of their own, so that no word is found across two of them.
    parts.join("\n").to_lowercase()
}

/// The day's midnight in the zone, or that of a later day.
///
/// # Errors
/// `date_invalid`, with the name of the field.
pub fn day(text: &str, zone: Tz, later: u64, field: &'static str) -> Result<Option<Millis>, Refusal> {
    if text.is_empty() {
        return Ok(None);
    }
    let invalid = || refuse(fault::DATE_INVALID).on(field);
    // Years beyond four digits would take the arithmetic of days to its ends.
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|_| text.len() == "2026-11-22".len());
    let day = day.and_then(|day| day.checked_add_days(chrono::Days::new(later))).ok_or_else(invalid)?;
    // Where the clock skips midnight, the day begins with the next hour.
    let begin = (0..4)
        .find_map(|hour| zone.from_local_datetime(&day.and_time(NaiveTime::from_hms_opt(hour, 0, 0)?)).earliest());
    Ok(Some(begin.ok_or_else(invalid)?.timestamp_millis()))
}
