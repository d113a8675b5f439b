//! The only place that talks to `/console`: one function per verb and one error type.

use crate::{locale::Locale, session, texts::errors as words};
use gloo_net::http::{Method, RequestBuilder};
use leptos::prelude::{ArcRwSignal, Update};
use serde::{Serialize, de::DeserializeOwned};
use shared::{
    console::{ConsoleError, WRITE_HEADER},
    fault,
};
use std::pin::Pin;

/// Why a call brought nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiError {
    /// The portal refused and said why.
    Refused(Box<ConsoleError>),
    /// No answer: the portal or the network is down.
    Unreachable,
    /// An answer that is not the portal's, with its HTTP status: a proxy's page, or another version's body.
    Garbled(u16),
}

impl ApiError {
    /// What the person reads.
    pub fn text(&self, locale: Locale) -> String {
        match self {
            ApiError::Unreachable => locale.say(words::UNREACHABLE).to_owned(),
            ApiError::Garbled(status) => locale.fill(words::GARBLED, &[&status.to_string()]),
            ApiError::Refused(error) => refusal(error, locale),
        }
    }

    /// What is wrong, each with the path of its field, as the request body names it; nothing of a field is first.
    pub fn all(&self, locale: Locale) -> Vec<(Option<&str>, String)> {
        let (field, more) = match self {
            ApiError::Refused(error) => (error.field.as_deref(), error.more.as_slice()),
            _ => (None, &[][..]),
        };
        let further = more.iter().map(|error| {
            (Some(error.field.as_str()), said(&error.code, &error.message, error.detail.as_deref(), locale))
        });
        std::iter::once((field, self.text(locale))).chain(further).collect()
    }

    /// Path of the first field at fault.
    pub fn field(&self) -> Option<&str> {
        match self {
            ApiError::Refused(error) => error.field.as_deref(),
            _ => None,
        }
    }

    /// Whether the portal refused for this reason.
    pub fn is(&self, fault: &fault::Fault) -> bool {
        matches!(self, ApiError::Refused(error) if error.code == fault.code)
    }
}

/// Reads.
pub async fn get<T: DeserializeOwned>(path: &str) -> Result<T, ApiError> {
    read(&exchange(Method::GET, path, None, None).await?.text)
}

/// Reads what has changed since the answer with this tag; `None` while nothing has. Beside the answer is
/// its own tag.
pub async fn get_newer<T: DeserializeOwned>(
    path: &str,
    known: Option<String>,
) -> Result<Option<(T, String)>, ApiError> {
    let answer = exchange(Method::GET, path, None, known).await?;
    if answer.unchanged {
        return Ok(None);
    }
    Ok(Some((read(&answer.text)?, answer.tag)))
}

/// Sends a body with `POST`. An answer that nobody reads is asked for as [`serde::de::IgnoredAny`].
pub async fn post<T: DeserializeOwned>(path: &str, body: &impl Serialize) -> Result<T, ApiError> {
    read(&exchange(Method::POST, path, Some(to_json(body)), None).await?.text)
}

/// Sends a body with `PUT`.
pub async fn put<T: DeserializeOwned>(path: &str, body: &impl Serialize) -> Result<T, ApiError> {
    read(&exchange(Method::PUT, path, Some(to_json(body)), None).await?.text)
}

/// Deletes.
pub async fn delete(path: &str) -> Result<(), ApiError> {
    exchange(Method::DELETE, path, None, None).await.map(drop)
}

fn refusal(error: &ConsoleError, locale: Locale) -> String {
    let wait = error.retry_after.map(|seconds| locale.duration(seconds));
    said(&error.code, &error.message, wait.as_deref().or(error.detail.as_deref()), locale)
}

/// The text of a code; the portal's own for one that is newer than this page.
fn said(code: &str, message: &str, detail: Option<&str>, locale: Locale) -> String {
    match fault::find(code) {
        Some(fault) => locale.fill(fault.text, &[detail.unwrap_or_default()]),
        None => message.to_owned(),
    }
}

fn to_json(body: &impl Serialize) -> String {
    // Plain structs with text keys always have a form in JSON.
    serde_json::to_string(body).unwrap_or_default()
}

/// What the portal answered.
struct Received {
    text: String,
    /// Tag of the answer, empty without one.
    tag: String,
    /// There is nothing newer than what was named.
    unchanged: bool,
}

/// One exchange. When the session has ended it waits until the person has signed in again and repeats the
/// call, so that the screen that made it loses nothing. Boxed, so that it is compiled once and not into every
/// call.
fn exchange(
    method: Method,
    path: &str,
    body: Option<String>,
    known: Option<String>,
) -> Pin<Box<dyn Future<Output = Result<Received, ApiError>>>> {
    let path = path.to_owned();
    Box::pin(async move {
        loop {
            let counted = Counted::new();
            let outcome = attempt(method.clone(), &path, body.as_deref(), known.as_deref()).await;
            drop(counted);
            match &outcome {
                Err(error) if error.is(fault::NOT_SIGNED_IN) => session::regained().await,
                _ => return outcome,
            }
        }
    })
}

/// How many calls are under way, for the bar that shows so.
pub fn under_way() -> ArcRwSignal<u32> {
    UNDER_WAY.with(Clone::clone)
}

/// A call under way, counted as long as this lives.
struct Counted;

impl Counted {
    fn new() -> Counted {
        under_way().update(|count| *count += 1);
        Counted
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        under_way().update(|count| *count = count.saturating_sub(1));
    }
}

thread_local! {
    static UNDER_WAY: ArcRwSignal<u32> = ArcRwSignal::new(0);
}

async fn attempt(method: Method, path: &str, body: Option<&str>, known: Option<&str>) -> Result<Received, ApiError> {
    let writes = method != Method::GET;
    // Without headers of its own, a request that the page has asked for ahead (`index.html`) is not sent again.
    let mut request = RequestBuilder::new(path).method(method);
    if writes {
        request = request.header(WRITE_HEADER, "1");
    }
    if let Some(known) = known {
        request = request.header("If-None-Match", known);
    }
    let request = match body {
        Some(body) => request.header("Content-Type", "application/json").body(body),
        None => request.build(),
    };
    let sent = request.map_err(|_| ApiError::Unreachable)?.send().await;
    let answer = sent.map_err(|_| ApiError::Unreachable)?;
    let status = answer.status();
    let tag = answer.headers().get("ETag").unwrap_or_default();
    let text = answer.text().await.map_err(|_| ApiError::Unreachable)?;
    let unchanged = status == 304;
    if answer.ok() || unchanged {
        return Ok(Received { text, tag, unchanged });
    }
    Err(serde_json::from_str(&text).map_or(ApiError::Garbled(status), |error| ApiError::Refused(Box::new(error))))
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, ApiError> {
    let text = if text.is_empty() { "null" } else { text };
    serde_json::from_str(text).map_err(|_| ApiError::Garbled(200))
}
