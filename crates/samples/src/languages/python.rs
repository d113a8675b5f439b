//! What the samples in Python have in common.

use crate::literal::{Spelling, literal};
use crate::{Asked, quote};

/// Python's values.
pub static PYTHON: Spelling = Spelling {
    list: ("[", "]"),
    map: ("{", "}"),
    pair: ": ",
    null: "None",
    flags: ("True", "False"),
    text: quote::json,
    step: "    ",
};

/// The parameters as a dictionary.
pub fn params(asked: &Asked) -> String {
    asked.tree().map_or_else(|| "{}".to_owned(), |_| literal(&asked.tree, &PYTHON, 0))
}

/// What reads the address, and what to put in its place.
pub const SWAP: (&str, &str) = ("os.environ[\"B24_WEBHOOK_URL\"]", "\"{}\"");

/// The module that is not needed then.
pub const IMPORT: (&str, &str) = ("import os\n", "");
