//! What keeps itself up to date: asked for again every few seconds while somebody can see the page. An answer
//! that has not changed costs a tag; one that fails leaves on the page what was there, with a banner that
//! offers another try.

use crate::{api, task::work, widgets::Load};
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use std::time::Duration;

/// How often screens usually look again, in seconds.
pub const USUAL: u64 = 5;

/// How often what people watch is looked at, in seconds.
pub const LIVELY: u64 = 2;

/// Fetches the address that `path` makes, again whenever a signal that it reads changes, and every so many
/// seconds while the page is visible.
pub fn live<T>(every: u64, path: impl Fn() -> String + 'static) -> Load<T>
where
    T: DeserializeOwned + Send + Sync + 'static,
{
    let load = Load::new();
    // The last answer's address and tag.
    let known = StoredValue::new((String::new(), String::new()));
    load.follow(move || {
        let path = path();
        let tag = known.with_value(|(of, tag)| (*of == path && !tag.is_empty()).then(|| tag.clone()));
        let asked = path.clone();
        work(async move { api::get_newer::<T>(&asked, tag).await }, move |newer| match newer {
            Some((value, tag)) => {
                known.try_set_value((path, tag));
                load.replace(value);
            }
            None => load.confirm(),
        })
    });
    look_again(
        every,
        Callback::new(move |()| {
            if !load.under_way() {
                load.again();
            }
        }),
    );
    load
}

/// Runs `look` every so many seconds while the page is visible, and as soon as it is visible again. Ends with
/// the component it was called in.
pub fn look_again(every: u64, look: Callback<()>) {
    let seen = move || {
        if !document().hidden() {
            look.run(());
        }
    };
    let timer = set_interval_with_handle(seen, Duration::from_secs(every));
    let listener = window_event_listener_untyped("visibilitychange", move |_| seen());
    on_cleanup(move || {
        listener.remove();
        if let Ok(timer) = timer {
            timer.clear();
        }
    });
}
