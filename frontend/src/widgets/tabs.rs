//! Ways to switch between views: links of a strip, and a few choices side by side.

use super::popup::{self, unique_id};
use crate::{
    locale::{Label, use_locale},
    task::effect,
};
use leptos::{html, prelude::*};
use leptos_router::hooks::use_location;

/// A link of a strip.
#[derive(Clone, Copy)]
pub struct Tab {
    /// Where it leads.
    pub href: &'static str,
    /// Its words.
    pub label: Label,
    /// Whether it stands for this path.
    pub here: fn(&str) -> bool,
}

/// A strip of links to sibling pages.
#[component]
pub fn TabStrip(#[prop(into)] label: Label, #[prop(into)] tabs: Signal<Vec<Tab>>) -> impl IntoView {
    let locale = use_locale();
    let path = use_location().pathname;
    let link = move |tab: Tab| {
        view! {
            <a class="tabs__link" href=tab.href aria-current=move || (tab.here)(&path.read()).then_some("page")>
                {move || tab.label.read(locale)}
            </a>
        }
    };
    let strip = NodeRef::<html::Nav>::new();
    keep_current_in_sight(strip);
    view! {
        <nav class="tabs" node_ref=strip aria-label=move || label.read(locale)>
            {move || tabs.get().into_iter().map(link).collect_view()}
        </nav>
    }
}

/// On a narrow screen a strip scrolls, and the page that is shown may be at its end.
pub fn keep_current_in_sight(strip: NodeRef<html::Nav>) {
    let path = use_location().pathname;
    effect(move || {
        path.track();
        let Some(strip) = strip.get() else { return };
        request_animation_frame(move || {
            if let Ok(Some(here)) = strip.query_selector("[aria-current]") {
                popup::reveal(&here);
            }
        });
    });
}

/// A few choices of which one holds, by their position.
#[component]
pub fn Segments(
    #[prop(into)] label: Label,
    #[prop(into)] options: Vec<Label>,
    #[prop(into)] chosen: Signal<usize>,
    #[prop(into)] on_choose: Callback<usize>,
) -> impl IntoView {
    let locale = use_locale();
    let name = unique_id("segments");
    let segment = move |(index, words): (usize, Label)| {
        view! {
            <label class="segments__option">
                <input
                    class="visually-hidden" type="radio" name=name.clone() prop:checked=move || chosen.get() == index
                    on:change=move |_| on_choose.run(index)
                />
                <span class="segments__words">{move || words.read(locale)}</span>
            </label>
        }
    };
    view! {
        <div class="segments" role="radiogroup" aria-label=move || label.read(locale)>
            {options.into_iter().enumerate().map(segment).collect_view()}
        </div>
    }
}
