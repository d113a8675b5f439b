//! Entity tags: a screen that looks again names the answer it has, and gets 304 while nothing in it
//! has changed.

use crate::secrets;
use actix_web::HttpResponse;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::ServiceResponse;
use actix_web::http::header::{self, HeaderValue};

/// An answer with a tag of its body, or 304 without one when the request names that tag. Refusals
/// and bodies that are streamed stay as they are.
pub fn tagged(response: ServiceResponse<BoxBody>) -> ServiceResponse<BoxBody> {
    if response.status() != 200 || response.headers().contains_key(header::ETAG) {
        return response;
    }
    let (request, response) = response.into_parts();
    let (head, body) = response.into_parts();
    let bytes = match body.try_into_bytes() {
        Ok(bytes) => bytes,
        Err(streamed) => return ServiceResponse::new(request, head.set_body(streamed)),
    };
    let tag = format!("\"{}\"", secrets::hex(&secrets::digest(&bytes)[..16]));
    let known = request.headers().get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let mut response = match known {
        true => HttpResponse::NotModified().finish(),
        false => head.set_body(BoxBody::new(bytes)),
    };
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    ServiceResponse::new(request, response)
}
