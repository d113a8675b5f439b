//! What menus and lists that open beside their button share: the browser's own popovers close them with Esc
//! or a press elsewhere; this gives them their place.

use leptos::prelude::*;
use std::cell::Cell;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// An id that no other element of the page has.
pub fn unique_id(prefix: &str) -> String {
    let number = NEXT.get();
    NEXT.set(number + 1);
    format!("{prefix}-{number}")
}

/// Puts an open popover under its button, or above it where there is more room, and inside the window.
pub fn place(popover: &HtmlElement, button: &Element) {
    let anchor = button.get_bounding_client_rect();
    let size = popover.get_bounding_client_rect();
    let (width, height) = room();
    let right_aligned = anchor.left() + size.width() > width - MARGIN;
    let left = if right_aligned { anchor.right() - size.width() } else { anchor.left() };
    let below = anchor.bottom() + GAP;
    let above = anchor.top() - GAP - size.height();
    let top = if below + size.height() > height - MARGIN && above >= MARGIN { above } else { below };
    let left = left.min(width - MARGIN - size.width()).max(MARGIN);
    let style = popover.style();
    let _ = style.set_property("left", &px(left));
    let _ = style.set_property("top", &px(top.max(MARGIN)));
    let _ = style.set_property("max-height", &px(height - top.max(MARGIN) - MARGIN));
}

/// Moves the focus among elements by the arrow keys, Home and End. Returns whether the key was one of them.
pub fn rove(elements: &[HtmlElement], key: &str) -> bool {
    let Some(last) = elements.len().checked_sub(1) else { return false };
    let focused = document().active_element();
    let at = elements.iter().position(|element| Some(element.as_ref()) == focused.as_ref());
    let target = match (key, at) {
        ("Home", _) => 0,
        ("End", _) => last,
        ("ArrowDown", Some(at)) if at < last => at + 1,
        ("ArrowDown", _) => 0,
        ("ArrowUp", Some(at)) if at > 0 => at - 1,
        ("ArrowUp", _) => last,
        _ => return false,
    };
    let _ = elements[target].focus();
    true
}

/// The elements inside `root` that a selector finds.
pub fn find_all(root: &Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(found) = root.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|index| found.get(index)?.dyn_into().ok()).collect()
}

/// Scrolls as little as it takes to see an element.
pub fn reveal(element: &Element) {
    let nearest = ScrollIntoViewOptions::new();
    nearest.set_block(ScrollLogicalPosition::Nearest);
    nearest.set_inline(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&nearest);
}

/// Whether a popover is open.
pub fn is_open(popover: &HtmlElement) -> bool {
    popover.matches(":popover-open").unwrap_or(false)
}

const GAP: f64 = 4.0;
const MARGIN: f64 = 8.0;

fn px(length: f64) -> String {
    format!("{}px", length as i32)
}

/// The window without its scrollbars.
fn room() -> (f64, f64) {
    let root = document().document_element();
    root.map_or((0.0, 0.0), |root| (f64::from(root.client_width()), f64::from(root.client_height())))
}

thread_local! {
    static NEXT: Cell<u32> = const { Cell::new(0) };
}
