//! Load by `wrk`, and what it cost on both sides.

use crate::process;
use std::{
    error::Error,
    fs,
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

/// A request that is sent over and over.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// Full address.
    pub url: &'a str,
    /// JSON body of a POST; `None` for a GET.
    pub json: Option<&'a str>,
    /// Connections that wait for an answer at any time.
    pub connections: u32,
    /// The `Authorization` header; empty for none.
    pub authorization: &'a str,
}

impl Request<'_> {
    /// A GET without anything.
    pub const GET: Request<'static> = Request { url: "", json: None, connections: 1, authorization: "" };
}

/// What a run measured.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    /// Answers a second.
    pub rate: f64,
    /// Median time to an answer.
    pub median: Duration,
    /// CPU time of the server for one answer.
    pub server_cpu: Duration,
    /// How many times faster the generator could have gone, by its own CPU time.
    pub headroom: f64,
}

/// Sends a request for so many seconds.
///
/// # Errors
/// When `wrk` is missing, or any answer was not a success.
pub fn run(request: &Request, server: u32, seconds: u32, scratch: &Path) -> Result<Run, Box<dyn Error>> {
    let script = scratch.join("request.lua");
    fs::write(&script, lua(request))?;
    let (begin, before, own) = (Instant::now(), process::cpu(server)?, children_cpu()?);
    let output = Command::new("wrk")
        .args(["-t1", &format!("-c{}", request.connections), &format!("-d{seconds}s"), "--latency", "-s"])
        .arg(&script)
        .arg(request.url)
        .stderr(Stdio::inherit())
        .output()
        .map_err(|problem| format!("wrk does not start ({problem}); Debian has it as the package wrk"))?;
    let (took, generator) = (begin.elapsed(), children_cpu()? - own);
    let text = String::from_utf8_lossy(&output.stdout);
    if !output.status.success() || text.contains("Non-2xx") || text.contains("Socket errors") {
        return Err(format!("the load run failed:\n{text}").into());
    }
    let number =
        |label: &str| text.lines().find_map(|line| line.trim().strip_prefix(label)).map(|rest| rest.trim().to_owned());
    let rate: f64 = number("Requests/sec:").ok_or("wrk says no rate")?.parse()?;
    let median = duration(&number("50%").ok_or("wrk says no median")?)?;
    let answers = rate * took.as_secs_f64();
    let server_cpu = (process::cpu(server)? - before).div_f64(answers.max(1.0));
    Ok(Run { rate, median, server_cpu, headroom: took.as_secs_f64() / generator.as_secs_f64().max(0.01) })
}

fn lua(request: &Request) -> String {
    let mut script = String::new();
    if !request.authorization.is_empty() {
        script += &format!("wrk.headers['Authorization'] = '{}'\n", request.authorization);
    }
    if let Some(json) = request.json {
        script += &format!(
            "wrk.method = 'POST'\nwrk.headers['Content-Type'] = 'application/json'\nwrk.body = [==[{json}]==]\n"
        );
    }
    script
}

/// `1.23ms` as wrk prints it.
fn duration(text: &str) -> Result<Duration, Box<dyn Error>> {
    let digits = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let number: f64 = digits.parse()?;
    let unit = match &text[digits.len()..] {
        "us" => 1e-6,
        "ms" => 1e-3,
        "s" => 1.0,
        other => return Err(format!("wrk's unit {other} is not known").into()),
    };
    Ok(Duration::from_secs_f64(number * unit))
}

/// CPU time of children that have ended: the generator's, as nothing else is started meanwhile.
fn children_cpu() -> Result<Duration, Box<dyn Error>> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|text| text.parse::<u64>().ok()).unwrap_or(0);
    Ok(Duration::from_millis((ticks(13) + ticks(14)) * 10))
}
