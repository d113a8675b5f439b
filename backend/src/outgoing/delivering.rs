//! Delivering: one thread takes events from the outbox, queues them for their handlers, sends what is due, and notes
//! what came of it. It is woken by commits that left events, by orders of screens, and by time.
//!
//! Nothing that is on its way is in the store: a portal that is killed begins it once more, so a handler hears of
//! everything at least once.

mod health;
mod launch;
mod orders;

pub use orders::{Outgoing, Test};

use super::guard::Guard;
use super::lane::Lane;
use super::message;
use super::pace::Pace;
use super::queue::{Queue, Redelivering, end::Ended};
use super::send::Sender;
use crate::app::App;
use crate::integrations::outbound::Subscriptions;
use crate::outgoing::dial;
use crate::settings::group;
use actix_web::web::Data;
use anyhow::{Context, Result};
use health::Health;
use orders::Order;
use rustc_hash::{FxHashMap, FxHashSet};
use rustls::ClientConfig;
use shared::delivery::PAUSES;
use shared::settings::{Handlers, Retention};
use shared::{DAY, Millis};
use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;
use tokio::runtime::{Builder, Handle};
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};
use tokio::sync::oneshot;
use tokio::task::{LocalSet, yield_now};
use tokio::time::{sleep, timeout};

/// Requests on their way at once, to all handlers together.
const TOGETHER: usize = 256;

/// Tries whose ends are noted in one commit.
const ENDS: usize = 100;

/// Deliveries that are queued again in one turn.
const AGAIN: usize = 100;

/// How long the thread waits for more of what has woken it: a turn costs about the same for one as for many.
const GATHER: Duration = Duration::from_millis(5);

/// How long the thread rests when something failed that will be tried again.
const AFTER_ERROR: Duration = Duration::from_secs(1);

/// The longest sleep.
const NAP: Duration = Duration::from_secs(30);

/// How long the portal waits for answers when it stops. What has none by then is sent again at its next start.
const LAST_ANSWERS: Duration = Duration::from_secs(3);

/// The thread that delivers.
pub struct Delivering(JoinHandle<()>);

/// Begins to deliver; `url` is the portal's address as handlers are told it.
///
/// # Errors
/// When the thread cannot be started.
pub fn start(app: &Data<App>, url: &str) -> Result<Delivering> {
    let orders = app.outgoing.take_orders().context("deliveries have been started before")?;
    let services = app.services();
    let wake = app.outgoing.waker();
    services.listeners.wake_by(move || wake.notify_one());
    let portal = app.outgoing.called(url, &services.member_id);
    let tls = Arc::new(dial::trust()?);
    for what in Queue::new(app.store.clone()).asked_again()? {
        app.outgoing.again(what);
    }
    let app = app.clone();
    let thread = thread::Builder::new().name("portico-deliver".to_owned()).spawn(move || {
        let runtime = Builder::new_current_thread().enable_all().build();
        match runtime {
            Ok(runtime) => LocalSet::new().block_on(&runtime, Worker::new(app, portal, tls, orders).run()),
            Err(error) => tracing::error!(%error, "events cannot be delivered"),
        }
    })?;
    Ok(Delivering(thread))
}

impl Delivering {
    /// Waits until the thread has ended, which [`Outgoing::stop`] asks it to do.
    pub fn join(self) {
        if self.0.join().is_err() {
            tracing::error!("delivering ended by a panic");
        }
    }
}

struct Worker {
    app: Data<App>,
    queue: Queue,
    portal: Arc<message::Sender>,
    tls: Arc<ClientConfig>,
    settings: Handlers,
    sender: Sender,
    handlers: Arc<Subscriptions>,
    orders: UnboundedReceiver<Order>,
    over: (UnboundedSender<Ended>, UnboundedReceiver<Ended>),
    lanes: FxHashMap<u64, Lane>,
    health: Health,
    /// Handlers that may have something due.
    ready: FxHashSet<u64>,
    /// When handlers have something due.
    timers: BTreeSet<(Millis, u64)>,
    on_way: usize,
    again: VecDeque<Redelivering>,
    /// From which integration on what is old goes, and what is old.
    sweeping: Option<(u64, Millis)>,
    /// Who waits until there is nothing to try.
    settling: Vec<oneshot::Sender<()>>,
    stopping: bool,
}

impl Worker {
    fn new(
        app: Data<App>,
        portal: Arc<message::Sender>,
        tls: Arc<ClientConfig>,
        orders: UnboundedReceiver<Order>,
    ) -> Worker {
        let queue = Queue::new(app.store.clone());
        let settings = Handlers::default();
        let sender = sender(&settings, tls.clone());
        Worker {
            queue,
            portal,
            tls,
            settings,
            sender,
            handlers: Arc::default(),
            orders,
            over: mpsc::unbounded_channel(),
            lanes: FxHashMap::default(),
            health: Health::new(app.store.clone()),
            ready: FxHashSet::default(),
            timers: BTreeSet::new(),
            on_way: 0,
            again: VecDeque::new(),
            sweeping: None,
            settling: Vec::new(),
            stopping: false,
            app,
        }
    }

    async fn run(mut self) {
        let woken = self.app.outgoing.waker();
        let runtime = Handle::current().metrics();
        let mut pace = Pace::new(&self.app.answering);
        loop {
            let done = self.turn();
            if let Err(error) = &done {
                tracing::error!(error = format!("{error:#}"), "delivering failed");
            }
            if self.stopping {
                break;
            }
            let Ok(more) = done else {
                sleep(AFTER_ERROR).await;
                continue;
            };
            // Requests on their way go on, and the runtime counts the turn as work.
            yield_now().await;
            let rest = pace.rest(&self.app.answering, runtime.worker_total_busy_duration(0));
            if !rest.is_zero() {
                sleep(rest).await;
            }
            if more {
                continue;
            }
            if !self.settling.is_empty() && self.on_way == 0 && self.ready.is_empty() {
                if self.rouse() {
                    continue;
                }
                for reply in self.settling.drain(..) {
                    // Whoever asked may have gone.
                    let _ = reply.send(());
                }
            }
            let pause = self.pause();
            tokio::select! {
                () = woken.notified() => {}
                Some(ended) = self.over.1.recv() => drop(self.over.0.send(ended)),
                () = sleep(pause) => continue,
            }
            sleep(GATHER).await;
        }
        let last = async {
            while self.on_way > 0 {
                let Some(ended) = self.over.1.recv().await else { return };
                self.end(vec![ended]).unwrap_or_else(|error| tracing::error!(%error, "an answer was not noted"));
            }
        };
        let _cut_short = timeout(LAST_ANSWERS, last).await;
    }

    /// How long there is nothing to do.
    fn pause(&self) -> Duration {
        let next = self.timers.first().map(|(at, _)| (at - self.app.clock.now()).max(1) as u64);
        next.map_or(NAP, |ms| Duration::from_millis(ms).min(NAP))
    }

    /// Does some of everything; the answer is whether there is more.
    fn turn(&mut self) -> Result<bool> {
        self.follow_orders()?;
        let ended: Vec<Ended> = std::iter::from_fn(|| self.over.1.try_recv().ok()).take(ENDS).collect();
        let mut more = ended.len() == ENDS;
        self.end(ended)?;
        // In this order: whoever listens to an event is there before it.
        let events = self.queue.outbox()?;
        self.refresh()?;
        let (grown, left) = self.queue.spread(&events, &self.handlers)?;
        more |= left;
        self.ready.extend(grown);
        more |= self.queue_again()?;
        more |= self.sweep()?;
        let now = self.app.clock.now();
        while let Some((at, handler)) = self.timers.first().copied().filter(|(at, _)| *at <= now) {
            self.timers.remove(&(at, handler));
            self.ready.insert(handler);
        }
        for handler in std::mem::take(&mut self.ready) {
            if let Err(error) = self.launch(handler, now) {
                tracing::error!(handler, error = format!("{error:#}"), "a handler is not sent to");
            }
        }
        self.sender.prune();
        Ok(more)
    }

    /// Sees what has changed: who listens, and what the settings allow.
    fn refresh(&mut self) -> Result<()> {
        let handlers = self.app.subscriptions().map_err(|refusal| anyhow::anyhow!(refusal.reason()))?;
        if !Arc::ptr_eq(&handlers, &self.handlers) {
            for handler in handlers.all() {
                let id = handler.integration;
                self.ready.insert(id);
                // What somebody resumes or sends elsewhere has all its time again.
                let before = self.handlers.of(id);
                if before.is_some_and(|before| (before.paused && !handler.paused) || before.url != handler.url) {
                    self.health.begin_anew(id)?;
                }
            }
            self.handlers = handlers;
        }
        let settings = group::read::<Handlers>(&self.app.store)?.value;
        if settings.allowed != self.settings.allowed {
            // Connections that were admitted before are not used any more.
            self.sender = sender(&settings, self.tls.clone());
        }
        self.settings = settings;
        Ok(())
    }

    fn follow_orders(&mut self) -> Result<()> {
        while let Ok(order) = self.orders.try_recv() {
            match order {
                Order::Test { integration, event, reply } => {
                    // Whoever asked may have gone.
                    let _ = reply.send(self.queue.test(integration, *event)?);
                    self.lanes.entry(integration).or_default().rouse();
                    self.ready.insert(integration);
                }
                Order::Again(what) => self.again.push_back(what),
                Order::Sweep => {
                    let days = group::read::<Retention>(&self.app.store)?.value.deliveries_days;
                    self.sweeping = Some((0, self.app.clock.now() - Millis::from(days) * DAY));
                }
                Order::Settle(reply) => self.settling.push(reply),
                Order::Stop => self.stopping = true,
            }
        }
        Ok(())
    }

    /// Notes what came of requests.
    fn end(&mut self, ended: Vec<Ended>) -> Result<()> {
        if ended.is_empty() {
            return Ok(());
        }
        let now = self.app.clock.now();
        let tries = if self.settings.single_attempt { 1 } else { PAUSES.len() };
        if let Err(error) = self.queue.end(&ended, tries, now) {
            // What cannot be noted is neither forgotten nor sent again: it stays on its way until it can.
            ended.into_iter().for_each(|ended| drop(self.over.0.send(ended)));
            return Err(error.into());
        }
        self.on_way = self.on_way.saturating_sub(ended.len());
        for Ended { job, ms, tried, .. } in &ended {
            let well = tried.problem.is_none();
            self.lanes.entry(job.integration).or_default().answered(job.id, *ms, well, now);
            self.ready.insert(job.integration);
        }
        for tired in self.health.note(&ended, now)? {
            let paused = crate::integrations::outbound::pause(&self.app.store, tired, now);
            paused.map_err(|refusal| anyhow::anyhow!(refusal.reason()))?;
            self.app.forget_callers();
        }
        Ok(())
    }

    /// Queues the next of what is to be delivered again.
    fn queue_again(&mut self) -> Result<bool> {
        let Some(mut what) = self.again.pop_front() else { return Ok(false) };
        let now = self.app.clock.now();
        let lane = self.lanes.entry(what.integration).or_default();
        lane.rouse();
        if let Err(error) = self.queue.again(&mut what, &lane.busy, now, AGAIN) {
            self.again.push_back(what);
            return Err(error.into());
        }
        self.ready.insert(what.integration);
        self.app.outgoing.left(what.number, what.left());
        if what.left() > 0 {
            self.again.push_back(what);
        }
        Ok(!self.again.is_empty())
    }

    fn sweep(&mut self) -> Result<bool> {
        let Some((from, before)) = self.sweeping else { return Ok(false) };
        let lanes = &self.lanes;
        let busy = |handler| lanes.get(&handler).map(|lane| lane.busy.clone()).unwrap_or_default();
        let swept = self.queue.sweep(from, before, busy)?;
        // What has gone may have made way for what is due.
        self.ready.extend(swept.map(|(handler, _)| handler));
        self.sweeping = swept.map(|(_, next)| (next, before));
        Ok(self.sweeping.is_some())
    }
}

fn sender(settings: &Handlers, tls: Arc<ClientConfig>) -> Sender {
    Sender::new(Guard::new(settings.allowed.iter().map(String::as_str)), dial::system(), tls)
}
