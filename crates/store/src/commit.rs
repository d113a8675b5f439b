//! Commits as they are asked for: conditions and changes, all or nothing.

use std::collections::BTreeMap;
use std::fmt;

use crate::error::StoreError;
use crate::group::Ticket;
use crate::keys;
use crate::listings;
use crate::store::Inner;
use crate::writer;

/// A condition on one key.
#[derive(Clone, PartialEq, Eq)]
pub enum Check {
    /// Nothing is stored under the key.
    Absent(Vec<u8>),
    /// Something is stored under the key.
    Exists(Vec<u8>),
    /// What is stored under the key was written by the commit with this stamp.
    Version(Vec<u8>, u64),
}

impl Check {
    /// The name of the condition.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Absent(_) => "Absent",
            Self::Exists(_) => "Exists",
            Self::Version(..) => "Version",
        }
    }

    /// The key it is about.
    pub fn key(&self) -> &[u8] {
        match self {
            Self::Absent(key) | Self::Exists(key) | Self::Version(key, _) => key,
        }
    }

    /// Whether it holds for a key whose value, if any, has this version.
    pub(crate) fn holds(&self, version: Option<u64>) -> bool {
        match self {
            Self::Absent(_) => version.is_none(),
            Self::Exists(_) => version.is_some(),
            Self::Version(_, wanted) => version == Some(*wanted),
        }
    }
}

/// Keys hold hashes of secrets and e-mail addresses, and errors end in logs: the space must do.
impl fmt::Debug for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}(a key of {})", self.name(), keys::space_of(self.key()))
    }
}

/// A change of one key. Changes of the same key count in the order given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Op {
    /// Stores a value, of any length.
    Put(Vec<u8>, Vec<u8>),
    /// Removes a value or a counter, if there is one.
    Del(Vec<u8>),
    /// Adds to a counter, which begins at 0.
    Add(Vec<u8>, i64),
    /// Lists a key of [`keys::LISTED`]. Scans find listed keys; they have no values, and a check that
    /// names one holds for nothing.
    List(Vec<u8>),
    /// Lists a key no longer, if it is.
    Unlist(Vec<u8>),
}

/// What a ticket of a commit waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// The ticket completes when the data would survive a power loss.
    Durable,
    /// The ticket is complete at once; a power loss may take the last second or so.
    Relaxed,
}

/// What happens to one key in a commit.
pub(crate) enum Change {
    Put(Vec<u8>),
    Del,
    Add(i64),
    Set(i64),
    List(bool),
}

/// A commit as it comes from outside: keys of the store itself are refused.
pub(crate) fn commit(
    inner: &Inner,
    checks: &[Check],
    ops: Vec<Op>,
    durability: Durability,
) -> Result<Ticket, StoreError> {
    let changes = fold(ops)?;
    writer::apply(inner, checks, changes)?;
    match durability {
        Durability::Durable => Ok(inner.group.issue()),
        Durability::Relaxed => Ok(Ticket::done()),
    }
}

impl Change {
    /// Bytes of the new value, about.
    pub fn len(&self) -> usize {
        match self {
            Self::Put(value) => value.len(),
            // Its block is written again.
            Self::List(_) => 512,
            _ => 8,
        }
    }
}

/// The id of the file that an operation removes.
pub(crate) fn removed_file(op: &Op) -> Option<u64> {
    match op {
        Op::Del(key) if key.first() == Some(&keys::FILE) => keys::id_of(key),
        _ => None,
    }
}

/// One change for each key. What does not depend on stored data is decided here, outside the lock.
fn fold(ops: Vec<Op>) -> Result<BTreeMap<Vec<u8>, Change>, StoreError> {
    let mut changes = BTreeMap::new();
    for op in ops {
        let (key, change) = match op {
            Op::Put(key, value) => (key, Change::Put(value)),
            Op::Del(key) => (key, Change::Del),
            Op::Add(key, delta) => {
                let change = add(changes.get(&key), delta).map_err(|error| error(keys::space_of(&key)))?;
                (key, change)
            }
            Op::List(key) => (key, Change::List(true)),
            Op::Unlist(key) => (key, Change::List(false)),
        };
        let listed = listings::is_listed(&key);
        if matches!(change, Change::List(_)) != listed || !listed && keys::is_internal(&key) {
            return Err(StoreError::Reserved(keys::space_of(&key)));
        }
        changes.insert(key, change);
    }
    Ok(changes)
}

/// An `Add` after what the same commit already does to its key.
fn add(before: Option<&Change>, delta: i64) -> Result<Change, fn(&'static str) -> StoreError> {
    let overflow: fn(&'static str) -> StoreError = StoreError::Overflow;
    match before {
        None => Ok(Change::Add(delta)),
        Some(Change::Del) => Ok(Change::Set(delta)),
        Some(Change::Add(sum)) => sum.checked_add(delta).map(Change::Add).ok_or(overflow),
        Some(Change::Set(sum)) => sum.checked_add(delta).map(Change::Set).ok_or(overflow),
        Some(Change::Put(_) | Change::List(_)) => Err(StoreError::NotCounter),
    }
}
