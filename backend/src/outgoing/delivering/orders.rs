//! What the rest of the portal asks of the thread that delivers.

use crate::outgoing::message::Sender;
use crate::outgoing::queue::{Kept, Redelivering};
use engine::event::Event;
use shared::delivery::Redelivery;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::{Notify, oneshot};

/// Redeliveries that are remembered after they are over.
const REMEMBERED: usize = 100;

/// A test event's delivery as it was queued.
pub type Test = (u64, Kept);

/// An order.
pub enum Order {
    /// Queue an event that somebody made up.
    Test {
        /// For whose handler.
        integration: u64,
        /// The event.
        event: Box<Event>,
        /// Where the delivery is told.
        reply: oneshot::Sender<Test>,
    },
    /// Queue deliveries again.
    Again(Redelivering),
    /// Remove what has been kept for long enough.
    Sweep,
    /// Tell when everything that is due has been tried.
    Settle(oneshot::Sender<()>),
    /// End.
    Stop,
}

/// The door to the thread that delivers. Orders that are given before it runs wait for it.
pub struct Outgoing {
    wake: Arc<Notify>,
    orders: UnboundedSender<Order>,
    taken: Mutex<Option<UnboundedReceiver<Order>>>,
    portal: OnceLock<Arc<Sender>>,
    again: Mutex<BTreeMap<u64, (u64, Redelivery)>>,
}

impl Default for Outgoing {
    fn default() -> Outgoing {
        let (orders, taken) = unbounded_channel();
        Outgoing {
            wake: Arc::default(),
            orders,
            taken: Mutex::new(Some(taken)),
            portal: OnceLock::new(),
            again: Mutex::default(),
        }
    }
}

impl Outgoing {
    /// To be called when something may have become due: the clock was moved, or a handler may be told again.
    pub fn wake(&self) {
        self.wake.notify_one();
    }

    /// What handlers are told of the portal; nothing before deliveries have begun.
    pub fn portal(&self) -> Option<Arc<Sender>> {
        self.portal.get().cloned()
    }

    /// Queues an event that somebody made up for the handler of an integration, and answers its delivery; nothing
    /// when the portal is stopping.
    pub async fn test(&self, integration: u64, event: Event) -> Option<Test> {
        let (reply, told) = oneshot::channel();
        self.give(Order::Test { integration, event: Box::new(event), reply });
        told.await.ok()
    }

    /// Queues deliveries again, which are stored to be.
    pub fn again(&self, what: Redelivering) -> Redelivery {
        let Redelivering { number: id, integration, total, .. } = what;
        let begun = Redelivery { id, total, done: total - what.left(), over: total == 0 };
        let mut again = self.remembered();
        again.insert(id, (integration, begun));
        if again.len() > REMEMBERED {
            let over = again.iter().find(|(_, (_, one))| one.over).map(|(id, _)| *id);
            over.map(|id| again.remove(&id));
        }
        drop(again);
        self.give(Order::Again(what));
        begun
    }

    /// Whose deliveries a redelivery is about, and how far it has come.
    pub fn redelivery(&self, id: u64) -> Option<(u64, Redelivery)> {
        self.remembered().get(&id).copied()
    }

    /// Removes what has been kept for long enough, soon.
    pub fn sweep(&self) {
        self.give(Order::Sweep);
    }

    /// Waits until everything that is due has been tried, and what follows from it too, handlers that rest after
    /// failures included. The answer is whether it has: nothing is tried any more when the portal stops.
    pub async fn settled(&self) -> bool {
        let (reply, told) = oneshot::channel();
        self.give(Order::Settle(reply));
        told.await.is_ok()
    }

    /// Ends the thread once what is on its way has been answered.
    pub fn stop(&self) {
        self.give(Order::Stop);
    }

    /// How much of a redelivery is left.
    pub(super) fn left(&self, id: u64, left: u64) {
        if let Some((_, one)) = self.remembered().get_mut(&id) {
            one.done = one.total.saturating_sub(left);
            one.over = left == 0;
        }
    }

    pub(super) fn take_orders(&self) -> Option<UnboundedReceiver<Order>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    pub(super) fn waker(&self) -> Arc<Notify> {
        self.wake.clone()
    }

    pub(super) fn called(&self, url: &str, member_id: &str) -> Arc<Sender> {
        self.portal.get_or_init(|| Arc::new(Sender::new(url, member_id))).clone()
    }

    fn give(&self, order: Order) {
        // Nobody takes orders any more once the portal stops.
        let _ = self.orders.send(order);
        self.wake();
    }

    fn remembered(&self) -> MutexGuard<'_, BTreeMap<u64, (u64, Redelivery)>> {
        self.again.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
