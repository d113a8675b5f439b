//! Waiting for durability, from threads and from executors.

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use store::{Durability, Op, Store, Ticket};

use crate::{on_every_engine, value};

fn write(store: &Store, key: u32, durability: Durability) -> Ticket {
    let key = [b"r-", &key.to_be_bytes()[..]].concat();
    store.commit(&[], vec![Op::Put(key, b"x".to_vec())], durability).unwrap()
}

/// The smallest executor: one future on one thread.
fn run<F: Future>(future: F) -> F::Output {
    struct Unpark(Thread);
    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(output) => return output,
            Poll::Pending => thread::park(),
        }
    }
}

#[test]
fn tickets_complete_for_threads_and_for_futures() {
    on_every_engine(|place| {
        let store = place.open();
        write(&store, 0, Durability::Durable).wait().unwrap();
        run(write(&store, 1, Durability::Durable).durable()).unwrap();
        run(write(&store, 2, Durability::Relaxed).durable()).unwrap();
        Ticket::done().wait().unwrap();
        store.flush().unwrap();
        thread::scope(|scope| {
            for thread in 1..=16 {
                let store = &store;
                scope.spawn(move || {
                    for n in 0..20 {
                        let ticket = write(store, thread * 100 + n, Durability::Durable);
                        let outcome = if n % 2 == 0 { ticket.wait() } else { run(ticket.durable()) };
                        outcome.unwrap();
                    }
                });
            }
        });
        assert!(store.healthy());
    });
}

#[test]
fn a_merged_ticket_waits_for_the_later_commit() {
    on_every_engine(|place| {
        let store = place.open();
        let tickets: Vec<_> = (0..50).map(|key| write(&store, key, Durability::Durable)).collect();
        let all = tickets.into_iter().fold(Ticket::done(), Ticket::merge);
        let all = all.merge(Ticket::done());
        run(all.durable()).unwrap();
        all.wait().unwrap();
    });
}

#[test]
fn a_future_given_up_leaves_the_others_alone() {
    on_every_engine(|place| {
        let store = place.open();
        for round in 0..50 {
            let abandoned = write(&store, round, Durability::Durable);
            {
                let mut future = pin!(abandoned.durable());
                let _started = future.as_mut().poll(&mut Context::from_waker(Waker::noop()));
            }
            run(write(&store, 1_000 + round, Durability::Durable).durable()).unwrap();
            abandoned.wait().unwrap();
        }
    });
}

#[test]
fn a_ticket_outlives_its_store() {
    on_every_engine(|place| {
        let store = place.open();
        let ticket = write(&store, 1, Durability::Durable);
        drop(store);
        ticket.wait().unwrap();
        assert!(value(&place.open(), b"r-\0\0\0\x01").is_some());
    });
}
