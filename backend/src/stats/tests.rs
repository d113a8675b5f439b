//! Counting, writing, closing of hours, and starting again.

use super::*;
use std::collections::BTreeMap;
use store::{Direction, Options};

const NOW: Millis = 1_795_000_000_000;

type Seen = BTreeMap<(u64, u64, String, bool), (u64, u64, u64)>;

fn open(dir: &tempfile::TempDir) -> Stats {
    Stats::new(Store::open(dir.path(), Options::default()).unwrap())
}

fn call(stats: &Stats, at: Millis, integration: u64, method: &'static str, refused: bool, in_batch: bool) {
    let error = refused.then(|| engine::Error::new(404, "ERROR_NOT_FOUND", ""));
    let took = Duration::from_micros(40);
    stats.count(at, integration, method, Outcome { error: error.as_ref(), took, in_batch });
}

fn all(stats: &Stats) -> Seen {
    let mut seen = Seen::new();
    stats
        .each(hour_of(NOW) - 24..hour_of(NOW) + 24 * 70, |hour, integration, method, in_batch, tally| {
            let timed = tally.times.buckets().iter().map(|(_, calls)| calls).sum();
            assert_eq!(tally.micros, tally.calls * 40);
            let twin =
                seen.insert((hour, integration, method.to_owned(), in_batch), (tally.calls, tally.errors, timed));
            assert_eq!(twin, None, "one cell came twice");
        })
        .unwrap();
    seen
}

fn keys_of_calls(stats: &Stats) -> usize {
    stats.store.scan_keys(&KeyRange::prefix([keys::CALLS]), Direction::Up, 100_000).unwrap().len()
}

#[test]
fn counts_are_those_of_a_plain_list_however_often_they_are_written_and_the_portal_starts() {
    const METHODS: [&str; 3] = ["a.get", "b.list", ""];
    let dir = tempfile::tempdir().unwrap();
    let mut stats = open(&dir);
    let mut wanted = Seen::new();
    let (mut seed, mut now) = (1_u64, NOW);
    for step in 0..2000 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let pick = |from: u32, below: u64| (seed >> from) % below;
        now += (pick(30, 100) * 1000) as i64;
        // A call that took long counts in the hour in which it began, closed or not.
        let began = if pick(33, 50) == 0 { now - 4 * HOUR_MS } else { now };
        let (integration, method) = (pick(36, 5), METHODS[pick(40, 3) as usize]);
        let (refused, in_batch) = (pick(45, 4) == 0, pick(50, 5) == 0);
        call(&stats, began, integration, method, refused, in_batch);
        let sums = wanted.entry((hour_of(began), integration, method.to_owned(), in_batch)).or_default();
        *sums = (sums.0 + 1, sums.1 + u64::from(refused), sums.2 + 1);
        if step % 7 == 0 {
            stats.write(now).unwrap();
        }
        if step % 600 == 599 {
            stats.write(now).unwrap();
            drop(stats);
            stats = open(&dir);
        }
        if step % 500 == 499 {
            assert_eq!(all(&stats), wanted, "after {step} calls");
        }
    }
    assert_eq!(all(&stats), wanted);
    stats.write(now + 3 * HOUR_MS).unwrap();
    let hours: std::collections::BTreeSet<u64> = wanted.keys().map(|key| key.0).collect();
    assert_eq!(keys_of_calls(&stats), hours.len(), "every hour is one value");
    assert_eq!(all(&stats), wanted);

    let summary = |stats: &Stats| stats.summary(chrono_tz::UTC, now).unwrap();
    let of = |id: u64, since: u64| {
        let mine = wanted.iter().filter(|(key, _)| key.1 == id && !key.3 && key.0 > hour_of(now) - since);
        mine.fold((0, 0), |sums, (_, cell)| (sums.0 + cell.0, sums.1 + cell.1))
    };
    let lively = summary(&stats);
    for (id, summary) in &lively {
        assert_eq!((summary.requests_24h, summary.errors_24h), of(*id, 24), "integration {id}");
        assert!(summary.last_used.is_some_and(|at| at <= now && at > now - HOUR_MS));
    }
    assert_eq!(lively.len(), 5);
    stats.write(now).unwrap();
    drop(stats);
    assert_eq!(summary(&open(&dir)), lively, "the same after a start");
}

#[test]
fn what_is_too_old_goes() {
    let dir = tempfile::tempdir().unwrap();
    let stats = open(&dir);
    call(&stats, NOW, 7, "a.get", false, false);
    stats.write(NOW).unwrap();
    let later = NOW + (KEPT_DAYS + 3) * 24 * HOUR_MS;
    call(&stats, later, 7, "b.get", false, false);
    stats.write(later).unwrap();
    assert_eq!(all(&stats).into_keys().map(|key| key.2).collect::<Vec<_>>(), ["b.get"]);
    assert_eq!((stats.last_used(7), stats.last_used(8)), (Some(later), None));
}

/// `cargo test -p backend --release counting_takes -- --ignored --nocapture` tells what counting costs.
#[test]
#[ignore = "a measurement"]
fn counting_takes_little() {
    const CALLS: u32 = 1_000_000;
    for threads in [1, 2, 4] {
        let dir = tempfile::tempdir().unwrap();
        let stats = open(&dir);
        let begin = std::time::Instant::now();
        std::thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| {
                    for at in 0..CALLS {
                        let took = Duration::from_nanos(20_000 + u64::from(at) * 7919 % 90_000);
                        stats.count(
                            NOW,
                            (at % 8).into(),
                            "crm.deal.get",
                            Outcome { error: None, took, in_batch: false },
                        );
                    }
                });
            }
        });
        println!("{threads} threads: {:?} a call", begin.elapsed() / CALLS);
    }
}
