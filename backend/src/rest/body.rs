//! Bodies: form, multipart or JSON, by their type, or by their look where the type says nothing.

use crate::portal::Body;
use actix_multipart::{Multipart, MultipartError};
use actix_web::{HttpRequest, error::PayloadError, http::header, rt::time::timeout, web};
use engine::{Error, Result, error};
use futures_util::{Stream, StreamExt};
use std::time::Duration;

/// Largest body, in bytes.
pub const LIMIT: usize = 64 << 20;

/// Longest pause between two pieces of a body; whoever is gone holds no memory for longer.
const PAUSE: Duration = Duration::from_secs(30);

/// What a part of a multipart form counts for besides its name and content, in bytes.
const PART: usize = 64;

/// Reads the body of a request.
///
/// # Errors
/// 413 above [`LIMIT`], 408 after a [`PAUSE`], 400 `INVALID_REQUEST` for one that breaks off or is not the
/// multipart it claims to be.
pub async fn read(request: &HttpRequest, payload: web::Payload) -> Result<Body> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let announced =
        request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > LIMIT) {
        return Err(error::BODY_TOO_LARGE.into());
    }
    if kind == "multipart/form-data" {
        return parts(request, payload).await;
    }
    let bytes = whole(payload, PAUSE).await?;
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    // curl calls every body a form, and scripts forget the type; JSON shows by its first character.
    let looks_like_json = matches!(first, Some(b'{' | b'['));
    let typed_json = kind == "application/json" || kind.ends_with("+json");
    Ok(match first {
        None => Body::Empty,
        Some(_) if typed_json || looks_like_json => Body::Json(bytes),
        Some(_) => Body::Form(bytes),
    })
}

async fn whole(
    mut payload: impl Stream<Item = Result<web::Bytes, PayloadError>> + Unpin,
    pause: Duration,
) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    while let Some(chunk) = soon(payload.next(), pause).await? {
        let chunk = chunk.map_err(|_| broken("The request body broke off"))?;
        if bytes.len() + chunk.len() > LIMIT {
            return Err(error::BODY_TOO_LARGE.into());
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

async fn parts(request: &HttpRequest, payload: web::Payload) -> Result<Body> {
    let mut form = Multipart::new(request.headers(), payload);
    let (mut parts, mut size) = (Vec::new(), 0);
    while let Some(field) = soon(form.next(), PAUSE).await? {
        let mut field = field.map_err(|problem| malformed(&problem))?;
        let name = field.name().unwrap_or_default().to_owned();
        // Parts without content take memory too.
        size += PART + name.len();
        if size > LIMIT {
            return Err(error::BODY_TOO_LARGE.into());
        }
        let mut content = Vec::new();
        while let Some(chunk) = soon(field.next(), PAUSE).await? {
            let chunk = chunk.map_err(|problem| malformed(&problem))?;
            size += chunk.len();
            if size > LIMIT {
                return Err(error::BODY_TOO_LARGE.into());
            }
            content.extend_from_slice(&chunk);
        }
        parts.push((name, String::from_utf8_lossy(&content).into_owned()));
    }
    Ok(Body::Parts(parts))
}

async fn soon<T>(next: impl Future<Output = T>, pause: Duration) -> Result<T> {
    let stopped = || Error::new(408, "INVALID_REQUEST", "The request body stopped coming");
    timeout(pause, next).await.map_err(|_| stopped())
}

fn malformed(problem: &MultipartError) -> Error {
    Error::new(400, "INVALID_REQUEST", format!("The request body is not valid multipart: {problem}"))
}

fn broken(text: &'static str) -> Error {
    Error::new(400, "INVALID_REQUEST", text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::stream;

    #[actix_web::test]
    async fn a_body_that_stops_coming_is_given_up() {
        let begun = stream::iter([Ok(web::Bytes::from_static(b"{"))]);
        let stopped = whole(begun.chain(stream::pending()), Duration::from_millis(5)).await.unwrap_err();
        assert_eq!((stopped.status, stopped.code.as_ref()), (408, "INVALID_REQUEST"));
    }
}
