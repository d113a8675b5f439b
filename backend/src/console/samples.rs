//! The request builder's request as a program. The secret is no part of what is asked: the browser puts it in.

use super::entry::{Body, Signed};
use super::{Answer, answer};
use crate::refusal::refuse;
use shared::fault;
use shared::sample::Ask;

/// `POST /console/samples`
pub async fn make(_: Signed, Body(ask): Body<Ask>) -> Answer {
    match ::samples::sample(&ask.language, &ask.request) {
        Some(sample) => answer(&sample),
        None => Err(refuse(fault::BAD_BODY).on("language").with("no such language")),
    }
}
