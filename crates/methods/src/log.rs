//! The news feed: messages, whom they are for, and comments. docs: api-reference/log.

pub mod audience;
pub mod comment;
mod feed;
mod files;
pub mod post;

use crate::{prelude::*, user::USER};
use engine::Caller;

/// The families of the news feed.
pub static FAMILIES: &[&Family] = &[&post::POSTS, &post::GONE_POSTS, &post::SHARED_POSTS, &comment::COMMENTS];

/// On whose behalf a call is made: an administrator may name somebody else in `USER_ID`.
///
/// # Errors
/// `missing` when there is no such person, and those of the store.
fn actor(call: &Call, missing: impl FnOnce() -> Error) -> Result<Caller> {
    let named = call.param("USER_ID").and_then(Value::as_int).filter(|id| *id > 0);
    match named {
        Some(id) if call.caller.admin => {
            let person = call.find(&USER, id as u64)?.ok_or_else(missing)?;
            Ok(Caller {
                user: person.id,
                admin: person.flag("IS_ADMIN"),
                scopes: call.caller.scopes.clone(),
                application: call.caller.application,
            })
        }
        _ => Ok(call.caller.clone()),
    }
}

/// Polls and the drive come with subsystems of their own; what asks for them is refused, not lost.
///
/// # Errors
/// 400 `ERROR_NOT_IMPLEMENTED` naming the parameter.
fn without(call: &Call, params: &[&str]) -> Result<()> {
    match params.iter().find(|name| call.param(name).is_some_and(|value| !value.is_empty())) {
        Some(name) => {
            let text = format!("The parameter '{name}' is not implemented by this portal");
            Err(Error::new(400, "ERROR_NOT_IMPLEMENTED", text))
        }
        None => Ok(()),
    }
}
