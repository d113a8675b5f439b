//! im.chat.*: making, finding and changing chats. docs: api-reference/chats, chat-update.

mod add;
mod change;
pub mod kind;
mod picture;

use super::{member, person, room::Room, words};
use crate::{prelude::*, user::USER};

/// A chat: of a group, of two people, or the channel of one person's notifications.
pub static CHAT: Entity = Entity {
    name: "im_chat",
    title: "chat",
    #[rustfmt::skip] // One field a line, as the table it is.
    fields: &[
        id("ID").title("ID"),
        text("TYPE").read_only().indexed().title("Type: P private, C closed, O open, S notifications"),
        text("TITLE").title("Title"),
        text("DESCRIPTION").title("Description"),
        text("COLOR").title("Color"),
        file("AVATAR").title("Picture"),
        user("OWNER").title("Owner"),
        text("ENTITY_TYPE").title("Type of the linked object"),
        text("ENTITY_ID").title("Linked object"),
        text("ENTITY_DATA_1").title("About the linked object, 1"),
        text("ENTITY_DATA_2").title("About the linked object, 2"),
        text("ENTITY_DATA_3").title("About the linked object, 3"),
        text("LINK").read_only().hidden().indexed(),
        text("PAIR").read_only().hidden(),
        time("DATE_CREATE").read_only().title("Created on"),
        int("LAST_MESSAGE_ID").read_only().title("Last message"),
        time("LAST_MESSAGE_DATE").read_only().title("Time of the last message"),
    ],
    ..Entity::BASE
};

/// im.chat.*
pub static CHATS: Family = Family {
    prefix: "im.chat",
    entity: Some(&CHAT),
    methods: &[
        write("add", add::add),
        read("get", get),
        write("updateTitle", change::title),
        write("updateColor", change::color),
        write("updateAvatar", change::avatar),
        write("setOwner", change::owner),
        write("mute", member::mute),
        write("leave", member::leave),
    ],
    ..Family::BASE
};

/// im.chat.user.*
pub static CHAT_MEMBERS: Family = Family {
    prefix: "im.chat.user",
    entity: Some(&member::MEMBER),
    methods: &[write("add", member::add), write("delete", member::delete), read("list", member::list)],
    ..Family::BASE
};

/// The type of the linked object that marks the chat of the whole company.
pub const GENERAL: &str = "GENERAL";

/// A chat that is not stored yet.
///
/// # Errors
/// When the store fails.
pub fn blank(call: &Call, kind: &str) -> Result<Record> {
    let mut chat = Record::new(call.services.schema(&CHAT)?, 0);
    chat.set("TYPE", kind);
    chat.set("DATE_CREATE", Data::Time(call.now / 1000 * 1000));
    Ok(chat)
}

/// What makes a pair of linked object and id one text, in the case of its index.
pub fn link(kind: &str, id: &str) -> String {
    format!("{kind}\n{id}").to_lowercase()
}

/// The chat that is linked with an object, the oldest if there are several.
///
/// # Errors
/// When the store fails.
pub fn linked(call: &Call, kind: &str, id: &str) -> Result<Option<Record>> {
    let schema = call.services.schema(&CHAT)?;
    let first = Query { limit: 1, ..Query::equal(&schema, "LINK", link(kind, id).as_str()) };
    Ok(call.all(&CHAT, &first)?.into_iter().next())
}

/// Makes the chat that everybody is in and gives all active people a place there, unless there is one.
///
/// # Errors
/// When the store fails.
pub fn make_general(commit: &mut Commit, call: &Call) -> Result<()> {
    if linked(call, GENERAL, "")?.is_some() {
        return Ok(());
    }
    let mut chat = blank(call, "O")?;
    chat.id = call.services.store.next_ids(CHAT.name, 1)?;
    chat.set("TITLE", words::say(call.services, &words::GENERAL_CHAT, &[]).as_str());
    chat.set("ENTITY_TYPE", GENERAL);
    chat.set("LINK", link(GENERAL, "").as_str());
    commit.save(None, &chat);
    for person in call.all(&USER, &Query::equal(&*call.services.schema(&USER)?, "ACTIVE", true))? {
        commit.save(None, &member::blank(call, chat.id, person.id)?);
    }
    Ok(())
}

/// The chat of two people, or of one with themselves; `None` until something is said there.
///
/// # Errors
/// When the store fails.
pub fn private(call: &Call, one: u64, other: u64) -> Result<Option<Record>> {
    by_pair(call, &pair(one, other))
}

/// The channel of somebody's notifications; `None` until there is one.
///
/// # Errors
/// When the store fails.
pub fn channel(call: &Call, user: u64) -> Result<Option<Record>> {
    by_pair(call, &format!("n{user}"))
}

/// The chat of two people, made if there is none.
///
/// # Errors
/// When the store fails.
pub fn private_room<'a>(call: &'a Call<'a>, one: u64, other: u64) -> Result<Room<'a>> {
    match private(call, one, other)? {
        Some(chat) => Room::open(call, chat),
        None => paired_room(call, "P", &pair(one, other), &[one, other]),
    }
}

/// The channel of somebody's notifications, made if there is none.
///
/// # Errors
/// When the store fails.
pub fn channel_room<'a>(call: &'a Call<'a>, user: u64) -> Result<Room<'a>> {
    match channel(call, user)? {
        Some(chat) => Room::open(call, chat),
        None => paired_room(call, "S", &format!("n{user}"), &[user]),
    }
}

/// The two people of a private chat; nobody for any other.
pub fn pair_of(chat: &Record) -> Option<(u64, u64)> {
    let (one, other) = chat.text("PAIR").split_once('_')?;
    Some((one.parse().ok()?, other.parse().ok()?))
}

/// Whom a person talks to in a private chat.
pub fn partner(chat: &Record, viewer: u64) -> Option<u64> {
    let (one, other) = pair_of(chat)?;
    Some(if one == viewer { other } else { one })
}

/// A chat's name for one person: a private one is named after the other.
///
/// # Errors
/// When the store fails.
pub fn title(call: &Call, chat: &Record, viewer: u64) -> Result<String> {
    match partner(chat, viewer) {
        Some(other) => person::name_of(call, other),
        None => Ok(chat.text("TITLE").to_owned()),
    }
}

/// What `DIALOG_ID` is for one person: a person's id, or `chat7`.
pub fn dialog_id(chat: &Record, viewer: u64) -> Value {
    match partner(chat, viewer) {
        Some(other) => Value::Int(other as i64),
        None => Value::Text(format!("chat{}", chat.id)),
    }
}

/// im.chat.get: the id of the chat that is linked with an object; `null` when there is none.
fn get(call: &Call) -> Result<Answer> {
    let text = |name| super::words_of(call, name);
    let (kind, id) = (text("ENTITY_TYPE"), text("ENTITY_ID"));
    let found = if kind.is_empty() || id.is_empty() { None } else { linked(call, &kind, &id)? };
    let id = |chat: Record| Value::from(Tree::from_iter([("ID", Value::Int(chat.id as i64))]));
    Ok(Answer::value(found.map_or(Value::Null, id)))
}

/// What marks the chat of two people.
pub fn pair(one: u64, other: u64) -> String {
    format!("{}_{}", one.min(other), one.max(other))
}

fn by_pair(call: &Call, pair: &str) -> Result<Option<Record>> {
    let Some(entry) = call.services.store.get(&pair_key(pair))? else { return Ok(None) };
    let id = entry.value.first_chunk::<8>().map_or(0, |bytes| u64::from_be_bytes(*bytes));
    call.find(&CHAT, id)
}

fn pair_key(pair: &str) -> Vec<u8> {
    store::keys::unique(CHAT.name, "PAIR", pair.as_bytes())
}

/// Two first messages at the same moment: only one of them makes the chat.
fn paired_room<'a>(call: &'a Call<'a>, kind: &str, pair: &str, people: &[u64]) -> Result<Room<'a>> {
    let mut chat = blank(call, kind)?;
    chat.set("PAIR", pair);
    let mut room = Room::make(call, chat)?;
    let (key, id) = (pair_key(pair), room.chat.id.to_be_bytes().to_vec());
    room.commit.checks.push(store::Check::Absent(key.clone()));
    room.commit.ops.push(store::Op::Put(key, id));
    people.iter().try_for_each(|user| room.join(*user, 0))?;
    Ok(room)
}
