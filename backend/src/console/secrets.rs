//! Secrets of integrations: a draft's new one, reading one again, ending the one before. A saved
//! integration gets a new one with its save.

use super::entry::Signed;
use super::integrations::form;
use super::{Answer, answer, done};
use crate::app::App;
use crate::integrations::{draft, secret};
use actix_web::HttpRequest;
use actix_web::web::{Data, Path, Query};
use serde::Deserialize;
use shared::integration::{Revealed, Secret};

/// Which secret is meant.
#[derive(Deserialize)]
pub struct Which {
    #[serde(default)]
    of: Secret,
}

/// `POST /console/integrations/{id}/secret`
pub async fn renew(app: Data<App>, request: HttpRequest, me: Signed, id: Path<u64>) -> Answer {
    let (found, ticket) = draft::new_secret(&app.store, &app.vault, *id, &me.actor, app.clock.now())?;
    app.forget_callers();
    ticket.durable().await?;
    answer(&form(&app, &request, &found, &me.actor, &Secret::ALL)?)
}

/// `POST /console/integrations/{id}/secret/reveal`
pub async fn reveal(app: Data<App>, me: Signed, id: Path<u64>, which: Query<Which>) -> Answer {
    let (secret, ticket) = secret::reveal(&app.store, &app.vault, *id, which.of, &me.actor, app.clock.now())?;
    ticket.durable().await?;
    answer(&Revealed { secret })
}

/// `DELETE /console/integrations/{id}/secret/former`
pub async fn end_former(app: Data<App>, me: Signed, id: Path<u64>) -> Answer {
    let ticket = secret::end_former(&app.store, *id, &me.actor, app.clock.now())?;
    app.forget_callers();
    ticket.durable().await?;
    done()
}
