//! What of a screen stands in the address: filters, sorting, the chosen tab.

use crate::{logic::grid::query::Query, task::effect};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{query_signal_with_options, use_location, use_navigate},
};

/// One value of the address's query; empty when it is not there. `Copy`.
#[derive(Clone, Copy)]
pub struct InAddress {
    value: RwSignal<String>,
    write: SignalSetter<Option<String>>,
}

/// The value called `name`. It is kept beside the address as well, because the address follows a little later
/// and an input bound to it would swallow what is typed fast.
pub fn use_in_address(name: &'static str) -> InAddress {
    let quietly = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
    let (read, write) = query_signal_with_options::<String>(name, quietly);
    InAddress { value: RwSignal::new(read.get_untracked().unwrap_or_default()), write }
}

impl InAddress {
    /// The value; tracked.
    pub fn get(self) -> String {
        self.value.get()
    }

    /// The value as a signal.
    pub fn signal(self) -> Signal<String> {
        self.value.into()
    }

    /// Replaces the value here and in the address.
    pub fn set(self, value: String) {
        self.write.set((!value.is_empty()).then(|| value.clone()));
        self.value.set(value);
    }
}

/// All that the address of a list says. `Copy`.
#[derive(Clone, Copy)]
pub struct Address {
    path: &'static str,
    names: &'static [&'static str],
    /// What it says now.
    pub query: RwSignal<Query>,
    /// What was written and has not come back yet.
    written: StoredValue<Vec<String>>,
    go: Callback<(String, bool)>,
}

impl Address {
    /// The list at `path`, with these names in its query. The query holds while something lies over the list,
    /// and follows the address when the person goes back, or follows a link.
    pub fn of_list(path: &'static str, names: &'static [&'static str]) -> Address {
        let (location, navigate) = (use_location(), use_navigate());
        let query = RwSignal::new(location.search.with_untracked(|search| Query::parse(search, names)));
        let go = move |(to, replace): (String, bool)| {
            navigate(&to, NavigateOptions { replace, scroll: false, ..NavigateOptions::default() });
        };
        let address = Address { path, names, query, written: StoredValue::new(Vec::new()), go: Callback::new(go) };
        effect(move || {
            let come = Query::parse(&location.search.read(), names);
            if location.pathname.read().trim_end_matches('/') == path {
                address.come(come);
            }
        });
        address
    }

    /// The query; tracked.
    pub fn query(self) -> Query {
        self.query.get()
    }

    /// The names that a query may have.
    pub fn names(self) -> &'static [&'static str] {
        self.names
    }

    /// Sets one member.
    pub fn set(self, name: &'static str, value: &str) {
        self.put(self.query.with_untracked(|query| query.with(name, value, self.names)));
    }

    /// Sets all members.
    pub fn put(self, query: Query) {
        if query == self.query.get_untracked() {
            return;
        }
        self.written.update_value(|written| written.push(query.text()));
        self.go.run((query.after(self.path), true));
        self.query.set(query);
    }

    /// A way back to the list as it is filtered.
    pub fn back(self) -> Callback<()> {
        Callback::new(move |()| self.go.run((self.query.with_untracked(|query| query.after(self.path)), false)))
    }

    /// What was written comes a little later, and what was typed meanwhile is newer.
    fn come(self, query: Query) {
        let text = query.text();
        let own = self.written.try_update_value(|written| match written.iter().position(|known| *known == text) {
            Some(at) => {
                written.drain(..=at);
                true
            }
            None => false,
        });
        if own == Some(false) && self.query.with_untracked(|known| *known != query) {
            self.query.set(query);
        }
    }
}
