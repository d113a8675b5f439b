//! The data directory on disk: who holds it, how it comes into being, and that every file the
//! engine needs to open again has reached the disk.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use sled::Db;

use crate::error::StoreError;

/// An opened directory. Dropping the lock lets others in, so it outlives the engine.
pub(crate) struct Directory {
    pub path: PathBuf,
    pub db: Db,
    /// A handle of our own on the engine's data file, for the syncs of the committer.
    pub data: File,
    pub lock: File,
}

/// Large segments keep large pages inside the data file: outside it the engine never syncs them.
/// A store keeps the size it was made with.
const SEGMENT_BYTES: usize = 8 << 20;

/// Opens `dir`, making it when it is not there.
pub(crate) fn open(dir: &Path, cache_bytes: u64) -> Result<Directory, StoreError> {
    let dir = &make(dir).map_err(|error| failed(dir, error.into()))?;
    let lock = lock(dir)?;
    let home = dir.join("db");
    let opened = (|| {
        if !home.exists() {
            create(dir, &home, cache_bytes)?;
        }
        remove_unfinished_snapshots(&home)?;
        let db = open_engine(&home, cache_bytes)?;
        sync_all(&home)?;
        sync_dir(dir)?;
        let data = File::open(home.join("db"))?;
        Ok((db, data))
    })();
    let (db, data) = opened.map_err(|error| failed(dir, error))?;
    Ok(Directory { path: dir.clone(), db, data, lock })
}

/// Makes the directory and those above it, durably, and returns its full path.
fn make(dir: &Path) -> io::Result<PathBuf> {
    let dir = std::path::absolute(dir)?;
    let missing: Vec<_> = dir.ancestors().take_while(|above| !above.exists()).collect();
    fs::create_dir_all(&dir)?;
    for made in missing {
        made.parent().map_or(Ok(()), sync_dir)?;
    }
    Ok(dir)
}

/// One store at a time. The engine has a lock as well, but it writes before it takes it.
fn lock(dir: &Path) -> Result<File, StoreError> {
    let path = dir.join("lock");
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(path);
    let file = file.map_err(|error| failed(dir, error.into()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::Locked(dir.to_owned())),
        Err(TryLockError::Error(error)) => Err(failed(dir, error.into())),
    }
}

/// A new store is made beside its place and moved there when it is complete, because the engine
/// cannot open what a power loss left of a half-made one.
fn create(dir: &Path, home: &Path, cache_bytes: u64) -> Result<(), StoreError> {
    let draft = dir.join("db.new");
    if draft.exists() {
        fs::remove_dir_all(&draft)?;
    }
    let db = open_engine(&draft, cache_bytes)?;
    db.flush()?;
    sync_all(&draft)?;
    drop(db);
    sync_all(&draft)?;
    fs::rename(&draft, home)?;
    sync_dir(dir)?;
    Ok(())
}

/// The engine takes a half-written snapshot for a damaged one.
fn remove_unfinished_snapshots(home: &Path) -> io::Result<()> {
    for file in fs::read_dir(home)? {
        let path = file?.path();
        if path.extension().is_some_and(|extension| extension == "generating") {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// How long the threads of a store just closed may take to let go of its file.
const PATIENCE: Duration = Duration::from_secs(5);

fn open_engine(home: &Path, cache_bytes: u64) -> Result<Db, StoreError> {
    let config = sled::Config::new()
        .path(home)
        .cache_capacity(cache_bytes)
        .segment_size(SEGMENT_BYTES)
        .flush_every_ms(Some(500));
    let started = Instant::now();
    loop {
        match guarded(|| Ok(config.open()))? {
            Ok(db) => return Ok(db),
            // Our own lock is held, so this is an earlier store of this very process.
            Err(sled::Error::Io(error)) if held(&error) && started.elapsed() < PATIENCE => {
                thread::sleep(Duration::from_millis(5));
            }
            Err(error) => return Err(error.into()),
        }
    }
}

/// Some kinds of damage come back from the engine as errors; on others it panics.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T, StoreError>) -> Result<T, StoreError> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(StoreError::Corrupt("the engine could not read its files".to_owned())))
}

fn held(error: &io::Error) -> bool {
    error.to_string().contains("could not acquire lock")
}

/// Every file of the engine, its folder of large values, and its directory.
fn sync_all(home: &Path) -> io::Result<()> {
    for file in fs::read_dir(home)? {
        let path = file?.path();
        File::open(&path)?.sync_all()?;
    }
    sync_dir(home)
}

pub(crate) fn sync_dir(dir: &Path) -> io::Result<()> {
    File::open(dir)?.sync_all()
}

/// What an operator reads when opening `dir` failed.
pub(crate) fn failed(dir: &Path, error: StoreError) -> StoreError {
    match error {
        StoreError::Io(reason) => StoreError::Open { dir: dir.to_owned(), reason },
        StoreError::Corrupt(_) => StoreError::Open { dir: dir.to_owned(), reason: error.to_string() },
        other => other,
    }
}
