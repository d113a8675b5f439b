//! Request parameters and one nested, ordered value: query strings, form bodies and JSON all become
//! the same [`Tree`], shaped as a PHP array would be, and go back to text from it.

mod json;
mod names;
mod query;
mod tree;
mod value;

pub use json::{JsonError, decode_json, write_json, write_json_text};
pub use names::{NameError, check_name, flatten, unflatten};
pub use query::{decode_query, decode_query_bytes, encode_query, encode_query_readable};
pub use tree::{Key, Tree};
pub use value::Value;

/// How many values one request may carry, trees included. A small body can ask for a lot of memory
/// (`[[[],[],…`), so whatever comes later is dropped from a query and refused in JSON.
pub const MAX_VALUES: usize = 1 << 20;

/// How many brackets one parameter name may have, as in PHP's `max_input_nesting_level`.
pub const MAX_BRACKETS: usize = 64;
