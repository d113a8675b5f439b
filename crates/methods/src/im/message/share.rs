//! im.message.share: making something of a message. docs: im-message-share.md.

use super::Said;
use crate::{
    im::{
        chat, dialog, person,
        refusals::{MESSAGE_ID_ERROR, NO_ACCESS, PARAMS_ERROR},
        room::{self, Room},
        show, words,
    },
    prelude::*,
};
use engine::commit::retry;

/// im.message.share: a chat about the message with everybody who is in its dialog. Tasks, posts and
/// events are refused until there are such.
pub(super) fn share(call: &Call) -> Result<Answer> {
    let id = crate::im::number(call, "MESSAGE_ID").ok_or(MESSAGE_ID_ERROR)?;
    retry(|| {
        let dialog = dialog::named(call)?;
        let view = room::view(call, dialog)?.ok_or(NO_ACCESS)?;
        let (message, _) = room::message_view(call, id)?.ok_or(MESSAGE_ID_ERROR)?;
        if message.int("CHAT_ID") != view.chat.id as i64 {
            return Err(PARAMS_ERROR.into());
        }
        match crate::im::words_of(call, "TYPE").as_str() {
            "CHAT" => discuss(call, &view.chat, &message),
            kind @ ("TASK" | "POST" | "CALEND") => Err(Error::new(
                400,
                "ERROR_NOT_IMPLEMENTED",
                format!("Sharing a message as {kind} is not implemented by this portal: TYPE"),
            )),
            _ => Err(PARAMS_ERROR.into()),
        }
    })
}

fn discuss(call: &Call, about: &Record, message: &Record) -> Result<Answer> {
    let author = message.int("AUTHOR_ID").max(0) as u64;
    let title = person::name_of(call, author)?;
    let mut chat = chat::blank(call, "C")?;
    chat.set("TITLE", words::say(call.services, &words::CHAT_ABOUT, &[&title]).as_str());
    chat.set("OWNER", call.caller.user as i64);
    let mut room = Room::make(call, chat)?;
    room.people_of(about)?;
    let line = "------------------------------------------------------";
    let text = format!("{line}\n{title}\n{}\n{line}", show::plain_text(call, message));
    room.say(Said { text, ..Said::by_caller(call) })?;
    Ok(Answer::done(room.close()?))
}
