//! Events on their way out: what they cost the calls that raise them, how many go out in a second, and whether a
//! long queue is slower than a short one.

use super::{Outcome, bare, row};
use crate::load::{self, Request, Run};
use crate::process;
use portico_tests::console::Console;
use portico_tests::portal::Sandbox;
use portico_tests::rest::Webhook;
use serde_json::{Value, json};
use shared::delivery::Deliveries;
use std::error::Error;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

const SECONDS: u32 = 5;
const SUBSCRIPTIONS: usize = 10;
const DEAL: &str = r#"{"fields":{"TITLE":"Roof","OPPORTUNITY":1200,"CURRENCY_ID":"EUR"}}"#;
const EVENT: &str = "ONCRMCONTACTADD";

/// Lengths of the queue that are compared.
const SHORT: usize = 10_000;
const LONG: usize = 1_000_000;
/// Deliveries that are sent from either.
const SENT: usize = 10_000;

pub fn run() -> Outcome {
    let scratch = tempfile::tempdir()?;
    let answer = scratch.path().join("answer");
    std::fs::write(&answer, "ok")?;
    let (mut receiver, url) = bare(&answer)?;
    let outcome = adds(&url, scratch.path()).and_then(|()| queue(&url));
    receiver.kill()?;
    receiver.wait()?;
    outcome
}

/// Two portals take turns: one that nobody listens to, and one with ten outbound webhooks.
fn adds(url: &str, scratch: &Path) -> Outcome {
    let (silent, told) = (Sandbox::with(&["--workers", "1"]), Sandbox::with(&["--workers", "1"]));
    let admin = told.signed_in(&told.admin);
    (0..SUBSCRIPTIONS).for_each(|_| drop(admin.outbound(url, &["ONCRMDEALADD"])));
    for connections in [1, 16] {
        let add = |portal: &Sandbox| -> Outcome<Run> {
            let url = format!("{}crm.deal.add.json", portal.admin.webhook.url());
            let request = Request { url: &url, json: Some(DEAL), connections, ..Request::GET };
            load::run(&request, portal.program.id(), SECONDS, scratch)
        };
        add(&silent)?;
        let mut pairs = Vec::new();
        for _ in 0..3 {
            let (alone, with) = (add(&silent)?, add(&told)?);
            let ended = Instant::now();
            // The next turn of the silent one is not to be disturbed.
            settled(&admin, None)?;
            pairs.push((alone, with, ended.elapsed()));
        }
        pairs.sort_by(|a, b| {
            (a.1.median.as_secs_f64() / a.0.median.as_secs_f64())
                .total_cmp(&(b.1.median.as_secs_f64() / b.0.median.as_secs_f64()))
        });
        let (alone, with, rest) = pairs[1];
        let ms = |run: &Run| format!("{:.0}/s, median {:.2} ms", run.rate, run.median.as_secs_f64() * 1e3);
        row(
            &format!("crm.deal.add with ten outbound webhooks, {connections} clients"),
            format!(
                "{}; **{:.2}×** the time without",
                ms(&with),
                with.median.as_secs_f64() / alone.median.as_secs_f64()
            ),
            format!(
                "without: {}; of its {:.0} deliveries the last comes {:.0} s after the last call",
                ms(&alone),
                with.rate * f64::from(SECONDS) * SUBSCRIPTIONS as f64,
                rest.as_secs_f64()
            ),
        );
    }
    Ok(())
}

/// One handler is sent what waits for it while little, and while much waits for others.
fn queue(url: &str) -> Outcome {
    let portal = Sandbox::with(&["--records", "1", "--workers", "1", "--cache", "64"]);
    let admin = portal.signed_in(&portal.admin);
    let mut waiting = vec![held(&admin, url)?];
    fill(&portal.admin.webhook, SENT)?;
    settled_at(&admin, SHORT)?;
    let short = drain(&portal, &admin, waiting[0])?;
    row(
        "deliveries to a handler on this machine, from a queue of 10,000",
        format!("**{:.0}/s**, {:.0} µs of server CPU each", short.0, short.1),
        "one portal thread sends; the handler is a bare one",
    );
    for _ in 0..SUBSCRIPTIONS {
        waiting.push(held(&admin, url)?);
    }
    let begun = Instant::now();
    fill(&portal.admin.webhook, LONG / SUBSCRIPTIONS)?;
    // The first webhook is held again and gets its share, too. All is queued before anything is measured.
    settled_at(&admin, LONG / SUBSCRIPTIONS * waiting.len())?;
    let filled = begun.elapsed();
    let memory = process::resident_mib(portal.program.id())?;
    let last = waiting[SUBSCRIPTIONS];
    let long = drain_some(&portal, &admin, last, SENT)?;
    row(
        "→ the same from a queue of 1,000,000",
        format!("{:.0}/s, {:.0} µs of server CPU each: **{:.2}×** the CPU", long.0, long.1, long.1 / short.1),
        format!("queued within {:.0} s of {} adds; memory {memory:.0} MiB", filled.as_secs_f64(), LONG / SUBSCRIPTIONS),
    );
    Ok(())
}

/// An outbound webhook whose deliveries wait.
fn held(admin: &Console, url: &str) -> Outcome<u64> {
    let id = admin.outbound(url, &[EVENT]).id;
    pause(admin, id, true)?;
    Ok(id)
}

fn pause(admin: &Console, id: u64, paused: bool) -> Outcome {
    let answer = admin.post(&format!("/console/integrations/{id}/outbound/paused"), &json!({"paused": paused}));
    if answer.status == 200 { Ok(()) } else { Err(answer.text().into()) }
}

/// Adds contacts, fifty at a time.
fn fill(webhook: &Webhook, contacts: usize) -> Outcome {
    let commands: Vec<Value> = (0..50).map(|at| format!("crm.contact.add?fields[NAME]=Ada{at}").into()).collect();
    let body = json!({"halt": 1, "cmd": commands});
    for _ in 0..contacts / 50 {
        if webhook.post_json("batch", &body).expect(200)["result"]["result_error"] != json!([]) {
            return Err("a command of a batch failed".into());
        }
    }
    Ok(())
}

/// Deliveries a second and microseconds of CPU for each, until nothing waits for a handler.
fn drain(portal: &Sandbox, admin: &Console, id: u64) -> Outcome<(f64, f64)> {
    drain_some(portal, admin, id, usize::MAX)
}

/// The same for some of what waits.
fn drain_some(portal: &Sandbox, admin: &Console, id: u64, some: usize) -> Outcome<(f64, f64)> {
    let server = portal.program.id();
    let full = waiting(admin, Some(id))?;
    let (begun, before) = (Instant::now(), process::cpu(server)?);
    pause(admin, id, false)?;
    let goal = full.saturating_sub(some);
    let left = until(|| waiting(admin, Some(id)), |left| *left <= goal)?;
    let (took, cpu) = (begun.elapsed(), process::cpu(server)? - before);
    pause(admin, id, true)?;
    let sent = (full - left) as f64;
    Ok((sent / took.as_secs_f64(), cpu.as_secs_f64() * 1e6 / sent))
}

fn settled(admin: &Console, of: Option<u64>) -> Outcome {
    until(|| waiting(admin, of), |left| *left == 0).map(drop)
}

/// Waits until that much is queued: events are taken from the outbox after the calls that raised them.
fn settled_at(admin: &Console, length: usize) -> Outcome {
    until(|| waiting(admin, None), |now| *now >= length).map(drop)
}

fn waiting(admin: &Console, of: Option<u64>) -> Outcome<usize> {
    let of = of.map_or_else(String::new, |id| format!("&integration={id}"));
    let answer = admin.get(&format!("/console/deliveries?limit=1{of}"));
    Ok(answer.parsed::<Deliveries>().waiting as usize)
}

/// Asks now and then.
fn until<T>(ask: impl Fn() -> Outcome<T>, enough: impl Fn(&T) -> bool) -> Result<T, Box<dyn Error>> {
    loop {
        let now = ask()?;
        if enough(&now) {
            return Ok(now);
        }
        thread::park_timeout(Duration::from_millis(20));
    }
}
