//! JSON bodies as trees: read straight into [`Value`], without a tree of serde_json's in between.

mod write;

pub use write::{write_json, write_json_text};

use crate::{Key, MAX_VALUES, Tree, Value};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use std::cell::Cell;
use std::fmt;

/// Reads a JSON object or array; an array is a list, and a body without anything is an empty tree.
/// Keys follow [`Key`], a repeated key keeps its first place and its last value, and integers beyond
/// 64 bits become floats. Fails on anything else, and on more than [`MAX_VALUES`] values.
pub fn decode_json(body: &[u8]) -> Result<Tree, JsonError> {
    // Some editors and .NET clients put a byte order mark first.
    let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    let Some(start) = body.iter().position(|byte| !b" \t\r\n".contains(byte)) else {
        return Ok(Tree::new());
    };
    if !b"{[".contains(&body[start]) {
        return Err(JsonError::at(start, body, "expected an object or an array"));
    }
    let mut source = serde_json::Deserializer::from_slice(body);
    let left = Cell::new(MAX_VALUES);
    let value = Node(&left).deserialize(&mut source)?;
    source.end()?;
    match value {
        Value::Tree(tree) => Ok(tree),
        _ => Err(JsonError::at(start, body, "expected an object or an array")),
    }
}

/// What is wrong with a JSON body, and where. Nothing of the body itself is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonError {
    /// The problem, as in "expected `,` or `}`".
    pub problem: String,
    /// The line, from 1.
    pub line: usize,
    /// The byte in the line, from 1; 0 when the problem is the end of the line before.
    pub column: usize,
}

impl JsonError {
    fn at(offset: usize, body: &[u8], problem: &str) -> Self {
        let before = &body[..offset];
        let line_start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        JsonError {
            problem: problem.to_owned(),
            line: 1 + before.iter().filter(|&&byte| byte == b'\n').count(),
            column: 1 + offset - line_start,
        }
    }
}

impl From<serde_json::Error> for JsonError {
    fn from(error: serde_json::Error) -> Self {
        // Its texts are fixed ones and ours, followed by the position, which we keep as numbers.
        let text = error.to_string();
        let problem = text.rsplit_once(" at line ").map_or(text.as_str(), |(problem, _)| problem);
        JsonError { problem: problem.to_owned(), line: error.line(), column: error.column() }
    }
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at line {}, column {}", self.problem, self.line, self.column)
    }
}

impl std::error::Error for JsonError {}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        Node(&Cell::new(MAX_VALUES)).deserialize(source)
    }
}

/// Reads one value and counts down how many more may come.
#[derive(Clone, Copy)]
struct Node<'a>(&'a Cell<usize>);

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Value, D::Error> {
        let Some(left) = self.0.get().checked_sub(1) else {
            return Err(D::Error::custom(format_args!("more than {MAX_VALUES} values")));
        };
        self.0.set(left);
        source.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Bool(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Int(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(i64::try_from(number).map_or(Value::Float(number as f64), Value::Int))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Float(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::from(text))
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(Value::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut tree = Tree::new();
        while let Some(value) = items.next_element_seed(self)? {
            tree.push(value);
        }
        Ok(Value::Tree(tree))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<Value, A::Error> {
        let mut tree = Tree::new();
        while let Some(key) = pairs.next_key::<Key>()? {
            tree.insert(key, pairs.next_value_seed(self)?);
        }
        Ok(Value::Tree(tree))
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        source.deserialize_str(Name)
    }
}

struct Name;

impl Visitor<'_> for Name {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, text: &str) -> Result<Key, E> {
        Ok(Key::from(text))
    }
}

impl Value {
    /// The same value from serde_json's kind.
    pub fn from_json(value: serde_json::Value) -> Value {
        match value {
            serde_json::Value::Null => Value::Null,
            serde_json::Value::Bool(flag) => Value::Bool(flag),
            serde_json::Value::Number(number) => match number.as_i64() {
                Some(integer) => Value::Int(integer),
                None => number.as_f64().map_or(Value::Null, Value::Float),
            },
            serde_json::Value::String(text) => Value::Text(text),
            serde_json::Value::Array(items) => Value::Tree(items.into_iter().map(Value::from_json).collect()),
            serde_json::Value::Object(pairs) => {
                Value::Tree(pairs.into_iter().map(|(key, value)| (key, Value::from_json(value))).collect())
            }
        }
    }

    /// The same value as serde_json's kind; trees follow the rule of [`write_json`].
    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Value::Null => serde_json::Value::Null,
            Value::Bool(flag) => (*flag).into(),
            Value::Int(number) => (*number).into(),
            Value::Float(number) => (*number).into(),
            Value::Text(text) => text.as_str().into(),
            Value::Tree(tree) if tree.is_list() => tree.values().map(Value::to_json).collect(),
            Value::Tree(tree) => tree.iter().map(|(key, value)| (key.to_string(), value.to_json())).collect(),
        }
    }
}
