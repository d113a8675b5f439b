//! JSON text of values, appended to a buffer of bytes.

use crate::{Key, Tree, Value};
use serde::Serialize;

/// Appends a value. Trees follow PHP: an empty one is `[]`, keys 0 to n-1 in order make an array, and
/// any other an object. Floats get the fewest digits that read back the same and keep a fraction
/// (`1.0`); NaN and the infinities are `null`.
pub fn write_json(value: &Value, out: &mut Vec<u8>) {
    match value {
        Value::Null => out.extend_from_slice(b"null"),
        Value::Bool(flag) => out.extend_from_slice(if *flag { b"true" } else { b"false" }),
        Value::Int(number) => write_number(number, out),
        Value::Float(number) => write_number(number, out),
        Value::Text(text) => write_json_text(text, out),
        Value::Tree(tree) if tree.is_list() => write_list(tree, out),
        Value::Tree(tree) => write_map(tree, out),
    }
}

fn write_list(tree: &Tree, out: &mut Vec<u8>) {
    let mut separator = b'[';
    for value in tree.values() {
        out.push(separator);
        write_json(value, out);
        separator = b',';
    }
    out.extend_from_slice(if tree.is_empty() { b"[]" } else { b"]" });
}

fn write_map(tree: &Tree, out: &mut Vec<u8>) {
    let mut separator = b'{';
    for (key, value) in tree {
        out.push(separator);
        match key {
            Key::Index(index) => {
                out.push(b'"');
                write_number(index, out);
                out.push(b'"');
            }
            Key::Name(name) => write_json_text(name, out),
        }
        out.push(b':');
        write_json(value, out);
        separator = b',';
    }
    out.push(b'}');
}

fn write_number(number: &impl Serialize, out: &mut Vec<u8>) {
    serde_json::to_writer(out, number).expect("writing a number to a vector has nothing that fails");
}

/// Appends a text in quotes, escaping only what JSON requires.
pub fn write_json_text(text: &str, out: &mut Vec<u8>) {
    let mut rest = text.as_bytes();
    out.reserve(rest.len() + 2);
    out.push(b'"');
    while let Some(at) = first_special(rest) {
        out.extend_from_slice(&rest[..at]);
        write_special(rest[at], out);
        rest = &rest[at + 1..];
    }
    out.extend_from_slice(rest);
    out.push(b'"');
}

/// Where the first byte is that cannot stand in a JSON text as it is.
fn first_special(bytes: &[u8]) -> Option<usize> {
    // Without an early exit within the block, the compiler compares all its bytes at once.
    const BLOCK: usize = 16;
    let clean = bytes.chunks_exact(BLOCK).take_while(|block| !block.iter().fold(false, |any, &b| any | is_special(b)));
    let skipped = clean.count() * BLOCK;
    bytes[skipped..].iter().position(|&byte| is_special(byte)).map(|at| skipped + at)
}

fn is_special(byte: u8) -> bool {
    (byte < 0x20) | (byte == b'"') | (byte == b'\\')
}

/// Control characters with an escape of their own.
static SHORT: &[(u8, u8)] =
    &[(b'\n', b'n'), (b'\r', b'r'), (b'\t', b't'), (0x08, b'b'), (0x0c, b'f'), (b'"', b'"'), (b'\\', b'\\')];

fn write_special(byte: u8, out: &mut Vec<u8>) {
    if let Some((_, letter)) = SHORT.iter().find(|(special, _)| *special == byte) {
        return out.extend_from_slice(&[b'\\', *letter]);
    }
    let hex = |digit: u8| b"0123456789abcdef"[usize::from(digit)];
    out.extend_from_slice(&[b'\\', b'u', b'0', b'0', hex(byte >> 4), hex(byte & 15)]);
}
