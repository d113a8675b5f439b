//! Texts in the quotes of each language.

use std::fmt::Write as _;

/// POSIX shells: nothing has a meaning between single quotes.
pub fn shell(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// JSON, which is also how JavaScript, Python and Go write texts.
pub fn json(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// PHP: single quotes, or double ones when control characters need a name.
pub fn php(text: &str) -> String {
    if !text.chars().any(char::is_control) {
        return format!("'{}'", text.replace('\\', r"\\").replace('\'', r"\'"));
    }
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' | '$' => quoted.extend(['\\', letter]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            // Writing to text has nothing that fails.
            letter if letter.is_control() => drop(write!(quoted, "\\u{{{:x}}}", u32::from(letter))),
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

/// Rust.
pub fn rust(text: &str) -> String {
    format!("{text:?}")
}

/// PowerShell takes typographic quotes for quotes, too; twice means once.
pub fn powershell(text: &str) -> String {
    let mut quoted = String::from("'");
    for letter in text.chars() {
        if matches!(letter, '\'' | '\u{2018}'..='\u{201B}') {
            quoted.push(letter);
        }
        quoted.push(letter);
    }
    quoted.push('\'');
    quoted
}
