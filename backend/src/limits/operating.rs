//! Operating time in baskets of a minute: each counts for ten minutes from its first call, then leaves
//! the sum as a whole. docs: limits.md.

use engine::Operating;
use shared::Millis;
use std::time::Duration;

/// How long a basket counts.
const WINDOW: Millis = 600_000;

const MINUTE: Millis = 60_000;

/// A basket whose first call came late in its minute still counts in the tenth minute after it.
const BASKETS: usize = 11;

/// What a method has cost an integration.
#[derive(Clone, Copy, Debug, Default)]
pub struct Spent {
    baskets: [Basket; BASKETS],
}

#[derive(Clone, Copy, Debug, Default)]
struct Basket {
    /// The first call of its minute.
    first: Millis,
    took: Duration,
}

impl Spent {
    /// Adds a call that began now, and answers the sum.
    pub fn add(&mut self, took: Duration, now: Millis) -> Operating {
        let minute = now.div_euclid(MINUTE);
        let basket = &mut self.baskets[minute.rem_euclid(BASKETS as Millis) as usize];
        if basket.first.div_euclid(MINUTE) != minute {
            *basket = Basket { first: now, took: Duration::ZERO };
        }
        basket.took += took;
        let oldest = self.counting(now).map(|basket| basket.first).min();
        Operating { seconds: self.total(now).as_secs_f64(), reset_at: reset_of(oldest.unwrap_or(now)) }
    }

    /// The sum of what still counts.
    pub fn total(&self, now: Millis) -> Duration {
        self.counting(now).map(|basket| basket.took).sum()
    }

    /// When no more than `allowed` counts, if nothing is added.
    pub fn free_at(&self, allowed: Duration, now: Millis) -> Millis {
        let mut leaving: Vec<&Basket> = self.counting(now).collect();
        leaving.sort_unstable_by_key(|basket| basket.first);
        let mut left = self.total(now);
        for basket in leaving {
            if left <= allowed {
                break;
            }
            left -= basket.took;
            if left <= allowed {
                return basket.first + WINDOW;
            }
        }
        now
    }

    fn counting(&self, now: Millis) -> impl Iterator<Item = &Basket> {
        self.baskets.iter().filter(move |basket| now < basket.first + WINDOW)
    }
}

/// When a basket with this first call leaves the sum, unix seconds: whoever comes back then finds it gone.
pub fn reset_of(first: Millis) -> i64 {
    (first + WINDOW + 999).div_euclid(1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 10:05:20 of the documentation's example.
    const NOW: Millis = 1_778_753_120_000;

    fn seconds(spent: &Spent, now: Millis) -> f64 {
        spent.total(now).as_secs_f64()
    }

    #[test]
    fn baskets_leave_one_by_one() {
        let mut spent = Spent::default();
        let two = Duration::from_secs(2);
        let first = spent.add(two, NOW);
        assert_eq!(first, Operating { seconds: 2.0, reset_at: (NOW + WINDOW) / 1000 });
        // Later in the same minute: the same basket, which leaves with its first call.
        assert_eq!(spent.add(two, NOW + 30_000), Operating { seconds: 4.0, ..first });
        assert_eq!(spent.add(two, NOW + 60_500), Operating { seconds: 6.0, ..first });
        assert_eq!(seconds(&spent, NOW + WINDOW - 1), 6.0);
        assert_eq!(seconds(&spent, NOW + WINDOW), 2.0);
        let later = spent.add(two, NOW + WINDOW);
        assert_eq!(later, Operating { seconds: 4.0, reset_at: (NOW + 60_500 + WINDOW) / 1000 + 1 });
        assert_eq!(seconds(&spent, NOW + 3 * WINDOW), 0.0);
    }

    #[test]
    fn the_sum_is_that_of_ten_minutes_however_calls_fall() {
        for pause in [1_000, 7_000, 59_999, 60_000, 61_000, 600_000] {
            let mut spent = Spent::default();
            let second = Duration::from_secs(1);
            for call in 0..300 {
                let now = NOW + call * pause;
                let counted = spent.add(second, now).seconds as Millis;
                let within = call.min((WINDOW - 1) / pause) + 1;
                // A basket leaves as a whole with its first call, up to a minute early for the others.
                assert!(counted <= within && counted >= within - MINUTE / pause, "{pause} {call} {counted} {within}");
            }
        }
    }

    #[test]
    fn the_example_of_the_documentation() {
        let mut spent = Spent::default();
        let call = Duration::from_secs(20);
        // Twenty calls, two a minute, then five more.
        for at in 0..20 {
            spent.add(call, NOW + at * 29_000);
        }
        let now = NOW + 19 * 29_000;
        assert_eq!(seconds(&spent, now), 400.0);
        for _ in 0..5 {
            spent.add(call, now);
        }
        assert_eq!(seconds(&spent, now), 500.0);
        assert_eq!(seconds(&spent, NOW + WINDOW), 460.0);
        let free = |allowed| spent.free_at(Duration::from_secs(allowed), now);
        assert_eq!(
            (free(500), free(480), free(460), free(459)),
            (now, NOW + WINDOW, NOW + WINDOW, NOW + WINDOW + 58_000)
        );
    }
}
