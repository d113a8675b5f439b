//! Parameter names in bracket notation, `fields[PHONE][0][VALUE]`: reading them into a tree and
//! writing a tree as such names.

mod check;

pub use check::{NameError, check_name};

use crate::{Key, MAX_BRACKETS, Tree, Value};
use std::borrow::Cow;

/// Every scalar with its name, depth first: the rows of the request builder. Null is empty text,
/// `false` is `0`; an empty tree has no row, since nothing in this notation can spell it.
pub fn flatten(tree: &Tree) -> Vec<(String, String)> {
    let mut rows = Vec::new();
    walk(tree, &PLAIN, &mut String::new(), &mut |name, value| {
        rows.push((name.to_owned(), wire_text(value).unwrap_or_default().into_owned()));
    });
    rows
}

/// The tree that rows of names and texts stand for, with the rules of [`Tree::insert_bracketed`].
pub fn unflatten(rows: &[(String, String)]) -> Tree {
    let mut tree = Tree::new();
    for (name, text) in rows {
        tree.insert_bracketed(name, Value::Text(text.clone()));
    }
    tree
}

impl Tree {
    /// Sets the value of one decoded name in bracket notation, as PHP does:
    /// - `a[b][]` goes down by key and appends at the end of a list; a scalar in the way is replaced;
    /// - `.` and blanks before the first bracket become `_`, leading blanks go;
    /// - a first bracket that never closes is no bracket (`a[b` is `a_b`), a later one ends the name,
    ///   as does any text after a closing bracket;
    /// - a name that is empty or starts with a bracket is dropped.
    ///
    /// A name with more than [`MAX_BRACKETS`] brackets is dropped too, and empties what its top-level
    /// name held.
    pub fn insert_bracketed(&mut self, name: &str, value: Value) {
        place(self, name, value);
    }
}

/// What [`place`] did with a pair.
pub(crate) enum Placed {
    /// The value is in, or its name meant nothing.
    Done,
    /// The name had too many brackets; what its top-level name held, if anything, is null now.
    TooDeep,
}

pub(crate) fn place(tree: &mut Tree, name: &str, value: Value) -> Placed {
    let (head, brackets) = split(name);
    if head.is_empty() {
        return Placed::Done;
    }
    if brackets.clone().nth(MAX_BRACKETS).is_some() {
        // Taking pairs out one by one would cost a pass each, so the caller drops all nulls at the end.
        if tree.get(&head).is_some() {
            tree.insert(head, Value::Null);
        }
        return Placed::TooDeep;
    }
    let mut here = tree;
    let mut key = Some(Key::from(head));
    for bracket in brackets {
        let Some(branch) = here.branch(key) else {
            return Placed::Done;
        };
        here = branch;
        key = bracket.map(Key::from);
    }
    match key {
        Some(key) => here.insert(key, value),
        None => here.push(value),
    }
    Placed::Done
}

/// A name as the part before the brackets, cleaned as PHP cleans it, and the brackets.
fn split(name: &str) -> (String, Brackets<'_>) {
    // PHP reads names as C strings.
    let name = name.split('\0').next().unwrap_or_default().trim_start_matches(' ');
    let open = name.find('[').filter(|&open| open == 0 || name[open..].contains(']'));
    let (head, brackets) = name.split_at(open.unwrap_or(name.len()));
    (head.replace([' ', '.', '['], "_"), Brackets(brackets))
}

/// The contents of the brackets at the start of a text, up to the first that is missing or unclosed;
/// `None` for `[]`, which appends.
#[derive(Clone)]
struct Brackets<'a>(&'a str);

impl<'a> Iterator for Brackets<'a> {
    type Item = Option<&'a str>;

    fn next(&mut self) -> Option<Self::Item> {
        let (inside, rest) = self.0.strip_prefix('[')?.split_once(']')?;
        self.0 = rest;
        // PHP skips one blank when it looks for the closing bracket of `[]`.
        let appends = matches!(inside.as_bytes(), [] | [b' ' | b'\t'..=b'\r']);
        Some((!appends).then_some(inside))
    }
}

/// How the names of a tree are spelled.
pub(crate) struct Spelling {
    pub(crate) open: &'static str,
    pub(crate) close: &'static str,
    pub(crate) write_key: fn(&str, &mut String),
}

static PLAIN: Spelling = Spelling { open: "[", close: "]", write_key: |key, out| out.push_str(key) };

/// Calls `leaf` with the name and the value of every scalar, depth first. `name` is a buffer holding
/// what comes before the keys of this tree, as it will again afterwards.
pub(crate) fn walk(tree: &Tree, spelling: &Spelling, name: &mut String, leaf: &mut impl FnMut(&str, &Value)) {
    let start = name.len();
    for (key, value) in tree {
        let key = match key {
            Key::Index(index) => Cow::Owned(index.to_string()),
            Key::Name(name) => Cow::Borrowed(name.as_str()),
        };
        if start > 0 {
            name.push_str(spelling.open);
        }
        (spelling.write_key)(&key, name);
        if start > 0 {
            name.push_str(spelling.close);
        }
        match value {
            Value::Tree(inner) => walk(inner, spelling, name, leaf),
            scalar => leaf(name, scalar),
        }
        name.truncate(start);
    }
}

/// A scalar as `http_build_query` writes it, where `false` is `0`; `None` for null, which it leaves out.
pub(crate) fn wire_text(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::Bool(false) => Some(Cow::Borrowed("0")),
        _ => value.as_text(),
    }
}
