//! How the messenger prints a person, a chat and a message: three things that nearly all of its
//! answers are made of. docs: im-user-get.md, im-dialog-get.md, im-dialog-messages-get.md.

mod chat;
mod message;
mod user;

pub use chat::{chat, color, in_list, mute_list, whole};
pub use message::{message, plain_text, said, unread};
pub use user::user;

use crate::prelude::*;

/// A map with its keys in this order.
pub fn object<const N: usize>(pairs: [(&'static str, Value); N]) -> Value {
    Tree::from_iter(pairs).into()
}

/// A list.
pub fn list(values: impl IntoIterator<Item = Value>) -> Value {
    values.into_iter().collect::<Tree>().into()
}

/// A list of ids.
pub fn ids(ids: impl IntoIterator<Item = u64>) -> Value {
    list(ids.into_iter().map(|id| Value::Int(id as i64)))
}

/// An instant in the portal's zone; `false` for none.
pub fn time(call: &Call, ms: i64) -> Value {
    if ms == 0 {
        return Value::Bool(false);
    }
    let mut out = Vec::new();
    engine::zone::write_time(&mut out, call.services.zone, ms);
    Value::Text(String::from_utf8_lossy(&out).into_owned())
}

/// The link to a picture; nothing for none.
pub fn picture(call: &Call, file: i64) -> Value {
    if file <= 0 {
        return "".into();
    }
    call.services.signer.link(call.origin, "download", file as u64, call.now).into()
}

/// `first_name` and `FIRST_NAME` as `firstName`.
pub fn camel(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for (at, part) in name.split('_').enumerate() {
        let part = part.to_ascii_lowercase();
        let mut letters = part.chars();
        match letters.next() {
            Some(first) if at > 0 => {
                out.push(first.to_ascii_uppercase());
                out.push_str(letters.as_str());
            }
            _ => out.push_str(&part),
        }
    }
    out
}

/// The same object with its keys in camel case, as newer methods print it.
pub fn camel_keys(value: Value) -> Value {
    match value {
        Value::Tree(tree) => {
            tree.into_iter().map(|(key, value)| (camel(&key.to_string()), value)).collect::<Tree>().into()
        }
        other => other,
    }
}
