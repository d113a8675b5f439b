//! im.chat.add: a new group chat. docs: im-chat-add.md.

use super::{blank, kind, link, picture};
use crate::{
    im::{Room, Said, member, person, refusals, words},
    prelude::*,
};
use engine::commit::retry;

/// Answers the chat's id. Who calls owns it and is in it.
pub(super) fn add(call: &Call) -> Result<Answer> {
    let text = |name| crate::im::words_of(call, name);
    let avatar = picture::given(call)?;
    let people: Vec<u64> = crate::im::ids(call.param("USERS")).unwrap_or_default();
    let open = text("TYPE") == "OPEN";
    retry(|| {
        let mut chat = blank(call, if open { "O" } else { "C" })?;
        chat.set("OWNER", call.caller.user as i64);
        for field in ["DESCRIPTION", "ENTITY_TYPE", "ENTITY_ID"] {
            chat.set(field, text(field).as_str());
        }
        // Only the portal makes the chat of the whole company.
        if chat.text("ENTITY_TYPE").eq_ignore_ascii_case(super::GENERAL) {
            return Err(refusals::PARAMS_ERROR.into());
        }
        if !chat.text("ENTITY_TYPE").is_empty() {
            chat.set("LINK", link(chat.text("ENTITY_TYPE"), chat.text("ENTITY_ID")).as_str());
        }
        if let Some(color) = kind::color_of(&text("COLOR")) {
            chat.set("COLOR", color.code);
        }
        chat.set("TITLE", text("TITLE").as_str());
        if let Some(avatar) = &avatar {
            chat.set("AVATAR", Data::Int(avatar.keep(call)?));
        }
        let mut room = Room::make(call, chat)?;
        if room.chat.text("TITLE").is_empty() {
            let title = title(call, &room.chat, &people)?;
            room.chat.set("TITLE", title.as_str());
        }
        room.join(call.caller.user, 0)?;
        member::invite(call, &mut room, &people, false)?;
        let first = text("MESSAGE");
        if !first.is_empty() {
            room.say(Said { text: first, ..Said::by_caller(call) })?;
        }
        let id = room.chat.id as i64;
        Ok(Answer::value(id).after(room.close()?))
    })
}

/// The title of a chat that was given none: after its people, or else after its colour.
fn title(call: &Call, chat: &Record, people: &[u64]) -> Result<String> {
    let others = people.iter().filter(|user| **user != call.caller.user);
    let names: Vec<String> = others.map(|user| person::name_of(call, *user)).collect::<Result<_>>()?;
    let names: Vec<&str> = names.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
    if !names.is_empty() && chat.text("COLOR").is_empty() {
        return Ok(words::say(call.services, &words::CHAT_WITH, &[&names.join(", ")]));
    }
    let color = kind::color_of(chat.text("COLOR")).unwrap_or_else(|| kind::color_by_id(chat.id));
    let number = chat.id.to_string();
    Ok(words::say(call.services, &words::COLORED_CHAT, &[color.name[call.services.language as usize], &number]))
}
