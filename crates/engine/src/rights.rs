//! Who may do what with records. Administrators may do everything; the rest is one row an entity.

use crate::{
    Call, Caller, Data, Record, Result, Schema,
    filter::{Condition, Op, Test},
};

/// The rights of people who are not administrators.
#[derive(Clone, Copy, Debug)]
pub struct Rights {
    /// They may add records.
    pub add: bool,
    /// They may change and delete a record when one of these fields holds their id.
    pub owners: &'static [&'static str],
    /// They may read a record when one of these fields holds their id; everybody may when there are
    /// none. A single indexed field keeps their lists fast.
    pub readers: &'static [&'static str],
    /// They may change and delete a record when they may do so with the one it belongs to.
    pub through: Option<Through>,
}

/// Whether the caller may change the record that a record belongs to.
pub type Through = fn(&Record, &Call) -> Result<bool>;

/// Only administrators write.
pub const ADMINISTRATORS: Rights = Rights { add: false, owners: &[], readers: &[], through: None };

/// Everybody adds; who is responsible for a record or created it changes and deletes it.
pub const RESPONSIBLE: Rights = Rights { add: true, owners: &["ASSIGNED_BY_ID", "CREATED_BY_ID"], ..ADMINISTRATORS };

/// Whether `caller` may add records.
pub fn may_add(rights: &Rights, caller: &Caller) -> bool {
    caller.admin || rights.add
}

/// Whether `caller` may change or delete `record` for what it holds itself.
pub fn may_change(rights: &Rights, caller: &Caller, record: &Record) -> bool {
    caller.admin || rights.owners.iter().any(|field| names(record, field, caller.user))
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

/// Whether `caller` may read `record`.
pub fn may_read(rights: &Rights, caller: &Caller, record: &Record) -> bool {
    caller.admin || rights.readers.is_empty() || rights.readers.iter().any(|field| names(record, field, caller.user))
}

/// What records must satisfy for `caller` to find them in lists; `None` when all do.
pub fn readable(rights: &Rights, caller: &Caller, schema: &Schema) -> Option<Test> {
    if caller.admin || rights.readers.is_empty() {
        return None;
    }
    let me = || vec![Data::Int(caller.user as i64)];
    let places = rights.readers.iter().filter_map(|field| schema.position(field));
    let mut tests: Vec<Test> = places.map(|at| Test::Is(Condition::new(at, Op::In, me()))).collect();
    // One test may use its index; a choice of several cannot.
    if tests.len() == 1 { tests.pop() } else { Some(Test::Any(tests)) }
}

/// Whether a field holds the id of a person, alone or in a list.
pub fn names(record: &Record, field: &str, user: u64) -> bool {
    let id = Data::Int(user as i64);
    let content = record.get(field);
    *content == id || content.items().contains(&id)
}
