//! What the samples in PHP have in common.

use crate::literal::{Spelling, literal};
use crate::{Asked, quote};

/// PHP's arrays.
pub static PHP: Spelling = Spelling {
    list: ("[", "]"),
    map: ("[", "]"),
    pair: " => ",
    null: "null",
    flags: ("true", "false"),
    text: quote::php,
    step: "    ",
};

/// The parameters as an array, so many levels deep.
pub fn params(asked: &Asked, depth: usize) -> String {
    literal(&asked.tree, &PHP, depth)
}

/// What reads the address, and what to put in its place.
pub const SWAP: (&str, &str) = ("getenv('B24_WEBHOOK_URL')", "'{}'");
