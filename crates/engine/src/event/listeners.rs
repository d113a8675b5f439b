//! Who listens: the names of events that somebody wants, at hand for every commit.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Arc, Mutex, OnceLock, PoisonError, RwLock,
        atomic::{AtomicBool, Ordering},
    },
};

/// Who may listen. Each tells for itself, and what it tells replaces what it told before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Outbound webhooks.
    Webhooks,
    /// Handlers that applications have bound.
    Applications,
}

/// Names of events, in capitals.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// All of them.
    pub any: bool,
    /// These.
    pub names: BTreeSet<String>,
    /// What goes to offline queues.
    pub offline: Vec<Offline>,
}

/// An event that goes to an offline queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offline {
    /// The event, in capitals.
    pub name: String,
    /// Whose queue.
    pub application: u64,
    /// For which connector, or nothing.
    pub connector: String,
    /// Milliseconds between notices of new rows, for applications that want any.
    pub notice: Option<i64>,
}

impl Names {
    /// Whether the event is wanted, delivered or queued.
    pub fn wants(&self, name: &str) -> bool {
        self.hears(name) || self.offline.iter().any(|offline| offline.name == name)
    }

    /// Whether the event is to be delivered.
    pub fn hears(&self, name: &str) -> bool {
        self.any || self.names.contains(name)
    }

    fn is_nothing(&self) -> bool {
        !self.any && self.names.is_empty() && self.offline.is_empty()
    }
}

/// Who listens to what. Nobody does until somebody tells, so what a portal starts with and what a newer
/// release adds at its start raise nothing when they are entered before.
#[derive(Default)]
pub struct Listeners {
    anybody: AtomicBool,
    told: RwLock<[Arc<Names>; 2]>,
    telling: Mutex<()>,
    waker: OnceLock<Box<dyn Fn() + Send + Sync>>,
    /// When each application is next told, or was last told, of rows in its offline queues.
    noticed: Mutex<BTreeMap<u64, i64>>,
}

impl Listeners {
    /// What a source listens to from now on.
    pub fn tell(&self, source: Source, names: Names) {
        let mut told = self.told.write().unwrap_or_else(PoisonError::into_inner);
        let [webhooks, applications] = &mut *told;
        match source {
            Source::Webhooks => *webhooks = Arc::new(names),
            Source::Applications => *applications = Arc::new(names),
        }
        self.anybody.store(told.iter().any(|names| !names.is_nothing()), Ordering::Release);
    }

    /// The same with what `read` finds; whoever tells last has read last.
    ///
    /// # Errors
    /// What `read` fails with; what was told before holds then.
    pub fn tell_what<E>(&self, source: Source, read: impl FnOnce() -> Result<Names, E>) -> Result<(), E> {
        let _one_at_a_time = self.telling.lock().unwrap_or_else(PoisonError::into_inner);
        self.tell(source, read()?);
        Ok(())
    }

    /// What is listened to now; nothing when nobody does.
    pub fn now(&self) -> Option<[Arc<Names>; 2]> {
        if !self.anybody.load(Ordering::Acquire) {
            return None;
        }
        Some(self.told.read().unwrap_or_else(PoisonError::into_inner).clone())
    }

    /// What to call, briefly, after each commit that left rows in the outbox. The first one stays.
    pub fn wake_by(&self, waker: impl Fn() + Send + Sync + 'static) {
        self.waker.get_or_init(|| Box::new(waker));
    }

    /// When an application is to be told of a new row in its queue: now, or when `pause` milliseconds
    /// have passed since the last time. Nothing when it will be told anyway.
    pub(crate) fn notice_due(&self, application: u64, pause: i64, now: i64) -> Option<i64> {
        let mut noticed = self.noticed.lock().unwrap_or_else(PoisonError::into_inner);
        let last = noticed.get(&application).copied();
        if last.is_some_and(|last| last > now) {
            return None;
        }
        let at = last.map_or(now, |last| now.max(last + pause));
        noticed.insert(application, at);
        Some(at)
    }

    /// Rows have come.
    pub(crate) fn wake(&self) {
        if let Some(waker) = self.waker.get() {
            waker();
        }
    }
}
