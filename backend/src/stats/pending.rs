//! Where calls are counted first: a table for each thread, so that the calls of many threads do not
//! wait for one another. About once a second what they hold moves on.

use super::{Cell, Outcome, tally::Tally};
use rustc_hash::FxHashMap;
use shared::Millis;
use std::sync::{
    Mutex, MutexGuard, PoisonError,
    atomic::{AtomicUsize, Ordering},
};

/// Tables; threads beyond as many share them.
const LOTS: usize = 16;

/// Counts of the last moment.
#[derive(Default)]
pub struct Pending([Lot; LOTS]);

/// Alone on its cache lines, so that threads do not slow each other by being neighbours.
#[derive(Default)]
#[repr(align(128))]
struct Lot(Mutex<FxHashMap<Spot, Counted>>);

/// A [`Cell`] by the address of its method's name, which is quicker to find.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Spot {
    hour: u64,
    integration: u64,
    name: usize,
    length: usize,
    in_batch: bool,
}

/// What was counted of one cell.
pub struct Counted {
    method: &'static str,
    /// The calls.
    pub tally: Tally,
    /// When the last of them began.
    pub last: Millis,
}

impl Pending {
    /// Counts a call.
    pub fn count(&self, now: Millis, hour: u64, integration: u64, method: &'static str, outcome: &Outcome) {
        let Outcome { error, took, in_batch } = *outcome;
        let spot = Spot { hour, integration, name: method.as_ptr() as usize, length: method.len(), in_batch };
        let mut lot = lock(&self.0[PLACE.with(|place| *place)]);
        let counted = lot.entry(spot).or_insert_with(|| Counted { method, tally: Tally::default(), last: now });
        counted.tally.add(took, error);
        counted.last = counted.last.max(now);
    }

    /// Takes out what was counted and hands it on.
    pub fn drain(&self, mut take: impl FnMut(Cell, Counted)) {
        for lot in &self.0 {
            let counts = std::mem::take(&mut *lock(lot));
            for (Spot { hour, integration, in_batch, .. }, counted) in counts {
                let method = counted.method.into();
                take(Cell { hour, integration, method, in_batch }, counted);
            }
        }
    }
}

static NEXT: AtomicUsize = AtomicUsize::new(0);

thread_local! {
    static PLACE: usize = NEXT.fetch_add(1, Ordering::Relaxed) % LOTS;
}

fn lock(lot: &Lot) -> MutexGuard<'_, FxHashMap<Spot, Counted>> {
    lot.0.lock().unwrap_or_else(PoisonError::into_inner)
}
