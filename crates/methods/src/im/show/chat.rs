//! A chat as the messenger shows it. docs: im-dialog-get.md, im-recent-get.md.

use super::{list, object, picture, time};
use crate::{
    im::{
        chat::{self, kind},
        count, member,
        room::View,
    },
    prelude::*,
};

/// A chat as it stands in lists.
///
/// # Errors
/// When the store fails.
pub fn in_list(call: &Call, view: &View) -> Result<Value> {
    let chat = &view.chat;
    let role = view.role(call.caller.user).to_ascii_uppercase();
    let mut out = beginning(call, view)?;
    out.extend(linked(chat));
    out.extend([
        ("mute_list", mute_list(view)),
        ("manager_list", managers(chat)),
        ("date_create", time(call, chat.int("DATE_CREATE"))),
        ("message_type", chat.text("TYPE").into()),
        ("user_counter", people(call, chat)?),
        ("restrictions", restrictions(chat).into()),
        ("role", role.into()),
        ("text_field_enabled", true.into()),
        ("background_id", Value::Null),
        ("entity_link", entity_link(chat)),
        ("permissions", permissions()),
        ("public", "".into()),
    ]);
    Ok(out.into())
}

/// The shorter form of older methods: who it belongs to and what it is about.
///
/// # Errors
/// When the store fails.
pub fn chat(call: &Call, view: &View) -> Result<Value> {
    let chat = &view.chat;
    let mut out = beginning(call, view)?;
    for name in ["parent_chat_id", "parent_message_id", "contains_collaber"] {
        out.remove(name);
    }
    out.extend(linked(chat));
    out.extend([
        ("mute_list", mute_list(view)),
        ("date_create", time(call, chat.int("DATE_CREATE"))),
        ("message_type", chat.text("TYPE").into()),
    ]);
    Ok(out.into())
}

/// A chat with everything about it that does not need its people.
///
/// # Errors
/// When the store fails.
pub fn whole(call: &Call, view: &View) -> Result<Tree> {
    let chat = &view.chat;
    let seat = |field: &str| Value::Int(view.seat.as_ref().map_or(0, |seat| seat.int(field)));
    let mut restricted = restrictions(chat);
    restricted.extend([("path", Value::from("")), ("path_title", "".into())]);
    let mut out = Tree::from_iter([
        ("id", Value::Int(chat.id as i64)),
        ("parent_chat_id", Value::Int(0)),
        ("parent_message_id", Value::Int(0)),
        ("name", chat::title(call, chat, call.caller.user)?.into()),
        ("description", chat.text("DESCRIPTION").into()),
        ("owner", Value::Int(chat.int("OWNER"))),
        ("extranet", false.into()),
        ("avatar", picture(call, chat.int("AVATAR"))),
        ("color", color(chat, call.caller.user).into()),
        ("type", kind::name(chat).into()),
        ("counter", Value::Int(count::unread(call, call.caller.user, chat.id)?)),
        ("user_counter", people(call, chat)?),
        ("message_count", Value::Int(count::messages(call, chat.id)?)),
        ("unread_id", Value::Int(count::first_unread(call, view)?)),
        ("restrictions", restricted.into()),
        ("last_message_id", Value::Int(chat.int("LAST_MESSAGE_ID"))),
        ("last_id", seat("LAST_ID")),
        ("marked_id", seat("MARKED_ID")),
        ("disk_folder_id", Value::Int(0)),
    ]);
    out.extend(linked(chat));
    out.extend([
        ("mute_list", mute_list(view)),
        ("date_create", time(call, chat.int("DATE_CREATE"))),
        ("message_type", chat.text("TYPE").into()),
        ("public", "".into()),
        ("role", view.role(call.caller.user).into()),
        ("entity_link", entity_link(chat)),
        ("text_field_enabled", true.into()),
        ("background_id", Value::Null),
        ("permissions", permissions()),
        ("is_new", false.into()),
    ]);
    Ok(out)
}

fn beginning(call: &Call, view: &View) -> Result<Tree> {
    let chat = &view.chat;
    Ok(Tree::from_iter([
        ("id", Value::Int(chat.id as i64)),
        ("parent_chat_id", Value::Int(0)),
        ("parent_message_id", Value::Int(0)),
        ("name", chat::title(call, chat, call.caller.user)?.into()),
        ("owner", Value::Int(chat.int("OWNER"))),
        ("extranet", false.into()),
        ("contains_collaber", false.into()),
        ("avatar", picture(call, chat.int("AVATAR"))),
        ("color", color(chat, call.caller.user).into()),
        ("type", kind::name(chat).into()),
    ]))
}

/// What the chat is linked with.
fn linked(chat: &Record) -> [(&'static str, Value); 5] {
    [
        ("entity_type", chat.text("ENTITY_TYPE").into()),
        ("entity_id", chat.text("ENTITY_ID").into()),
        ("entity_data_1", chat.text("ENTITY_DATA_1").into()),
        ("entity_data_2", chat.text("ENTITY_DATA_2").into()),
        ("entity_data_3", chat.text("ENTITY_DATA_3").into()),
    ]
}

/// `#rrggbb` of a chat for one person: the chosen colour, or that of its id; the other's in private.
pub fn color(chat: &Record, viewer: u64) -> &'static str {
    let own = || kind::color_by_id(chat::partner(chat, viewer).unwrap_or(chat.id));
    kind::color_of(chat.text("COLOR")).unwrap_or_else(own).hex
}

/// How many people are in a chat; a private one is there for both before anything is said.
fn people(call: &Call, chat: &Record) -> Result<Value> {
    Ok(Value::Int(match chat::pair_of(chat) {
        Some((one, other)) => 1 + i64::from(one != other),
        None => member::count(call, chat.id)?,
    }))
}

/// What may be done in a chat.
pub fn restrictions(chat: &Record) -> Tree {
    let kind = kind::of(chat);
    let group = chat::pair_of(chat).is_none();
    Tree::from_iter([
        ("avatar", Value::Bool(kind.avatar)),
        ("rename", kind.rename.into()),
        ("extend", kind.extend.into()),
        ("call", true.into()),
        ("mute", kind.mute.into()),
        ("leave", kind.leave.into()),
        ("leave_owner", kind.leave_owner.into()),
        ("send", true.into()),
        ("user_list", group.into()),
    ])
}

/// The viewer under `true` when they have silenced the chat.
pub fn mute_list(view: &View) -> Value {
    let silenced = view.seat.as_ref().filter(|seat| seat.flag("MUTED"));
    silenced.map(|seat| (seat.int("USER_ID"), Value::Bool(true))).into_iter().collect::<Tree>().into()
}

fn managers(chat: &Record) -> Value {
    list(Some(chat.int("OWNER")).filter(|owner| *owner > 0).map(Value::Int))
}

/// Where the linked object is shown.
fn entity_link(chat: &Record) -> Value {
    let (kind, id) = (chat.text("ENTITY_TYPE"), chat.text("ENTITY_ID"));
    let (kind, url) = match (kind, id.split_once('|')) {
        ("CRM", Some((kind, id))) => (kind, format!("/crm/{}/details/{id}/", kind.to_lowercase())),
        ("SONET_GROUP", _) => (kind, format!("/workgroups/group/{id}/")),
        _ => (kind, String::new()),
    };
    object([("type", kind.into()), ("url", url.into()), ("id", id.into())])
}

fn permissions() -> Value {
    object([
        ("manage_users_add", "member".into()),
        ("manage_users_delete", "manager".into()),
        ("manage_ui", "member".into()),
        ("manage_settings", "owner".into()),
        ("manage_messages", "member".into()),
        ("can_post", "member".into()),
    ])
}
