//! What is kept, what is only counted, and how it is read.

use super::*;
use engine::Error;
use shared::request_log::{KEPT_CALLS, Logged};
use std::net::{IpAddr, Ipv4Addr};
use std::time::{Duration, Instant};
use store::{Options, keys};

const NOW: Millis = 1_795_000_000_000;
const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

fn call<'a>(at: Millis, method: &'static str, error: Option<&'a Error>) -> Call<'a> {
    Call { at, method, error, took: Duration::from_micros(40), source: HERE, in_batch: false }
}

fn log() -> (RequestLog, tempfile::TempDir) {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path(), Options::default()).unwrap();
    (RequestLog::new(store), dir)
}

fn everything(log: &RequestLog, integration: u64) -> Vec<Logged> {
    log.read(integration, &Wanted { limit: usize::MAX, ..Wanted::default() }).unwrap().0
}

fn methods(calls: &[Logged]) -> Vec<&str> {
    calls.iter().map(|call| call.method.as_str()).collect()
}

#[test]
fn a_page_goes_on_where_the_last_one_ended() {
    let (log, _dir) = log();
    let refused = Error::new(400, "ERROR_CORE", "No such deal: 7");
    for second in 0..200 {
        let error = (second % 10 == 3).then_some(&refused);
        log.note(1, &call(NOW + second * 1000, if second % 2 == 0 { "a.get" } else { "b.list" }, error));
        log.note(2, &call(NOW, "c.get", None));
        if second % 7 == 0 {
            log.write(NOW + second * 1000).unwrap();
        }
    }
    log.write(NOW + 300_000).unwrap();
    let all = everything(&log, 1);
    assert_eq!((all.len(), all[0].at, all[199].at), (200, NOW + 199_000, NOW));
    let mut wanted = Wanted { limit: 33, ..Wanted::default() };
    let mut paged = Vec::new();
    loop {
        let (calls, older) = log.read(1, &wanted).unwrap();
        paged.extend(calls);
        match older {
            Some(older) => wanted.before = Some(older),
            None => break,
        }
    }
    assert_eq!(paged, all);
    let wanted = Wanted { status: "failed".to_owned(), text: "no such".to_owned(), limit: 50, ..Wanted::default() };
    let (failed, older) = log.read(1, &wanted).unwrap();
    assert_eq!((failed.len(), older, failed[0].code.as_str()), (20, None, "ERROR_CORE"));
    let groups = log.errors(1, &Wanted::default()).unwrap();
    assert_eq!((groups.len(), groups[0].count, groups[0].first, groups[0].last), (1, 20, NOW + 3000, NOW + 193_000));
    let wanted = Wanted { method: "A.G".to_owned(), to: Some(NOW + 5000), limit: 50, ..Wanted::default() };
    assert_eq!(methods(&log.read(1, &wanted).unwrap().0), ["a.get"; 3]);
}

#[test]
fn a_busy_second_keeps_its_first_calls_and_says_how_many_more_there_were() {
    let (log, _dir) = log();
    let refused = Error::new(404, "ERROR_METHOD_NOT_FOUND", "Method not found!");
    for n in 0..500 {
        log.note(1, &call(NOW + n, "a.get", None));
    }
    log.note(1, &call(NOW + 600, "", Some(&refused)));
    log.write(NOW + 700).unwrap();
    assert_eq!(everything(&log, 1).len(), KEPT_A_SECOND as usize + 1, "the second is not over");
    log.write(NOW + 1000).unwrap();
    let all = everything(&log, 1);
    assert_eq!((all[0].more, all[0].status, all[1].status), (490, 0, 404));
    assert_eq!(all.len(), KEPT_A_SECOND as usize + 2);
}

#[test]
fn the_oldest_calls_go_and_so_does_all_of_what_is_gone() {
    let (log, _dir) = log();
    log.store.commit(&[], vec![Op::Put(keys::integration(1), b"{}".to_vec())], Durability::Relaxed).unwrap();
    let many = KEPT_CALLS as i64 * 3 / 2;
    for n in 0..many {
        log.note(1, &call(NOW + n * 1000, "a.get", None));
        if n % 100 == 0 {
            log.write(NOW + n * 1000).unwrap();
        }
    }
    log.write(NOW + many * 1000).unwrap();
    let all = everything(&log, 1);
    assert!((KEPT_CALLS - 100..=KEPT_CALLS + KEPT_CALLS / 10).contains(&all.len()), "{}", all.len());
    assert_eq!(all[0].at, NOW + (many - 1) * 1000);
    log.store.commit(&[], vec![Op::Put(keys::draft(3), b"{}".to_vec())], Durability::Relaxed).unwrap();
    log.note(2, &call(NOW, "b.get", None));
    log.note(3, &call(NOW + many * 1000, "c.get", None));
    log.write(NOW + 1).unwrap();
    log.sweep(NOW + (many - 100) * 1000 + KEPT_DAYS * 24 * 60 * 60 * 1000).unwrap();
    let left = everything(&log, 1);
    assert!(left.len() <= 200 && left[0].at == NOW + (many - 1) * 1000, "{}", left.len());
    assert!(everything(&log, 2).is_empty());
    assert_eq!(methods(&everything(&log, 3)), ["c.get"], "a draft keeps its log for what it may become");
}

/// Printed, not asserted: machines differ. `cargo test -p backend request_log -- --nocapture`.
#[test]
fn noting_costs_next_to_nothing() {
    let (log, _dir) = log();
    let calls = 1_000_000;
    let begin = Instant::now();
    for n in 0..calls {
        // Fifty thousand calls a second.
        log.note(1, &call(NOW + n / 50, "crm.contact.get", None));
    }
    println!("{} ns a call", begin.elapsed().as_nanos() / calls as u128);
    log.write(NOW + calls).unwrap();
    assert_eq!(everything(&log, 1).len(), 20 * (KEPT_A_SECOND as usize + 1));
}
