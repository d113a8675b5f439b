//! `batch`: up to 50 commands one after another, later ones referring to earlier answers.
//! docs: settings/how-to-call-rest-api/batch.md.

use crate::{
    Answer, Call, Caller, Error, Operating, Result, Services, error, json, operating::Timing, registry::Target,
};
use params::{Key, Tree, Value};
use std::{
    cell::{Cell, OnceCell},
    time::{Duration, Instant},
};
use store::Ticket;

/// Commands of one batch; each one above fails by itself.
pub const COMMANDS: usize = 50;

/// One inner call, for those who count.
pub struct Inner<'a> {
    /// The method; `None` when its name is unknown.
    pub target: Option<&'a Target>,
    /// What it was refused with.
    pub error: Option<&'a Error>,
    /// How long it took.
    pub duration: Duration,
    /// Whether the method itself was reached.
    pub ran: bool,
}

/// What calls have in common: who, where, when, and who limits and counts them.
#[derive(Clone, Copy)]
pub struct Session<'a> {
    /// The portal.
    pub services: &'a Services,
    /// Who calls.
    pub caller: &'a Caller,
    /// The time of the request, UTC milliseconds.
    pub now: i64,
    /// Scheme and host of the portal as the client sees it.
    pub origin: &'a str,
    /// Whether the limits let an inner call of a batch begin.
    pub limit: &'a dyn Fn(&Target) -> Result<()>,
    /// Told of every inner call of a batch; answers what its method has cost.
    pub count: &'a dyn Fn(Inner) -> Operating,
}

/// Performs one method by the rules: it must exist, be implemented, be granted, and be for webhooks.
///
/// # Errors
/// The refusals of the contract, in its order, and those of the method.
pub fn perform(session: &Session, target: &Target, params: &Tree) -> Result<Answer> {
    let (family, method) = admit(session.caller, target)?;
    if target.name == BATCH {
        return batch(session, params);
    }
    let Session { services, caller, now, origin, .. } = *session;
    (method.run)(&Call { caller, params, family, method, services, now, origin })
}

const BATCH: &str = "batch";

/// Whether a caller may use a method, and what answers it.
///
/// # Errors
/// Not implemented, scope, application context: in the order of the contract.
pub fn admit(caller: &Caller, target: &Target) -> Result<(&'static crate::Family, &'static crate::Method)> {
    // An application's method is refused for what it is, implemented or not.
    let implemented = target.implemented();
    if target.run.is_none() && !target.needs_app {
        return implemented;
    }
    if !caller.has_scope(target.scope) {
        return Err(error::INSUFFICIENT_SCOPE.into());
    }
    if target.needs_app && caller.application.is_none() {
        let words = ["event", "app.option", "user.option", "entity"];
        let context = words.iter().any(|word| target.name == *word || target.name.starts_with(&format!("{word}.")))
            || target.name == "events";
        return Err(if context { error::APPLICATION_CONTEXT } else { error::APPLICATION_REQUIRED }.into());
    }
    implemented
}

/// Bytes that the references of one batch may bring into its commands, about.
const REFERRED: usize = 64 << 20;

/// What later commands may refer to.
struct Earlier {
    results: Vec<(Key, Done)>,
    room: Cell<usize>,
}

/// The answer of a command.
struct Done {
    json: Vec<u8>,
    value: OnceCell<Option<Value>>,
}

struct Outcomes {
    earlier: Earlier,
    errors: Vec<(Key, Error)>,
    totals: Vec<(Key, u64)>,
    nexts: Vec<(Key, u64)>,
    times: Vec<(Key, Vec<u8>)>,
    ticket: Option<Ticket>,
}

fn batch(session: &Session, params: &Tree) -> Result<Answer> {
    let commands = match params.get_ci("cmd") {
        Some(Value::Tree(commands)) => commands,
        _ => return Err(Error::new(400, "ERROR_ARGUMENT", "Argument 'cmd' must be an array").about("cmd")),
    };
    let halt = params.get_ci("halt").and_then(Value::as_flag).unwrap_or(false);
    let mut outcomes = Outcomes {
        earlier: Earlier { results: Vec::new(), room: Cell::new(REFERRED) },
        errors: Vec::new(),
        totals: Vec::new(),
        nexts: Vec::new(),
        times: Vec::new(),
        ticket: None,
    };
    let begin = Instant::now();
    for (place, (label, command)) in commands.iter().enumerate() {
        let started = begin.elapsed();
        match run_command(session, place, command, &outcomes.earlier) {
            Ok((answer, operating)) => {
                let duration = (begin.elapsed() - started).as_secs_f64();
                let start = session.now as f64 / 1000.0 + started.as_secs_f64();
                let timing = Timing { start, duration, processing: duration, operating };
                outcomes.keep(session, label, answer, timing);
            }
            Err(error) => {
                outcomes.errors.push((label.clone(), error));
                if halt {
                    break;
                }
            }
        }
    }
    Ok(outcomes.answer())
}

fn run_command(session: &Session, place: usize, command: &Value, earlier: &Earlier) -> Result<(Answer, Operating)> {
    if place >= COMMANDS {
        return Err(error::BATCH_TOO_LONG.into());
    }
    let text = match command {
        Value::Tree(_) => {
            return Err(Error::new(400, "ERROR_ARGUMENT", "A command must be a string such as 'crm.deal.get?id=1'")
                .about("cmd"));
        }
        scalar => scalar.as_text().unwrap_or_default(),
    };
    let (name, query) = text.split_once('?').unwrap_or((&text, ""));
    let begin = Instant::now();
    let target = session.services.registry.find(2, name.trim());
    let admitted = match &target {
        Err(_) => Err(error::METHOD_NOT_FOUND.into()),
        Ok(target) if target.name == BATCH => Err(error::BATCH_NOT_ALLOWED.into()),
        Ok(target) => admit(session.caller, target).and_then(|_| (session.limit)(target)).map(|()| *target),
    };
    let ran = admitted.is_ok();
    let outcome = admitted.and_then(|target| {
        let params = resolve_all(params::decode_query(query), earlier)?;
        perform(session, target, &params)
    });
    let inner = Inner { target: target.ok(), error: outcome.as_ref().err(), duration: begin.elapsed(), ran };
    let operating = (session.count)(inner);
    outcome.map(|answer| (answer, operating))
}

impl Outcomes {
    fn keep(&mut self, session: &Session, label: &Key, answer: Answer, timing: Timing) {
        let mut time = Vec::new();
        timing.write(&mut time, session.services.zone);
        self.earlier.results.push((label.clone(), Done { json: answer.json, value: OnceCell::new() }));
        self.times.push((label.clone(), time));
        self.totals.extend(answer.total.map(|total| (label.clone(), total)));
        self.nexts.extend(answer.next.map(|next| (label.clone(), next)));
        if let Some(ticket) = answer.ticket {
            self.ticket = Some(match self.ticket.take() {
                Some(earlier) => earlier.merge(ticket),
                None => ticket,
            });
        }
    }

    fn answer(self) -> Answer {
        let mut out = b"{\"result\":".to_vec();
        php_map(&mut out, &self.earlier.results, |out, done| out.extend_from_slice(&done.json));
        json::key(&mut out, "result_error");
        php_map(&mut out, &self.errors, |out, error| {
            out.push(b'{');
            json::key(out, "error");
            json::text(out, &error.code);
            json::key(out, "error_description");
            json::text(out, &error.description);
            out.push(b'}');
        });
        json::key(&mut out, "result_total");
        php_map(&mut out, &self.totals, |out, total| json::int(out, *total as i64));
        json::key(&mut out, "result_next");
        php_map(&mut out, &self.nexts, |out, next| json::int(out, *next as i64));
        json::key(&mut out, "result_time");
        php_map(&mut out, &self.times, |out, time| out.extend_from_slice(time));
        out.push(b'}');
        Answer { json: out, ticket: self.ticket, ..Answer::default() }
    }
}

/// A map by the PHP array rule: labels that are exactly 0..n-1 make a list, no labels an empty one.
fn php_map<T>(out: &mut Vec<u8>, rows: &[(Key, T)], mut each: impl FnMut(&mut Vec<u8>, &T)) {
    let is_list = rows.iter().enumerate().all(|(at, (key, _))| *key == Key::Index(at as i64));
    if is_list {
        return json::list(out, rows, |out, (_, value)| each(out, value));
    }
    out.push(b'{');
    for (key, value) in rows {
        json::comma(out);
        json::text(out, &key.to_string());
        out.push(b':');
        each(out, value);
    }
    out.push(b'}');
}

const REFERENCE: &str = "$result[";

/// A value with `$result[label][key]…` replaced.
fn resolve(value: Value, earlier: &Earlier) -> Result<Value> {
    match value {
        Value::Tree(tree) => Ok(Value::Tree(resolve_all(tree, earlier)?)),
        Value::Text(text) if text.contains(REFERENCE) => resolve_text(&text, earlier),
        value => Ok(value),
    }
}

fn resolve_all(tree: Tree, earlier: &Earlier) -> Result<Tree> {
    tree.into_iter().map(|(key, value)| Ok((key, resolve(value, earlier)?))).collect()
}

fn resolve_text(text: &str, earlier: &Earlier) -> Result<Value> {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(REFERENCE) {
        let (path, after) = read_path(&rest[at + REFERENCE.len() - 1..]);
        let found = earlier.find(&path)?;
        if at == 0 && out.is_empty() && after.is_empty() {
            // The whole value is one reference: it may become an array.
            return Ok(found.cloned().unwrap_or(Value::Text(String::new())));
        }
        out.push_str(&rest[..at]);
        out.push_str(&found.and_then(Value::as_text).unwrap_or_default());
        rest = after;
    }
    out.push_str(rest);
    Ok(Value::Text(out))
}

/// `[a][b]rest` into its keys and what follows them.
fn read_path(text: &str) -> (Vec<&str>, &str) {
    let (mut path, mut rest) = (Vec::new(), text);
    while let Some((key, after)) = rest.strip_prefix('[').and_then(|inner| inner.split_once(']')) {
        path.push(key.trim_matches(['\'', '"']));
        rest = after;
    }
    (path, rest)
}

impl Earlier {
    /// What a reference leads to. Counts it, so that a small batch cannot fill the memory.
    fn find(&self, path: &[&str]) -> Result<Option<&Value>> {
        let found = path.split_first().and_then(|(label, path)| {
            let label = Key::from(*label);
            let (_, done) = self.results.iter().find(|(key, _)| *key == label)?;
            done.value()?.path(path)
        });
        let room = self.room.get().checked_sub(found.map_or(MEMBER, size));
        let Some(room) = room else {
            let text = format!("References bring in more than {} MiB", REFERRED >> 20);
            return Err(Error::new(400, "ERROR_ARGUMENT", text).about("cmd"));
        };
        self.room.set(room);
        Ok(found)
    }
}

impl Done {
    /// The answer as a value; read once, however often it is referred to.
    fn value(&self) -> Option<&Value> {
        let read = || params::decode_json(&[b"[", self.json.as_slice(), b"]"].concat()).ok()?.at(0).cloned();
        self.value.get_or_init(read).as_ref()
    }
}

/// Bytes that a value takes in memory, about.
fn size(value: &Value) -> usize {
    match value {
        Value::Text(text) => MEMBER + text.len(),
        Value::Tree(tree) => tree.values().map(size).sum::<usize>() + MEMBER,
        _ => MEMBER,
    }
}

/// Bytes of a value without text, with its key.
const MEMBER: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    fn earlier(json: &str) -> Earlier {
        let done = Done { json: json.as_bytes().to_vec(), value: OnceCell::new() };
        Earlier { results: vec![(Key::from("a"), done)], room: Cell::new(REFERRED) }
    }

    fn resolved(text: &str, earlier: &Earlier) -> Result<Value> {
        resolve(Value::from(text), earlier)
    }

    #[test]
    fn references_become_what_they_lead_to() {
        let earlier = earlier(r#"{"ID":7,"rows":[{"ID":"8"}]}"#);
        for (text, expected) in [
            ("$result[a][ID]", Value::Int(7)),
            ("$result['a'][\"rows\"][0][ID]", Value::from("8")),
            ("<$result[a][ID]-$result[a][rows][0][ID]>", Value::from("<7-8>")),
            ("$result[b][ID]", Value::from("")),
            ("x$result[a][rows]y", Value::from("xy")),
        ] {
            assert_eq!(resolved(text, &earlier).unwrap(), expected, "{text}");
        }
    }

    #[test]
    fn a_small_batch_cannot_fill_the_memory() {
        let earlier = earlier(&format!("\"{}\"", "x".repeat(1 << 20)));
        let text = |times: usize| "$result[a]".repeat(times);
        assert!(resolved(&text(60), &earlier).is_ok());
        assert_eq!(resolved(&text(60), &earlier).unwrap_err().code, "ERROR_ARGUMENT");
        let none = Earlier { room: Cell::new(REFERRED), ..earlier };
        assert!(resolved(&"$result[b]".repeat((REFERRED / MEMBER) + 1), &none).is_err());
    }
}
