//! The window of days that statistics show: what the address says, what may be asked.

use chrono::{Days, NaiveDate};
use shared::stats::{KEPT_DAYS, WINDOW_DAYS};

/// Days to look at, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

/// Why a window is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// More than [`WINDOW_DAYS`].
    TooWide,
    /// It starts before what is kept.
    TooOld,
    /// It ends after today.
    Future,
}

/// Reads a day as `YYYY-MM-DD`.
pub fn day(text: &str) -> Option<NaiveDate> {
    let mut parts = text.splitn(3, '-');
    let mut number = |digits: usize| {
        let part = parts.next().filter(|part| part.len() == digits)?;
        part.parse::<u32>().ok()
    };
    NaiveDate::from_ymd_opt(number(4)?.try_into().ok()?, number(2)?, number(2)?)
}

/// The last so many days.
pub fn last(days: u64, today: NaiveDate) -> Window {
    Window { from: today.checked_sub_days(Days::new(days.saturating_sub(1))).unwrap_or(today), to: today }
}

/// The window between two days, in whatever order they were given.
pub fn between(one: NaiveDate, other: NaiveDate) -> Window {
    Window { from: one.min(other), to: one.max(other) }
}

impl Window {
    /// How many days it spans.
    pub fn days(&self) -> i64 {
        (self.to - self.from).num_days() + 1
    }

    /// What is wrong with it.
    pub fn problem(&self, today: NaiveDate) -> Option<Problem> {
        let checks = [
            (self.to > today, Problem::Future),
            (self.days() > WINDOW_DAYS, Problem::TooWide),
            ((today - self.from).num_days() > KEPT_DAYS, Problem::TooOld),
        ];
        checks.into_iter().find(|(wrong, _)| *wrong).map(|(_, problem)| problem)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        day(text).unwrap()
    }

    #[test]
    fn windows_count_both_ends() {
        let today = date("2026-11-22");
        assert_eq!(last(14, today), between(date("2026-11-22"), date("2026-11-09")));
        assert_eq!((last(1, today).days(), last(14, today).days()), (1, 14));
        assert_eq!(last(0, today), last(1, today));
    }

    #[test]
    fn windows_stay_within_what_is_kept() {
        let today = date("2026-11-22");
        let problem = |from: &str, to: &str| between(date(from), date(to)).problem(today);
        assert_eq!(problem("2026-11-09", "2026-11-22"), None);
        assert_eq!(problem("2026-11-08", "2026-11-22"), Some(Problem::TooWide));
        assert_eq!(problem("2026-09-23", "2026-09-30"), None);
        assert_eq!(problem("2026-09-22", "2026-09-30"), Some(Problem::TooOld));
        assert_eq!(problem("2026-11-20", "2026-11-23"), Some(Problem::Future));
    }

    #[test]
    fn days_are_read_strictly() {
        assert_eq!(day("2026-02-30"), None);
        assert_eq!(day("2026-2-03"), None);
        assert_eq!(day("yesterday"), None);
        assert_eq!(day("2026-02-03").unwrap().to_string(), "2026-02-03");
    }
}
