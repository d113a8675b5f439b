//! Keeps what was typed from being lost by the browser's own ways out: Back, Forward, a tab that is closed. The
//! browser tells of a step through its history only when it has been made, so it is taken back before anybody
//! else hears of it, and made again once the person has agreed.

use crate::{logic::leaving::steps, task::effect};
use js_sys::{Function, Reflect};
use leptos::{ev, prelude::*};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Event, EventTarget};

/// What guards a page. `Copy`.
#[derive(Clone, Copy)]
pub struct Leaving {
    /// Number of the history's entry of the page.
    here: StoredValue<Option<i32>>,
    /// The person has agreed to go.
    agreed: StoredValue<bool>,
    /// A step is being taken back.
    homeward: StoredValue<bool>,
}

/// Guards the page of the calling component as long as there is something `unsaved` on it. `ask` gets the steps
/// through the history that are to be made if the person agrees.
pub fn guard(unsaved: Memo<bool>, ask: Callback<i32>) -> Leaving {
    let leaving =
        Leaving { here: StoredValue::new(None), agreed: StoredValue::new(false), homeward: StoredValue::new(false) };
    // By the time that somebody types, the address is that of this page.
    effect(move || {
        if unsaved.get() {
            leaving.here.set_value(entry());
        }
    });
    let closing = window_event_listener(ev::beforeunload, move |event| {
        if unsaved.get_untracked() {
            event.prevent_default();
            // Some browsers still go by this.
            event.set_return_value("unsaved");
        }
    });
    let stepped = Closure::<dyn Fn(Event)>::new(move |event: Event| leaving.stepped(&event, unsaved, ask));
    let window: EventTarget = window().into();
    let listener = stepped.into_js_value().unchecked_into::<Function>();
    // Before the router, which listens to the same event later.
    let _ = window.add_event_listener_with_callback_and_bool(STEP, &listener, true);
    let listener = StoredValue::new_local((window, listener));
    on_cleanup(move || {
        closing.remove();
        listener.try_with_value(|(window, listener)| {
            let _ = window.remove_event_listener_with_callback_and_bool(STEP, listener, true);
        });
    });
    leaving
}

const STEP: &str = "popstate";

impl Leaving {
    /// Goes through the history as the person wanted.
    pub fn go(self, steps: i32) {
        self.agreed.set_value(true);
        travel(steps);
    }

    fn stepped(self, event: &Event, unsaved: Memo<bool>, ask: Callback<i32>) {
        if self.agreed.get_value() || !unsaved.get_untracked() {
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
            ask.run(steps);
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
