//! What the parts of the grid share: the filter in the address, how the person has arranged the table, the page
//! that the portal answers, what is picked, and what is being asked.

use crate::{
    address::Address,
    live::{self, live},
    logic::{
        columns::{View, turned},
        grid::{COLUMNS, Saved, query::Query},
        place::Over,
    },
    preferences::{Preference, preference},
    widgets::{Arrange, Load},
};
use leptos::prelude::*;
use shared::{
    grid::{Act, Done, PER_USUAL, Page, Target},
    integration::Row,
};
use std::collections::BTreeMap;

/// What the person is asked, or told.
#[derive(Clone)]
pub enum Asking {
    /// Whether to delete this one.
    Delete(Box<Row>),
    /// Whether to switch this one off.
    SwitchOff(Box<Row>),
    /// Whether to do this to all that are picked.
    Bulk(Act),
    /// How far it has come: rows done, and rows in all.
    Under(usize, usize),
    /// What was refused.
    Refused(Vec<Done>),
}

/// The grid's state. `Copy`.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The filter.
    pub address: Address,
    /// How the table is arranged.
    pub view: Preference<View>,
    /// Filters under a name.
    pub saved: Preference<Vec<Saved>>,
    /// Picked rows: ids with the versions that were on the screen.
    pub picked: RwSignal<BTreeMap<u64, u64>>,
    /// What is being asked.
    pub asking: RwSignal<Option<Asking>>,
    over: Memo<Option<Over>>,
    page: StoredValue<Option<Load<Page>>>,
}

impl Desk {
    /// A desk at an address.
    pub fn open(address: Address, over: Memo<Option<Over>>) -> Desk {
        Desk {
            address,
            view: preference("integrations.view"),
            saved: preference("integrations.filters"),
            picked: RwSignal::new(BTreeMap::new()),
            asking: RwSignal::new(None),
            over,
            page: StoredValue::new(None),
        }
    }

    /// The page that the address asks for, kept up to date.
    pub fn load(self) -> Load<Page> {
        let page = live::<Page>(live::USUAL, move || {
            // What is done over it shows as soon as that closes.
            self.over.track();
            self.asked().after("/console/integrations")
        });
        self.page.set_value(Some(page));
        page
    }

    /// Asks the portal for the page again.
    pub fn again(self) {
        if let Some(page) = self.page.get_value() {
            page.again();
        }
    }

    /// Puts a newer row in its place.
    pub fn renew(self, row: Row) {
        if let Some(page) = self.page.get_value() {
            page.change(|page| page.rows.iter_mut().filter(|old| old.id == row.id).for_each(|old| *old = row.clone()));
        }
    }

    /// The rows in sight; not tracked.
    pub fn rows(self) -> Vec<Row> {
        let page = self.page.get_value();
        page.and_then(|page| page.value().get_untracked()).map(|page| page.rows).unwrap_or_default()
    }

    /// What to ask the portal for: the address, and what the person usually has; tracked.
    pub fn asked(self) -> Query {
        let (query, view) = (self.address.query(), self.view.get());
        let names = self.address.names();
        let page = query.get("page").to_owned();
        let usual = |query: Query, name: &'static str, value: &str| match query.get(name) {
            "" => query.with(name, value, names),
            _ => query,
        };
        let per = if view.per == 0 { PER_USUAL } else { view.per };
        let query = usual(usual(query, "sort", &view.sort), "per", &per.to_string());
        query.with("page", &page, names)
    }

    /// What it is sorted by; tracked.
    pub fn sort(self) -> String {
        self.asked().get("sort").to_owned()
    }

    /// Sets a member of the filter.
    pub fn set(self, name: &'static str, value: &str) {
        self.address.set(name, value);
    }

    /// Shows everything.
    pub fn reset(self) {
        self.address.put(Query::default());
    }

    /// Rows of a page, from now on.
    pub fn choose_per(self, per: usize) {
        self.view.update(|view| view.per = per);
        self.set("per", &per.to_string());
    }

    /// Where the list is, with its filter.
    pub fn leave(self) -> Callback<()> {
        self.address.back()
    }

    /// Every picked row, by the version that is on the screen now if it is.
    pub fn targets(self) -> Vec<Target> {
        let rows = self.rows();
        let shown = |id: u64, picked: u64| rows.iter().find(|row| row.id == id).map_or(picked, |row| row.version);
        self.picked
            .get_untracked()
            .into_iter()
            .map(|(id, version)| Target { id, version: shown(id, version) })
            .collect()
    }

    /// What may be done to the columns.
    pub fn arrange(self) -> Arrange {
        let view = self.view;
        let sort = move |code: &'static str| {
            let next = turned(&COLUMNS, &untrack(|| self.sort()), code);
            view.update(|view| view.sort.clone_from(&next));
            self.set("sort", &next);
        };
        Arrange::of(view, &COLUMNS, Callback::new(sort))
    }
}
