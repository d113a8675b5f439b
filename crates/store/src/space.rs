//! Refuses writes while the disk still has a reserve. The engine cannot go on after a write that
//! hits the end of the disk; refusing earlier keeps it whole, and writing goes on by itself as
//! soon as there is space again.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::error::StoreError;

/// How long a measurement is believed: other programs fill the disk as well.
const STALE: Duration = Duration::from_millis(250);

/// What may still be written before the next measurement.
pub(crate) struct Headroom {
    dir: PathBuf,
    reserve: u64,
    left: u64,
    measured: Option<Instant>,
}

impl Headroom {
    /// Keeps `reserve` bytes free on the disk of `dir`; 0 switches the measuring off.
    pub fn new(dir: PathBuf, reserve: u64) -> Headroom {
        Headroom { dir, reserve, left: 0, measured: None }
    }

    /// Admits a write of `bytes`, or answers [`StoreError::Full`].
    pub fn admit(&mut self, bytes: u64) -> Result<(), StoreError> {
        if self.reserve == 0 {
            return Ok(());
        }
        if self.left < bytes || self.measured.is_none_or(|at| at.elapsed() > STALE) {
            let free = fs2::available_space(&self.dir)?.saturating_sub(self.reserve);
            // The log rewrites pages around a change, so a write costs more than its own length.
            self.left = free / 4;
            self.measured = Some(Instant::now());
        }
        self.left = self.left.checked_sub(bytes).ok_or(StoreError::Full)?;
        Ok(())
    }
}
