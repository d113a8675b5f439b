//! im.v2.Event.*: what happens in a person's chats, kept for a day for those who ask for it.
//! docs: chat-bots-v2/im.v2/events.

use super::{
    person::{self, PROFILE},
    room::View,
    show,
};
use crate::{prelude::*, user::USER};
use engine::commit::retry;
use store::Ticket;

/// Something that happened, for one person.
pub static EVENT: Entity = Entity {
    name: "im_event",
    title: "event",
    fields: &[
        id("ID").title("ID"),
        user("USER_ID").indexed().title("For whom"),
        text("TYPE").title("Type"),
        time("DATE").title("When"),
        text("DATA").title("What, JSON"),
    ],
    ..Entity::BASE
};

/// im.v2.Event.*
pub static EVENTS: Family = Family {
    prefix: "im.v2.Event",
    entity: Some(&EVENT),
    methods: &[read("subscribe", subscribe), read("unsubscribe", unsubscribe), read("get", get)],
    ..Family::BASE
};

const KEPT_MS: i64 = 24 * 3_600_000;

/// What happened to a message: the event's type, and what a reaction was.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    name: &'static str,
    reaction: Option<&'static str>,
}

/// Its text or what hangs on it changed.
pub const UPDATED: Kind = Kind { name: "ONIMV2MESSAGEUPDATE", reaction: None };
/// It was deleted.
pub const DELETED: Kind = Kind { name: "ONIMV2MESSAGEDELETE", reaction: None };
/// Somebody likes it.
pub const LIKED: Kind = Kind { name: "ONIMV2REACTIONCHANGE", reaction: Some("add") };
/// Somebody no longer likes it.
pub const UNLIKED: Kind = Kind { name: "ONIMV2REACTIONCHANGE", reaction: Some("delete") };

/// Keeps what a commit says and whom it lets in, for those in the chat who listen.
///
/// # Errors
/// When the store fails.
pub fn note(
    call: &Call,
    commit: &mut Commit,
    chat: &Record,
    people: &[u64],
    said: &[Record],
    joined: &[u64],
) -> Result<()> {
    if chat.text("TYPE") == "S" {
        return Ok(());
    }
    let listeners = listeners(call, people)?;
    for listener in &listeners {
        forget(call, commit, *listener)?;
        let view = View { chat: chat.clone(), seat: None };
        for message in said {
            let author = message.int("AUTHOR_ID").max(0) as u64;
            let data = about(call, &view, *listener, author, vec![("message", plain(call, message))])?;
            keep(call, commit, *listener, "ONIMV2MESSAGEADD", data)?;
        }
        for user in joined {
            let dialog = super::chat::dialog_id(chat, *listener).as_text().unwrap_or_default().into_owned();
            let data = about(call, &view, *listener, *user, vec![("dialogId", dialog.into())])?;
            keep(call, commit, *listener, "ONIMV2JOINCHAT", data)?;
        }
    }
    Ok(())
}

/// Keeps that a message changed, for those in its chat who listen.
///
/// # Errors
/// When the store fails.
pub fn changed(call: &Call, commit: &mut Commit, chat: &Record, message: &Record, kind: Kind) -> Result<()> {
    for listener in listeners(call, &super::room::people(call, chat.id)?)? {
        forget(call, commit, listener)?;
        let view = View { chat: chat.clone(), seat: None };
        let mut parts = Vec::new();
        if let Some(action) = kind.reaction {
            parts.extend([("reaction", Value::from("like")), ("action", action.into())]);
        }
        parts.push(match kind.name == DELETED.name {
            true => ("messageId", Value::Int(message.id as i64)),
            false => ("message", plain(call, message)),
        });
        let author = message.int("AUTHOR_ID").max(0) as u64;
        let user = if kind.reaction.is_some() { call.caller.user } else { author };
        keep(call, commit, listener, kind.name, about(call, &view, listener, user, parts)?)?;
    }
    Ok(())
}

/// Those of the people for whom events are kept.
fn listeners(call: &Call, people: &[u64]) -> Result<Vec<u64>> {
    let listening = call.all(&PROFILE, &Query::equal(&*call.services.schema(&PROFILE)?, "LISTENS", true))?;
    Ok(listening.iter().map(|profile| profile.id).filter(|id| people.contains(id)).collect())
}

/// The message of an event.
fn plain(call: &Call, message: &Record) -> Value {
    let mut out = show::said(call, message, 0);
    for name in ["chat_id", "author_id"] {
        out.remove(name);
    }
    out.into()
}

/// The data of an event: its own parts, the chat as its listener names it, and the person it is about.
fn about(call: &Call, view: &View, listener: u64, user: u64, parts: Vec<(&'static str, Value)>) -> Result<Tree> {
    let mut out: Tree = parts.into_iter().collect();
    let mut chat = Tree::new();
    let Value::Tree(shown) = show::camel_keys(show::in_list(call, view)?) else { return Ok(out) };
    let dialog = super::chat::dialog_id(&view.chat, listener).as_text().unwrap_or_default().into_owned();
    for (key, value) in shown {
        let key = key.to_string();
        if ["role", "muteList", "managerList", "dateCreate", "userCounter", "restrictions", "public"]
            .contains(&key.as_str())
        {
            continue;
        }
        chat.insert(key.as_str(), value);
        if key == "id" {
            chat.insert("dialogId", dialog.as_str().into());
        }
    }
    chat.insert("description", view.chat.text("DESCRIPTION").into());
    chat.insert("name", super::chat::title(call, &view.chat, listener)?.into());
    chat.insert("textFieldEnabled", "Y".into());
    chat.insert("diskFolderId", Value::Int(0));
    chat.insert("isNew", false.into());
    out.insert("chat", chat.into());
    out.insert("user", person_of(call, user)?);
    out.insert("language", call.services.language.code().into());
    Ok(out)
}

/// A person as events show them: not whether they are there at the moment.
fn person_of(call: &Call, user: u64) -> Result<Value> {
    let Some(record) = call.find(&USER, user)? else { return Ok(show::object([("id", Value::Int(0))])) };
    let mut out = Tree::new();
    let Value::Tree(shown) = show::camel_keys(show::user(call, &record, person::profile(call, user)?.as_ref())) else {
        return Ok(Value::Null);
    };
    for (key, value) in shown {
        match key.to_string().as_str() {
            "network" | "botData" | "avatarHr" => {}
            name @ ("idle" | "lastActivityDate") => out.insert(name, false.into()),
            "type" => out.insert("type", record.text("USER_TYPE").into()),
            name => out.insert(name, value),
        }
    }
    Ok(out.into())
}

/// Removes some of what is too old: more than comes in, so that nothing piles up for those who never ask.
fn forget(call: &Call, commit: &mut Commit, listener: u64) -> Result<()> {
    let some = Query { limit: 8, ..Query::equal(&*call.services.schema(&EVENT)?, "USER_ID", listener as i64) };
    let old = call.all(&EVENT, &some)?.into_iter().filter(|event| event.int("DATE") < call.now - KEPT_MS);
    old.for_each(|event| commit.delete(&event));
    Ok(())
}

fn keep(call: &Call, commit: &mut Commit, listener: u64, kind: &str, data: Tree) -> Result<()> {
    let mut event = Record::new(call.services.schema(&EVENT)?, call.services.store.next_ids(EVENT.name, 1)?);
    event.set("USER_ID", listener as i64);
    event.set("TYPE", kind);
    event.set("DATE", Data::Time(call.now / 1000 * 1000));
    let mut json = Vec::new();
    params::write_json(&data.into(), &mut json);
    event.set("DATA", String::from_utf8_lossy(&json).as_ref());
    commit.save(None, &event);
    Ok(())
}

/// im.v2.Event.subscribe
fn subscribe(call: &Call) -> Result<Answer> {
    person::change(call, |profile| profile.set("LISTENS", true))
}

/// im.v2.Event.unsubscribe: what is kept already stays until it is too old.
fn unsubscribe(call: &Call) -> Result<Answer> {
    person::change(call, |profile| profile.set("LISTENS", false))
}

/// im.v2.Event.get: the events from `offset` on; those before it, and those older than a day, go.
fn get(call: &Call) -> Result<Answer> {
    let offset = super::number(call, "offset");
    let limit = call.param("limit").and_then(Value::as_int).unwrap_or(100).clamp(1, 1000) as usize;
    let own = Query::equal(&*call.services.schema(&EVENT)?, "USER_ID", call.caller.user as i64);
    let kept = call.all(&EVENT, &own)?;
    let gone =
        |event: &Record| offset.is_some_and(|offset| event.id < offset) || event.int("DATE") < call.now - KEPT_MS;
    let (old, fresh): (Vec<Record>, Vec<Record>) = kept.into_iter().partition(gone);
    let ticket = match old.is_empty() {
        true => Ticket::done(),
        false => retry(|| {
            let mut commit = Commit::by(call);
            for event in &old {
                if call.find(&EVENT, event.id)?.is_some() {
                    commit.delete(event);
                }
            }
            commit.run(call.services)
        })?,
    };
    let page: Vec<&Record> = fresh.iter().take(limit).collect();
    let next = page.last().map(|event| event.id + 1).or(offset).unwrap_or(0);
    let shown = page.iter().map(|event| {
        let data = serde_json::from_str(event.text("DATA")).map_or(Value::Null, Value::from_json);
        show::object([
            ("eventId", Value::Int(event.id as i64)),
            ("type", event.text("TYPE").into()),
            ("date", show::time(call, event.int("DATE"))),
            ("data", data),
        ])
    });
    Ok(Answer::value(show::object([
        ("events", show::list(shown)),
        ("nextOffset", Value::Int(next as i64)),
        ("hasMore", (fresh.len() > page.len()).into()),
    ]))
    .after(ticket))
}
