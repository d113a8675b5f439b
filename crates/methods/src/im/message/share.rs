//! im.message.share: making something of a message. docs: im-message-share.md.

use super::Said;
use crate::{
    im::{
        chat, dialog, person,
        refusals::{MESSAGE_ID_ERROR, NO_ACCESS, PARAMS_ERROR},
        room::{self, Room},
        show, words,
    },
    log::post::POST,
    prelude::*,
    task::crud,
};
use engine::commit::retry;

/// im.message.share: a chat about the message with everybody who is in its dialog, a task for the
/// caller, or a message of the feed for those in the dialog. There is no calendar to put events into.
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
            "TASK" => assign(call, &message),
            "POST" => publish(call, &view.chat, &message),
            "CALEND" => {
                let text = "Sharing a message as CALEND is not implemented by this portal: TYPE";
                Err(Error::new(400, "ERROR_NOT_IMPLEMENTED", text))
            }
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

/// A task that the caller gives themselves.
fn assign(call: &Call, message: &Record) -> Result<Answer> {
    let me = Value::Int(call.caller.user as i64);
    let fields = [
        ("TITLE", heading(call, message).into()),
        ("DESCRIPTION", message.text("MESSAGE").into()),
        ("CREATED_BY", me.clone()),
        ("RESPONSIBLE_ID", me),
    ];
    Ok(Answer::done(crud::insert(call, &Tree::from_iter(fields))?.1))
}

/// A message of the feed for everybody who is in the dialog.
fn publish(call: &Call, about: &Record, message: &Record) -> Result<Answer> {
    let mut post = Record::new(call.services.schema(&POST)?, 0);
    post.set("TITLE", heading(call, message).as_str());
    post.set("DETAIL_TEXT", message.text("MESSAGE"));
    let readers = room::people(call, about.id)?.into_iter().map(|user| Data::Text(format!("U{user}")));
    post.set("DEST", Data::List(readers.collect()));
    let change = Change { old: None, new: post, given: Vec::new() };
    Ok(Answer::done(verbs::insert(call, change)?.1))
}

/// The beginning of a message on one line.
fn heading(call: &Call, message: &Record) -> String {
    const LETTERS: usize = 100;
    show::plain_text(call, message).chars().take(LETTERS).collect()
}
