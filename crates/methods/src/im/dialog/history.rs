//! im.dialog.messages.*: reading back and searching. docs: im-dialog-messages-get.md,
//! im-dialog-messages-search.md.

use crate::{
    im::{
        member,
        message::MESSAGE,
        person,
        refusals::forbidden,
        room::{self, View},
        show,
    },
    prelude::*,
};
use engine::{Known, dialect::refusal};

const DAY_MS: i64 = 86_400_000;

/// im.dialog.messages.get: the latest messages, or those before `LAST_ID` or after `FIRST_ID`; always
/// the newest first.
pub(super) fn get(call: &Call) -> Result<Answer> {
    const FIRST: Known = refusal("FIRST_ID_STRING", "First ID can't be string");
    const LAST: Known = refusal("LAST_ID_STRING", "Last ID can't be string");
    let view = super::seen(call)?;
    let number = |name: &str, wrong: Known| match call.param(name).filter(|value| !value.is_empty()) {
        None => Ok(None),
        Some(value) => value.as_int().map(Some).ok_or(Error::from(wrong)),
    };
    let (first, last) = (number("FIRST_ID", FIRST)?, number("LAST_ID", LAST)?);
    let (_, limit) = crate::im::part(call, 20, 50);
    let mut tests = vec![("ID", Op::From, Data::Int(view.from()))];
    tests.extend(first.map(|id| ("ID", Op::Above, Data::Int(id))));
    tests.extend(last.filter(|_| first.is_none()).map(|id| ("ID", Op::Below, Data::Int(id))));
    let mut messages = found(call, &view, tests, first.is_none(), limit)?;
    messages.sort_by_key(|message| std::cmp::Reverse(message.id));
    let read = view.read_up_to();
    Ok(Answer::value(show::object([
        ("chat_id", Value::Int(view.chat.id as i64)),
        ("messages", show::list(messages.iter().map(|message| show::message(call, message, read)))),
        ("users", show::list(people(call, &messages)?)),
        ("files", show::list([])),
    ])))
}

/// im.dialog.messages.search: messages of a chat by text and time.
pub(super) fn search(call: &Call) -> Result<Answer> {
    const NO_CHAT: Known = refusal("CHAT_ID_EMPTY", "CHAT_ID can't be empty");
    const CLOSED: Known = forbidden("ACCESS_ERROR", "You do not have access to this chat");
    let chat = crate::im::number(call, "CHAT_ID").ok_or(NO_CHAT)?;
    let view = room::view(call, super::Dialog::Chat(chat))?.ok_or(CLOSED)?;
    let down = call.array("ORDER")?.and_then(|order| order.get_ci("ID")).and_then(Value::as_text);
    let down = !down.is_some_and(|order| order.eq_ignore_ascii_case("asc"));
    let (_, limit) = crate::im::part(call, 50, 200);
    let mut tests = vec![("ID", Op::From, Data::Int(view.from())), ("DELETED", Op::In, Data::Flag(false))];
    if let Some(last) = crate::im::number(call, "LAST_ID") {
        tests.push(("ID", if down { Op::Below } else { Op::Above }, Data::Int(last as i64)));
    }
    let text = crate::im::words_of(call, "SEARCH_MESSAGE");
    if text.chars().count() > 2 {
        tests.push(("MESSAGE", Op::Contains, Data::Text(text.to_lowercase())));
    }
    if let Some(day) = crate::im::moment(call, "DATE")? {
        tests.push(("DATE_CREATE", Op::From, Data::Time(day)));
        tests.push(("DATE_CREATE", Op::Below, Data::Time(day + DAY_MS)));
    }
    for (name, op) in [("DATE_FROM", Op::From), ("DATE_TO", Op::To)] {
        tests.extend(crate::im::moment(call, name)?.map(|time| ("DATE_CREATE", op, Data::Time(time))));
    }
    let messages = found(call, &view, tests, down, limit)?;
    let others: Vec<Record> = member::seats(call, view.chat.id)?;
    let printed = messages.iter().map(|message| Value::from(in_full(call, message, &view, &others)));
    Ok(Answer::value(show::object([
        ("users", show::list(people(call, &messages)?.into_iter().map(show::camel_keys))),
        ("files", show::list([])),
        ("additionalMessages", show::list([])),
        ("copilot", Value::Null),
        ("stickers", show::list([])),
        ("reactions", show::list(messages.iter().filter_map(|message| reactions(call, message)))),
        ("tariffRestrictions", show::object([("isHistoryLimitExceeded", false.into())])),
        ("usersShort", show::list(likers(call, &messages)?)),
        ("messages", show::list(printed)),
    ])))
}

/// A message in the newer form, with what it is to the caller.
fn in_full(call: &Call, message: &Record, view: &View, seats: &[Record]) -> Tree {
    let (id, author) = (message.id as i64, message.int("AUTHOR_ID"));
    let seen = seats.iter().filter(|seat| seat.int("USER_ID") != author && seat.int("LAST_ID") >= id).count();
    let mut out = show::said(call, message, seen);
    let unread = show::unread(call, message, view.read_up_to());
    out.extend([
        ("block", Value::Null),
        ("unread", unread.into()),
        ("viewed", (!unread).into()),
        ("viewedCount", Value::Int(seen as i64)),
    ]);
    out
}

/// Who likes a message; nothing when nobody does.
fn reactions(call: &Call, message: &Record) -> Option<Value> {
    let likes = message.items("LIKES");
    if likes.is_empty() {
        return None;
    }
    let me = Data::Int(call.caller.user as i64);
    let own = likes.contains(&me).then_some(Value::from("like"));
    Some(show::object([
        ("messageId", Value::Int(message.id as i64)),
        ("reactionCounters", show::object([("like", Value::Int(likes.len() as i64))])),
        ("reactionUsers", show::object([("like", show::list(likes.iter().map(|user| Value::Int(user.int()))))])),
        ("ownReactions", show::list(own)),
    ]))
}

/// Those who like some of the messages, in brief.
fn likers(call: &Call, messages: &[Record]) -> Result<Vec<Value>> {
    let mut ids: Vec<i64> = messages.iter().flat_map(|message| message.items("LIKES")).map(Data::int).collect();
    ids.sort_unstable();
    ids.dedup();
    let brief = |id: &i64| {
        let name = person::name_of(call, (*id).max(0) as u64)?;
        Ok(show::object([("id", Value::Int(*id)), ("name", name.into()), ("avatar", "".into())]))
    };
    ids.iter().map(brief).collect()
}

/// Messages of a chat that pass some tests, by id.
fn found(
    call: &Call,
    view: &View,
    tests: Vec<(&str, Op, Data)>,
    descending: bool,
    limit: usize,
) -> Result<Vec<Record>> {
    let schema = call.services.schema(&MESSAGE)?;
    let own = ("CHAT_ID", Op::In, Data::Int(view.chat.id as i64));
    let test = crate::im::tests(&schema, tests.into_iter().chain([own]));
    let order = schema.position("ID").map(|position| Order { position, descending });
    call.all(&MESSAGE, &Query { order: order.into_iter().collect(), limit, ..Query::all(test) })
}

/// The authors of messages and those whom system messages are about.
fn people(call: &Call, messages: &[Record]) -> Result<Vec<Value>> {
    let mentioned = |message: &Record| -> Vec<u64> {
        let parts = message.text("MESSAGE").split("[USER=").skip(1);
        let ids = parts.filter_map(|part| part.split([' ', ']']).next()?.parse().ok());
        if message.text("CODE").is_empty() { Vec::new() } else { ids.collect() }
    };
    let author = |message: &Record| message.int("AUTHOR_ID").max(0) as u64;
    let all = messages.iter().flat_map(|message| [author(message)].into_iter().chain(mentioned(message)));
    person::all_shown(call, all.filter(|user| *user > 0).collect::<Vec<_>>())
}
