//! Trying a handler's address out: how far a request comes, how long each step takes, and what is answered.

use super::dial::Steps;
use super::guard::Target;
use super::message;
use super::send::{Line, Post, Sender, broken, connect, deadline, late, read, request};
use engine::event::Event;
use http::Response;
use hyper::body::Incoming;
use params::Tree;
use shared::Millis;
use shared::delivery::{Check, Checked, Problem};
use std::time::{Duration, Instant};
use tokio::time::timeout_at;

/// Sends an event that handlers know as a test, without a token, over a connection of its own.
pub async fn check(sender: &Sender, portal: &message::Sender, asked: &Check, now: Millis) -> Checked {
    let target = match sender.target(&asked.url) {
        Ok(target) => target,
        Err(problem) => return Checked { problem: Some(problem), ..Checked::default() },
    };
    let mut checked = Checked::default();
    let mut steps = Steps::default();
    let until = deadline();
    checked.problem = match timeout_at(until, exchange(sender, portal, &target, asked, now, &mut steps)).await {
        Ok(Ok((_line, answer, took))) => {
            checked.answer = Some(took.as_millis().try_into().unwrap_or(u32::MAX));
            checked.status = Some(answer.status().as_u16());
            read(answer, until).await.problem
        }
        Ok(Err(problem)) => Some(problem),
        Err(_) => Some(late()),
    };
    let ms = |time: Duration| time.as_millis().try_into().unwrap_or(u32::MAX);
    // A literal address is not looked up.
    checked.dns = steps.dns.filter(|_| target.literal.is_none()).map(ms);
    checked.connect = steps.connect.map(ms);
    checked.tls = steps.tls.map(ms);
    // Where a name leads to inside is nothing to tell.
    if steps.connect.is_some() {
        checked.addresses = steps.addresses.iter().map(ToString::to_string).collect();
    }
    checked
}

async fn exchange(
    sender: &Sender,
    portal: &message::Sender,
    target: &Target,
    asked: &Check,
    now: Millis,
    steps: &mut Steps,
) -> Result<(Line, Response<Incoming>, Duration), Problem> {
    let mut line = connect(sender.dialler(), target, steps).await?;
    let began = Instant::now();
    let event = Event::made_up("ONAPPTEST", Tree::new().into(), 0, now);
    let (content_type, body) = message::body(asked.json, 0, portal, &event, "", now);
    let headers = message::headers(content_type, 0, now);
    let request = request(Post { target: target.clone(), headers, body })?;
    let answer = line.send_request(request).await.map_err(|error| broken(&error))?;
    Ok((line, answer, began.elapsed()))
}
