//! An ordered map with PHP's keys: integers and names, where a name that looks like an integer is one.

use crate::Value;
use indexmap::map;
use indexmap::{Equivalent, IndexMap};
use std::fmt;
use std::hash::{Hash, Hasher};

/// A PHP array: ordered, keyed by integers and names. Two trees are equal when they hold equal
/// pairs in the same order.
// Boxed, so that a `Value` stays as small as a `String`.
#[derive(Clone, Debug, Default)]
pub struct Tree(Box<Pairs>);

#[derive(Clone, Debug, Default)]
struct Pairs {
    map: IndexMap<Key, Value>,
    next: Next,
}

/// What `push` takes: one more than the largest integer ever used. A removal does not take it back.
#[derive(Clone, Copy, Debug, Default)]
enum Next {
    #[default]
    Unused,
    Index(i64),
    Full,
}

impl Tree {
    /// A tree without pairs.
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends a value under the next integer: one more than the largest ever used, 0 at first.
    /// As in PHP, a tree that has used the largest integer takes no more and the value is dropped.
    pub fn push(&mut self, value: Value) {
        if let Some(key) = self.next_key() {
            self.insert(key, value);
        }
    }

    /// Sets the value of a key. An existing key keeps its place.
    pub fn insert(&mut self, key: impl Into<Key>, value: Value) {
        let key = key.into();
        self.note(&key);
        self.0.map.insert(key, value);
    }

    /// The value of a key written as text: `"5"` finds the index 5.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.map.get(&Borrowed::from(name))
    }

    /// Like [`Tree::get`], else the first name that differs only in ASCII letter case.
    pub fn get_ci(&self, name: &str) -> Option<&Value> {
        self.get(name).or_else(|| {
            let (_, value) = self.iter().find(|(key, _)| key.is_name_ci(name))?;
            Some(value)
        })
    }

    /// The value of an integer key.
    pub fn at(&self, index: i64) -> Option<&Value> {
        self.0.map.get(&Borrowed::Index(index))
    }

    /// Takes a key and its value out; the others keep their order and their keys.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        self.0.map.shift_remove(&Borrowed::from(name))
    }

    /// Keys and values in order.
    pub fn iter(&self) -> map::Iter<'_, Key, Value> {
        self.0.map.iter()
    }

    /// Values in order.
    pub fn values(&self) -> map::Values<'_, Key, Value> {
        self.0.map.values()
    }

    /// How many pairs there are at this level.
    pub fn len(&self) -> usize {
        self.0.map.len()
    }

    /// Whether there are no pairs.
    pub fn is_empty(&self) -> bool {
        self.0.map.is_empty()
    }

    /// Whether the keys are exactly 0, 1, … n-1 in this order. So is an empty tree.
    pub fn is_list(&self) -> bool {
        (0..).zip(self.0.map.keys()).all(|(index, key)| *key == Key::Index(index))
    }

    /// Both trees in one: the other's value wins where both have a key at the top level.
    pub fn merge_over(mut self, other: Tree) -> Tree {
        self.extend(other);
        self
    }

    /// The tree under a key, or under the next integer for `None`, made when there is none; whatever
    /// else was there is replaced. `None` when no integer is left.
    pub(crate) fn branch(&mut self, key: Option<Key>) -> Option<&mut Tree> {
        let key = match key {
            Some(key) => key,
            None => self.next_key()?,
        };
        self.note(&key);
        let value = self.0.map.entry(key).or_insert(Value::Null);
        if !matches!(value, Value::Tree(_)) {
            *value = Value::Tree(Tree::new());
        }
        match value {
            Value::Tree(tree) => Some(tree),
            _ => None,
        }
    }

    /// Drops the pairs whose value the test refuses, in one pass.
    pub(crate) fn retain(&mut self, mut keep: impl FnMut(&Value) -> bool) {
        self.0.map.retain(|_, value| keep(value));
    }

    fn next_key(&self) -> Option<Key> {
        match self.0.next {
            Next::Unused => Some(Key::Index(0)),
            Next::Index(index) => Some(Key::Index(index)),
            Next::Full => None,
        }
    }

    fn note(&mut self, key: &Key) {
        let Key::Index(index) = *key else { return };
        let reached = match self.0.next {
            Next::Unused => true,
            Next::Index(next) => index >= next,
            Next::Full => false,
        };
        if reached {
            self.0.next = index.checked_add(1).map_or(Next::Full, Next::Index);
        }
    }
}

impl PartialEq for Tree {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl<K: Into<Key>> Extend<(K, Value)> for Tree {
    fn extend<I: IntoIterator<Item = (K, Value)>>(&mut self, pairs: I) {
        for (key, value) in pairs {
            self.insert(key, value);
        }
    }
}

impl<K: Into<Key>> FromIterator<(K, Value)> for Tree {
    fn from_iter<I: IntoIterator<Item = (K, Value)>>(pairs: I) -> Self {
        let mut tree = Tree::new();
        tree.extend(pairs);
        tree
    }
}

impl FromIterator<Value> for Tree {
    fn from_iter<I: IntoIterator<Item = Value>>(values: I) -> Self {
        let mut tree = Tree::new();
        for value in values {
            tree.push(value);
        }
        tree
    }
}

impl IntoIterator for Tree {
    type Item = (Key, Value);
    type IntoIter = map::IntoIter<Key, Value>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.map.into_iter()
    }
}

impl<'a> IntoIterator for &'a Tree {
    type Item = (&'a Key, &'a Value);
    type IntoIter = map::Iter<'a, Key, Value>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

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
    fn is_name_ci(&self, name: &str) -> bool {
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
enum Borrowed<'a> {
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
