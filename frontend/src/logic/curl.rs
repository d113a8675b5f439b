//! A cURL command as a request: of manuals, of terminals, and as browsers copy them. Only the method and its
//! parameters are taken; server, owner, secret and headers are not.

mod words;

use super::request::{Params, TOKEN, pretty, read_address, read_query, split_pair, with_body};
use shared::integration::{BuilderRequest, Send};

/// Why a text is no cURL command that the builder can take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotRead {
    /// It does not begin with `curl`.
    NotCurl,
    /// A quote is not closed.
    Quote,
    /// There is no address of a REST method in it.
    Address,
    /// It sends this file, which a page can't read.
    File(String),
}

/// Whether a text means to be a cURL command.
pub fn looks_like(text: &str) -> bool {
    let first = text.trim_start().trim_start_matches("$ ").split_whitespace().next().unwrap_or_default();
    first.eq_ignore_ascii_case("curl") || first.eq_ignore_ascii_case("curl.exe")
}

/// Reads a command.
///
/// # Errors
/// [`NotRead`], which says what is wrong with it.
pub fn read(text: &str) -> Result<BuilderRequest, NotRead> {
    if !looks_like(text) {
        return Err(NotRead::NotCurl);
    }
    let command = parse(words::words(text.trim_start().trim_start_matches("$ ")).ok_or(NotRead::Quote)?)?;
    let address = command.address.as_deref().map(without_variable).ok_or(NotRead::Address)?;
    let address = read_address(address);
    if address.method.is_empty() || address.method.contains('/') {
        return Err(NotRead::Address);
    }
    let query = address.params.unwrap_or_default();
    let raw = command.raw.join("&");
    let request = BuilderRequest {
        method: address.method,
        ending: address.ending,
        v3: address.v3 == Some(true),
        ..BuilderRequest::default()
    };
    if command.is_json(&raw) {
        let request = with_body(&BuilderRequest { send: Send::PostJson, ..request }, without_token(raw));
        // A body can't hold what stands in the address, so both become rows.
        return Ok(match query.is_empty() {
            true => request,
            false => BuilderRequest { params: [query, request.params].concat(), body: None, ..request },
        });
    }
    let has_data = !command.raw.is_empty() || !command.pairs.is_empty();
    let send = match (command.verb.as_deref(), command.get) {
        (_, true) | (Some("GET" | "get"), false) => Send::Get,
        (None, false) if !has_data => Send::Get,
        _ => Send::PostForm,
    };
    let mut params = [query, read_query(&raw), command.pairs].concat();
    params.retain(|(name, _)| name != TOKEN);
    Ok(BuilderRequest { params, send, ..request })
}

/// What the words of a command say.
#[derive(Default)]
struct Command {
    address: Option<String>,
    verb: Option<String>,
    /// `-G`: data go into the address.
    get: bool,
    content_type: Option<String>,
    /// Data as they are sent.
    raw: Vec<String>,
    /// Data whose names and values are given apart.
    pairs: Params,
}

impl Command {
    /// Manuals forget the header now and then, and no form begins with a brace.
    fn is_json(&self, raw: &str) -> bool {
        match &self.content_type {
            Some(kind) => kind.contains("json") && !raw.is_empty(),
            None => raw.trim_start().starts_with('{') && params::decode_json(raw.as_bytes()).is_ok(),
        }
    }
}

fn parse(words: Vec<String>) -> Result<Command, NotRead> {
    let mut command = Command::default();
    let mut words = words.into_iter().skip(1).peekable();
    while let Some(word) = words.next() {
        if let Some(long) = word.strip_prefix("--").filter(|long| !long.is_empty()) {
            let (name, given) = match long.split_once('=') {
                Some((name, value)) if OPTIONS.iter().any(|(_, known, _)| *known == name) => (name, Some(value)),
                _ => (long, None),
            };
            match OPTIONS.iter().find(|(_, known, _)| *known == name) {
                Some((_, _, Takes::Nothing(act))) => act(&mut command),
                Some((_, _, Takes::Value(act))) => {
                    let value = given.map(str::to_owned).or_else(|| words.next()).unwrap_or_default();
                    act(&mut command, value)?;
                }
                // Of the many others, those that take something are followed by what is no option and no address.
                None => drop(words.next_if(|next| !next.starts_with('-') && !is_address(next))),
            }
        } else if let Some(short) = word.strip_prefix('-').filter(|short| !short.is_empty()) {
            let mut rest = short;
            while let Some(letter) = rest.chars().next() {
                rest = &rest[letter.len_utf8()..];
                match OPTIONS.iter().find(|(known, ..)| *known == letter) {
                    Some((_, _, Takes::Nothing(act))) => act(&mut command),
                    Some((_, _, Takes::Value(act))) => {
                        let value = if rest.is_empty() { words.next().unwrap_or_default() } else { rest.to_owned() };
                        act(&mut command, value)?;
                        break;
                    }
                    None if TAKE_VALUE.contains(letter) => {
                        if rest.is_empty() {
                            words.next();
                        }
                        break;
                    }
                    None => {}
                }
            }
        } else if command.address.is_none() {
            command.address = Some(word);
        }
    }
    Ok(command)
}

enum Takes {
    Nothing(fn(&mut Command)),
    Value(fn(&mut Command, String) -> Result<(), NotRead>),
}

/// The options that matter here.
static OPTIONS: &[(char, &str, Takes)] = &[
    ('G', "get", Takes::Nothing(|command| command.get = true)),
    ('X', "request", Takes::Value(|command, value| keep(&mut command.verb, value))),
    (' ', "url", Takes::Value(|command, value| keep(&mut command.address, value))),
    ('H', "header", Takes::Value(header)),
    ('d', "data", Takes::Value(data)),
    (' ', "data-ascii", Takes::Value(data)),
    (' ', "data-binary", Takes::Value(data)),
    (' ', "data-raw", Takes::Value(|command, value| push(&mut command.raw, value))),
    (' ', "data-urlencode", Takes::Value(encoded)),
    (' ', "json", Takes::Value(json)),
    ('F', "form", Takes::Value(form)),
    (' ', "form-string", Takes::Value(|command, value| push(&mut command.pairs, pair(&value)))),
];

/// Letters of further options that are followed by a value.
const TAKE_VALUE: &str = "AbcCDeEhKmoPQrtTuUwxyYz";

fn keep(place: &mut Option<String>, value: String) -> Result<(), NotRead> {
    *place = Some(value);
    Ok(())
}

fn push<T>(list: &mut Vec<T>, value: T) -> Result<(), NotRead> {
    list.push(value);
    Ok(())
}

fn header(command: &mut Command, value: String) -> Result<(), NotRead> {
    if let Some((name, value)) = value.split_once(':')
        && name.trim().eq_ignore_ascii_case("content-type")
    {
        command.content_type = Some(value.trim().to_ascii_lowercase());
    }
    Ok(())
}

fn data(command: &mut Command, value: String) -> Result<(), NotRead> {
    match value.strip_prefix('@') {
        Some(file) => Err(NotRead::File(file.to_owned())),
        None => push(&mut command.raw, value),
    }
}

fn json(command: &mut Command, value: String) -> Result<(), NotRead> {
    command.content_type = Some("application/json".to_owned());
    data(command, value)
}

/// `name=value`, of which only the value is encoded; `@` in place of the first `=` means a file.
fn encoded(command: &mut Command, value: String) -> Result<(), NotRead> {
    match (value.contains('='), value.split_once('@')) {
        (true, _) => {
            let (name, value) = split_pair(&value);
            // An encoded name keeps its equals signs, so the pair is made anew.
            let name = read_query(&name.replace('=', "%3D")).pop().map(|(name, _)| name).unwrap_or_default();
            push(&mut command.pairs, (name, value.to_owned()))
        }
        (false, Some((_, file))) => Err(NotRead::File(file.to_owned())),
        (false, None) => push(&mut command.pairs, (value, String::new())),
    }
}

fn form(command: &mut Command, value: String) -> Result<(), NotRead> {
    let (name, value) = pair(&value);
    if let Some(file) = value.strip_prefix(['@', '<']) {
        return Err(NotRead::File(file.split(';').next().unwrap_or_default().to_owned()));
    }
    let value = value.split(";type=").next().unwrap_or_default().to_owned();
    push(&mut command.pairs, (name, value))
}

fn pair(text: &str) -> (String, String) {
    let (name, value) = split_pair(text);
    (name.to_owned(), value.to_owned())
}

fn is_address(word: &str) -> bool {
    word.contains("://") || word.contains("/rest/") || word.starts_with(['$', '%'])
}

/// What follows the variable at the start of an address: `${B24_WEBHOOK_URL}crm.deal.list`.
fn without_variable(address: &str) -> &str {
    let closing = match address.get(..2) {
        Some("${") => '}',
        Some(start) if start.starts_with('%') => '%',
        Some(start) if start.starts_with('$') => {
            return address[1..].trim_start_matches(|letter: char| letter.is_ascii_alphanumeric() || letter == '_');
        }
        _ => return address,
    };
    address[1..].split_once(closing).map_or(address, |(_, rest)| rest)
}

/// A body without an application's token.
fn without_token(body: String) -> String {
    match params::decode_json(body.as_bytes()) {
        Ok(mut tree) if tree.get(TOKEN).is_some() => {
            tree.remove(TOKEN);
            pretty(params::Value::Tree(tree))
        }
        _ => body,
    }
}

#[cfg(test)]
mod tests;
