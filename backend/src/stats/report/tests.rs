//! Reports, against sums over a plain list of the same calls.

use super::super::{Outcome, days::day_of};
use super::*;
use std::collections::BTreeMap;
use std::time::Duration;
use store::{Options, Store};

const NOW: i64 = 1_795_000_000_000;
const DAY: i64 = 86_400_000;

/// When, integration, method, whether refused, whether in a batch, microseconds.
type Call = (i64, u64, &'static str, bool, bool, u64);

fn portal(calls: &[Call]) -> (tempfile::TempDir, Stats) {
    let dir = tempfile::tempdir().unwrap();
    let stats = Stats::new(Store::open(dir.path(), Options::default()).unwrap());
    for (at, integration, method, refused, in_batch, micros) in calls {
        let error = refused.then(|| engine::Error::new(400, "REFUSED", ""));
        let outcome = Outcome { error: error.as_ref(), took: Duration::from_micros(*micros), in_batch: *in_batch };
        stats.count(*at, *integration, method, outcome);
    }
    (dir, stats)
}

fn caller(id: u64) -> Caller {
    Caller { id, name: format!("#{id}"), ..Caller::default() }
}

fn filter(integration: Option<u64>, method: Option<&str>) -> Filter {
    let to = day_of(chrono_tz::UTC, NOW);
    Filter { from: to - chrono::Duration::days(13), to, integration, method: method.map(str::to_owned) }
}

fn ask(stats: &Stats, filter: &Filter, measure: Measure, sort: &str, page: usize, size: usize) -> Statistics {
    let (order, today) = (Order::of(sort, page, Some(size)), day_of(chrono_tz::UTC, NOW));
    report(stats, chrono_tz::UTC, filter, (measure, &order), today, &caller).unwrap()
}

fn many() -> Vec<Call> {
    const METHODS: [&str; 4] = ["crm.deal.list", "crm.deal.get", "user.get", ""];
    let mut seed = 11_u64;
    let mut next = |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    (0..4000)
        .map(|_| {
            let at = NOW - (next(28) as i64) * DAY - next(3_600_000) as i64;
            let micros = 100 << next(12);
            (at, next(4), METHODS[next(4) as usize], next(5) == 0, next(4) == 0, micros)
        })
        .collect()
}

#[test]
fn a_batch_is_one_request_and_its_calls_are_rows_outside_the_total() {
    let mut calls: Vec<Call> = vec![
        (NOW, 1, "batch", false, false, 9000),
        (NOW, 1, "crm.deal.get", false, true, 2000),
        (NOW, 1, "crm.deal.get", true, true, 2000),
        (NOW, 6, "profile", true, false, 2000),
    ];
    calls.extend((2..=6).map(|integration| (NOW, integration, "profile", false, false, 2000)));
    let (_dir, stats) = portal(&calls);
    let report = ask(&stats, &filter(None, None), Measure::Requests, "", 0, 50);
    assert_eq!((report.total.requests, report.total.errors, report.total.work_ms), (7, 1, 16.0));
    assert_eq!(report.days.len(), 14);
    assert_eq!(report.days[13].counts, [2, 1, 1, 1, 2]);
    assert_eq!(report.series[0].integration.as_ref().map(|caller| caller.name.as_str()), Some("#6"));
    assert_eq!(report.series[4], Series::default());
    let inner = report.rows.iter().find(|row| row.in_batch).unwrap();
    assert_eq!((inner.method.as_str(), inner.requests, inner.errors, inner.mean_ms), ("crm.deal.get", 2, 1, 2.0));
    let [code] = &report.codes[..] else { panic!("one code: {:?}", report.codes) };
    assert_eq!((code.code.as_str(), code.count, code.in_batch), ("REFUSED", 1, 1));
}

#[test]
fn every_look_is_the_sum_of_the_calls_it_picks() {
    let calls = many();
    let (_dir, stats) = portal(&calls);
    let today = NOW.div_euclid(DAY);
    for integration in [None, Some(3), Some(77)] {
        for method in [None, Some("crm.deal.LIST"), Some("none.such")] {
            let picked = |call: &&Call| {
                integration.is_none_or(|id| id == call.1) && method.is_none_or(|name| name.eq_ignore_ascii_case(call.2))
            };
            let age = |call: &Call| (today - call.0.div_euclid(DAY)) / 14;
            let window: Vec<&Call> = calls.iter().filter(picked).filter(|call| age(call) == 0).collect();
            let own = |calls: &[&Call]| calls.iter().filter(|call| !call.4).count() as u64;
            let sort = "-requests";
            let seen = ask(&stats, &filter(integration, method), Measure::Requests, sort, 0, 500);
            let context = format!("{integration:?} {method:?}");
            assert_eq!(seen.total.requests, own(&window), "{context}");
            let before: Vec<&Call> = calls.iter().filter(picked).filter(|call| age(call) == 1).collect();
            assert_eq!(seen.before.unwrap().requests, own(&before), "{context}");
            let refused: Vec<&Call> = window.iter().copied().filter(|call| call.3).collect();
            assert_eq!(seen.total.errors, own(&refused), "{context}");
            assert_eq!(seen.codes.iter().map(|code| code.count + code.in_batch).sum::<u64>(), refused.len() as u64);
            let work: u64 = window.iter().map(|call| call.5).sum();
            assert!((seen.total.work_ms - work as f64 / 1000.0).abs() < 1.0, "{context}");
            assert_eq!(seen.days.iter().flat_map(|day| &day.counts).sum::<u64>(), own(&window), "{context}");
            let mut rows: BTreeMap<(i64, u64, &str, bool), u64> = BTreeMap::new();
            for call in &window {
                *rows.entry((call.0.div_euclid(DAY), call.1, call.2, call.4)).or_default() += 1;
            }
            assert_eq!(seen.row_count, rows.len() as u64, "{context}");
            assert!(seen.rows.is_sorted_by(|a, b| a.requests >= b.requests), "{context}");
            assert_eq!(seen.rows.iter().map(|row| row.requests).sum::<u64>(), rows.values().sum::<u64>(), "{context}");
            // A method's bars are those of the whole window in the list of methods.
            if let (None, Some(top)) = (method, seen.methods.first()) {
                let of = window.iter().filter(|call| !call.4 && Some(call.2) == top.method.as_deref()).count() as u64;
                assert_eq!(top.requests, of, "{context}");
            }
        }
    }
}

#[test]
fn pages_of_any_order_hold_every_row_once() {
    let (_dir, stats) = portal(&many());
    for sort in ["", "date", "-integration", "method", "-errors", "mean", "-p50", "-p95", "work", "nonsense"] {
        let whole = ask(&stats, &filter(None, None), Measure::Time, sort, 0, 500).rows;
        assert!((100..500).contains(&whole.len()), "{}", whole.len());
        let paged: Vec<_> =
            (0..20).flat_map(|page| ask(&stats, &filter(None, None), Measure::Time, sort, page, 37).rows).collect();
        assert!(paged == whole, "{sort}");
    }
    let slow = ask(&stats, &filter(None, None), Measure::Time, "-p95", 0, 50).rows;
    assert!(slow.is_sorted_by(|a, b| a.p95_ms >= b.p95_ms));
}

#[test]
fn a_call_after_a_look_is_in_the_next() {
    let (_dir, stats) = portal(&[(NOW, 1, "a.get", false, false, 10)]);
    for seen in 1..5 {
        assert_eq!(ask(&stats, &filter(None, None), Measure::Requests, "", 0, 50).total.requests, seen);
        stats.write(NOW).unwrap();
        stats.count(NOW, 1, "a.get", Outcome { error: None, took: Duration::ZERO, in_batch: false });
    }
    // A day that is over changes too, when a call that began in it ends.
    stats.count(NOW - 3 * DAY, 1, "a.get", Outcome { error: None, took: Duration::ZERO, in_batch: false });
    assert_eq!(ask(&stats, &filter(None, None), Measure::Requests, "", 0, 50).total.requests, 6);
}

/// `cargo test -p backend --release looks_are_quick -- --ignored --nocapture` tells how long a look at a large
/// portal takes: 5,000 integrations, 200 methods, 60 days.
#[test]
#[ignore = "a measurement"]
fn looks_are_quick() {
    let names: Vec<&'static str> = (0..200).map(|at| &*format!("family{}.method{}", at / 10, at % 10).leak()).collect();
    let (_dir, stats) = portal(&[]);
    for hour in (0..60 * 24).rev() {
        let at = NOW - hour * 3_600_000;
        for integration in (0..5000).filter(|id| (id + hour) % 8 == 0) {
            for method in 0..4 {
                let took = Duration::from_micros(200 + (integration as u64 * 37 + hour as u64 * 11) % 9000);
                let name = names[(integration as usize * 3 + method * 17) % 200];
                let error = (method == 3).then(|| engine::Error::new(400, "REFUSED", ""));
                let outcome = Outcome { error: error.as_ref(), took, in_batch: false };
                stats.count(at, integration as u64, name, outcome);
            }
        }
        stats.write(at).unwrap();
    }
    let timed = |what: &str, look: &dyn Fn()| {
        let mut times: Vec<Duration> = (0..15)
            .map(|_| {
                let begin = std::time::Instant::now();
                look();
                begin.elapsed()
            })
            .collect();
        println!("{what}: first {:?}", times[0]);
        times.sort();
        println!("{what}: median {:?}", times[7]);
    };
    timed("everything", &|| drop(ask(&stats, &filter(None, None), Measure::Requests, "", 0, 50)));
    timed("slowest rows", &|| drop(ask(&stats, &filter(None, None), Measure::Time, "-p95", 0, 50)));
    timed("one integration", &|| drop(ask(&stats, &filter(Some(8), None), Measure::Requests, "", 0, 50)));
    timed("one method", &|| drop(ask(&stats, &filter(None, Some(names[0])), Measure::Requests, "", 0, 50)));
    timed("summary", &|| drop(stats.summary(chrono_tz::UTC, NOW)));
}
