//! One stored value, in its canonical form: numbers as numbers, flags as bool, instants as UTC
//! milliseconds, money as decimal text. Only a dialect prints `"37"`, `"Y"` or `+02:00`.

use crate::Kind;
use std::{borrow::Cow, cmp::Ordering};

/// A value that owns its content.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Data {
    /// Nothing stored.
    #[default]
    Null,
    /// Yes or no.
    Flag(bool),
    /// A whole number, or the id of another record.
    Int(i64),
    /// UTC milliseconds; a date without time is the midnight that starts it in UTC.
    Time(i64),
    /// Text.
    Text(String),
    /// A decimal number in plain notation: `-12.5`.
    Decimal(String),
    /// Several values.
    List(Vec<Data>),
}

/// A value inside a record's bytes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Peek<'a> {
    /// Nothing stored.
    Null,
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Int(i64),
    /// UTC milliseconds.
    Time(i64),
    /// Text.
    Text(&'a str),
    /// Decimal text.
    Decimal(&'a str),
    /// Several values, still encoded; [`crate::codec::elements`] walks them.
    List(&'a [u8]),
}

impl Data {
    /// Whether nothing is stored.
    pub fn is_null(&self) -> bool {
        match self {
            Data::Null => true,
            Data::List(items) => items.is_empty(),
            _ => false,
        }
    }

    /// The text, or nothing for any other form.
    pub fn text(&self) -> &str {
        match self {
            Data::Text(text) | Data::Decimal(text) => text,
            _ => "",
        }
    }

    /// The number, or 0.
    pub fn int(&self) -> i64 {
        match self {
            Data::Int(value) | Data::Time(value) => *value,
            _ => 0,
        }
    }

    /// The elements of a list; none for any other form.
    pub fn items(&self) -> &[Data] {
        match self {
            Data::List(items) => items,
            _ => &[],
        }
    }

    /// The scalar as a view; a list shows as nothing.
    pub fn peek(&self) -> Peek<'_> {
        match self {
            Data::Null | Data::List(_) => Peek::Null,
            Data::Flag(value) => Peek::Flag(*value),
            Data::Int(value) => Peek::Int(*value),
            Data::Time(value) => Peek::Time(*value),
            Data::Text(text) => Peek::Text(text),
            Data::Decimal(text) => Peek::Decimal(text),
        }
    }
}

impl From<&str> for Data {
    fn from(text: &str) -> Data {
        Data::Text(text.to_owned())
    }
}

impl From<i64> for Data {
    fn from(value: i64) -> Data {
        Data::Int(value)
    }
}

impl From<bool> for Data {
    fn from(value: bool) -> Data {
        Data::Flag(value)
    }
}

impl<'a> Peek<'a> {
    /// What filters, orders and indexes take a field's content for: a flag that is not set is no.
    pub fn settled(self, kind: Kind) -> Peek<'a> {
        match (self, kind) {
            (Peek::Null, Kind::Flag | Kind::Bool | Kind::Switch) => Peek::Flag(false),
            (content, _) => content,
        }
    }

    /// What orders and bounds go by: sums of money by their amounts, whatever the currency.
    pub fn measure(self, kind: Kind) -> Peek<'a> {
        match (self.settled(kind), kind) {
            (Peek::Text(sum), Kind::Price) => Peek::Decimal(amount(sum)),
            (content, _) => content,
        }
    }

    /// Order of two scalars of the same field; texts compare without regard to letter case, as the
    /// classic portals' databases do. `None` when they have nothing in common.
    pub fn compare(&self, other: &Peek<'_>) -> Option<Ordering> {
        match (self, other) {
            (Peek::Text(a), Peek::Text(b)) => Some(compare_folded(a, b)),
            (Peek::Decimal(a), Peek::Decimal(b)) => decimal(a).partial_cmp(&decimal(b)),
            (Peek::Int(a), Peek::Int(b)) | (Peek::Time(a), Peek::Time(b)) => Some(a.cmp(b)),
            (Peek::Flag(a), Peek::Flag(b)) => Some(a.cmp(b)),
            _ => None,
        }
    }
}

/// Whether a number is the content, or one of the elements of a list.
pub fn contains(content: &Data, number: i64) -> bool {
    content.items().iter().any(|item| item.int() == number) || matches!(content, Data::Int(own) if *own == number)
}

/// The amount of a sum of money: 300 of `300|RUB`.
pub fn amount(sum: &str) -> &str {
    sum.split_once('|').map_or(sum, |(amount, _)| amount)
}

/// The number that canonical decimal text stands for.
pub fn decimal(text: &str) -> f64 {
    text.parse().unwrap_or(0.0)
}

/// Lower-case form, borrowed where the text already has it.
pub fn fold(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.to_lowercase())
    }
}

fn compare_folded(a: &str, b: &str) -> Ordering {
    if a == b { Ordering::Equal } else { fold(a).cmp(&fold(b)) }
}
