//! What is measured, and how it is printed.

mod deliveries;
mod large;
mod peers;
mod screens;

use crate::{
    disk, load,
    load::{Request, Run},
    process,
};
use portico_tests::{portal::Sandbox, rest::Webhook};
use serde_json::{Value, json};
use std::{
    error::Error,
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::Instant,
};

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

const SECONDS: u32 = 6;
/// Contacts that are created through batches.
const BULK: usize = 200_000;
const IN_A_BATCH: usize = 50;

/// Runs everything and prints a table in Markdown.
///
/// # Errors
/// When anything does not answer as it should.
pub fn run(chosen: &[String]) -> Outcome {
    let wanted = |name: &str| chosen.is_empty() || chosen.iter().any(|one| one == name);
    println!("| what | measured | beside |\n|---|---|---|");
    for (name, scene) in SCENES {
        if wanted(name) {
            scene()?;
        }
    }
    Ok(())
}

type Scene = fn() -> Outcome;

/// Every scene, by the name that chooses it on the command line.
const SCENES: [(&str, Scene); 6] = [
    ("single", single),
    ("peers", peers::run),
    ("bulk", bulk),
    ("deliveries", deliveries::run),
    ("large", large::run),
    ("screens", screens::run),
];

/// One kind of request at a time, on a small portal.
fn single() -> Outcome {
    let scratch = tempfile::tempdir()?;
    let idle = Sandbox::with(&["--workers", "1"]);
    row("memory of the idle demo", format!("**{:.0} MiB**", process::resident_mib(idle.program.id())?), "");
    drop(idle);
    let sandbox = Sandbox::with(&["--records", "1000", "--workers", "1"]);
    let server = sandbox.program.id();
    get_by_id(&sandbox.admin.webhook, server, scratch.path())?;
    list(&sandbox.admin.webhook, server, scratch.path())?;
    create(&sandbox.admin.webhook, server, scratch.path())?;
    mixed(&sandbox.admin.webhook, server, scratch.path())
}

fn address(webhook: &Webhook, call: &str) -> String {
    format!("{}{call}", webhook.url())
}

fn row(what: &str, measured: impl AsRef<str>, beside: impl AsRef<str>) {
    println!("| {what} | {} | {} |", measured.as_ref(), beside.as_ref());
}

fn figures(run: &Run) -> String {
    let micros = run.server_cpu.as_secs_f64() * 1e6;
    format!("{:.0}/s, median {:.2} ms, {micros:.1} µs of server CPU", run.rate, run.median.as_secs_f64() * 1e3)
}

fn get_by_id(webhook: &Webhook, server: u32, scratch: &Path) -> Outcome {
    let url = address(webhook, "crm.contact.get.json?ID=42");
    let bytes = scratch.join("answer.json");
    fs::write(&bytes, ureq::get(&url).call()?.body_mut().read_to_vec()?)?;
    let (mut bare, bare_url) = bare(&bytes)?;
    let get =
        |url: &str, server| load::run(&Request { url, connections: 32, ..Request::GET }, server, SECONDS, scratch);
    // Both warm up, then take turns, so that neither has the quieter machine.
    get(&url, server)?;
    get(&bare_url, bare.id())?;
    let mut pairs = Vec::new();
    for _ in 0..3 {
        pairs.push((get(&url, server)?, get(&bare_url, bare.id())?));
    }
    bare.kill()?;
    bare.wait()?;
    pairs.sort_by(|a, b| (a.0.rate / a.1.rate).total_cmp(&(b.0.rate / b.1.rate)));
    let (ours, theirs) = pairs[1];
    row("crm.contact.get by webhook", figures(&ours), format!("bare handler, same bytes: {}", figures(&theirs)));
    row(
        "→ ratio",
        format!("**{:.2}** of the bare handler", ours.rate / theirs.rate),
        format!(
            "of its CPU: {:.2}; the generator could go {:.1}× faster than the bare handler let it",
            theirs.server_cpu.as_secs_f64() / ours.server_cpu.as_secs_f64(),
            theirs.headroom
        ),
    );
    Ok(())
}

fn list(webhook: &Webhook, server: u32, scratch: &Path) -> Outcome {
    let url = address(webhook, "crm.deal.list.json");
    let run = load::run(&Request { url: &url, connections: 16, ..Request::GET }, server, SECONDS, scratch)?;
    row("crm.deal.list, 50 rows, all fields, with total", figures(&run), "");
    Ok(())
}

const CONTACT: &str =
    r#"{"fields":{"NAME":"Ada","LAST_NAME":"Byron","PHONE":[{"VALUE":"+15550100","VALUE_TYPE":"WORK"}]}}"#;

fn create(webhook: &Webhook, server: u32, scratch: &Path) -> Outcome {
    let url = address(webhook, "crm.contact.add.json");
    let sync = disk::sync_latency(200)?.as_secs_f64() * 1e3;
    for connections in [1, 16, 64] {
        let run = load::run(
            &Request { url: &url, json: Some(CONTACT), connections, ..Request::GET },
            server,
            SECONDS,
            scratch,
        )?;
        row(
            &format!("crm.contact.add, durable, {connections} clients"),
            figures(&run),
            format!("the disk's own fdatasync: {sync:.2} ms"),
        );
    }
    Ok(())
}

fn mixed(webhook: &Webhook, server: u32, scratch: &Path) -> Outcome {
    let (get, add) = (address(webhook, "crm.contact.get.json?ID=42"), address(webhook, "crm.contact.add.json"));
    let read = Request { url: &get, connections: 16, ..Request::GET };
    let alone = load::run(&read, server, SECONDS, scratch)?;
    let writes = scratch.join("writes");
    fs::create_dir_all(&writes)?;
    let under = thread::scope(|scope| -> Outcome<Run> {
        let writer = scope.spawn(|| {
            let write = Request { url: &add, json: Some(CONTACT), connections: 4, ..Request::GET };
            load::run(&write, server, SECONDS + 2, &writes).map_err(|problem| problem.to_string())
        });
        let under = load::run(&read, server, SECONDS, scratch)?;
        writer.join().map_err(|_| "the writer panicked")??;
        Ok(under)
    })?;
    row(
        "crm.contact.get while 4 clients create",
        format!("{:.0}/s, median {:.2} ms", under.rate, under.median.as_secs_f64() * 1e3),
        format!("alone {:.0}/s; ratio **{:.2}**", alone.rate, under.rate / alone.rate),
    );
    Ok(())
}

fn bulk() -> Outcome {
    let sandbox = Sandbox::with(&["--records", "1", "--workers", "1", "--cache", "64"]);
    let commands: serde_json::Map<String, Value> = (0..IN_A_BATCH)
        .map(|at| (format!("c{at}"), Value::from(format!("crm.contact.add?fields[NAME]=Ada&fields[LAST_NAME]=Byron{at}&fields[PHONE][0][VALUE]=%2B1555{at:04}"))))
        .collect();
    let body = json!({ "halt": 1, "cmd": commands });
    let begin = Instant::now();
    for _ in 0..BULK / IN_A_BATCH {
        let answer = sandbox.admin.webhook.post_json("batch", &body);
        if answer.expect(200)["result"]["result_error"] != json!([]) {
            return Err("a command of a batch failed".into());
        }
    }
    let took = begin.elapsed().as_secs_f64();
    let memory = process::resident_mib(sandbox.program.id())?;
    row(
        "200,000 contacts through batches of 50",
        format!("{:.0} contacts/s", BULK as f64 / took),
        format!("memory afterwards **{memory:.0} MiB**"),
    );
    Ok(())
}

fn bare(answer: &Path) -> Outcome<(Child, String)> {
    let mut child = Command::new(std::env::current_exe()?).arg("--bare").arg(answer).stdout(Stdio::piped()).spawn()?;
    let mut address = String::new();
    BufReader::new(child.stdout.take().ok_or("no standard output")?).read_line(&mut address)?;
    Ok((child, format!("http://{}/", address.trim())))
}
