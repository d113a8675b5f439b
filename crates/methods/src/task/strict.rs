//! The oldest task methods take their arguments by position: a JSON array, `0=…&1[…]=…`, or names in
//! the documented order. A table says what each method takes; reading, refusals and `getmanifest`
//! follow from it. docs: api-reference/tasks/checklist-item, comment-item and elapsed-item.

mod manifest;

pub use manifest::{Manifest, manifest};

use crate::prelude::*;

/// What a method takes.
pub struct Signature {
    class: &'static str,
    method: &'static str,
    mandatory: usize,
    params: &'static [Param],
    about_class: bool,
}

/// An argument.
pub struct Param {
    name: &'static str,
    kind: Kind,
    keys: &'static [&'static str],
    filter: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Integer,
    Array,
    Text,
}

/// A number.
pub const fn integer(name: &'static str) -> Param {
    Param { name, kind: Kind::Integer, keys: &[], filter: false }
}

/// A text.
pub const fn string(name: &'static str) -> Param {
    Param { name, kind: Kind::Text, keys: &[], filter: false }
}

/// An array with these keys; without any, with whatever it has.
pub const fn array(name: &'static str, keys: &'static [&'static str]) -> Param {
    Param { name, kind: Kind::Array, keys, filter: false }
}

/// A filter over these fields.
pub const fn filter(name: &'static str, keys: &'static [&'static str]) -> Param {
    Param { name, kind: Kind::Array, keys, filter: true }
}

impl Signature {
    /// The first `mandatory` arguments must be there.
    pub const fn new(
        class: &'static str,
        method: &'static str,
        mandatory: usize,
        params: &'static [Param],
    ) -> Signature {
        Signature { class, method, mandatory, params, about_class: false }
    }

    /// A method that needs no item yet, as the manifest marks it.
    pub const fn about_class(mut self) -> Signature {
        self.about_class = true;
        self
    }
}

/// The arguments of a call.
pub struct Given<'a> {
    values: Vec<Option<&'a Value>>,
}

/// Prefixes of filters.
const PREFIXES: [&str; 5] = ["!", "<=", "<", ">=", ">"];

/// Names that clients add to every address.
const FOREIGN: [&str; 5] = ["auth", "random", "bx24_request_id", "bx24_sdk_ver", "bx24_sdk_type"];

/// Reads the arguments of a method.
///
/// # Errors
/// 400 `ERROR_CORE` naming the argument that is missing, of the wrong type, or has a key it must not have.
pub fn read<'a>(call: &Call<'a>, signature: &'static Signature) -> Result<Given<'a>> {
    let mut values: Vec<Option<&Value>> = vec![None; signature.params.len()];
    let mut unplaced = Vec::new();
    for (key, value) in call.params {
        let name = key.to_string();
        if FOREIGN.contains(&name.to_lowercase().as_str()) {
            continue;
        }
        let place = match name.parse::<usize>() {
            Ok(at) => Some(at),
            Err(_) => signature.params.iter().position(|param| bare(param.name) == bare(&name)),
        };
        match place.filter(|at| values.get(*at).is_some_and(Option::is_none)) {
            Some(at) => values[at] = Some(value),
            None => unplaced.push(value),
        }
    }
    let mut unplaced = unplaced.into_iter();
    for place in values.iter_mut().filter(|place| place.is_none()) {
        *place = unplaced.next();
    }
    for (at, param) in signature.params.iter().enumerate() {
        check(signature, at, param, values[at])?;
    }
    Ok(Given { values })
}

/// A name without what differs from page to page: `arFields`, `ARFIELDS` and `FIELDS` are one.
fn bare(name: &str) -> String {
    let upper = name.replace('_', "").to_uppercase();
    upper.strip_prefix("AR").map(str::to_owned).unwrap_or(upper)
}

fn check(signature: &Signature, at: usize, param: &Param, value: Option<&Value>) -> Result<()> {
    let method = format!("{}::{}()", signature.class, signature.method);
    let wrong = |text: String| Err(exception(256, &text, "WRONG_ARGUMENTS"));
    let absent = |value: &Value| *value == Value::Null || (param.kind == Kind::Array && is_void(value));
    let Some(value) = value.filter(|value| !absent(value)) else {
        if at < signature.mandatory {
            return wrong(format!("Param #{at} ({}) expected by method {method}, but not given.", param.name));
        }
        return Ok(());
    };
    let (fits, expected) = match param.kind {
        Kind::Integer => (value.as_int().is_some(), "integer"),
        Kind::Array => (value.as_tree().is_some(), "array"),
        Kind::Text => (value.as_text().is_some(), "string"),
    };
    if !fits {
        return wrong(format!(
            "Param #{at} ({}) for method {method} expected to be of type \"{expected}\", but given something else.",
            param.name
        ));
    }
    let keys = value.as_tree().into_iter().flat_map(|tree| tree.iter().map(|(key, _)| key.to_string()));
    let strange = keys.filter(|key| key.parse::<usize>().is_err()).find(|key| !param.knows(key));
    match strange {
        Some(key) => wrong(format!("Param #{at} ({}) for method {method} must not contain key \"{key}\".", param.name)),
        None => Ok(()),
    }
}

/// `[]`, `null`, `""` and the placeholder `ORDER[]=`.
fn is_void(value: &Value) -> bool {
    value.is_empty() || value.as_tree().is_some_and(|tree| tree.is_list() && tree.values().all(Value::is_empty))
}

impl Param {
    fn knows(&self, key: &str) -> bool {
        let bare = match self.filter {
            true => PREFIXES.iter().find_map(|prefix| key.strip_prefix(prefix)).unwrap_or(key),
            false => key,
        };
        self.keys.is_empty() || self.keys.iter().any(|known| known.eq_ignore_ascii_case(bare))
    }
}

impl<'a> Given<'a> {
    /// A positive number.
    ///
    /// # Errors
    /// 400 `ERROR_CORE` for zero and less.
    pub fn id(&self, at: usize) -> Result<u64> {
        match self.int(at) {
            id if id > 0 => Ok(id as u64),
            _ => Err(asserted()),
        }
    }

    /// A number, or 0.
    pub fn int(&self, at: usize) -> i64 {
        self.value(at).and_then(Value::as_int).unwrap_or_default()
    }

    /// A text, or nothing.
    pub fn text(&self, at: usize) -> String {
        self.value(at).and_then(Value::as_text).unwrap_or_default().into_owned()
    }

    /// An array, if it was given and not empty.
    pub fn tree(&self, at: usize) -> Option<&'a Tree> {
        self.value(at).filter(|value| !is_void(value)).and_then(Value::as_tree)
    }

    fn value(&self, at: usize) -> Option<&'a Value> {
        self.values.get(at).copied().flatten()
    }
}

/// `TASKS_ERROR_EXCEPTION_#8; …`
pub fn exception(number: u32, text: &str, name: &str) -> Error {
    Error::core(format!("TASKS_ERROR_EXCEPTION_#{number}; {text}; {number}/TE/{name}<br>"))
}

/// What could not be done.
pub fn failed(text: &str) -> Error {
    exception(8, text, "ACTION_FAILED_TO_BE_PROCESSED")
}

/// What the caller may not do.
pub fn forbidden(text: &str) -> Error {
    exception(4, text, "ACTION_NOT_ALLOWED")
}

/// What cannot be meant by an id.
pub fn asserted() -> Error {
    Error::core("TASKS_ERROR_ASSERT_EXCEPTION<br>")
}

/// What is not there, or not theirs to see.
pub fn not_found() -> Error {
    exception(512, "Check listitem not found or not accessible", "ITEM_NOT_FOUND_OR_NOT_ACCESSIBLE")
}
