//! `.xml`: the same answers as elements. docs: general-principles.md. How lists are written is not
//! documented; their elements are called `item`.

use serde_json::Value;

/// The XML of an answer's JSON.
pub fn from_json(json: &[u8]) -> Vec<u8> {
    let value: Value = serde_json::from_slice(json).unwrap_or_default();
    let mut out = String::from("<?xml version=\"1.0\" ?>");
    element(&mut out, "response", &value);
    out.into_bytes()
}

fn element(out: &mut String, name: &str, value: &Value) {
    out.push('<');
    out.push_str(name);
    out.push('>');
    match value {
        Value::Null => {}
        Value::Bool(flag) => out.push(if *flag { '1' } else { '0' }),
        Value::Number(number) => out.push_str(&number.to_string()),
        Value::String(text) => escape(out, text),
        Value::Array(items) => items.iter().for_each(|item| element(out, "item", item)),
        Value::Object(members) => members.iter().for_each(|(name, value)| element(out, &element_name(name), value)),
    }
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

/// Names of elements begin with a letter or `_` and hold letters, digits, `_`, `-` and `.`.
fn element_name(name: &str) -> String {
    let mut out: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || "_-.".contains(c) { c } else { '_' }).collect();
    if !out.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_') {
        out.insert(0, '_');
    }
    out
}

fn escape(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            // XML has no way to write other control characters.
            letter if letter.is_control() && !"\n\r\t".contains(letter) => out.push('\u{fffd}'),
            letter => out.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_become_elements() {
        let json = br#"{"result":[{"ID":"1","TITLE":"A & <b>","7":null}],"total":1,"done":true}"#;
        let expected = "<?xml version=\"1.0\" ?><response><result><item><ID>1</ID><TITLE>A &amp; &lt;b&gt;</TITLE><_7></_7></item></result><total>1</total><done>1</done></response>";
        assert_eq!(String::from_utf8(from_json(json)).unwrap(), expected);
    }
}
