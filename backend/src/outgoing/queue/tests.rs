//! Steps of the queue, one by one: what is due, in which order, and what the counters say.
use super::end::Ended;
use super::*;
use crate::integrations::outbound::Subscription;
use crate::outgoing::send::Tried;
use engine::event::encode;
use params::Tree;
use shared::delivery::{PAUSES, Problem};
use shared::fault::handler;
use std::collections::BTreeSet;
use store::Options;

const TO: u64 = 7;
const NONE: [u64; 0] = [];

struct Ground {
    _dir: tempfile::TempDir,
    store: Store,
    queue: Queue,
    to: Subscriptions,
    busy: FxHashSet<u64>,
}

impl Ground {
    fn new() -> Ground {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path(), Options::default()).unwrap();
        let to = Subscriptions::of_all(vec![Subscription {
            integration: TO,
            owner: 1,
            name: "Deals".to_owned(),
            url: "https://handler.example/".to_owned(),
            events: BTreeSet::from(["ONCRMDEALUPDATE".to_owned()]),
            json: false,
            token: String::new(),
            signing: Vec::new(),
            paused: false,
        }]);
        Ground { queue: Queue::new(store.clone()), store, to, busy: FxHashSet::default(), _dir: dir }
    }

    /// Puts updates of deals into the outbox and queues them; a deal's number is its object.
    fn happen(&self, deals: &[u64], at: Millis) {
        for deal in deals {
            let event = Event {
                name: "ONCRMDEALUPDATE".to_owned(),
                data: Tree::new().into(),
                object: format!("deal:{deal}"),
                at,
                user: 1,
                connector: String::new(),
                application: None,
            };
            let number = self.store.next_ids("outbox", 1).unwrap();
            let row = Op::Put(keys::outbox(number), encode(&event));
            self.store.commit(&[], vec![row], Durability::Relaxed).unwrap();
        }
        let (grown, more) = self.queue.spread(&self.queue.outbox().unwrap(), &self.to).unwrap();
        assert_eq!((grown.len(), more), (1, false));
    }

    fn due(&self, now: Millis) -> Vec<Job> {
        self.queue.due(TO, &self.busy, now, 100).unwrap().0
    }

    /// Ids of what is due.
    fn ids(&self, now: Millis) -> Vec<u64> {
        self.due(now).iter().map(|job| job.id).collect()
    }

    fn end(&self, jobs: Vec<Job>, well: bool, now: Millis) {
        let problem = (!well).then(|| Problem::new(handler::STATUS, "500"));
        let tried = Tried { status: Some(500), problem, ..Tried::default() };
        let end = |job| Ended { job, url: String::new(), at: now, ms: 1, tried: tried.clone() };
        self.queue.end(&jobs.into_iter().map(end).collect::<Vec<_>>(), PAUSES.len(), now).unwrap();
    }

    fn again(&self, ids: &[u64], now: Millis) {
        let mut what = Redelivering::of(TO, ids);
        while what.left() > 0 {
            self.queue.again(&mut what, &self.busy, now, 2).unwrap();
        }
    }

    fn sums(&self) -> (u64, u64) {
        self.queue.sums(TO).unwrap()
    }

    /// Fails at what is due until it is given up; the time when it was.
    fn give_up(&self, mut now: Millis) -> Millis {
        for pause in PAUSES {
            now += pause * 1000;
            self.end(self.due(now), false, now);
        }
        now
    }
}

#[test]
fn what_is_being_queued_again_goes_on_after_a_restart() {
    let ground = Ground::new();
    ground.happen(&[1, 2, 3, 4, 5], 10);
    ground.end(ground.due(10), true, 11);
    let mut what = Redelivering::of(TO, &[1, 3, 4, 5]);
    let keep = ground.queue.ask_again(&mut what).unwrap();
    assert_eq!(ground.queue.asked_again().unwrap(), []);
    ground.store.commit(&[], vec![keep], Durability::Durable).unwrap();
    assert_eq!(ground.queue.asked_again().unwrap(), std::slice::from_ref(&what));
    ground.queue.again(&mut what, &ground.busy, 12, 3).unwrap();
    assert_eq!((ground.ids(12), what.left(), what.total), (vec![1, 3, 4], 1, 4));
    assert_eq!(ground.queue.asked_again().unwrap(), std::slice::from_ref(&what));
    ground.queue.again(&mut what, &ground.busy, 12, 3).unwrap();
    assert_eq!((ground.ids(12), what.left()), (vec![1, 3, 4, 5], 0));
    assert_eq!(ground.queue.asked_again().unwrap(), []);
}

#[test]
fn a_delivery_that_cannot_be_read_keeps_no_other_from_being_sent_again() {
    let ground = Ground::new();
    ground.happen(&[1, 2, 3], 10);
    ground.end(ground.due(10), true, 11);
    let unreadable = [keys::delivery(TO, 2), keys::redelivery(9)].map(|key| Op::Put(key, b"?".to_vec()));
    ground.store.commit(&[], unreadable.to_vec(), Durability::Relaxed).unwrap();
    ground.again(&[1, 2, 3], 12);
    assert_eq!((ground.ids(12), ground.queue.asked_again().unwrap()), (vec![1, 3], vec![]));
}

#[test]
fn an_event_that_cannot_be_read_holds_up_no_other() {
    let ground = Ground::new();
    let number = ground.store.next_ids("outbox", 1).unwrap();
    ground.store.commit(&[], vec![Op::Put(keys::outbox(number), b"?".to_vec())], Durability::Relaxed).unwrap();
    ground.happen(&[1], 10);
    assert_eq!((ground.ids(10), ground.queue.outbox().unwrap().len()), (vec![1], 0));
}

#[test]
fn of_each_object_only_the_first_is_due() {
    let ground = Ground::new();
    ground.happen(&[1, 2, 1, 1, 2], 10);
    assert_eq!(ground.ids(9), NONE);
    assert_eq!(ground.queue.due(TO, &ground.busy, 9, 5).unwrap().1, Some(10));
    assert_eq!((ground.ids(10), ground.sums()), (vec![1, 2], (5, 0)));
    ground.end(ground.due(10), true, 11);
    assert_eq!((ground.ids(11), ground.sums()), (vec![3, 5], (3, 0)));
    ground.end(ground.due(11), true, 12);
    ground.end(ground.due(12), true, 13);
    assert_eq!((ground.ids(99), ground.sums()), (vec![], (0, 0)));
    assert!(ground.store.scan_keys(&keys::all_chained(TO), Direction::Up, 1).unwrap().is_empty());
}

#[test]
fn what_fails_is_tried_after_each_pause_and_then_given_up_for_the_next() {
    let ground = Ground::new();
    ground.happen(&[1, 1], 0);
    let mut now = 0;
    for pause in &PAUSES[1..] {
        ground.end(ground.due(now), false, now);
        assert_eq!(ground.ids(now + pause * 1000 - 1), NONE);
        now += pause * 1000;
        assert_eq!(ground.ids(now), [1]);
    }
    ground.end(ground.due(now), false, now);
    assert_eq!((ground.ids(now), ground.sums()), (vec![2], (1, 1)));
    let kept = ground.queue.get(TO, 1).unwrap().unwrap();
    assert_eq!((kept.state, kept.count, kept.attempts.len()), (State::Failed, 8, 8));
    assert_eq!(kept.attempts[7].id, "att_1_8");
}

#[test]
fn what_is_queued_again_goes_before_later_ones_of_its_object() {
    let ground = Ground::new();
    ground.happen(&[1, 1, 1], 0);
    let now = ground.give_up(0);
    assert_eq!(ground.ids(now), [2]);
    ground.again(&[1], now);
    assert_eq!((ground.ids(now), ground.sums()), (vec![1], (3, 0)));
    ground.end(ground.due(now), true, now);
    assert_eq!(ground.ids(now), [2]);
    ground.end(ground.due(now), true, now);
    ground.end(ground.due(now), true, now);
    // All at once, in their order.
    ground.again(&[3, 1, 2, 2, 99], now);
    for id in [1, 2, 3] {
        assert_eq!(ground.ids(now), [id]);
        ground.end(ground.due(now), true, now);
    }
    assert_eq!((ground.ids(now), ground.sums()), (vec![], (0, 0)));
}

#[test]
fn what_is_queued_again_waits_for_what_is_on_its_way() {
    let mut ground = Ground::new();
    ground.happen(&[1, 1], 0);
    let now = ground.give_up(0);
    let on_way = ground.due(now);
    ground.busy.insert(2);
    ground.again(&[1], now);
    assert_eq!(ground.ids(now), NONE, "one of an object at a time");
    ground.busy.clear();
    ground.end(on_way, false, now);
    assert_eq!(ground.ids(now), [1], "the later one failed, so the earlier one goes first");
    ground.end(ground.due(now), true, now);
    assert_eq!(ground.ids(now), NONE);
    assert_eq!(ground.ids(now + PAUSES[1] * 1000), [2]);
    // What waits for its next try is tried at once.
    ground.again(&[2], now);
    assert_eq!(ground.ids(now), [2]);
    assert_eq!(ground.queue.get(TO, 2).unwrap().unwrap().tries, 0);
}

#[test]
fn while_a_later_one_is_on_its_way_all_earlier_ones_wait_in_their_order() {
    let mut ground = Ground::new();
    ground.happen(&[1, 1, 1], 0);
    let now = ground.give_up(ground.give_up(0));
    let on_way = ground.due(now);
    ground.busy.insert(3);
    ground.again(&[2], now);
    ground.again(&[1], now);
    assert_eq!(ground.ids(now), NONE);
    ground.busy.clear();
    ground.end(on_way, true, now);
    for id in [1, 2] {
        assert_eq!(ground.ids(now), [id]);
        ground.end(ground.due(now), true, now);
    }
    assert_eq!((ground.ids(now), ground.sums()), (vec![], (0, 0)));
    ground.again(&[0], now);
    assert!(ground.queue.get(TO, 0).unwrap().is_none());
}

#[test]
fn failed_since_means_what_happened_since() {
    let ground = Ground::new();
    for at in [10, 20, 30] {
        ground.happen(&[at], at as Millis);
    }
    ground.give_up(1_000_000);
    assert_eq!(ground.sums(), (0, 3));
    let left = |since| ground.queue.given_up(TO, since).unwrap().left();
    assert_eq!([left(0), left(10), left(11), left(30), left(31)], [3, 3, 2, 1, 0]);
}

#[test]
fn what_is_old_goes_and_the_rest_moves_up() {
    let ground = Ground::new();
    let row = rows::put(keys::integration(TO), &"there");
    ground.store.commit(&[], vec![row], Durability::Relaxed).unwrap();
    ground.happen(&[1, 1, 2], 10);
    ground.happen(&[1, 3], 20);
    ground.end(ground.due(10).into_iter().filter(|job| job.id == 3).collect(), true, 10);
    let sweep = |before| {
        let mut next = Some(0);
        while let Some(from) = next {
            next = ground.queue.sweep(from, before, |_| FxHashSet::default()).unwrap().map(|(_, next)| next);
        }
    };
    sweep(20);
    assert_eq!((ground.ids(99), ground.sums()), (vec![4, 5], (2, 0)));
    assert!(ground.queue.get(TO, 3).unwrap().is_none());
    // Of an integration that is gone nothing stays.
    ground.store.commit(&[], vec![Op::Del(keys::integration(TO))], Durability::Relaxed).unwrap();
    sweep(0);
    assert_eq!((ground.ids(99), ground.sums()), (vec![], (0, 0)));
    assert!(ground.queue.get(TO, 5).unwrap().is_none());
}
