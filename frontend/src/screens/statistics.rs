//! How much the portal is called, by whom and for what.

mod chart;
mod filters;
mod rows;

use crate::{
    address::{InAddress, use_in_address},
    api,
    locale::{Label, Locale, use_locale},
    logic::{
        totals::{busiest_integration, busiest_method, share},
        window::{self, Window},
    },
    session::use_session,
    task::memo,
    texts::statistics as words,
    widgets::{Loaded, Page, load},
};
use chart::Chart;
use chrono::NaiveDate;
use filters::Filters;
use leptos::prelude::*;
use rows::Rows;
use shared::{
    stats::{Caller, Statistics as Answer, WINDOW_DAYS},
    text::Text,
};

/// `/dev/statistics`.
#[component]
pub fn Statistics() -> impl IntoView {
    let look = look();
    let answer = load(move || {
        let path = look.path();
        async move { api::get::<Answer>(&path).await }
    });
    view! {
        <Page title=words::TITLE>
            <Filters look answer=answer.value() />
            <Loaded load=answer lines=6 let:answer>
                <Figures look answer />
                <Chart look answer />
                <Rows look answer />
            </Loaded>
        </Page>
    }
}

/// What is looked at, all of it in the address. `Copy`.
#[derive(Clone, Copy)]
pub struct Look {
    /// `1`, `7` or nothing for the last so many days.
    days: InAddress,
    /// First and last day of a window of one's own.
    from: InAddress,
    to: InAddress,
    /// Id of the only integration to count.
    integration: InAddress,
    /// The only method to count.
    method: InAddress,
    today: Memo<NaiveDate>,
}

fn look() -> Look {
    let (locale, session) = (use_locale(), use_session());
    let [days, from, to, integration, method] = ["days", "from", "to", "integration", "method"].map(use_in_address);
    // The portal counts days in its own zone, and the day turns while the page is open.
    let today = memo(move || window::day(&locale.today_in(&session.portal().time_zone)).unwrap_or_default());
    Look { days, from, to, integration, method, today }
}

impl Look {
    /// A window of one's own, if the address has one; tracked.
    fn own(self) -> Option<Window> {
        Some(window::between(window::day(&self.from.get())?, window::day(&self.to.get())?))
    }

    /// The window; tracked.
    fn window(self) -> Window {
        let last = || window::last(self.days.get().parse().unwrap_or(WINDOW_DAYS as u64), self.today.get());
        self.own().unwrap_or_else(last)
    }

    /// Shows the last so many days.
    fn show_last(self, days: u64) {
        self.days.set(if days == WINDOW_DAYS as u64 { String::new() } else { days.to_string() });
        self.from.set(String::new());
        self.to.set(String::new());
    }

    /// Shows a window of one's own.
    fn show(self, window: Window) {
        self.days.set(String::new());
        self.from.set(window.from.to_string());
        self.to.set(window.to.to_string());
    }

    /// Counts one integration only.
    fn only(self, integration: u64) {
        self.integration.set(integration.to_string());
    }

    /// Where the portal answers it; tracked.
    fn path(self) -> String {
        let Window { from, to } = self.window();
        let mut path = format!("/console/statistics?from={from}&to={to}");
        for (name, value) in [("integration", self.integration.get()), ("method", self.method.get())] {
            if !value.is_empty() {
                path += &format!("&{name}={}", String::from(js_sys::encode_uri_component(&value)));
            }
        }
        path
    }
}

/// What an integration is called; tracked.
fn caller_name(caller: &Caller, locale: Locale) -> String {
    match caller {
        Caller { id: 0, .. } => locale.say(words::DRAFTS).to_owned(),
        Caller { id, name } if name.is_empty() => locale.fill(words::DELETED, &[&id.to_string()]),
        Caller { name, .. } => name.clone(),
    }
}

/// The three figures that matter.
#[component]
fn Figures(look: Look, answer: Signal<Answer>) -> impl IntoView {
    let locale = use_locale();
    let requests = move || answer.read().requests;
    let daily = move || {
        let mean = requests() as f64 / answer.read().days.len().max(1) as f64;
        locale.fill(words::REQUESTS_DAILY, &[&locale.decimal(mean, if mean < 10.0 { 1 } else { 0 })])
    };
    let rate = move || {
        let answer = answer.read();
        locale.fill(words::ERRORS_RATE, &[&locale.percent(share(answer.errors, answer.requests))])
    };
    // Of a single integration the question is what it does.
    let one = move || !look.integration.get().is_empty();
    let busiest = Signal::derive(move || {
        let answer = answer.read();
        let (name, count) = match one() {
            true => busiest_method(&answer.rows).map(|(method, count)| (method.to_owned(), count))?,
            false => busiest_integration(&answer).map(|(caller, count)| (caller_name(caller, locale), count))?,
        };
        let (count, share) = (locale.count(count), locale.percent(share(count, answer.requests)));
        Some((name, locale.fill(words::SHARE, &[&count, &share])))
    });
    let busiest_title = Signal::derive(move || {
        let title: Text = if one() { words::BUSIEST_METHOD } else { words::BUSIEST };
        locale.say(title).to_owned()
    });
    view! {
        <dl class="figures">
            <Figure
                label=words::REQUESTS value=Signal::derive(move || locale.count(requests())) note=Signal::derive(daily)
            />
            <Figure
                label=words::ERRORS value=Signal::derive(move || locale.count(answer.read().errors)) note=Signal::derive(rate)
            />
            <Figure
                label=busiest_title
                value=Signal::derive(move || busiest.get().map_or_else(|| "—".to_owned(), |(name, _)| name))
                note=Signal::derive(move || busiest.get().map(|(_, share)| share).unwrap_or_default())
            />
        </dl>
    }
}

#[component]
fn Figure(#[prop(into)] label: Label, value: Signal<String>, note: Signal<String>) -> impl IntoView {
    let locale = use_locale();
    view! {
        <div class="card figure">
            <dt class="figure__label">{move || label.read(locale)}</dt>
            <dd class="figure__value">{value}</dd>
            <dd class="figure__note">{note}</dd>
        </div>
    }
}
