//! What became of the scopes of an integration: how often they were needed lately, and which never are.

use super::entry::Signed;
use super::{Answer, answer, aside};
use crate::app::App;
use crate::integrations;
use actix_web::web::{Data, Path};
use engine::Registry;
use rustc_hash::FxHashMap;
use shared::Millis;
use shared::integration::ScopeUse;

const HOUR: Millis = 60 * 60 * 1000;

/// Hours that a count looks back.
const WEEK: u64 = 7 * 24;

/// Hours after which a scope that no call needed is idle.
const IDLE: u64 = 30 * 24;

/// `GET /console/integrations/{id}/scopes`
pub async fn show(app: Data<App>, me: Signed, id: Path<u64>) -> Answer {
    let now = app.clock.now();
    let found = integrations::visible(&app.store, *id, &me.actor, now)?;
    let hour = (now / HOUR).max(0) as u64;
    let asked = app.clone();
    let (weeks, months) = aside(move || {
        let (mut weeks, mut months) = (Calls::default(), Calls::default());
        asked.stats().each(hour.saturating_sub(IDLE)..hour + 1, |of, integration, method, _, tally| {
            if integration == *id {
                // A call that was refused for want of a scope is no use of it.
                let refused = tally.codes.iter().filter(|(code, _)| code.status == 401).map(|(_, calls)| calls);
                let used = tally.calls - refused.sum::<u64>().min(tally.calls);
                *months.entry(method.to_owned()).or_default() += used;
                if of + WEEK >= hour {
                    *weeks.entry(method.to_owned()).or_default() += used;
                }
            }
        })?;
        Ok((weeks, months))
    })
    .await?;
    let services = app.services();
    let Some(inbound) = &found.value().inbound else { return answer(&Vec::<ScopeUse>::new()) };
    let since = inbound.scoped.max(found.value().created);
    let settled = now - since >= IDLE as Millis * HOUR;
    let uses = inbound.scopes.iter().map(|code| ScopeUse {
        code: code.clone(),
        week: needed(&services.registry, &weeks, code),
        idle: settled && needed(&services.registry, &months, code) == 0,
    });
    answer(&uses.collect::<Vec<_>>())
}

/// Calls by method.
type Calls = FxHashMap<String, u64>;

/// How many calls were of methods that this scope opens.
fn needed(registry: &Registry, calls: &Calls, code: &str) -> u64 {
    let opens = |method: &str| {
        let targets = [2, 3].into_iter().filter_map(|version| registry.find(version, method).ok());
        targets.into_iter().any(|target| target.scope.split(',').any(|scope| scope == code))
    };
    calls.iter().filter(|(method, _)| opens(method)).map(|(_, calls)| calls).sum()
}
