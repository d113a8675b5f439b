//! The focus is never lost: when what has it is taken away, such as a row that is deleted or a button that has done
//! its work, the focus goes to what stands beside that place; when a whole page is taken away, to its content.

use super::popup;
use leptos::{ev, leptos_dom::helpers::window_event_listener, prelude::*};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, FocusOptions, HtmlElement, MutationObserver, MutationObserverInit, MutationRecord, Node};

/// Watches over the page from now on.
pub fn keep() {
    window_event_listener(ev::focusin, |event| {
        let target = event.target().and_then(|target| target.dyn_into().ok());
        HOLDER.with_borrow_mut(|holder| *holder = target);
    });
    window_event_listener(ev::focusout, |_| {
        // What loses the focus and stays has lost it to a press beside it, which is as it should be.
        request_animation_frame(|| {
            if is_nowhere() {
                HOLDER.with_borrow_mut(|holder| drop(holder.take_if(|holder| holder.is_connected())));
            }
        });
    });
    let changed = Closure::<dyn Fn(Vec<MutationRecord>)>::new(changed);
    let Ok(observer) = MutationObserver::new(changed.as_ref().unchecked_ref()) else { return };
    changed.forget();
    let wanted = MutationObserverInit::new();
    wanted.set_child_list(true);
    wanted.set_subtree(true);
    if let Some(body) = document().body() {
        let _ = observer.observe_with_options(&body, &wanted);
    }
}

thread_local! {
    /// What has the focus, or had it when it was taken away.
    static HOLDER: RefCell<Option<Element>> = const { RefCell::new(None) };
}

/// What the focus may go to.
const TARGETS: &str =
    "a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, summary, [tabindex=\"0\"]";

fn is_nowhere() -> bool {
    document().active_element().is_none_or(|element| element.tag_name() == "BODY")
}

fn changed(records: Vec<MutationRecord>) {
    if !is_nowhere() {
        return;
    }
    let Some(holder) = HOLDER.with_borrow(Clone::clone) else { return };
    let gone = |record: &MutationRecord| {
        let removed = record.removed_nodes();
        let nodes = (0..removed.length()).filter_map(|index| removed.get(index));
        nodes.into_iter().find(|node| node.contains(Some(&holder)))
    };
    let Some((record, node)) = records.iter().find_map(|record| Some((record, gone(record)?))) else { return };
    // What has only been moved has it again. A dialog that closes gives it back by itself.
    if holder.is_connected() {
        let _ = holder.dyn_ref().is_some_and(give);
    } else if !matches!(holder.closest("dialog"), Ok(Some(_))) {
        HOLDER.with_borrow_mut(Option::take);
        let page = node.dyn_ref::<Element>().is_some_and(|gone| matches!(gone.query_selector("h1"), Ok(Some(_))));
        if page || !give_beside(record, &node) {
            give_around(record.target());
        }
    }
}

/// To the next one of its kind, or to what is before its place, or after it.
fn give_beside(record: &MutationRecord, gone: &Node) -> bool {
    let after = element(record.next_sibling(), Node::next_sibling);
    let before = element(record.previous_sibling(), Node::previous_sibling);
    let alike = after.as_ref().filter(|after| after.node_name() == gone.node_name());
    let first = |place: Option<&Element>| place.is_some_and(|place| within(place).iter().any(give));
    let last = |place: Option<&Element>| place.is_some_and(|place| within(place).iter().rev().any(give));
    first(alike) || last(before.as_ref()) || first(after.as_ref())
}

/// An element, and what is in it, as far as they are targets.
fn within(element: &Element) -> Vec<HtmlElement> {
    let own = element.dyn_ref::<HtmlElement>().filter(|own| own.matches(TARGETS).unwrap_or(false));
    own.cloned().into_iter().chain(popup::find_all(element, TARGETS)).collect()
}

/// To the closest thing around that can have it, in the end the page's content.
fn give_around(place: Option<Node>) {
    let around = element(place, Node::parent_node);
    let around = around.and_then(|place| place.closest("[tabindex], dialog").ok().flatten());
    let given = around.is_some_and(|around| match around.tag_name().as_str() {
        "DIALOG" => within(&around).iter().any(give),
        _ => around.dyn_ref().is_some_and(give),
    });
    if !given && let Some(content) = document().get_element_by_id("content") {
        let _ = content.dyn_ref().is_some_and(give);
    }
}

/// The node, or the next one on a way that is an element and still there.
fn element(mut node: Option<Node>, next: fn(&Node) -> Option<Node>) -> Option<Element> {
    while let Some(here) = node {
        match here.dyn_ref::<Element>() {
            Some(element) if element.is_connected() => return Some(element.clone()),
            _ => node = next(&here),
        }
    }
    None
}

/// Whether it has the focus now; what is hidden or switched off does not take it.
fn give(element: &HtmlElement) -> bool {
    let quietly = FocusOptions::new();
    quietly.set_prevent_scroll(true);
    let _ = element.focus_with_options(&quietly);
    document().active_element().as_ref() == Some(element)
}
