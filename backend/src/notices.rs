//! Notices: what the portal tells a person about something others did. Each person has a mark,
//! stored under the notice id 0 that no notice has: everything up to it has been read.

use crate::rows;
use serde::{Deserialize, Serialize};
use shared::Millis;
use shared::console::{Notice, NoticeEvent};
use store::{Direction, Durability, KeyRange, Op, Store, StoreError, Ticket, keys};

/// How many notices a person is shown, and the largest count of unread ones.
pub const SHOWN: usize = 100;

#[derive(Serialize, Deserialize)]
struct Stored {
    at: Millis,
    event: NoticeEvent,
}

#[derive(Serialize, Deserialize)]
struct Mark {
    read_up_to: u64,
}

/// The change that tells a person something.
///
/// # Errors
/// When the store gives no id.
pub fn tell(store: &Store, person: u64, event: NoticeEvent, now: Millis) -> Result<Op, StoreError> {
    let id = store.next_ids("notice", 1)?;
    Ok(rows::put(keys::notice(person, id), &Stored { at: now, event }))
}

/// The latest notices of a person, newest first.
///
/// # Errors
/// When the store fails.
pub fn latest(store: &Store, person: u64) -> Result<Vec<Notice>, StoreError> {
    let read_up_to = mark(store, person)?;
    let rows = rows::page::<Stored>(store, &after(person, 0), Direction::Down, SHOWN)?;
    let notices = rows.into_iter().map(|row| {
        let id = keys::id_of(&row.key).unwrap_or_default();
        Notice { id, at: row.value.at, read: id <= read_up_to, event: row.value.event }
    });
    Ok(notices.collect())
}

/// How many notices a person has not read, at most [`SHOWN`].
///
/// # Errors
/// When the store fails.
pub fn unread(store: &Store, person: u64) -> Result<u32, StoreError> {
    let range = after(person, mark(store, person)?);
    Ok(store.scan_keys(&range, Direction::Up, SHOWN)?.len() as u32)
}

/// Marks every notice of a person up to this id as read.
///
/// # Errors
/// When the store fails.
pub fn read(store: &Store, person: u64, up_to: u64) -> Result<Ticket, StoreError> {
    if up_to <= mark(store, person)? {
        return Ok(Ticket::done());
    }
    let op = rows::put(keys::notice(person, 0), &Mark { read_up_to: up_to });
    store.commit(&[], vec![op], Durability::Durable)
}

fn mark(store: &Store, person: u64) -> Result<u64, StoreError> {
    let mark = rows::get::<Mark>(store, keys::notice(person, 0))?;
    Ok(mark.map_or(0, |row| row.value.read_up_to))
}

fn after(person: u64, id: u64) -> KeyRange {
    keys::notices(person).after(&keys::notice(person, id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use store::Options;

    #[test]
    fn notices_are_read_up_to_a_mark() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path(), Options::default()).unwrap();
        for (person, name) in [(4, "a"), (4, "b"), (5, "c"), (4, "d")] {
            let event = NoticeEvent::Deleted { integration: name.to_owned(), by: "Ada".to_owned() };
            let op = tell(&store, person, event, 1_000).unwrap();
            store.commit(&[], vec![op], Durability::Relaxed).unwrap();
        }
        assert_eq!(unread(&store, 4).unwrap(), 3);
        let newest = latest(&store, 4).unwrap();
        assert_eq!(newest.iter().map(|notice| notice.id).collect::<Vec<_>>(), [4, 2, 1]);
        read(&store, 4, 2).unwrap();
        read(&store, 4, 1).unwrap();
        assert_eq!(unread(&store, 4).unwrap(), 1);
        assert_eq!(
            latest(&store, 4).unwrap().iter().map(|notice| notice.read).collect::<Vec<_>>(),
            [false, true, true]
        );
        assert_eq!(unread(&store, 5).unwrap(), 1);
    }
}
