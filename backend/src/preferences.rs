//! What screens remember for each person: columns, filters, the last choice. Values are the screens'
//! own JSON; the portal only bounds them.

use crate::refusal::{Refusal, refuse};
use crate::rows;
use serde_json::Value;
use shared::fault;
use store::{Direction, Durability, Op, Store, StoreError, Ticket, keys};

/// Longest value, in bytes of JSON.
pub const VALUE_MAX: usize = 16 << 10;

/// How many values a person may have.
pub const KEPT_MAX: usize = 100;

/// Longest name of a value.
const KEY_MAX: usize = 64;

/// What is remembered for a person under a name; `null` for nothing.
///
/// # Errors
/// `preference_key` for what is no name.
pub fn read(store: &Store, person: u64, key: &str) -> Result<Value, Refusal> {
    let row = rows::get::<Value>(store, stored_at(person, key)?)?;
    Ok(row.map_or(Value::Null, |row| row.value))
}

/// Remembers a value in the place of any earlier one.
///
/// # Errors
/// `preference_key`, `preference_too_long`, `preferences_full`.
pub fn keep(store: &Store, person: u64, key: &str, value: &Value) -> Result<Ticket, Refusal> {
    let at = stored_at(person, key)?;
    if value.to_string().len() > VALUE_MAX {
        return Err(refuse(fault::PREFERENCE_TOO_LONG).with(VALUE_MAX));
    }
    let taken = store.scan_keys(&keys::preferences(person), Direction::Up, KEPT_MAX)?;
    if taken.len() == KEPT_MAX && !taken.iter().any(|known| known[..] == at[..]) {
        return Err(refuse(fault::PREFERENCES_FULL).with(KEPT_MAX));
    }
    Ok(store.commit(&[], vec![rows::put(at, value)], Durability::Durable)?)
}

/// Forgets a value.
///
/// # Errors
/// `preference_key` for what is no name.
pub fn forget(store: &Store, person: u64, key: &str) -> Result<Ticket, Refusal> {
    let at = stored_at(person, key)?;
    let forgotten: Result<Ticket, StoreError> = store.commit(&[], vec![Op::Del(at)], Durability::Durable);
    Ok(forgotten?)
}

fn stored_at(person: u64, key: &str) -> Result<Vec<u8>, Refusal> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._-".contains(&byte);
    if key.is_empty() || key.len() > KEY_MAX || !key.bytes().all(plain) {
        return Err(refuse(fault::PREFERENCE_KEY).on("key"));
    }
    Ok(keys::preference(person, key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use store::Options;

    fn code(refused: Result<Ticket, Refusal>) -> &'static str {
        refused.err().map_or("kept", |refusal| refusal.fault.code)
    }

    #[test]
    fn values_are_each_persons_own_and_bounded() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path(), Options::default()).unwrap();
        keep(&store, 1, "grid.columns", &json!(["name"])).unwrap();
        assert_eq!(read(&store, 1, "grid.columns").unwrap(), json!(["name"]));
        assert_eq!(read(&store, 2, "grid.columns").unwrap(), Value::Null);
        forget(&store, 1, "grid.columns").unwrap();
        assert_eq!(read(&store, 1, "grid.columns").unwrap(), Value::Null);
        for wrong in ["", "Grid", "a/b", "é", &"x".repeat(KEY_MAX + 1)] {
            assert_eq!(code(keep(&store, 1, wrong, &Value::Null)), "preference_key", "{wrong}");
        }
        let long = |bytes: usize| Value::String("x".repeat(bytes));
        assert_eq!(code(keep(&store, 1, "a", &long(VALUE_MAX - 2))), "kept");
        assert_eq!(code(keep(&store, 1, "a", &long(VALUE_MAX - 1))), "preference_too_long");
        for n in 1..KEPT_MAX {
            keep(&store, 1, &format!("k{n}"), &json!(n)).unwrap();
        }
        assert_eq!(code(keep(&store, 1, "one-more", &Value::Null)), "preferences_full");
        assert_eq!(code(keep(&store, 1, "k7", &json!(8))), "kept");
        assert_eq!(code(keep(&store, 2, "one-more", &Value::Null)), "kept");
    }
}
