//! One parameter value and the ways a method may read it.

use crate::Tree;
use std::borrow::Cow;

/// A scalar or a [`Tree`]. Text that came in a query stays text; JSON values keep their type.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// JSON `null`: absent or empty.
    #[default]
    Null,
    /// JSON `true` and `false`.
    Bool(bool),
    /// An integer of 64 bits.
    Int(i64),
    /// Any other number.
    Float(f64),
    /// Text.
    Text(String),
    /// A list or a map.
    Tree(Tree),
}

/// The texts people send for yes and no, apart from the numbers 1 and 0.
static FLAGS: &[(&str, bool)] =
    &[("1", true), ("0", false), ("Y", true), ("N", false), ("true", true), ("false", false), ("", false)];

impl Value {
    /// The tree, when it is one.
    pub fn as_tree(&self) -> Option<&Tree> {
        match self {
            Value::Tree(tree) => Some(tree),
            _ => None,
        }
    }

    /// A scalar as PHP prints it: `true` is `1`, `false` is empty, 1.0 is `1` and 1e25 is `1.0E+25`.
    /// `None` for null and trees.
    pub fn as_text(&self) -> Option<Cow<'_, str>> {
        match self {
            Value::Null | Value::Tree(_) => None,
            Value::Bool(flag) => Some(Cow::Borrowed(if *flag { "1" } else { "" })),
            Value::Int(number) => Some(Cow::Owned(number.to_string())),
            Value::Float(number) => Some(Cow::Owned(float_text(*number))),
            Value::Text(text) => Some(Cow::Borrowed(text)),
        }
    }

    /// An integer, a float without a fraction, or text that is an integer between blanks.
    pub fn as_int(&self) -> Option<i64> {
        match self {
            Value::Int(number) => Some(*number),
            Value::Float(number) => whole(*number),
            Value::Text(text) => text.trim().parse().ok(),
            _ => None,
        }
    }

    /// A yes or a no in any spelling clients use: `true`, 1, `Y`, `false`, 0, `N`, the same as text
    /// in any letter case, and empty text for no. `None` for anything else.
    pub fn as_flag(&self) -> Option<bool> {
        match self {
            Value::Bool(flag) => Some(*flag),
            Value::Text(text) => {
                let (_, flag) = FLAGS.iter().find(|(word, _)| word.eq_ignore_ascii_case(text))?;
                Some(*flag)
            }
            _ => match self.as_int()? {
                0 => Some(false),
                1 => Some(true),
                _ => None,
            },
        }
    }

    /// Null, empty text or an empty tree.
    pub fn is_empty(&self) -> bool {
        match self {
            Value::Null => true,
            Value::Text(text) => text.is_empty(),
            Value::Tree(tree) => tree.is_empty(),
            _ => false,
        }
    }

    /// The values of a tree, or a scalar as the only one. Nothing for an empty value and for a tree
    /// with one empty text, which is how a form spells an empty list (`select[]=`).
    pub fn list(&self) -> Vec<&Value> {
        match self {
            _ if self.is_empty() => Vec::new(),
            Value::Tree(tree) if tree.len() == 1 && tree.at(0).is_some_and(Value::is_blank) => Vec::new(),
            Value::Tree(tree) => tree.values().collect(),
            _ => vec![self],
        }
    }

    /// The value at the end of a path of keys, each read as by [`Tree::get`].
    pub fn path(&self, keys: &[&str]) -> Option<&Value> {
        keys.iter().try_fold(self, |value, key| value.as_tree()?.get(key))
    }

    fn is_blank(&self) -> bool {
        matches!(self, Value::Text(text) if text.is_empty())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Value::Int(number)
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Value::Float(number)
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Value::Bool(flag)
    }
}

impl From<Tree> for Value {
    fn from(tree: Tree) -> Self {
        Value::Tree(tree)
    }
}

/// The integer a float is equal to, if there is one of 64 bits.
fn whole(number: f64) -> Option<i64> {
    // 2^63, the first float too large; its negative is the smallest integer itself.
    const BEYOND: f64 = 9_223_372_036_854_775_808.0;
    let fits = number.fract() == 0.0 && (-BEYOND..BEYOND).contains(&number);
    fits.then_some(number as i64)
}

/// The fewest digits that give the number back, in PHP's notation: plain from 0.0001 up to 17 digits
/// before the point, else as in `1.5E-7`.
fn float_text(number: f64) -> String {
    if number.is_nan() {
        return "NAN".to_owned();
    }
    if number.is_infinite() {
        return if number > 0.0 { "INF" } else { "-INF" }.to_owned();
    }
    let scientific = format!("{number:e}");
    let Some((digits, exponent)) = scientific.split_once('e') else {
        return scientific;
    };
    match exponent.parse::<i32>() {
        Ok(-4..=16) | Err(_) => number.to_string(),
        Ok(exponent) => {
            let fraction = if digits.contains('.') { "" } else { ".0" };
            format!("{digits}{fraction}E{exponent:+}")
        }
    }
}
