//! Calls go first: while the portal answers calls, delivering rests after its work. Whoever calls waits for the
//! answer; a handler that hears of an event some milliseconds later does not notice. The more of its time the portal
//! spends on calls the longer the rests are, and they end with the calls: what waits is then sent at full speed.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// How many times as long as it has worked delivering rests while calls take all the portal's time. It has a fifth
/// of its speed then.
const RESTS: f64 = 4.0;

/// The longest rest.
const LONGEST: Duration = Duration::from_millis(200);

/// How long the portal has been answering calls.
#[derive(Debug, Default)]
pub struct Answering(AtomicU64);

/// A call that is being answered until this is dropped.
pub struct Answer<'a> {
    all: &'a Answering,
    since: Instant,
}

impl Answering {
    /// A call begins.
    pub fn begin(&self) -> Answer<'_> {
        Answer { all: self, since: Instant::now() }
    }

    /// The time that all calls so far have taken; of two at once both count.
    fn total(&self) -> Duration {
        Duration::from_nanos(self.0.load(Ordering::Relaxed))
    }
}

impl Drop for Answer<'_> {
    fn drop(&mut self) {
        let nanos = self.since.elapsed().as_nanos().try_into().unwrap_or(u64::MAX);
        self.all.0.fetch_add(nanos, Ordering::Relaxed);
    }
}

/// What was seen when delivering last might have rested.
pub struct Pace {
    at: Instant,
    worked: Duration,
    answered: Duration,
}

impl Pace {
    /// Begins to watch.
    pub fn new(answering: &Answering) -> Pace {
        Pace { at: Instant::now(), worked: Duration::ZERO, answered: answering.total() }
    }

    /// How long to rest now; `worked` is how long delivering has worked in all.
    pub fn rest(&mut self, answering: &Answering, worked: Duration) -> Duration {
        self.rest_at(Instant::now(), worked, answering.total())
    }

    fn rest_at(&mut self, at: Instant, worked: Duration, answered: Duration) -> Duration {
        let passed = at.saturating_duration_since(self.at).as_secs_f64();
        let called = answered.saturating_sub(self.answered).as_secs_f64();
        let work = worked.saturating_sub(self.worked);
        *self = Pace { at, worked, answered };
        let share = if passed > 0.0 { (called / passed).min(1.0) } else { 0.0 };
        work.mul_f64(RESTS * share).min(LONGEST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: Duration = Duration::from_millis(1);

    #[test]
    fn the_more_the_portal_is_called_the_longer_delivering_rests() {
        let begin = Instant::now();
        let mut pace = Pace { at: begin, worked: Duration::ZERO, answered: Duration::ZERO };
        assert_eq!(pace.rest_at(begin + 10 * MS, 10 * MS, Duration::ZERO), Duration::ZERO, "nobody calls");
        assert_eq!(pace.rest_at(begin + 20 * MS, 20 * MS, 5 * MS), 20 * MS, "called half of the time");
        assert_eq!(pace.rest_at(begin + 30 * MS, 25 * MS, 85 * MS), 20 * MS, "eight calls at once all the time");
        assert_eq!(pace.rest_at(begin + 40 * MS, 25 * MS, 95 * MS), Duration::ZERO, "no work was done");
        assert_eq!(pace.rest_at(begin + 1_040 * MS, 1_025 * MS, 1_095 * MS), LONGEST);
    }

    #[test]
    fn calls_count_until_they_are_answered() {
        let answering = Answering::default();
        drop((answering.begin(), answering.begin()));
        let before = answering.total();
        let answer = Answer { all: &answering, since: Instant::now() - MS };
        assert_eq!(answering.total(), before);
        drop(answer);
        assert!(answering.total() > before);
    }
}
