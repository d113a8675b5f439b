//! A million deals: the questions that integrators ask, beside SQLite with the same indexes; how paging
//! grows; memory; and how soon the portal is ready again.

use super::{Outcome, peers::all_deals, row};
use crate::process;
use portico_tests::{
    portal::Sandbox,
    program::{self, Program},
    rest::Webhook,
};
use serde_json::{Value, json};
use std::{
    env, fs,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

const SMALL: &str = "10000";
const LARGE: &str = "1000000";

/// Times that each question is asked; the median counts.
const TIMES: usize = 15;

/// The indexes that Portico has on deals.
const INDEXES: [&str; 8] = [
    "STAGE_ID",
    "ASSIGNED_BY_ID",
    "COMPANY_ID",
    "CONTACT_ID",
    "CATEGORY_ID",
    "DATE_CREATE",
    "DATE_MODIFY",
    "STAGE_ID, ASSIGNED_BY_ID",
];

/// A question, as Portico and as SQLite understand it.
struct Question {
    what: &'static str,
    call: String,
    sql: &'static str,
    values: Vec<Value>,
    order: &'static str,
    counted: bool,
}

/// Runs the scene. `PORTICO_BENCH_DEALS` chooses another number of deals.
///
/// # Errors
/// When anything does not answer as it should.
pub fn run() -> Outcome {
    let deals = env::var("PORTICO_BENCH_DEALS").unwrap_or_else(|_| LARGE.to_owned());
    let small = Sandbox::with(&["--records", SMALL, "--workers", "1"]);
    let few = paging(&small.admin.webhook, SMALL.parse()?)?;
    drop(small);

    let scratch = tempfile::tempdir()?;
    let (begin, count) = (Instant::now(), deals.parse::<u64>()?);
    let sandbox = Sandbox::large(count, scratch.path());
    row(
        &format!("a demo company of {deals} deals, as many contacts and leads, and their companies"),
        format!("made in {:.0} s", begin.elapsed().as_secs_f64()),
        format!("memory then {:.0} MiB", process::resident_mib(sandbox.program.id())?),
    );
    let many = paging(&sandbox.admin.webhook, count)?;
    row(
        "a page of 50 by `>ID` with `start=-1`, median",
        format!("{:.2} ms", many.as_secs_f64() * 1e3),
        format!(
            "with {SMALL} deals {:.2} ms; growth **{:.2}×**",
            few.as_secs_f64() * 1e3,
            many.as_secs_f64() / few.as_secs_f64()
        ),
    );
    questions(&sandbox.admin.webhook, scratch.path(), count)?;
    row(
        &format!("memory with {deals} deals, after these lists"),
        format!("**{:.0} MiB**", process::resident_mib(sandbox.program.id())?),
        "",
    );
    restart(sandbox, scratch.path())
}

/// The median time of a page somewhere in the middle.
fn paging(webhook: &Webhook, deals: u64) -> Outcome<Duration> {
    let call = |at: u64| format!("crm.deal.list?start=-1&order[ID]=ASC&filter[>ID]={}", deals / 40 * at);
    let mut took: Vec<Duration> =
        (1..=30).map(|at| timed(webhook, &call(at)).map(|(took, _)| took)).collect::<Outcome<_>>()?;
    took.sort_unstable();
    Ok(took[took.len() / 2])
}

fn timed(webhook: &Webhook, call: &str) -> Outcome<(Duration, Value)> {
    let begin = Instant::now();
    let answer = webhook.get(call);
    let took = begin.elapsed();
    Ok((took, answer.expect(200)))
}

fn questions(webhook: &Webhook, scratch: &Path, deals: u64) -> Outcome {
    let all = all_deals(webhook)?;
    let columns: Vec<String> = all[0].keys().cloned().collect();
    let mut sqlite = Sqlite::start(&scratch.join("deals.sqlite"))?;
    sqlite.say(&json!({"columns": columns, "indexes": INDEXES}))?;
    for deal in &all {
        sqlite.say(&Value::Array(deal.values().map(stored).collect()))?;
    }
    sqlite.say(&Value::Null)?;
    let text = |name: &str| all[all.len() / 2][name].as_str().unwrap_or_default().to_owned();
    let (person, company) = (text("ASSIGNED_BY_ID"), text("COMPANY_ID"));
    let (from, to) = week(&all);
    drop(all);
    let phone =
        webhook.get("crm.contact.list?select[]=PHONE&start=5000").expect(200)["result"][0]["PHONE"][0]["VALUE"].clone();
    for question in asked(&person, &company, &from, &to, deals) {
        ask(webhook, &mut sqlite, &question)?;
    }
    let number = phone.as_str().unwrap_or_default().replace('+', "%2B").replace(' ', "%20");
    let call = format!("crm.contact.list?filter[PHONE]={number}");
    let (took, total) = median(webhook, &call)?;
    row("contacts by phone", format!("{:.2} ms, {total} found", took * 1e3), "");
    Ok(())
}

fn asked(person: &str, company: &str, from: &str, to: &str, deals: u64) -> Vec<Question> {
    let id = |text: &str| Value::from(text.parse::<i64>().unwrap_or_default());
    let question = |what, call: String, sql, values| Question { what, call, sql, values, order: "ID", counted: true };
    let dates = format!("filter[%3E%3DDATE_CREATE]={from}&filter[<DATE_CREATE]={to}").replace('+', "%2B");
    vec![
        question("one stage", "filter[STAGE_ID]=NEW".to_owned(), "STAGE_ID = ?", vec!["NEW".into()]),
        question(
            "one responsible person",
            format!("filter[ASSIGNED_BY_ID]={person}"),
            "ASSIGNED_BY_ID = ?",
            vec![id(person)],
        ),
        question(
            "a stage and a responsible person",
            format!("filter[STAGE_ID]=NEW&filter[ASSIGNED_BY_ID]={person}"),
            "STAGE_ID = ? AND ASSIGNED_BY_ID = ?",
            vec!["NEW".into(), id(person)],
        ),
        question("the upper half of ids", format!("filter[>ID]={}", deals / 2), "ID > ?", vec![(deals / 2).into()]),
        question(
            "created within a week",
            dates.clone(),
            "DATE_CREATE >= ? AND DATE_CREATE < ?",
            vec![from.into(), to.into()],
        ),
        Question {
            order: "DATE_CREATE DESC, ID",
            ..question(
                "created within a week, latest first",
                format!("{dates}&order[DATE_CREATE]=DESC"),
                "DATE_CREATE >= ? AND DATE_CREATE < ?",
                vec![from.into(), to.into()],
            )
        },
        Question {
            order: "DATE_MODIFY DESC, ID",
            ..question("all, last changed first", "order[DATE_MODIFY]=DESC".to_owned(), "1", vec![])
        },
        question(
            "a company's deals in a stage",
            format!("filter[COMPANY_ID]={company}&filter[STAGE_ID]=NEW"),
            "COMPANY_ID = ? AND STAGE_ID = ?",
            vec![id(company), "NEW".into()],
        ),
        question(
            "a person's deals of that week (broad)",
            format!("{dates}&filter[ASSIGNED_BY_ID]={person}"),
            "DATE_CREATE >= ? AND DATE_CREATE < ? AND ASSIGNED_BY_ID = ?",
            vec![from.into(), to.into(), id(person)],
        ),
    ]
}

fn ask(webhook: &Webhook, sqlite: &mut Sqlite, question: &Question) -> Outcome {
    let (ours, total) = median(webhook, &format!("crm.deal.list?{}", question.call))?;
    let Question { sql, values, order, counted, .. } = question;
    sqlite.say(&json!({"where": sql, "values": values, "order": order, "counted": counted}))?;
    let answer = sqlite.hear()?;
    let theirs = answer["median"].as_f64().ok_or("no median")?;
    if answer["total"] != total {
        return Err(format!("{}: {total} found, SQLite finds {}", question.what, answer["total"]).into());
    }
    row(
        &format!("deals: {}", question.what),
        format!("{:.2} ms, {total} found", ours * 1e3),
        format!("SQLite, in its process: {:.2} ms; ratio **{:.2}**", theirs * 1e3, ours / theirs),
    );
    Ok(())
}

/// The median seconds of a page with its total, over HTTP, and the total.
fn median(webhook: &Webhook, call: &str) -> Outcome<(f64, u64)> {
    let (mut took, mut total) = (Vec::new(), 0);
    for _ in 0..TIMES {
        let (one, answer) = timed(webhook, call)?;
        took.push(one);
        total = answer["total"].as_u64().ok_or("a list has a total")?;
    }
    took.sort_unstable();
    Ok((took[took.len() / 2].as_secs_f64(), total))
}

/// A week in the middle of all creation dates, as deals print them.
fn week(deals: &[serde_json::Map<String, Value>]) -> (String, String) {
    let mut days: Vec<&str> = deals.iter().filter_map(|deal| deal["DATE_CREATE"].as_str()).collect();
    days.sort_unstable();
    days.dedup_by_key(|time| time[..10].to_owned());
    let at = days.len() / 2;
    (days[at].to_owned(), days[(at + 7).min(days.len() - 1)].to_owned())
}

/// A value as SQLite gets it: whole numbers as numbers.
fn stored(value: &Value) -> Value {
    let number = value.as_str().filter(|text| text.len() < 16).and_then(|text| text.parse::<i64>().ok());
    number.map_or_else(|| value.as_str().map_or(Value::Null, Value::from), Value::from)
}

/// SQLite, as Python brings it, in a process of its own.
struct Sqlite {
    child: Child,
    answers: BufReader<std::process::ChildStdout>,
}

impl Sqlite {
    fn start(file: &Path) -> Outcome<Sqlite> {
        let python = env::var_os("PORTICO_PYTHON").unwrap_or_else(|| "python3".into());
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("bench/sqlite.py");
        let mut child =
            Command::new(python).arg(script).arg(file).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let answers = BufReader::new(child.stdout.take().ok_or("no standard output")?);
        Ok(Sqlite { child, answers })
    }

    fn say(&mut self, line: &Value) -> Outcome {
        let input = self.child.stdin.as_mut().ok_or("no standard input")?;
        Ok(input.write_all(format!("{line}\n").as_bytes())?)
    }

    fn hear(&mut self) -> Outcome<Value> {
        let mut line = String::new();
        self.answers.read_line(&mut line)?;
        Ok(serde_json::from_str(&line)?)
    }
}

impl Drop for Sqlite {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Kills the portal and starts it on what it left, as after a crash.
fn restart(mut sandbox: Sandbox, scratch: &Path) -> Outcome {
    let data = data_directory(scratch)?;
    sandbox.program.kill();
    let kept = scratch.join("kept");
    fs::rename(&data, &kept)?;
    let gigabytes = size(&kept)? as f64 / 1e9;
    let begin = Instant::now();
    let data = kept.to_str().ok_or("a plain name")?;
    let program =
        Program::start(program::command(&program::path(), ["serve", "--listen", "127.0.0.1:0", "--data", data]));
    program.wait_within(Duration::from_secs(600), "address", |line| line.contains("http://").then_some(()));
    let took = begin.elapsed().as_secs_f64();
    row(
        "ready after being killed",
        format!("{took:.1} s"),
        format!("{gigabytes:.1} GB on disk: **{:.2} s/GB**", took / gigabytes),
    );
    Ok(())
}

fn data_directory(scratch: &Path) -> Outcome<PathBuf> {
    let mut inside = fs::read_dir(scratch)?.flatten().map(|entry| entry.path());
    inside.find(|path| path.join("db").is_dir()).ok_or_else(|| "the sandbox keeps no data".into())
}

fn size(dir: &Path) -> Outcome<u64> {
    let mut total = 0;
    for entry in fs::read_dir(dir)? {
        let (entry, about) = entry.map(|entry| (entry.path(), entry.metadata()))?;
        let about = about?;
        total += if about.is_dir() { size(&entry)? } else { about.len() };
    }
    Ok(total)
}
