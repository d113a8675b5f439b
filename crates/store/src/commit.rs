//! Commits: conditions and changes, all or nothing. One lock orders all writers, so that a
//! condition still holds when its changes are applied, and stamps are handed out in commit order.
//! The engine's own transactions read every key they write a second time inside a lock that also
//! stops all readers; here only the application of the finished batch is inside it.

use std::collections::BTreeMap;
use std::sync::{Arc, Weak};

use sled::{Batch, IVec, Tree};

use crate::error::StoreError;
use crate::group::Ticket;
use crate::keys;
use crate::snapshot::Overlay;
use crate::space::Headroom;
use crate::store::Inner;
use crate::value::{self, CHUNK_BYTES, Envelope, Kind, Manifest, VERSION_LIMIT};

/// A condition on one key.
#[derive(Debug, Clone, PartialEq, Eq)]
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

    fn holds(&self, version: Option<u64>) -> bool {
        match self {
            Self::Absent(_) => version.is_none(),
            Self::Exists(_) => version.is_some(),
            Self::Version(_, wanted) => version == Some(*wanted),
        }
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
}

/// What the writers' lock protects.
pub(crate) struct Writer {
    /// The stamp of the next commit.
    pub next: u64,
    /// Stamps below this are reserved on disk: an open begins at it, so none is given twice.
    pub ceiling: u64,
    pub headroom: Headroom,
    /// Snapshots being read, which need to know what a commit replaces.
    pub overlays: Vec<Weak<Overlay>>,
}

/// How many stamps are reserved at a time.
const STAMPS: u64 = 1 << 32;

/// A commit as it comes from outside: keys of the store itself are refused.
pub(crate) fn commit(
    inner: &Inner,
    checks: &[Check],
    ops: Vec<Op>,
    durability: Durability,
) -> Result<Ticket, StoreError> {
    let changes = fold(ops)?;
    apply(inner, checks, changes)?;
    match durability {
        Durability::Durable => Ok(inner.group.issue()),
        Durability::Relaxed => Ok(Ticket::done()),
    }
}

/// Applies changes if all checks hold.
pub(crate) fn apply(inner: &Inner, checks: &[Check], changes: BTreeMap<Vec<u8>, Change>) -> Result<(), StoreError> {
    inner.group.admit()?;
    let tree: &Tree = &inner.db;
    let bytes = changes.iter().map(|(key, change)| key.len() + change.len() + 64).sum::<usize>();
    let mut writer = inner.writer()?;
    for check in checks {
        let raw = tree.get(check.key())?;
        let version = raw.map(|raw| value::unseal(&raw)).transpose()?.map(|envelope| envelope.version);
        if !check.holds(version) {
            return Err(StoreError::Check(check.clone()));
        }
    }
    if changes.is_empty() {
        return Ok(());
    }
    writer.headroom.admit(bytes as u64)?;
    let mut draft = Draft { tree, batch: Batch::default(), version: writer.next, overlays: live(&mut writer.overlays) };
    for (key, change) in changes {
        draft.add(key, change)?;
    }
    for (key, last) in inner.sequences.moved() {
        draft.add(key, Change::Set(last as i64))?;
    }
    if draft.version >= writer.ceiling {
        writer.ceiling = reserve(draft.version)?;
        draft.add(keys::meta(keys::CEILING), Change::Set(writer.ceiling as i64))?;
    }
    writer.next += 1;
    // A batch that fails half way leaves memory and disk apart: nothing may be written after it.
    tree.apply_batch(draft.batch).map_err(|error| inner.group.halt(error.into()))
}

/// The next ceiling for stamps that begin at `next`.
pub(crate) fn reserve(next: u64) -> Result<u64, StoreError> {
    Some(next + STAMPS).filter(|&ceiling| ceiling < VERSION_LIMIT).ok_or(StoreError::Overflow("versions"))
}

/// A batch being put together.
struct Draft<'a> {
    tree: &'a Tree,
    batch: Batch,
    version: u64,
    overlays: Vec<Arc<Overlay>>,
}

impl Draft<'_> {
    fn add(&mut self, key: Vec<u8>, change: Change) -> Result<(), StoreError> {
        let old = self.tree.get(&key)?.map(|raw| value::unseal(&raw)).transpose()?;
        for overlay in &self.overlays {
            overlay.keep(self.tree, &key, old.as_ref())?;
        }
        if let Some(old) = &old {
            self.remove_chunks(&key, old);
        }
        match change {
            Change::Del if old.is_none() => {}
            Change::Del => self.batch.remove(key),
            Change::Put(value) => self.put(key, &value),
            Change::Set(number) => self.put_number(key, number),
            Change::Add(delta) => {
                let space = keys::space_of(&key);
                let number = match &old {
                    None => 0,
                    Some(old) => value::number(old).ok_or(StoreError::NotCounter(space))?,
                };
                self.put_number(key, number.checked_add(delta).ok_or(StoreError::Overflow(space))?);
            }
        }
        Ok(())
    }

    fn put(&mut self, key: Vec<u8>, value: &[u8]) {
        if value.len() <= CHUNK_BYTES {
            return self.batch.insert(key, value::seal(Kind::Value, self.version, value));
        }
        for (number, chunk) in value.chunks(CHUNK_BYTES).enumerate() {
            self.batch.insert(keys::chunk(&key, self.version, number as u32), chunk);
        }
        self.batch.insert(key, value::seal(Kind::Manifest, self.version, &Manifest::of(value).encode()));
    }

    fn put_number(&mut self, key: Vec<u8>, number: i64) {
        self.batch.insert(key, value::seal(Kind::Number, self.version, &number.to_be_bytes()));
    }

    fn remove_chunks(&mut self, key: &[u8], old: &Envelope) {
        let Some(manifest) = Manifest::decode(old) else {
            return;
        };
        for number in 0..manifest.chunks() {
            self.batch.remove(IVec::from(keys::chunk(key, old.version, number)));
        }
    }
}

impl Change {
    fn len(&self) -> usize {
        match self {
            Self::Put(value) => value.len(),
            _ => 8,
        }
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
        };
        if matches!(key.first(), Some(&(keys::CHUNK | keys::SEQUENCE))) {
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
        Some(Change::Put(_)) => Err(StoreError::NotCounter),
    }
}

/// The snapshots still being read; the others are dropped from the list.
fn live(overlays: &mut Vec<Weak<Overlay>>) -> Vec<Arc<Overlay>> {
    let live: Vec<_> = overlays.iter().filter_map(Weak::upgrade).collect();
    if live.len() < overlays.len() {
        overlays.retain(|overlay| overlay.strong_count() > 0);
    }
    live
}
