//! im.dialog.*: one dialog, its people, and what has been read there.
//! docs: im-dialog-get.md, messages/im-dialog-read.md, messages/im-dialog-unread.md.

mod history;

use super::{
    chat, count, member, person,
    refusals::{DIALOG_ID_EMPTY, NO_ACCESS, UNAVAILABLE},
    room::{self, View},
    show,
};
use crate::prelude::*;
use engine::{Known, dialect::refusal};
use store::Ticket;

/// im.dialog.*
pub static DIALOGS: Family = Family {
    prefix: "im.dialog",
    methods: &[
        read("get", get),
        read("users.list", users),
        read("messages.get", history::get).scanning(),
        read("messages.search", history::search).scanning(),
        write("read", mark_read),
        write("read.all", read_all),
        write("unread", mark_unread),
        read("writing", writing),
    ],
    ..Family::BASE
};

/// What a `DIALOG_ID` names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// The private dialog with a person.
    Person(u64),
    /// A chat by its id; 0 for one that does not exist.
    Chat(u64),
}

/// Reads `7`, `chat7`, or `sg7` for the chat of a workgroup; nothing for any other form.
///
/// # Errors
/// When the store fails.
pub fn parse(call: &Call, text: &str) -> Result<Option<Dialog>> {
    let number = |text: &str| text.parse::<u64>().ok().filter(|id| *id > 0 && *id < 1 << 31);
    let text = text.trim();
    if let Some(id) = text.strip_prefix("chat") {
        return Ok(number(id).map(Dialog::Chat));
    }
    if let Some(group) = text.strip_prefix("sg").filter(|group| number(group).is_some()) {
        return Ok(Some(Dialog::Chat(chat::linked(call, "SONET_GROUP", group)?.map_or(0, |chat| chat.id))));
    }
    Ok(number(text).map(Dialog::Person))
}

/// What the call's `DIALOG_ID` names.
///
/// # Errors
/// 400 `DIALOG_ID_EMPTY` when there is none, or in a form that nobody knows.
pub fn named(call: &Call) -> Result<Dialog> {
    parse(call, &super::words_of(call, "DIALOG_ID"))?.ok_or_else(|| DIALOG_ID_EMPTY.into())
}

/// The dialog that the call names, as the caller sees it.
fn seen(call: &Call) -> Result<View> {
    room::view(call, named(call)?)?.ok_or_else(|| NO_ACCESS.into())
}

/// im.dialog.get: everything about a dialog.
fn get(call: &Call) -> Result<Answer> {
    let view = seen(call)?;
    let mut out = show::whole(call, &view)?;
    let others = others(call, &view)?;
    let last = view.chat.int("LAST_MESSAGE_ID");
    let viewers: Vec<&Record> = others.iter().filter(|seat| last > 0 && seat.int("LAST_ID") >= last).collect();
    let reader = |seat: &Record| {
        let read = seat.int("READ_DATE");
        Ok(show::object([
            ("user_id", Value::Int(seat.int("USER_ID"))),
            ("user_name", person::name_of(call, seat.int("USER_ID").max(0) as u64)?.into()),
            ("message_id", Value::Int(seat.int("LAST_ID"))),
            ("date", if read > 0 { show::time(call, read) } else { Value::Null }),
        ]))
    };
    let readers: Vec<Value> = others.iter().map(reader).collect::<Result<_>>()?;
    let first = viewers.iter().take(1).map(|seat| reader(seat)).collect::<Result<Vec<_>>>()?;
    let owner = Some(view.chat.int("OWNER")).filter(|owner| *owner > 0);
    out.extend([
        ("readed_list", show::list(readers)),
        ("manager_list", show::list(owner.map(Value::Int))),
        (
            "last_message_views",
            show::object([
                ("message_id", Value::Int(last)),
                ("first_viewers", show::list(first)),
                ("count_of_viewers", Value::Int(viewers.len() as i64)),
            ]),
        ),
        ("dialog_id", super::words_of(call, "DIALOG_ID").into()),
    ]);
    Ok(Answer::value(out))
}

/// The places of everybody else in a chat.
fn others(call: &Call, view: &View) -> Result<Vec<Record>> {
    let mut seats = member::seats(call, view.chat.id)?;
    seats.retain(|seat| seat.int("USER_ID") != call.caller.user as i64);
    Ok(seats)
}

/// im.dialog.users.list: the people of a dialog, by id.
fn users(call: &Call) -> Result<Answer> {
    let view = seen(call)?;
    let mut people = match chat::pair_of(&view.chat) {
        Some((one, other)) => vec![one, other],
        None => room::people(call, view.chat.id)?,
    };
    people.dedup();
    let total = people.len();
    let (offset, limit) = super::part(call, 50, 200);
    let offset = match super::number(call, "LAST_ID") {
        Some(last) => people.iter().filter(|user| **user <= last).count(),
        None => offset,
    };
    let page = people.into_iter().skip(offset).take(limit);
    Ok(super::paged(total, (offset, limit), show::list(person::all_shown(call, page)?)))
}

/// im.dialog.read: everything up to `MESSAGE_ID`, or everything, is read.
fn mark_read(call: &Call) -> Result<Answer> {
    let dialog = named(call)?;
    let up_to = super::number(call, "MESSAGE_ID").map(|id| id as i64);
    let Some((view, ticket)) = read_up_to(call, dialog, up_to)? else { return Ok(Answer::value(false)) };
    Ok(Answer::value(show::object([
        ("dialogId", super::words_of(call, "DIALOG_ID").into()),
        ("chatId", Value::Int(view.chat.id as i64)),
        ("lastId", Value::Int(view.read_up_to())),
        ("counter", Value::Int(count::unread(call, call.caller.user, view.chat.id)?)),
    ]))
    .after(ticket))
}

/// Notes that the caller has read a dialog up to a message, or to its end.
///
/// # Errors
/// When the store fails.
pub fn read_up_to(call: &Call, dialog: Dialog, up_to: Option<i64>) -> Result<Option<(View, Ticket)>> {
    member::change(call, dialog, |commit, chat, seat| {
        let last = chat.int("LAST_MESSAGE_ID");
        member::mark_read(call, seat, up_to.unwrap_or(last).min(last));
        recount(call, commit, chat, seat)
    })
}

/// Sets the counter of somebody's place to what their last read message says.
fn recount(call: &Call, commit: &mut Commit, chat: &Record, seat: &Record) -> Result<()> {
    let user = seat.int("USER_ID").max(0) as u64;
    room::still(commit, chat);
    count::set(commit, user, chat.id, count::after(call, chat.id, seat.int("LAST_ID"), user)?);
    Ok(())
}

/// im.dialog.read.all: nothing is unread any more, in any dialog.
fn read_all(call: &Call) -> Result<Answer> {
    let mut ticket = Ticket::done();
    let unread = count::all(call, call.caller.user)?;
    for seat in member::places(call, call.caller.user)? {
        let chat = seat.int("CHAT_ID").max(0) as u64;
        if !seat.flag("UNREAD") && !unread.iter().any(|(id, _)| *id == chat) {
            continue;
        }
        if let Some((_, written)) = read_up_to(call, Dialog::Chat(chat), None)? {
            ticket = ticket.merge(written);
        }
    }
    Ok(Answer::done(ticket))
}

/// im.dialog.unread: `MESSAGE_ID` and everything after it is unread.
fn mark_unread(call: &Call) -> Result<Answer> {
    const NO_FIRST: Known = refusal("MESSAGE_ID_ERROR", "First unread message id can't be empty");
    let first = super::number(call, "MESSAGE_ID").ok_or(NO_FIRST)? as i64;
    let changed = member::change(call, named(call)?, |commit, chat, seat| {
        seat.set("LAST_ID", (first - 1).min(chat.int("LAST_MESSAGE_ID")));
        seat.set("MARKED_ID", first);
        recount(call, commit, chat, seat)
    })?;
    Ok(changed.map_or_else(|| Answer::value(false), |(_, ticket)| Answer::done(ticket)))
}

/// im.dialog.writing: the sign that somebody types is for those who look at the dialog at that very
/// moment, and is kept nowhere.
fn writing(call: &Call) -> Result<Answer> {
    let view = room::view(call, named(call)?)?.ok_or(UNAVAILABLE)?;
    let private = chat::pair_of(&view.chat).is_some();
    if private || view.seat.is_some() { Ok(Answer::value(true)) } else { Err(UNAVAILABLE.into()) }
}
