//! `/console`: the JSON interface of our own screens. This file holds every route and what all of
//! them have in common; a file beside it holds the handlers of one screen.
//!
//! Every write must come from the portal's own pages: the same origin, and a header that a form of
//! another site cannot set. Whoever is signed in, and whether they administer the portal, is in the
//! types of a handler's arguments ([`entry`]). Nothing answered here may be kept by a cache.

pub mod entry;

mod audit;
mod deliveries;
mod events;
mod grid;
mod integrations;
mod invite;
mod methods;
mod notices;
mod people;
mod preferences;
mod profile;
mod samples;
mod scopes;
mod secrets;
mod session;
mod settings;
mod setup;
mod statistics;
mod tagged;
mod usage;

use crate::app::App;
use crate::config::Config;
use crate::origin::{Origin, origin_of};
use crate::refusal::{Refusal, refuse};
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderValue};
use actix_web::middleware::{Compress, Next, from_fn};
use actix_web::{HttpRequest, HttpResponse, Resource, web};
use serde::Serialize;
use shared::console::WRITE_HEADER;
use shared::fault;

/// Longest request body, in bytes.
pub const BODY_MAX: usize = 1 << 20;

/// A body that is somewhat too long is read to its end all the same: a client that is still sending
/// would not see the refusal.
const BODY_READ: usize = 8 * BODY_MAX;

/// What every handler answers.
pub type Answer = Result<HttpResponse, Refusal>;

/// Adds all routes.
pub fn configure(config: &mut web::ServiceConfig) {
    let scope = web::scope("/console")
        .wrap(from_fn(guard))
        .app_data(web::PayloadConfig::new(BODY_READ))
        .app_data(web::QueryConfig::default().error_handler(|_, _| refuse(fault::BAD_BODY).with("the query").into()))
        .app_data(web::PathConfig::default().error_handler(|_, _| refuse(fault::NOT_FOUND).into()))
        .service(at("/session").route(web::get().to(session::show)))
        .service(at("/sign-in").route(web::post().to(session::sign_in)))
        .service(at("/sign-out").route(web::post().to(session::sign_out)))
        .service(at("/setup").route(web::post().to(setup::set_up)))
        .service(at("/invite/open").route(web::post().to(invite::open)))
        .service(at("/invite/accept").route(web::post().to(invite::accept)))
        .service(at("/people").route(web::get().to(people::list)).route(web::post().to(people::invite)))
        .service(at("/people/{id}").route(web::put().to(people::change)))
        .service(
            at("/people/{id}/link")
                .route(web::post().to(people::make_link))
                .route(web::delete().to(people::revoke_link)),
        )
        .service(at("/people/{id}/integrations").route(web::get().to(people::integrations)))
        .service(at("/drafts").route(web::post().to(integrations::open_draft)))
        .service(at("/audit").route(web::get().to(audit::list)))
        .service(at("/deliveries").route(web::get().to(deliveries::list)))
        .service(at("/deliveries/handlers").route(web::get().to(deliveries::handlers)))
        .service(at("/deliveries/failed").route(web::get().to(deliveries::failed)))
        .service(at("/deliveries/redeliver").route(web::post().to(deliveries::redeliver)))
        .service(at("/deliveries/redeliver/{id}").route(web::get().to(deliveries::redelivery)))
        .service(at("/deliveries/{integration}/{id}").route(web::get().to(deliveries::show)))
        .service(at("/offline-queues").route(web::get().to(deliveries::offline_queues)))
        .service(at("/outbound/check").route(web::post().to(deliveries::check)))
        .service(at("/integrations/{id}/outbound/test").route(web::post().to(deliveries::test)))
        .service(at("/integrations").route(web::get().to(grid::list)))
        .service(at("/integrations/facets").route(web::get().to(grid::facets)))
        .service(at("/integrations/names").route(web::get().to(grid::names)))
        .service(at("/integrations/matches").route(web::get().to(grid::matches)))
        .service(at("/integrations/bulk").route(web::post().to(grid::bulk)))
        .service(
            at("/integrations/{id}")
                .route(web::get().to(integrations::show))
                .route(web::put().to(integrations::save))
                .route(web::delete().to(integrations::delete)),
        )
        .service(at("/integrations/{id}/overview").route(web::get().to(usage::overview)))
        .service(at("/integrations/{id}/log").route(web::get().to(usage::log)))
        .service(at("/integrations/{id}/errors").route(web::get().to(usage::errors)))
        .service(at("/integrations/{id}/enabled").route(web::post().to(integrations::enable)))
        .service(at("/integrations/{id}/outbound/paused").route(web::post().to(integrations::pause)))
        .service(at("/integrations/{id}/usage").route(web::get().to(statistics::of_integration)))
        .service(at("/integrations/{id}/scopes").route(web::get().to(scopes::show)))
        .service(at("/integrations/{id}/secret").route(web::post().to(secrets::renew)))
        .service(at("/integrations/{id}/secret/reveal").route(web::post().to(secrets::reveal)))
        .service(at("/integrations/{id}/secret/former").route(web::delete().to(secrets::end_former)))
        .service(web::scope("/events").wrap(Compress::default()).service(at("").route(web::get().to(events::list))))
        .service(web::scope("/methods").wrap(Compress::default()).service(at("").route(web::get().to(methods::list))))
        .service(at("/settings").route(web::get().to(settings::show)))
        .service(at("/settings/{group}").route(web::put().to(settings::change)))
        .service(at("/profile").route(web::get().to(profile::show)).route(web::put().to(profile::change)))
        .service(at("/profile/password").route(web::post().to(profile::change_password)))
        .service(
            at("/profile/sessions")
                .route(web::get().to(profile::sessions))
                .route(web::delete().to(profile::end_other_sessions)),
        )
        .service(at("/profile/sessions/{id}").route(web::delete().to(profile::end_session)))
        .service(at("/departments").route(web::get().to(people::departments)))
        .service(at("/samples").route(web::post().to(samples::make)))
        .service(at("/statistics").route(web::get().to(statistics::show)))
        .service(at("/statistics/now").route(web::get().to(statistics::now)))
        .service(at("/statistics/export").route(web::get().to(statistics::export)))
        .service(
            web::scope("/statistics/callers")
                .wrap(Compress::default())
                .service(at("").route(web::get().to(statistics::callers))),
        )
        .service(
            at("/preferences/{key}")
                .route(web::get().to(preferences::show))
                .route(web::put().to(preferences::keep))
                .route(web::delete().to(preferences::forget)),
        )
        .service(at("/notices").route(web::get().to(notices::list)))
        .service(at("/notices/unread").route(web::get().to(notices::unread)))
        .service(at("/notices/read").route(web::post().to(notices::read)))
        .default_service(web::to(|| async { Answer::Err(refuse(fault::NOT_FOUND)) }));
    config.service(scope);
}

/// An answer with a body.
pub fn answer(body: &impl Serialize) -> Answer {
    Ok(HttpResponse::Ok().json(body))
}

/// An answer without one.
pub fn done() -> Answer {
    Ok(HttpResponse::NoContent().finish())
}

/// Does what takes long away from the threads that answer requests.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> Result<T, Refusal> + Send + 'static) -> Result<T, Refusal> {
    web::block(work).await.unwrap_or_else(|cause| Err(refuse(fault::INTERNAL).because(cause)))
}

fn at(path: &str) -> Resource {
    web::resource(path).default_service(web::to(|| async { Answer::Err(refuse(fault::METHOD_NOT_ALLOWED)) }))
}

async fn guard(
    app: web::Data<App>,
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    if !request.method().is_safe() && !is_own_page(request.request(), &app.config) {
        return Err(refuse(fault::FOREIGN_ORIGIN).into());
    }
    let wanted = request.method() == Method::GET;
    let response = next.call(request).await?.map_into_boxed_body();
    let mut response = if wanted { tagged::tagged(response) } else { response };
    let headers = response.headers_mut();
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    Ok(response)
}

/// Whether a write comes from a page of this portal. Only hosts are compared: behind a proxy that
/// is not declared, the portal does not know which scheme its pages came by.
fn is_own_page(request: &HttpRequest, config: &Config) -> bool {
    let origin = request.headers().get(header::ORIGIN).and_then(|origin| origin.to_str().ok());
    let Some(origin) = origin.and_then(|origin| origin.parse::<Origin>().ok()) else { return false };
    let shown = config.public_url.as_ref().is_some_and(|public| public.host == origin.host);
    request.headers().contains_key(WRITE_HEADER) && (shown || origin_of(request, config).host == origin.host)
}
