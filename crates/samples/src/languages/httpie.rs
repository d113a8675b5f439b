//! The command-line client HTTPie, in a POSIX shell.

use crate::{Asked, NOTE, made, quote};
use shared::integration::Send;
use shared::sample::Sample;

/// The sample.
pub fn write(asked: &Asked) -> Sample {
    // A backslash before one of its separators has no spelling there, so such requests go encoded.
    let plain = !asked.pairs.iter().any(|(name, value)| name.contains('\\') || value.contains('\\'));
    let items = |separator: &str| {
        let item = |(name, value): &(String, String)| {
            format!(" \\\n  {}", quote::shell(&format!("{}{separator}{}", escaped(name), start_escaped(value))))
        };
        asked.pairs.iter().map(item).collect::<String>()
    };
    let raw = |kind: &str, body: &str| format!(" \\\n  Content-Type:{kind} --raw {}", quote::shell(body));
    let (before, path, after) = match asked.way {
        Send::Get if plain => (" GET", asked.path.clone(), items("==")),
        Send::Get => (" GET", asked.path_with_query(), String::new()),
        Send::PostForm if plain => (" --form POST", asked.path.clone(), items("=")),
        Send::PostForm => (" POST", asked.path.clone(), raw("application/x-www-form-urlencoded", &asked.query())),
        Send::PostJson => (" POST", asked.path.clone(), raw("application/json", &asked.json)),
    };
    let parts = [NOTE, "http --ignore-stdin", before, " \"${B24_WEBHOOK_URL}", &path, "\"", &after, "\n"];
    made(asked, "#", &parts, &[("${B24_WEBHOOK_URL}", "{}")])
}

/// What separates names from values.
const SEPARATORS: [char; 4] = [':', '=', '@', ';'];

fn escaped(name: &str) -> String {
    let mut escaped = String::with_capacity(name.len());
    for letter in name.chars() {
        if SEPARATORS.contains(&letter) {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// At the start of a value such a character would be part of the separator.
fn start_escaped(value: &str) -> String {
    if value.starts_with(SEPARATORS) { format!("\\{value}") } else { value.to_owned() }
}
