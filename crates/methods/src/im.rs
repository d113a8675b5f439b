//! im.*: the messenger. Chats and private dialogs, messages, notifications, and people as the
//! messenger shows them. docs: api-reference/chats.

pub mod chat;
mod count;
mod dialog;
mod events;
mod member;
mod message;
pub mod notify;
mod person;
mod recent;
mod refusals;
mod room;
mod search;
mod show;
mod structure;
mod words;

pub use chat::make_general;
pub use dialog::{Dialog, read_up_to};
pub use member::{MEMBER, invite, join_everybody};
pub use message::{MESSAGE, Said};
pub use room::Room;

use crate::prelude::*;
use engine::input::LIST_MAX;
use std::collections::HashSet;

/// The families of the messenger.
pub static FAMILIES: &[&Family] = &[
    &chat::CHATS,
    &chat::CHAT_MEMBERS,
    &dialog::DIALOGS,
    &message::MESSAGES,
    &notify::NOTIFICATIONS,
    &recent::RECENT,
    &person::PEOPLE,
    &structure::STRUCTURE,
    &search::SEARCHES,
    &events::EVENTS,
    &GENERAL,
];

/// What belongs to no chat.
static GENERAL: Family = Family {
    prefix: "im",
    methods: &[read("counters.get", count::get), read("revision.get", revision)],
    ..Family::BASE
};

/// The chat of the whole company.
///
/// # Errors
/// When the store fails.
pub fn general(call: &Call) -> Result<Dialog> {
    Ok(Dialog::Chat(chat::linked(call, chat::GENERAL, "")?.map_or(0, |chat| chat.id)))
}

/// The room of a dialog, ready for something to be said there.
///
/// # Errors
/// 403 for a chat that does not exist, and when the store fails.
pub fn room<'a>(call: &'a Call<'a>, dialog: Dialog) -> Result<Room<'a>> {
    match dialog {
        Dialog::Person(other) => chat::private_room(call, call.caller.user, other),
        Dialog::Chat(id) => Room::open(call, call.find(&chat::CHAT, id)?.ok_or(refusals::UNAVAILABLE)?),
    }
}

/// im.revision.get: the revisions of the messenger's interface that this portal follows.
fn revision(_: &Call) -> Result<Answer> {
    const MOBILE: i64 = 22;
    Ok(Answer::value(show::object([
        ("rest", Value::Int(32)),
        ("web", Value::Int(130)),
        ("mobile", Value::Int(MOBILE)),
        ("desktop", Value::Int(6)),
        ("im_revision_mobile", Value::Int(MOBILE)),
    ])))
}

/// A parameter that says `Y`; anything else, and none, says no.
fn says_yes(call: &Call, name: &str) -> bool {
    call.param(name).and_then(Value::as_flag) == Some(true)
}

/// A parameter that says yes unless it says `N`.
fn says_no(call: &Call, name: &str) -> bool {
    call.param(name).and_then(Value::as_flag) == Some(false)
}

/// A parameter that is the number of a record: positive.
fn number(call: &Call, name: &str) -> Option<u64> {
    call.param(name).and_then(Value::as_int).filter(|id| *id > 0).map(|id| id as u64)
}

/// Text of a parameter without blanks around it; empty when there is none.
fn words_of(call: &Call, name: &str) -> String {
    call.param(name).and_then(Value::as_text).unwrap_or_default().trim().to_owned()
}

/// Ids in a list, or in a JSON text of one, or a single one, each once; `None` for anything else, and
/// for more than anybody means.
fn ids(value: Option<&Value>) -> Option<Vec<u64>> {
    let value = value.filter(|value| !value.is_empty())?;
    let parsed = match value {
        Value::Text(text) => serde_json::from_str(text).ok().map(Value::from_json),
        _ => None,
    };
    let value = parsed.as_ref().unwrap_or(value);
    let ids = value.list().into_iter().map(|id| id.as_int().filter(|id| *id > 0).map(|id| id as u64));
    let mut ids = ids.collect::<Option<Vec<_>>>().filter(|ids| (1..=LIST_MAX).contains(&ids.len()))?;
    let mut seen = HashSet::new();
    ids.retain(|id| seen.insert(*id));
    Some(ids)
}

/// `OFFSET` and `LIMIT` of a list.
fn part(call: &Call, usual: usize, most: usize) -> (usize, usize) {
    let number = |name| call.param(name).and_then(Value::as_int);
    let limit = number("LIMIT").filter(|limit| *limit > 0).map_or(usual, |limit| limit as usize);
    (number("OFFSET").unwrap_or(0).max(0) as usize, limit.min(most))
}

/// Part of a list that is known whole, with its total and where the next part begins.
fn paged(total: usize, (offset, limit): (usize, usize), page: Value) -> Answer {
    let end = offset.saturating_add(limit);
    let next = (end < total).then_some(end as u64);
    Answer { total: Some(total as u64), next, ..Answer::value(page) }
}

/// A parameter that is an instant; `None` when there is none.
fn moment(call: &Call, name: &str) -> Result<Option<i64>> {
    let text = words_of(call, name);
    if text.is_empty() {
        return Ok(None);
    }
    let wrong = || engine::error::wrong_value(name, "a time such as 2026-11-22T09:30:00+00:00");
    engine::zone::parse_time(call.services.zone, &text).map(Some).ok_or_else(wrong)
}

/// Conditions on fields, all of which must hold.
fn tests<'a>(schema: &engine::Schema, tests: impl IntoIterator<Item = (&'a str, Op, Data)>) -> Test {
    let is = |(field, op, value): (&str, Op, Data)| {
        schema.position(field).map(|at| Test::Is(Condition::new(at, op, vec![value])))
    };
    Test::All(tests.into_iter().filter_map(is).collect())
}
