//! im.notify*: telling a person something outside of any dialog. docs: api-reference/chats/notifications.

mod history;
mod reading;

use super::{
    Said,
    chat::{self, CHAT},
    message::Extras,
    refusals::{MESSAGE_EMPTY, PARAMS_ERROR, USER_ID_EMPTY, forbidden},
    room::Room,
    show, words,
};
use crate::{prelude::*, user::USER};
use engine::{Known, commit::retry, dialect::refusal, index::value_count};
use store::keys;

/// A notification.
pub static NOTIFICATION: Entity = Entity {
    name: "im_notification",
    title: "notification",
    #[rustfmt::skip] // One field a line, as the table it is.
    fields: &[
        id("ID").title("ID"),
        user("USER_ID").indexed().title("For whom"),
        user("UNREAD_BY").indexed().title("Who has not read it"),
        reference("CHAT_ID", CHAT.name).title("Channel"),
        int("AUTHOR_ID").title("From whom, 0 for the portal"),
        user("POSTED_BY").title("Who sent it"),
        time("DATE_CREATE").title("Sent on"),
        int("NOTIFY_TYPE").title("Type: 1 to confirm, 2 personal, 4 of the system"),
        text("MODULE").title("Module"),
        text("EVENT").title("Event"),
        text("TAG").indexed().title("Tag, one for each person"),
        text("SUB_TAG").indexed().title("Further tag"),
        text("MESSAGE").title("Text"),
        text("MESSAGE_OUT").title("Text outside of the portal"),
        text("ATTACH").title("Attachments, JSON"),
    ],
    ..Entity::BASE
};

/// im.notify*
pub static NOTIFICATIONS: Family = Family {
    prefix: "im.notify",
    entity: Some(&NOTIFICATION),
    methods: &[
        write("", notify),
        write("personal.add", |call| send(call, PERSONAL)),
        write("system.add", |call| send(call, SYSTEM)),
        write("delete", delete),
        read("get", history::get).scanning(),
        read("history.search", history::search).scanning(),
        read("schema.get", schema),
        write("read", reading::read),
        write("read.all", reading::read_all),
        read("read.list", reading::read_list),
        write("answer", answer),
        write("confirm", confirm),
    ],
    ..Family::BASE
};

/// From a person.
const PERSONAL: i64 = 2;
/// From the portal.
const SYSTEM: i64 = 4;

/// The module and event of what integrations send.
const KIND: (&str, &str) = ("rest", "rest_notify");

/// How many notifications somebody has not read.
///
/// # Errors
/// When the store fails.
pub fn unread(call: &Call, user: u64) -> Result<i64> {
    counter(call, "UNREAD_BY", user)
}

fn counter(call: &Call, field: &str, user: u64) -> Result<i64> {
    Ok(call.services.store.counter(&value_count(NOTIFICATION.name, field, &keys::i64_key(user as i64)))?)
}

/// Tells a person something in the portal's name, as part of a commit. Somebody who has no channel yet
/// gets one before it.
///
/// # Errors
/// When the store fails.
pub fn tell(call: &Call, commit: &mut Commit, user: u64, (module, event): (&str, &str), text: &str) -> Result<()> {
    let channel = match chat::channel(call, user)? {
        Some(channel) => channel.id,
        None => {
            let room = chat::channel_room(call, user)?;
            let id = room.chat.id;
            room.close()?;
            id
        }
    };
    let notice = Notice { user, channel, kind: SYSTEM, event: (module, event), text };
    commit.save(None, &record(call, &notice)?);
    Ok(())
}

/// A notification to be.
struct Notice<'a> {
    user: u64,
    channel: u64,
    kind: i64,
    /// Module and event.
    event: (&'a str, &'a str),
    text: &'a str,
}

/// A new notification from the caller, or from the portal in their call.
fn record(call: &Call, notice: &Notice) -> Result<Record> {
    let id = call.services.store.next_ids(NOTIFICATION.name, 1)?;
    let mut record = Record::new(call.services.schema(&NOTIFICATION)?, id);
    let me = call.caller.user as i64;
    for (field, number) in [
        ("USER_ID", notice.user as i64),
        ("UNREAD_BY", notice.user as i64),
        ("CHAT_ID", notice.channel as i64),
        ("AUTHOR_ID", if notice.kind == PERSONAL { me } else { 0 }),
        ("POSTED_BY", me),
        ("NOTIFY_TYPE", notice.kind),
    ] {
        record.set(field, number);
    }
    for (field, text) in [("MODULE", notice.event.0), ("EVENT", notice.event.1), ("MESSAGE", notice.text)] {
        record.set(field, text);
    }
    record.set("DATE_CREATE", Data::Time(call.now / 1000 * 1000));
    Ok(record)
}

/// im.notify: personal unless `TYPE` is `SYSTEM`.
fn notify(call: &Call) -> Result<Answer> {
    let system = super::words_of(call, "TYPE").eq_ignore_ascii_case("SYSTEM");
    send(call, if system { SYSTEM } else { PERSONAL })
}

/// Answers the notification's id, `false` when there is nobody to notify.
fn send(call: &Call, kind: i64) -> Result<Answer> {
    let user = super::number(call, "USER_ID").ok_or(USER_ID_EMPTY)?;
    let text = super::words_of(call, "MESSAGE");
    if text.is_empty() {
        return Err(MESSAGE_EMPTY.into());
    }
    let extras = Extras::attachments(call)?;
    if call.find(&USER, user)?.is_none() {
        return Ok(Answer::value(false));
    }
    let [tag, sub_tag] = ["TAG", "SUB_TAG"].map(|name| tagged(call, name));
    retry(|| {
        let mut room = chat::channel_room(call, user)?;
        for same in with_tag(call, "TAG", &tag)?.iter().filter(|same| same.int("USER_ID") == user as i64) {
            room.commit.delete(same);
        }
        let notice = Notice { user, channel: room.chat.id, kind, event: KIND, text: &text };
        let mut notice = record(call, &notice)?;
        let out = super::words_of(call, "MESSAGE_OUT");
        for (field, text) in [("TAG", &tag), ("SUB_TAG", &sub_tag), ("MESSAGE_OUT", &out)] {
            notice.set(field, text.as_str());
        }
        extras.apply_attachments(&mut notice);
        let id = notice.id as i64;
        room.commit.save(None, &notice);
        Ok(Answer::value(id).after(room.close()?))
    })
}

/// A tag with the name of the integration in front, so that integrations do not meet.
fn tagged(call: &Call, name: &str) -> String {
    let tag = super::words_of(call, name);
    if tag.is_empty() { tag } else { format!("MP|{}|{tag}", super::words_of(call, "CLIENT_ID")) }
}

fn with_tag(call: &Call, field: &str, tag: &str) -> Result<Vec<Record>> {
    if tag.is_empty() {
        return Ok(Vec::new());
    }
    let schema = call.services.schema(&NOTIFICATION)?;
    call.all(&NOTIFICATION, &Query::equal(&schema, field, tag.to_lowercase().as_str()))
}

/// The caller's notification with an id.
fn own(call: &Call, id: u64) -> Result<Option<Record>> {
    let notice = call.find(&NOTIFICATION, id)?;
    Ok(notice.filter(|notice| notice.int("USER_ID") == call.caller.user as i64))
}

/// im.notify.delete: one's own by `ID`, or those that one has sent by `TAG` or `SUB_TAG`.
fn delete(call: &Call) -> Result<Answer> {
    const NO_CLIENT: Known = forbidden("ACCESS_DENIED", "Access denied! Client ID not specified");
    let id = super::number(call, "ID");
    let [tag, sub_tag] = ["TAG", "SUB_TAG"].map(|name| tagged(call, name));
    if id.is_none() && tag.is_empty() && sub_tag.is_empty() {
        return Err(PARAMS_ERROR.into());
    }
    if id.is_none() && super::words_of(call, "CLIENT_ID").is_empty() {
        return Err(NO_CLIENT.into());
    }
    retry(|| {
        let mut gone = match id {
            Some(id) => own(call, id)?.into_iter().collect(),
            None if tag.is_empty() => with_tag(call, "SUB_TAG", &sub_tag)?,
            None => with_tag(call, "TAG", &tag)?,
        };
        if id.is_none() {
            gone.retain(|notice| call.caller.admin || notice.int("POSTED_BY") == call.caller.user as i64);
        }
        let mut commit = Commit::by(call);
        gone.iter().for_each(|notice| commit.delete(notice));
        Ok(Answer::value(!gone.is_empty()).after(commit.run(call.services)?))
    })
}

/// im.notify.schema.get: the kinds of notifications that this portal sends, by module.
fn schema(call: &Call) -> Result<Answer> {
    let say = |phrase: &words::Phrase| words::say(call.services, phrase, &[]);
    let modules = words::NOTICES.iter().map(|((module, name), events)| {
        let event = |(event, name): &words::Named| {
            show::object([("ID", format!("{module}|{event}").into()), ("NAME", say(name).into())])
        };
        let list = show::list(events.iter().map(event));
        (*module, show::object([("NAME", say(name).into()), ("MODULE_ID", (*module).into()), ("LIST", list)]))
    });
    Ok(Answer::value(modules.collect::<Tree>()))
}

const NO_NOTICE: Known = refusal("ID_ERROR", "Notification ID can't be empty");

/// im.notify.answer: the answer to a personal notification goes to its author as a message; others
/// have nobody who reads answers.
fn answer(call: &Call) -> Result<Answer> {
    const NO_TEXT: Known = refusal("ANSWER_TEXT_ERROR", "ANSWER_TEXT can't be empty");
    let id = super::number(call, "NOTIFY_ID").ok_or(NO_NOTICE)?;
    let text = super::words_of(call, "ANSWER_TEXT");
    if text.is_empty() {
        return Err(NO_TEXT.into());
    }
    let author = own(call, id)?.map_or(0, |notice| notice.int("AUTHOR_ID").max(0) as u64);
    if author == 0 {
        return Ok(Answer::value(show::object([("result_message", false.into())])));
    }
    let ticket = retry(|| {
        let mut room: Room = chat::private_room(call, call.caller.user, author)?;
        room.say(Said { text: text.clone(), ..Said::by_caller(call) })?;
        room.close()
    })?;
    let told = words::say(call.services, &words::ANSWERED, &[]);
    Ok(Answer::value(show::object([("result_message", show::list([told.into()]))])).after(ticket))
}

/// im.notify.confirm: integrations send no notifications with buttons, so that no handler answers.
fn confirm(call: &Call) -> Result<Answer> {
    const NO_VALUE: Known = refusal("NOTIFY_VALUE_ERROR", "Notification Value can't be empty");
    super::number(call, "NOTIFY_ID").ok_or(NO_NOTICE)?;
    if super::words_of(call, "NOTIFY_VALUE").is_empty() {
        return Err(NO_VALUE.into());
    }
    Ok(Answer::value(show::object([("result_message", false.into())])))
}
