//! Keys of a tree, and how text becomes one.

use indexmap::Equivalent;
use std::fmt;
use std::hash::{Hash, Hasher};

/// A key of a [`Tree`]. Made from text it follows PHP: `"5"` and `"-5"` are integers, while `"05"`,
/// `"-0"`, `"+5"` and anything beyond 64 bits stay names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// An integer.
    Index(i64),
    /// A name that is not written like an integer.
    Name(String),
}

impl Key {
    pub(super) fn is_name_ci(&self, name: &str) -> bool {
        matches!(self, Key::Name(own) if own.eq_ignore_ascii_case(name))
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Key::Index(index) => write!(f, "{index}"),
            Key::Name(name) => f.write_str(name),
        }
    }
}

impl From<&str> for Key {
    fn from(text: &str) -> Self {
        match integer(text) {
            Some(index) => Key::Index(index),
            None => Key::Name(text.to_owned()),
        }
    }
}

impl From<String> for Key {
    fn from(text: String) -> Self {
        match integer(&text) {
            Some(index) => Key::Index(index),
            None => Key::Name(text),
        }
    }
}

impl From<i64> for Key {
    fn from(index: i64) -> Self {
        Key::Index(index)
    }
}

impl From<&Key> for Key {
    fn from(key: &Key) -> Self {
        key.clone()
    }
}

/// A key that owns nothing, for look-ups. It hashes for both, so that they always agree.
#[derive(Hash)]
pub(super) enum Borrowed<'a> {
    Index(i64),
    Name(&'a str),
}

impl<'a> From<&'a str> for Borrowed<'a> {
    fn from(text: &'a str) -> Self {
        integer(text).map_or(Borrowed::Name(text), Borrowed::Index)
    }
}

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            Key::Index(index) => Borrowed::Index(*index).hash(state),
            Key::Name(name) => Borrowed::Name(name).hash(state),
        }
    }
}

impl Equivalent<Key> for Borrowed<'_> {
    fn equivalent(&self, key: &Key) -> bool {
        match (self, key) {
            (Borrowed::Index(a), Key::Index(b)) => a == b,
            (Borrowed::Name(a), Key::Name(b)) => a == b,
            _ => false,
        }
    }
}

/// The integer a key text stands for, when it is written the one canonical way.
fn integer(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text).as_bytes();
    let canonical = match digits {
        [b'0'] => digits.len() == text.len(),
        [b'1'..=b'9', ..] => true,
        _ => false,
    };
    if canonical { text.parse().ok() } else { None }
}
