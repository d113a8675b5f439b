//! Days of the portal's zone, in the hours of UTC that calls are counted by. An hour belongs to the
//! day in which it begins.

use super::HOUR_MS;
use chrono::{DateTime, NaiveDate, Offset, TimeZone};
use chrono_tz::Tz;
use shared::Millis;
use std::ops::Range;

/// The day of the zone in which an instant lies.
pub fn day_of(zone: Tz, ms: Millis) -> NaiveDate {
    let utc = DateTime::from_timestamp_millis(ms).unwrap_or_default().naive_utc();
    (utc + zone.offset_from_utc_datetime(&utc).fix()).date()
}

/// The hours since 1970 of a day.
pub fn hours_of(zone: Tz, day: NaiveDate) -> Range<u64> {
    let midnight = day.and_hms_opt(0, 0, 0).unwrap_or_default().and_utc().timestamp() / 3600;
    // No zone is more than 14 hours from UTC.
    let near = midnight - 15..midnight + 40;
    let inside = |hour: &i64| day_of(zone, hour * HOUR_MS) == day;
    let first = near.clone().find(inside).unwrap_or(midnight);
    let end = near.rev().find(inside).map_or(first, |last| last + 1);
    first.max(0) as u64..end.max(0) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_take_up_all_hours_whatever_clocks_do() {
        for zone in [chrono_tz::UTC, chrono_tz::Europe::Paris, chrono_tz::Asia::Kolkata, chrono_tz::Pacific::Kiritimati]
        {
            let mut day = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
            for _ in 0..400 {
                let next = day.succ_opt().unwrap();
                let hours = hours_of(zone, day);
                assert_eq!(hours.end, hours_of(zone, next).start, "{zone} {day}");
                assert!((23..=25).contains(&hours.count()), "{zone} {day}");
                day = next;
            }
        }
    }
}
