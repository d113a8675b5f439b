//! Deliveries: what became of events, sent again on demand; and trying a handler out before anything happens.
//! Whoever may see an integration may see its deliveries and have them sent again.

use super::entry::{Admin, Body, Signed};
use super::{Answer, answer, aside};
use crate::app::App;
use crate::audit::{self, Action};
use crate::integrations::{self, Found, outbound};
use crate::outgoing::check;
use crate::outgoing::dial;
use crate::outgoing::listing::{self, Listed, Wanted};
use crate::outgoing::message;
use crate::outgoing::queue::{Queue, Redelivering};
use crate::outgoing::send::{HIDDEN, Sender};
use crate::refusal::{Refusal, refuse};
use crate::settings::{creation, group};
use actix_web::web::{Data, Path, Query};
use engine::event::Event;
use methods::events::{queues, sample};
use serde::Deserialize;
use shared::delivery::{Check, Deliveries, Detail, GivenUp, Handler, MANY, PAGE, Redeliver, State, TestEvent};
use shared::settings::Retention;
use shared::{Millis, event, fault};
use std::sync::Arc;
use store::{Durability, Ticket};

/// Deliveries of one answer at most.
const LIMIT_MAX: usize = 200;

/// The query of the list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    integration: Option<u64>,
    state: Option<State>,
    event: String,
    text: String,
    from: Option<Millis>,
    to: Option<Millis>,
    before: Option<u64>,
    limit: Option<usize>,
}

/// `GET /console/deliveries`
pub async fn list(app: Data<App>, me: Signed, Query(asked): Query<Asked>) -> Answer {
    let listed = aside(move || {
        let of = visible(&app, &me, asked.integration)?;
        let queue = Queue::new(app.store.clone());
        let (waiting, failed) = listing::sums(&queue, &of)?;
        let Listed { deliveries, older, newest } = listing::read(&app.store, &of, &asked.wanted())?;
        let kept_days = group::read::<Retention>(&app.store)?.value.deliveries_days;
        Ok(Deliveries { deliveries, older, newest, waiting, failed, kept_days })
    });
    answer(&listed.await?)
}

/// `GET /console/deliveries/handlers`
pub async fn handlers(app: Data<App>, me: Signed, Query(asked): Query<Asked>) -> Answer {
    let all = aside(move || {
        let found = match asked.integration {
            Some(id) => vec![saved(&app, id, &me)?],
            None => integrations::list(&app.store, &me.actor)?,
        };
        let queue = Queue::new(app.store.clone());
        let sending = app.subscriptions()?;
        let mut all = Vec::new();
        for one in found {
            let kept = one.value();
            let Some(outbound) = &kept.outbound else { continue };
            let (waiting, failed) = queue.sums(one.id)?;
            // One without an address may have had one.
            if !outbound.is_used() && waiting + failed == 0 {
                continue;
            }
            let held = sending.of(one.id).is_none_or(|to| to.paused);
            all.push(Handler { id: one.id, name: kept.name.clone(), held, waiting, failed });
        }
        all.sort_by_cached_key(|handler| handler.name.to_lowercase());
        Ok(all)
    });
    answer(&all.await?)
}

/// The query of [`failed`].
#[derive(Debug, Deserialize)]
pub struct Since {
    integration: u64,
    since: Millis,
}

/// `GET /console/deliveries/failed`
pub async fn failed(app: Data<App>, me: Signed, Query(asked): Query<Since>) -> Answer {
    let counted = aside(move || {
        let integration = saved(&app, asked.integration, &me)?.id;
        let deliveries = Queue::new(app.store.clone()).given_up(integration, asked.since)?.left();
        Ok(GivenUp { deliveries })
    });
    answer(&counted.await?)
}

/// `GET /console/deliveries/{integration}/{id}`
pub async fn show(app: Data<App>, me: Signed, path: Path<(u64, u64)>) -> Answer {
    let (integration, id) = path.into_inner();
    let found = saved(&app, integration, &me)?;
    let kept = Queue::new(app.store.clone()).get(integration, id)?.ok_or_else(|| refuse(fault::NOT_FOUND))?;
    let event = kept.event()?;
    let sent = found.value().sending();
    let portal = app.outgoing.portal().ok_or_else(|| refuse(fault::INTERNAL))?;
    let now = kept.attempts.last().map_or_else(|| app.clock.now(), |last| last.at);
    let json = sent.is_some_and(|sent| sent.json);
    let (content_type, body) = message::body(json, integration, &portal, &event, HIDDEN, now);
    let mut headers = message::headers(content_type, kept.number, now);
    headers.push(("webhook-signature", format!("v1,{HIDDEN}")));
    let body = String::from_utf8_lossy(&body).into_owned();
    answer(&Detail {
        delivery: kept.shown(integration, id, &found.value().name, &event),
        url: sent.map(|sent| sent.url.clone()).unwrap_or_default(),
        headers: headers.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
        body,
        attempts: kept.attempts.into_iter().rev().collect(),
    })
}

/// `POST /console/deliveries/redeliver`
pub async fn redeliver(app: Data<App>, me: Signed, Body(asked): Body<Redeliver>) -> Answer {
    let begun = aside(move || {
        let integration = saved(&app, asked.integration, &me)?.id;
        if asked.ids.len() > MANY {
            return Err(refuse(fault::TOO_MANY).on("ids").with(MANY));
        }
        let queue = Queue::new(app.store.clone());
        let mut what = match asked.failed_since {
            Some(since) => queue.given_up(integration, since)?,
            None => Redelivering::of(integration, &asked.ids),
        };
        let keep = queue.ask_again(&mut what)?;
        let ticket = match what.left() {
            0 => Ticket::done(),
            deliveries => {
                let act = Action::Redelivered { integration, deliveries };
                let row = audit::row(&app.store, &me.actor, act, app.clock.now())?;
                app.store.commit(&[], vec![row, keep], Durability::Durable)?
            }
        };
        Ok((app.outgoing.again(what), ticket))
    });
    let (begun, ticket) = begun.await?;
    ticket.durable().await?;
    answer(&begun)
}

/// `GET /console/deliveries/redeliver/{id}`
pub async fn redelivery(app: Data<App>, me: Signed, id: Path<u64>) -> Answer {
    let (integration, known) = app.outgoing.redelivery(*id).ok_or_else(|| refuse(fault::NOT_FOUND))?;
    saved(&app, integration, &me)?;
    answer(&known)
}

/// `POST /console/integrations/{id}/outbound/test`
pub async fn test(app: Data<App>, me: Signed, id: Path<u64>, Body(asked): Body<TestEvent>) -> Answer {
    let found = saved(&app, *id, &me)?;
    if found.value().sending().is_none() {
        return Err(refuse(fault::NOT_FOUND));
    }
    let name = asked.event.trim().to_ascii_uppercase();
    if event::find(&name).is_none() {
        return Err(refuse(fault::EVENT_UNKNOWN).on("event").with(name));
    }
    let made_up = Event::made_up(&name, sample::sample(&name), me.person.id, app.clock.now());
    let queued = app.outgoing.test(*id, made_up).await;
    let (delivery, kept) = queued.ok_or_else(|| refuse(fault::INTERNAL).because("deliveries have ended"))?;
    answer(&kept.shown(*id, delivery, &found.value().name, &kept.event()?))
}

/// `POST /console/outbound/check`
pub async fn check(app: Data<App>, me: Signed, Body(asked): Body<Check>) -> Answer {
    if !creation::may_send(&app.store, &me.actor)? {
        return Err(refuse(fault::CREATION_CLOSED).on("url"));
    }
    let portal = app.outgoing.portal().ok_or_else(|| refuse(fault::INTERNAL))?;
    let guard = outbound::guard(&app.store)?;
    let tls = aside(|| dial::trust().map_err(|error| refuse(fault::INTERNAL).because(error))).await?;
    let sender = Sender::new(guard, dial::system(), Arc::new(tls));
    answer(&check::check(&sender, &portal, &asked, app.clock.now()).await)
}

/// `GET /console/offline-queues`
pub async fn offline_queues(app: Data<App>, _: Admin) -> Answer {
    let lots = aside(move || queues::lots(&app.services()).map_err(|error| refuse(fault::INTERNAL).because(error)));
    answer(&lots.await?)
}

/// Integrations whose deliveries somebody may see, by id and name: one, or all that may have any.
fn visible(app: &App, me: &Signed, one: Option<u64>) -> Result<Vec<(u64, String)>, Refusal> {
    if let Some(id) = one {
        let found = saved(app, id, me)?;
        return Ok(vec![(id, found.value().name.clone())]);
    }
    let all = integrations::list(&app.store, &me.actor)?;
    let sending = all.iter().filter(|found| found.value().outbound.is_some());
    Ok(sending.map(|found| (found.id, found.value().name.clone())).collect())
}

/// A saved integration that somebody may see.
fn saved(app: &App, id: u64, me: &Signed) -> Result<Found, Refusal> {
    let found = integrations::visible(&app.store, id, &me.actor, app.clock.now())?;
    if found.draft { Err(refuse(fault::NOT_FOUND)) } else { Ok(found) }
}

impl Asked {
    fn wanted(self) -> Wanted {
        let Asked { state, event, text, from, to, before, limit, .. } = self;
        Wanted { state, event, text, from, to, before, limit: limit.unwrap_or(PAGE).clamp(1, LIMIT_MAX) }
    }
}
