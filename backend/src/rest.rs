//! `/rest/…` in and out of HTTP: the grammar of addresses, bodies in every encoding, and answers that
//! are JSON whatever happens. docs: general-principles.md, authorization.md.

mod address;
mod body;
mod file;
mod xml;

use crate::{
    app::App,
    envelope,
    origin::{client_address, is_loopback, origin_of},
    portal::{Input, RawCall, Served},
};
use actix_web::{
    HttpRequest, HttpResponse,
    http::{
        Method, StatusCode,
        header::{self, HeaderValue},
    },
    web,
};
use address::Format;
use engine::{Error, Result, error, operating::Timing};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    time::Instant,
};

/// Answers any request below `/rest`.
pub async fn handle(request: HttpRequest, payload: web::Payload, app: web::Data<App>) -> HttpResponse {
    if request.method() == Method::OPTIONS {
        return preflight(&request);
    }
    let address = address::read(request.path());
    let shape = Shape { version: address.version, format: address.format };
    if file::is_link(&address, request.method()) {
        return file::send(&request, &app, shape);
    }
    match collect(&request, payload, &app, address).await {
        Ok(raw) => answer(&app, raw, shape).await,
        Err(error) => refuse(&error, shape),
    }
}

/// What the answer looks like.
#[derive(Clone, Copy)]
struct Shape {
    version: u8,
    format: Format,
}

/// Reads everything that a call needs from its request.
async fn collect(
    request: &HttpRequest,
    payload: web::Payload,
    app: &App,
    address: address::Address,
) -> Result<RawCall> {
    if ![Method::GET, Method::POST].contains(request.method()) {
        return Err(error::VERB_NOT_ALLOWED.into());
    }
    let own = origin_of(request, &app.config);
    if own.scheme != "https" && !app.config.allow_http && !is_loopback(request, &app.config) {
        return Err(error::HTTPS_REQUIRED.into());
    }
    // A GET's body is not read, as on other portals.
    let body = match *request.method() == Method::POST {
        true => body::read(request, payload).await?,
        false => crate::portal::Body::Empty,
    };
    let shown = app.config.public_url.as_ref().unwrap_or(&own);
    let origin = [shown.scheme, "://", &shown.host].concat();
    let input = Input { query: request.query_string().to_owned(), body };
    let source = client_address(request, &app.config);
    let address::Address { version, webhook, method, .. } = address;
    Ok(RawCall { version, webhook, method, input, origin, source })
}

async fn answer(app: &web::Data<App>, raw: RawCall, shape: Shape) -> HttpResponse {
    let begin = Instant::now();
    let counted = app.answering.begin();
    let served = if app.portal.takes_long(&raw) {
        let app = app.clone();
        match web::block(move || guarded(&app, &raw)).await {
            Ok(served) => served,
            Err(_) => return refuse(&error::INTERNAL.into(), shape),
        }
    } else {
        guarded(app, &raw)
    };
    // Waiting for the disk keeps nobody from working.
    drop(counted);
    let Some(served) = served else { return refuse(&error::INTERNAL.into(), shape) };
    let Served { outcome, method, integration, began, took, operating } = served;
    let zone = app.portal.services().zone;
    let outcome = match outcome {
        Ok(answer) => match &answer.ticket {
            // A write's answer leaves when its commit would survive a power loss.
            Some(ticket) => ticket.durable().await.map(|()| answer).map_err(Error::from),
            None => Ok(answer),
        },
        refused => refused,
    };
    let status = outcome.as_ref().map_or_else(|error| error.status, |_| 200);
    let duration_ms = took.as_secs_f64() * 1000.0;
    match status {
        200 => tracing::debug!(method, status, duration_ms, integration, "call"),
        _ => tracing::info!(method, status, duration_ms, integration, "call refused"),
    }
    match outcome {
        Ok(answer) => {
            let (duration, processing) = (begin.elapsed().as_secs_f64(), took.as_secs_f64());
            let timing = Timing { start: began as f64 / 1000.0, duration, processing, operating };
            send(StatusCode::OK, envelope::success(zone, answer, &timing), shape)
        }
        Err(error) => {
            if let Some(cause) = &error.source {
                tracing::error!(method, cause = %cause, "call failed");
            }
            refuse(&error, shape)
        }
    }
}

/// A panic in a method is that call's failure, not the process's.
fn guarded(app: &App, raw: &RawCall) -> Option<Served> {
    match catch_unwind(AssertUnwindSafe(|| app.portal.serve(raw))) {
        Ok(served) => Some(served),
        Err(_) => {
            tracing::error!(method = raw.method, "call panicked");
            None
        }
    }
}

fn refuse(error: &Error, shape: Shape) -> HttpResponse {
    let status = StatusCode::from_u16(error.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    send(status, envelope::failure(error, shape.version), shape)
}

fn send(status: StatusCode, json: Vec<u8>, shape: Shape) -> HttpResponse {
    let (kind, body) = match shape.format {
        Format::Json => (JSON, json),
        Format::Xml => (XML, xml::from_json(&json)),
    };
    let mut response = HttpResponse::build(status);
    response.insert_header((header::CONTENT_TYPE, kind));
    response.insert_header((header::CACHE_CONTROL, NO_STORE));
    allow_origins(&mut response).body(body)
}

/// What browsers ask before a call from another origin. Libraries add headers of their own, so all
/// that are asked for are allowed; the answer holds for two hours.
fn preflight(request: &HttpRequest) -> HttpResponse {
    let mut response = HttpResponse::NoContent();
    allow_origins(&mut response).insert_header((header::ACCESS_CONTROL_MAX_AGE, "7200"));
    if let Some(asked) = request.headers().get(header::ACCESS_CONTROL_REQUEST_HEADERS) {
        response.insert_header((header::ACCESS_CONTROL_ALLOW_HEADERS, asked.clone()));
    }
    response.insert_header((header::VARY, "Access-Control-Request-Headers")).finish()
}
const JSON: HeaderValue = HeaderValue::from_static("application/json; charset=utf-8");
const XML: HeaderValue = HeaderValue::from_static("text/xml; charset=utf-8");
const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");
const ANY_ORIGIN: HeaderValue = HeaderValue::from_static("*");
const VERBS: HeaderValue = HeaderValue::from_static("GET, POST, OPTIONS");
const HEADERS: HeaderValue = HeaderValue::from_static("Content-Type, Authorization, Idempotency-Key");

/// Browser libraries call from other origins; credentials are in the address, never in a cookie.
fn allow_origins(response: &mut actix_web::HttpResponseBuilder) -> &mut actix_web::HttpResponseBuilder {
    response
        .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, ANY_ORIGIN))
        .insert_header((header::ACCESS_CONTROL_ALLOW_METHODS, VERBS))
        .insert_header((header::ACCESS_CONTROL_ALLOW_HEADERS, HEADERS))
}
