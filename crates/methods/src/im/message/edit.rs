//! im.message.update, delete and like. docs: im-message-update.md, im-message-delete.md, im-message-like.md.

use super::{Extras, cut};
use crate::{
    im::{
        events,
        refusals::{CANT_EDIT, MESSAGE_ID_ERROR},
        room::{self, View},
    },
    prelude::*,
};
use engine::{Known, commit::retry, dialect::refusal};

/// im.message.update: what is not given stays; an empty text deletes.
pub(super) fn update(call: &Call) -> Result<Answer> {
    let extras = Extras::read(call)?;
    let text = call.param("MESSAGE").and_then(Value::as_text).map(|text| text.trim().to_owned());
    let marked = !crate::im::says_no(call, "IS_EDITED");
    change(call, |view, message| {
        own(call, view, message, false)?;
        match text.as_deref() {
            Some("") => wipe(message),
            Some(text) => {
                message.set("MESSAGE", cut(text).as_str());
                message.set("EDITED", true);
            }
            None if marked => message.set("EDITED", true),
            None => {}
        }
        extras.apply(message);
        Ok(if message.flag("DELETED") { events::DELETED } else { events::UPDATED })
    })
}

/// im.message.delete: its author's, and in a group also its owner's.
pub(super) fn delete(call: &Call) -> Result<Answer> {
    change(call, |view, message| {
        own(call, view, message, true)?;
        wipe(message);
        Ok(events::DELETED)
    })
}

/// im.message.like: `plus`, `minus`, or the opposite of what is.
pub(super) fn like(call: &Call) -> Result<Answer> {
    const SAME: Known = refusal("WITHOUT_CHANGES", "Action completed without changes");
    let action = crate::im::words_of(call, "ACTION").to_lowercase();
    let me = Data::Int(call.caller.user as i64);
    change(call, |_, message| {
        let mut likes = message.items("LIKES").to_vec();
        let liked = likes.contains(&me);
        match (action.as_str(), liked) {
            ("plus", true) | ("minus", false) => return Err(SAME.into()),
            (_, true) => likes.retain(|user| *user != me),
            (_, false) => likes.push(me.clone()),
        }
        message.set("LIKES", Data::List(likes));
        Ok(if liked { events::UNLIKED } else { events::LIKED })
    })
}

/// Changes a message that the caller sees, and tells those who listen what happened to it.
fn change(call: &Call, edit: impl Fn(&View, &mut Record) -> Result<events::Kind>) -> Result<Answer> {
    let id = crate::im::number(call, "MESSAGE_ID").ok_or(MESSAGE_ID_ERROR)?;
    retry(|| {
        let (old, view) = room::message_view(call, id)?.ok_or(MESSAGE_ID_ERROR)?;
        if old.flag("DELETED") || view.chat.text("TYPE") == "S" {
            return Err(MESSAGE_ID_ERROR.into());
        }
        let mut new = old.clone();
        let kind = edit(&view, &mut new)?;
        let mut commit = Commit::by(call);
        commit.save(Some(&old), &new);
        events::changed(call, &mut commit, &view.chat, &new, kind)?;
        Ok(Answer::done(commit.run(call.services)?))
    })
}

fn own(call: &Call, view: &View, message: &Record, or_owner: bool) -> Result<()> {
    let me = call.caller.user as i64;
    let may = message.int("POSTED_BY") == me || (or_owner && view.chat.int("OWNER") == me);
    // What the portal itself said stays: its code tells why it was said.
    if may && message.text("CODE").is_empty() { Ok(()) } else { Err(CANT_EDIT.into()) }
}

/// What a deleted message leaves behind: that there was one.
fn wipe(message: &mut Record) {
    for field in ["MESSAGE", "ATTACH", "KEYBOARD", "MENU"] {
        message.set(field, "");
    }
    message.set("LIKES", Data::Null);
    message.set("DELETED", true);
}
