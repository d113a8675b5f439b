//! When a recurring deal comes next, and the dates of the deal that is made then.

use crate::prelude::*;
use chrono::{DateTime, Days, Months};
use engine::zone;

/// The parts of `PARAMS`.
#[rustfmt::skip] // One field a line, as the table it is.
pub(super) static PARTS: [Field; 9] = [
    text("MODE").title("Repetition mode"),
    text("SINGLE_BEFORE_START_DATE_TYPE").title("Unit of the offset before the start"),
    int("SINGLE_BEFORE_START_DATE_VALUE").title("Offset before the start"),
    text("MULTIPLE_TYPE").title("Unit of the interval"),
    int("MULTIPLE_INTERVAL").title("Interval"),
    text("OFFSET_BEGINDATE_TYPE").title("Unit of the offset of the start date"),
    int("OFFSET_BEGINDATE_VALUE").title("Offset of the start date"),
    text("OFFSET_CLOSEDATE_TYPE").title("Unit of the offset of the end date"),
    int("OFFSET_CLOSEDATE_VALUE").title("Offset of the end date"),
];

/// Most steps that are counted towards today; a daily deal that began decades ago takes fewer.
const STEPS: u32 = 100_000;

/// `PARAMS` has all its parts, and the next time follows from them.
///
/// # Errors
/// None.
pub(super) fn complete(change: &mut Change, _: &mut Commit, call: &Call) -> Result<()> {
    let params = params::decode_json(change.new.text("PARAMS").as_bytes()).unwrap_or_default();
    let part = |field: &Field| {
        let given = params.get(field.name);
        let value = match field.kind {
            Kind::Int => Value::Int(given.and_then(Value::as_int).unwrap_or(0)),
            _ => given
                .filter(|value| !value.is_empty())
                .and_then(Value::as_text)
                .map_or(Value::Null, |text| Value::from(text.as_ref())),
        };
        (field.name, value)
    };
    let params = Tree::from_iter(PARTS.iter().map(part));
    let mut text = Vec::new();
    params::write_json(&params.clone().into(), &mut text);
    change.new.set("PARAMS", String::from_utf8_lossy(&text).as_ref());
    let today = zone::day_of(call.services.zone, call.now, 0);
    let next = next(&change.new, &params, today).filter(|next| within_limit(&change.new, *next));
    change.new.set("NEXT_EXECUTION", next.map_or(Data::Null, Data::Time));
    Ok(())
}

/// Whether another deal may still be made at a time.
fn within_limit(settings: &Record, next: i64) -> bool {
    settings.flag("ACTIVE")
        && match settings.text("IS_LIMIT") {
            "D" => settings.get("LIMIT_DATE").is_null() || next <= settings.int("LIMIT_DATE"),
            "T" => settings.int("COUNTER_REPEAT") < settings.int("LIMIT_REPEAT"),
            _ => true,
        }
}

/// The day on which the next deal is due; nothing when there is none, or no mode.
fn next(settings: &Record, params: &Tree, today: i64) -> Option<i64> {
    let text = |name| params.get(name).and_then(Value::as_text).unwrap_or_default().into_owned();
    let number = |name| params.get(name).and_then(Value::as_int).unwrap_or(0);
    let last = settings.get("LAST_EXECUTION");
    let start = if settings.get("START_DATE").is_null() { today } else { settings.int("START_DATE") };
    match text("MODE").as_str() {
        "single" => {
            let before = number("SINGLE_BEFORE_START_DATE_VALUE");
            let due = later(start, &text("SINGLE_BEFORE_START_DATE_TYPE"), before.saturating_neg())?;
            (due >= today && last.is_null()).then_some(due)
        }
        "multiple" => {
            let (unit, interval) = (text("MULTIPLE_TYPE"), number("MULTIPLE_INTERVAL").max(1));
            // A deal of today is made: the next one is of another day.
            let from = if last.is_null() { today } else { today + DAY };
            // Each step counts from the start, so that the 31st stays the 31st where a month has one.
            let steps = (0..STEPS).map(|step| later(start, &unit, interval.checked_mul(step.into())?));
            steps.map_while(|due| due).find(|due| *due >= from)
        }
        _ => None,
    }
}

const DAY: i64 = 86_400_000;

/// A day so many units later, or earlier; nothing beyond the calendar.
fn later(day: i64, unit: &str, count: i64) -> Option<i64> {
    let date = DateTime::from_timestamp_millis(day)?.date_naive();
    let (back, count) = (count < 0, count.unsigned_abs());
    let days = |count: u64| match back {
        true => date.checked_sub_days(Days::new(count)),
        false => date.checked_add_days(Days::new(count)),
    };
    let months = |count: u64| {
        let months = Months::new(u32::try_from(count).ok()?);
        if back { date.checked_sub_months(months) } else { date.checked_add_months(months) }
    };
    let moved = match unit {
        "week" => days(count.checked_mul(7)?),
        "month" => months(count),
        "year" => months(count.checked_mul(12)?),
        _ => days(count),
    };
    Some(moved?.and_hms_opt(0, 0, 0)?.and_utc().timestamp_millis())
}

/// The funnel and the dates of a deal that is made today.
pub(super) fn begin(call: &Call, settings: &Record, copied: &mut Change) {
    let params = params::decode_json(settings.text("PARAMS").as_bytes()).unwrap_or_default();
    let today = zone::day_of(call.services.zone, call.now, 0);
    copied.new.set("IS_RECURRING", false);
    if !settings.get("CATEGORY_ID").is_null() {
        copied.new.set("CATEGORY_ID", settings.int("CATEGORY_ID"));
    }
    for (field, unit, count) in [
        ("BEGINDATE", "OFFSET_BEGINDATE_TYPE", "OFFSET_BEGINDATE_VALUE"),
        ("CLOSEDATE", "OFFSET_CLOSEDATE_TYPE", "OFFSET_CLOSEDATE_VALUE"),
    ] {
        let unit = params.get(unit).and_then(Value::as_text).unwrap_or_default();
        let count = params.get(count).and_then(Value::as_int).unwrap_or(0);
        copied.new.set(field, later(today, &unit, count).map_or(Data::Null, Data::Time));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(day: &str, unit: &str, count: i64) -> Option<String> {
        let day = later(zone::parse_date(day).unwrap(), unit, count)?;
        Some(DateTime::from_timestamp_millis(day).unwrap().format("%Y-%m-%d").to_string())
    }

    #[test]
    fn days_move_by_units() {
        for (day, unit, count, expected) in [
            ("2026-01-31", "month", 1, "2026-02-28"),
            ("2026-01-31", "month", 2, "2026-03-31"),
            ("2026-03-01", "day", -1, "2026-02-28"),
            ("2026-11-22", "week", 2, "2026-12-06"),
            ("2024-02-29", "year", -1, "2023-02-28"),
            ("2026-11-22", "", 0, "2026-11-22"),
        ] {
            assert_eq!(moved(day, unit, count).as_deref(), Some(expected), "{day} {count} {unit}");
        }
        assert_eq!(moved("2026-11-22", "year", i64::MAX), None);
    }
}
