//! Reading of addresses, as people type and paste them.

use super::Params;
use percent_encoding::percent_decode_str;
use shared::integration::Ending;

/// What an address says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The method, without `.json`.
    pub method: String,
    /// What the method's name ended in.
    pub ending: Ending,
    /// The version of the protocol, where the address tells it.
    pub v3: Option<bool>,
    /// The parameters, unless the address has no `?`.
    pub params: Option<Params>,
}

/// Reads what was typed or pasted into the address: the part after the prefix, or a whole address,
/// of which server, owner and secret are left out, and so is a token in `auth`.
pub fn read_address(typed: &str) -> Address {
    let (path, query) = match typed.trim().split_once('?') {
        Some((path, query)) => (path, Some(query.split('#').next().unwrap_or_default())),
        None => (typed.trim(), None),
    };
    let place = path.split_once("/rest/").filter(|(before, _)| before.is_empty() || before.contains("://"));
    let v3 = place.map(|(_, below)| below.starts_with("api/"));
    let tail = match place {
        Some((_, below)) => after_secret(below.strip_prefix("api/").unwrap_or(below)),
        None => path,
    };
    let name = decode(tail.trim_matches('/'));
    let (method, ending) = match (name.strip_suffix(".json"), name.strip_suffix(".xml")) {
        (Some(method), _) => (method, Ending::Json),
        (_, Some(method)) => (method, Ending::Xml),
        _ => (name.as_str(), Ending::None),
    };
    let params = query.map(|query| {
        let rows = read_query(query).into_iter();
        rows.filter(|(name, _)| place.is_none() || name != TOKEN).collect()
    });
    Address { method: method.to_owned(), ending, v3, params }
}

/// The pairs of a query or of a form's body.
pub fn read_query(query: &str) -> Params {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs.map(split_pair).map(|(name, value)| (decode(name), decode(value))).collect()
}

/// Name and value of a pair. Between brackets an equals sign belongs to the name, as in `filter[>=ID]=1`, which
/// people type and manuals print.
pub fn split_pair(pair: &str) -> (&str, &str) {
    let mut open = false;
    for (at, letter) in pair.char_indices() {
        match letter {
            '[' => open = true,
            ']' => open = false,
            '=' if !open || !pair[at..].contains(']') => return (&pair[..at], &pair[at + 1..]),
            _ => {}
        }
    }
    (pair, "")
}

/// The parameter in which applications send their token.
pub const TOKEN: &str = "auth";

/// What follows owner and secret; applications' addresses have neither.
fn after_secret(below: &str) -> &str {
    match below.trim_start_matches('/').splitn(3, '/').collect::<Vec<_>>()[..] {
        [_, _, method] => method,
        // Of an owner alone, as while a whole address is being typed, nothing is to be had.
        [method] if !method.starts_with(|letter: char| letter.is_ascii_digit()) => method,
        _ => "",
    }
}

fn decode(part: &str) -> String {
    percent_decode_str(&part.replace('+', " ")).decode_utf8_lossy().into_owned()
}
