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
    /// What was written and has not come back yet.
    written: StoredValue<Vec<String>>,
}

/// The value called `name`. It is kept beside the address as well, because the address follows a little later
/// and an input bound to it would swallow what is typed fast.
pub fn use_in_address(name: &'static str) -> InAddress {
    let quietly = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
    let (read, write) = query_signal_with_options::<String>(name, quietly);
    let value = RwSignal::new(read.get_untracked().unwrap_or_default());
    InAddress { value, write, written: StoredValue::new(Vec::new()) }
}

/// The same for a list at `path`: there the value follows the address when the person follows a link or goes back,
/// and holds while something lies over the list.
pub fn use_in_address_of(path: String, name: &'static str) -> InAddress {
    let (address, location) = (use_in_address(name), use_location());
    effect(move || {
        let come = location.query.read().get(name).unwrap_or_default();
        if location.pathname.read().trim_end_matches('/') == path {
            address.come(come);
        }
    });
    address
}

impl InAddress {
    /// The value; tracked.
    pub fn get(self) -> String {
        self.value.get()
    }

    /// The value; not tracked.
    pub fn get_untracked(self) -> String {
        self.value.get_untracked()
    }

    /// The value as a signal.
    pub fn signal(self) -> Signal<String> {
        self.value.into()
    }

    /// Replaces the value here and in the address.
    pub fn set(self, value: String) {
        if value == self.value.get_untracked() {
            return;
        }
        self.written.update_value(|written| written.push(value.clone()));
        self.write.set((!value.is_empty()).then(|| value.clone()));
        self.value.set(value);
    }

    /// What was written comes a little later, and until then what comes is older.
    fn come(self, value: String) {
        if come_back(self.written, &value) || self.written.with_value(|written| !written.is_empty()) {
            return;
        }
        if self.value.with_untracked(|known| *known != value) {
            self.value.set(value);
        }
    }
}

/// Whether this is what was written, or later than it.
fn come_back(written: StoredValue<Vec<String>>, text: &str) -> bool {
    let own = written.try_update_value(|written| {
        let at = written.iter().position(|known| known == text);
        at.map(|at| written.drain(..=at)).is_some()
    });
    // The screen is gone otherwise.
    own.unwrap_or(true)
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

    /// A way to something that lies over the list, with all that the address says.
    pub fn above(self, path: String) -> Callback<()> {
        let search = use_location().search;
        Callback::new(move |()| {
            let search = search.get_untracked();
            let search = search.trim_start_matches('?');
            let to = if search.is_empty() { path.clone() } else { format!("{path}?{search}") };
            self.go.run((to, false));
        })
    }

    /// What was written comes a little later, and what was typed meanwhile is newer.
    fn come(self, query: Query) {
        if !come_back(self.written, &query.text()) && self.query.with_untracked(|known| *known != query) {
            self.query.set(query);
        }
    }
}
