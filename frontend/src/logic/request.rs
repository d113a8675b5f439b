//! The builder's request and its address: what is typed in one is read from the other.
//!
//! A request is kept as rows in the person's order, since a tree would spell `select[]` differently
//! and move `1[TITLE]` away from its place.

mod read;

pub use read::{Address, TOKEN, read_address, read_query, split_pair};

use params::{JsonError, NameError};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use shared::integration::{BuilderRequest, Send};
use shared::typed::is_method_letter;
use std::collections::HashSet;

/// Parameters: names in bracket notation with their values.
pub type Params = Vec<(String, String)>;

/// What keeps a request from being sent as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// There is no method.
    NoMethod,
    /// These characters can't be a method's name.
    Method(String),
    /// The name of this row is used before, and one of the two would be lost.
    Duplicate(usize),
    /// The name of this row can't be read the same way by everybody.
    Name(usize, NameError),
    /// The body that was typed is no JSON object or list.
    Body(JsonError),
}

impl Problem {
    /// The parameter row at fault.
    pub fn row(&self) -> Option<usize> {
        match self {
            Problem::Duplicate(row) | Problem::Name(row, _) => Some(*row),
            Problem::NoMethod | Problem::Method(_) | Problem::Body(_) => None,
        }
    }
}

/// A request as HTTP sends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wire {
    /// What follows the webhook's address: `crm.lead.get.json?ID=42`, all in ASCII.
    pub tail: String,
    /// Body with its type; `None` is a `GET`.
    pub body: Option<(&'static str, String)>,
}

/// The address after the webhook's prefix as people read it: `crm.lead.get.json?fields[TITLE]=A%26B`.
/// Only what would be read as something else is percent-encoded.
pub fn address(request: &BuilderRequest) -> String {
    let query = match way(request) {
        Send::Get => join(&request.params, readable),
        Send::PostForm | Send::PostJson => String::new(),
    };
    with_query(request, &query)
}

/// The address of a webhook up to the secret, in the protocol's version: version 3 has `/rest/api/4/`.
pub fn prefix(inbound: &str, v3: bool) -> String {
    match (inbound.rsplit_once("/rest/"), v3) {
        (Some((origin, owner)), true) => format!("{origin}/rest/api/{owner}"),
        _ => inbound.to_owned(),
    }
}

/// How the request is sent. Version 3 knows only one way.
pub fn way(request: &BuilderRequest) -> Send {
    if request.v3 { Send::PostJson } else { request.send }
}

/// The request with what an address says put in.
pub fn with_address(request: &BuilderRequest, address: Address) -> BuilderRequest {
    let v3 = address.v3.unwrap_or(request.v3);
    let now = BuilderRequest { method: address.method, ending: address.ending, v3, ..request.clone() };
    match address.params {
        Some(params) => with_rows(&now, params),
        // In a POST the address has no parameters to show, so none there is no change.
        None if way(&now) != Send::Get => now,
        None => with_rows(&now, Vec::new()),
    }
}

/// The request with other rows; a typed body no longer holds.
pub fn with_rows(request: &BuilderRequest, params: Params) -> BuilderRequest {
    BuilderRequest { params, body: None, ..request.clone() }
}

/// The request with a body as it was typed. Its rows follow as soon as it can be read.
pub fn with_body(request: &BuilderRequest, typed: String) -> BuilderRequest {
    let params = match params::decode_json(typed.as_bytes()) {
        Ok(tree) => params::flatten(&tree),
        Err(_) => request.params.clone(),
    };
    BuilderRequest { params, body: Some(typed), ..request.clone() }
}

/// What goes over the wire. Every key and every value is encoded exactly once.
pub fn wire(request: &BuilderRequest) -> Wire {
    let encoded = || join(&request.params, strict);
    let (query, body) = match way(request) {
        Send::Get => (encoded(), None),
        Send::PostForm => (String::new(), Some(("application/x-www-form-urlencoded", encoded()))),
        Send::PostJson => (String::new(), Some(("application/json", json_body(request)))),
    };
    Wire { tail: with_query(request, &query), body }
}

/// The body of a JSON request: as it was typed, else made of the rows.
pub fn json_body(request: &BuilderRequest) -> String {
    match &request.body {
        Some(typed) => typed.clone(),
        None => {
            let rows: Params = request.params.iter().filter(|row| !is_blank(row)).cloned().collect();
            let tree = params::unflatten(&rows);
            if tree.is_empty() { "{}".to_owned() } else { pretty(params::Value::Tree(tree)) }
        }
    }
}

/// JSON on several lines.
pub fn pretty(value: params::Value) -> String {
    // Writing to text can't fail.
    serde_json::to_string_pretty(&value.to_json()).unwrap_or_default()
}

/// Everything that is wrong with a request, from the top.
pub fn problems(request: &BuilderRequest) -> Vec<Problem> {
    let mut found = Vec::new();
    let odd: String = request.method.chars().filter(|letter| !is_method_letter(*letter)).collect();
    if request.method.is_empty() {
        found.push(Problem::NoMethod);
    } else if !odd.is_empty() {
        found.push(Problem::Method(odd));
    }
    // What is sent is the typed body; its keys need no brackets.
    if let Some(body) = request.body.as_ref().filter(|_| way(request) == Send::PostJson) {
        found.extend(params::decode_json(body.as_bytes()).err().map(Problem::Body));
        return found;
    }
    let mut names = HashSet::new();
    for (row, (name, value)) in request.params.iter().enumerate() {
        // A row that has just been added is nothing to complain about.
        if name.is_empty() && value.is_empty() {
            continue;
        }
        if let Err(error) = params::check_name(name) {
            found.push(Problem::Name(row, error));
        } else if !name.contains("[]") && !names.insert(name.as_str()) {
            found.push(Problem::Duplicate(row));
        }
    }
    found
}

/// The same request for the page that starts at `next`. The row keeps its place if it is there.
pub fn from_start(request: &BuilderRequest, next: u64) -> BuilderRequest {
    let mut request = with_rows(request, request.params.clone());
    match request.params.iter_mut().find(|(name, _)| name.eq_ignore_ascii_case("start")) {
        Some((_, value)) => *value = next.to_string(),
        None => request.params.push(("start".to_owned(), next.to_string())),
    }
    request
}

/// The request without the rows that nothing has been typed into.
pub fn tidy(request: &BuilderRequest) -> BuilderRequest {
    let params = request.params.iter().filter(|row| !is_blank(row)).cloned().collect();
    BuilderRequest { params, ..request.clone() }
}

fn is_blank((name, value): &(String, String)) -> bool {
    name.is_empty() && value.is_empty()
}

fn with_query(request: &BuilderRequest, query: &str) -> String {
    // Without a method there is nothing that could end.
    let ending = if request.v3 || request.method.is_empty() { "" } else { request.ending.text() };
    let mark = if query.is_empty() { "" } else { "?" };
    [&strict(&request.method), ending, mark, query].concat()
}

fn join(params: &Params, encode: fn(&str) -> String) -> String {
    let filled = params.iter().filter(|row| !is_blank(row));
    filled.map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect::<Vec<_>>().join("&")
}

/// RFC 3986: everything but the unreserved characters.
static RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

fn strict(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// Brackets, letters of every script and whatever else is harmless stay as they are.
fn readable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '%' | '&' | '=' | '+' | '#') || letter.is_whitespace() || letter.is_control() {
            out.push_str(&strict(letter.encode_utf8(&mut [0; 4])));
        } else {
            out.push(letter);
        }
    }
    out
}

#[cfg(test)]
mod tests;
