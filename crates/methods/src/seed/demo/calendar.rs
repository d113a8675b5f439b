//! The days that a demo company looks back on. Everything hangs on today's date in the portal's
//! zone, so that the same day makes the same company, at whatever hour.

use super::dice::Dice;
use chrono::{DateTime, Offset};
use engine::{Data, Services, zone};

/// Days of the past in which records were made. Day 0 is the first of them, the last is yesterday.
pub(super) const DAYS: u64 = 90;

const DAY_MS: i64 = 86_400_000;
const HOUR_MS: i64 = 3_600_000;

/// Today, as a date and as an instant.
pub(super) struct Calendar {
    date: i64,
    midnight: i64,
}

/// When a record was made, and when it last changed; days count from the first of [`DAYS`].
#[derive(Clone, Copy)]
pub(super) struct History {
    /// The day on which it was made.
    pub created_day: u64,
    /// The instant, UTC milliseconds.
    pub created: i64,
    /// The day on which it changed; that of `created` when it never did.
    pub changed_day: u64,
    /// The instant, UTC milliseconds.
    pub changed: i64,
}

impl Calendar {
    /// The calendar of the portal's day in which `now_ms` lies.
    pub fn new(services: &Services, now_ms: i64) -> Calendar {
        let date = zone::day_of(services.zone, now_ms, 0);
        let local = DateTime::from_timestamp_millis(date).unwrap_or_default().with_timezone(&services.zone);
        Calendar { date, midnight: date - i64::from(local.offset().fix().local_minus_utc()) * 1000 }
    }

    /// A calendar date, so many days from today.
    pub fn date(&self, days: i64) -> Data {
        Data::Time(self.date + days * DAY_MS)
    }

    /// The calendar date of one of the [`DAYS`].
    pub fn day(&self, day: u64) -> Data {
        self.date(day as i64 - DAYS as i64)
    }

    /// The full hour of a day, so many days from today, UTC milliseconds.
    pub fn moment(&self, days: i64, hour: i64) -> i64 {
        self.midnight + days * DAY_MS + hour * HOUR_MS
    }

    /// Some second of an hour of one of the [`DAYS`], UTC milliseconds.
    pub fn instant(&self, day: u64, hour: u64, dice: &mut Dice) -> i64 {
        let days = day as i64 - DAYS as i64;
        self.midnight + days * DAY_MS + hour as i64 * HOUR_MS + dice.below(3600) as i64 * 1000
    }

    /// A record that was made on a day at an hour before six in the evening, and changed later if
    /// `changed` says so.
    pub fn history(&self, day: u64, hour: u64, changed: bool, dice: &mut Dice) -> History {
        let created = self.instant(day, hour, dice);
        if !changed {
            return History { created_day: day, created, changed_day: day, changed: created };
        }
        let changed_day = dice.between(day, (day + 30).min(DAYS - 1));
        let changed = self.instant(changed_day, 18, dice);
        History { created_day: day, created, changed_day, changed }
    }
}
