//! What can go wrong in the store, in words an operator can act on. Keys are named by their space
//! only, since some of them hold hashes of secrets.

use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::commit::Check;
use crate::keys;

/// Why a call of the store failed. After [`Sync`](Self::Sync) the store takes no more writes and
/// the process should end; after the others it goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreError {
    /// A condition of a commit did not hold; nothing was written.
    Check(Check),
    /// [`update`](crate::Store::update) lost against other writers in all its tries.
    Contended,
    /// `Add` or `counter` met a key that holds a value, not a number.
    NotCounter(&'static str),
    /// A commit named a key of a space that only the store itself writes.
    Reserved(&'static str),
    /// A number left its range: a counter beyond `i64`, a sequence beyond `u64`.
    Overflow(&'static str),
    /// The disk is full: reads go on, writes are refused, nothing acknowledged is lost.
    Full,
    /// Writing or syncing failed; what was not acknowledged may be lost, so writing has stopped.
    Sync(String),
    /// Another process, or another store of this process, has the directory open.
    Locked(PathBuf),
    /// The directory cannot be opened as a store.
    Open {
        /// The data directory.
        dir: PathBuf,
        /// What the engine or the operating system said.
        reason: String,
    },
    /// The data was written by a newer release.
    Newer {
        /// The format found.
        found: u64,
        /// The newest format this release knows.
        known: u64,
    },
    /// Data that was written in full does not read back as it was written.
    Corrupt(String),
    /// A dump cannot be loaded: what is wrong with it, or with the store it should go into.
    Load(String),
    /// Any other failure of a read, or of the stream of a dump.
    Io(String),
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Check(check) => {
                write!(f, "the condition {} did not hold for a key of {}", check.name(), keys::space_of(check.key()))
            }
            Self::Contended => f.write_str("too many writers changed the same key at once"),
            Self::NotCounter(space) => write!(f, "a key of {space} holds a value, not a counter"),
            Self::Reserved(space) => write!(f, "keys of {space} are written by the store only"),
            Self::Overflow(space) => write!(f, "a number of {space} left its range"),
            Self::Full => f.write_str("the disk is full: reading goes on, writing needs free space"),
            Self::Sync(reason) => write!(f, "the data could not be made durable, writing has stopped: {reason}"),
            Self::Locked(dir) => write!(f, "another process uses this data directory: {}", dir.display()),
            Self::Open { dir, reason } => write!(
                f,
                "the data directory {0} cannot be opened: {reason}. If its contents are damaged, move it away and run \
                 `portico restore FILE --data {0}` with your latest backup",
                dir.display()
            ),
            Self::Newer { found, known } => write!(
                f,
                "this data has format {found}, written by a newer release; this release knows formats up to {known}"
            ),
            Self::Corrupt(what) => write!(f, "stored data is damaged: {what}"),
            Self::Load(what) => write!(f, "the dump cannot be loaded: {what}"),
            Self::Io(what) => write!(f, "input or output failed: {what}"),
        }
    }
}

impl std::error::Error for StoreError {}

impl From<sled::Error> for StoreError {
    fn from(error: sled::Error) -> Self {
        match error {
            sled::Error::Io(error) => error.into(),
            sled::Error::Corruption { at, .. } => Self::Corrupt(format!("unreadable page at {at:?}")),
            other => Self::Io(other.to_string()),
        }
    }
}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            _ => Self::Io(error.to_string()),
        }
    }
}
