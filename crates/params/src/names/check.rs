//! Whether a parameter name that a person typed is well formed.

use crate::MAX_BRACKETS;
use std::fmt;

/// Checks a name that a person typed: it must mean the same to everybody who reads it, so what PHP
/// would quietly repair or drop is refused. Whatever is between brackets is fine, also nothing.
pub fn check_name(name: &str) -> Result<(), NameError> {
    let (head, mut rest) = name.split_at(name.find(['[', ']']).unwrap_or(name.len()));
    if head.is_empty() {
        return Err(if rest.is_empty() { NameError::Empty } else { NameError::StartsWithBracket });
    }
    if head.contains([' ', '.', '\0']) {
        return Err(NameError::Altered);
    }
    let mut depth = 0;
    while !rest.is_empty() {
        let Some(opened) = rest.strip_prefix('[') else {
            return Err(if rest.starts_with(']') { NameError::Unopened } else { NameError::TextAfterBracket });
        };
        let Some((inside, after)) = opened.split_once(']') else {
            return Err(NameError::Unclosed);
        };
        if inside.contains('[') {
            return Err(NameError::Unclosed);
        }
        if inside.contains('\0') {
            return Err(NameError::Altered);
        }
        rest = after;
        depth += 1;
    }
    if depth > MAX_BRACKETS { Err(NameError::TooDeep) } else { Ok(()) }
}

/// What is wrong with a name in bracket notation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameError {
    /// Nothing was typed.
    Empty,
    /// There is no name before the first bracket.
    StartsWithBracket,
    /// A bracket is opened and not closed before the next one or the end.
    Unclosed,
    /// A bracket is closed that was not opened.
    Unopened,
    /// Text follows a closing bracket.
    TextAfterBracket,
    /// The name holds a blank, a dot or a zero character before the brackets, or a zero character
    /// within them; the receiver would read another name.
    Altered,
    /// There are more than [`MAX_BRACKETS`] brackets.
    TooDeep,
}

impl fmt::Display for NameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            NameError::Empty => "The name is empty",
            NameError::StartsWithBracket => "The name is missing before the brackets",
            NameError::Unclosed => "A bracket is not closed",
            NameError::Unopened => "A bracket is closed but was not opened",
            NameError::TextAfterBracket => "There is text after a closing bracket",
            NameError::Altered => "Blanks and dots are not allowed before the brackets",
            NameError::TooDeep => "There are too many brackets",
        })
    }
}

impl std::error::Error for NameError {}
