//! A message as the messenger shows it. docs: im-dialog-messages-get.md, im-dialog-messages-search.md.

use super::{list, object, time};
use crate::{im::words, prelude::*};

/// A message in the classic form, for somebody who has read up to the message `read`.
pub fn message(call: &Call, message: &Record, read: i64) -> Value {
    object([
        ("id", Value::Int(message.id as i64)),
        ("chat_id", Value::Int(message.int("CHAT_ID"))),
        ("author_id", Value::Int(message.int("AUTHOR_ID"))),
        ("date", time(call, message.int("DATE_CREATE"))),
        ("text", text(call, message).into()),
        ("unread", unread(call, message, read).into()),
        ("uuid", uuid(message)),
        ("replaces", list([])),
        ("params", params_of(message)),
        ("disappearing_date", Value::Null),
    ])
}

/// A message in the newer form, as far as it is the same for everybody. `seen` says how many others
/// have read it.
pub fn said(call: &Call, message: &Record, seen: usize) -> Tree {
    Tree::from_iter([
        ("id", Value::Int(message.id as i64)),
        ("chatId", Value::Int(message.int("CHAT_ID"))),
        ("chat_id", Value::Int(message.int("CHAT_ID"))),
        ("authorId", Value::Int(message.int("AUTHOR_ID"))),
        ("author_id", Value::Int(message.int("AUTHOR_ID"))),
        ("date", time(call, message.int("DATE_CREATE"))),
        ("text", text(call, message).into()),
        ("isSystem", (message.int("AUTHOR_ID") == 0).into()),
        ("uuid", uuid(message)),
        ("forward", Value::Null),
        ("params", params_of(message)),
        ("viewedByOthers", (seen > 0).into()),
    ])
}

/// Whether the caller, who has read up to the message `read`, has not read this one.
pub fn unread(call: &Call, message: &Record, read: i64) -> bool {
    message.id as i64 > read && message.int("POSTED_BY") != call.caller.user as i64 && !message.flag("QUIET")
}

/// What a message says; a deleted one says so.
fn text(call: &Call, message: &Record) -> String {
    match message.flag("DELETED") {
        true => words::say(call.services, &words::DELETED, &[]),
        false => message.text("MESSAGE").to_owned(),
    }
}

fn uuid(message: &Record) -> Value {
    Some(message.text("UUID")).filter(|uuid| !uuid.is_empty()).map_or(Value::Null, Value::from)
}

/// What hangs on a message: likes, attachments, buttons, what it is about.
fn params_of(message: &Record) -> Value {
    let mut params = Tree::new();
    let likes = message.items("LIKES");
    if !likes.is_empty() {
        params.insert("LIKE", list(likes.iter().map(|user| Value::Int(user.int()))));
    }
    if !message.text("CODE").is_empty() {
        params.insert("CODE", list([message.text("CODE").into()]));
    }
    for name in ["ATTACH", "KEYBOARD", "MENU"] {
        if let Ok(parsed) = serde_json::from_str(message.text(name)) {
            params.insert(name, Value::from_json(parsed));
        }
    }
    if message.int("REPLY_ID") > 0 {
        params.insert("REPLY_ID", Value::Int(message.int("REPLY_ID")));
    }
    for (name, field, word) in [
        ("NOTIFY", "QUIET", "N"),
        ("URL_PREVIEW", "BARE_LINKS", "N"),
        ("IS_EDITED", "EDITED", "Y"),
        ("IS_DELETED", "DELETED", "Y"),
    ] {
        if message.flag(field) {
            params.insert(name, word.into());
        }
    }
    params.into()
}

/// A message as one line without BB codes, for lists.
pub fn plain_text(call: &Call, message: &Record) -> String {
    let mut line = without_codes(&text(call, message)).split_whitespace().collect::<Vec<_>>().join(" ");
    if !message.text("ATTACH").is_empty() {
        let mark = words::say(call.services, &words::ATTACHMENT, &[]);
        line = format!("{line} {mark}").trim_start().to_owned();
    }
    line
}

/// Text without its BB codes; brackets that are none stay.
fn without_codes(text: &str) -> String {
    const CODES: [&str; 20] = [
        "B",
        "I",
        "U",
        "S",
        "USER",
        "CHAT",
        "URL",
        "SEND",
        "PUT",
        "CALL",
        "COLOR",
        "SIZE",
        "QUOTE",
        "CODE",
        "BR",
        "IMG",
        "ICON",
        "TIMESTAMP",
        "CONTEXT",
        "DISK",
    ];
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, inside)) = rest.split_once('[') {
        out.push_str(before);
        let code = inside.split_once(']').filter(|(code, _)| {
            let name = code.trim_start_matches('/').split(['=', ' ']).next().unwrap_or_default();
            CODES.iter().any(|known| known.eq_ignore_ascii_case(name))
        });
        match code {
            Some((name, after)) => {
                if name.eq_ignore_ascii_case("BR") {
                    out.push(' ');
                }
                rest = after;
            }
            None => {
                out.push('[');
                rest = inside;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::without_codes;

    #[test]
    fn only_codes_go() {
        for (text, expected) in [
            ("[USER=5 REPLACE]Ann Lee[/USER] is [B]here[/B]", "Ann Lee is here"),
            ("one[br]two", "one two"),
            ("a[1] = [x", "a[1] = [x"),
            ("[url=https://example.com]site[/url]]", "site]"),
        ] {
            assert_eq!(without_codes(text), expected);
        }
    }
}
