//! How calls stand against the limits at this moment, for those who watch.

use super::Meter;
use shared::Millis;
use std::{cmp::Reverse, time::Duration};

const MINUTE: Millis = 60_000;

/// Minutes that refusals are remembered.
const MINUTES: usize = 10;

/// Requests of an integration that came too fast, by the minute.
#[derive(Clone, Copy, Debug, Default)]
pub struct Refusals([(Millis, u64); MINUTES]);

impl Refusals {
    fn add(&mut self, now: Millis) {
        let minute = now.div_euclid(MINUTE);
        let slot = &mut self.0[minute.rem_euclid(MINUTES as Millis) as usize];
        *slot = (minute, if slot.0 == minute { slot.1 + 1 } else { 1 });
    }

    /// Those of the last ten minutes.
    pub fn total(&self, now: Millis) -> u64 {
        let minute = now.div_euclid(MINUTE);
        let recent = self.0.iter().filter(|(of, _)| *of <= minute && minute < of + MINUTES as Millis);
        recent.map(|(_, requests)| requests).sum()
    }
}

/// What a method has worked for an integration in ten minutes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Busy {
    /// The integration.
    pub integration: u64,
    /// Number of the method.
    pub method: u16,
    /// Seconds.
    pub seconds: f64,
    /// When it may work again; `None` while it may.
    pub free_at: Option<Millis>,
}

impl Meter {
    /// Notes that a request of an integration came too fast.
    pub fn note_refusal(&self, integration: u64, now: Millis) {
        self.refusals.with(integration, |refusals| refusals.add(now));
    }

    /// Integrations whose requests came too fast in the last ten minutes, with how many, most first.
    pub fn refused(&self, now: Millis) -> Vec<(u64, u64)> {
        let mut all = Vec::new();
        self.refusals.each(|id, refusals| all.extend(Some((*id, refusals.total(now))).filter(|(_, count)| *count > 0)));
        all.sort_unstable_by_key(|(id, count)| (Reverse(*count), *id));
        all
    }

    /// What methods have worked in the last ten minutes, longest first.
    pub fn busiest(&self, now: Millis) -> Vec<Busy> {
        let allowed = self.amounts().map(|amounts| Duration::from_secs(amounts.seconds.into()));
        let mut all = Vec::new();
        self.methods.each(|(integration, method), spent| {
            let total = spent.total(now);
            if !total.is_zero() {
                let over = allowed.filter(|allowed| total > *allowed);
                let free_at = over.map(|allowed| spent.free_at(allowed, now));
                all.push(Busy { integration: *integration, method: *method, seconds: total.as_secs_f64(), free_at });
            }
        });
        all.sort_unstable_by(|a, b| {
            b.seconds.total_cmp(&a.seconds).then((a.integration, a.method).cmp(&(b.integration, b.method)))
        });
        all
    }

    /// The integration whose methods together have worked longest in the last ten minutes.
    pub fn heaviest(&self, now: Millis) -> Option<u64> {
        let mut sums = rustc_hash::FxHashMap::<u64, Duration>::default();
        self.methods.each(|(integration, _), spent| *sums.entry(*integration).or_default() += spent.total(now));
        sums.into_iter().max_by_key(|(id, sum)| (*sum, Reverse(*id))).map(|(id, _)| id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use engine::Target;
    use shared::limits::Limits;

    const NOW: Millis = 1_795_000_000_000;

    fn method(number: u16) -> Target {
        Target { name: "a", version: 2, scope: "basic", needs_app: false, run: None, number }
    }

    #[test]
    fn what_worked_longest_is_told_and_until_when_it_waits() {
        let meter = Meter::default();
        meter.spend(1, &method(1), Duration::from_secs(300), NOW);
        meter.spend(1, &method(2), Duration::from_secs(300), NOW);
        meter.spend(2, &method(1), Duration::from_secs(490), NOW);
        let waits = |meter: &Meter| {
            meter.busiest(NOW + 1).iter().map(|busy| (busy.integration, busy.free_at)).collect::<Vec<_>>()
        };
        assert_eq!(waits(&meter), [(2, None), (1, None), (1, None)]);
        meter.set(Limits::Standard);
        assert_eq!(waits(&meter), [(2, Some(NOW + 600_000)), (1, None), (1, None)]);
        assert_eq!(meter.heaviest(NOW + 1), Some(1));
        assert!(meter.busiest(NOW + 600_000).is_empty());
    }

    #[test]
    fn refusals_are_remembered_for_ten_minutes() {
        let meter = Meter::default();
        (0..5).for_each(|minute| meter.note_refusal(7, NOW + minute * MINUTE));
        meter.note_refusal(8, NOW);
        assert_eq!(meter.refused(NOW + 4 * MINUTE), [(7, 5), (8, 1)]);
        assert_eq!(meter.refused(NOW + 12 * MINUTE), [(7, 2)]);
        assert!(meter.refused(NOW + 60 * MINUTE).is_empty());
        meter.sweep(NOW + 60 * MINUTE);
        assert_eq!(meter.refusals.len(), 0);
    }
}
