//! What is known of calls that count together: how many, how they ended, how long they took.

use super::histogram::Histogram;
use std::{borrow::Cow, time::Duration};

/// Codes that one tally tells apart; any more are counted as [`OTHER`].
const CODES_MAX: usize = 32;

const OTHER: &str = "OTHER";

/// The sum of some calls.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Calls.
    pub calls: u64,
    /// Those that were refused or failed.
    pub errors: u64,
    /// Microseconds in all.
    pub micros: u64,
    /// Calls by the time they took; those that an earlier release counted are not in it.
    pub times: Histogram,
    /// Errors by what the caller was told.
    pub codes: Vec<(Code, u64)>,
}

/// What a refused call was answered.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code {
    /// HTTP status; an inner call's is the one that it would have had alone.
    pub status: u16,
    /// Code of the error; may be empty.
    pub code: Cow<'static, str>,
}

impl Tally {
    /// Counts a call.
    pub fn add(&mut self, took: Duration, error: Option<&engine::Error>) {
        let micros = took.as_micros() as u64;
        self.calls += 1;
        self.micros += micros;
        self.times.add(micros);
        if let Some(error) = error {
            self.add_errors(error.status, error.code.clone(), 1);
        }
    }

    /// Counts so many errors of a code.
    pub fn add_errors(&mut self, status: u16, code: Cow<'static, str>, errors: u64) {
        self.errors += errors;
        let known = self.codes.iter().position(|(known, _)| known.status == status && known.code == code);
        match known {
            Some(at) => self.codes[at].1 += errors,
            None if self.codes.len() < CODES_MAX || code == OTHER => {
                self.codes.push((Code { status, code }, errors));
            }
            None => {
                self.errors -= errors;
                self.add_errors(status, Cow::Borrowed(OTHER), errors);
            }
        }
    }

    /// Adds what another one counted.
    pub fn merge(&mut self, other: &Tally) {
        self.calls += other.calls;
        self.micros += other.micros;
        self.times.merge(&other.times);
        for (code, errors) in &other.codes {
            self.add_errors(code.status, code.code.clone(), *errors);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_told_apart_by_status_and_code_up_to_a_bound() {
        let mut tally = Tally::default();
        for number in 0..100 {
            tally.add(Duration::from_millis(1), Some(&engine::Error::new(400, format!("CODE_{number}"), "")));
        }
        tally.add(Duration::from_millis(1), Some(&engine::Error::new(404, "CODE_1", "")));
        tally.add(Duration::from_millis(1), None);
        assert_eq!((tally.calls, tally.errors), (102, 101));
        assert_eq!(tally.codes.iter().map(|(_, errors)| errors).sum::<u64>(), 101);
        assert!(tally.codes.len() <= CODES_MAX + 2, "{}", tally.codes.len());
        assert_eq!(tally.codes.iter().find(|(code, _)| code.code == OTHER).map(|(_, errors)| *errors), Some(68));
    }

    #[test]
    fn merging_is_counting_together() {
        let calls = [(5, None), (7, Some(engine::Error::plain("no"))), (9, None), (5, Some(engine::Error::core("no")))];
        let mut both = Tally::default();
        let mut parts = [Tally::default(), Tally::default()];
        for (at, (millis, error)) in calls.iter().enumerate() {
            parts[at % 2].add(Duration::from_millis(*millis), error.as_ref());
            both.add(Duration::from_millis(*millis), error.as_ref());
        }
        let [mut one, other] = parts;
        one.merge(&other);
        one.codes.sort();
        both.codes.sort();
        assert_eq!(one, both);
    }
}
