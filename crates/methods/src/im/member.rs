//! Who is in a chat: im.chat.user.*, im.chat.leave, im.chat.mute. docs: api-reference/chats/chat-users.

use super::{
    chat::{self, CHAT, kind},
    dialog::{self, Dialog},
    person,
    refusals::{CHAT_ID_EMPTY, UNAVAILABLE, USER_ID_EMPTY, forbidden},
    room::{self, Room, View},
    show, words,
};
use crate::{im::Said, prelude::*, user::USER};
use engine::{Known, commit::retry, dialect::refusal, index::value_count};
use store::keys;

/// Somebody's place in a chat. Its id is made of the chat's and the person's, so that it is found
/// without an index and there is never a second one.
pub static MEMBER: Entity = Entity {
    name: "im_member",
    title: "member of a chat",
    #[rustfmt::skip] // One field a line, as the table it is.
    fields: &[
        id("ID").title("ID"),
        reference("CHAT_ID", "im_chat").indexed().title("Chat"),
        user("USER_ID").indexed().title("Person"),
        time("DATE_JOIN").title("In the chat since"),
        int("START_ID").title("First message that they see"),
        int("LAST_ID").title("Last message that they have read"),
        time("READ_DATE").title("When they read it"),
        int("MARKED_ID").title("First message that they marked as unread"),
        boolean("UNREAD").title("Marked as unread"),
        boolean("PINNED").title("At the top of their list"),
        boolean("MUTED").title("Silenced"),
        int("HIDDEN_BELOW").title("Hidden from their list until a message from this one on"),
        time("DATE_UPDATE").title("Last change"),
    ],
    ..Entity::BASE
};

/// People have ids below this, in the lower half of a place's id.
const PEOPLE: u64 = 1 << 32;

/// The id of somebody's place in a chat.
pub fn place(chat: u64, user: u64) -> u64 {
    chat * PEOPLE + user % PEOPLE
}

/// Whose place an id is.
pub fn user_of(id: u64) -> u64 {
    id % PEOPLE
}

/// A place that is not stored yet.
///
/// # Errors
/// When the store fails.
pub fn blank(call: &Call, chat: u64, user: u64) -> Result<Record> {
    let mut seat = Record::new(call.services.schema(&MEMBER)?, place(chat, user));
    seat.set("CHAT_ID", chat as i64);
    seat.set("USER_ID", user as i64);
    let now = Data::Time(call.now / 1000 * 1000);
    seat.set("DATE_JOIN", now.clone());
    seat.set("DATE_UPDATE", now);
    Ok(seat)
}

/// Somebody's place in a chat.
///
/// # Errors
/// When the store fails.
pub fn seat(call: &Call, chat: u64, user: u64) -> Result<Option<Record>> {
    // Numbers beyond would be taken for somebody else's.
    if user >= PEOPLE || chat >= PEOPLE / 2 {
        return Ok(None);
    }
    call.find(&MEMBER, place(chat, user))
}

/// Everybody's places in a chat.
///
/// # Errors
/// When the store fails.
pub fn seats(call: &Call, chat: u64) -> Result<Vec<Record>> {
    call.all(&MEMBER, &Query::equal(&*call.services.schema(&MEMBER)?, "CHAT_ID", chat as i64))
}

/// Somebody's places in all chats.
///
/// # Errors
/// When the store fails.
pub fn places(call: &Call, user: u64) -> Result<Vec<Record>> {
    call.all(&MEMBER, &Query::equal(&*call.services.schema(&MEMBER)?, "USER_ID", user as i64))
}

/// How many people are in a chat.
///
/// # Errors
/// When the store fails.
pub fn count(call: &Call, chat: u64) -> Result<i64> {
    Ok(call.services.store.counter(&value_count(MEMBER.name, "CHAT_ID", &keys::i64_key(chat as i64)))?)
}

/// Notes that somebody has read everything up to a message.
pub fn mark_read(call: &Call, seat: &mut Record, message: i64) {
    if message > seat.int("LAST_ID") {
        seat.set("LAST_ID", message);
        seat.set("READ_DATE", Data::Time(call.now / 1000 * 1000));
    }
    seat.set("UNREAD", false);
    seat.set("MARKED_ID", Data::Null);
}

/// A rule of people: who is new gets a place in the chat of the whole company.
///
/// # Errors
/// When the store fails.
pub fn join_everybody(change: &mut Change, commit: &mut Commit, call: &Call) -> Result<()> {
    if change.old.is_none()
        && let Some(general) = chat::linked(call, chat::GENERAL, "")?
    {
        let mut seat = blank(call, general.id, change.new.id)?;
        seat.set("LAST_ID", general.int("LAST_MESSAGE_ID"));
        commit.save(None, &seat);
    }
    Ok(())
}

/// The group chat that `CHAT_ID`, or `DIALOG_ID` where a method takes it, names to somebody in it.
///
/// # Errors
/// 400 for no id, 403 for a chat that is not theirs.
pub fn group(call: &Call) -> Result<View> {
    group_or(call, UNAVAILABLE)
}

/// The same, with a refusal of its own for a chat that does not exist.
///
/// # Errors
/// 400 for no id, `missing` for no chat, 403 for one that is not theirs.
pub fn group_or(call: &Call, missing: Known) -> Result<View> {
    let dialog = match (call.param("CHAT_ID"), call.param("DIALOG_ID")) {
        (None, Some(_)) => match dialog::named(call)? {
            Dialog::Chat(id) => Dialog::Chat(id),
            Dialog::Person(_) => return Err(super::refusals::DIALOG_ID_EMPTY.into()),
        },
        _ => Dialog::Chat(super::number(call, "CHAT_ID").ok_or(CHAT_ID_EMPTY)?),
    };
    if let Dialog::Chat(id) = dialog
        && call.find(&CHAT, id)?.is_none()
    {
        return Err(missing.into());
    }
    let view = room::view(call, dialog)?.filter(|view| chat::pair_of(&view.chat).is_none());
    view.ok_or_else(|| UNAVAILABLE.into())
}

/// im.chat.user.add: adds people, who see what was said before only if `HIDE_HISTORY` is `N`.
pub(super) fn add(call: &Call) -> Result<Answer> {
    const CLOSED: Known = forbidden("ACCESS_ERROR", "It is forbidden to add users to this chat");
    const DENIED: Known = forbidden("ACCESS_DENIED_EXTEND", "Insufficient permissions to add participants to the chat");
    let hide = !super::says_no(call, "HIDE_HISTORY");
    retry(|| {
        let View { chat, seat } = group(call)?;
        let wanted = super::ids(call.param("USERS")).ok_or(USER_ID_EMPTY)?;
        if !kind::of(&chat).extend {
            return Err(CLOSED.into());
        }
        if seat.is_none() && wanted != [call.caller.user] {
            return Err(DENIED.into());
        }
        let mut room = Room::open(call, chat)?;
        invite(call, &mut room, &wanted, hide)?;
        Ok(Answer::done(room.close()?))
    })
}

/// Adds those of the people who exist and are not in the chat yet, and says so there.
///
/// # Errors
/// When the store fails.
pub fn invite(call: &Call, room: &mut Room, wanted: &[u64], hide_history: bool) -> Result<()> {
    let mut new = Vec::new();
    for user in wanted.iter().filter(|user| !room.people().contains(user)) {
        if !new.contains(user) && call.find(&USER, *user)?.is_some() {
            new.push(*user);
        }
    }
    if new.is_empty() {
        return Ok(());
    }
    let text = match new.as_slice() {
        [one] if *one == call.caller.user => {
            words::say(call.services, &words::JOINED, &[&person::mention(call, *one)?])
        }
        _ => {
            let names: Vec<String> = new.iter().map(|user| person::mention(call, *user)).collect::<Result<_>>()?;
            let who = person::mention(call, call.caller.user)?;
            words::say(call.services, &words::INVITED, &[&who, &names.join(", ")])
        }
    };
    let told = room.say(Said { text, code: "CHAT_JOIN", ..Said::by_nobody(call) })?;
    let start = if hide_history { told } else { 0 };
    new.into_iter().try_for_each(|user| room.join(user, start))
}

/// im.chat.user.delete: removes somebody.
pub(super) fn delete(call: &Call) -> Result<Answer> {
    const ABSENT: Known = refusal("USER_NOT_FOUND", "The specified user is not in the chat");
    const DENIED: Known = forbidden("ACCESS_DENIED_KICK", "Insufficient rights to exclude participants from the chat");
    retry(|| {
        let View { chat, .. } = leavable(call)?;
        let user = super::number(call, "USER_ID").ok_or(USER_ID_EMPTY)?;
        if user != call.caller.user && chat.int("OWNER") != call.caller.user as i64 {
            return Err(DENIED.into());
        }
        if seat(call, chat.id, user)?.is_none() {
            return Err(ABSENT.into());
        }
        let gone = person::mention(call, user)?;
        let text = match user == call.caller.user {
            true => words::say(call.services, &words::LEFT, &[&gone]),
            false => words::say(call.services, &words::REMOVED, &[&person::mention(call, call.caller.user)?, &gone]),
        };
        Ok(Answer::done(part(call, chat, user, text)?))
    })
}

/// im.chat.leave: the caller goes; an owner leaves the chat to who is in it longest.
pub(super) fn leave(call: &Call) -> Result<Answer> {
    const DENIED: Known = forbidden("ACCESS_DENIED_KICK", "Access denied to kick user from chat");
    retry(|| {
        let id = super::number(call, "CHAT_ID").ok_or(CHAT_ID_EMPTY)?;
        if call.find(&CHAT, id)?.is_some() && seat(call, id, call.caller.user)?.is_none() {
            return Err(DENIED.into());
        }
        let View { chat, .. } = leavable(call)?;
        if chat.int("OWNER") == call.caller.user as i64 && !kind::of(&chat).leave_owner {
            return Err(DENIED.into());
        }
        let text = words::say(call.services, &words::LEFT, &[&person::mention(call, call.caller.user)?]);
        Ok(Answer::done(part(call, chat, call.caller.user, text)?))
    })
}

fn leavable(call: &Call) -> Result<View> {
    const STAYING: Known = forbidden("ACCESS_ERROR", "It is forbidden to delete users of this chat");
    let view = group(call)?;
    if kind::of(&view.chat).leave { Ok(view) } else { Err(STAYING.into()) }
}

fn part(call: &Call, chat: Record, user: u64, text: String) -> Result<store::Ticket> {
    let others = seats(call, chat.id)?.into_iter().filter(|seat| seat.int("USER_ID") != user as i64);
    let heir = others.min_by_key(|seat| (seat.int("DATE_JOIN"), seat.id)).map(|seat| seat.int("USER_ID"));
    let owned = chat.int("OWNER") == user as i64;
    let mut room = Room::open(call, chat)?;
    room.part(user)?;
    if owned {
        room.chat.set("OWNER", heir.map_or(Data::Null, Data::Int));
    }
    room.say(Said { text, code: "CHAT_LEAVE", ..Said::by_nobody(call) })?;
    room.close()
}

/// im.chat.user.list: the ids of those in a chat.
pub(super) fn list(call: &Call) -> Result<Answer> {
    Ok(Answer::value(show::ids(room::people(call, group(call)?.chat.id)?)))
}

/// im.chat.mute: silences a chat or lets it be heard again.
pub(super) fn mute(call: &Call) -> Result<Answer> {
    const FIXED: Known = forbidden("ACCESS_ERROR", "This chat cannot be muted");
    let dialog = match (call.param("CHAT_ID"), call.param("DIALOG_ID")) {
        (None, Some(_)) => dialog::named(call)?,
        _ => Dialog::Chat(super::number(call, "CHAT_ID").ok_or(CHAT_ID_EMPTY)?),
    };
    let silent = !super::says_no(call, "MUTE");
    let changed = change(call, dialog, |_, chat, seat| {
        if !kind::of(chat).mute {
            return Err(FIXED.into());
        }
        seat.set("MUTED", silent);
        Ok(())
    })?;
    changed.map(|(_, ticket)| Answer::done(ticket)).ok_or_else(|| FIXED.into())
}

/// Changes the caller's place in a chat; nothing where they have none.
///
/// # Errors
/// Those of `edit` and of the store.
pub fn change(
    call: &Call,
    dialog: Dialog,
    mut edit: impl FnMut(&mut Commit, &Record, &mut Record) -> Result<()>,
) -> Result<Option<(View, store::Ticket)>> {
    retry(|| {
        let Some(View { chat, seat: Some(old) }) = room::view(call, dialog)? else { return Ok(None) };
        let (mut commit, mut new) = (Commit::by(call), old.clone());
        edit(&mut commit, &chat, &mut new)?;
        new.set("DATE_UPDATE", Data::Time(call.now / 1000 * 1000));
        commit.save(Some(&old), &new);
        let ticket = commit.run(call.services)?;
        Ok(Some((View { chat, seat: Some(new) }, ticket)))
    })
}
