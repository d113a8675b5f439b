//! How lively each integration has been: requests by the hour over the last days, kept in memory so
//! that a list of thousands of integrations costs no look into the store.

use super::{HOUR_MS, WEEK, days::day_of};
use chrono_tz::Tz;
use rustc_hash::FxHashMap;
use shared::Millis;

/// Hours that are remembered: a week of any zone's days.
pub const HOURS: usize = (WEEK + 1) * 24;

const DAY_HOURS: usize = 24;

/// Every integration that was ever called; 0 is all drafts together.
#[derive(Default)]
pub struct Activity(FxHashMap<u64, Lively>);

#[derive(Default)]
struct Lively {
    calls: Ring<HOURS>,
    errors: Ring<DAY_HOURS>,
    last_used: Option<Millis>,
    /// Whether the store does not know yet when it was last used.
    unsaved: bool,
}

/// An integration in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Requests of the last 24 hours; a batch is one.
    pub requests_24h: u64,
    /// Those of them that failed.
    pub errors_24h: u64,
    /// Requests of the last seven days of the portal's zone, oldest first, today last.
    pub week: [u64; WEEK],
    /// When it was last called.
    pub last_used: Option<Millis>,
}

impl Activity {
    /// Adds requests of an hour.
    pub fn add(&mut self, integration: u64, hour: u64, calls: u64, errors: u64) {
        let lively = self.0.entry(integration).or_default();
        lively.calls.add(hour, calls);
        lively.errors.add(hour, errors);
    }

    /// Notes when an integration was called.
    pub fn used(&mut self, integration: u64, at: Millis, saved: bool) {
        let lively = self.0.entry(integration).or_default();
        if lively.last_used < Some(at) {
            lively.last_used = Some(at);
            lively.unsaved = !saved;
        }
    }

    /// When an integration was last called.
    pub fn last_used(&self, integration: u64) -> Option<Millis> {
        self.0.get(&integration)?.last_used
    }

    /// Times of last calls that are not in the store, each handed out once.
    pub fn unsaved(&mut self) -> Vec<(u64, Millis)> {
        let one = |(id, lively): (&u64, &mut Lively)| {
            let unsaved = std::mem::take(&mut lively.unsaved);
            lively.last_used.filter(|_| unsaved).map(|at| (*id, at))
        };
        self.0.iter_mut().filter_map(one).collect()
    }

    /// Hands them out again: the store did not take them.
    pub fn still_unsaved(&mut self, ids: &[(u64, Millis)]) {
        for (id, _) in ids {
            self.0.entry(*id).or_default().unsaved = true;
        }
    }

    /// Every integration at this time.
    pub fn summary(&self, zone: Tz, now: Millis) -> FxHashMap<u64, Summary> {
        let hour = (now / HOUR_MS).max(0) as u64;
        let today = day_of(zone, now);
        // Which day of the week each remembered hour belongs to; the same for all.
        let place = |ago: usize| {
            let age = (today - day_of(zone, (hour as i64 - ago as i64) * HOUR_MS)).num_days();
            (WEEK as i64 - 1)
                .checked_sub(age)
                .filter(|place| (0..WEEK as i64).contains(place))
                .map(|place| place as usize)
        };
        let places: Vec<Option<usize>> = (0..HOURS).map(place).collect();
        let one = |(id, lively): (&u64, &Lively)| {
            let mut summary = Summary { last_used: lively.last_used, ..Summary::default() };
            for (ago, place) in places.iter().enumerate() {
                let calls = lively.calls.at(hour, ago);
                if let Some(place) = place {
                    summary.week[*place] += calls;
                }
                if ago < DAY_HOURS {
                    summary.requests_24h += calls;
                    summary.errors_24h += lively.errors.at(hour, ago);
                }
            }
            (*id, summary)
        };
        self.0.iter().map(one).collect()
    }
}

/// Numbers of the last `N` hours, up to the newest hour that has one.
struct Ring<const N: usize> {
    newest: u64,
    slots: Option<Box<[u32; N]>>,
}

impl<const N: usize> Default for Ring<N> {
    fn default() -> Ring<N> {
        Ring { newest: 0, slots: None }
    }
}

impl<const N: usize> Ring<N> {
    fn add(&mut self, hour: u64, number: u64) {
        if number == 0 || hour + N as u64 <= self.newest {
            return;
        }
        let slots = self.slots.get_or_insert_with(|| Box::new([0; N]));
        // Slots between the newest hour and this one still hold numbers of hours long past.
        for passed in (self.newest + 1..=hour).rev().take(N) {
            slots[passed as usize % N] = 0;
        }
        self.newest = self.newest.max(hour);
        let slot = &mut slots[hour as usize % N];
        *slot = slot.saturating_add(number.min(u32::MAX.into()) as u32);
    }

    fn at(&self, now: u64, ago: usize) -> u64 {
        let Some(hour) = now.checked_sub(ago as u64) else { return 0 };
        let known = hour <= self.newest && hour + N as u64 > self.newest;
        self.slots.as_ref().filter(|_| known).map_or(0, |slots| slots[hour as usize % N].into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_is_a_window_over_all_hours() {
        let (mut ring, mut all) = (Ring::<24>::default(), FxHashMap::<u64, u64>::default());
        let mut seed = 3_u64;
        let mut hour = 1000;
        for _ in 0..3000 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            // Mostly the same hour or the next, sometimes one that was, sometimes days later.
            let step = (seed >> 40) % 20;
            hour += if step == 19 { (seed >> 50) % 60 } else { step / 12 };
            let counted = if step == 3 { hour - (seed >> 50) % 30 } else { hour };
            ring.add(counted, 1 + step);
            *all.entry(counted).or_default() += 1 + step;
            let newest = all.keys().copied().max().unwrap();
            for ago in 0..24 {
                let wanted = all.get(&(newest - ago)).copied().unwrap_or_default();
                assert_eq!(ring.at(newest, ago as usize), wanted, "{ago} hours ago");
            }
        }
    }

    #[test]
    fn days_are_those_of_the_zone() {
        let now = 1_795_388_400_000; // 2026-11-22T23:00:00Z, the 23rd in Paris
        let hour = (now / HOUR_MS) as u64;
        let mut activity = Activity::default();
        activity.add(1, hour, 5, 1);
        activity.add(1, hour - 1, 3, 0);
        activity.add(1, hour - 30, 2, 2);
        activity.used(1, now, false);
        let utc = &activity.summary(chrono_tz::UTC, now)[&1];
        assert_eq!((utc.requests_24h, utc.errors_24h, utc.week), (8, 1, [0, 0, 0, 0, 0, 2, 8]));
        assert_eq!(activity.summary(chrono_tz::Europe::Paris, now)[&1].week, [0, 0, 0, 0, 2, 3, 5]);
        assert_eq!((utc.last_used, activity.unsaved(), activity.unsaved()), (Some(now), vec![(1, now)], vec![]));
        let later = activity.summary(chrono_tz::UTC, now + 9 * 24 * HOUR_MS);
        assert_eq!((later[&1].requests_24h, later[&1].week), (0, [0; WEEK]));
    }
}
