//! Keyboard shortcuts: whoever has one registers it here, and the list of all of them is what `?` shows.
//! Single keys can be switched off, because some people press them by accident or by voice.

use crate::{
    logic::shortcuts::{Step, name, step},
    theme,
};
use leptos::{ev, ev::KeyboardEvent, leptos_dom::helpers::window_event_listener, prelude::*};
use shared::text::Text;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Registers a shortcut until the component it is called in is gone: `g i`, `?`, `Ctrl+k` (⌘ counts as Ctrl).
pub fn shortcut(keys: &'static str, words: Text, run: impl Fn() + Send + Sync + 'static) {
    let run = Callback::new(move |()| run());
    let id = BOARD.with_borrow_mut(|board| {
        board.last += 1;
        board.shortcuts.push(Shortcut { id: board.last, keys, words, run });
        board.last
    });
    on_cleanup(move || BOARD.with_borrow_mut(|board| board.shortcuts.retain(|shortcut| shortcut.id != id)));
}

/// Listens to the keyboard until the component it is called in is gone.
pub fn listen() {
    let listener = window_event_listener(ev::keydown, pressed);
    on_cleanup(move || listener.remove());
}

/// The shortcuts there are now: keys and words.
pub fn all() -> Vec<(&'static str, Text)> {
    BOARD.with_borrow(|board| board.shortcuts.iter().map(|shortcut| (shortcut.keys, shortcut.words)).collect())
}

/// Whether single keys are shortcuts in this browser.
pub fn single_keys() -> bool {
    theme::stored(SINGLE_KEYS).as_deref() != Some("off")
}

/// Switches single keys on or off for this browser.
pub fn use_single_keys(on: bool) {
    theme::store(SINGLE_KEYS, if on { "on" } else { "off" });
}

const SINGLE_KEYS: &str = "portico.keys";

/// How long the second of two keys may take, in milliseconds.
const PATIENCE: f64 = 1500.0;

struct Shortcut {
    id: u64,
    keys: &'static str,
    words: Text,
    run: Callback<()>,
}

struct Board {
    shortcuts: Vec<Shortcut>,
    last: u64,
    /// Keys of a shortcut that has begun, and when.
    begun: (String, f64),
}

thread_local! {
    static BOARD: RefCell<Board> =
        const { RefCell::new(Board { shortcuts: Vec::new(), last: 0, begun: (String::new(), 0.0) }) };
}

fn pressed(event: KeyboardEvent) {
    let ctrl = event.ctrl_key() || event.meta_key();
    // Behind a dialog there is nothing to act on.
    let busy = event.default_prevented() || event.alt_key() || is_behind_dialog();
    if busy || !ctrl && (is_typing(&event) || !single_keys()) {
        return;
    }
    let key = name(&event.key(), &event.code(), ctrl);
    let now = event.time_stamp();
    let found = BOARD.with_borrow_mut(|board| {
        let keys: Vec<&str> = board.shortcuts.iter().map(|shortcut| shortcut.keys).collect();
        let before = if now - board.begun.1 < PATIENCE { board.begun.0.as_str() } else { "" };
        let (begun, run) = match step(before, &key, &keys) {
            Step::Run(place) => (String::new(), board.shortcuts.get(place).map(|shortcut| shortcut.run)),
            Step::Wait(begun) => (begun, None),
            Step::Nothing => (String::new(), None),
        };
        board.begun = (begun, now);
        run
    });
    if let Some(run) = found {
        event.prevent_default();
        run.run(());
    }
}

fn is_typing(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| {
        element
            .matches("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]")
            .unwrap_or(false)
    })
}

fn is_behind_dialog() -> bool {
    matches!(document().query_selector("dialog[open]"), Ok(Some(_)))
}
