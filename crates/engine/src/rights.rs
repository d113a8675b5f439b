//! Who may do what with records. Administrators may do everything; the rest is one row an entity.

use crate::{Call, Caller, Record, Result};

/// The rights of people who are not administrators.
#[derive(Clone, Copy, Debug)]
pub struct Rights {
    /// They may add records.
    pub add: bool,
    /// They may change and delete a record when one of these fields holds their id.
    pub owners: &'static [&'static str],
    /// They may change and delete a record when they may do so with the one it belongs to.
    pub through: Option<Through>,
}

/// Whether the caller may change the record that a record belongs to.
pub type Through = fn(&Record, &Call) -> Result<bool>;

/// Only administrators write.
pub const ADMINISTRATORS: Rights = Rights { add: false, owners: &[], through: None };

/// Everybody adds; who is responsible for a record or created it changes and deletes it.
pub const RESPONSIBLE: Rights = Rights { add: true, owners: &["ASSIGNED_BY_ID", "CREATED_BY_ID"], through: None };

/// Whether `caller` may add records.
pub fn may_add(rights: &Rights, caller: &Caller) -> bool {
    caller.admin || rights.add
}

/// Whether `caller` may change or delete `record` for what it holds itself.
pub fn may_change(rights: &Rights, caller: &Caller, record: &Record) -> bool {
    caller.admin || rights.owners.iter().any(|field| record.int(field) == caller.user as i64)
}

/// Whether the caller may change or delete `record`, for itself or through the one it belongs to.
///
/// # Errors
/// When the store fails.
pub fn allows(call: &Call, record: &Record) -> Result<bool> {
    let rights = &record.schema.entity.rights;
    if may_change(rights, call.caller, record) {
        return Ok(true);
    }
    rights.through.map_or(Ok(false), |through| through(record, call))
}
