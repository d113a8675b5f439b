//! Which columns the table shows: everybody's own choice.

use crate::{
    locale::{Locale, t, use_locale},
    preferences::Preference,
    texts::statistics as words,
    widgets::popup::{Popover, unique_id},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use shared::text::Text;

/// A column that may be shown: its code, which the portal sorts by, its heading, whether it holds numbers.
pub struct Kind {
    pub code: &'static str,
    pub label: Text,
    pub numeric: bool,
    /// Whether it is shown to who has not chosen.
    usual: bool,
}

/// Every column, in order.
pub const KINDS: [Kind; 9] = [
    Kind { code: "date", label: words::DATE, numeric: false, usual: true },
    Kind { code: "integration", label: words::INTEGRATION, numeric: false, usual: true },
    Kind { code: "method", label: words::METHOD, numeric: false, usual: true },
    Kind { code: "requests", label: words::CALLS, numeric: true, usual: true },
    Kind { code: "errors", label: words::ERRORS, numeric: true, usual: true },
    Kind { code: "mean", label: words::MEAN, numeric: true, usual: false },
    Kind { code: "p50", label: words::MEDIAN_SHORT, numeric: true, usual: true },
    Kind { code: "p95", label: words::P95, numeric: true, usual: true },
    Kind { code: "work", label: words::WORK, numeric: true, usual: true },
];

/// What somebody chose; nothing is the usual.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Chosen {
    shown: Vec<String>,
}

impl Chosen {
    /// Whether a column is shown.
    pub fn has(&self, kind: &Kind) -> bool {
        if self.shown.is_empty() { kind.usual } else { self.shown.iter().any(|code| code == kind.code) }
    }

    /// Shows or hides a column; the last one stays.
    fn toggle(&mut self, at: usize) {
        let of = |place: usize, kind: &Kind| self.has(kind) != (place == at);
        let shown = KINDS.iter().enumerate().filter(|(place, kind)| of(*place, kind));
        let shown: Vec<String> = shown.map(|(_, kind)| kind.code.to_owned()).collect();
        if !shown.is_empty() {
            self.shown = shown;
        }
    }

    /// The columns of the table.
    pub fn columns(&self) -> Vec<&'static Kind> {
        KINDS.iter().filter(|kind| self.has(kind)).collect()
    }
}

/// The button that opens the choice.
#[component]
pub fn Columns(chosen: Preference<Chosen>) -> impl IntoView {
    let locale: Locale = use_locale();
    let id = unique_id("columns");
    let popover = Popover::new();
    let row = move |(at, kind): (usize, &'static Kind)| {
        view! {
            <label class="columns__row">
                <input
                    type="checkbox" class="check__box" prop:checked=move || chosen.get().has(kind)
                    on:change=move |_| chosen.update(|chosen| chosen.toggle(at))
                />
                {move || locale.say(kind.label)}
            </label>
        }
    };
    view! {
        <button type="button" class="button" node_ref=popover.button popovertarget=id.clone()>{t(words::COLUMNS)}</button>
        <div
            id=id class="popup columns" popover="auto" role="group" aria-label=t(words::COLUMNS) node_ref=popover.panel
            on:toggle=move |_| popover.toggled_to("input:enabled") on:focusout=move |event| popover.left(event)
        >
            {KINDS.iter().enumerate().map(row).collect_view()}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_come_and_go_and_one_stays() {
        let mut chosen = Chosen::default();
        assert_eq!(chosen.columns().len(), 8);
        chosen.toggle(5);
        assert_eq!((chosen.columns().len(), chosen.has(&KINDS[5])), (9, true));
        (0..9).for_each(|at| chosen.toggle(at));
        assert_eq!(chosen.shown, ["work"]);
    }
}
