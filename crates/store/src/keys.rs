//! The layout of all keys: every space of the product is named here once, with the functions that
//! build its keys. A key is its space's byte, then parts that end by themselves (fixed width, or
//! text + 0x00), so byte order is the order of the parts.

mod deliveries;
mod encode;

pub use deliveries::{
    all_chained, all_deliveries, all_due, all_given_up, chain, chained, deliveries, delivery, due, due_parts, given_up,
    integration_of, redelivered, redelivery,
};
pub use encode::{TEXT_BYTES, i64_key, text_key, time_key, u64_key};

use crate::range::KeyRange;

/// One space of keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Space {
    /// The first byte of its keys.
    pub prefix: u8,
    /// Its name in messages.
    pub name: &'static str,
    /// What its keys and values are.
    pub holds: &'static str,
}

/// Records of every entity: `entity, id`.
pub const RECORD: u8 = b'r';
/// What only one record can have: `entity, field, value`, usually with the record's id as the value.
pub const INDEX: u8 = b'i';
/// Listed keys, which have no values: index entries, `entity, field, value, id`.
pub const LISTED: u8 = b'x';
/// Counters of records: `name, group`.
pub const COUNT: u8 = b'c';
/// The last id given of each sequence; written by the store only.
pub const SEQUENCE: u8 = b'q';
/// The field-slot dictionary of an entity: `entity`.
pub const SLOTS: u8 = b'f';
/// Pieces of values above 64 KiB: `owner key, version, number`; written by the store only.
pub const CHUNK: u8 = b'k';
/// Files: `id`, with an empty value; the content lies beside the database.
pub const FILE: u8 = b'l';
/// Password hashes: `user id`.
pub const ACCOUNT: u8 = b'a';
/// Sign-ins: `SHA-256 of the token`.
pub const SESSION: u8 = b's';
/// Invitation links: `SHA-256 of the token`.
pub const INVITE: u8 = b'v';
/// Webhook secrets: `SHA-256 of the secret`, the value naming the integration.
pub const SECRET: u8 = b'w';
/// Integrations: `id`.
pub const INTEGRATION: u8 = b'g';
/// Drafts of integrations: `id`.
pub const DRAFT: u8 = b'd';
/// Audit rows: `time, id`.
pub const AUDIT: u8 = b'u';
/// Notices: `user id, notice id`.
pub const NOTICE: u8 = b'n';
/// The request log: `integration, time, number, how many calls`.
pub const REQUEST: u8 = b'z';
/// What screens remember for a person: `user id, name`.
pub const PREFERENCE: u8 = b'p';
/// Events that are to be told to others: `number`.
pub const OUTBOX: u8 = b'o';
/// Deliveries of events: `integration, id`; under the id 0, which none has, how its deliveries go.
pub const DELIVERY: u8 = b'j';
/// What waits to be delivered, in its order: `integration, object, id`, the value being when it is due.
pub const CHAIN: u8 = b'b';
/// The first of each chain by when it is due: `integration, time, id`, with an empty value.
pub const DUE: u8 = b'y';
/// Deliveries that were given up: `integration, id`, with an empty value.
pub const GIVEN_UP: u8 = b'3';
/// Deliveries that are being queued again: `number` with which they are, `number, 0` with how far it has come.
pub const REDELIVERY: u8 = b'4';
/// Counters of calls as earlier releases kept them: `hour, the rest`.
pub const STATISTICS: u8 = b't';
/// Counts of calls: `hour` with the whole hour, or `hour, the rest` while it is not over.
pub const CALLS: u8 = b'h';
/// Settings of the portal: `name`.
pub const SETTING: u8 = b'e';
/// Facts about the store itself: `name`.
pub const META: u8 = b'm';

/// The fact that holds the format of the data.
pub const FORMAT: &str = "format";
/// The fact that holds the portal's `member_id`.
pub const MEMBER_ID: &str = "member_id";
/// The fact below which stamps of commits may have been given; not part of a dump.
pub(crate) const CEILING: &str = "ceiling";
/// The fact that a dump is being loaded; not part of a dump.
pub(crate) const LOADING: &str = "loading";

/// Every space, in the order of the constants above.
pub static SPACES: &[Space] = &[
    space(RECORD, "records", "entity, id -> record"),
    space(INDEX, "unique values", "entity, field, value -> record id"),
    space(LISTED, "indexes", "entity, field, value, id; many to a stored key"),
    space(COUNT, "counts", "name, group -> counter"),
    space(SEQUENCE, "sequences", "name -> last id given"),
    space(SLOTS, "slots", "entity -> field-slot dictionary"),
    space(CHUNK, "chunks", "owner key, version, number -> part of a value"),
    space(FILE, "files", "id -> nothing; the content lies beside the database"),
    space(ACCOUNT, "accounts", "user id -> password hash"),
    space(SESSION, "sessions", "token hash -> sign-in"),
    space(INVITE, "invites", "token hash -> invitation"),
    space(SECRET, "secrets", "secret hash -> integration id"),
    space(INTEGRATION, "integrations", "id -> integration"),
    space(DRAFT, "drafts", "id -> draft of an integration"),
    space(AUDIT, "audit", "time, id -> audit row"),
    space(NOTICE, "notices", "user id, id -> notice"),
    space(REQUEST, "requests", "integration, time, number, how many -> calls of a moment"),
    space(PREFERENCE, "preferences", "user id, name -> what a screen remembers for a person"),
    space(OUTBOX, "outbox", "number -> event"),
    space(DELIVERY, "deliveries", "integration, id -> delivery of an event"),
    space(CHAIN, "chains", "integration, object, id -> when it is due"),
    space(DUE, "due", "integration, time, id -> nothing"),
    space(GIVEN_UP, "given up", "integration, id -> nothing"),
    space(REDELIVERY, "redeliveries", "number -> ids of deliveries; number, 0 -> the last one that is done"),
    space(STATISTICS, "statistics", "hour, the rest -> counter of an earlier release"),
    space(CALLS, "calls", "hour -> its counts; hour, the rest -> counts of an hour that is not over"),
    space(SETTING, "settings", "name -> setting"),
    space(META, "meta", "name -> fact about the store"),
];

/// The name of the space `key` belongs to, for messages that must not show the key.
pub fn space_of(key: &[u8]) -> &'static str {
    let space = SPACES.iter().find(|space| key.first() == Some(&space.prefix));
    space.map_or("an unknown space", |space| space.name)
}

/// Whether only the store itself writes this key.
pub(crate) fn is_internal(key: &[u8]) -> bool {
    match key.first() {
        Some(&(CHUNK | SEQUENCE | LISTED)) => true,
        Some(&META) => [FORMAT, CEILING, LOADING].iter().any(|fact| key == meta(fact)),
        _ => false,
    }
}

/// The record `id` of `entity`.
pub fn record(entity: &str, id: u64) -> Vec<u8> {
    key(RECORD, &[&name(entity), &u64_key(id)])
}

/// All records of `entity`, by id.
pub fn records(entity: &str) -> KeyRange {
    KeyRange::prefix(key(RECORD, &[&name(entity)]))
}

/// The id at the end of a record's or an index entry's key.
pub fn id_of(key: &[u8]) -> Option<u64> {
    key.last_chunk::<8>().map(|bytes| u64::from_be_bytes(*bytes))
}

/// The file `id`.
pub fn file(id: u64) -> Vec<u8> {
    key(FILE, &[&u64_key(id)])
}

/// The index entry that leads from `value` (already encoded) of `field` to the record `id`: a listed key.
pub fn index(entity: &str, field: &str, value: &[u8], id: u64) -> Vec<u8> {
    key(LISTED, &[&name(entity), &name(field), value, &u64_key(id)])
}

/// What a listed key begins with: all keys of a group are index entries of the same field.
pub(crate) fn group_of(listed: &[u8]) -> &[u8] {
    let end = listed.iter().enumerate().filter(|(_, byte)| **byte == 0).nth(1).map_or(listed.len(), |(at, _)| at + 1);
    listed.get(..end).unwrap_or_default()
}

/// All index entries of `field`, by value and id.
pub fn index_of(entity: &str, field: &str) -> KeyRange {
    KeyRange::prefix(key(LISTED, &[&name(entity), &name(field)]))
}

/// The index entries of `field` with exactly `value` (already encoded), by id.
pub fn index_value(entity: &str, field: &str, value: &[u8]) -> KeyRange {
    KeyRange::prefix(key(LISTED, &[&name(entity), &name(field), value]))
}

/// The entry that only one record can have: its `Absent` check keeps `value` of `field` unique,
/// and its value names the record.
pub fn unique(entity: &str, field: &str, value: &[u8]) -> Vec<u8> {
    key(INDEX, &[&name(entity), &name(field), value])
}

/// The counter `group` of `of`, usually an entity: `count("deal", b"")` is the total.
pub fn count(of: &str, group: &[u8]) -> Vec<u8> {
    key(COUNT, &[&name(of), group])
}

/// The last id given of a sequence.
pub fn sequence(of: &str) -> Vec<u8> {
    key(SEQUENCE, &[&name(of)])
}

/// The field-slot dictionary of `entity`.
pub fn slots(entity: &str) -> Vec<u8> {
    key(SLOTS, &[&name(entity)])
}

/// Part `number` of the value that the commit `version` put under `owner`.
pub fn chunk(owner: &[u8], version: u64, number: u32) -> Vec<u8> {
    key(CHUNK, &[owner, &u64_key(version), &number.to_be_bytes()])
}

/// Owner, version and number of a chunk's key.
pub fn chunk_parts(key: &[u8]) -> Option<(&[u8], u64, u32)> {
    let (rest, number) = key.strip_prefix(&[CHUNK])?.split_last_chunk::<4>()?;
    let (owner, version) = rest.split_last_chunk::<8>()?;
    Some((owner, u64::from_be_bytes(*version), u32::from_be_bytes(*number)))
}

/// The password hash of a user.
pub fn account(user: u64) -> Vec<u8> {
    key(ACCOUNT, &[&u64_key(user)])
}

/// A sign-in, by the hash of its token.
pub fn session(token_hash: &[u8; 32]) -> Vec<u8> {
    key(SESSION, &[token_hash])
}

/// An invitation, by the hash of its token.
pub fn invite(token_hash: &[u8; 32]) -> Vec<u8> {
    key(INVITE, &[token_hash])
}

/// The integration that a webhook secret opens, by the hash of the secret.
pub fn secret(secret_hash: &[u8; 32]) -> Vec<u8> {
    key(SECRET, &[secret_hash])
}

/// An integration.
pub fn integration(id: u64) -> Vec<u8> {
    key(INTEGRATION, &[&u64_key(id)])
}

/// A draft of an integration.
pub fn draft(id: u64) -> Vec<u8> {
    key(DRAFT, &[&u64_key(id)])
}

/// An audit row: its time in UTC milliseconds, then its id.
pub fn audit(time_ms: i64, id: u64) -> Vec<u8> {
    key(AUDIT, &[&time_key(time_ms), &u64_key(id)])
}

/// A notice to a user.
pub fn notice(user: u64, id: u64) -> Vec<u8> {
    key(NOTICE, &[&u64_key(user), &u64_key(id)])
}

/// All notices to a user, by id.
pub fn notices(user: u64) -> KeyRange {
    KeyRange::prefix(key(NOTICE, &[&u64_key(user)]))
}

/// So many calls of an integration, written together: the time of the first in UTC milliseconds and
/// a number that tells those of one moment apart.
pub fn requests(integration: u64, time_ms: u64, number: u32, calls: u16) -> Vec<u8> {
    key(REQUEST, &[&u64_key(integration), &u64_key(time_ms), &number.to_be_bytes(), &calls.to_be_bytes()])
}

/// The calls of an integration between two times (the later one exclusive), by time.
pub fn requests_between(integration: u64, from_ms: u64, to_ms: u64) -> KeyRange {
    KeyRange::between(requests(integration, from_ms, 0, 0), requests(integration, to_ms, 0, 0))
}

/// The calls of this integration and of all with higher ids.
pub fn requests_from(integration: u64) -> KeyRange {
    KeyRange::between(requests(integration, 0, 0, 0), requests(u64::MAX, u64::MAX, u32::MAX, u16::MAX))
}

/// Integration, time, number and how many calls of a key of the request log.
pub fn requests_parts(key: &[u8]) -> Option<(u64, u64, u32, u16)> {
    let (integration, rest) = key.strip_prefix(&[REQUEST])?.split_first_chunk::<8>()?;
    let (time, rest) = rest.split_first_chunk::<8>()?;
    let (number, rest) = rest.split_first_chunk::<4>()?;
    let calls = rest.first_chunk::<2>()?;
    let (integration, time) = (u64::from_be_bytes(*integration), u64::from_be_bytes(*time));
    Some((integration, time, u32::from_be_bytes(*number), u16::from_be_bytes(*calls)))
}

/// What a screen remembers for a user under a name.
pub fn preference(user: u64, of: &str) -> Vec<u8> {
    key(PREFERENCE, &[&u64_key(user), &name(of)])
}

/// Everything that screens remember for a user.
pub fn preferences(user: u64) -> KeyRange {
    KeyRange::prefix(key(PREFERENCE, &[&u64_key(user)]))
}

/// An event that is to be told to others.
pub fn outbox(number: u64) -> Vec<u8> {
    key(OUTBOX, &[&u64_key(number)])
}

/// A counter of calls in one UTC hour (hours since 1970); `rest` is laid out by who counts.
pub fn statistics(hour: u64, rest: &[u8]) -> Vec<u8> {
    key(STATISTICS, &[&u64_key(hour), rest])
}

/// The counters of calls from one UTC hour to another (exclusive).
pub fn statistics_between(from_hour: u64, to_hour: u64) -> KeyRange {
    KeyRange::between(statistics(from_hour, b""), statistics(to_hour, b""))
}

/// Counts of calls in one UTC hour (hours since 1970): of all of it without `rest`, else of a part
/// of it; `rest` is laid out by who counts.
pub fn calls(hour: u64, rest: &[u8]) -> Vec<u8> {
    key(CALLS, &[&u64_key(hour), rest])
}

/// A setting of the portal.
pub fn setting(of: &str) -> Vec<u8> {
    key(SETTING, &[&name(of)])
}

/// A fact about the store.
pub fn meta(of: &str) -> Vec<u8> {
    key(META, &[&name(of)])
}

/// All keys of a space.
pub fn space_range(prefix: u8) -> KeyRange {
    KeyRange::prefix([prefix])
}

const fn space(prefix: u8, name: &'static str, holds: &'static str) -> Space {
    Space { prefix, name, holds }
}

fn key(prefix: u8, parts: &[&[u8]]) -> Vec<u8> {
    let mut key = Vec::with_capacity(1 + parts.iter().map(|part| part.len()).sum::<usize>());
    key.push(prefix);
    for part in parts {
        key.extend_from_slice(part);
    }
    key
}

/// A name of our own (entity, field, setting): as it is, ended by 0x00.
fn name(of: &str) -> Vec<u8> {
    debug_assert!(!of.contains('\0'), "names hold no NUL: {of:?}");
    [of.as_bytes(), &[0]].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_prefix_and_no_name_is_given_twice() {
        for (at, space) in SPACES.iter().enumerate() {
            let twin = SPACES[..at].iter().find(|other| other.prefix == space.prefix || other.name == space.name);
            assert_eq!(twin, None, "{space:?}");
        }
    }

    #[test]
    fn an_entity_does_not_see_into_another_whose_name_it_begins() {
        assert!(records("deal").contains(&record("deal", u64::MAX)));
        assert!(!records("deal").contains(&record("deals", 1)));
    }

    #[test]
    fn keys_come_apart_again() {
        let owner = record("file", 7);
        assert_eq!(chunk_parts(&chunk(&owner, 8, 9)), Some((owner.as_slice(), 8, 9)));
        assert_eq!(requests_parts(&requests(7, 8, 9, 10)), Some((7, 8, 9, 10)));
        assert_eq!(id_of(&index("deal", "TITLE", &text_key("x"), 12)), Some(12));
        assert_eq!(group_of(&index("deal", "TITLE", &text_key("x"), 12)), index_of("deal", "TITLE").start);
        assert_eq!(space_of(&owner), "records");
        assert_eq!(space_of(b""), "an unknown space");
    }
}
