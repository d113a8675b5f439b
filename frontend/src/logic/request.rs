//! The builder's request and its address: what is typed in one is read from the other.
//!
//! A request is kept as rows in the person's order, since a tree would spell `select[]` differently
//! and move `1[TITLE]` away from its place.

use params::NameError;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use shared::integration::{BuilderRequest, Send};
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
}

impl Problem {
    /// The parameter row at fault.
    pub fn row(&self) -> Option<usize> {
        match self {
            Problem::Duplicate(row) | Problem::Name(row, _) => Some(*row),
            Problem::NoMethod | Problem::Method(_) => None,
        }
    }
}

/// What an address says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The method, without `.json`.
    pub method: String,
    /// The parameters, unless the address has no `?`.
    pub params: Option<Params>,
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
    let query = match request.send {
        Send::Get => join(&request.params, readable),
        Send::PostForm | Send::PostJson => String::new(),
    };
    with_query(&request.method, &query)
}

/// Reads what was typed or pasted into the address: the part after the prefix, or a whole address,
/// of which server, owner and secret are left out.
pub fn read_address(typed: &str) -> Address {
    let tail = after_webhook(typed.trim());
    let (path, query) = match tail.split_once('?') {
        Some((path, query)) => (path, Some(query.split('#').next().unwrap_or_default())),
        None => (tail, None),
    };
    let path = decode(path.trim_matches('/'));
    let method = path.strip_suffix(".json").or_else(|| path.strip_suffix(".xml")).unwrap_or(&path);
    Address { method: method.to_owned(), params: query.map(read_query) }
}

/// The request with what an address says put in.
pub fn with_address(request: &BuilderRequest, address: Address) -> BuilderRequest {
    let params = match address.params {
        Some(params) => params,
        // In a POST the address has no parameters to show, so none there is no change.
        None if request.send != Send::Get => request.params.clone(),
        None => Vec::new(),
    };
    BuilderRequest { method: address.method, params, send: request.send }
}

/// What goes over the wire. Every key and every value is encoded exactly once.
pub fn wire(request: &BuilderRequest) -> Wire {
    let encoded = || join(&request.params, strict);
    match request.send {
        Send::Get => Wire { tail: with_query(&request.method, &encoded()), body: None },
        Send::PostForm => {
            Wire { tail: with_query(&request.method, ""), body: Some(("application/x-www-form-urlencoded", encoded())) }
        }
        Send::PostJson => {
            Wire { tail: with_query(&request.method, ""), body: Some(("application/json", json_body(&request.params))) }
        }
    }
}

/// A cURL command for a POSIX shell. `webhook` is the address as it is copied, up to the slash after
/// the secret, or a shell variable such as `${PORTICO_WEBHOOK}` that holds it.
pub fn curl(request: &BuilderRequest, webhook: &str) -> String {
    let Wire { tail, body } = wire(request);
    match body {
        None => format!("curl \"{webhook}{tail}\""),
        Some((kind, body)) => {
            format!(
                "curl \"{webhook}{tail}\" \\\n  -H 'Content-Type: {kind}' \\\n  --data-raw '{}'",
                body.replace('\'', r"'\''")
            )
        }
    }
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
    let mut request = request.clone();
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

fn is_method_letter(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_' | '-')
}

/// The part after `/rest/{owner}/{secret}/` of a whole address; anything else as it is.
fn after_webhook(typed: &str) -> &str {
    let whole = typed.contains("://") || typed.starts_with('/');
    let path = typed.split_once("/rest/").filter(|_| whole).and_then(|(_, rest)| rest.splitn(3, '/').nth(2));
    path.unwrap_or(typed)
}

fn with_query(method: &str, query: &str) -> String {
    let method = strict(method);
    if query.is_empty() { format!("{method}.json") } else { format!("{method}.json?{query}") }
}

fn read_query(query: &str) -> Params {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (decode(name), decode(value)))
        .collect()
}

fn join(params: &Params, encode: fn(&str) -> String) -> String {
    let filled = params.iter().filter(|row| !is_blank(row));
    filled.map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect::<Vec<_>>().join("&")
}

fn json_body(rows: &Params) -> String {
    let tree = params::unflatten(rows);
    if tree.is_empty() { "{}".to_owned() } else { params::Value::Tree(tree).to_json().to_string() }
}

fn decode(part: &str) -> String {
    percent_decode_str(&part.replace('+', " ")).decode_utf8_lossy().into_owned()
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
