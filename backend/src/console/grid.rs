//! The integrations grid: pages of it, what its filter can offer, and acts on many rows.

use super::entry::{Body, Signed};
use super::{Answer, answer, aside};
use crate::app::App;
use crate::audit::Actor;
use crate::grid::{Asked, Filter};
use crate::integrations::standing;
use crate::refusal::{Refusal, refuse};
use crate::stats::Summary;
use actix_web::web::{Data, Query};
use rustc_hash::FxHashMap;
use shared::fault;
use shared::grid::{Act, BULK_MAX, Bulk, Done, Target};
use shared::integration::Row;
use store::Ticket;

/// `GET /console/integrations`
pub async fn list(app: Data<App>, me: Signed, Query(asked): Query<Asked>) -> Answer {
    let filter = Filter::read(&asked, app.services().zone)?;
    let page = aside(move || {
        let (entries, counts) = (app.directory()?, counts(&app)?);
        Ok(entries.page(&me.actor, &filter, &counts, app.clock.now()))
    });
    answer(&page.await?)
}

/// `GET /console/integrations/matches`
pub async fn matches(app: Data<App>, me: Signed, Query(asked): Query<Asked>) -> Answer {
    let filter = Filter::read(&asked, app.services().zone)?;
    let targets = aside(move || {
        let (entries, counts) = (app.directory()?, counts(&app)?);
        Ok(entries.targets(&me.actor, &filter, &counts, app.clock.now()))
    });
    answer(&targets.await?)
}

/// `GET /console/integrations/facets`
pub async fn facets(app: Data<App>, me: Signed) -> Answer {
    answer(&app.directory()?.facets(&me.actor))
}

/// `GET /console/integrations/names`
pub async fn names(app: Data<App>, me: Signed) -> Answer {
    answer(&app.directory()?.named(&me.actor))
}

/// `POST /console/integrations/bulk`: every row by itself, so that one that is refused keeps no other.
pub async fn bulk(app: Data<App>, me: Signed, Body(asked): Body<Bulk>) -> Answer {
    if asked.rows.len() > BULK_MAX {
        return Err(refuse(fault::TOO_MANY_ROWS).on("rows").with(BULK_MAX));
    }
    let (outcomes, ticket) = aside(move || {
        let known = app.directory()?;
        let mut all = Ticket::done();
        let mut outcomes = Vec::with_capacity(asked.rows.len());
        for row in &asked.rows {
            let outcome = act(&app, asked.act, *row, &me.actor);
            // A name is told to whoever may see the row.
            let seen = outcome.as_ref().map_or_else(|refusal| refusal.fault.code != fault::NOT_FOUND.code, |_| true);
            let name = known.name(row.id).filter(|_| seen).unwrap_or_default().to_owned();
            let refused = match outcome {
                Ok(ticket) => {
                    all = all.merge(ticket);
                    None
                }
                Err(refusal) => Some(refusal.body()),
            };
            outcomes.push(Done { id: row.id, name, refused });
        }
        app.forget_callers();
        Ok((outcomes, all))
    })
    .await?;
    ticket.durable().await?;
    answer(&outcomes)
}

/// The row of one integration.
///
/// # Errors
/// `not_found` for what the asker may not see.
pub async fn row(app: &Data<App>, id: u64, to: &Actor) -> Result<Row, Refusal> {
    let (app, to) = (app.clone(), to.clone());
    aside(move || {
        let row = app.directory()?.row(id, &to, &counts(&app)?, app.clock.now());
        row.ok_or_else(|| refuse(fault::NOT_FOUND))
    })
    .await
}

fn act(app: &App, act: Act, row: Target, by: &Actor) -> Result<Ticket, Refusal> {
    let (now, shown) = (app.clock.now(), Some(row.version));
    let switch = |on| standing::enable(&app.store, row.id, shown, on, by, now).map(|(_, ticket)| ticket);
    match act {
        Act::Enable => switch(true),
        Act::Disable => switch(false),
        Act::Delete => standing::delete(&app.store, row.id, shown, by, now),
    }
}

fn counts(app: &App) -> Result<FxHashMap<u64, Summary>, Refusal> {
    Ok(app.stats().summary(app.services().zone, app.clock.now())?)
}
