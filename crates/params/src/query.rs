//! Query strings and form bodies: read as PHP reads them, written as `http_build_query` does.

use crate::names::{Placed, Spelling, place, walk, wire_text};
use crate::{MAX_VALUES, Tree, Value};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Reads a query string, without its `?`, or a form body. Every value is text; names follow
/// [`Tree::insert_bracketed`]. A pair without `=` is empty text, a `%` without two hexadecimal
/// digits stays as it is, and bytes that are not UTF-8 become U+FFFD.
///
/// Pairs after the first [`MAX_VALUES`] values are ignored, as is what one name with too many
/// brackets had set before.
pub fn decode_query(query: &str) -> Tree {
    decode_query_bytes(query.as_bytes())
}

/// [`decode_query`] for bytes that need not be UTF-8.
pub fn decode_query_bytes(query: &[u8]) -> Tree {
    let mut tree = Tree::new();
    let mut room = MAX_VALUES;
    let mut nulls = false;
    for pair in query.split(|&byte| byte == b'&') {
        let (name, text) = match pair.iter().position(|&byte| byte == b'=') {
            Some(at) => (&pair[..at], &pair[at + 1..]),
            None => (pair, &b""[..]),
        };
        let name = decode_part(name);
        // Every bracket may make a tree.
        let cost = 1 + name.bytes().filter(|&byte| byte == b'[').count();
        let Some(left) = room.checked_sub(cost) else {
            break;
        };
        room = left;
        nulls |= matches!(place(&mut tree, &name, Value::Text(decode_part(text))), Placed::TooDeep);
    }
    if nulls {
        tree.retain(|value| *value != Value::Null);
    }
    tree
}

/// Writes a tree as one query string, all in ASCII: brackets and whatever else is not a letter, a
/// digit or one of `-._~` is percent-encoded once. `true` is `1`, `false` is `0`; nulls and empty
/// trees are left out.
pub fn encode_query(tree: &Tree) -> String {
    encode(tree, &Spelling { open: "%5B", close: "%5D", write_key: escape })
}

/// [`encode_query`] with literal brackets around keys, for showing to people; it reads back the same.
pub fn encode_query_readable(tree: &Tree) -> String {
    encode(tree, &Spelling { open: "[", close: "]", write_key: escape })
}

fn encode(tree: &Tree, spelling: &Spelling) -> String {
    let mut query = String::new();
    walk(tree, spelling, &mut String::new(), &mut |name, value| {
        let Some(text) = wire_text(value) else { return };
        if !query.is_empty() {
            query.push('&');
        }
        query.push_str(name);
        query.push('=');
        escape(&text, &mut query);
    });
    query
}

/// RFC 3986: everything but the unreserved characters. A blank is `%20`, which every reader of
/// queries understands, while `+` is a blank to some only.
static RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

fn escape(text: &str, out: &mut String) {
    out.extend(utf8_percent_encode(text, RESERVED));
}

/// A name or a value as text.
fn decode_part(part: &[u8]) -> String {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part;
    while let [first, after @ ..] = rest {
        rest = after;
        match (first, after) {
            (b'+', _) => bytes.push(b' '),
            (b'%', [high, low, after @ ..]) => match (hex(*high), hex(*low)) {
                (Some(high), Some(low)) => {
                    bytes.push(high << 4 | low);
                    rest = after;
                }
                _ => bytes.push(b'%'),
            },
            _ => bytes.push(*first),
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16)?.try_into().ok()
}
