//! Rows of the portal's own (accounts, sessions, integrations, notices): JSON in the store. Their
//! serde attributes are the stored form; a new field gets a default.

use serde::Serialize;
use serde::de::DeserializeOwned;
use store::{Bytes, Check, Direction, Entry, KeyRange, Op, Store, StoreError, keys};

/// A row as it was read.
#[derive(Clone, Debug)]
pub struct Row<T> {
    /// Where it is stored.
    pub key: Vec<u8>,
    /// The row.
    pub value: T,
    version: u64,
}

impl<T> Row<T> {
    /// Holds in a commit as long as nobody has written the row since it was read.
    pub fn unchanged(&self) -> Check {
        Check::Version(self.key.clone(), self.version)
    }
}

/// Reads a row.
///
/// # Errors
/// When the store fails, or holds something else under the key.
pub fn get<T: DeserializeOwned>(store: &Store, key: Vec<u8>) -> Result<Option<Row<T>>, StoreError> {
    let entry = store.get(&key)?;
    entry.map(|entry| read(key, &entry)).transpose()
}

/// The change that stores a row.
pub fn put<T: Serialize>(key: Vec<u8>, value: &T) -> Op {
    Op::Put(key, serde_json::to_vec(value).expect("a row is made of plain values"))
}

/// The first rows of a range, in this direction.
///
/// # Errors
/// When the store fails, or holds something else in the range.
pub fn page<T: DeserializeOwned>(
    store: &Store,
    range: &KeyRange,
    direction: Direction,
    limit: usize,
) -> Result<Vec<Row<T>>, StoreError> {
    let entries = store.scan(range, direction, limit)?;
    entries.into_iter().map(|(key, entry): (Bytes, Entry)| read(key.to_vec(), &entry)).collect()
}

/// Hands every row of a range to `take`, in key order.
///
/// # Errors
/// When the store or `take` fails.
pub fn each<T: DeserializeOwned>(
    store: &Store,
    mut range: KeyRange,
    mut take: impl FnMut(Row<T>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    const PAGE: usize = 500;
    loop {
        let rows = page(store, &range, Direction::Up, PAGE)?;
        let Some(last) = rows.last().map(|row| row.key.clone()) else {
            return Ok(());
        };
        rows.into_iter().try_for_each(&mut take)?;
        range = range.after(&last);
    }
}

fn read<T: DeserializeOwned>(key: Vec<u8>, entry: &Entry) -> Result<Row<T>, StoreError> {
    let value = serde_json::from_slice(&entry.value)
        .map_err(|error| StoreError::Corrupt(format!("a row of {}: {error}", keys::space_of(&key))))?;
    Ok(Row { key, value, version: entry.version })
}
