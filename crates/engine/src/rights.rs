//! Who may do what with records. Administrators may do everything; the rest is one row an entity.

use crate::{Caller, Record};

/// The rights of people who are not administrators.
#[derive(Clone, Copy, Debug)]
pub struct Rights {
    /// They may add records.
    pub add: bool,
    /// They may change and delete a record when one of these fields holds their id.
    pub owners: &'static [&'static str],
}

/// Only administrators write.
pub const ADMINISTRATORS: Rights = Rights { add: false, owners: &[] };

/// Everybody adds; who is responsible for a record or created it changes and deletes it.
pub const RESPONSIBLE: Rights = Rights { add: true, owners: &["ASSIGNED_BY_ID", "CREATED_BY_ID"] };

/// Whether `caller` may add records.
pub fn may_add(rights: &Rights, caller: &Caller) -> bool {
    caller.admin || rights.add
}

/// Whether `caller` may change or delete `record`.
pub fn may_change(rights: &Rights, caller: &Caller, record: &Record) -> bool {
    caller.admin || rights.owners.iter().any(|field| record.int(field) == caller.user as i64)
}
