//! What screens remember for whoever is signed in.

use super::entry::{Body, Signed};
use super::{Answer, answer, done};
use crate::app::App;
use crate::preferences;
use actix_web::web::{Data, Path};
use serde_json::Value;

/// `GET /console/preferences/{key}`; `null` for nothing.
pub async fn show(app: Data<App>, me: Signed, key: Path<String>) -> Answer {
    answer(&preferences::read(&app.store, me.person.id, &key)?)
}

/// `PUT /console/preferences/{key}`
pub async fn keep(app: Data<App>, me: Signed, key: Path<String>, Body(value): Body<Value>) -> Answer {
    preferences::keep(&app.store, me.person.id, &key, &value)?.durable().await?;
    done()
}

/// `DELETE /console/preferences/{key}`
pub async fn forget(app: Data<App>, me: Signed, key: Path<String>) -> Answer {
    preferences::forget(&app.store, me.person.id, &key)?.durable().await?;
    done()
}
