//! Limits of REST: a leaky bucket for each source of requests, and the operating time of each method
//! and integration. docs: limits.md.
//!
//! Operating time is measured whether or not it is limited: every answer tells it. Both tables are
//! cut into shards, so that calls seldom wait for one another, and hold nothing of who has been quiet
//! for a while.

mod operating;
mod rate;
mod shards;
mod standing;

pub use standing::Busy;

use engine::{Operating, Result, Target, error};
use operating::Spent;
use rate::Bucket;
use shards::Shards;
use shared::Millis;
use shared::integration::RATE_BURST;
use shared::limits::{Amounts, Limits};
use standing::Refusals;
use std::net::IpAddr;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Holds the calls of a portal to its limits, and measures what they cost.
#[derive(Default)]
pub struct Meter {
    chosen: Mutex<Limits>,
    /// The amounts of what is chosen, where every call looks; a rate of 0 is none. A call that comes
    /// while they change may see some of each.
    rate: AtomicU32,
    bucket: AtomicU32,
    seconds: AtomicU32,
    sources: Shards<IpAddr, Bucket>,
    webhooks: Shards<u64, Bucket>,
    methods: Shards<(u64, u16), Spent>,
    refusals: Shards<u64, Refusals>,
}

impl Meter {
    /// Limits that are in force from now on.
    pub fn set(&self, limits: Limits) {
        let mut chosen = self.chosen.lock().unwrap_or_else(PoisonError::into_inner);
        let none = Amounts { rate: 0, bucket: 0, seconds: 0 };
        let Amounts { rate, bucket, seconds } = limits.amounts().unwrap_or(none);
        *chosen = limits;
        self.bucket.store(bucket, Ordering::Relaxed);
        self.seconds.store(seconds, Ordering::Relaxed);
        self.rate.store(rate, Ordering::Relaxed);
    }

    /// The limits in force.
    pub fn limits(&self) -> Limits {
        *self.chosen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a request in.
    ///
    /// # Errors
    /// 503 `QUERY_LIMIT_EXCEEDED` when its source has sent too many lately.
    pub fn admit_request(&self, source: IpAddr, now: Millis) -> Result<()> {
        let Some(Amounts { rate, bucket, .. }) = self.amounts() else { return Ok(()) };
        match self.sources.with(source, |level| level.take(rate, bucket, now)) {
            true => Ok(()),
            false => Err(error::QUERY_LIMIT_EXCEEDED.into()),
        }
    }

    /// Takes a request of a webhook in that may send so many a second, and [`RATE_BURST`] seconds' worth
    /// at once.
    ///
    /// # Errors
    /// 503 `QUERY_LIMIT_EXCEEDED` when it has sent too many lately.
    pub fn admit_webhook(&self, webhook: u64, rate: Option<u32>, now: Millis) -> Result<()> {
        let Some(rate) = rate else { return Ok(()) };
        match self.webhooks.with(webhook, |level| level.take(rate, rate.saturating_mul(RATE_BURST), now)) {
            true => Ok(()),
            false => Err(error::QUERY_LIMIT_EXCEEDED.into()),
        }
    }

    /// Lets a call of a method begin.
    ///
    /// # Errors
    /// 429 `OPERATION_TIME_LIMIT` when the method has worked too long for this integration lately.
    pub fn admit_method(&self, integration: u64, method: &Target, now: Millis) -> Result<()> {
        let Some(Amounts { seconds, .. }) = self.amounts() else { return Ok(()) };
        let spent = self.methods.with((integration, method.number), |spent| spent.total(now));
        match spent > Duration::from_secs(seconds.into()) {
            true => Err(error::OPERATION_TIME_LIMIT.into()),
            false => Ok(()),
        }
    }

    /// Counts what a call of a method cost, and answers what it and those before it did.
    pub fn spend(&self, integration: u64, method: &Target, took: Duration, now: Millis) -> Operating {
        self.methods.with((integration, method.number), |spent| spent.add(took, now))
    }

    /// Forgets whoever has been quiet.
    pub fn sweep(&self, now: Millis) {
        let rate = self.rate.load(Ordering::Relaxed);
        self.sources.retain(|level| !level.is_empty(rate, now));
        // Each has its own rate; at the lowest there is, none is forgotten too early.
        self.webhooks.retain(|level| !level.is_empty(1, now));
        self.methods.retain(|spent| spent.total(now) > Duration::ZERO);
        self.refusals.retain(|refusals| refusals.total(now) > 0);
    }

    fn amounts(&self) -> Option<Amounts> {
        let rate = self.rate.load(Ordering::Relaxed);
        let rest = || (self.bucket.load(Ordering::Relaxed), self.seconds.load(Ordering::Relaxed));
        (rate > 0).then(rest).map(|(bucket, seconds)| Amounts { rate, bucket, seconds })
    }
}

/// What `time` tells of a call that is not metered itself: the outside of a batch.
pub fn unmetered(now: Millis) -> Operating {
    Operating { seconds: 0.0, reset_at: operating::reset_of(now) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Millis = 1_795_000_000_000;
    const HERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);
    const THERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));

    fn method(number: u16) -> Target {
        Target { name: "a", version: 2, scope: "basic", needs_app: false, run: None, number }
    }

    #[test]
    fn without_limits_nothing_is_refused_and_no_source_remembered() {
        let meter = Meter::default();
        for _ in 0..1000 {
            meter.admit_request(HERE, NOW).unwrap();
        }
        meter.spend(1, &method(1), Duration::from_secs(10_000), NOW);
        meter.admit_method(1, &method(1), NOW).unwrap();
        assert_eq!((meter.sources.len(), meter.methods.len()), (0, 1));
    }

    #[test]
    fn each_source_has_a_bucket_of_its_own() {
        let meter = Meter::default();
        meter.set(Limits::Standard);
        let passed = |source| (0..60).filter(|_| meter.admit_request(source, NOW).is_ok()).count();
        assert_eq!((passed(HERE), passed(THERE)), (50, 50));
        assert_eq!(meter.admit_request(HERE, NOW).unwrap_err().status, 503);
        meter.set(Limits::Off);
        meter.admit_request(HERE, NOW).unwrap();
    }

    #[test]
    fn a_webhook_keeps_to_a_limit_of_its_own_whatever_the_portals_is() {
        let meter = Meter::default();
        let passed = |webhook, rate, at| (0..60).filter(|_| meter.admit_webhook(webhook, rate, at).is_ok()).count();
        assert_eq!((passed(1, Some(2), NOW), passed(2, Some(3), NOW), passed(3, None, NOW)), (20, 30, 60));
        assert_eq!(meter.admit_webhook(1, Some(2), NOW).unwrap_err().status, 503);
        assert_eq!(passed(1, Some(2), NOW + 3000), 6);
        assert_eq!(meter.webhooks.len(), 2);
        meter.sweep(NOW + 60_000);
        assert_eq!(meter.webhooks.len(), 0);
    }

    #[test]
    fn a_method_that_worked_too_long_is_refused_to_that_integration_only() {
        let meter = Meter::default();
        meter.set(Limits::Enterprise);
        meter.admit_method(1, &method(1), NOW).unwrap();
        let operating = meter.spend(1, &method(1), Duration::from_secs(481), NOW);
        assert_eq!(operating, Operating { seconds: 481.0, reset_at: NOW / 1000 + 600 });
        let refused = meter.admit_method(1, &method(1), NOW + 1).unwrap_err();
        assert_eq!((refused.status, refused.code.as_ref()), (429, "OPERATION_TIME_LIMIT"));
        meter.admit_method(1, &method(2), NOW).unwrap();
        meter.admit_method(2, &method(1), NOW).unwrap();
        meter.admit_method(1, &method(1), NOW + 600_000).unwrap();
    }

    #[test]
    fn who_is_quiet_is_forgotten() {
        let meter = Meter::default();
        meter.set(Limits::Standard);
        meter.admit_request(HERE, NOW).unwrap();
        meter.spend(1, &method(1), Duration::from_millis(1), NOW);
        meter.sweep(NOW + 100);
        assert_eq!((meter.sources.len(), meter.methods.len()), (1, 1));
        meter.sweep(NOW + 600_000);
        assert_eq!((meter.sources.len(), meter.methods.len()), (0, 0));
    }

    /// `cargo test -p backend --release metering -- --ignored --nocapture` tells what metering costs.
    #[test]
    #[ignore = "a measurement"]
    fn metering_takes_little() {
        const CALLS: u32 = 1_000_000;
        for (limits, threads) in [(Limits::Off, 1), (Limits::Off, 2), (WIDE, 1), (WIDE, 2)] {
            let meter = Meter::default();
            meter.set(limits);
            let begin = std::time::Instant::now();
            std::thread::scope(|scope| {
                for thread in 0..threads {
                    let meter = &meter;
                    scope.spawn(move || {
                        for call in 0..CALLS {
                            let (integration, method) = (thread, method((call % 5) as u16));
                            meter.admit_request(HERE, NOW).unwrap();
                            meter.admit_method(integration, &method, NOW).unwrap();
                            meter.spend(integration, &method, Duration::from_nanos(1), NOW);
                        }
                    });
                }
            });
            let each = begin.elapsed() / CALLS;
            println!("{limits}, {threads} threads: {each:?} a call");
        }
    }

    const WIDE: Limits = Limits::Custom(Amounts { rate: 4_000_000_000, bucket: 4_000_000_000, seconds: 4_000_000 });
}
