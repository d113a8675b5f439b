//! An ordered map with PHP's keys: integers and names, where a name that looks like an integer is one.

mod key;

pub use key::Key;

use crate::Value;
use indexmap::IndexMap;
use indexmap::map;
use key::Borrowed;
use std::fmt;

/// A PHP array: ordered, keyed by integers and names. Two trees are equal when they hold equal
/// pairs in the same order.
// Boxed, so that a `Value` stays as small as a `String`.
#[derive(Clone, Default)]
pub struct Tree(Box<Pairs>);

#[derive(Clone, Default)]
struct Pairs {
    map: IndexMap<Key, Value>,
    next: Next,
}

/// What `push` takes: one more than the largest integer ever used. A removal does not take it back.
#[derive(Clone, Copy, Default)]
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

impl fmt::Debug for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self).finish()
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
