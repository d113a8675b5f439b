//! Keeps what was typed from being lost by the browser's own ways out: Back, Forward, a tab that is closed. The
//! browser tells of a step through its history only when it has been made, so it is taken back before anybody
//! else hears of it, and made again once the person has agreed.

use crate::{logic::leaving::steps, task::effect};
use js_sys::Reflect;
use leptos::{ev, prelude::*};
use std::cell::Cell;
use wasm_bindgen::JsValue;
use web_sys::Event;

/// What guards a page. `Copy`.
#[derive(Clone, Copy)]
pub struct Leaving {
    unsaved: Memo<bool>,
    ask: Callback<i32>,
    /// Number of the history's entry of the page.
    here: StoredValue<Option<i32>>,
    /// The person has agreed to go.
    agreed: StoredValue<bool>,
    /// A step is being taken back.
    homeward: StoredValue<bool>,
}

/// Listens to steps through the history as long as the page lives. The window tells of them in the order in which
/// it was asked to, so this has to come before the router.
pub fn listen() {
    drop(window_event_listener(ev::popstate, |event| {
        if let Some(guard) = GUARD.get() {
            guard.stepped(&event);
        }
    }));
    drop(window_event_listener(ev::beforeunload, |event| {
        if GUARD.get().is_some_and(|guard| guard.unsaved.get_untracked()) {
            event.prevent_default();
            // Some browsers still go by this.
            event.set_return_value("unsaved");
        }
    }));
}

/// Guards the page of the calling component as long as there is something `unsaved` on it. `ask` gets the steps
/// through the history that are to be made if the person agrees.
pub fn guard(unsaved: Memo<bool>, ask: Callback<i32>) -> Leaving {
    let [agreed, homeward] = [false; 2].map(StoredValue::new);
    let leaving = Leaving { unsaved, ask, here: StoredValue::new(None), agreed, homeward };
    // By the time that somebody types, the address is that of this page.
    effect(move || {
        if unsaved.get() {
            leaving.here.set_value(entry());
        }
    });
    GUARD.set(Some(leaving));
    // The next form may be there before this one is gone.
    on_cleanup(move || GUARD.set(GUARD.get().filter(|guard| guard.unsaved != unsaved)));
    leaving
}

thread_local! {
    static GUARD: Cell<Option<Leaving>> = const { Cell::new(None) };
}

impl Leaving {
    /// Goes through the history as the person wanted.
    pub fn go(self, steps: i32) {
        self.agreed.set_value(true);
        travel(steps);
    }

    fn stepped(self, event: &Event) {
        if self.agreed.get_value() || !self.unsaved.get_untracked() {
            self.agreed.set_value(false);
            return;
        }
        let homeward = self.homeward.get_value();
        let steps = steps(self.here.get_value(), entry(), homeward);
        self.homeward.set_value(steps != 0);
        if steps != 0 {
            event.stop_immediate_propagation();
            travel(-steps);
        }
        if steps != 0 && !homeward {
            self.ask.run(steps);
        }
    }
}

fn travel(steps: i32) {
    if let Ok(history) = window().history() {
        let _ = history.go_with_delta(steps);
    }
}

/// The number of the history's present entry, where the browser numbers them.
fn entry() -> Option<i32> {
    let inside = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).ok();
    let navigation = inside(&window().into(), "navigation")?;
    inside(&inside(&navigation, "currentEntry")?, "index")?.as_f64().map(|index| index as i32)
}
