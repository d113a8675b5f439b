//! Sending again: one delivery, some that were picked, or all that failed.

use super::questions::Asking;
use crate::{
    api::{self, ApiError},
    locale::Locale,
    task::pause,
    texts::{deliveries as words, widgets},
    widgets::{Toasts, copy_text},
};
use leptos::{prelude::*, task::spawn_local};
use shared::{
    delivery::{MANY, Redeliver, Redelivery},
    fault,
};
use std::collections::BTreeMap;
use wasm_bindgen::JsCast;

/// Queues one delivery again; `named` says which in the answer.
pub fn one(integration: u64, id: u64, named: String, then: Callback<()>, locale: Locale, toasts: Toasts) {
    let body = Redeliver { integration, ids: vec![id], failed_since: None };
    spawn_local(async move {
        match api::post::<Redelivery>("/console/deliveries/redeliver", &body).await {
            Ok(_) => {
                toasts.done(untrack(|| locale.fill(words::QUEUED, &[&named])));
                then.try_run(());
            }
            Err(error) => toasts.failed(untrack(|| error.text(locale))),
        }
    });
}

/// The orders that bring these deliveries (ids with those of their integrations) on their way again.
pub fn orders(picked: &BTreeMap<u64, u64>) -> Vec<Redeliver> {
    let mut by_integration: BTreeMap<u64, Vec<u64>> = BTreeMap::new();
    for (id, integration) in picked {
        by_integration.entry(*integration).or_default().push(*id);
    }
    let all = by_integration.into_iter();
    let order = |(integration, ids): (u64, Vec<u64>)| {
        let order = |ids: &[u64]| Redeliver { integration, ids: ids.to_vec(), failed_since: None };
        ids.chunks(MANY).map(order).collect::<Vec<_>>()
    };
    all.flat_map(order).collect()
}

/// Carries orders out one after another, showing how far that has come; `all` is what they are about.
pub fn many(
    orders: Vec<Redeliver>,
    all: u64,
    asking: RwSignal<Option<Asking>>,
    then: Callback<()>,
    (locale, toasts): (Locale, Toasts),
) {
    asking.set(Some(Asking::Under(0, all)));
    spawn_local(async move {
        let mut done = 0;
        let mut failure = None;
        for order in orders {
            match carry_out(&order, done, all, asking).await {
                Ok(more) => done += more,
                Err(error) => {
                    failure = Some(error);
                    break;
                }
            }
        }
        untrack(|| {
            if done > 0 {
                toasts.done(locale.fill(words::QUEUED, &[&locale.count(done)]));
            } else if failure.is_none() {
                toasts.done(locale.say(words::NOTHING_QUEUED));
            }
            failure.iter().for_each(|error| toasts.failed(error.text(locale)));
        });
        asking.try_set(None);
        then.try_run(());
    });
}

/// Gives an order and waits until the portal is through with it; answers how many deliveries it was about.
async fn carry_out(
    order: &Redeliver,
    before: u64,
    all: u64,
    asking: RwSignal<Option<Asking>>,
) -> Result<u64, ApiError> {
    let mut now = api::post::<Redelivery>("/console/deliveries/redeliver", order).await?;
    while !now.over {
        asking.try_set(Some(Asking::Under(before + now.done, all.max(before + now.total))));
        pause(LOOK_AGAIN_MS).await;
        let path = format!("/console/deliveries/redeliver/{}", now.id);
        now = match api::get::<Redelivery>(&path).await {
            Ok(newer) => newer,
            // A portal that was started anew remembers no more of it; what it had not queued is to be ordered again.
            Err(error) if error.is(fault::NOT_FOUND) => Redelivery { over: true, ..now },
            Err(error) => return Err(error),
        };
    }
    Ok(now.done)
}

/// How often the progress is asked for.
const LOOK_AGAIN_MS: i32 = 300;

/// Puts a text on the clipboard.
pub fn copy(text: String, locale: Locale, toasts: Toasts) {
    spawn_local(async move {
        let beside = document().active_element().and_then(|element| element.dyn_into().ok());
        let copied = match beside {
            Some(beside) => copy_text(&text, &beside).await,
            None => false,
        };
        untrack(|| match copied {
            true => toasts.done(locale.fill(words::COPIED, &[&text])),
            false => toasts.failed(locale.say(widgets::COPY_FAILED)),
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_picked_is_ordered_by_integration_and_in_parts() {
        let picked: BTreeMap<u64, u64> = (0..MANY as u64 + 3).map(|id| (id, 1 + id % 2 * (id % 3 / 2))).collect();
        let orders = orders(&picked);
        assert_eq!(orders.iter().map(|order| order.integration).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(orders.iter().map(|order| order.ids.len()).sum::<usize>(), picked.len());
        let one: BTreeMap<u64, u64> = (0..MANY as u64 + 3).map(|id| (id, 1)).collect();
        let sizes: Vec<usize> = super::orders(&one).iter().map(|order| order.ids.len()).collect();
        assert_eq!(sizes, [MANY, 3]);
    }
}
