//! The sessions of one person: what they see of them, and how they end them.

use super::{Session, is_over, key};
use crate::rows::{self, Row};
use crate::secrets;
use methods::people::Person;
use shared::Millis;
use shared::profile::SignedIn;
use store::{KeyRange, Op, Store, StoreError, keys};

/// Hexadecimal digits of a session's name: enough that no two have the same.
const NAME: usize = 24;

/// The live sessions of somebody, the latest used first. `token` is the one that asks.
///
/// # Errors
/// When the store fails.
pub fn list(store: &Store, person: &Person, epoch: u64, token: &str, now: Millis) -> Result<Vec<SignedIn>, StoreError> {
    let this = name(&key(token));
    let mut list: Vec<_> = live(store, person, epoch, now)?
        .into_iter()
        .map(|row| {
            let id = name(&row.key);
            let Session { device, address, began, touched, .. } = row.value;
            SignedIn { this: id == this, id, device, address, began: Some(began).filter(|at| *at > 0), seen: touched }
        })
        .collect();
    list.sort_by_key(|session| (!session.this, std::cmp::Reverse(session.seen)));
    Ok(list)
}

/// The change that ends the session of this name; `None` when the person has no such one.
///
/// # Errors
/// When the store fails.
pub fn end(store: &Store, person: &Person, epoch: u64, id: &str, now: Millis) -> Result<Option<Op>, StoreError> {
    let rows = live(store, person, epoch, now)?;
    Ok(rows.into_iter().find(|row| name(&row.key) == id).map(|row| Op::Del(row.key)))
}

/// The changes that end all sessions of a person but the one of this token.
///
/// # Errors
/// When the store fails.
pub fn end_others(store: &Store, person: &Person, epoch: u64, token: &str, now: Millis) -> Result<Vec<Op>, StoreError> {
    let this = key(token);
    let others = live(store, person, epoch, now)?.into_iter().filter(|row| row.key != this);
    Ok(others.map(|row| Op::Del(row.key)).collect())
}

fn live(store: &Store, person: &Person, epoch: u64, now: Millis) -> Result<Vec<Row<Session>>, StoreError> {
    let mut found = Vec::new();
    rows::each(store, KeyRange::prefix([keys::SESSION]), |row: Row<Session>| {
        let own = row.value.person == person.id && row.value.epoch == epoch && row.value.holds_since(person.left_ms);
        found.extend((own && !is_over(&row.value, now)).then_some(row));
        Ok(())
    })?;
    Ok(found)
}

fn name(key: &[u8]) -> String {
    let mut name = secrets::hex(key.get(1..).unwrap_or_default());
    name.truncate(NAME);
    name
}
