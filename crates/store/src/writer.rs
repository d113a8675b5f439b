//! Applies commits. One at a time holds the writers' lock, so that a condition still holds when
//! its changes are applied, and stamps are handed out in commit order. The engine's transactions
//! would read each key they write again, inside a lock that also stops all readers; here only the
//! application of the finished batch is inside that lock.
//!
//! Whoever gets the lock applies what has queued up meanwhile in one batch: a batch costs the
//! engine two writes of its buffer, however much it holds.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak};

use sled::{Batch, IVec, Tree};

use crate::commit::{Change, Check};
use crate::error::StoreError;
use crate::group::Ticket;
use crate::keys;
use crate::listings;
use crate::snapshot::Overlay;
use crate::space::Headroom;
use crate::store::Inner;
use crate::value::{self, CHUNK_BYTES, Envelope, Kind, Manifest, VERSION_LIMIT};

/// What the writers' lock protects.
pub(crate) struct Writer {
    /// The stamp of the next commit.
    pub next: u64,
    /// Stamps below this are reserved on disk: an open begins at it, so none is given twice.
    pub ceiling: u64,
    pub headroom: Headroom,
    /// Bytes written since the committer was last set going from here, and that occasion.
    pub backlog: u64,
    pub hurried: Ticket,
    /// Snapshots being read, which need to know what a commit replaces.
    pub overlays: Vec<Weak<Overlay>>,
}

/// Commits that wait for the lock.
#[derive(Default)]
pub(crate) struct Queue(Mutex<Vec<Arc<Request>>>);

/// A commit on its way.
struct Request {
    checks: Vec<Check>,
    changes: Mutex<BTreeMap<Vec<u8>, Change>>,
    outcome: OnceLock<Result<(), StoreError>>,
}

/// How many stamps are reserved at a time.
const STAMPS: u64 = 1 << 32;

/// The engine stalls everybody, readers included, over a long backlog: at most twice this many
/// bytes are written before the disk has them.
const BACKLOG: u64 = 4 << 20;

/// Commits that share a batch, at most: readers stand still while it is applied.
const TOGETHER: usize = 32;

/// Applies changes if all checks hold.
pub(crate) fn apply(inner: &Inner, checks: &[Check], changes: BTreeMap<Vec<u8>, Change>) -> Result<(), StoreError> {
    inner.group.admit()?;
    let request = Arc::new(Request { checks: checks.to_vec(), changes: Mutex::new(changes), outcome: OnceLock::new() });
    inner.queue.lock().push(request.clone());
    let mut writer = inner.writer()?;
    loop {
        // Usually somebody who had the lock before has done it already.
        if let Some(outcome) = request.outcome.get() {
            return outcome.clone();
        }
        let requests = inner.queue.take();
        apply_together(inner, &mut writer, &requests);
        if writer.backlog > BACKLOG {
            writer.backlog = 0;
            let before = std::mem::replace(&mut writer.hurried, inner.group.hurry());
            drop(writer);
            // A failure stops the store, and whoever waits for this commit hears of it.
            let _outcome = before.wait();
            writer = inner.writer()?;
        }
    }
}

/// The next ceiling for stamps that begin at `next`.
pub(crate) fn reserve(next: u64) -> Result<u64, StoreError> {
    let ceiling = Some(next + STAMPS).filter(|&ceiling| ceiling < VERSION_LIMIT);
    ceiling.ok_or(StoreError::Overflow("versions"))
}

/// Applies requests in their order as one batch, and leaves each its outcome.
fn apply_together(inner: &Inner, writer: &mut Writer, requests: &[Arc<Request>]) {
    let mut draft = Draft {
        tree: &inner.db,
        settled: HashMap::new(),
        staged: Vec::new(),
        listed: BTreeMap::new(),
        to_list: Vec::new(),
    };
    let overlays = live(&mut writer.overlays);
    let mut accepted = Vec::new();
    for request in requests {
        let changes = std::mem::take(&mut *request.changes.lock().unwrap_or_else(PoisonError::into_inner));
        match accept(&mut draft, writer, &overlays, &request.checks, changes) {
            Ok(()) => accepted.push(request),
            Err(error) => draft.refuse(request, error),
        }
    }
    // A batch that fails half way leaves memory and disk apart, and sequences that were not
    // written would give their ids again: nothing may be written after either.
    let booked = keep_books(inner, &mut draft, writer, &overlays);
    let outcome = booked.and_then(|()| Ok(draft.apply()?)).map_err(|error| inner.group.halt(error));
    for request in accepted {
        request.outcome.get_or_init(|| outcome.clone());
    }
}

/// Stages one request; nothing of it stays when it fails.
fn accept(
    draft: &mut Draft<'_>,
    writer: &mut Writer,
    overlays: &[Arc<Overlay>],
    checks: &[Check],
    changes: BTreeMap<Vec<u8>, Change>,
) -> Result<(), StoreError> {
    for check in checks {
        let version = draft.find(check.key())?.map(|envelope| envelope.version);
        if !check.holds(version) {
            return Err(StoreError::Check(check.clone()));
        }
    }
    if changes.is_empty() {
        return Ok(());
    }
    let bytes = changes.iter().map(|(key, change)| key.len() + change.len() + 64).sum::<usize>();
    writer.headroom.admit(bytes as u64)?;
    writer.backlog += bytes as u64;
    let version = writer.next;
    writer.next += 1;
    for (key, change) in changes {
        draft.stage(key, change, version, overlays)?;
    }
    draft.settle();
    Ok(())
}

/// Adds what the store writes for itself to a batch that writes anything at all, and the blocks of all
/// keys that it lists.
fn keep_books(
    inner: &Inner,
    draft: &mut Draft<'_>,
    writer: &mut Writer,
    overlays: &[Arc<Overlay>],
) -> Result<(), StoreError> {
    for (key, change) in listings::changes(draft.tree, std::mem::take(&mut draft.listed))? {
        draft.stage(key, change, writer.next, overlays)?;
    }
    draft.settle();
    if draft.settled.is_empty() {
        return Ok(());
    }
    for (key, last) in inner.sequences.moved() {
        draft.stage(key, Change::Set(last as i64), writer.next, overlays)?;
    }
    if writer.next >= writer.ceiling {
        writer.ceiling = reserve(writer.next)?;
        let change = Change::Set(writer.ceiling as i64);
        draft.stage(keys::meta(keys::CEILING), change, writer.next, overlays)?;
    }
    writer.next += 1;
    draft.settle();
    Ok(())
}

/// A batch being put together: key -> stored value, `None` = removed.
struct Draft<'a> {
    tree: &'a Tree,
    /// What accepted requests change.
    settled: HashMap<IVec, Option<IVec>>,
    /// What the request at hand changes, each key once.
    staged: Vec<(IVec, Option<IVec>)>,
    /// Keys that accepted requests list, or list no longer.
    listed: BTreeMap<Vec<u8>, bool>,
    /// Those of the request at hand.
    to_list: Vec<(Vec<u8>, bool)>,
}

impl Draft<'_> {
    /// What is stored under a key once the accepted requests are applied.
    fn find(&self, key: &[u8]) -> Result<Option<Envelope>, StoreError> {
        let raw = match self.settled.get(key) {
            Some(raw) => raw.clone(),
            None => self.tree.get(key)?,
        };
        raw.map(|raw| value::unseal(&raw)).transpose()
    }

    fn stage(
        &mut self,
        key: Vec<u8>,
        change: Change,
        version: u64,
        overlays: &[Arc<Overlay>],
    ) -> Result<(), StoreError> {
        if let Change::List(listed) = change {
            self.to_list.push((key, listed));
            return Ok(());
        }
        let old = self.find(&key)?;
        for overlay in overlays {
            overlay.keep(self.tree, &key, old.as_ref())?;
        }
        if let Some(old) = &old {
            self.remove_chunks(&key, old);
        }
        match change {
            Change::List(_) => {}
            Change::Del if old.is_none() => {}
            Change::Del => self.staged.push((key.into(), None)),
            Change::Put(value) => self.put(key, version, &value),
            Change::Set(number) => self.put_number(key, version, number),
            Change::Add(delta) => {
                let space = keys::space_of(&key);
                let number = match &old {
                    None => 0,
                    Some(old) => value::number(old).ok_or(StoreError::NotCounter(space))?,
                };
                let sum = number.checked_add(delta).ok_or(StoreError::Overflow(space))?;
                self.put_number(key, version, sum);
            }
        }
        Ok(())
    }

    fn put(&mut self, key: Vec<u8>, version: u64, value: &[u8]) {
        if value.len() <= CHUNK_BYTES {
            let raw = value::seal(Kind::Value, version, value);
            return self.staged.push((key.into(), Some(raw.into())));
        }
        for (number, chunk) in value.chunks(CHUNK_BYTES).enumerate() {
            let place = keys::chunk(&key, version, number as u32);
            self.staged.push((place.into(), Some(chunk.into())));
        }
        let raw = value::seal(Kind::Manifest, version, &Manifest::of(value).encode());
        self.staged.push((key.into(), Some(raw.into())));
    }

    fn put_number(&mut self, key: Vec<u8>, version: u64, number: i64) {
        let raw = value::seal(Kind::Number, version, &number.to_be_bytes());
        self.staged.push((key.into(), Some(raw.into())));
    }

    fn remove_chunks(&mut self, key: &[u8], old: &Envelope) {
        let Some(manifest) = Manifest::decode(old) else { return };
        for number in 0..manifest.chunks() {
            self.staged.push((keys::chunk(key, old.version, number).into(), None));
        }
    }

    /// What is staged becomes part of the batch.
    fn settle(&mut self) {
        self.settled.extend(self.staged.drain(..));
        self.listed.extend(self.to_list.drain(..));
    }

    /// What is staged is forgotten, and the request told why.
    fn refuse(&mut self, request: &Request, error: StoreError) {
        self.staged.clear();
        self.to_list.clear();
        request.outcome.get_or_init(|| Err(error));
    }

    /// Hands the batch to the engine. A single change needs no batch to be atomic, and costs a
    /// third of one.
    fn apply(self) -> sled::Result<()> {
        let changes = self.settled.len();
        self.hand_over()?;
        free(changes);
        Ok(())
    }

    fn hand_over(self) -> sled::Result<()> {
        if self.settled.len() > 1 {
            let mut batch = Batch::default();
            for (key, raw) in self.settled {
                match raw {
                    Some(raw) => batch.insert(key, raw),
                    None => batch.remove(key),
                }
            }
            return self.tree.apply_batch(batch);
        }
        for (key, raw) in self.settled {
            match raw {
                Some(raw) => self.tree.insert(key, raw)?,
                None => self.tree.remove(key)?,
            };
        }
        Ok(())
    }
}

/// The engine frees what it has replaced a little at a time, whenever it is called: too little after
/// calls that replace much. A part of what waits goes here; free memory that others use again is what
/// keeps a long series of writes small.
fn free(changes: usize) {
    /// What one step frees is more than so many changes leave behind.
    const STEP: usize = 64;
    (0..changes.div_ceil(STEP)).for_each(|_| sled::pin().flush());
}

impl Queue {
    /// The requests to apply next, oldest first.
    fn take(&self) -> Vec<Arc<Request>> {
        let mut waiting = self.lock();
        let together = waiting.len().min(TOGETHER);
        waiting.drain(..together).collect()
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Arc<Request>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
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
