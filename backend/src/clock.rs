//! The portal's clock. Rules take the time as a parameter; whoever calls them takes it from here,
//! so that a test or a sandbox can move it.

use shared::Millis;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// The time of the system, moved by what [`Clock::advance`] was told. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    shift: Arc<AtomicI64>,
}

impl Clock {
    /// Now, in UTC milliseconds.
    pub fn now(&self) -> Millis {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        since.as_millis() as Millis + self.shift.load(Ordering::Relaxed)
    }

    /// Moves the clock forward by this many milliseconds, or back by a negative number.
    pub fn advance(&self, by: Millis) {
        self.shift.fetch_add(by, Ordering::Relaxed);
    }
}
