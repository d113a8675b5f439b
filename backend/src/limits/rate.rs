//! The leaky bucket: a counter that every request raises by one and every second lowers by the rate;
//! what would raise it above the bucket is refused, and not counted. docs: limits.md.

use shared::Millis;

/// How full the bucket of a source is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bucket {
    level: u64,
    /// When it last leaked.
    since: Millis,
}

impl Bucket {
    /// Whether a request may come in.
    pub fn take(&mut self, rate: u32, bucket: u32, now: Millis) -> bool {
        self.leak(rate, now);
        let fits = self.level < u64::from(bucket);
        self.level += u64::from(fits);
        fits
    }

    /// Whether everything has leaked out.
    pub fn is_empty(mut self, rate: u32, now: Millis) -> bool {
        self.leak(rate.max(1), now);
        self.level == 0
    }

    /// Seconds begin with the first request into an empty bucket.
    fn leak(&mut self, rate: u32, now: Millis) {
        let seconds = (now - self.since).max(0) / 1000;
        self.level = self.level.saturating_sub((seconds as u64).saturating_mul(rate.into()));
        // A clock that was set back would stop the leak until it is where it was.
        let restart = self.level == 0 || now < self.since;
        self.since = if restart { now } else { self.since + seconds * 1000 };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Millis = 1_795_000_000_000;

    fn passed(level: &mut Bucket, at: Millis, requests: usize) -> usize {
        (0..requests).filter(|_| level.take(2, 50, at)).count()
    }

    #[test]
    fn a_burst_fills_the_bucket_and_time_empties_it() {
        let mut level = Bucket::default();
        assert_eq!(passed(&mut level, NOW, 70), 50);
        assert_eq!(passed(&mut level, NOW + 999, 5), 0);
        assert_eq!(passed(&mut level, NOW + 1000, 5), 2);
        assert_eq!(passed(&mut level, NOW + 1999, 5), 0);
        assert_eq!(passed(&mut level, NOW + 4500, 50), 6);
        assert!(!level.is_empty(2, NOW + 5000));
        assert_eq!(passed(&mut level, NOW + 60_000, 70), 50);
        assert!(level.is_empty(2, NOW + 100_000));
    }

    #[test]
    fn whoever_keeps_to_the_rate_is_never_refused() {
        let mut level = Bucket::default();
        for second in 0..10_000 {
            assert_eq!(passed(&mut level, NOW + second * 1000 + second % 400, 1), 1, "{second}");
            assert_eq!(passed(&mut level, NOW + second * 1000 + 500, 1), 1, "{second}");
        }
    }

    #[test]
    fn a_clock_that_is_set_back_locks_nobody_out() {
        let mut level = Bucket::default();
        passed(&mut level, NOW, 50);
        assert_eq!(passed(&mut level, NOW - 3_600_000, 1), 0);
        assert_eq!(passed(&mut level, NOW - 3_599_000, 5), 2);
    }
}
