//! Keeps what was typed from being lost by a link, and by the browser's own ways out: Back, Forward, a tab that is closed. The
//! browser tells of a step through its history only when it has been made, so it is taken back before anybody
//! else hears of it, and made again once the person has agreed.

use crate::{logic::leaving::steps, task::effect};
use js_sys::Reflect;
use leptos::{ev, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use std::cell::Cell;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, MouseEvent};

/// Where the person wants to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// So many steps through the history.
    Steps(i32),
    /// Where the link leads that was pressed last.
    Link,
}

/// What guards a page. `Copy`.
#[derive(Clone, Copy)]
pub struct Leaving {
    unsaved: Memo<bool>,
    ask: Callback<Way>,
    /// Where the link leads that was pressed last.
    link: StoredValue<String>,
    navigate: Callback<String>,
    /// Number of the history's entry of the page.
    here: StoredValue<Option<i32>>,
    /// The person has agreed to go.
    agreed: StoredValue<bool>,
    /// A step is being taken back.
    homeward: StoredValue<bool>,
}

/// Listens to links and to steps through the history as long as the page lives. The window tells of them in the order in which
/// it was asked to, so this has to come before the router.
pub fn listen() {
    drop(window_event_listener(ev::popstate, |event| {
        if let Some(guard) = GUARD.get() {
            guard.stepped(&event);
        }
    }));
    drop(window_event_listener(ev::click, |event| {
        if let Some(guard) = GUARD.get() {
            guard.pressed(&event);
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

/// Guards the page of the calling component as long as there is something `unsaved` on it. `ask` gets the way
/// that is to be gone if the person agrees.
pub fn guard(unsaved: Memo<bool>, ask: Callback<Way>) -> Leaving {
    let navigate = use_navigate();
    let navigate = Callback::new(move |to: String| navigate(&to, NavigateOptions::default()));
    let [agreed, homeward] = [false; 2].map(StoredValue::new);
    let (here, link) = (StoredValue::new(None), StoredValue::new(String::new()));
    let leaving = Leaving { unsaved, ask, link, navigate, here, agreed, homeward };
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

/// Asks first where the page has something unsaved, and goes there if the person agrees; for ways that are no links.
/// Whether it did.
pub fn asks(to: &str) -> bool {
    let guard = GUARD.get().filter(|guard| guard.unsaved.get_untracked() && is_away(to));
    if let Some(guard) = guard {
        guard.ask_for(to.to_owned());
    }
    guard.is_some()
}

thread_local! {
    static GUARD: Cell<Option<Leaving>> = const { Cell::new(None) };
}

impl Leaving {
    /// Goes where the person wanted.
    pub fn go(self, way: Way) {
        match way {
            Way::Steps(steps) => {
                self.agreed.set_value(true);
                travel(steps);
            }
            Way::Link => self.navigate.run(self.link.get_value()),
        }
    }

    /// The router leaves alone what somebody else has taken.
    fn pressed(self, event: &MouseEvent) {
        let held = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
        if event.default_prevented() || event.button() != 0 || held || !self.unsaved.get_untracked() {
            return;
        }
        if let Some(link) = link(event) {
            event.prevent_default();
            self.ask_for(link);
        }
    }

    fn ask_for(self, to: String) {
        self.link.set_value(to);
        self.ask.run(Way::Link);
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
            self.ask.run(Way::Steps(steps));
        }
    }
}

/// The address inside the portal that a press on a link leads to, away from this page.
fn link(event: &MouseEvent) -> Option<String> {
    let pressed = event.target()?.dyn_into::<Element>().ok()?;
    let link = pressed.closest("a[href^='/']:not([target], [download])").ok()??.get_attribute("href")?;
    is_away(&link).then_some(link)
}

fn is_away(to: &str) -> bool {
    let path = to.split(['?', '#']).next().unwrap_or_default();
    window().location().pathname().is_ok_and(|here| path != here)
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
