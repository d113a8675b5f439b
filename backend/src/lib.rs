//! The portal process: HTTP around the portal, the console, and what happens around both. `main`
//! and the tests start it the same way, with [`start`].

pub mod accounts;
pub mod app;
pub mod audit;
pub mod auth;
pub mod backup;
pub mod clock;
pub mod config;
pub mod console;
pub mod demo;
pub mod envelope;
pub mod greeting;
pub mod grid;
pub mod integrations;
pub mod limits;
pub mod logging;
pub mod memory;
pub mod notices;
pub mod origin;
pub mod outgoing;
pub mod people;
pub mod place;
pub mod portal;
pub mod preferences;
pub mod refusal;
pub mod request_log;
pub mod rest;
pub mod rows;
pub mod running;
pub mod sandbox;
pub mod secrets;
pub mod sessions;
pub mod settings;
pub mod setup;
pub mod spa;
pub mod stats;
pub mod tls;
pub mod wire;

pub use app::App;
pub use config::Config;
pub use running::{Running, start};

use actix_web::{HttpResponse, web};
use serde_json::json;

/// Every route of the process.
pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(web::scope("/rest").default_service(web::to(rest::handle)))
        // Programs that join an address with a slash at its end to a path with one at its start.
        .route("/{slashes:/+}rest/{rest:.*}", web::to(rest::handle))
        .configure(console::configure)
        .route("/sandbox/clock", web::post().to(sandbox::clock))
        .route("/health", web::get().to(health))
        .default_service(web::to(spa::serve));
}

/// `/health`: 200 as long as the portal can keep what it acknowledges.
async fn health(app: web::Data<App>) -> HttpResponse {
    match app.store.healthy() {
        true => HttpResponse::Ok().json(json!({"status": "ok"})),
        false => HttpResponse::ServiceUnavailable().json(json!({"status": "storage_failed"})),
    }
}
