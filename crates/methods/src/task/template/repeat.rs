//! How a template repeats itself: which parameters there are, and what they may say.
//! docs: api-reference/tasks/template/fields.md, "REPLICATE_PARAMS".

use crate::prelude::*;
use std::ops::RangeInclusive;

/// Parameters with a choice of words.
const WORDS: [(&str, &[&str]); 3] = [
    ("PERIOD", &["daily", "weekly", "monthly", "yearly"]),
    ("REPEAT_TILL", &["endless", "times", "date"]),
    ("WORKDAY_ONLY", &["Y", "N"]),
];

/// Parameters that are numbers, and from where to where.
const NUMBERS: [(&str, RangeInclusive<i64>); 17] = [
    ("TIMES", 0..=i64::MAX),
    ("DEADLINE_OFFSET", 0..=i64::MAX),
    ("EVERY_DAY", 1..=i64::MAX),
    ("DAILY_MONTH_INTERVAL", 0..=i64::MAX),
    ("EVERY_WEEK", 1..=i64::MAX),
    ("MONTHLY_TYPE", 1..=2),
    ("MONTHLY_DAY_NUM", 1..=31),
    ("MONTHLY_MONTH_NUM_1", 1..=i64::MAX),
    ("MONTHLY_WEEK_DAY_NUM", 0..=4),
    ("MONTHLY_WEEK_DAY", 0..=6),
    ("MONTHLY_MONTH_NUM_2", 1..=i64::MAX),
    ("YEARLY_TYPE", 1..=2),
    ("YEARLY_DAY_NUM", 1..=31),
    ("YEARLY_MONTH_1", 0..=11),
    ("YEARLY_WEEK_DAY_NUM", 0..=4),
    ("YEARLY_WEEK_DAY", 0..=6),
    ("YEARLY_MONTH_2", 0..=11),
];

/// Refuses parameters that nobody could follow, and says when in the day tasks are made.
pub(super) fn is_understood(change: &mut Change, _: &mut Commit, _: &Call) -> Result<()> {
    if !change.changed("REPLICATE_PARAMS") || change.new.get("REPLICATE_PARAMS").is_null() {
        return Ok(());
    }
    let mut given = params::decode_json(change.new.text("REPLICATE_PARAMS").as_bytes()).unwrap_or_default();
    let wrong = |name: &str, expected: String| {
        Error::new(400, "0", format!("Invalid value of field 'REPLICATE_PARAMS[{name}]': {expected} is expected"))
    };
    for (name, words) in WORDS {
        let said = given.get(name).filter(|value| !value.is_empty()).and_then(Value::as_text);
        if said.is_some_and(|said| !words.contains(&said.as_ref())) {
            return Err(wrong(name, format!("one of {}", words.join(", "))));
        }
    }
    for (name, range) in NUMBERS {
        let Some(value) = given.get(name).filter(|value| !value.is_empty()) else { continue };
        if !value.as_int().is_some_and(|number| range.contains(&number)) {
            let most = if *range.end() == i64::MAX { String::new() } else { format!(" to {}", range.end()) };
            return Err(wrong(name, format!("a number from {}{most}", range.start())));
        }
    }
    let days = given.get("WEEK_DAYS").map(Value::list).unwrap_or_default();
    if days.iter().any(|day| !day.is_empty() && !day.as_int().is_some_and(|day| (1..=7).contains(&day))) {
        return Err(wrong("WEEK_DAYS", "a list of 1 to 7".to_owned()));
    }
    if given.get("TIME").is_none_or(Value::is_empty) {
        given.insert("TIME", Value::from("05:00"));
    }
    let mut json = Vec::new();
    params::write_json(&given.into(), &mut json);
    change.new.set("REPLICATE_PARAMS", String::from_utf8(json).unwrap_or_default().as_str());
    Ok(())
}
