//! What screens remember for whoever is signed in, on the portal, so that it is the same in every browser.

use crate::{
    api,
    locale::{Locale, use_locale},
    task::{Work, work},
    widgets::{Toasts, use_toasts},
};
use leptos::{prelude::*, task::spawn_local};
use serde::{
    Serialize,
    de::{DeserializeOwned, IgnoredAny},
};
use serde_json::Value;
use std::{cell::RefCell, time::Duration};

/// One remembered value. `Copy`.
pub struct Preference<T: 'static> {
    value: RwSignal<T>,
    kept: Kept,
}

/// The part that is the same whatever is remembered.
#[derive(Clone, Copy)]
struct Kept {
    key: &'static str,
    ready: RwSignal<bool>,
    touched: StoredValue<bool>,
    toasts: Toasts,
    locale: Locale,
}

/// How long saves of one value keep apart: the first is sent at once, of those that follow only the last.
const APART: Duration = Duration::from_millis(400);

impl<T> Clone for Preference<T> {
    fn clone(&self) -> Preference<T> {
        *self
    }
}

impl<T> Copy for Preference<T> {}

/// The value kept under `key` (`[a-z0-9._-]`, the screen's name first): the default until it has come, when
/// there is none, and when it cannot be read any more.
pub fn preference<T>(key: &'static str) -> Preference<T>
where
    T: Default + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    let (ready, touched) = (RwSignal::new(false), StoredValue::new(false));
    let kept = Kept { key, ready, touched, toasts: use_toasts(), locale: use_locale() };
    let value = RwSignal::new(T::default());
    let arrived = move |json: Value| {
        // What the person has changed meanwhile is newer.
        if touched.try_get_value() == Some(false)
            && let Ok(kept) = serde_json::from_value(json)
        {
            value.try_set(kept);
        }
    };
    kept.load(work(async move { api::get::<Value>(&path(key)).await }, arrived));
    Preference { value, kept }
}

impl<T: Serialize + Clone + Send + Sync + 'static> Preference<T> {
    /// The value; tracked.
    pub fn get(self) -> T {
        self.value.get()
    }

    /// The value as a signal.
    pub fn signal(self) -> Signal<T> {
        self.value.into()
    }

    /// Whether what is kept has come, or nothing has; tracked. Screens that would jump wait for it.
    pub fn ready(self) -> bool {
        self.kept.ready.get()
    }

    /// Changes the value here and on the portal.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        self.value.update(change);
        // Plain structs with text keys always have a form in JSON.
        self.kept.save(serde_json::to_value(&*self.value.read_untracked()).unwrap_or_default());
    }
}

impl Kept {
    fn load(self, answer: Work) {
        spawn_local(async move {
            // Without an answer the defaults serve.
            if let Ok(land) = answer.await {
                land();
            }
            self.ready.try_set(true);
        });
    }

    fn save(self, value: Value) {
        self.touched.set_value(true);
        let waits = QUEUE.with_borrow_mut(|queue| match queue.iter_mut().find(|(key, _)| *key == self.key) {
            Some((_, next)) => {
                *next = Some(value.clone());
                true
            }
            None => {
                queue.push((self.key, None));
                false
            }
        });
        if !waits {
            self.send(value);
        }
    }

    fn send(self, value: Value) {
        spawn_local(async move {
            if let Err(error) = api::put::<IgnoredAny>(&path(self.key), &value).await {
                self.toasts.failed(untrack(|| error.text(self.locale)));
            }
            set_timeout(move || self.send_next(), APART);
        });
    }

    /// Sends what came meanwhile, or leaves the queue.
    fn send_next(self) {
        let next = QUEUE.with_borrow_mut(|queue| {
            let at = queue.iter().position(|(key, _)| *key == self.key)?;
            let next = queue[at].1.take();
            if next.is_none() {
                queue.swap_remove(at);
            }
            next
        });
        if let Some(value) = next {
            self.send(value);
        }
    }
}

fn path(key: &str) -> String {
    format!("/console/preferences/{key}")
}

/// A value on its way, by its key, and what follows it.
type Sending = (&'static str, Option<Value>);

thread_local! {
    /// Saves outlive the screen that made them.
    static QUEUE: RefCell<Vec<Sending>> = const { RefCell::new(Vec::new()) };
}
