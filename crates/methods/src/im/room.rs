//! Chats as methods work with them: what the caller sees, and what one commit changes.

use super::{
    chat::{self, CHAT},
    count, events,
    member::{self, MEMBER},
    message::{self, MESSAGE, Said},
};
use crate::prelude::*;
use std::collections::BTreeMap;
use store::{Check, Direction, KeyRange, Op, Ticket, keys};

/// A chat as one person has it before them.
#[derive(Clone, Debug)]
pub struct View {
    /// The chat; without an id if nothing has been said there yet.
    pub chat: Record,
    /// The person's place in it; none in an open chat that they have not joined.
    pub seat: Option<Record>,
}

impl View {
    /// What a person is in the chat.
    pub fn role(&self, user: u64) -> &'static str {
        let inside = self.seat.is_some() || chat::pair_of(&self.chat).is_some();
        match inside {
            _ if self.chat.int("OWNER") == user as i64 => "owner",
            true => "member",
            false => "guest",
        }
    }

    /// The last message that the person has read.
    pub fn read_up_to(&self) -> i64 {
        self.seat.as_ref().map_or(0, |seat| seat.int("LAST_ID"))
    }

    /// The first message that the person may see.
    pub fn from(&self) -> i64 {
        self.seat.as_ref().map_or(0, |seat| seat.int("START_ID"))
    }
}

/// A chat with everything that one commit does to it.
pub struct Room<'a> {
    call: &'a Call<'a>,
    old: Option<Record>,
    /// The chat as it will be.
    pub chat: Record,
    /// Who is in it.
    people: Vec<u64>,
    seats: BTreeMap<u64, Seat>,
    said: Vec<Record>,
    joined: Vec<u64>,
    /// What else is to be written.
    pub commit: Commit,
}

/// A place that changes.
struct Seat {
    old: Option<Record>,
    new: Option<Record>,
}

impl<'a> Room<'a> {
    /// A stored chat.
    ///
    /// # Errors
    /// When the store fails.
    pub fn open(call: &'a Call<'a>, chat: Record) -> Result<Room<'a>> {
        let people = people(call, chat.id)?;
        Ok(Room { old: Some(chat.clone()), people, ..Room::empty(call, chat) })
    }

    /// A chat to be, which gets its id here.
    ///
    /// # Errors
    /// When the store fails.
    pub fn make(call: &'a Call<'a>, mut chat: Record) -> Result<Room<'a>> {
        chat.id = call.services.store.next_ids(CHAT.name, 1)?;
        Ok(Room::empty(call, chat))
    }

    fn empty(call: &'a Call<'a>, chat: Record) -> Room<'a> {
        Room {
            call,
            old: None,
            chat,
            people: Vec::new(),
            seats: BTreeMap::new(),
            said: Vec::new(),
            joined: Vec::new(),
            commit: Commit::by(call),
        }
    }

    /// Who is in the chat.
    pub fn people(&self) -> &[u64] {
        &self.people
    }

    /// Lets somebody in, who sees the messages from `start` on; nothing if they are in already.
    ///
    /// # Errors
    /// When the store fails.
    pub fn join(&mut self, user: u64, start: u64) -> Result<()> {
        if self.people.contains(&user) {
            return Ok(());
        }
        let mut seat = member::blank(self.call, self.chat.id, user)?;
        seat.set("START_ID", start as i64);
        seat.set("LAST_ID", self.chat.int("LAST_MESSAGE_ID"));
        self.people.push(user);
        let old = self.seats.remove(&user).and_then(|seat| seat.old);
        self.seats.insert(user, Seat { old, new: Some(seat) });
        self.joined.push(user);
        Ok(())
    }

    /// Lets everybody in who is in another chat.
    ///
    /// # Errors
    /// When the store fails.
    pub fn people_of(&mut self, other: &Record) -> Result<()> {
        people(self.call, other.id)?.into_iter().try_for_each(|user| self.join(user, 0))
    }

    /// Lets somebody go.
    ///
    /// # Errors
    /// When the store fails.
    pub fn part(&mut self, user: u64) -> Result<()> {
        let old = member::seat(self.call, self.chat.id, user)?;
        self.people.retain(|other| *other != user);
        self.seats.insert(user, Seat { old, new: None });
        self.commit.ops.push(Op::Del(count::key(user, self.chat.id)));
        Ok(())
    }

    /// Says something: the message, the counts of those who have not read it, and that who sends it
    /// has read everything so far.
    ///
    /// # Errors
    /// When the store fails.
    pub fn say(&mut self, said: Said) -> Result<u64> {
        let (by, quiet) = (said.by, said.quiet);
        let message = message::record(self.call, &self.chat, said)?;
        let id = message.id;
        self.chat.set("LAST_MESSAGE_ID", id as i64);
        self.chat.set("LAST_MESSAGE_DATE", message.get("DATE_CREATE").clone());
        if !quiet {
            for user in self.people.iter().filter(|user| **user != by) {
                self.commit.ops.push(Op::Add(count::key(*user, self.chat.id), 1));
            }
            if self.people.contains(&by) {
                self.read(by, id as i64)?;
            }
        }
        self.commit.save(None, &message);
        self.said.push(message);
        Ok(id)
    }

    /// Commits.
    ///
    /// # Errors
    /// When somebody else's commit came between, and when the store fails.
    pub fn close(mut self) -> Result<Ticket> {
        self.commit.save(self.old.as_ref(), &self.chat);
        for seat in self.seats.values() {
            match (&seat.old, &seat.new) {
                (old, Some(new)) => self.commit.save(old.as_ref(), new),
                (Some(old), None) => self.commit.delete(old),
                (None, None) => {}
            }
        }
        events::note(self.call, &mut self.commit, &self.chat, &self.people, &self.said, &self.joined)?;
        self.commit.run(self.call.services)
    }

    fn read(&mut self, user: u64, message: i64) -> Result<()> {
        if !self.seats.contains_key(&user) {
            let old = member::seat(self.call, self.chat.id, user)?;
            self.seats.insert(user, Seat { new: old.clone(), old });
        }
        if let Some(seat) = self.seats.get_mut(&user).and_then(|seat| seat.new.as_mut()) {
            member::mark_read(self.call, seat, message);
            self.commit.ops.push(Op::Del(count::key(user, self.chat.id)));
        }
        Ok(())
    }
}

/// The ids of those in a chat, from the keys of their places alone.
///
/// # Errors
/// When the store fails.
pub fn people(call: &Call, chat: u64) -> Result<Vec<u64>> {
    let key = |id| keys::record(MEMBER.name, id);
    let range = KeyRange::between(key(member::place(chat, 0)), key(member::place(chat + 1, 0)));
    let keys = call.services.store.scan_keys(&range, Direction::Up, usize::MAX)?;
    Ok(keys.iter().filter_map(|key| keys::id_of(key)).map(member::user_of).collect())
}

/// A chat as the caller sees it; nothing for one that does not exist or is closed to them. A private
/// dialog with somebody who exists is there before anything is said.
///
/// # Errors
/// When the store fails.
pub fn view(call: &Call, dialog: super::dialog::Dialog) -> Result<Option<View>> {
    use super::dialog::Dialog;
    let me = call.caller.user;
    let chat = match dialog {
        Dialog::Chat(id) => call.find(&CHAT, id)?,
        Dialog::Person(other) => match chat::private(call, me, other)? {
            Some(chat) => Some(chat),
            None if call.find(&crate::user::USER, other)?.is_none() => None,
            None => {
                let mut chat = chat::blank(call, "P")?;
                chat.set("PAIR", chat::pair(me, other).as_str());
                return Ok(Some(View { chat, seat: None }));
            }
        },
    };
    let Some(chat) = chat.filter(|chat| chat.text("TYPE") != "S") else { return Ok(None) };
    let seat = member::seat(call, chat.id, me)?;
    Ok(Some(View { seat, chat }).filter(|view| view.seat.is_some() || view.chat.text("TYPE") == "O"))
}

/// One message with the chat that the caller sees it in.
///
/// # Errors
/// When the store fails.
pub fn message_view(call: &Call, id: u64) -> Result<Option<(Record, View)>> {
    let Some(message) = call.find(&MESSAGE, id)? else { return Ok(None) };
    let chat = super::dialog::Dialog::Chat(message.int("CHAT_ID").max(0) as u64);
    let view = view(call, chat)?.filter(|view| message.id as i64 >= view.from());
    Ok(view.map(|view| (message, view)))
}

/// Refuses to commit when somebody has changed the chat since it was read.
pub fn still(commit: &mut Commit, chat: &Record) {
    commit.checks.push(Check::Version(keys::record(CHAT.name, chat.id), chat.version));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::{NewPerson, create, with_call};
    use engine::{Services, services::Settings};
    use shared::text::Language;
    use store::{Options, Store};

    const NOW: i64 = 1_795_339_800_000;

    fn portal() -> (tempfile::TempDir, Services) {
        let dir = tempfile::tempdir().unwrap();
        let options = Options { cache_bytes: 4 << 20, ..Options::default() };
        let settings = Settings {
            zone: chrono_tz::Tz::UTC,
            currency: "EUR".to_owned(),
            language: Language::En,
            member_id: "0".repeat(32),
        };
        let store = Store::open(dir.path(), options).unwrap();
        let services = Services::new(store, settings, crate::registry().unwrap());
        crate::seed::set_up(&services, "Portico", NOW).unwrap();
        for name in ["a", "b", "c"] {
            let email = format!("{name}@example.com");
            let person = NewPerson { email, admin: name == "a", department: 1, ..NewPerson::default() };
            create(&services, person, 1, NOW).unwrap();
        }
        (dir, services)
    }

    #[test]
    fn counters_agree_with_what_was_read_however_many_talk_at_once() {
        let (_dir, services) = portal();
        let general = with_call(&services, 1, NOW, crate::im::general).unwrap();
        let say = |user| {
            with_call(&services, user, NOW, |call| {
                engine::commit::retry(|| {
                    let mut room = crate::im::room(call, general)?;
                    room.say(Said { text: "x".to_owned(), ..Said::by_caller(call) })?;
                    room.close()
                })
            })
        };
        std::thread::scope(|scope| {
            for user in [1, 2] {
                scope.spawn(move || (0..8).for_each(|_| drop(say(user).unwrap())));
            }
            scope.spawn(|| {
                for _ in 0..8 {
                    with_call(&services, 3, NOW, |call| crate::im::read_up_to(call, general, None)).unwrap();
                }
            });
        });
        let super::super::Dialog::Chat(chat) = general else { panic!("a chat") };
        with_call(&services, 3, NOW, |call| {
            let read = member::seat(call, chat, 3)?.unwrap().int("LAST_ID");
            let messages = call.all(&MESSAGE, &Query::all(Test::All(Vec::new())))?;
            assert_eq!(messages.len(), 16);
            let after = messages.iter().filter(|message| message.id as i64 > read).count();
            assert_eq!(count::unread(call, 3, chat)?, after as i64);
            Ok(())
        })
        .unwrap();
    }
}
