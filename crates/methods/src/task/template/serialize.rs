//! Values in the notation of PHP's `serialize`, in which some answers carry lists and maps as text.
//! docs: api-reference/tasks/template/tasks-template-get.md.

use params::{Key, Value};

/// A value in that notation; lengths of texts count bytes.
pub(super) fn php(value: &Value) -> String {
    match value {
        Value::Null => "N;".to_owned(),
        Value::Bool(value) => format!("b:{};", u8::from(*value)),
        Value::Int(value) => format!("i:{value};"),
        Value::Tree(tree) => {
            let pairs: String = tree.iter().map(|(key, value)| format!("{}{}", key_of(key), php(value))).collect();
            format!("a:{}:{{{pairs}}}", tree.len())
        }
        other => text(&other.as_text().unwrap_or_default()),
    }
}

fn key_of(key: &Key) -> String {
    match key {
        Key::Index(index) => format!("i:{index};"),
        Key::Name(name) => text(name),
    }
}

fn text(text: &str) -> String {
    format!("s:{}:\"{text}\";", text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_read_as_php_would_write_them() {
        for (json, expected) in [
            (r#"{"a":[]}"#, r#"a:1:{s:1:"a";a:0:{}}"#),
            (r#"{"a":["102",2,true,null]}"#, r#"a:1:{s:1:"a";a:4:{i:0;s:3:"102";i:1;i:2;i:2;b:1;i:3;N;}}"#),
            (r#"{"é":"é"}"#, r#"a:1:{s:2:"é";s:2:"é";}"#),
        ] {
            assert_eq!(php(&params::decode_json(json.as_bytes()).unwrap().into()), expected);
        }
    }
}
