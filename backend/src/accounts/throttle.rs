//! Failed sign-ins: ten for an account or fifty from an address within 15 minutes, then a wait.
//! Kept in memory; a restart forgives.

use crate::secrets;
use rustc_hash::FxHashMap;
use shared::Millis;
use std::collections::VecDeque;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};

/// How long a failure counts.
pub const WINDOW: Millis = 15 * 60 * 1000;
/// Failures that an account may have within the window.
pub const PER_ACCOUNT: usize = 10;
/// Failures that an address may have within the window.
pub const PER_ADDRESS: usize = 50;

/// Beyond this many entries the old ones are looked for and dropped.
const CROWD: usize = 10_000;

/// What failures are counted by. Account names are hashed, so that long ones take no more room.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Who {
    Account([u8; 32]),
    Address(IpAddr),
}

/// The failures of the last 15 minutes.
#[derive(Default)]
pub struct Throttle {
    failures: Mutex<FxHashMap<Who, VecDeque<Millis>>>,
}

impl Throttle {
    /// Admits an attempt and counts it as failed at once, so that attempts made at the same time
    /// count too; [`forgive`](Self::forgive) takes it back. Refuses with the milliseconds to wait.
    pub fn admit(&self, email: &str, address: IpAddr, now: Millis) -> Result<(), Millis> {
        let limits = [(address_of(address), PER_ADDRESS), (account(email), PER_ACCOUNT)];
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        if failures.len() > CROWD {
            failures.retain(|_, times| times.back().is_some_and(|last| now - last < WINDOW));
        }
        let mut wait = 0;
        for (who, limit) in limits {
            let times = failures.entry(who).or_default();
            times.retain(|time| now - time < WINDOW);
            if times.len() >= limit {
                wait = wait.max(times[times.len() - limit] + WINDOW - now);
            }
        }
        if wait > 0 {
            return Err(wait);
        }
        for (who, _) in limits {
            failures.entry(who).or_default().push_back(now);
        }
        Ok(())
    }

    /// Takes back a successful attempt, and the earlier failures of its account.
    pub fn forgive(&self, email: &str, address: IpAddr) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        failures.remove(&account(email));
        if let Some(times) = failures.get_mut(&address_of(address)) {
            times.pop_back();
        }
    }
}

fn account(email: &str) -> Who {
    Who::Account(secrets::hash(&email.trim().to_lowercase()))
}

/// One household or server usually has a whole /64 of IPv6.
fn address_of(address: IpAddr) -> Who {
    Who::Address(match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(last: u8) -> IpAddr {
        IpAddr::from([192, 0, 2, last])
    }

    #[test]
    fn an_account_has_ten_failures_in_fifteen_minutes() {
        let throttle = Throttle::default();
        for attempt in 0..10 {
            assert_eq!(throttle.admit("a@example.com", address(attempt), attempt.into()), Ok(()));
        }
        assert_eq!(throttle.admit(" A@example.com", address(99), 60_000), Err(WINDOW - 60_000));
        assert_eq!(throttle.admit("b@example.com", address(99), 60_000), Ok(()));
        assert_eq!(throttle.admit("a@example.com", address(99), WINDOW), Ok(()));
        assert_eq!(throttle.admit("a@example.com", address(99), WINDOW), Err(1));
    }

    #[test]
    fn an_address_has_fifty_over_all_accounts() {
        let throttle = Throttle::default();
        for attempt in 0..50 {
            assert_eq!(throttle.admit(&format!("{attempt}@example.com"), address(1), 0), Ok(()));
        }
        assert_eq!(throttle.admit("new@example.com", address(1), 0), Err(WINDOW));
        assert_eq!(throttle.admit("new@example.com", address(2), 0), Ok(()));
    }

    #[test]
    fn success_forgives_the_account_and_is_no_failure_of_the_address() {
        let throttle = Throttle::default();
        for attempt in 0..200 {
            assert_eq!(throttle.admit("a@example.com", address(1), attempt), Ok(()));
            throttle.forgive("a@example.com", address(1));
        }
    }

    #[test]
    fn neighbours_in_one_ipv6_network_count_together() {
        let throttle = Throttle::default();
        for attempt in 0..50u16 {
            let neighbour = Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, attempt);
            assert_eq!(throttle.admit(&format!("{attempt}@example.com"), neighbour.into(), 0), Ok(()));
        }
        let next = Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 9, 9, 9, 9);
        assert_eq!(throttle.admit("x@example.com", next.into(), 0), Err(WINDOW));
        let elsewhere = Ipv6Addr::new(0x2001, 0xdb8, 0, 1, 0, 0, 0, 0);
        assert_eq!(throttle.admit("x@example.com", elsewhere.into(), 0), Ok(()));
    }

    #[test]
    fn old_entries_do_not_pile_up() {
        let throttle = Throttle::default();
        for attempt in 0..CROWD as i64 * 3 {
            let from = IpAddr::from((attempt as u32).to_be_bytes());
            throttle.admit(&attempt.to_string(), from, attempt * WINDOW).unwrap();
        }
        assert!(throttle.failures.lock().unwrap().len() <= CROWD + 2);
    }
}
