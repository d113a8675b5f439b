//! The rhythm of recurring invoices: the day of the next one, and by when it is to be paid. Days are
//! UTC midnights. docs: crm-invoice-recurring-fields.md, "PARAMS".

use crate::prelude::*;
use chrono::{DateTime, Datelike, Days, Months, NaiveDate, Weekday};
use engine::error::wrong_value;

/// A rhythm.
#[derive(Clone, Debug)]
pub struct Rhythm {
    period: Period,
    every: u32,
    working_days: bool,
    day_of_month: Option<u32>,
    /// Which weekday of the month, and which of them: the second Friday.
    weekday: Option<(Weekday, u8)>,
    payable: Option<(Period, u32)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Period {
    Day,
    Week,
    Month,
    Year,
}

const PERIODS: [(&str, Period); 4] =
    [("day", Period::Day), ("week", Period::Week), ("month", Period::Month), ("year", Period::Year)];

/// Longest interval: as long as days of a century.
const LONGEST: i64 = 36_600;

impl Rhythm {
    /// Reads the stored parameters; without any, every day.
    ///
    /// # Errors
    /// 400 naming the parameter.
    pub fn read(json: &str) -> Result<Rhythm> {
        let params = params::decode_json(if json.is_empty() { b"{}" } else { json.as_bytes() }).unwrap_or_default();
        let text = |name: &str| params.get(name).and_then(Value::as_text).unwrap_or_default().trim().to_lowercase();
        let number = |name: &str| params.get(name).and_then(Value::as_int);
        let period = |name: &'static str| -> Result<Option<Period>> {
            let given = text(name);
            let found = PERIODS.iter().find(|(known, _)| *known == given).map(|(_, period)| *period);
            match found {
                None if !given.is_empty() => Err(wrong_value(name, "day, week, month or year")),
                found => Ok(found),
            }
        };
        let within = |name: &'static str, most: i64| -> Result<Option<u32>> {
            match number(name) {
                Some(number) if (0..=most).contains(&number) => Ok(Some(number as u32)),
                Some(_) => Err(wrong_value(name, &format!("a number from 0 to {most}"))),
                None => Ok(None),
            }
        };
        let weekday = match text("WEEKDAY") {
            given if given.is_empty() => None,
            given => Some(given.parse::<Weekday>().map_err(|_| wrong_value("WEEKDAY", "the English name of a day"))?),
        };
        let nth = within("NUM_WEEKDAY_IN_MONTH", 5)?.unwrap_or(1).max(1) as u8;
        let by_weekday = number("TYPE") == Some(2);
        let payable = period("DATE_PAY_BEFORE_OFFSET_TYPE")?.zip(within("DATE_PAY_BEFORE_OFFSET_VALUE", LONGEST)?);
        Ok(Rhythm {
            period: period("PERIOD")?.unwrap_or(Period::Day),
            every: within("INTERVAL", LONGEST)?.unwrap_or(1).max(1),
            working_days: params.get("IS_WORKING_ONLY").and_then(Value::as_flag) == Some(true),
            day_of_month: within("NUM_DAY_IN_MONTH", 31)?.filter(|day| *day > 0),
            weekday: weekday.filter(|_| by_weekday).map(|day| (day, nth)),
            payable,
        })
    }

    /// The first day of the rhythm from `start` on.
    pub fn from(&self, start: i64) -> i64 {
        let Some(start) = day(start) else { return start };
        let placed = self.place(start);
        let first = if placed < start { self.place(add(start, self.period, 1)) } else { placed };
        midnight(self.to_working(first))
    }

    /// The day that follows `last` in the rhythm.
    pub fn after(&self, last: i64) -> i64 {
        let Some(last) = day(last) else { return last };
        midnight(self.to_working(self.place(add(last, self.period, self.every))))
    }

    /// By when an invoice of a day is to be paid.
    pub fn payable(&self, from: i64) -> Option<i64> {
        let (period, count) = self.payable?;
        Some(midnight(add(day(from)?, period, count)))
    }

    /// The day of the rhythm in the month of `day`, for months and years.
    fn place(&self, day: NaiveDate) -> NaiveDate {
        if self.period == Period::Day || self.period == Period::Week {
            return day;
        }
        let (year, month) = (day.year(), day.month());
        let placed = match (self.weekday, self.day_of_month) {
            (Some((weekday, nth)), _) => NaiveDate::from_weekday_of_month_opt(year, month, weekday, nth),
            // A month without a 31st has it on its last day.
            (None, Some(wanted)) => (28..=wanted.max(28))
                .rev()
                .chain([wanted])
                .find_map(|number| NaiveDate::from_ymd_opt(year, month, number.min(wanted))),
            (None, None) => Some(day),
        };
        placed.unwrap_or(day)
    }

    fn to_working(&self, mut day: NaiveDate) -> NaiveDate {
        while self.working_days && matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
            day = add(day, Period::Day, 1);
        }
        day
    }
}

fn day(ms: i64) -> Option<NaiveDate> {
    DateTime::from_timestamp_millis(ms).map(|time| time.date_naive())
}

fn midnight(day: NaiveDate) -> i64 {
    day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis()
}

/// So many periods later; the day itself at the end of the calendar.
fn add(day: NaiveDate, period: Period, count: u32) -> NaiveDate {
    let later = match period {
        Period::Day => day.checked_add_days(Days::new(count.into())),
        Period::Week => day.checked_add_days(Days::new(u64::from(count) * 7)),
        Period::Month => day.checked_add_months(Months::new(count)),
        Period::Year => day.checked_add_months(Months::new(count.saturating_mul(12))),
    };
    later.unwrap_or(day)
}
