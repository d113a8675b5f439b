//! The sealed copies of secrets, by which owners read them again.

use super::Integration;
use crate::rows::{self, Row};
use store::{Check, KeyRange, Op, Store, StoreError, keys};

/// The changes that end an owner's re-reading of what they have; calls go on. Whoever hands over a new
/// password could use it themselves, and nobody but the owner may ever see a secret.
///
/// # Errors
/// When the store fails.
pub fn forget(store: &Store, owner: u64) -> Result<(Vec<Check>, Vec<Op>), StoreError> {
    let (mut checks, mut ops) = (Vec::new(), Vec::new());
    for space in [keys::INTEGRATION, keys::DRAFT] {
        rows::each(store, KeyRange::prefix([space]), |mut row: Row<Integration>| {
            if row.value.owner == owner {
                row.value.hide_secrets();
                checks.push(row.unchanged());
                ops.push(rows::put(row.key.clone(), &row.value));
            }
            Ok(())
        })?;
    }
    Ok((checks, ops))
}
