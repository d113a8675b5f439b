//! The screens of a busy portal: many integrations, two months of statistics; what the server takes to answer them
//! and what they cost a browser.

use super::{Outcome, row};
use portico_tests::{console::Console, portal::Sandbox};
use serde::Deserialize;
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    env,
    process::Command,
    thread,
    time::{Duration, Instant},
};

const INTEGRATIONS: usize = 5_000;
const WRITERS: usize = 16;
const DAYS: usize = 60;
const METHODS: usize = 200;
const IN_A_BATCH: usize = 50;
const ASKED: usize = 40;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// A page as tall as the list offers.
const LONG_LIST: &str = "/dev/integrations?per=500";
const STATISTICS: &str = "/dev/statistics";

/// Runs the scene.
///
/// # Errors
/// When the portal or the browser does not answer as it should.
pub fn run() -> Outcome {
    let sandbox = Sandbox::with(&["--records", "60", "--workers", "2"]);
    let calls = two_months(&sandbox)?;
    // Nobody stays signed in through two months of silence.
    let console = sandbox.signed_in(&sandbox.admin);
    let begin = Instant::now();
    integrations(&sandbox);
    row(
        "a portal for the screens",
        format!("{INTEGRATIONS} integrations, {calls} calls of {METHODS} methods in {DAYS} days"),
        format!("integrations saved in {:.0} s", begin.elapsed().as_secs_f64()),
    );
    for (what, path) in [
        ("the list of integrations, 50 rows", "/console/integrations?per=50"),
        ("the list of integrations, 500 rows", "/console/integrations?per=500"),
        ("integrations by a word in their names", "/console/integrations?find=4711"),
        ("statistics of 14 days", "/console/statistics"),
    ] {
        let (median, bytes) = answers(&console, path)?;
        row(what, format!("**{:.1} ms** at the median", median.as_secs_f64() * 1e3), format!("{bytes} bytes"));
    }
    in_a_browser(&sandbox, &console)
}

/// Calls each method once a day, through the front door; the clock of the sandbox makes the days. Returns the calls.
fn two_months(sandbox: &Sandbox) -> Outcome<usize> {
    let known = sandbox.admin.webhook.get("methods").expect(200);
    let names: Vec<&str> =
        known["result"].as_array().ok_or("methods are a list")?.iter().filter_map(Value::as_str).collect();
    let names: Vec<&str> = names.into_iter().filter(|name| *name != "batch").take(METHODS).collect();
    for _ in 0..DAYS {
        for names in names.chunks(IN_A_BATCH) {
            let commands: BTreeMap<&str, &str> = names.iter().map(|name| (*name, *name)).collect();
            // What a method says without parameters is not the point: it was called.
            sandbox.admin.webhook.post_json("batch", &json!({"halt": 0, "cmd": commands})).expect(200);
        }
        let clock = format!("{}/sandbox/clock", sandbox.url);
        ureq::post(&clock).send_json(json!({"advance_ms": DAY_MS}))?;
    }
    Ok(names.len() * DAYS)
}

fn integrations(sandbox: &Sandbox) {
    let more = |start: usize| {
        let console = sandbox.signed_in(&sandbox.admin);
        for number in (start..INTEGRATIONS).step_by(WRITERS) {
            console.webhook(&format!("Number {number}"), &["crm"]);
        }
    };
    thread::scope(|scope| (0..WRITERS).for_each(|start| drop(scope.spawn(move || more(start)))));
}

fn answers(console: &Console, path: &str) -> Outcome<(Duration, usize)> {
    let mut times = Vec::new();
    let mut bytes = 0;
    for _ in 0..ASKED {
        let begin = Instant::now();
        let answer = console.get(path);
        times.push(begin.elapsed());
        if answer.status != 200 {
            return Err(format!("{path}: {}", answer.text()).into());
        }
        bytes = answer.text().len();
    }
    times.sort();
    Ok((times[ASKED / 2], bytes))
}

/// What `screens.mjs` found.
#[derive(Deserialize)]
struct Found {
    bytes: f64,
    usable: Usable,
    frames: BTreeMap<String, f64>,
    scores: BTreeMap<String, BTreeMap<String, u32>>,
}

#[derive(Deserialize)]
struct Usable {
    cold: f64,
    warm: f64,
}

fn in_a_browser(sandbox: &Sandbox, console: &Console) -> Outcome {
    let (Ok(packages), Ok(browser)) = (env::var("PORTICO_NODE_PEERS"), env::var("PORTICO_CHROMIUM")) else {
        return Err("`cargo xtask bench` finds the browser and its packages".into());
    };
    let asked = json!({
        "packages": packages, "browser": browser, "url": sandbox.url, "cookie": console.cookie(),
        "first": "/dev", "list": "/dev/integrations", "row": "tbody tr",
        "scrolled": [[LONG_LIST, "tbody tr"], [STATISTICS, ".chart__piece"]], "audited": ["/dev", "/dev/integrations", STATISTICS],
    });
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/bench/screens.mjs");
    let output = Command::new("node").arg(script).arg(asked.to_string()).output()?;
    if !output.status.success() {
        return Err(format!("the browser: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    let found: Found = serde_json::from_slice(&output.stdout)?;
    row("first load of the scenarios, signed in", format!("**{:.1} KB** over the wire", found.bytes / 1e3), "");
    row(
        "the list of integrations on a processor 4× slower",
        format!("usable after **{:.1} s**", found.usable.cold / 1e3),
        format!("again, from the browser's cache: **{:.1} s**", found.usable.warm / 1e3),
    );
    for (path, longest) in &found.frames {
        row(&format!("the longest frame while {path} scrolls"), format!("**{longest:.0} ms**"), "");
    }
    for (path, scores) in &found.scores {
        let scores: Vec<String> = scores.iter().map(|(name, score)| format!("{name} **{score}**")).collect();
        row(&format!("Lighthouse of {path}, as a telephone"), scores.join(", "), "");
    }
    Ok(())
}
