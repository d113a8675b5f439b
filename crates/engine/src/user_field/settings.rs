//! The settings of user fields: their shapes, and how clients' values are made whole.

use super::kinds::Type;
use crate::{
    Error, Kind, Result, Services,
    data::decimal,
    input::{canonical_decimal, price},
    zone,
};
use params::{Tree, Value};

/// A setting of a type.
#[derive(Debug)]
pub struct Setting {
    /// Its name: `MAX_LENGTH`.
    pub name: &'static str,
    /// English title.
    pub title: &'static str,
    /// What it holds.
    pub shape: Shape,
}

/// What a setting holds.
#[derive(Debug)]
pub enum Shape {
    /// Text, with what it is at first.
    Text(&'static str),
    /// A regular expression: bare, or between slashes as in PHP (`/^[A-Z]+$/i`).
    Pattern,
    /// A whole number.
    Whole {
        /// What it is at first.
        initial: i64,
        /// The least that is taken.
        least: i64,
    },
    /// A number; empty text is none.
    Number(&'static str),
    /// `Y` or `N`.
    Flag(bool),
    /// 0, or 1 for anything above.
    Bit,
    /// One of these; the first at first.
    OneOf(&'static [&'static str]),
    /// `{TYPE: NONE | NOW | FIXED, VALUE}`.
    Moment,
    /// Anything, kept as it is; what it is at first, as JSON.
    Free(&'static str),
}

impl Shape {
    /// The type that `crm.userfield.settings.fields` names.
    pub fn wire(&self, of: &Type) -> &'static str {
        match self {
            Shape::Text(_) | Shape::Pattern | Shape::OneOf(_) => "string",
            Shape::Number(_) if of.kind == Kind::Double => "double",
            Shape::Whole { .. } | Shape::Bit | Shape::Number(_) => "int",
            Shape::Flag(_) => "char",
            Shape::Moment | Shape::Free(_) => "object",
        }
    }
}

/// Every setting of a type: what is given, else what was, else what it is at first. Names that the
/// type does not know are passed over, but for a link's kinds of smart processes (`DYNAMIC_128`).
///
/// # Errors
/// 400 `ERROR_CORE` naming the setting.
pub fn complete(services: &Services, of: &Type, given: Option<&Tree>, old: Option<&Tree>) -> Result<Tree> {
    let mut settings = Tree::new();
    for setting in of.settings {
        let value = match given.and_then(|given| given.get(setting.name)) {
            Some(value) => normal(services, of, setting, value)?,
            None => match old.and_then(|old| old.get(setting.name)) {
                Some(value) => value.clone(),
                None => initial(&setting.shape),
            },
        };
        settings.insert(setting.name, value);
    }
    if of.kind == Kind::Link {
        for (name, value) in old.into_iter().chain(given).flat_map(Tree::iter) {
            let name = name.to_string();
            if name.strip_prefix("DYNAMIC_").is_some_and(|id| id.parse::<u32>().is_ok()) {
                settings.insert(name.as_str(), flag(value.as_flag() == Some(true)));
            }
        }
        // docs: without any kind, leads are taken.
        if !settings.values().any(|value| value.as_flag() == Some(true)) {
            settings.insert("LEAD", flag(true));
        }
    }
    Ok(settings)
}

/// The regular expression among settings.
pub fn pattern(settings: &Tree) -> Option<regex::Regex> {
    let text = settings.get("REGEXP").and_then(Value::as_text).filter(|text| !text.is_empty())?;
    compile(&text)
}

fn compile(text: &str) -> Option<regex::Regex> {
    const SIZE_MAX: usize = 1 << 20;
    let (body, marks) = match text.strip_prefix('/').and_then(|rest| rest.rsplit_once('/')) {
        Some((body, marks)) if marks.bytes().all(|mark| b"imsux".contains(&mark)) => (body.replace("\\/", "/"), marks),
        _ => (text.to_owned(), ""),
    };
    let built = regex::RegexBuilder::new(&body)
        .case_insensitive(marks.contains('i'))
        .multi_line(marks.contains('m'))
        .dot_matches_new_line(marks.contains('s'))
        .ignore_whitespace(marks.contains('x'))
        .size_limit(SIZE_MAX)
        .build();
    built.ok()
}

fn flag(value: bool) -> Value {
    Value::from(if value { "Y" } else { "N" })
}

fn initial(shape: &Shape) -> Value {
    match shape {
        Shape::Text(text) => Value::from(*text),
        Shape::Pattern => Value::from(""),
        Shape::Whole { initial, .. } => Value::Int(*initial),
        Shape::Number(text) => number(text),
        Shape::Flag(value) => flag(*value),
        Shape::Bit => Value::Int(0),
        Shape::OneOf(words) => words.first().map_or(Value::Null, |word| Value::from(*word)),
        Shape::Moment => moment("NONE", ""),
        Shape::Free(json) => super::map(&format!("{{\"v\":{json}}}")).remove("v").unwrap_or(Value::Null),
    }
}

fn moment(kind: &str, value: &str) -> Value {
    Value::Tree([("TYPE", Value::from(kind)), ("VALUE", Value::from(value))].into_iter().collect())
}

/// A number as JSON prints it; `null` for none.
fn number(text: &str) -> Value {
    text.parse()
        .map(Value::Int)
        .unwrap_or_else(|_| if text.is_empty() { Value::Null } else { Value::Float(decimal(text)) })
}

fn normal(services: &Services, of: &Type, setting: &Setting, value: &Value) -> Result<Value> {
    let refuse =
        |expected: &str| Error::core(format!("Invalid value of setting '{}': {expected} is expected", setting.name));
    let text = value.as_text().unwrap_or_default();
    if value.is_empty() {
        return Ok(initial(&setting.shape));
    }
    Ok(match &setting.shape {
        Shape::Text(_) if of.kind == Kind::Price => {
            Value::from(price(services, &text).ok_or_else(|| refuse("an amount such as 300|EUR"))?)
        }
        Shape::Text(_) => Value::from(&*text),
        Shape::Pattern => {
            compile(&text).ok_or_else(|| refuse("a regular expression"))?;
            Value::from(&*text)
        }
        Shape::Whole { least, .. } => Value::Int(
            value
                .as_int()
                .filter(|number| number >= least)
                .ok_or_else(|| refuse(&format!("a whole number from {least}")))?,
        ),
        Shape::Number(_) => {
            let plain = canonical_decimal(&text).ok_or_else(|| refuse("a number"))?;
            if of.kind == Kind::Int && plain.parse::<i64>().is_err() {
                return Err(refuse("a whole number"));
            }
            number(&plain)
        }
        Shape::Flag(_) => flag(value.as_flag().ok_or_else(|| refuse("Y or N"))?),
        Shape::Bit => {
            let yes = value.as_int().map(|number| number > 0).or_else(|| value.as_flag());
            Value::Int(i64::from(yes.ok_or_else(|| refuse("0 or 1"))?))
        }
        Shape::OneOf(words) => {
            let word = words.iter().find(|word| word.eq_ignore_ascii_case(&text));
            Value::from(*word.ok_or_else(|| refuse(&format!("one of {}", words.join(", "))))?)
        }
        Shape::Moment => {
            let part = |name| value.path(&[name]).and_then(Value::as_text).unwrap_or_default();
            let (kind, fixed) = (part("TYPE"), part("VALUE"));
            let known = match of.kind {
                Kind::Date => zone::parse_date(&fixed),
                _ => zone::parse_time(services.zone, &fixed),
            };
            match &*kind {
                "" | "NONE" | "NOW" => moment(if kind == "NOW" { "NOW" } else { "NONE" }, ""),
                "FIXED" if known.is_some() => moment("FIXED", &fixed),
                _ => return Err(refuse("TYPE NONE, NOW or FIXED, with a VALUE for the last")),
            }
        }
        Shape::Free(_) => value.clone(),
    })
}
