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

/// Resident memory once a process has had nothing to do for a while and it changes no more, MiB.
///
/// # Errors
/// When there is no such process.
pub fn settled_mib(id: u32) -> Result<f64, Box<dyn Error>> {
    const QUIET: u32 = 20;
    let (mut last, mut same) = (resident_mib(id)?, 0);
    while same < QUIET {
        std::thread::park_timeout(Duration::from_secs(1));
        let now = resident_mib(id)?;
        same = if (now - last).abs() < 0.5 { same + 1 } else { 0 };
        last = now;
    }
    Ok(last)
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
