//! Sending: which of what is due goes out now, and what comes of one request.

use super::{TOGETHER, Worker};
use crate::outgoing::message;
use crate::outgoing::queue::{Job, end::Ended};
use crate::outgoing::send::{Post, Sender, Tried};
use anyhow::Result;
use shared::Millis;
use shared::delivery::Problem;
use std::time::Instant;
use tokio::sync::mpsc::UnboundedSender;
use tokio::task::spawn_local;

impl Worker {
    /// Sends what is due to a handler, as much as it and the portal can take.
    pub(super) fn launch(&mut self, handler: u64, now: Millis) -> Result<()> {
        let handlers = self.handlers.clone();
        let Some(to) = handlers.of(handler).filter(|to| !to.paused) else { return Ok(()) };
        let lane = self.lanes.entry(handler).or_default();
        if lane.rest_until() > now {
            self.timers.insert((lane.rest_until(), handler));
            return Ok(());
        }
        let free = TOGETHER.saturating_sub(self.on_way);
        if free == 0 {
            self.ready.insert(handler);
            return Ok(());
        }
        let room = lane.room(now).min(free);
        if room == 0 {
            return Ok(());
        }
        let (jobs, next) = self.queue.due(handler, &lane.busy, now, room)?;
        lane.busy.extend(jobs.iter().map(|job| job.id));
        self.on_way += jobs.len();
        // What is due already follows as soon as one of these has ended.
        if let Some(next) = next.filter(|next| *next > now) {
            self.timers.insert((next, handler));
        }
        for job in jobs {
            let target = self.sender.target(&to.url);
            let post = target.map(|target| message::post(to, &self.portal, target, job.number, &job.event, now));
            let (sender, over, url) = (self.sender.clone(), self.over.0.clone(), to.url.clone());
            spawn_local(try_one(sender, over, job, url, now, post, to.token.clone()));
        }
        Ok(())
    }

    /// Ends the rests of all handlers that have one; whether there were any.
    pub(super) fn rouse(&mut self) -> bool {
        let now = self.app.clock.now();
        for (_, handler) in &self.timers {
            if let Some(lane) = self.lanes.get_mut(handler).filter(|lane| lane.rest_until() > now) {
                lane.rouse();
                self.ready.insert(*handler);
            }
        }
        !self.ready.is_empty()
    }
}

async fn try_one(
    sender: Sender,
    over: UnboundedSender<Ended>,
    job: Job,
    url: String,
    at: Millis,
    post: Result<Post, Problem>,
    token: String,
) {
    let began = Instant::now();
    let tried = match post {
        Ok(post) => sender.send(post).await,
        Err(problem) => Tried { problem: Some(problem), ..Tried::default() },
    };
    // A handler may answer what it was sent; the token is its owner's to see.
    let tried = tried.without(&token);
    let ms = began.elapsed().as_millis().try_into().unwrap_or(u32::MAX);
    // Nobody listens once the portal has stopped.
    let _ = over.send(Ended { job, url, at, ms, tried });
}
