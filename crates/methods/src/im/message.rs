//! im.message.*: saying something, changing it, liking it. docs: api-reference/chats/messages.

mod edit;
mod extras;
mod share;

pub use extras::Extras;

use super::{
    chat::{self, CHAT},
    dialog::{self, Dialog},
    member,
    refusals::{MESSAGE_EMPTY, PARAMS_ERROR, UNAVAILABLE, USER_ID_EMPTY, forbidden},
    room::{self, Room},
};
use crate::{prelude::*, user::USER};
use engine::{Known, commit::retry, dialect::refusal};

/// A message.
pub static MESSAGE: Entity = Entity {
    name: "im_message",
    title: "message",
    #[rustfmt::skip] // One field a line, as the table it is.
    fields: &[
        id("ID").title("ID"),
        reference("CHAT_ID", "im_chat").indexed().title("Chat"),
        int("AUTHOR_ID").title("Author, 0 for the portal"),
        user("POSTED_BY").title("Who sent it"),
        time("DATE_CREATE").title("Sent on"),
        text("MESSAGE").title("Text"),
        text("UUID").title("Unique identifier"),
        text("CODE").title("What happened, for system messages"),
        boolean("QUIET").title("Not counted as unread"),
        text("ATTACH").title("Attachments, JSON"),
        text("KEYBOARD").title("Buttons, JSON"),
        text("MENU").title("Menu, JSON"),
        boolean("BARE_LINKS").title("Links without a preview"),
        int("REPLY_ID").title("The message that it answers"),
        user("LIKES").multiple().title("Who likes it"),
        boolean("EDITED").title("Edited"),
        boolean("DELETED").title("Deleted"),
    ],
    ..Entity::BASE
};

/// im.message.*
pub static MESSAGES: Family = Family {
    prefix: "im.message",
    entity: Some(&MESSAGE),
    methods: &[
        write("add", add),
        write("update", edit::update),
        write("delete", edit::delete),
        write("like", edit::like),
        write("share", share::share),
    ],
    ..Family::BASE
};

/// Letters of a message; what is longer is cut. docs: entities.md, "Message".
const LETTERS: usize = 20_000;

/// Something to be said.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// The author; 0 for the portal itself.
    pub author: u64,
    /// Whose call sends it.
    pub by: u64,
    /// The text.
    pub text: String,
    /// What happened, for system messages: `CHAT_JOIN`.
    pub code: &'static str,
    /// Not counted as unread.
    pub quiet: bool,
    /// What hangs on it.
    pub extras: Extras,
    /// The message that it answers; 0 for none.
    pub reply: u64,
}

impl Said {
    /// Nothing yet, from the portal itself.
    pub fn by_nobody(call: &Call) -> Said {
        Said { by: call.caller.user, quiet: true, ..Said::default() }
    }

    /// Nothing yet, from the caller.
    pub fn by_caller(call: &Call) -> Said {
        Said { author: call.caller.user, by: call.caller.user, ..Said::default() }
    }
}

/// A new message of a chat, with its id.
///
/// # Errors
/// When the store fails.
pub(super) fn record(call: &Call, chat: &Record, said: Said) -> Result<Record> {
    let id = call.services.store.next_ids(MESSAGE.name, 1)?;
    let mut message = Record::new(call.services.schema(&MESSAGE)?, id);
    message.set("CHAT_ID", chat.id as i64);
    message.set("AUTHOR_ID", said.author as i64);
    message.set("POSTED_BY", said.by as i64);
    message.set("DATE_CREATE", Data::Time(call.now / 1000 * 1000));
    message.set("MESSAGE", cut(&said.text).as_str());
    message.set("QUIET", said.quiet);
    message.set("CODE", said.code);
    if said.author > 0 {
        message.set("UUID", uuid(&call.services.member_id, id).as_str());
    }
    if said.reply > 0 {
        message.set("REPLY_ID", said.reply as i64);
    }
    said.extras.apply(&mut message);
    Ok(message)
}

/// A text of at most [`LETTERS`].
pub(super) fn cut(text: &str) -> String {
    match text.char_indices().nth(LETTERS) {
        Some((end, _)) => format!("{} (...)", &text[..end]),
        None => text.to_owned(),
    }
}

/// im.message.add: answers the message's id.
fn add(call: &Call) -> Result<Answer> {
    const NO_USER: Known = refusal("USER_NOT_FOUND", "User not found");
    const NO_CHAT: Known = refusal("CHAT_ID", "Error creating message");
    let malformed = |name: &&str| call.param(name).is_some_and(|value| value.as_tree().is_some());
    if ["DIALOG_ID", "MESSAGE", "REPLY_ID"].iter().any(malformed) {
        return Err(PARAMS_ERROR.into());
    }
    let extras = Extras::read(call)?;
    let text = super::words_of(call, "MESSAGE");
    let system = super::says_yes(call, "SYSTEM");
    retry(|| {
        let dialog = dialog::parse(call, &super::words_of(call, "DIALOG_ID"))?.ok_or(USER_ID_EMPTY)?;
        if text.is_empty() && !extras.attached() {
            return Err(MESSAGE_EMPTY.into());
        }
        let mut room = match dialog {
            Dialog::Person(other) => {
                call.find(&USER, other)?.ok_or(NO_USER)?;
                chat::private_room(call, call.caller.user, other)?
            }
            Dialog::Chat(id) => {
                let chat = call.find(&CHAT, id)?.filter(|chat| chat.text("TYPE") != "S").ok_or(NO_CHAT)?;
                member::seat(call, id, call.caller.user)?.ok_or(UNAVAILABLE)?;
                Room::open(call, chat)?
            }
        };
        let reply = answered(call, &room.chat)?;
        let said = Said { text: text.clone(), extras: extras.clone(), reply, ..Said::by_caller(call) };
        let author = if system { 0 } else { said.author };
        let id = room.say(Said { author, ..said })?;
        Ok(Answer::value(id as i64).after(room.close()?))
    })
}

/// The message that `REPLY_ID` names: one of the same chat that the caller sees.
fn answered(call: &Call, chat: &Record) -> Result<u64> {
    const UNSEEN: Known = forbidden("REPLY_ACCESS_ERROR", "Action unavailable");
    const ELSEWHERE: Known =
        refusal("REPLY_FROM_OTHER_CHAT_ERROR", "You can only reply to a message within the same chat");
    let Some(id) = super::number(call, "REPLY_ID") else { return Ok(0) };
    let (message, _) = room::message_view(call, id)?.ok_or(UNSEEN)?;
    if message.int("CHAT_ID") == chat.id as i64 { Ok(id) } else { Err(ELSEWHERE.into()) }
}

/// An identifier of its own for a message, in the form of a random UUID: the portal's id and the
/// message's, mixed (splitmix64).
fn uuid(member_id: &str, message: u64) -> String {
    let mut state = member_id.bytes().fold(message, |sum, byte| sum.rotate_left(7) ^ u64::from(byte));
    let mut roll = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    };
    let (high, low) = (roll(), roll());
    format!(
        "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
        high >> 32,
        (high >> 16) & 0xffff,
        high & 0xfff,
        (low >> 48) & 0x3fff | 0x8000,
        low & 0xffff_ffff_ffff
    )
}
