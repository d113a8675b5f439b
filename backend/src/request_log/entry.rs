//! A call as it is noted and as it is stored.

use engine::Error;
use serde::{Deserialize, Serialize};
use shared::Millis;
use shared::request_log::Logged;
use std::borrow::Cow;
use std::net::IpAddr;
use std::time::Duration;
use store::StoreError;

/// Longest text of an error that is kept, in bytes.
const TEXT_MAX: usize = 400;

/// Longest code of an error that is kept, in bytes.
const CODE_MAX: usize = 80;

/// A call, for whoever notes it.
#[derive(Clone, Copy, Debug)]
pub struct Call<'a> {
    /// When it began.
    pub at: Millis,
    /// Name of the method; empty for an unknown one.
    pub method: &'static str,
    /// What it was refused with.
    pub error: Option<&'a Error>,
    /// How long it took.
    pub took: Duration,
    /// Where it came from.
    pub source: IpAddr,
    /// Whether it was made inside a batch.
    pub in_batch: bool,
}

/// A call that waits to be written.
#[derive(Clone, Debug)]
pub struct Entry {
    /// When it began.
    pub at: Millis,
    method: &'static str,
    status: u16,
    micros: u64,
    in_batch: bool,
    error: Option<Box<(String, String)>>,
    source: Option<IpAddr>,
    more: u64,
}

/// The stored form: time, method, status, microseconds, in a batch, code, text, address, how many more.
#[derive(Serialize, Deserialize)]
struct Stored<'a>(Millis, Cow<'a, str>, u16, u64, bool, Cow<'a, str>, Cow<'a, str>, String, u64);

impl Entry {
    /// A call.
    pub fn of(call: &Call) -> Entry {
        let error = call.error.map(|error| Box::new((cut(&error.code, CODE_MAX), cut(&error.description, TEXT_MAX))));
        Entry {
            at: call.at,
            method: call.method,
            status: call.error.map_or(200, |error| error.status),
            micros: call.took.as_micros() as u64,
            in_batch: call.in_batch,
            error,
            source: Some(call.source),
            more: 0,
        }
    }

    /// So many calls that were only counted.
    pub fn more(at: Millis, more: u64) -> Entry {
        Entry { at, method: "", status: 0, micros: 0, in_batch: false, error: None, source: None, more }
    }
}

/// Calls as one value.
pub fn encode(block: &[Entry]) -> Vec<u8> {
    let stored = |entry: &'_ Entry| {
        let (code, text) = match &entry.error {
            Some(error) => (error.0.clone(), error.1.clone()),
            None => (String::new(), String::new()),
        };
        let address = entry.source.map(|source| source.to_string()).unwrap_or_default();
        let (method, more) = (Cow::Borrowed(entry.method), entry.more);
        Stored(entry.at, method, entry.status, entry.micros, entry.in_batch, code.into(), text.into(), address, more)
    };
    // Plain values always have a form in JSON.
    serde_json::to_vec(&block.iter().map(stored).collect::<Vec<_>>()).unwrap_or_default()
}

/// The calls of a value, without their places.
///
/// # Errors
/// When it is none.
pub fn decode(bytes: &[u8]) -> Result<Vec<Logged>, StoreError> {
    let stored: Vec<Stored> = serde_json::from_slice(bytes)
        .map_err(|error| StoreError::Corrupt(format!("a block of the request log: {error}")))?;
    let logged = |Stored(at, method, status, micros, in_batch, code, text, address, more): Stored| Logged {
        place: String::new(),
        at,
        method: method.into_owned(),
        status,
        micros,
        in_batch,
        code: code.into_owned(),
        text: text.into_owned(),
        address,
        more,
    };
    Ok(stored.into_iter().map(logged).collect())
}

fn cut(text: &str, most: usize) -> String {
    if text.len() <= most {
        return text.to_owned();
    }
    let end = (0..=most).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    format!("{}…", &text[..end])
}
