//! Group commit: one thread makes everything committed so far durable, for all who wait at once.
//! sled's own flush hands pages to the system but does not wait for the disk, so an `fdatasync`
//! of ours follows it. After a failure nothing is tried again: the system may have dropped the
//! pages, and a second sync would report a success that is none.

use std::fmt;
use std::fs::File;
use std::future::poll_fn;
use std::io;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use sled::Db;

use crate::directory;
use crate::error::StoreError;

/// Longest wait for company.
const GATHER: Duration = Duration::from_millis(1);

/// Stands for one commit, and for all before it, on the way to the disk. Whoever waits first sets
/// the committer going; a ticket nobody waits for becomes durable within a second or so.
#[derive(Clone)]
pub struct Ticket {
    group: Option<Arc<Group>>,
    number: u64,
}

impl Ticket {
    /// A ticket with nothing to wait for.
    pub fn done() -> Ticket {
        Ticket { group: None, number: 0 }
    }

    /// Whether the commit would survive a power loss, without waiting for it.
    pub(crate) fn is_done(&self) -> bool {
        self.group.as_ref().is_none_or(|group| group.lock().synced >= self.number)
    }

    /// Blocks until the commit would survive a power loss. `Sync` or `Full` when it may not.
    pub fn wait(&self) -> Result<(), StoreError> {
        let Some(group) = &self.group else {
            return Ok(());
        };
        let mut progress = group.lock();
        loop {
            if let Some(outcome) = group.outcome(&mut progress, self.number) {
                return outcome;
            }
            progress = group.done.wait(progress).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// [`wait`](Self::wait) for any executor.
    pub async fn durable(&self) -> Result<(), StoreError> {
        let Some(group) = &self.group else {
            return Ok(());
        };
        poll_fn(|context| {
            let mut progress = group.lock();
            match group.outcome(&mut progress, self.number) {
                Some(outcome) => Poll::Ready(outcome),
                None => {
                    progress.wakers.push((self.number, context.waker().clone()));
                    Poll::Pending
                }
            }
        })
        .await
    }

    /// One ticket for two commits of the same store; it waits for both.
    pub fn merge(self, later: Ticket) -> Ticket {
        if self.group.is_none() {
            return later;
        }
        Ticket { number: self.number.max(later.number), ..self }
    }
}

impl fmt::Debug for Ticket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ticket({})", self.number)
    }
}

/// What the committer, the writers and the waiters share.
pub(crate) struct Group {
    progress: Mutex<Progress>,
    /// Tells the committer that somebody waits.
    work: Condvar,
    /// Tells blocked waiters that `synced` or `halt` changed.
    done: Condvar,
    /// The number of the last ticket.
    issued: AtomicU64,
    /// Set together with `Progress::halt`, so that writers need not take the lock.
    halted: AtomicBool,
}

struct Progress {
    /// Tickets up to this number are durable.
    synced: u64,
    /// The largest number somebody waits for.
    wanted: u64,
    /// No more commits will come: sync what there is and end.
    stopping: bool,
    /// Why nothing is written any more.
    halt: Option<StoreError>,
    wakers: Vec<(u64, Waker)>,
}

/// Starts the committer of `db`, which syncs `file`, its data file.
pub(crate) fn start(db: Db, file: File) -> io::Result<(Arc<Group>, JoinHandle<()>)> {
    let progress = Progress { synced: 0, wanted: 0, stopping: false, halt: None, wakers: Vec::new() };
    let group = Arc::new(Group {
        progress: Mutex::new(progress),
        work: Condvar::new(),
        done: Condvar::new(),
        issued: AtomicU64::new(0),
        halted: AtomicBool::new(false),
    });
    let shared = group.clone();
    let thread = thread::Builder::new().name("store committer".to_owned()).spawn(move || shared.run(&db, &file))?;
    Ok((group, thread))
}

/// Hands everything written so far to the disk and waits for it.
pub(crate) fn sync(db: &Db, file: &File) -> Result<(), StoreError> {
    db.flush()?;
    file.sync_data()?;
    Ok(())
}

impl Group {
    /// A ticket for everything that is applied at this moment.
    pub fn issue(self: &Arc<Self>) -> Ticket {
        let number = self.issued.fetch_add(1, Ordering::SeqCst) + 1;
        Ticket { group: Some(self.clone()), number }
    }

    /// Sets the committer going without waiting for it.
    pub fn hurry(self: &Arc<Self>) -> Ticket {
        let ticket = self.issue();
        let _known = self.outcome(&mut self.lock(), ticket.number);
        ticket
    }

    /// Refuses when writing has stopped.
    pub fn admit(&self) -> Result<(), StoreError> {
        if !self.halted.load(Ordering::Acquire) {
            return Ok(());
        }
        self.lock().halt.clone().map_or(Ok(()), Err)
    }

    /// False after a failed write or sync; a full disk leaves a store that still reads.
    pub fn healthy(&self) -> bool {
        matches!(self.admit(), Ok(()) | Err(StoreError::Full))
    }

    /// Ends all writing; the first reason stays. Returns the reason as waiters see it.
    pub fn halt(&self, error: StoreError) -> StoreError {
        let error = match error {
            StoreError::Full | StoreError::Sync(_) | StoreError::Load(_) => error,
            other => StoreError::Sync(other.to_string()),
        };
        let mut progress = self.lock();
        let error = progress.halt.get_or_insert(error).clone();
        self.halted.store(true, Ordering::Release);
        self.tell(progress);
        error
    }

    /// Lets the committer finish; its thread can be joined afterwards.
    pub fn stop(&self) {
        self.lock().stopping = true;
        self.work.notify_one();
    }

    fn run(&self, db: &Db, file: &File) {
        let mut together = 1;
        loop {
            let mut progress = self.lock();
            while progress.wanted <= progress.synced && !progress.stopping {
                progress = self.work.wait(progress).unwrap_or_else(PoisonError::into_inner);
            }
            if progress.halt.is_some() {
                return;
            }
            let (stopping, synced) = (progress.stopping, progress.synced);
            drop(progress);

            self.gather(together);
            // Read before the flush: whatever has its number by now has been applied by now.
            let target = self.issued.load(Ordering::SeqCst);
            together = target - synced;
            // A panic inside the engine must reach the waiters too, or they wait for ever.
            let outcome = directory::guarded(|| sync(db, file));
            if let Err(error) = outcome {
                self.halt(error);
                return;
            }
            let mut progress = self.lock();
            progress.synced = target;
            self.tell(progress);
            if stopping {
                return;
            }
        }
    }

    /// Waits, for a moment at most, until about as many commits are there as went together the last
    /// time: those who waited for it write again now, and one sync costs as much as another. A single
    /// writer never waits.
    fn gather(&self, together: u64) {
        let begin = Instant::now();
        let synced = self.lock().synced;
        while self.issued.load(Ordering::SeqCst) - synced < together && begin.elapsed() < GATHER {
            thread::sleep(GATHER / 10);
        }
    }

    /// What a waiter for `number` is told; `None` = wait on, the committer knows.
    fn outcome(&self, progress: &mut Progress, number: u64) -> Option<Result<(), StoreError>> {
        if progress.synced >= number {
            return Some(Ok(()));
        }
        if let Some(halt) = &progress.halt {
            return Some(Err(halt.clone()));
        }
        if progress.wanted < number {
            progress.wanted = number;
            self.work.notify_one();
        }
        None
    }

    /// Wakes everybody whose answer is known.
    fn tell(&self, mut progress: MutexGuard<'_, Progress>) {
        let (synced, halted) = (progress.synced, progress.halt.is_some());
        let ready: Vec<_> = progress.wakers.extract_if(.., |(number, _)| halted || *number <= synced).collect();
        drop(progress);
        self.done.notify_all();
        for (_, waker) in ready {
            waker.wake();
        }
    }

    fn lock(&self) -> MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
