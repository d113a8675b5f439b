//! Days as people write them: in the order of day, month and year that is theirs. In code and in addresses a day
//! is `2026-11-22`.

use chrono::{Datelike, NaiveDate};

/// An order of day, month and year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    order: [Part; 3],
    /// What stands between them.
    between: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Day,
    Month,
    Year,
}

/// The day that shows an order when it is written, since no two of its numbers are alike.
pub const SAMPLE: &str = "2026-11-22";

impl Pattern {
    /// The order in which [`SAMPLE`] was written; that of the code where it cannot be told.
    pub fn of(written: &str) -> Pattern {
        let part = |digits: &str| match digits {
            "22" => Some(Part::Day),
            "11" => Some(Part::Month),
            "2026" | "26" => Some(Part::Year),
            _ => None,
        };
        let numbers: Vec<&str> = numbers(written).collect();
        let parts: Vec<Part> = numbers.iter().filter_map(|digits| part(digits)).collect();
        let between: String =
            written.chars().skip_while(|c| !c.is_ascii_digit()).skip_while(char::is_ascii_digit).collect();
        let between: String = between.chars().take_while(|c| !c.is_ascii_digit()).collect();
        match <[Part; 3]>::try_from(parts) {
            Ok(order) if numbers.len() == 3 && !between.is_empty() => Pattern { order, between },
            _ => Pattern { order: [Part::Year, Part::Month, Part::Day], between: "-".to_owned() },
        }
    }

    /// A day in this order.
    pub fn write(&self, day: NaiveDate) -> String {
        self.joined(|part| match part {
            Part::Day => format!("{:02}", day.day()),
            Part::Month => format!("{:02}", day.month()),
            Part::Year => format!("{:04}", day.year()),
        })
    }

    /// What to write, for whoever asks: `letters` are those of a day, a month and a year.
    pub fn hint(&self, letters: [&str; 3]) -> String {
        let [day, month, year] = letters;
        self.joined(|part| match part {
            Part::Day => day.repeat(2),
            Part::Month => month.repeat(2),
            Part::Year => year.repeat(4),
        })
    }

    /// Reads a day in this order, whatever stands between its numbers; one that begins with the year, too.
    pub fn read(&self, text: &str) -> Option<NaiveDate> {
        let odd = |c: char| !(c.is_ascii_digit() || c.is_whitespace() || ".,/-".contains(c));
        let found: Vec<&str> = numbers(text).collect();
        let [first, _, _] = found.as_slice() else { return None };
        if text.contains(odd) {
            return None;
        }
        let order = if first.len() == 4 { [Part::Year, Part::Month, Part::Day] } else { self.order };
        let number = |wanted: Part| {
            let at = order.iter().position(|part| *part == wanted)?;
            let digits = found.get(at)?;
            let number: u32 = digits.parse().ok()?;
            match (wanted, digits.len()) {
                (Part::Year, 2) => Some(2000 + number),
                (Part::Year, 4) | (Part::Day | Part::Month, 1 | 2) => Some(number),
                _ => None,
            }
        };
        NaiveDate::from_ymd_opt(number(Part::Year)?.try_into().ok()?, number(Part::Month)?, number(Part::Day)?)
    }

    fn joined(&self, part: impl Fn(Part) -> String) -> String {
        self.order.map(part).join(self.between.as_str())
    }
}

fn numbers(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 2, 3).unwrap()
    }

    #[test]
    fn everybody_has_their_own_order() {
        let cases = [
            ("11/22/2026", "02/03/2026", "MM/DD/YYYY"),
            ("22/11/2026", "03/02/2026", "DD/MM/YYYY"),
            ("22.11.2026", "03.02.2026", "DD.MM.YYYY"),
            ("22. 11. 2026", "03. 02. 2026", "DD. MM. YYYY"),
            ("2026-11-22", "2026-02-03", "YYYY-MM-DD"),
            ("something else", "2026-02-03", "YYYY-MM-DD"),
        ];
        for (sample, written, hint) in cases {
            let pattern = Pattern::of(sample);
            assert_eq!((pattern.write(day()), pattern.hint(["D", "M", "Y"])), (written.to_owned(), hint.to_owned()));
            assert_eq!(pattern.read(&pattern.write(day())), Some(day()));
        }
    }

    #[test]
    fn days_are_read_as_people_type_them() {
        let french = Pattern::of("22/11/2026");
        for text in ["03/02/2026", "3.2.2026", "3 2 26", " 03-02-2026 ", "2026-02-03"] {
            assert_eq!(french.read(text), Some(day()), "{text}");
        }
        for text in
            ["", "3/2", "31/02/2026", "03/02/20260", "003/02/2026", "3 février 2026", "03/02/2026/1", "02/13/2026"]
        {
            assert_eq!(french.read(text), None, "{text}");
        }
        assert_eq!(Pattern::of("11/22/2026").read("2/3/26"), Some(day()));
    }
}
