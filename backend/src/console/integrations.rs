//! *Integrations*: the form of one, drafts, and what is done to them.

use super::entry::{Body, Signed};
use super::{Answer, answer, done};
use crate::app::App;
use crate::audit::Actor;
use crate::integrations::draft::{self, About};
use crate::integrations::{self, Found, outbound, save as saving, standing};
use crate::origin::shown_origin;
use crate::people::{reference, unknown};
use crate::refusal::Refusal;
use actix_web::HttpRequest;
use actix_web::web::{Data, Path, Query};
use methods::catalogue::{Kind, catalogue};
use methods::people;
use serde::Deserialize;
use shared::integration::{Enable, Inbound, Integration, NewDraft, Outbound, Save, Saved, Secret, SetPaused};
use shared::people::PersonRef;

/// `GET /console/integrations/{id}`
pub async fn show(app: Data<App>, request: HttpRequest, me: Signed, id: Path<u64>) -> Answer {
    let found = integrations::visible(&app.store, *id, &me.actor, app.clock.now())?;
    answer(&form(&app, &request, &found, &me.actor, of_draft(&found))?)
}

/// `POST /console/drafts`
pub async fn open_draft(app: Data<App>, request: HttpRequest, me: Signed, Body(asked): Body<NewDraft>) -> Answer {
    let (now, services) = (app.clock.now(), app.services());
    let about = |method: &str| About {
        answers: services.registry.find(2, method).is_ok_and(|target| target.run.is_some()),
        writes: catalogue().find(2, method).is_some_and(|known| known.kind == Kind::Write),
    };
    let made = draft::open(&app.store, &app.vault, &me.actor, &asked, &about, now)?;
    if made.displaced {
        app.forget_callers();
    }
    made.ticket.durable().await?;
    let found = integrations::visible(&app.store, made.id, &me.actor, now)?;
    answer(&form(&app, &request, &found, &me.actor, of_draft(&found))?)
}

/// `PUT /console/integrations/{id}`
pub async fn save(app: Data<App>, request: HttpRequest, me: Signed, id: Path<u64>, Body(asked): Body<Save>) -> Answer {
    let saved = saving::save(&app.store, &app.vault, *id, &me.actor, &asked, app.clock.now())?;
    app.forget_callers();
    saved.ticket.durable().await?;
    let integration = form(&app, &request, &saved.found, &me.actor, &saved.shown)?;
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

/// `POST /console/integrations/{id}/outbound/paused`
pub async fn pause(
    app: Data<App>,
    request: HttpRequest,
    me: Signed,
    id: Path<u64>,
    Body(asked): Body<SetPaused>,
) -> Answer {
    let (found, ticket) = outbound::set_paused(&app.store, *id, asked.paused, &me.actor, app.clock.now())?;
    app.forget_callers();
    ticket.durable().await?;
    answer(&form(&app, &request, &found, &me.actor, &[])?.outbound)
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

/// The secrets of a draft are on its screen from the first moment on.
fn of_draft(found: &Found) -> &'static [Secret] {
    if found.draft { &Secret::ALL } else { &[] }
}

/// An integration as its form shows it; its owner gets the secrets that are `shown`.
pub(super) fn form(
    app: &App,
    request: &HttpRequest,
    found: &Found,
    to: &Actor,
    shown: &[Secret],
) -> Result<Integration, Refusal> {
    let value = found.value();
    let mine = value.owner == to.person.id;
    let secret = |which| value.secret(&app.vault, found.id, which).flatten().filter(|_| mine && shown.contains(&which));
    // Opening a copy takes longer than all the rest, so it is done for the owner alone.
    let lost = |which| mine && value.secret(&app.vault, found.id, which) == Some(None);
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
        inbound: value.inbound.as_ref().map(|inbound| Inbound {
            prefix: format!("{}/rest/{}/", shown_origin(request, &app.config), value.caller()),
            secret_lost: lost(Secret::Inbound),
            secret: secret(Secret::Inbound),
            former_until: inbound.former.as_ref().map(|former| former.until).filter(|until| now < *until),
            scopes: inbound.scopes.clone(),
            expires: inbound.expires,
            allow: inbound.allow.clone(),
            rate: inbound.rate,
            request: inbound.request.clone(),
        }),
        outbound: value.outbound.as_ref().map(|outbound| Outbound {
            url: outbound.url.clone(),
            events: outbound.events.clone(),
            json: outbound.json,
            token: secret(Secret::Token),
            signing: secret(Secret::Signing),
            lost: [Secret::Token, Secret::Signing].into_iter().filter(|which| lost(*which)).collect(),
            unusable: outbound.is_lost(&app.vault, found.id),
            paused: outbound.paused.clone(),
        }),
    })
}

fn owner_of(app: &App, found: &Found) -> Result<PersonRef, Refusal> {
    let owner = found.value().owner;
    let person = people::get(&app.services(), owner)?;
    Ok(person.as_ref().map_or_else(|| unknown(owner), reference))
}
