//! What an HTTP request was answered with, and the one way of sending one.

use crate::program::PATIENCE;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::sync::LazyLock;
use ureq::http::{HeaderMap, Request};

/// An answer, whatever its status.
#[derive(Clone, Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body as sent.
    pub bytes: Vec<u8>,
}

impl Answer {
    /// A header's value; empty when it is absent.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("headers are plain text"))
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        self.parsed()
    }

    /// The body as one of the shared types.
    pub fn parsed<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|error| panic!("{error} in {} {}", self.status, self.text()))
    }

    /// The body, after checking that the status is this one.
    #[track_caller]
    pub fn expect(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text());
        if self.bytes.is_empty() { Value::Null } else { self.json() }
    }

    /// Checks a refusal by REST: status, code, and the shape that every refusal has.
    #[track_caller]
    pub fn expect_error(&self, status: u16, code: &str) {
        assert_eq!(self.status, status, "{}", self.text());
        let body = self.json();
        assert_eq!(body["error"], code, "{body}");
        assert!(body["error_description"].is_string(), "{body}");
        assert!(body.get("result").is_none(), "{body}");
        assert!(self.header("content-type").starts_with("application/json"), "{:?}", self.headers);
    }

    /// Checks a refusal by `/console`: its fault decides status and code.
    #[track_caller]
    pub fn expect_fault(&self, fault: &shared::fault::Fault) {
        assert_eq!(self.status, fault.status, "{}", self.text());
        assert_eq!(self.json()["code"], fault.code, "{}", self.text());
    }
}

/// Sends one request and reads the whole answer. Redirects are answers like any other.
///
/// # Panics
/// When there is no answer at all.
pub fn send(method: &str, url: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Answer {
    let mut request = Request::builder().method(method).uri(url);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(body).unwrap_or_else(|error| panic!("{method} {url}: {error}"));
    let answer = AGENT.run(request).unwrap_or_else(|error| panic!("{method} {url}: {error}"));
    let (parts, body) = answer.into_parts();
    let read = body.into_with_config().limit(u64::MAX).read_to_vec();
    let bytes = read.unwrap_or_else(|error| panic!("{method} {url}: {error}"));
    Answer { status: parts.status.as_u16(), headers: parts.headers, bytes }
}

static AGENT: LazyLock<ureq::Agent> = LazyLock::new(|| {
    let config = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .proxy(None)
        // A portal that is asked to stop waits a while for idle connections.
        .max_idle_connections(0)
        .timeout_global(Some(PATIENCE))
        .build();
    config.new_agent()
});
