//! Filters: `>=ID`, `!@STAGE_ID`, `%TITLE` and what they mean for a record.

mod like;

use crate::{
    Call, Data, Error, Field, Kind, Made, Peek, Result, Schema,
    codec::{self, View},
    data::{amount, fold},
    input::canonical_decimal,
    zone,
};
use like::like;
use params::{Tree, Value};
use std::cmp::Ordering;

/// What a record must satisfy.
#[derive(Clone, Debug)]
pub enum Test {
    /// All of these.
    All(Vec<Test>),
    /// Any of these.
    Any(Vec<Test>),
    /// One field.
    Is(Condition),
}

/// A comparison of one field.
#[derive(Clone, Debug)]
pub struct Condition {
    /// Position of the field.
    pub position: usize,
    /// The comparison.
    pub op: Op,
    values: Vec<Data>,
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// Equal to one of the values.
    In,
    /// Equal to none of the values.
    NotIn,
    /// Greater.
    Above,
    /// Greater or equal.
    From,
    /// Less.
    Below,
    /// Less or equal.
    To,
    /// Between two values, both included.
    Between,
    /// Not between two values.
    NotBetween,
    /// Contains the text.
    Contains,
    /// Does not contain the text.
    Lacks,
    /// Matches the pattern, in which `%` stands for anything and `_` for one character.
    Like,
    /// Does not match the pattern.
    Unlike,
}

/// Longest text to look for, in bytes; matching costs its length for every letter of a text.
const PATTERN_MAX: usize = 1024;

/// Most texts that one condition looks for: each is looked for in every record.
const PATTERNS_MAX: usize = 100;

/// Most conditions of a filter: every record may be held against all of them.
const CONDITIONS_MAX: usize = 1000;

/// Prefixes, longest first. docs: list-methods-pecularities.md and the list pages of each family.
const PREFIXES: [(&str, Op); 19] = [
    ("!><", Op::NotBetween),
    ("!=%", Op::Unlike),
    ("!%=", Op::Unlike),
    ("!=", Op::NotIn),
    ("!@", Op::NotIn),
    ("!%", Op::Lacks),
    ("><", Op::Between),
    (">=", Op::From),
    ("<=", Op::To),
    ("=%", Op::Like),
    ("%=", Op::Like),
    ("==", Op::In),
    (">", Op::Above),
    ("<", Op::Below),
    ("@", Op::In),
    ("=", Op::In),
    ("%", Op::Contains),
    ("?", Op::Contains),
    ("!", Op::NotIn),
];

/// A key of a filter: its comparison and the field's name.
pub fn split(key: &str) -> (Op, &str) {
    let found = PREFIXES.iter().find_map(|(prefix, op)| Some((*op, key.strip_prefix(prefix)?)));
    found.unwrap_or((Op::In, key))
}

/// Reads a filter. Names that the schema lacks are passed over, as the classic list methods do; a
/// strict dialect refuses them, and its filters may hold groups: under a number, a filter of its own,
/// whose `logic` is `AND` or `OR`.
///
/// # Errors
/// 400 `INVALID_ARG_VALUE` naming the field that is not known or whose value is of the wrong type, or for
/// more than 1000 conditions.
pub fn read(call: &Call, schema: &Schema, filter: &Tree) -> Result<Test> {
    let strict = call.family.dialect.strict;
    let (mut tests, mut any) = (Vec::new(), false);
    for (key, value) in filter {
        let key = key.to_string();
        if strict && key.eq_ignore_ascii_case("logic") {
            any = value.as_text().is_some_and(|logic| logic.eq_ignore_ascii_case("or"));
            continue;
        }
        if strict
            && let Some(group) = value.as_tree()
            && key.bytes().all(|byte| byte.is_ascii_digit())
        {
            tests.extend(Some(read(call, schema, group)?).filter(|test| !test.always()));
            continue;
        }
        let (op, name) = split(&key);
        let Some(position) = schema.named(name, call.family.dialect.spelling).filter(|at| comparable(schema, *at))
        else {
            if strict {
                return Err(refused("filter", format!("field '{name}' is not allowed in filter")));
            }
            continue;
        };
        tests.push(Test::Is(Condition::new(
            position,
            op,
            operands(call, &schema.fields[position], (name, op), value)?,
        )));
    }
    // An empty filter finds everything, whatever its logic.
    bounded(if any && !tests.is_empty() { Test::Any(tests) } else { Test::All(tests) })
}

/// A test with no more conditions than a filter may have.
///
/// # Errors
/// 400 `INVALID_ARG_VALUE` for more.
pub fn bounded(test: Test) -> Result<Test> {
    match test.conditions() <= CONDITIONS_MAX {
        true => Ok(test),
        false => Err(refused("filter", format!("at most {CONDITIONS_MAX} conditions are allowed"))),
    }
}

/// What rules compute at the last moment is nowhere to be compared with.
fn comparable(schema: &Schema, position: usize) -> bool {
    schema.fields[position].kind != Kind::Json
}

/// 400 `INVALID_ARG_VALUE` about a part of a list's parameters: `filter`, `order`.
pub fn refused(part: &str, what: String) -> Error {
    Error::new(400, "INVALID_ARG_VALUE", format!("Invalid {part}: {what}"))
}

fn operands(call: &Call, field: &Field, (name, op): (&str, Op), value: &Value) -> Result<Vec<Data>> {
    let given = if value.as_tree().is_some() { value.list() } else { vec![value] };
    let pattern = matches!(op, Op::Contains | Op::Lacks | Op::Like | Op::Unlike);
    let kind = if pattern { Kind::Text } else { field.kind };
    let too_long = |value: &&Value| value.as_text().is_some_and(|text| text.len() > PATTERN_MAX);
    if pattern && (given.len() > PATTERNS_MAX || given.iter().any(too_long)) {
        return Err(wrong(name));
    }
    let bounds = matches!(op, Op::Above | Op::From | Op::Below | Op::To | Op::Between | Op::NotBetween);
    let read = |value| match kind {
        Kind::Price if bounds => bound_of_price(value),
        _ => operand(call, kind, field.made, value),
    };
    given.into_iter().map(|value| read(value).ok_or_else(|| wrong(name))).collect()
}

fn bound_of_price(value: &Value) -> Option<Data> {
    if value.is_empty() {
        return Some(Data::Null);
    }
    canonical_decimal(amount(&value.as_text()?)).map(Data::Decimal)
}

fn wrong(field: &str) -> Error {
    refused("filter", format!("field '{field}' has invalid value"))
}

fn operand(call: &Call, kind: Kind, made: Option<&Made>, value: &Value) -> Option<Data> {
    if value.is_empty() && !matches!(kind, Kind::Flag | Kind::Bool | Kind::Switch) {
        return Some(Data::Null);
    }
    let text = || value.as_text();
    Some(match kind {
        Kind::Reference(_) | Kind::User | Kind::File => match value.as_int()? {
            0 => Data::Null,
            id => Data::Int(id),
        },
        Kind::Id | Kind::Int | Kind::Category | Kind::Variant => Data::Int(value.as_int()?),
        Kind::Double | Kind::Money => Data::Decimal(canonical_decimal(&text()?)?),
        Kind::Flag | Kind::Bool | Kind::Switch => Data::Flag(!value.is_empty() && value.as_flag()?),
        Kind::Date => Data::Time(zone::parse_date(&text()?)?),
        Kind::Time => Data::Time(zone::parse_time(call.services.zone, &text()?)?),
        // What the field can't hold is looked for as it stands, and not found.
        Kind::Link => {
            let text = text()?;
            Data::Text(fold(&made.and_then(|made| made.link(&text)).unwrap_or(text.into_owned())).into_owned())
        }
        Kind::Text | Kind::Status(_) | Kind::Price | Kind::Currency | Kind::Multifield | Kind::Rows | Kind::Json => {
            Data::Text(fold(&text()?).into_owned())
        }
    })
}

impl Test {
    /// Whether a record satisfies it.
    pub fn holds(&self, schema: &Schema, id: u64, view: &View<'_>) -> bool {
        match self {
            Test::All(tests) => tests.iter().all(|test| test.holds(schema, id, view)),
            Test::Any(tests) => tests.iter().any(|test| test.holds(schema, id, view)),
            Test::Is(condition) => condition.holds(schema, id, view),
        }
    }

    fn conditions(&self) -> usize {
        match self {
            Test::All(tests) | Test::Any(tests) => tests.iter().map(Test::conditions).sum(),
            Test::Is(_) => 1,
        }
    }

    /// Whether every record satisfies it.
    pub fn always(&self) -> bool {
        matches!(self, Test::All(tests) if tests.iter().all(Test::always))
    }
}

impl Condition {
    /// A comparison of the field at a position; null stands for "not set", texts must be folded.
    pub fn new(position: usize, op: Op, mut values: Vec<Data>) -> Condition {
        // A client may list a hundred thousand values, and each record looks for its own among them.
        if matches!(op, Op::In | Op::NotIn) {
            let nulls_first = |a: &Data, b: &Data| b.is_null().cmp(&a.is_null());
            values.sort_by(|a, b| a.peek().compare(&b.peek()).unwrap_or_else(|| nulls_first(a, b)));
        }
        Condition { position, op, values }
    }

    /// What is compared with; sorted where the order does not matter.
    pub fn values(&self) -> &[Data] {
        &self.values
    }

    /// Whether the content is one of the values.
    fn lists(&self, content: &Content) -> bool {
        let unset = matches!(content.peek, Peek::Null | Peek::Text(""));
        if unset && self.values.first().is_some_and(Data::is_null) {
            return true;
        }
        let place = |value: Peek, wanted: &Data| wanted.peek().compare(&value).unwrap_or(Ordering::Less);
        content.some(|value| self.values.binary_search_by(|wanted| place(value, wanted)).is_ok())
    }

    fn holds(&self, schema: &Schema, id: u64, view: &View<'_>) -> bool {
        let kind = schema.fields[self.position].kind;
        let peek = match kind {
            Kind::Id => Peek::Int(id as i64),
            _ => view.get(schema.slot(self.position)).settled(kind),
        };
        let content = Content { kind, peek };
        let ordered = |test: fn(Ordering) -> bool| {
            let bound = self.values.first().map_or(Peek::Null, Data::peek);
            content.some(|value| value.measure(kind).compare(&bound).is_some_and(test))
        };
        match self.op {
            Op::In => self.lists(&content),
            Op::NotIn => !self.lists(&content),
            Op::Above => ordered(Ordering::is_gt),
            Op::From => ordered(Ordering::is_ge),
            Op::Below => ordered(Ordering::is_lt),
            Op::To => ordered(Ordering::is_le),
            Op::Between => self.between(&content),
            Op::NotBetween => !self.between(&content),
            Op::Contains => self.in_text(&content, |text, part| text.contains(part)),
            Op::Lacks => !self.in_text(&content, |text, part| text.contains(part)),
            Op::Like => self.in_text(&content, like),
            Op::Unlike => !self.in_text(&content, like),
        }
    }

    fn between(&self, content: &Content) -> bool {
        let [low, high] = self.values.as_slice() else { return false };
        content.some(|value| {
            let value = value.measure(content.kind);
            value.compare(&low.peek()).is_some_and(Ordering::is_ge)
                && value.compare(&high.peek()).is_some_and(Ordering::is_le)
        })
    }

    fn in_text(&self, content: &Content, test: fn(&str, &str) -> bool) -> bool {
        self.values.iter().any(|wanted| {
            content.some(|value| match value {
                Peek::Text(text) => test(&fold(text), wanted.text()),
                Peek::Decimal(text) => test(text, wanted.text()),
                Peek::Int(number) => test(&number.to_string(), wanted.text()),
                _ => false,
            })
        })
    }
}

/// What a field of a record holds.
struct Content<'a> {
    kind: Kind,
    peek: Peek<'a>,
}

impl Content<'_> {
    /// Whether some element of a list, or the value itself, passes a test.
    fn some(&self, test: impl Fn(Peek) -> bool) -> bool {
        match self.peek {
            Peek::List(rows) if self.kind == Kind::Multifield => codec::elements(rows).any(|row| match row {
                Peek::List(row) => codec::elements(row).nth(2).is_some_and(&test),
                _ => false,
            }),
            Peek::List(items) => codec::elements(items).any(test),
            scalar => test(scalar),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_are_read_longest_first() {
        for (key, expected) in [
            ("ID", (Op::In, "ID")),
            (">=ID", (Op::From, "ID")),
            ("!@STAGE_ID", (Op::NotIn, "STAGE_ID")),
            ("!=%T", (Op::Unlike, "T")),
            ("=%T", (Op::Like, "T")),
            ("%=T", (Op::Like, "T")),
            ("%T", (Op::Contains, "T")),
            ("!%T", (Op::Lacks, "T")),
            ("><D", (Op::Between, "D")),
            ("!><D", (Op::NotBetween, "D")),
            ("!T", (Op::NotIn, "T")),
            ("!=T", (Op::NotIn, "T")),
        ] {
            assert_eq!(split(key), expected, "{key}");
        }
    }
}
