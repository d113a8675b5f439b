//! Who listens: the names of events that somebody wants, at hand for every commit.

use std::{
    collections::BTreeSet,
    sync::{
        Arc, OnceLock, PoisonError, RwLock,
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
}

impl Names {
    /// Whether the event is wanted.
    pub fn wants(&self, name: &str) -> bool {
        self.any || self.names.contains(name)
    }

    fn is_nothing(&self) -> bool {
        !self.any && self.names.is_empty()
    }
}

/// Who listens to what. Nobody does until somebody tells, so what a portal starts with and what a newer
/// release adds at its start raise nothing when they are entered before.
#[derive(Default)]
pub struct Listeners {
    anybody: AtomicBool,
    told: RwLock<[Arc<Names>; 2]>,
    waker: OnceLock<Box<dyn Fn() + Send + Sync>>,
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

    /// Rows have come.
    pub(crate) fn wake(&self) {
        if let Some(waker) = self.waker.get() {
            waker();
        }
    }
}
