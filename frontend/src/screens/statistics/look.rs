//! What is looked at, all of it in the address, so that a look can be sent to somebody.

use crate::{
    address::{InAddress, use_in_address},
    locale::use_locale,
    logic::window::{self, Window},
    session::use_session,
    task::memo,
};
use chrono::NaiveDate;
use leptos::prelude::*;
use shared::stats::WINDOW_DAYS;

/// What bars and lists are about, by its name in the address.
pub const MEASURES: [&str; 3] = ["", "errors", "time"];

/// Place of the time that methods worked among them.
pub const TIME: usize = 2;

/// A look. `Copy`.
#[derive(Clone, Copy)]
pub struct Look {
    /// `1`, `7` or nothing for the last so many days.
    days: InAddress,
    /// First and last day of a window of one's own.
    from: InAddress,
    to: InAddress,
    /// Id of the only integration to count.
    pub integration: InAddress,
    /// The only method to count.
    pub method: InAddress,
    measure: InAddress,
    sort: InAddress,
    page: InAddress,
    /// The day it is in the portal's zone.
    pub today: Memo<NaiveDate>,
}

impl Look {
    /// The look of the address.
    pub fn new() -> Look {
        let (locale, session) = (use_locale(), use_session());
        let [days, from, to, integration, method, measure, sort, page] =
            ["days", "from", "to", "integration", "method", "measure", "sort", "page"].map(use_in_address);
        // The portal counts days in its own zone, and the day turns while the page is open.
        let today = memo(move || window::day(&locale.today_in(&session.portal().time_zone)).unwrap_or_default());
        Look { days, from, to, integration, method, measure, sort, page, today }
    }

    /// A window of one's own, if the address has one; tracked.
    pub fn own(self) -> Option<Window> {
        Some(window::between(window::day(&self.from.get())?, window::day(&self.to.get())?))
    }

    /// The window; tracked.
    pub fn window(self) -> Window {
        let last = || window::last(self.days.get().parse().unwrap_or(WINDOW_DAYS as u64), self.today.get());
        self.own().unwrap_or_else(last)
    }

    /// Shows the last so many days.
    pub fn show_last(self, days: u64) {
        self.days.set(if days == WINDOW_DAYS as u64 { String::new() } else { days.to_string() });
        self.from.set(String::new());
        self.to.set(String::new());
        self.turn_to(0);
    }

    /// Shows a window of one's own.
    pub fn show(self, window: Window) {
        self.days.set(String::new());
        self.from.set(window.from.to_string());
        self.to.set(window.to.to_string());
        self.turn_to(0);
    }

    /// Counts one integration only.
    pub fn only(self, integration: u64) {
        self.integration.set(integration.to_string());
        self.turn_to(0);
    }

    /// Counts one method only.
    pub fn only_method(self, method: &str) {
        self.method.set(method.to_owned());
        self.turn_to(0);
    }

    /// Place of what bars and lists are about in [`MEASURES`]; tracked.
    pub fn measure(self) -> usize {
        let name = self.measure.get();
        MEASURES.iter().position(|known| *known == name).unwrap_or_default()
    }

    /// Makes bars and lists about something else.
    pub fn measure_by(self, at: usize) {
        self.measure.set(MEASURES.get(at).copied().unwrap_or_default().to_owned());
    }

    /// The column that rows are sorted by, and whether the largest comes first; tracked.
    pub fn order(self) -> (String, bool) {
        let sort = self.sort.get();
        match sort.strip_prefix('-') {
            _ if sort.is_empty() => ("date".to_owned(), true),
            Some(column) => (column.to_owned(), true),
            None => (sort, false),
        }
    }

    /// Sorts by a column, the other way round when it already does; names begin with A, all else with the most.
    pub fn sort_by(self, column: &'static str) {
        let (before, down) = untrack(|| self.order());
        let down = if before == column { !down } else { !matches!(column, "integration" | "method") };
        self.sort.set(format!("{}{column}", if down { "-" } else { "" }));
        self.turn_to(0);
    }

    /// The page of rows, from 0; tracked.
    pub fn page(self) -> usize {
        self.page.get().parse::<usize>().map_or(0, |page| page.saturating_sub(1))
    }

    /// Shows a page of rows.
    pub fn turn_to(self, page: usize) {
        self.page.set(if page == 0 { String::new() } else { (page + 1).to_string() });
    }

    /// Where the portal answers it; tracked.
    pub fn path(self) -> String {
        let page = self.page().to_string();
        format!("/console/statistics?{}&measure={}&page={page}", self.query(), self.measure.get())
    }

    /// Where the portal answers all its rows as a file; tracked.
    pub fn file(self, format: &str) -> String {
        format!("/console/statistics/export?{}&format={format}", self.query())
    }

    fn query(self) -> String {
        let Window { from, to } = self.window();
        let mut query = format!("from={from}&to={to}");
        for (name, of) in [("integration", self.integration), ("method", self.method), ("sort", self.sort)] {
            let value = of.get();
            if !value.is_empty() {
                query += &format!("&{name}={}", String::from(js_sys::encode_uri_component(&value)));
            }
        }
        query
    }
}
