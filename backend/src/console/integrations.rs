//! *Integrations*: the form of one, drafts, and what is done to them.

use super::entry::{Body, Signed};
use super::{Answer, answer, done};
use crate::app::App;
use crate::audit::Actor;
use crate::integrations::{self, Found, draft, save as saving, standing};
use crate::origin::shown_origin;
use crate::people::{reference, unknown};
use crate::refusal::Refusal;
use actix_web::HttpRequest;
use actix_web::web::{Data, Path, Query};
use methods::people;
use serde::Deserialize;
use shared::integration::{Enable, Inbound, Integration, NewDraft, Save, Saved};
use shared::people::PersonRef;

/// `GET /console/integrations/{id}`
pub async fn show(app: Data<App>, request: HttpRequest, me: Signed, id: Path<u64>) -> Answer {
    let found = integrations::visible(&app.store, *id, &me.actor, app.clock.now())?;
    answer(&form(&app, &request, &found, &me.actor, found.draft)?)
}

/// `POST /console/drafts`
pub async fn open_draft(app: Data<App>, request: HttpRequest, me: Signed, Body(asked): Body<NewDraft>) -> Answer {
    let (now, services) = (app.clock.now(), app.services());
    let answers = |method: &str| services.registry.find(2, method).is_ok_and(|target| target.run.is_some());
    let (id, ticket) = draft::open(&app.store, &app.vault, &me.actor, &asked, &answers, now)?;
    ticket.durable().await?;
    let found = integrations::visible(&app.store, id, &me.actor, now)?;
    answer(&form(&app, &request, &found, &me.actor, found.draft)?)
}

/// `PUT /console/integrations/{id}`
pub async fn save(app: Data<App>, request: HttpRequest, me: Signed, id: Path<u64>, Body(asked): Body<Save>) -> Answer {
    let saved = saving::save(&app.store, &app.vault, *id, &me.actor, &asked, app.clock.now())?;
    app.forget_callers();
    saved.ticket.durable().await?;
    let integration = form(&app, &request, &saved.found, &me.actor, saved.shown)?;
    answer(&Saved { integration, taken_over: saved.taken_over })
}

/// `POST /console/integrations/{id}/enabled`
pub async fn enable(
    app: Data<App>,
    me: Signed,
    id: Path<u64>,
    shown: Query<Shown>,
    Body(asked): Body<Enable>,
) -> Answer {
    let now = app.clock.now();
    let (_, ticket) = standing::enable(&app.store, *id, shown.version, asked.enabled, &me.actor, now)?;
    app.forget_callers();
    ticket.durable().await?;
    answer(&super::grid::row(&app, *id, &me.actor).await?)
}

/// `DELETE /console/integrations/{id}`, with the `version` that was shown in its query or without.
pub async fn delete(app: Data<App>, me: Signed, id: Path<u64>, shown: Query<Shown>) -> Answer {
    let ticket = standing::delete(&app.store, *id, shown.version, &me.actor, app.clock.now())?;
    app.forget_callers();
    ticket.durable().await?;
    done()
}

/// The version of what somebody acts on, as they saw it.
#[derive(Deserialize)]
pub struct Shown {
    version: Option<u64>,
}

/// An integration as its form shows it; its owner gets the secret where it is `shown`.
pub(super) fn form(
    app: &App,
    request: &HttpRequest,
    found: &Found,
    to: &Actor,
    shown: bool,
) -> Result<Integration, Refusal> {
    let value = found.value();
    let mine = value.owner == to.person.id;
    let secret = if mine { app.vault.open_sealed(found.id, &value.inbound.sealed) } else { None };
    let now = app.clock.now();
    Ok(Integration {
        id: found.id,
        version: value.revision,
        name: value.name.clone(),
        note: value.note.clone(),
        scenario: value.scenario.clone(),
        owner: owner_of(app, found)?,
        mine,
        status: found.status(now),
        created: value.created,
        updated: value.updated,
        editor: value.editor.clone(),
        last_used: app.stats().last_used(found.id),
        inbound: Some(Inbound {
            prefix: format!("{}/rest/{}/", shown_origin(request, &app.config), value.caller()),
            secret_lost: mine && secret.is_none(),
            secret: secret.filter(|_| shown),
            former_until: value.inbound.former.as_ref().map(|former| former.until).filter(|until| now < *until),
            scopes: value.inbound.scopes.clone(),
            expires: value.inbound.expires,
            allow: value.inbound.allow.clone(),
            rate: value.inbound.rate,
            request: value.inbound.request.clone(),
        }),
    })
}

fn owner_of(app: &App, found: &Found) -> Result<PersonRef, Refusal> {
    let owner = found.value().owner;
    let person = people::get(&app.services(), owner)?;
    Ok(person.as_ref().map_or_else(|| unknown(owner), reference))
}
