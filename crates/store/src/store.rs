//! The store itself: opening, reading, and the doors to commits, dumps and checks.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use sled::Db;

use crate::commit::{self, Change, Check, Durability, Op};
use crate::directory::Directory;
use crate::error::StoreError;
use crate::files::{Files, StoredFile};
use crate::group::{self, Group, Ticket};
use crate::integrity::{self, CheckReport};
use crate::listings;
use crate::range::{Direction, KeyRange};
use crate::sequences::Sequences;
use crate::space::Headroom;
use crate::value::{self, Bytes, Entry};
use crate::writer::{self, Queue, Writer};
use crate::{directory, dump, keys, migrations};

/// How to open a store.
#[derive(Debug, Clone)]
pub struct Options {
    /// Memory for pages read, in bytes.
    pub cache_bytes: u64,
    /// Writes are refused while less than this is free on the disk, in bytes; 0 = never.
    pub reserve_bytes: u64,
    /// Empties a directory in which the loading of a dump did not finish, instead of refusing it.
    pub discard_unfinished_load: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options { cache_bytes: 64 << 20, reserve_bytes: 32 << 20, discard_unfinished_load: false }
    }
}

/// An open data directory. Clones are the same store; the last one to go closes it.
#[derive(Clone)]
pub struct Store(pub(crate) Arc<Inner>);

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Store")
    }
}

/// What all clones share. The order of the fields is the order in which they are dropped.
pub(crate) struct Inner {
    pub db: Db,
    pub group: Arc<Group>,
    pub sequences: Sequences,
    pub queue: Queue,
    pub files: Files,
    writer: Mutex<Writer>,
    committer: Option<JoinHandle<()>>,
    /// Set while a dump is being loaded, and for good when that fails.
    loading: AtomicBool,
    _lock: File,
}

/// How often [`Store::update`] tries.
const TRIES: u32 = 10;

impl Store {
    /// Opens the data directory `dir`, making it when it is not there. Fails with `Locked` when
    /// somebody has it open, `Newer` when a newer release wrote it, `Load` when a dump was cut
    /// off while loading, and `Open` when it cannot be read.
    pub fn open(dir: &Path, options: Options) -> Result<Store, StoreError> {
        let opened = directory::open(dir, options.cache_bytes)?;
        let path = opened.path.clone();
        directory::guarded(|| Inner::start(opened, options))
            .map(|inner| Store(Arc::new(inner)))
            .map_err(|error| directory::failed(&path, error))
    }

    /// Reads one key.
    pub fn get(&self, key: &[u8]) -> Result<Option<Entry>, StoreError> {
        self.0.admit()?;
        if listings::is_listed(key) {
            let found = listings::get(&self.0.db, key)?;
            return Ok(found.map(|envelope| Entry { value: envelope.payload.into(), version: envelope.version }));
        }
        value::read(&self.0.db, key)
    }

    /// Reads several keys, in their order. Each is read for itself, not all at one moment.
    pub fn get_many<K: AsRef<[u8]>>(&self, keys: &[K]) -> Result<Vec<Option<Entry>>, StoreError> {
        keys.iter().map(|key| self.get(key.as_ref())).collect()
    }

    /// One page of a range, in key order: at most `limit` entries. Commits may happen between two
    /// entries of it. The next page is `range.after(last key)`, or `range.before(last key)` down.
    pub fn scan(
        &self,
        range: &KeyRange,
        direction: Direction,
        limit: usize,
    ) -> Result<Vec<(Bytes, Entry)>, StoreError> {
        let mut page = Vec::new();
        self.walk(range, direction, |key, raw| {
            let entry = match value::assemble(&self.0.db, &key, value::unseal(&raw)?)? {
                Some(entry) => Some(entry),
                None => value::read(&self.0.db, &key)?,
            };
            page.extend(entry.map(|entry| (key, entry)));
            Ok(page.len() < limit)
        })?;
        page.truncate(limit);
        Ok(page)
    }

    /// [`scan`](Self::scan) for the keys alone; long values are not put together for it.
    pub fn scan_keys(&self, range: &KeyRange, direction: Direction, limit: usize) -> Result<Vec<Bytes>, StoreError> {
        let mut page = Vec::new();
        self.walk(range, direction, |key, _| {
            page.push(key);
            Ok(page.len() < limit)
        })?;
        page.truncate(limit);
        Ok(page)
    }

    /// How many keys there are in a range.
    pub fn count(&self, range: &KeyRange) -> Result<u64, StoreError> {
        if listings::is_listed(&range.start) {
            self.0.admit()?;
            return listings::count(&self.0.db, range);
        }
        let mut total = 0;
        self.walk(range, Direction::Up, |_, _| {
            total += 1;
            Ok(true)
        })?;
        Ok(total)
    }

    /// The number of a counter; 0 when nothing was added to it.
    pub fn counter(&self, key: &[u8]) -> Result<i64, StoreError> {
        self.0.admit()?;
        let Some(raw) = self.0.db.get(key)? else {
            return Ok(0);
        };
        value::number(&value::unseal(&raw)?).ok_or(StoreError::NotCounter(keys::space_of(key)))
    }

    /// Applies `ops` if all `checks` hold, all or nothing. The first check that does not hold
    /// comes back as [`StoreError::Check`].
    pub fn commit(&self, checks: &[Check], ops: Vec<Op>, durability: Durability) -> Result<Ticket, StoreError> {
        self.0.admit()?;
        let gone: Vec<u64> = ops.iter().filter_map(commit::removed_file).collect();
        let ticket = commit::commit(&self.0, checks, ops, durability)?;
        if !gone.is_empty() {
            self.0.files.doom(&ticket, gone.into_iter());
        }
        Ok(ticket)
    }

    /// Keeps the content of a new file and returns its id. It stays if a commit puts
    /// [`keys::file`] for the id before the store is opened again, and goes when one deletes that.
    pub fn keep_file(&self, name: &str, bytes: &[u8]) -> Result<u64, StoreError> {
        let id = self.next_ids("file", 1)?;
        self.0.files.keep(id, name, bytes)?;
        Ok(id)
    }

    /// The file `id`; `None` when no commit has put its key.
    pub fn file(&self, id: u64) -> Result<Option<StoredFile>, StoreError> {
        match self.get(&keys::file(id))? {
            Some(_) => self.0.files.read(id),
            None => Ok(None),
        }
    }

    /// Replaces the value of `key` by what `f` makes of it; `None` stands for no value, before and
    /// after. When somebody else writes in between, `f` runs again; `Contended` after ten times.
    pub fn update(
        &self,
        key: &[u8],
        mut f: impl FnMut(Option<&[u8]>) -> Option<Vec<u8>>,
    ) -> Result<Ticket, StoreError> {
        for attempt in 0..TRIES {
            let entry = self.get(key)?;
            let check = match &entry {
                Some(entry) => Check::Version(key.to_vec(), entry.version),
                None => Check::Absent(key.to_vec()),
            };
            let op = match f(entry.as_ref().map(|entry| &*entry.value)) {
                Some(value) => Op::Put(key.to_vec(), value),
                None => Op::Del(key.to_vec()),
            };
            match self.commit(&[check], vec![op], Durability::Durable) {
                Err(StoreError::Check(_)) => thread::sleep(pause(attempt)),
                outcome => return outcome,
            }
        }
        Err(StoreError::Contended)
    }

    /// Takes `n` ids of a sequence and returns the first; the very first is 1. An id taken counts
    /// as given once a commit after it is durable.
    pub fn next_ids(&self, sequence: &str, n: u64) -> Result<u64, StoreError> {
        self.0.admit()?;
        self.0.group.admit()?;
        self.0.sequences.take(&self.0.db, sequence, n)
    }

    /// Makes the next id of a sequence larger than `at_least`, for data that brings its ids along.
    pub fn raise_ids(&self, sequence: &str, at_least: u64) -> Result<(), StoreError> {
        self.0.admit()?;
        self.0.group.admit()?;
        self.0.sequences.raise(&self.0.db, sequence, at_least)
    }

    /// Blocks until everything written so far, `Relaxed` included, would survive a power loss.
    pub fn flush(&self) -> Result<(), StoreError> {
        self.0.write_sequences()?;
        self.0.group.issue().wait()
    }

    /// False once writing has failed in a way that only a restart can end.
    pub fn healthy(&self) -> bool {
        self.0.group.healthy()
    }

    /// Bytes on disk.
    pub fn size_on_disk(&self) -> Result<u64, StoreError> {
        Ok(self.0.db.size_on_disk()?)
    }

    /// Writes everything, as it is at this moment, to `out`; writers go on meanwhile.
    pub fn dump(&self, out: &mut dyn Write) -> Result<(), StoreError> {
        self.0.admit()?;
        dump::dump(&self.0, out)
    }

    /// Fills an empty store from a dump. When the dump is damaged or cut off the answer is
    /// [`StoreError::Load`], and this store, and the directory, can no longer be used.
    pub fn load(&self, input: &mut dyn Read) -> Result<(), StoreError> {
        self.0.admit()?;
        dump::load(&self.0, input)
    }

    /// Reads everything and verifies that it can be taken apart.
    pub fn check(&self) -> Result<CheckReport, StoreError> {
        self.0.admit()?;
        Ok(integrity::check(&self.0.db))
    }

    /// Hands the entries of a range to `take` until it answers false.
    fn walk(
        &self,
        range: &KeyRange,
        direction: Direction,
        mut take: impl FnMut(Bytes, sled::IVec) -> Result<bool, StoreError>,
    ) -> Result<(), StoreError> {
        self.0.admit()?;
        let start = listings::begin(&self.0.db, range)?;
        let mut found = match &range.end {
            Some(end) => self.0.db.range(start.clone()..end.clone()),
            None => self.0.db.range(start.clone()..),
        };
        let mut last = None;
        loop {
            let item = match direction {
                Direction::Up => found.next(),
                Direction::Down => found.next_back(),
            };
            let Some(item) = item else { return Ok(()) };
            let (key, raw) = item?;
            match key.first() {
                Some(&keys::CHUNK) => {}
                Some(&keys::LISTED) => {
                    let block = value::unseal(&raw)?;
                    let mut listed = listings::within(&key, &block.payload, range)?;
                    match direction {
                        // A block that is divided meanwhile shows its upper half again.
                        Direction::Up => listed.retain(|key| last.as_ref().is_none_or(|last| key > last)),
                        // And the engine may have looked ahead for the next one before that.
                        Direction::Down => {
                            listed.reverse();
                            found = self.0.db.range(start.clone()..key.to_vec());
                        }
                    }
                    last = listed.last().cloned().or(last);
                    for key in listed {
                        if !take(key.into(), listings::nothing(block.version))? {
                            return Ok(());
                        }
                    }
                }
                _ => {
                    if !take(key.into(), raw)? {
                        return Ok(());
                    }
                }
            }
        }
    }
}

impl Inner {
    /// Starts the committer and brings what the directory holds to a state to work with.
    fn start(opened: Directory, options: Options) -> Result<Inner, StoreError> {
        let ceiling = match opened.db.get(keys::meta(keys::CEILING))? {
            Some(raw) => value::number(&value::unseal(&raw)?),
            None => Some(1),
        };
        let ceiling =
            ceiling.ok_or_else(|| StoreError::Corrupt("the ceiling of versions is not a number".to_owned()))? as u64;
        let files = Files::open(&opened.path);
        let writer = Writer {
            next: ceiling,
            ceiling: writer::reserve(ceiling)?,
            headroom: Headroom::new(opened.path, options.reserve_bytes),
            backlog: 0,
            hurried: Ticket::done(),
            overlays: Vec::new(),
        };
        let (group, committer) = group::start(opened.db.clone(), opened.data)?;
        let inner = Inner {
            db: opened.db,
            group,
            sequences: Sequences::default(),
            queue: Queue::default(),
            files,
            writer: Mutex::new(writer),
            committer: Some(committer),
            loading: AtomicBool::new(false),
            _lock: opened.lock,
        };
        migrations::admit(&inner)?;
        inner.reserve_stamps()?;
        dump::settle(&inner, options.discard_unfinished_load)?;
        migrations::run(&inner)?;
        inner.files.sweep(|id| Ok(inner.db.contains_key(keys::file(id))?))?;
        Ok(inner)
    }

    /// The writers' lock. A writer that panicked may have left a commit half applied.
    pub fn writer(&self) -> Result<MutexGuard<'_, Writer>, StoreError> {
        self.writer.lock().map_err(|_| self.group.halt(StoreError::Sync("a commit was cut off".to_owned())))
    }

    /// Refuses everything in a store that is, or stayed, half loaded.
    pub fn admit(&self) -> Result<(), StoreError> {
        if self.loading.load(Ordering::Acquire) {
            return Err(StoreError::Load("this store holds an unfinished load".to_owned()));
        }
        Ok(())
    }

    /// Marks the store as half loaded, or as whole again.
    pub fn set_loading(&self, loading: bool) {
        self.loading.store(loading, Ordering::Release);
    }

    /// Writes the sequences that moved without a commit after them.
    pub fn write_sequences(&self) -> Result<(), StoreError> {
        let moved = self.sequences.moved();
        let changes = moved.into_iter().map(|(key, last)| (key, Change::Set(last as i64))).collect();
        writer::apply(self, &[], changes)
    }

    /// Before the first stamp is used: the ones of this run will not be given by the next.
    fn reserve_stamps(&self) -> Result<(), StoreError> {
        let ceiling = self.writer()?.ceiling;
        writer::apply(self, &[], BTreeMap::from([(keys::meta(keys::CEILING), Change::Set(ceiling as i64))]))?;
        self.group.issue().wait()
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        // Without them ids that nobody used would be given again, which is allowed.
        let _unused = self.write_sequences();
        self.group.stop();
        if let Some(committer) = self.committer.take() {
            let _ended = committer.join();
        }
    }
}

/// A random wait that grows with each attempt, so that rivals do not meet again.
fn pause(attempt: u32) -> Duration {
    use std::hash::{BuildHasher, RandomState};
    let random = RandomState::new().hash_one(attempt);
    Duration::from_micros(random % (50 << attempt))
}
