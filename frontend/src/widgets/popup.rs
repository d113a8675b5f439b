//! What menus and lists that open beside their button share: the browser's own popovers close them with Esc
//! or a press elsewhere; this gives them their place, and closes them when the focus leaves them.

use crate::logic::rove;
use leptos::{ev::FocusEvent, html, prelude::*};
use std::cell::Cell;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDivElement, HtmlElement, Node, ScrollIntoViewOptions, ScrollLogicalPosition};

/// A button and the panel that opens beside it. `Copy`.
#[derive(Clone, Copy)]
pub struct Popover {
    /// The button.
    pub button: NodeRef<html::Button>,
    /// The panel.
    pub panel: NodeRef<html::Div>,
    open: RwSignal<bool>,
    drawn: RwSignal<bool>,
}

impl Popover {
    /// Closed.
    pub fn new() -> Popover {
        let (open, drawn) = (RwSignal::new(false), RwSignal::new(false));
        Popover { button: NodeRef::new(), panel: NodeRef::new(), open, drawn }
    }

    /// Whether it is open; tracked.
    pub fn is_open(self) -> bool {
        self.open.get()
    }

    /// What the button says of it; tracked.
    pub fn expanded(self) -> String {
        self.open.get().to_string()
    }

    /// The browser is about to open or to close it (`on:beforetoggle`).
    pub fn about_to_toggle(self) {
        self.drawn.set(true);
    }

    /// Whether what is in it has to be there; tracked. Until it first opens it may be empty: a table has a menu in
    /// every row.
    pub fn is_drawn(self) -> bool {
        self.drawn.get()
    }

    /// The browser has opened or closed it (`on:toggle`): it gets its place. Answers the panel when it has opened.
    pub fn toggled(self) -> Option<HtmlDivElement> {
        let (button, panel) = (self.button.get_untracked()?, self.panel.get_untracked()?);
        let open = panel.matches(":popover-open").unwrap_or(false);
        self.open.set(open);
        if !open {
            return None;
        }
        place(&panel, &button);
        Some(panel)
    }

    /// The same, and the focus goes to the first thing in it that a selector finds.
    pub fn toggled_to(self, selector: &str) {
        let Some(panel) = self.toggled() else { return };
        if let Some(first) = find_all(&panel, selector).first() {
            let _ = first.focus();
        }
    }

    /// Opens it.
    pub fn show(self) {
        if let Some(panel) = self.panel.get_untracked() {
            let _ = panel.show_popover();
        }
    }

    /// Closes it.
    pub fn close(self) {
        if let Some(panel) = self.panel.get_untracked() {
            let _ = panel.hide_popover();
        }
    }

    /// The focus goes from something in it to something else (`on:focusout`).
    pub fn left(self, event: FocusEvent) {
        let to = event.related_target().and_then(|target| target.dyn_into::<Node>().ok());
        let (Some(to), Some(panel), Some(button)) = (to, self.panel.get_untracked(), self.button.get_untracked())
        else {
            return;
        };
        // A press on the button closes it by itself.
        if !panel.contains(Some(&to)) && !button.contains(Some(&to)) {
            self.close();
        }
    }
}

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

/// Moves the focus among elements by the arrow keys, Home, End, and the letter that the words of one begin with.
/// Returns whether the key was one of them.
pub fn rove(elements: &[HtmlElement], key: &str) -> bool {
    let focused = document().active_element();
    let at = elements.iter().position(|element| Some(element.as_ref()) == focused.as_ref());
    let words: Vec<String> = elements.iter().map(|element| element.text_content().unwrap_or_default()).collect();
    let Some(element) = rove::target(&words, at, key).and_then(|target| elements.get(target)) else { return false };
    let _ = element.focus();
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
