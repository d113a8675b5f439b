//! Short answers to what was done, announced and gone by themselves; failures stay until they are closed.

use super::{Icon, Tone, icons};
use crate::{locale::t, texts::widgets as words};
use leptos::prelude::*;
use std::time::Duration;

/// The list of what is being said. `Copy`; in the context of every screen.
#[derive(Clone, Copy)]
pub struct Toasts {
    list: RwSignal<Vec<Toast>>,
    next: StoredValue<u64>,
    /// Open dialogs, the topmost last: only it shows toasts, because all the others and the page are inert.
    regions: RwSignal<Vec<u64>>,
}

#[derive(Clone)]
struct Toast {
    id: u64,
    tone: Tone,
    text: String,
}

/// The toasts of the current screen.
pub fn use_toasts() -> Toasts {
    expect_context()
}

impl Toasts {
    /// None yet.
    pub fn new() -> Toasts {
        Toasts { list: RwSignal::new(Vec::new()), next: StoredValue::new(0), regions: RwSignal::new(Vec::new()) }
    }

    /// Something has been done.
    pub fn done(self, text: impl Into<String>) {
        let id = self.push(Tone::Ok, text.into());
        self.close_soon(id);
    }

    /// Something has failed.
    pub fn failed(self, text: impl Into<String>) {
        self.push(Tone::Danger, text.into());
    }

    /// Takes away what has been said to be done: something newer is under way.
    pub fn past(self) {
        self.list.update(|list| list.retain(|toast| toast.tone != Tone::Ok));
    }

    /// Not while somebody points at them or has gone to them by keyboard.
    fn close_soon(self, id: u64) {
        let close = move || match document().query_selector(".toasts:is(:hover, :focus-within)") {
            Ok(Some(_)) => self.close_soon(id),
            _ => self.close(id),
        };
        set_timeout(close, Duration::from_secs(8));
    }

    fn push(self, tone: Tone, text: String) -> u64 {
        let id = self.fresh_id();
        self.list.update(|list| list.push(Toast { id, tone, text }));
        id
    }

    fn fresh_id(self) -> u64 {
        let id = self.next.get_value();
        self.next.set_value(id + 1);
        id
    }

    fn close(self, id: u64) {
        self.list.update(|list| list.retain(|toast| toast.id != id));
    }
}

/// Where toasts appear: once in the shell, and once in every dialog.
#[component]
pub fn Region(#[prop(optional)] inside: bool) -> impl IntoView {
    let toasts = use_toasts();
    // By number, not by depth: a dialog may open before the one it follows has gone.
    let own = inside.then(|| toasts.fresh_id());
    if let Some(own) = own {
        toasts.regions.update(|regions| regions.push(own));
        on_cleanup(move || toasts.regions.update(|regions| regions.retain(|region| *region != own)));
    }
    let shown = move || if toasts.regions.read().last().copied() == own { toasts.list.get() } else { Vec::new() };
    let row = move |toast: Toast| {
        view! {
            <div class=format!("toast toast--{}", toast.tone.code())>
                <span class="toast__text">{toast.text}</span>
                <button
                    type="button" class="button button--icon" aria-label=t(words::CLOSE)
                    on:click=move |_| toasts.close(toast.id)
                >
                    <Icon path=icons::CLOSE />
                </button>
            </div>
        }
    };
    view! {
        <div class="toasts" role="status" aria-live="polite">
            {move || shown().into_iter().map(row).collect_view()}
        </div>
    }
}
