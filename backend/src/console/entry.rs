//! What a handler asks for by the types of its arguments: somebody signed in, an administrator, a
//! body. A handler that runs has them; whoever has not is refused before.

use super::BODY_MAX;
use crate::accounts;
use crate::app::App;
use crate::audit::Actor;
use crate::origin::client_address;
use crate::people::reference;
use crate::refusal::{Refusal, refuse};
use crate::sessions;
use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::web::{Bytes, Data};
use actix_web::{FromRequest, HttpRequest};
use methods::people::{self, Person};
use serde::de::DeserializeOwned;
use shared::fault;
use std::future::{Future, Ready, ready};
use std::pin::Pin;

/// Somebody signed in and active.
pub struct Signed {
    /// Their record.
    pub person: Person,
    /// The same as whoever acts.
    pub actor: Actor,
}

/// An administrator, signed in and active.
pub struct Admin(pub Signed);

/// The JSON body of a request.
pub struct Body<T>(pub T);

/// The person that a request's cookie names, if their session is live and they are active.
///
/// # Errors
/// When the store fails.
pub fn signed_in(app: &App, request: &HttpRequest) -> Result<Option<Person>, Refusal> {
    let Some(token) = sessions::token_of(request) else { return Ok(None) };
    let Some(session) = sessions::find(&app.store, token, app.clock.now())? else { return Ok(None) };
    if accounts::find(&app.store, session.person)?.epoch != session.epoch {
        return Ok(None);
    }
    let person = people::get(&app.services(), session.person)?;
    Ok(person.filter(|person| person.active && session.holds_since(person.left_ms)))
}

/// A person as whoever acts, from where this request comes.
pub fn actor(app: &App, request: &HttpRequest, person: &Person) -> Actor {
    let address = client_address(request, &app.config).to_string();
    Actor { person: reference(person), admin: person.admin, address }
}

impl FromRequest for Signed {
    type Error = Refusal;
    type Future = Ready<Result<Signed, Refusal>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(enter(request))
    }
}

impl FromRequest for Admin {
    type Error = Refusal;
    type Future = Ready<Result<Admin, Refusal>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(enter(request).and_then(|signed| match signed.person.admin {
            true => Ok(Admin(signed)),
            false => Err(refuse(fault::ADMINS_ONLY)),
        }))
    }
}

impl<T: DeserializeOwned + 'static> FromRequest for Body<T> {
    type Error = Refusal;
    type Future = Pin<Box<dyn Future<Output = Result<Body<T>, Refusal>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let bytes = Bytes::from_request(request, payload);
        Box::pin(async move { read_body(&bytes.await.map_err(unreadable)?) })
    }
}

fn enter(request: &HttpRequest) -> Result<Signed, Refusal> {
    let app = request.app_data::<Data<App>>().ok_or_else(|| refuse(fault::INTERNAL))?;
    let person = signed_in(app, request)?.ok_or_else(|| refuse(fault::NOT_SIGNED_IN))?;
    Ok(Signed { actor: actor(app, request, &person), person })
}

/// The place of a mistake is told, not the text around it, which may be a password.
fn read_body<T: DeserializeOwned>(bytes: &[u8]) -> Result<Body<T>, Refusal> {
    if bytes.len() > BODY_MAX {
        return Err(refuse(fault::BODY_TOO_LARGE));
    }
    serde_json::from_slice(bytes).map(Body).map_err(|error| {
        let place = format!("line {}, column {}", error.line(), error.column());
        refuse(fault::BAD_BODY).with(place)
    })
}

fn unreadable(error: actix_web::Error) -> Refusal {
    match error.as_response_error().status_code() {
        StatusCode::PAYLOAD_TOO_LARGE => refuse(fault::BODY_TOO_LARGE),
        _ => refuse(fault::BAD_BODY).with("the connection ended before the body did"),
    }
}
