//! Unread messages: one counter for each person and chat, written with the messages themselves, and
//! im.counters.get. docs: im-counters-get.md.

use super::{
    chat::{self, CHAT},
    member,
    message::MESSAGE,
    notify,
    room::View,
    show,
};
use crate::prelude::*;
use engine::index::value_count;
use store::{Direction, KeyRange, keys};

/// The name of the counters.
const UNREAD: &str = "im_unread";

/// The counter of what somebody has not read in a chat.
pub fn key(user: u64, chat: u64) -> Vec<u8> {
    keys::count(UNREAD, &[keys::u64_key(user), keys::u64_key(chat)].concat())
}

/// How many messages of a chat somebody has not read.
///
/// # Errors
/// When the store fails.
pub fn unread(call: &Call, user: u64, chat: u64) -> Result<i64> {
    Ok(call.services.store.counter(&key(user, chat))?)
}

/// Somebody's counters that are not 0: chat and number.
///
/// # Errors
/// When the store fails.
pub fn all(call: &Call, user: u64) -> Result<Vec<(u64, i64)>> {
    let range = KeyRange::prefix(keys::count(UNREAD, &keys::u64_key(user)));
    let found = call.services.store.scan(&range, Direction::Up, usize::MAX)?;
    let number = |(key, entry): &(store::Bytes, store::Entry)| Some((keys::id_of(key)?, entry.number()?));
    Ok(found.iter().filter_map(number).filter(|(_, number)| *number > 0).collect())
}

/// Sets a counter to what is true after a commit that the chat's version guards.
pub fn set(commit: &mut Commit, user: u64, chat: u64, number: u64) {
    commit.ops.push(store::Op::Del(key(user, chat)));
    if number > 0 {
        commit.ops.push(store::Op::Add(key(user, chat), number as i64));
    }
}

/// How many messages of a chat after `read` count as unread for somebody.
///
/// # Errors
/// When the store fails.
pub fn after(call: &Call, chat: u64, read: i64, user: u64) -> Result<u64> {
    let query = Query { limit: 0, counted: true, ..unread_query(call, chat, read, user)? };
    Ok(engine::query::run(call.services, &MESSAGE, &query)?.total.unwrap_or(0))
}

/// The first message of a chat that the caller has not read, 0 for none.
///
/// # Errors
/// When the store fails.
pub fn first_unread(call: &Call, view: &View) -> Result<i64> {
    if unread(call, call.caller.user, view.chat.id)? == 0 {
        return Ok(0);
    }
    let query = Query { limit: 1, ..unread_query(call, view.chat.id, view.read_up_to(), call.caller.user)? };
    Ok(call.all(&MESSAGE, &query)?.first().map_or(0, |message| message.id as i64))
}

fn unread_query(call: &Call, chat: u64, read: i64, user: u64) -> Result<Query> {
    let schema = call.services.schema(&MESSAGE)?;
    let tests = [
        ("CHAT_ID", Op::In, Data::Int(chat as i64)),
        ("ID", Op::Above, Data::Int(read)),
        ("POSTED_BY", Op::NotIn, Data::Int(user as i64)),
        ("QUIET", Op::In, Data::Flag(false)),
    ];
    Ok(Query::all(super::tests(&schema, tests)))
}

/// How many messages a chat has.
///
/// # Errors
/// When the store fails.
pub fn messages(call: &Call, chat: u64) -> Result<i64> {
    Ok(call.services.store.counter(&value_count(MESSAGE.name, "CHAT_ID", &keys::i64_key(chat as i64)))?)
}

/// A dialog with something unread, or marked as such.
struct Unread {
    /// The id of the chat, or of the other person.
    key: i64,
    private: bool,
    muted: bool,
    marked: bool,
    number: i64,
}

impl Unread {
    /// What it adds to the sum: a dialog that is only marked counts for one, a silenced one for none.
    fn weight(&self) -> i64 {
        if self.muted { 0 } else { self.number.max(i64::from(self.marked)) }
    }
}

/// im.counters.get: what the caller has not read, by dialog and in sum.
pub(super) fn get(call: &Call) -> Result<Answer> {
    let rows = unread_dialogs(call)?;
    let sum = |private| rows.iter().filter(|row| row.private == private).map(Unread::weight).sum::<i64>();
    let (chats, dialogs, notices) = (sum(false), sum(true), notify::unread(call, call.caller.user)?);
    let kinds = show::object([
        ("ALL", Value::Int(notices + chats + dialogs)),
        ("NOTIFY", Value::Int(notices)),
        ("CHAT", Value::Int(chats)),
        ("LINES", Value::Int(0)),
        ("DIALOG", Value::Int(dialogs)),
        ("MESSENGER", Value::Int(chats + dialogs)),
    ]);
    let numbers = |wanted: fn(&Unread) -> bool| {
        let counted = rows.iter().filter(|row| row.number > 0 && wanted(row));
        Value::from(counted.map(|row| (row.key, Value::Int(row.number))).collect::<Tree>())
    };
    let marks = |private| {
        let marked = rows.iter().filter(|row| row.marked && row.private == private);
        show::list(marked.map(|row| Value::Int(row.key)))
    };
    Ok(Answer::value(show::object([
        ("TYPE", kinds),
        ("CHAT", numbers(|row| !row.muted && !row.private)),
        ("CHAT_MUTED", numbers(|row| row.muted)),
        ("CHAT_UNREAD", marks(false)),
        ("LINES", show::list([])),
        ("DIALOG", numbers(|row| !row.muted && row.private)),
        ("DIALOG_UNREAD", marks(true)),
    ])))
}

fn unread_dialogs(call: &Call) -> Result<Vec<Unread>> {
    let (me, mut rows) = (call.caller.user, Vec::new());
    let counted = all(call, me)?;
    for seat in member::places(call, me)? {
        let id = seat.int("CHAT_ID").max(0) as u64;
        let number = counted.iter().find(|(chat, _)| *chat == id).map_or(0, |(_, number)| *number);
        if number == 0 && !seat.flag("UNREAD") {
            continue;
        }
        let Some(chat) = call.find(&CHAT, id)?.filter(|chat| chat.text("TYPE") != "S") else { continue };
        let partner = chat::partner(&chat, me);
        rows.push(Unread {
            key: partner.unwrap_or(id) as i64,
            private: partner.is_some(),
            muted: seat.flag("MUTED"),
            marked: seat.flag("UNREAD"),
            number,
        });
    }
    Ok(rows)
}
