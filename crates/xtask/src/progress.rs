//! What the user sees while it works: each step's name and usual time, its measured time, a summary.

use anyhow::{Context, Result};
use std::time::{Duration, Instant};

/// One step, known before it starts.
#[derive(Clone, Copy)]
pub struct Step {
    pub what: &'static str,
    /// How long it usually takes, as text.
    pub usual: &'static str,
}

/// The steps done so far, out of how many.
pub struct Progress {
    planned: usize,
    done: Vec<(&'static str, Duration)>,
}

impl Progress {
    /// Starts counting towards `planned` steps.
    pub fn of(planned: usize) -> Progress {
        Progress { planned, done: Vec::new() }
    }

    /// Announces a step, does it and says how long it took.
    pub fn step<T>(&mut self, step: Step, work: impl FnOnce() -> Result<T>) -> Result<T> {
        let (number, planned) = (self.done.len() + 1, self.planned);
        println!("\n==> [{number}/{planned}] {} (usually {})", step.what, step.usual);
        let start = Instant::now();
        let result = work();
        let took = start.elapsed();
        let how = if result.is_ok() { "done" } else { "FAILED" };
        println!("    {}: {how} in {}", step.what, in_words(took));
        self.done.push((step.what, took));
        result.context(step.what)
    }

    /// Prints every step's time and the total.
    pub fn finish(self) {
        println!("\nSummary");
        for (what, took) in &self.done {
            println!("    {what:<24} {:>10}", in_words(*took));
        }
        let total = self.done.iter().map(|(_, took)| *took).sum();
        println!("    {:<24} {:>10}", "total", in_words(total));
    }
}

fn in_words(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 60 {
        return format!("{:.1} s", time.as_secs_f64());
    }
    format!("{} min {:02} s", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_short_to_read() {
        assert_eq!(in_words(Duration::from_millis(1240)), "1.2 s");
        assert_eq!(in_words(Duration::from_secs(185)), "3 min 05 s");
    }

    #[test]
    fn a_failed_step_is_named_in_the_error() {
        let step = Step { what: "lints", usual: "1 s" };
        let error = Progress::of(1).step(step, || Err::<(), _>(anyhow::anyhow!("exit 1")));
        assert_eq!(format!("{:#}", error.unwrap_err()), "lints: exit 1");
    }
}
