//! The few pieces of JSON that answers are written with, straight into the buffer.

use params::Value;

/// Appends a whole number.
pub fn int(out: &mut Vec<u8>, value: i64) {
    out.extend_from_slice(itoa::Buffer::new().format(value).as_bytes());
}

/// Appends a quoted, escaped text.
pub fn text(out: &mut Vec<u8>, value: &str) {
    params::write_json_text(value, out);
}

/// A value as JSON text, for fields that keep maps and lists.
pub fn of(value: &Value) -> String {
    let mut out = Vec::new();
    params::write_json(value, &mut out);
    String::from_utf8_lossy(&out).into_owned()
}

/// Appends a comma unless the buffer ends with an opening bracket.
pub fn comma(out: &mut Vec<u8>) {
    if !matches!(out.last(), Some(b'{' | b'[')) {
        out.push(b',');
    }
}

/// Appends `"name":`, after a comma where one is due. The name must need no escaping.
pub fn key(out: &mut Vec<u8>, name: &str) {
    comma(out);
    out.push(b'"');
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b"\":");
}

/// Appends a list, one call of `each` an element.
pub fn list<T>(out: &mut Vec<u8>, items: impl IntoIterator<Item = T>, mut each: impl FnMut(&mut Vec<u8>, T)) {
    out.push(b'[');
    for item in items {
        comma(out);
        each(out, item);
    }
    out.push(b']');
}

/// Closes a map that began with `{`; an empty one becomes `[]`, as the protocol's own server prints it.
pub fn close_map(out: &mut Vec<u8>) {
    if out.last() == Some(&b'{') {
        out.pop();
        out.push(b'[');
        out.push(b']');
    } else {
        out.push(b'}');
    }
}
