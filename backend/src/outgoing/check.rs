//! Trying a handler's address out: how far a request comes, how long each step takes, and what is answered.

use super::dial::Steps;
use super::guard::Target;
use super::message;
use super::send::{Post, Sender, broken, connect, read, request};
use engine::event::Event;
use params::Tree;
use shared::Millis;
use shared::delivery::{Check, Checked, Problem, TIMEOUT_S};
use shared::fault::handler;
use std::time::{Duration, Instant};
use tokio::time::timeout;

/// Sends an event that handlers know as a test, without a token, over a connection of its own.
pub async fn check(sender: &Sender, portal: &message::Sender, asked: &Check, now: Millis) -> Checked {
    let target = match sender.target(&asked.url) {
        Ok(target) => target,
        Err(problem) => return Checked { problem: Some(problem), ..Checked::default() },
    };
    let mut checked = Checked::default();
    let mut steps = Steps::default();
    let outcome = timeout(
        Duration::from_secs(TIMEOUT_S),
        exchange(sender, portal, &target, asked, now, &mut steps, &mut checked),
    )
    .await;
    checked.problem = match outcome {
        Ok(outcome) => outcome.err(),
        Err(_) => Some(Problem::new(handler::TIMEOUT, TIMEOUT_S.to_string())),
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
    checked: &mut Checked,
) -> Result<(), Problem> {
    let mut line = connect(sender.dialler(), target, steps).await?;
    let began = Instant::now();
    let event = Event {
        name: "ONAPPTEST".to_owned(),
        data: Tree::new().into(),
        object: String::new(),
        at: now,
        user: 0,
        connector: String::new(),
        application: None,
    };
    let (content_type, body) = message::body_of(asked.json, 0, portal, &event, "", now);
    let headers = message::headers(content_type, 0, now);
    let request = request(Post { target: target.clone(), headers, body })?;
    let answer = line.send_request(request).await.map_err(|error| broken(&error))?;
    checked.answer = Some(began.elapsed().as_millis().try_into().unwrap_or(u32::MAX));
    checked.status = Some(answer.status().as_u16());
    read(answer).await.problem.map_or(Ok(()), Err)
}
