//! What is in sight of the log, while it grows at its head and changes in its middle.

use super::*;

fn row(id: u64, state: State) -> Delivery {
    Delivery {
        id,
        integration: 1,
        name: String::new(),
        message: format!("evt_{id}"),
        event: "ONCRMDEALADD".to_owned(),
        object: format!("deal:{id}"),
        test: false,
        state,
        at: 0,
        due: None,
        tries: 0,
        last: None,
    }
}

/// A page of these, each delivered unless its id is in `waiting`.
fn page(ids: &[u64], older: Option<u64>, waiting: &[u64]) -> Deliveries {
    let state = |id| if waiting.contains(id) { State::Waiting } else { State::Delivered };
    let deliveries = ids.iter().map(|id| row(*id, state(id))).collect();
    Deliveries { deliveries, older, newest: ids.first().copied(), ..Deliveries::default() }
}

fn ids(seen: &Seen) -> Vec<u64> {
    seen.rows.iter().map(|row| row.id).collect()
}

#[test]
fn what_comes_is_put_before_and_what_changed_in_its_place() {
    let mut seen = Seen::default();
    seen.renew(page(&[9, 8], Some(8), &[9]));
    seen.put(8, page(&[7, 6], None, &[7]));
    assert_eq!((ids(&seen), seen.older), (vec![9, 8, 7, 6], None));
    seen.renew(page(&[10, 9], Some(9), &[]));
    assert_eq!(ids(&seen), [10, 9, 8, 7, 6]);
    assert_eq!(seen.rows[1].state, State::Delivered);
    assert_eq!(seen.older, None, "what is older has been read");
    // What no longer fits the filter goes.
    seen.renew(page(&[10], Some(9), &[]));
    assert_eq!(ids(&seen), [10, 8, 7, 6]);
}

#[test]
fn a_log_with_a_hole_begins_anew() {
    let mut seen = Seen::default();
    seen.renew(page(&[9, 8], Some(8), &[]));
    seen.put(8, page(&[7], None, &[]));
    seen.renew(page(&[20, 19], Some(19), &[]));
    assert_eq!((ids(&seen), seen.older), (vec![20, 19], Some(19)));
    // Where nothing fits, it is what was looked at that counts.
    let nothing = |newest, older| Deliveries { newest: Some(newest), older, ..Deliveries::default() };
    let mut seen = Seen::default();
    seen.renew(nothing(6_000, Some(1_000)));
    seen.put(1_000, page(&[500], None, &[]));
    seen.renew(nothing(6_005, Some(1_005)));
    assert_eq!((ids(&seen), seen.older), (vec![500], None));
}

#[test]
fn what_waits_behind_the_first_page_is_asked_for_again() {
    let mut seen = Seen::default();
    seen.renew(page(&[9, 8], Some(8), &[9]));
    assert_eq!(seen.stale(u64::MAX), None, "the first page is asked for anyway");
    seen.put(8, page(&[7, 6, 5], Some(5), &[7, 5]));
    assert_eq!(seen.stale(u64::MAX), Some(8));
    assert_eq!(seen.stale(7), Some(6));
    assert_eq!(seen.stale(5), Some(8), "and from the beginning");
    seen.put(8, page(&[7, 6], Some(6), &[]));
    assert_eq!((ids(&seen), seen.older), (vec![9, 8, 7, 6, 5], Some(5)));
    seen.queued(&[6, 5]);
    assert_eq!(seen.stale(u64::MAX), Some(7));
}

#[test]
fn the_address_becomes_a_question() {
    let now = 1_764_000_123_456;
    assert_eq!(since("hour", now), Some(1_764_000_123_456 / 60_000 * 60_000 - 3_600_000));
    assert_eq!(since("for ever", now), None);
    assert_eq!(
        asked(&[("state", "failed".to_owned()), ("text", "deal:7 a&b".to_owned()), ("event", String::new())]),
        "/console/deliveries?state=failed&text=deal:7%20a%26b"
    );
    assert_eq!((state("failed"), state("lost")), (Some(State::Failed), None));
    assert!(events().any(|event| event.name == "ONCRMDEALADD"));
}

#[test]
fn only_handlers_with_failures_are_offered_and_what_is_chosen() {
    let all = [(1, 0), (2, 3), (3, 0), (4, 9)].map(|(id, failed)| Handler { id, failed, ..Handler::default() });
    let offered = |chosen: &str| recoverable(all.to_vec(), chosen).iter().map(|one| one.id).collect::<Vec<_>>();
    assert_eq!(offered(""), [4, 2]);
    assert_eq!(offered("3"), [4, 2, 3]);
}
