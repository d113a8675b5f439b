//! What came back from a REST call of the builder.

use serde_json::Value;

/// An answer, whatever its status.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Time from sending to the last byte, milliseconds.
    pub duration_ms: f64,
    /// Size of the body.
    pub bytes: usize,
    /// Headers that the browser shows, in its order.
    pub headers: Vec<(String, String)>,
    /// The body as it came.
    pub raw: String,
    /// The body as JSON, if it is.
    pub json: Option<Value>,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The portal could not be reached, or the connection broke.
    Network,
    /// Nothing came within [`PATIENCE_MS`].
    Timeout,
    /// The person stopped waiting.
    Stopped,
}

/// How long an answer may take, milliseconds.
pub const PATIENCE_MS: u32 = 60_000;

/// What a glance at an answer says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gist {
    /// Something was answered.
    Fine,
    /// The call worked and its list is empty.
    EmptyList,
    /// The call failed with this code and description.
    Refused {
        /// `error`, maybe empty.
        code: String,
        /// `error_description`, maybe empty.
        description: String,
    },
    /// The body is not JSON.
    NotJson,
}

/// Reads an answer's body.
pub fn answer(status: u16, duration_ms: f64, headers: Vec<(String, String)>, raw: String) -> Answer {
    let json = serde_json::from_str(&raw).ok();
    Answer { status, duration_ms, bytes: raw.len(), headers, raw, json }
}

/// The gist of an answer.
pub fn gist(answer: &Answer) -> Gist {
    let Some(json) = &answer.json else { return Gist::NotJson };
    let text = |key| json.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    if answer.status >= 400 || json.get("error").is_some() {
        return Gist::Refused { code: text("error"), description: text("error_description") };
    }
    match json.get("result") {
        Some(Value::Array(list)) if list.is_empty() => Gist::EmptyList,
        _ => Gist::Fine,
    }
}

/// Where the next page of a list starts, if there is one.
pub fn next_start(answer: &Answer) -> Option<u64> {
    answer.json.as_ref()?.get("next")?.as_u64()
}

/// How many there are in all pages of a list together.
pub fn total(answer: &Answer) -> Option<u64> {
    answer.json.as_ref()?.get("total")?.as_u64()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(status: u16, body: &str) -> Answer {
        answer(status, 2.5, Vec::new(), body.to_owned())
    }

    #[test]
    fn a_page_knows_the_next_one() {
        let page = read(200, r#"{"result":[{"ID":"1"}],"next":50,"total":120}"#);
        assert_eq!((next_start(&page), total(&page), gist(&page)), (Some(50), Some(120), Gist::Fine));
        let last = read(200, r#"{"result":[],"total":0}"#);
        assert_eq!((next_start(&last), total(&last), gist(&last)), (None, Some(0), Gist::EmptyList));
    }

    #[test]
    fn refusals_are_told() {
        let refused = |code: &str, description: &str| Gist::Refused {
            code: code.to_owned(),
            description: description.to_owned(),
        };
        let body = r#"{"error":"insufficient_scope","error_description":"More is needed"}"#;
        assert_eq!(gist(&read(401, body)), refused("insufficient_scope", "More is needed"));
        assert_eq!(gist(&read(400, r#"{"error":"","error_description":"Not found"}"#)), refused("", "Not found"));
        assert_eq!(gist(&read(500, "[]")), refused("", ""));
    }

    #[test]
    fn other_bodies_stay_as_they_came() {
        let page = read(502, "<h1>Bad gateway</h1>");
        assert_eq!((gist(&page), page.bytes, page.json.as_ref()), (Gist::NotJson, 20, None));
        assert_eq!(gist(&read(200, "")), Gist::NotJson);
        assert_eq!(gist(&read(200, r#"{"result":{"ID":"1"}}"#)), Gist::Fine);
    }
}
