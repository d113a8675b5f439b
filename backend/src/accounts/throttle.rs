//! Failed attempts at passwords, counted for 15 minutes. Kept in memory; a restart forgives.
//!
//! Who counts together, and how many failures each may have:
//!
//! - **An account from one address block**: ten. Whoever guesses locks themselves out, not the account's owner,
//!   who signs in from elsewhere.
//! - **An address block over all accounts**: fifty. A block is an IPv4 address, or the /64 of an IPv6 one.
//! - **An account from everywhere**: three hundred, against guesses from many addresses at once.
//! - **A session of the account itself**, for passwords asked of somebody signed in: ten of its own. Nothing
//!   that others do elsewhere locks it out.
//!
//! Blocks from which the account was signed in to before ([`Source::Known`]) have the fifty of their address
//! only, so that nobody can shut an account out of where it is at home. Every attempt counts wherever it may,
//! also where it would not be refused.

use crate::secrets;
use rustc_hash::FxHashMap;
use shared::Millis;
use std::collections::VecDeque;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};

/// How long a failure counts.
pub const WINDOW: Millis = 15 * 60 * 1000;
/// Failures that an account may have from one block, or from one session, within the window.
pub const PER_SOURCE: usize = 10;
/// Failures that a block may have over all accounts.
pub const PER_ADDRESS: usize = 50;
/// Failures that an account may have from everywhere, but where it is known.
pub const PER_ACCOUNT: usize = 300;

/// Beyond this many entries the old ones are looked for and dropped.
const CROWD: usize = 10_000;

/// What is known of where an attempt comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source<'a> {
    /// Nothing.
    Unknown,
    /// The account was signed in to from this block before.
    Known,
    /// The token of a live session of the account.
    Session(&'a str),
}

/// An attempt at a password.
#[derive(Clone, Copy, Debug)]
pub struct Attempt<'a> {
    /// Whose password, as it was typed.
    pub email: &'a str,
    /// Where it comes from.
    pub address: IpAddr,
    /// What is known of that.
    pub source: Source<'a>,
}

/// What failures are counted by. Names and tokens are hashed, so that long ones take no more room.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Who {
    Account([u8; 32]),
    Address(IpAddr),
    From([u8; 32], IpAddr),
    Session([u8; 32]),
}

/// The failures of the last 15 minutes.
#[derive(Default)]
pub struct Throttle {
    failures: Mutex<FxHashMap<Who, VecDeque<Millis>>>,
}

impl Throttle {
    /// Admits an attempt and counts it as failed at once, so that attempts made at the same time
    /// count too; [`forgive`](Self::forgive) takes it back.
    ///
    /// # Errors
    /// The milliseconds to wait.
    pub fn admit(&self, attempt: &Attempt, now: Millis) -> Result<(), Millis> {
        let counted = attempt.counted();
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        if failures.len() > CROWD {
            failures.retain(|_, times| times.back().is_some_and(|last| now - last < WINDOW));
        }
        let mut wait = 0;
        for (who, limit) in counted {
            let times = failures.entry(who).or_default();
            times.retain(|time| now - time < WINDOW);
            if let Some(first) = limit.and_then(|limit| times.len().checked_sub(limit)).and_then(|at| times.get(at)) {
                wait = wait.max(first + WINDOW - now);
            }
        }
        if wait > 0 {
            return Err(wait);
        }
        for (who, _) in counted {
            failures.entry(who).or_default().push_back(now);
        }
        Ok(())
    }

    /// Takes back a successful attempt, and the earlier failures of its account from the same source.
    pub fn forgive(&self, attempt: &Attempt) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        let [own, wider @ ..] = attempt.counted();
        failures.remove(&own.0);
        for (who, _) in wider {
            if let Some(times) = failures.get_mut(&who) {
                times.pop_back();
            }
        }
    }
}

impl Attempt<'_> {
    /// What it counts for, its own source first, and how many failures that may have; `None` for any number.
    fn counted(&self) -> [(Who, Option<usize>); 3] {
        let (account, block) = (secrets::hash(&self.email.trim().to_lowercase()), block(self.address));
        let from = Who::From(account, block);
        let (source, own, per_address, per_account) = match self.source {
            Source::Unknown => (from, Some(PER_SOURCE), Some(PER_ADDRESS), Some(PER_ACCOUNT)),
            Source::Known => (from, None, Some(PER_ADDRESS), None),
            Source::Session(token) => (Who::Session(secrets::hash(token)), Some(PER_SOURCE), None, None),
        };
        [(source, own), (Who::Address(block), per_address), (Who::Account(account), per_account)]
    }
}

/// The block that an address counts with. One household or server usually has a whole /64 of IPv6.
pub fn block(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => match address.to_ipv4_mapped() {
            Some(mapped) => mapped.into(),
            None => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADA: &str = "ada@example.com";

    fn address(last: u8) -> IpAddr {
        IpAddr::from([192, 0, 2, last])
    }

    fn attempt(email: &str, address: IpAddr) -> Attempt<'_> {
        Attempt { email, address, source: Source::Unknown }
    }

    /// Fails so many times from an address at one time.
    fn fail(throttle: &Throttle, times: usize, attempt: &Attempt, now: Millis) {
        for _ in 0..times {
            assert_eq!(throttle.admit(attempt, now), Ok(()));
        }
    }

    #[test]
    fn an_account_has_ten_failures_from_a_block_in_fifteen_minutes() {
        let throttle = Throttle::default();
        let here = attempt(ADA, address(1));
        for now in 0..10 {
            assert_eq!(throttle.admit(&here, now), Ok(()));
        }
        assert_eq!(throttle.admit(&attempt(" ADA@example.com", address(1)), 60_000), Err(WINDOW - 60_000));
        // Neither another account from there nor this one from elsewhere has to wait.
        assert_eq!(throttle.admit(&attempt("b@example.com", address(1)), 60_000), Ok(()));
        assert_eq!(throttle.admit(&attempt(ADA, address(2)), 60_000), Ok(()));
        assert_eq!(throttle.admit(&here, WINDOW), Ok(()));
        assert_eq!(throttle.admit(&here, WINDOW), Err(1));
    }

    #[test]
    fn a_block_has_fifty_over_all_accounts() {
        let throttle = Throttle::default();
        for person in 0..50 {
            fail(&throttle, 1, &attempt(&format!("{person}@example.com"), address(1)), 0);
        }
        assert_eq!(throttle.admit(&attempt("new@example.com", address(1)), 0), Err(WINDOW));
        assert_eq!(throttle.admit(&attempt("new@example.com", address(2)), 0), Ok(()));
    }

    #[test]
    fn guesses_from_many_blocks_lock_strangers_out_but_nobody_who_is_known() {
        let throttle = Throttle::default();
        for stranger in 0..30 {
            fail(&throttle, PER_SOURCE, &attempt(ADA, address(stranger)), 5);
        }
        let elsewhere = attempt(ADA, address(99));
        assert_eq!(throttle.admit(&elsewhere, 60_000), Err(WINDOW + 5 - 60_000));
        assert_eq!(throttle.admit(&Attempt { source: Source::Known, ..elsewhere }, 60_000), Ok(()));
        assert_eq!(throttle.admit(&Attempt { source: Source::Session("token"), ..elsewhere }, 60_000), Ok(()));
        assert_eq!(throttle.admit(&elsewhere, WINDOW + 5), Ok(()));
    }

    #[test]
    fn where_an_account_is_known_it_has_the_fifty_of_the_address() {
        let throttle = Throttle::default();
        let home = Attempt { source: Source::Known, ..attempt(ADA, address(1)) };
        fail(&throttle, PER_ADDRESS, &home, 0);
        assert_eq!(throttle.admit(&home, 1), Err(WINDOW - 1));
    }

    #[test]
    fn a_session_has_ten_of_its_own_whatever_others_do() {
        let throttle = Throttle::default();
        for person in 0..50 {
            fail(&throttle, 1, &attempt(&format!("{person}@example.com"), address(1)), 0);
        }
        let session = Attempt { source: Source::Session("token"), ..attempt(ADA, address(1)) };
        fail(&throttle, PER_SOURCE, &session, 0);
        assert_eq!(throttle.admit(&session, 1), Err(WINDOW - 1));
        // From another address it is still the same session, and another session is another.
        assert_eq!(throttle.admit(&Attempt { address: address(2), ..session }, 1), Err(WINDOW - 1));
        assert_eq!(throttle.admit(&Attempt { source: Source::Session("other"), ..session }, 1), Ok(()));
    }

    #[test]
    fn success_forgives_the_source_and_is_no_failure_of_the_address() {
        let throttle = Throttle::default();
        let here = attempt(ADA, address(1));
        for now in 0..400 {
            assert_eq!(throttle.admit(&here, now), Ok(()));
            throttle.forgive(&here);
        }
        // What strangers have failed at stays counted.
        let stranger = attempt(ADA, address(2));
        fail(&throttle, PER_SOURCE, &stranger, 400);
        fail(&throttle, 1, &here, 401);
        throttle.forgive(&here);
        assert_eq!(throttle.admit(&stranger, 402), Err(WINDOW - 2));
    }

    #[test]
    fn neighbours_in_one_ipv6_network_count_together() {
        let throttle = Throttle::default();
        let neighbour = |network, last| IpAddr::from(Ipv6Addr::new(0x2001, 0xdb8, 0, network, 0, 0, 0, last));
        for last in 0..10 {
            fail(&throttle, 1, &attempt(ADA, neighbour(0, last)), 0);
        }
        assert_eq!(throttle.admit(&attempt(ADA, neighbour(0, 99)), 0), Err(WINDOW));
        assert_eq!(throttle.admit(&attempt(ADA, neighbour(1, 0)), 0), Ok(()));
        assert_eq!(block("::ffff:192.0.2.1".parse().unwrap()), address(1));
    }

    #[test]
    fn old_entries_do_not_pile_up() {
        let throttle = Throttle::default();
        for number in 0..CROWD as i64 * 3 {
            let from = IpAddr::from((number as u32).to_be_bytes());
            throttle.admit(&attempt(&number.to_string(), from), number * WINDOW).unwrap();
        }
        assert!(throttle.failures.lock().unwrap().len() <= CROWD + 3);
    }
}
