//! What a process has used: CPU time and memory, from `/proc`.

use std::{error::Error, fs, time::Duration};

/// CPU time of a process so far, user and system. The kernel counts in hundredths of a second.
///
/// # Errors
/// When there is no such process.
pub fn cpu(id: u32) -> Result<Duration, Box<dyn Error>> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat"))?;
    // The name in brackets may hold blanks; what follows it does not.
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|text| text.parse::<u64>().ok()).unwrap_or(0);
    Ok(Duration::from_millis((ticks(11) + ticks(12)) * 10))
}

/// Resident memory of a process, MiB.
///
/// # Errors
/// When there is no such process.
pub fn resident_mib(id: u32) -> Result<f64, Box<dyn Error>> {
    let status = fs::read_to_string(format!("/proc/{id}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    let kib: f64 = line.split_whitespace().next().unwrap_or("0").parse()?;
    Ok(kib / 1024.0)
}
