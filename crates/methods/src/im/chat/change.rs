//! im.chat.updateTitle, updateColor, updateAvatar and setOwner. docs: api-reference/chats/chat-update.

use super::{kind, picture};
use crate::{
    im::{
        Room, Said, member, person,
        refusals::{UNAVAILABLE, USER_ID_EMPTY, forbidden},
        words,
    },
    prelude::*,
};
use engine::{Known, commit::retry, dialect::refusal};

/// im.chat.updateTitle: everybody in the chat may; it is said there who did.
pub(super) fn title(call: &Call) -> Result<Answer> {
    const EMPTY: Known = refusal("TITLE_EMPTY", "Title can't be empty");
    const FIXED: Known = forbidden("ACCESS_ERROR", "This chat cannot be renamed");
    change(call, UNAVAILABLE, |room| {
        let title = crate::im::words_of(call, "TITLE").split_whitespace().collect::<Vec<_>>().join(" ");
        if title.is_empty() {
            return Err(EMPTY.into());
        }
        if !kind::of(&room.chat).rename {
            return Err(FIXED.into());
        }
        if room.chat.text("TITLE") != title {
            room.chat.set("TITLE", title.as_str());
            let who = person::mention(call, call.caller.user)?;
            let text = words::say(call.services, &words::RENAMED, &[&who, &title]);
            room.say(Said { text, ..Said::by_nobody(call) })?;
        }
        Ok(())
    })
}

/// im.chat.updateColor: everybody in the chat may.
pub(super) fn color(call: &Call) -> Result<Answer> {
    const UNKNOWN: Known = refusal("WRONG_COLOR", "This color currently unavailable");
    const SAME: Known = refusal("WRONG_REQUEST", "This color currently set or chat doesn't exist");
    change(call, SAME, |room| {
        let color = kind::color_of(&crate::im::words_of(call, "COLOR")).ok_or(UNKNOWN)?;
        if room.chat.text("COLOR") == color.code {
            return Err(SAME.into());
        }
        room.chat.set("COLOR", color.code);
        Ok(())
    })
}

/// im.chat.updateAvatar: everybody in the chat may.
pub(super) fn avatar(call: &Call) -> Result<Answer> {
    const FIXED: Known = forbidden("ACCESS_ERROR", "The avatar of this chat cannot be changed");
    const MISSING: Known = refusal("WRONG_REQUEST", "Chat doesn't exist");
    change(call, MISSING, |room| {
        let avatar = picture::given(call)?.ok_or(picture::NO_IMAGE)?;
        if !kind::of(&room.chat).avatar {
            return Err(FIXED.into());
        }
        room.chat.set("AVATAR", Data::Int(avatar.keep(call)?));
        Ok(())
    })
}

/// im.chat.setOwner: the owner hands the chat over to somebody in it.
pub(super) fn owner(call: &Call) -> Result<Answer> {
    const DENIED: Known = refusal("WRONG_REQUEST", "Change owner can only owner and user must be member in chat");
    change(call, UNAVAILABLE, |room| {
        let heir = crate::im::number(call, "USER_ID").ok_or(USER_ID_EMPTY)?;
        if room.chat.int("OWNER") != call.caller.user as i64 || !room.people().contains(&heir) {
            return Err(DENIED.into());
        }
        room.chat.set("OWNER", heir as i64);
        Ok(())
    })
}

/// Changes a group chat that the caller is in; `missing` refuses one that does not exist.
fn change(call: &Call, missing: Known, edit: impl Fn(&mut Room) -> Result<()>) -> Result<Answer> {
    retry(|| {
        let view = member::group_or(call, missing)?;
        view.seat.as_ref().ok_or(UNAVAILABLE)?;
        let mut room = Room::open(call, view.chat)?;
        edit(&mut room)?;
        Ok(Answer::done(room.close()?))
    })
}
