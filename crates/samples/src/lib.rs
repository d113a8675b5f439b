//! The request builder's request as a program: one small file for each language or library, one row here.
//!
//! Samples read the webhook's address from the environment; nothing here knows a secret.

mod languages;
mod literal;
mod quote;

use languages::{
    curl, go, httpie, js_fetch, js_sdk, php_crest, php_curl, php_sdk, powershell, python_fast, python_requests,
    python_sdk, rust,
};
use params::{Tree, Value};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use shared::integration::{BuilderRequest, Send};
use shared::sample::{Sample, VARIABLE};

/// The request in a language, by its code in [`shared::sample::LANGUAGES`]; `None` if there is none of this code.
pub fn sample(language: &str, request: &BuilderRequest) -> Option<Sample> {
    let (_, write) = WRITERS.iter().find(|(code, _)| *code == language)?;
    Some(write(&asked(request)))
}

type Write = fn(&Asked) -> Sample;

/// What writes the samples of each language.
static WRITERS: &[(&str, Write)] = &[
    ("curl", curl::write),
    ("php_curl", php_curl::write),
    ("php_crest", php_crest::write),
    ("php_sdk", php_sdk::write),
    ("js_fetch", js_fetch::write),
    ("js_sdk", js_sdk::write),
    ("python_requests", python_requests::write),
    ("python_sdk", python_sdk::write),
    ("python_fast", python_fast::write),
    ("go", go::write),
    ("rust", rust::write),
    ("powershell", powershell::write),
    ("httpie", httpie::write),
];

/// A request as the languages need it.
struct Asked {
    /// Name of the method.
    method: String,
    /// What follows the webhook's address, safe in any quotes: `crm.lead.add.json`.
    path: String,
    way: Send,
    v3: bool,
    /// Names in bracket notation with their values, in the person's order.
    pairs: Vec<(String, String)>,
    /// The same nested; values of a JSON body keep their types.
    tree: Value,
    /// The JSON body; of other ways of sending what it would be.
    json: String,
}

fn asked(request: &BuilderRequest) -> Asked {
    let way = if request.v3 { Send::PostJson } else { request.send };
    let filled = request.params.iter().filter(|(name, value)| !name.is_empty() || !value.is_empty());
    let pairs: Vec<_> = filled.cloned().collect();
    let typed = request.body.as_ref().filter(|_| way == Send::PostJson);
    // A body that can't be read is nothing to make a program of; its rows are what was meant last.
    let tree = typed.and_then(|body| params::decode_json(body.as_bytes()).ok());
    let tree = Value::Tree(tree.unwrap_or_else(|| params::unflatten(&pairs)));
    let ending = if request.v3 { "" } else { request.ending.text() };
    Asked {
        path: format!("{}{ending}", encoded(&request.method)),
        json: json(&tree),
        method: request.method.clone(),
        way,
        v3: request.v3,
        pairs,
        tree,
    }
}

fn json(tree: &Value) -> String {
    match tree {
        Value::Tree(tree) if tree.is_empty() => "{}".to_owned(),
        // Writing to text has nothing that fails.
        tree => serde_json::to_string_pretty(&tree.to_json()).unwrap_or_default(),
    }
}

impl Asked {
    /// The pairs as a query or a form's body.
    fn query(&self) -> String {
        let pairs: Vec<_> =
            self.pairs.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
        pairs.join("&")
    }

    /// `path`, and the pairs behind a question mark if there are any.
    fn path_with_query(&self) -> String {
        if self.pairs.is_empty() { self.path.clone() } else { format!("{}?{}", self.path, self.query()) }
    }

    /// The pairs with every list numbered, so that no name stands twice.
    fn numbered(&self) -> Vec<(String, String)> {
        self.tree.as_tree().map(params::flatten).unwrap_or_default()
    }

    /// A comment that says what the variable holds.
    fn note(&self, comment: &str) -> String {
        let below = if self.v3 { "rest/api" } else { "rest" };
        format!("{comment} {VARIABLE} is the webhook's address: https://portal.example/{below}/1/secret/\n")
    }

    /// For libraries that know nothing of version 3.
    fn only_v2(&self, comment: &str, library: &str) -> String {
        match self.v3 {
            true => format!("{comment} {library} calls methods of version 2 only; this one belongs to version 3.\n"),
            false => String::new(),
        }
    }

    fn tree(&self) -> Option<&Tree> {
        self.tree.as_tree().filter(|tree| !tree.is_empty())
    }
}

/// A sample whose parts are joined, with what to replace when the address is to stand in it. The note goes then.
fn made(asked: &Asked, comment: &str, parts: &[&str], swaps: &[(&str, &str)]) -> Sample {
    let note = asked.note(comment);
    let own = swaps.iter().map(|(from, to)| ((*from).to_owned(), (*to).to_owned()));
    let swaps = [(note.clone(), String::new())].into_iter().chain(own).collect();
    Sample { text: parts.concat().replacen(NOTE, &note, 1), swaps }
}

/// Where a sample's text has its note.
const NOTE: &str = "\u{0}";

/// RFC 3986: everything but the unreserved characters.
static RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}
