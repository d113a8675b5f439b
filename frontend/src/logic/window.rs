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
    /// The first day is none.
    FirstOdd,
    /// The last day is none.
    LastOdd,
    /// The last day comes before the first.
    Backwards,
    /// More than [`WINDOW_DAYS`].
    TooWide,
    /// It starts before what is kept.
    TooOld,
    /// It ends after today.
    Future,
}

impl Problem {
    /// Whether it is about the last day.
    pub fn is_of_last(self) -> bool {
        matches!(self, Problem::LastOdd | Problem::Backwards | Problem::Future)
    }
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

/// The window between two days as they stand in an address or in fields; one that is missing follows from the
/// other.
///
/// # Errors
/// What is wrong with it first.
pub fn read(from: &str, to: &str, today: NaiveDate) -> Result<Window, Problem> {
    let one = |text: &str, odd| if text.is_empty() { Ok(None) } else { day(text).map(Some).ok_or(odd) };
    let span = Days::new(WINDOW_DAYS as u64 - 1);
    let window = match (one(from, Problem::FirstOdd)?, one(to, Problem::LastOdd)?) {
        (Some(from), Some(to)) => Window { from, to },
        (Some(from), None) => Window { from, to: from.checked_add_days(span).unwrap_or(from).min(today).max(from) },
        (None, Some(to)) => Window { from: to.checked_sub_days(span).unwrap_or(to), to },
        (None, None) => last(WINDOW_DAYS as u64, today),
    };
    window.problem(today).map_or(Ok(window), Err)
}

impl Window {
    /// How many days it spans.
    pub fn days(&self) -> i64 {
        (self.to - self.from).num_days() + 1
    }

    /// What is wrong with it.
    fn problem(&self, today: NaiveDate) -> Option<Problem> {
        let checks = [
            (self.to < self.from, Problem::Backwards),
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
        assert_eq!(last(14, today), Window { from: date("2026-11-09"), to: today });
        assert_eq!((last(1, today).days(), last(14, today).days()), (1, 14));
        assert_eq!(last(0, today), last(1, today));
    }

    #[test]
    fn what_an_address_says_is_shown_or_refused_for_one_reason() {
        let today = date("2026-11-22");
        let read = |from: &str, to: &str| read(from, to, today).map(|window| format!("{} {}", window.from, window.to));
        let window = |text: &str| Ok(text.to_owned());
        let cases = [
            ("2026-11-09", "2026-11-22", window("2026-11-09 2026-11-22")),
            ("2026-11-08", "2026-11-22", Err(Problem::TooWide)),
            ("2026-09-23", "2026-09-30", window("2026-09-23 2026-09-30")),
            ("2026-09-22", "2026-09-30", Err(Problem::TooOld)),
            ("2026-11-20", "2026-11-23", Err(Problem::Future)),
            ("2026-11-22", "2026-11-21", Err(Problem::Backwards)),
            ("2026-12-22", "2020-01-01", Err(Problem::Backwards)),
            ("2026-11-20", "", window("2026-11-20 2026-11-22")),
            ("2026-10-01", "", window("2026-10-01 2026-10-14")),
            ("", "2026-10-14", window("2026-10-01 2026-10-14")),
            ("2026-12-01", "", Err(Problem::Future)),
            ("9999-12-31", "", Err(Problem::Future)),
            ("", "", window("2026-11-09 2026-11-22")),
            ("soon", "2026-11-22", Err(Problem::FirstOdd)),
            ("2026-11-09", "2026-02-30", Err(Problem::LastOdd)),
        ];
        for (from, to, wanted) in cases {
            assert_eq!(read(from, to), wanted, "{from} {to}");
        }
    }

    #[test]
    fn days_are_read_strictly() {
        assert_eq!(day("2026-02-30"), None);
        assert_eq!(day("2026-2-03"), None);
        assert_eq!(day("yesterday"), None);
        assert_eq!(day("2026-02-03").unwrap().to_string(), "2026-02-03");
    }
}
