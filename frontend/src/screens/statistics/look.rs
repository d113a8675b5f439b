//! What is looked at, all of it in the address, so that a look can be sent to somebody.

use crate::{
    address::{InAddress, use_in_address},
    locale::{Locale, use_locale},
    logic::{
        columns::View,
        window::{self, Problem, Window},
    },
    preferences::{Preference, preference},
    session::use_session,
    task::memo,
};
use chrono::NaiveDate;
use leptos::prelude::*;
use shared::stats::{PAGE, WINDOW_DAYS};

/// What bars and lists are about, by its name in the address.
pub const MEASURES: [&str; 3] = ["", "errors", "time"];

/// Days of the offered windows, in their order.
pub const SPANS: [u64; 3] = [1, 7, WINDOW_DAYS as u64];

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
    /// How the table is arranged.
    pub view: Preference<View>,
    locale: Locale,
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
        let view = preference("statistics.view");
        Look { view, days, from, to, integration, method, measure, sort, page, locale, today }
    }

    /// First and last day of a window of one's own as the address has them, empty where it has none; tracked.
    pub fn own(self) -> (String, String) {
        (self.from.get(), self.to.get())
    }

    /// The window, or why there is none to show; tracked.
    pub fn asked(self) -> Result<Window, Problem> {
        let (from, to) = self.own();
        match from.is_empty() && to.is_empty() {
            true => Ok(window::last(self.span(), self.today.get())),
            false => window::read(&from, &to, self.today.get()),
        }
    }

    /// Days of the offered window that the address has; tracked.
    pub fn span(self) -> u64 {
        let days = self.days.get().parse().ok();
        days.filter(|days| SPANS.contains(days)).unwrap_or(WINDOW_DAYS as u64)
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

    /// What rows are sorted by, after a hyphen the largest first; tracked.
    pub fn order(self) -> String {
        match self.sort.get() {
            sort if sort.is_empty() => "-date".to_owned(),
            sort => sort,
        }
    }

    /// Sorts by something else.
    pub fn sort_by(self, order: String) {
        self.sort.set(order);
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

    /// Rows of a page; tracked.
    pub fn size(self) -> usize {
        match self.view.get().per {
            0 => PAGE,
            per => per,
        }
    }

    /// Rows of a page, from now on.
    pub fn choose_size(self, size: usize) {
        self.view.update(|view| view.per = size);
        self.turn_to(0);
    }

    /// Where the portal answers it; tracked.
    pub fn path(self) -> String {
        let (page, size) = (self.page(), self.size());
        format!("/console/statistics?{}&measure={}&page={page}&size={size}", self.query(), self.measure.get())
    }

    /// Where the portal answers all its rows as a file; tracked.
    pub fn file(self, format: &str) -> String {
        let language = self.locale.language().code();
        format!("/console/statistics/export?{}&format={format}&language={language}", self.query())
    }

    fn query(self) -> String {
        let Window { from, to } = self.asked().unwrap_or_else(|_| window::last(WINDOW_DAYS as u64, self.today.get()));
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
