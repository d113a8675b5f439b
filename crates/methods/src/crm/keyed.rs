//! Records with a key of their own beside the id: a currency's code, the three numbers of an address.

use crate::prelude::*;
use store::{Check, Op, keys};

/// The record that has a key.
///
/// # Errors
/// When the store fails.
pub fn find(call: &Call, entity: &'static Entity, key: &str) -> Result<Option<Record>> {
    let entry = call.services.store.get(&unique(entity, key))?;
    let id = entry.and_then(|entry| Some(u64::from_be_bytes(entry.value.as_ref().try_into().ok()?)));
    id.map_or(Ok(None), |id| call.find(entity, id))
}

/// Gives a key to a new record, unless it is taken: of two adds at the same moment one fails.
pub fn claim(commit: &mut Commit, record: &Record, key: &str) {
    let key = unique(record.schema.entity, key);
    commit.checks.push(Check::Absent(key.clone()));
    commit.ops.push(Op::Put(key, record.id.to_be_bytes().to_vec()));
}

/// Frees the key of a record that goes.
pub fn free(commit: &mut Commit, record: &Record, key: &str) {
    commit.ops.push(Op::Del(unique(record.schema.entity, key)));
}

fn unique(entity: &Entity, key: &str) -> Vec<u8> {
    keys::unique(entity.name, "KEY", key.as_bytes())
}
