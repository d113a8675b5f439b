//! What only a sandbox has: a clock that those who test against it move instead of waiting.

use crate::app::App;
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use serde_json::json;
use shared::Millis;
use std::time::Duration;
use tokio::time::timeout;

/// The furthest that one request moves the clock: ten years.
const FURTHEST: Millis = 10 * 366 * 24 * 60 * 60 * 1000;

/// How long the answer waits for what was due to be delivered.
const DELIVERED: Duration = Duration::from_secs(30);

/// The body of `POST /sandbox/clock`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Advance {
    advance_ms: Millis,
}

/// `POST /sandbox/clock`: moves the clock forward and does what has become due; deliveries have been tried when it
/// answers, unless it says `"settled": false` because they take longer than half a minute. Only JSON is read, so
/// that no other site's form can do it; outside of a sandbox there is nothing here.
pub async fn clock(app: web::Data<App>, request: actix_web::HttpRequest, body: web::Bytes) -> HttpResponse {
    if !app.config.movable_clock {
        return HttpResponse::NotFound().json(json!({"error": "not_found"}));
    }
    let is_json = actix_web::HttpMessage::content_type(&request).eq_ignore_ascii_case("application/json");
    let asked = serde_json::from_slice::<Advance>(&body).ok().map(|asked| asked.advance_ms);
    let Some(by) = asked.filter(|by| is_json && (0..=FURTHEST).contains(by)) else {
        let text = format!("Send JSON such as {{\"advance_ms\": 86400000}}, from 0 to {FURTHEST}.");
        return HttpResponse::BadRequest().json(json!({"error": "advance_ms", "message": text}));
    };
    app.clock.advance(by);
    let swept = app.sweep();
    // A handler that takes its time does not keep whoever moves the clock for ever.
    let settled = timeout(DELIVERED, app.outgoing.settled()).await.unwrap_or(false);
    match swept {
        Ok(()) => HttpResponse::Ok().json(json!({"now_ms": app.clock.now(), "settled": settled})),
        Err(error) => {
            tracing::error!(%error, "sweeping failed");
            HttpResponse::InternalServerError().json(json!({"error": "internal"}))
        }
    }
}
