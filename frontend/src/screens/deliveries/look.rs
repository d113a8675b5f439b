//! Which deliveries are looked at, as the address says it.

use crate::{
    address::{InAddress, use_in_address_of},
    locale::Locale,
    logic::deliveries::{asked, since, state},
};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};

/// The filter. `Copy`.
#[derive(Clone, Copy)]
pub struct Look {
    /// Code of the state.
    pub state: InAddress,
    /// Code of the event.
    pub event: InAddress,
    /// Id of the integration, where all are looked at.
    pub integration: InAddress,
    /// Words.
    pub text: InAddress,
    /// Code of a span up to now, or [`CHOSEN`].
    pub span: InAddress,
    /// From when on, as `2026-11-22T17:05`, with the span [`CHOSEN`].
    pub from: InAddress,
    /// Until when, likewise.
    pub to: InAddress,
    /// The one integration that all this is about.
    of: StoredValue<Option<String>>,
    /// The address of the list.
    home: StoredValue<String>,
    go: Callback<String>,
}

/// The span that two times bound.
pub const CHOSEN: &str = "between";

impl Look {
    /// Of the list at this address, of one integration or of all.
    pub fn at(home: String, of: Option<String>) -> Look {
        let (navigate, location) = (use_navigate(), use_location());
        let go = move |path: String| {
            let search = location.search.get_untracked();
            let search = search.trim_start_matches('?');
            let to = if search.is_empty() { path } else { format!("{path}?{search}") };
            navigate(&to, NavigateOptions { scroll: false, ..NavigateOptions::default() });
        };
        // Other names than those of the list and the tabs that lie in the same address.
        let part = |name| use_in_address_of(home.clone(), name);
        Look {
            state: part("state"),
            event: part("on"),
            integration: part("of"),
            text: part("has"),
            span: part("since"),
            from: part("begin"),
            to: part("end"),
            of: StoredValue::new(of),
            home: StoredValue::new(home),
            go: Callback::new(go),
        }
    }

    /// Id of the one integration that the list is about.
    pub fn fixed(self) -> Option<String> {
        self.of.get_value()
    }

    /// Id of the integration whose deliveries are looked at, empty for all; tracked.
    pub fn integration(self) -> String {
        let chosen = || Some(self.integration.get()).filter(|id| id.parse::<u64>().is_ok());
        self.fixed().or_else(chosen).unwrap_or_default()
    }

    /// The address of a page of the list on the portal; tracked.
    pub fn asked(self, locale: Locale, before: &str) -> String {
        let span = self.span.get();
        let (from, to) = match span.as_str() {
            CHOSEN => (locale.instant(&self.from.get()), locale.instant(&self.to.get())),
            span => (since(span, locale.now()), None),
        };
        let time = |at: Option<i64>| at.map(|at| at.to_string()).unwrap_or_default();
        let state = state(&self.state.get()).map_or("", |state| state.code()).to_owned();
        asked(&[
            ("integration", self.integration()),
            ("state", state),
            ("event", self.event.get()),
            ("text", self.text.get()),
            ("from", time(from)),
            ("to", time(to)),
            ("before", before.to_owned()),
        ])
    }

    /// What decides what is in the list; tracked.
    pub fn filter(self) -> Vec<String> {
        self.all().iter().map(|part| part.get()).collect()
    }

    /// Whether anything is left out; tracked.
    pub fn is_set(self) -> bool {
        self.all().iter().any(|part| !part.get().is_empty())
    }

    /// Shows everything.
    pub fn reset(self) {
        self.all().iter().for_each(|part| part.set(String::new()));
    }

    /// The address of a delivery over the list; its filter stays.
    pub fn path_of(self, integration: u64, id: u64) -> String {
        match self.fixed() {
            Some(_) => format!("{}/{id}", self.home.get_value()),
            None => format!("{}/{integration}/{id}", self.home.get_value()),
        }
    }

    /// Goes to an address, with the filter.
    pub fn go(self, path: String) {
        self.go.run(path);
    }

    /// A way back to the list as it is filtered.
    pub fn back(self) -> Callback<()> {
        Callback::new(move |()| self.go(self.home.get_value()))
    }

    fn all(self) -> [InAddress; 7] {
        [self.state, self.event, self.integration, self.text, self.span, self.from, self.to]
    }
}
