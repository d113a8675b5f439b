//! How fast one handler is told of events: as many at once as it answers well, fewer while it is slow or fails, and
//! after several failures in a row one now and then. Kept in memory; what waits is in the store.

use rustc_hash::FxHashSet;
use shared::Millis;

/// Requests at once to a handler that is not known yet, and to one that answers well.
const WIDTH: (u32, u32) = (8, 32);

/// From when on an answer is slow.
const SLOW: Millis = 2_000;

/// Failures in a row that are taken for chance.
const CHANCE: u32 = 3;

/// The first and the longest rest after more of them.
const REST: (Millis, Millis) = (1_000, 60_000);

/// The pace of one handler.
#[derive(Clone, Debug)]
pub struct Lane {
    /// Ids of deliveries on their way. Each ends, by an answer or by its time.
    pub busy: FxHashSet<u64>,
    width: u32,
    misses: u32,
    rest_until: Millis,
}

impl Default for Lane {
    fn default() -> Lane {
        Lane { busy: FxHashSet::default(), width: WIDTH.0, misses: 0, rest_until: 0 }
    }
}

impl Lane {
    /// How many more requests may be on their way now.
    pub fn room(&self, now: Millis) -> usize {
        if now < self.rest_until {
            return 0;
        }
        (self.width as usize).saturating_sub(self.busy.len())
    }

    /// Until when nothing is sent; in the past when something may be.
    pub fn rest_until(&self) -> Millis {
        self.rest_until
    }

    /// Somebody wants it tried now: the rest is over.
    pub fn rouse(&mut self) {
        self.rest_until = 0;
    }

    /// A request that took so many milliseconds is over.
    pub fn answered(&mut self, id: u64, took: u32, well: bool, now: Millis) {
        self.busy.remove(&id);
        match well {
            true => {
                self.misses = 0;
                self.rest_until = 0;
                self.width = match Millis::from(took) < SLOW {
                    true => (self.width + 1).min(WIDTH.1),
                    false => (self.width / 2).max(1),
                };
            }
            false => {
                self.misses = self.misses.saturating_add(1);
                self.width = (self.width / 2).max(1);
                if let Some(more) = self.misses.checked_sub(CHANCE) {
                    self.rest_until = now + (REST.0 << more.min(16)).min(REST.1);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tell(lane: &mut Lane, took: u32, well: bool, now: Millis) -> usize {
        lane.answered(1, took, well, now);
        lane.room(now)
    }

    #[test]
    fn a_handler_that_answers_well_gets_more_at_once() {
        let mut lane = Lane::default();
        assert_eq!(lane.room(0), 8);
        assert_eq!(tell(&mut lane, 5, true, 0), 9);
        for _ in 0..100 {
            tell(&mut lane, 5, true, 0);
        }
        assert_eq!(lane.room(0), 32);
        lane.busy.extend(0..30);
        assert_eq!(lane.room(0), 2);
    }

    #[test]
    fn a_slow_one_gets_fewer_and_one_that_fails_is_left_alone() {
        let mut lane = Lane::default();
        assert_eq!(tell(&mut lane, 2_500, true, 0), 4);
        assert_eq!(tell(&mut lane, 5, false, 0), 2);
        assert_eq!(tell(&mut lane, 5, false, 0), 1);
        assert_eq!(tell(&mut lane, 5, false, 0), 0);
        assert_eq!((lane.room(999), lane.room(1_000)), (0, 1));
        for _ in 0..40 {
            tell(&mut lane, 5, false, 0);
        }
        assert_eq!((lane.room(59_999), lane.room(60_000)), (0, 1));
        lane.rouse();
        assert_eq!(lane.room(0), 1);
        assert_eq!(tell(&mut lane, 5, true, 60_000), 2);
    }
}
