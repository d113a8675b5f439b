//! Keys of the deliveries of events: the deliveries themselves, their order, and what is due.

use super::{CHAIN, DELIVERY, DUE, GIVEN_UP, REDELIVERY, encode, key, name, time_key, u64_key};
use crate::range::KeyRange;

/// A delivery of an event to the handler of an integration; 0 is how its deliveries go.
pub fn delivery(integration: u64, id: u64) -> Vec<u8> {
    key(DELIVERY, &[&u64_key(integration), &u64_key(id)])
}

/// The deliveries of an integration, by id.
pub fn deliveries(integration: u64) -> KeyRange {
    KeyRange::between(delivery(integration, 1), delivery(integration.saturating_add(1), 0))
}

/// A delivery's place among those of the same object. An object's name holds no NUL.
pub fn chained(integration: u64, object: &str, id: u64) -> Vec<u8> {
    key(CHAIN, &[&u64_key(integration), &name(object), &u64_key(id)])
}

/// What waits to be delivered to an integration of one object, in its order.
pub fn chain(integration: u64, object: &str) -> KeyRange {
    KeyRange::prefix(key(CHAIN, &[&u64_key(integration), &name(object)]))
}

/// What waits to be delivered to an integration, by object.
pub fn all_chained(integration: u64) -> KeyRange {
    KeyRange::prefix(key(CHAIN, &[&u64_key(integration)]))
}

/// Everything that deliveries have left of an integration, in its own row too.
pub fn all_deliveries(integration: u64) -> KeyRange {
    KeyRange::prefix(key(DELIVERY, &[&u64_key(integration)]))
}

/// The delivery's place among what is due, its time in UTC milliseconds.
pub fn due(integration: u64, time_ms: i64, id: u64) -> Vec<u8> {
    key(DUE, &[&u64_key(integration), &time_key(time_ms), &u64_key(id)])
}

/// The deliveries of an integration that may be tried, by when they are due.
pub fn all_due(integration: u64) -> KeyRange {
    KeyRange::prefix(key(DUE, &[&u64_key(integration)]))
}

/// When a delivery is due, and its id.
pub fn due_parts(key: &[u8]) -> Option<(i64, u64)> {
    let (_, rest) = key.strip_prefix(&[DUE])?.split_first_chunk::<8>()?;
    let (time, rest) = rest.split_first_chunk::<8>()?;
    Some((encode::time_of(*time), u64::from_be_bytes(*rest.first_chunk::<8>()?)))
}

/// A delivery that was given up.
pub fn given_up(integration: u64, id: u64) -> Vec<u8> {
    key(GIVEN_UP, &[&u64_key(integration), &u64_key(id)])
}

/// The deliveries of an integration that were given up, by id.
pub fn all_given_up(integration: u64) -> KeyRange {
    KeyRange::prefix(key(GIVEN_UP, &[&u64_key(integration)]))
}

/// Which deliveries are being queued again.
pub fn redelivery(number: u64) -> Vec<u8> {
    key(REDELIVERY, &[&u64_key(number)])
}

/// How far it has come.
pub fn redelivered(number: u64) -> Vec<u8> {
    key(REDELIVERY, &[&u64_key(number), &[0]])
}

/// The integration of a key that begins with one.
pub fn integration_of(key: &[u8]) -> Option<u64> {
    key.get(1..)?.first_chunk::<8>().map(|bytes| u64::from_be_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_come_apart_and_keep_to_their_integration() {
        assert_eq!(due_parts(&due(7, -8, 9)), Some((-8, 9)));
        assert_eq!(integration_of(&chained(7, "deal:8", 9)), Some(7));
        assert!(!deliveries(7).contains(&delivery(7, 0)) && deliveries(7).contains(&delivery(7, u64::MAX)));
        assert!(chain(7, "deal:8").contains(&chained(7, "deal:8", 9)));
        assert!(!chain(7, "deal:8").contains(&chained(7, "deal:80", 9)));
    }

    #[test]
    fn what_is_due_first_comes_first() {
        assert!(due(7, -8, 9) < due(7, 8, 1) && due(7, 8, 1) < due(7, 8, 2) && due(7, i64::MAX, 1) < due(8, -9, 1));
    }
}
