//! im.recent.*: a person's dialogs, the latest first. docs: im-recent-get.md, im-recent-list.md,
//! special-operations.

use super::{
    chat::{self, CHAT},
    count, dialog, member,
    message::MESSAGE,
    person,
    room::View,
    show,
};
use crate::{prelude::*, task::markup};
use engine::{Known, dialect::refusal};

/// im.recent.*
pub static RECENT: Family = Family {
    prefix: "im.recent",
    methods: &[
        read("get", get).scanning(),
        read("list", list).scanning(),
        write("pin", pin),
        write("hide", hide),
        write("unread", unread),
    ],
    ..Family::BASE
};

/// A dialog in somebody's list.
struct Row {
    view: View,
    seat: Record,
    unread: i64,
}

impl Row {
    /// When something last happened in it.
    fn moved(&self) -> i64 {
        self.view.chat.int("LAST_MESSAGE_DATE").max(self.view.chat.int("DATE_CREATE"))
    }

    /// When it last changed for its person.
    fn updated(&self) -> i64 {
        self.moved().max(self.seat.int("DATE_UPDATE"))
    }
}

/// The caller's dialogs, pinned ones first, then the latest.
fn rows(call: &Call) -> Result<Vec<Row>> {
    let unread = count::all(call, call.caller.user)?;
    let [no_chats, no_dialogs] = ["SKIP_CHAT", "SKIP_DIALOG"].map(|name| super::says_yes(call, name));
    // There are no open lines, channels or chats with machines.
    if ["ONLY_OPENLINES", "ONLY_COPILOT", "ONLY_CHANNEL"].iter().any(|name| super::says_yes(call, name)) {
        return Ok(Vec::new());
    }
    let mut rows = Vec::new();
    for seat in member::places(call, call.caller.user)? {
        let Some(chat) = call.find(&CHAT, seat.int("CHAT_ID").max(0) as u64)? else { continue };
        let skipped = if chat::pair_of(&chat).is_some() { no_dialogs } else { no_chats };
        if skipped || chat.text("TYPE") == "S" || chat.int("LAST_MESSAGE_ID") < seat.int("HIDDEN_BELOW") {
            continue;
        }
        let unread = unread.iter().find(|(id, _)| *id == chat.id).map_or(0, |(_, number)| *number);
        rows.push(Row { view: View { chat, seat: Some(seat.clone()) }, seat, unread });
    }
    rows.sort_by_key(|row| std::cmp::Reverse((row.seat.flag("PINNED"), row.moved(), row.view.chat.id)));
    Ok(rows)
}

/// im.recent.get: all of them, or those that changed lately.
fn get(call: &Call) -> Result<Answer> {
    const WEEK_MS: i64 = 7 * 86_400_000;
    let mut rows = rows(call)?;
    if let Some(since) = super::moment(call, "LAST_UPDATE")? {
        rows.retain(|row| row.updated() >= since);
    }
    if let Some(since) = super::moment(call, "LAST_SYNC_DATE")? {
        rows.retain(|row| row.updated() >= since.max(call.now - WEEK_MS));
    }
    let printed = rows.iter().map(|row| shown(call, row)).collect::<Result<Vec<_>>>()?;
    Ok(Answer::value(show::list(printed)))
}

/// im.recent.list: the same by pages.
fn list(call: &Call) -> Result<Answer> {
    let mut rows = rows(call)?;
    if super::says_yes(call, "UNREAD_ONLY") {
        rows.retain(|row| row.unread > 0 || row.seat.flag("UNREAD"));
    }
    if let Some(before) = super::moment(call, "LAST_MESSAGE_DATE")? {
        rows.retain(|row| row.moved() < before);
    }
    let (offset, limit) = super::part(call, 50, 200);
    let total = rows.len();
    let page = rows.iter().skip(offset).take(limit);
    let items = page.map(|row| shown(call, row)).collect::<Result<Vec<_>>>()?;
    let more = offset.saturating_add(limit) < total;
    let copilot = show::object([
        ("chats", Value::Null),
        ("messages", Value::Null),
        ("roles", show::list([])),
        ("recommendedRoles", show::list([])),
    ]);
    let whole = show::object([
        ("items", show::list(items)),
        ("hasMorePages", more.into()),
        ("hasMore", more.into()),
        ("copilot", copilot),
        ("messagesAutoDeleteConfigs", show::list([])),
    ]);
    Ok(Answer { total: Some(total as u64), ..Answer::value(whole) })
}

fn shown(call: &Call, row: &Row) -> Result<Value> {
    let (me, chat) = (call.caller.user, &row.view.chat);
    let partner = chat::partner(chat, me);
    let last = call.find(&MESSAGE, chat.int("LAST_MESSAGE_ID").max(0) as u64)?;
    let author = last.as_ref().map_or(0, |message| message.int("AUTHOR_ID").max(0) as u64);
    let nobody = || show::object([("id", Value::Int(0))]);
    let user = person::shown(call, partner.unwrap_or(author))?.unwrap_or_else(nobody);
    let in_brief = || {
        show::object([
            ("text_field_enabled", true.into()),
            ("background_id", Value::Null),
            ("mute_list", show::mute_list(&row.view)),
        ])
    };
    let url = match partner {
        Some(_) => user.path(&["avatar"]).cloned().unwrap_or_default(),
        None => show::picture(call, chat.int("AVATAR")),
    };
    let color = show::color(chat, me);
    let mut out = Tree::from_iter([
        ("id", chat::dialog_id(chat, me)),
        ("chat_id", Value::Int(chat.id as i64)),
        ("type", if partner.is_some() { "user" } else { "chat" }.into()),
        ("avatar", show::object([("url", url), ("color", color.into())])),
        ("title", chat::title(call, chat, me)?.into()),
        ("message", message(call, row, last.as_ref())?),
        ("counter", Value::Int(row.unread)),
        ("last_id", Value::Int(row.seat.int("LAST_ID"))),
        ("pinned", row.seat.flag("PINNED").into()),
        ("unread", row.seat.flag("UNREAD").into()),
        ("has_reminder", false.into()),
        ("date_update", show::time(call, row.updated())),
        ("date_last_activity", show::time(call, row.moved())),
    ]);
    let parts = match partner {
        Some(_) => [("user", user), ("chat", in_brief())],
        None => [("chat", show::in_list(call, &row.view)?), ("user", user)],
    };
    out.extend(parts);
    out.insert("options", show::list([]));
    Ok(out.into())
}

/// The last message of a dialog, on one line; one without an id where nothing was said yet.
fn message(call: &Call, row: &Row, last: Option<&Record>) -> Result<Value> {
    let me = call.caller.user as i64;
    let number = |field: &str| last.map_or(0, |last| last.int(field));
    let text = match last {
        Some(last) if super::says_yes(call, "GET_ORIGINAL_TEXT") => last.text("MESSAGE").to_owned(),
        Some(last) if super::says_yes(call, "PARSE_TEXT") => markup::html(last.text("MESSAGE")),
        Some(last) => show::plain_text(call, last),
        None => String::new(),
    };
    let id = row.view.chat.int("LAST_MESSAGE_ID");
    let seen = |seat: &Record| seat.int("USER_ID") != me && seat.int("LAST_ID") >= id;
    let read = number("AUTHOR_ID") == me && member::seats(call, row.view.chat.id)?.iter().any(seen);
    let uuid = last.map(|last| last.text("UUID")).filter(|uuid| !uuid.is_empty());
    Ok(show::object([
        ("id", Value::Int(id)),
        ("text", text.into()),
        ("file", false.into()),
        ("author_id", Value::Int(number("AUTHOR_ID"))),
        ("attach", last.is_some_and(|last| !last.text("ATTACH").is_empty()).into()),
        ("sticker", Value::Null),
        ("date", show::time(call, number("DATE_CREATE"))),
        ("status", if read { "delivered" } else { "received" }.into()),
        ("uuid", uuid.map_or(Value::Null, Value::from)),
    ]))
}

/// im.recent.pin: to the top of the list, or back.
fn pin(call: &Call) -> Result<Answer> {
    const DENIED: Known = refusal("ACCESS_ERROR", "You don’t have permission to pin this chat");
    let pinned = !super::says_no(call, "PIN");
    let changed = member::change(call, dialog::named(call)?, |_, _, seat| {
        seat.set("PINNED", pinned);
        Ok(())
    })?;
    changed.map(|(_, ticket)| Answer::done(ticket)).ok_or_else(|| DENIED.into())
}

/// im.recent.hide: out of the list, until something is said again.
fn hide(call: &Call) -> Result<Answer> {
    let changed = member::change(call, dialog::named(call)?, |_, chat, seat| {
        seat.set("HIDDEN_BELOW", chat.int("LAST_MESSAGE_ID") + 1);
        Ok(())
    })?;
    Ok(changed.map_or_else(|| Answer::value(false), |(_, ticket)| Answer::done(ticket)))
}

/// im.recent.unread: marks a dialog, or takes the mark away and reads it to its end.
fn unread(call: &Call) -> Result<Answer> {
    let dialog = dialog::named(call)?;
    let changed = match super::says_no(call, "ACTION") {
        true => dialog::read_up_to(call, dialog, None)?,
        false => member::change(call, dialog, |_, _, seat| {
            seat.set("UNREAD", true);
            Ok(())
        })?,
    };
    Ok(changed.map_or_else(|| Answer::value(false), |(_, ticket)| Answer::done(ticket)))
}
