//! Instants and dates: read in any documented form, printed in the portal's zone.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Offset, TimeZone};
use chrono_tz::Tz;

const DAY_MS: i64 = 86_400_000;

/// Appends `2024-08-30T14:29:00+02:00`.
pub fn write_time(out: &mut Vec<u8>, zone: Tz, ms: i64) {
    write_shifted(out, ms, offset_seconds(zone, ms));
}

/// Appends a calendar date as the classic API does: the instant of its UTC midnight in the portal's
/// zone (`2024-09-09T02:00:00+02:00`). West of Greenwich that instant would show the day before, so
/// the zone's own midnight stands there.
pub fn write_date(out: &mut Vec<u8>, zone: Tz, ms: i64) {
    let offset = offset_seconds(zone, ms);
    let shown = if offset < 0 { ms - i64::from(offset) * 1000 } else { ms };
    write_shifted(out, shown, offset);
}

/// Reads an instant: ISO 8601 with or without offset, `YYYY-MM-DD[ HH:MM[:SS]]` or
/// `DD.MM.YYYY[ HH:MM[:SS]]`. What has no offset is in the portal's zone.
pub fn parse_time(zone: Tz, text: &str) -> Option<i64> {
    let text = text.trim();
    if let Ok(time) = DateTime::parse_from_rfc3339(text) {
        return Some(time.timestamp_millis());
    }
    const OFFSETS: [&str; 3] = ["%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M%z", "%Y-%m-%d %H:%M:%S%z"];
    if let Some(time) = OFFSETS.iter().find_map(|format| DateTime::parse_from_str(text, format).ok()) {
        return Some(time.timestamp_millis());
    }
    let local = parse_local(text)?;
    let zoned = zone.from_local_datetime(&local);
    // An hour that the clocks skip is read as if they had not.
    Some(zoned.earliest().map_or(local.and_utc().timestamp_millis(), |time| time.timestamp_millis()))
}

/// Reads a calendar date from the same forms: the day that is written, whatever its offset.
pub fn parse_date(text: &str) -> Option<i64> {
    let text = text.trim();
    let day = parse_local(text).or_else(|| parse_local(text.get(..19)?)).or_else(|| parse_local(text.get(..16)?))?;
    Some(day.date().and_hms_opt(0, 0, 0)?.and_utc().timestamp_millis())
}

/// The UTC midnight of the portal's day in which an instant lies, `days` later.
pub fn day_of(zone: Tz, ms: i64, days: i64) -> i64 {
    let local = ms + i64::from(offset_seconds(zone, ms)) * 1000;
    local.div_euclid(DAY_MS) * DAY_MS + days * DAY_MS
}

fn parse_local(text: &str) -> Option<NaiveDateTime> {
    const TIMES: [&str; 6] = [
        "%Y-%m-%dT%H:%M:%S%.f",
        "%Y-%m-%d %H:%M:%S%.f",
        "%Y-%m-%dT%H:%M",
        "%Y-%m-%d %H:%M",
        "%d.%m.%Y %H:%M:%S",
        "%d.%m.%Y %H:%M",
    ];
    const DATES: [&str; 2] = ["%Y-%m-%d", "%d.%m.%Y"];
    let time = TIMES.iter().find_map(|format| NaiveDateTime::parse_from_str(text, format).ok());
    time.or_else(|| DATES.iter().find_map(|format| NaiveDate::parse_from_str(text, format).ok()?.and_hms_opt(0, 0, 0)))
}

fn offset_seconds(zone: Tz, ms: i64) -> i32 {
    if zone == Tz::UTC {
        return 0;
    }
    let utc = DateTime::from_timestamp_millis(ms).unwrap_or_default().naive_utc();
    zone.offset_from_utc_datetime(&utc).fix().local_minus_utc()
}

// Written by hand because a page of records holds hundreds of instants; the arithmetic is the
// proleptic Gregorian calendar in days since 0000-03-01.
fn write_shifted(out: &mut Vec<u8>, ms: i64, offset: i32) {
    let seconds = ms.div_euclid(1000) + i64::from(offset);
    let (days, clock) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    push_digits(out, year.clamp(0, 9999), 4);
    out.push(b'-');
    push_digits(out, month, 2);
    out.push(b'-');
    push_digits(out, day, 2);
    out.push(b'T');
    push_digits(out, clock / 3600, 2);
    out.push(b':');
    push_digits(out, clock / 60 % 60, 2);
    out.push(b':');
    push_digits(out, clock % 60, 2);
    out.push(if offset < 0 { b'-' } else { b'+' });
    let minutes = i64::from(offset.abs()) / 60;
    push_digits(out, minutes / 60, 2);
    out.push(b':');
    push_digits(out, minutes % 60, 2);
}

fn push_digits(out: &mut Vec<u8>, value: i64, width: u32) {
    for place in (0..width).rev() {
        out.push(b'0' + (value / 10_i64.pow(place) % 10) as u8);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn time(zone: Tz, ms: i64) -> String {
        let mut out = Vec::new();
        write_time(&mut out, zone, ms);
        String::from_utf8(out).unwrap()
    }

    fn date(zone: Tz, text: &str) -> String {
        let mut out = Vec::new();
        write_date(&mut out, zone, parse_date(text).unwrap());
        String::from_utf8(out).unwrap()
    }

    proptest! {
        #[test]
        fn printing_agrees_with_chrono(ms in 0i64..4_000_000_000_000) {
            for zone in [Tz::UTC, Tz::Europe__Paris, Tz::America__St_Johns] {
                let expected = zone.timestamp_millis_opt(ms).unwrap().format("%Y-%m-%dT%H:%M:%S%:z").to_string();
                prop_assert_eq!(time(zone, ms), expected);
            }
        }
    }

    #[test]
    fn every_documented_form_is_read() {
        let paris = Tz::Europe__Paris;
        for text in [
            "2024-08-30T14:29:00+02:00",
            "2024-08-30T12:29:00Z",
            "2024-08-30T14:29:00+0200",
            "2024-08-30 14:29:00",
            "2024-08-30T14:29",
            "30.08.2024 14:29:00",
            "30.08.2024 14:29",
        ] {
            assert_eq!(
                parse_time(paris, text).map(|ms| time(paris, ms)).as_deref(),
                Some("2024-08-30T14:29:00+02:00"),
                "{text}"
            );
        }
        assert_eq!(parse_time(paris, "next week"), None);
    }

    #[test]
    fn a_date_keeps_its_day_in_every_zone() {
        assert_eq!(date(Tz::Africa__Johannesburg, "2024-09-09"), "2024-09-09T02:00:00+02:00");
        assert_eq!(date(Tz::America__New_York, "2024-09-09"), "2024-09-09T00:00:00-04:00");
        assert_eq!(date(Tz::UTC, "2024-09-09T23:00:00+02:00"), "2024-09-09T00:00:00+00:00");
        assert_eq!(date(Tz::UTC, "09.09.2024"), "2024-09-09T00:00:00+00:00");
    }
}
