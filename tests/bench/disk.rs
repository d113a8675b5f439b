//! What the disk itself takes to make a small write durable.

use std::{
    error::Error,
    io::Write,
    time::{Duration, Instant},
};

/// The median of so many writes of 4 KiB, each followed by `fdatasync`, in the directory of temporary files.
///
/// # Errors
/// When the disk refuses.
pub fn sync_latency(times: usize) -> Result<Duration, Box<dyn Error>> {
    let mut file = tempfile::tempfile()?;
    let block = [7_u8; 4096];
    let mut taken = Vec::with_capacity(times);
    for _ in 0..times {
        let begin = Instant::now();
        file.write_all(&block)?;
        file.sync_data()?;
        taken.push(begin.elapsed());
    }
    taken.sort_unstable();
    Ok(taken[times / 2])
}
