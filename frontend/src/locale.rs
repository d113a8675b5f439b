//! The language of the screens, and how it writes numbers, dates and durations.

mod intl;

use crate::{
    logic::day::{Pattern, SAMPLE},
    task::effect,
    theme,
};
use intl::Settings;
use js_sys::Date;
use leptos::prelude::*;
use shared::{
    Millis,
    text::{Language, Text, text},
};
use std::time::Duration;

/// The current language and the current minute, in the context of every screen.
#[derive(Clone, Copy)]
pub struct Locale {
    language: RwSignal<Language>,
    now: RwSignal<Millis>,
    /// How far the portal's clock is ahead of the browser's.
    ahead: StoredValue<Millis>,
    /// IANA name of the zone that dates are shown in; `None` for the browser's.
    zone: RwSignal<Option<String>>,
}

/// The locale of the current screen.
pub fn use_locale() -> Locale {
    expect_context()
}

/// A text that follows the language: `{t(SAVE)}`, `aria-label=t(CLOSE)`. Not for event handlers, which have
/// no context; they keep a [`Locale`] and ask it.
pub fn t(text: Text) -> impl Fn() -> &'static str + Copy + Send + Sync {
    let locale = use_locale();
    move || locale.say(text)
}

/// What a widget shows: a row of the texts, or words made at run time.
#[derive(Clone, Copy)]
pub enum Label {
    /// A row of the texts.
    Fixed(Text),
    /// Words made at run time.
    Made(Signal<String>),
}

impl Label {
    /// The words now; tracked.
    pub fn read(self, locale: Locale) -> String {
        match self {
            Label::Fixed(text) => locale.say(text).to_owned(),
            Label::Made(words) => words.get(),
        }
    }
}

impl From<Text> for Label {
    fn from(text: Text) -> Label {
        Label::Fixed(text)
    }
}

impl From<Signal<String>> for Label {
    fn from(words: Signal<String>) -> Label {
        Label::Made(words)
    }
}

impl From<String> for Label {
    fn from(words: String) -> Label {
        Label::Made(Signal::stored(words))
    }
}

impl Locale {
    /// Starts in the language chosen in this browser, else in the browser's own.
    pub fn start() -> Locale {
        let language = chosen().or_else(|| window().navigator().language().and_then(|tag| Language::from_tag(&tag)));
        let locale = Locale {
            language: RwSignal::new(language.unwrap_or_default()),
            now: RwSignal::new(Date::now() as Millis),
            ahead: StoredValue::new(0),
            zone: RwSignal::new(None),
        };
        set_interval(move || locale.now.set(locale.clock()), Duration::from_secs(20));
        effect(move || {
            let root = document().document_element();
            if let Some(root) = root {
                let _ = root.set_attribute("lang", locale.language.get().code());
            }
        });
        locale
    }

    /// The portal's language, unless this browser has chosen one.
    pub fn offer(self, language: Language) {
        if chosen().is_none() {
            self.language.set(language);
        }
    }

    /// Chooses a language for this browser.
    pub fn choose(self, language: Language) {
        theme::store(LANGUAGE_KEY, language.code());
        self.language.set(language);
    }

    /// Shows dates in a zone, by its IANA name; `None` for the browser's.
    pub fn show_zone(self, zone: Option<String>) {
        self.zone.set(zone);
    }

    /// The current language; tracked.
    pub fn language(self) -> Language {
        self.language.get()
    }

    /// Goes by the portal's clock from now on: it says what day it is and what is over.
    pub fn set_clock(self, portal: Millis) {
        self.ahead.set_value(portal - Date::now() as Millis);
        self.now.set(portal);
    }

    /// The portal's time to the millisecond; not tracked.
    pub fn clock(self) -> Millis {
        Date::now() as Millis + self.ahead.get_value()
    }

    /// The portal's time, moving on by itself; tracked.
    pub fn now(self) -> Millis {
        self.now.get()
    }

    /// A text in the current language; tracked.
    pub fn say(self, text: Text) -> &'static str {
        text.in_language(self.language.get())
    }

    /// A text with its `{0}`, `{1}`… replaced; tracked.
    pub fn fill(self, text: Text, values: &[&str]) -> String {
        text.filled(self.language.get(), values)
    }

    /// "Theme: dark", as the language writes it; tracked.
    pub fn pair(self, what: &str, value: &str) -> String {
        self.fill(PAIR, &[what, value])
    }

    /// A whole number, with the language's separators; tracked.
    pub fn count(self, number: u64) -> String {
        self.decimal(number as f64, 0)
    }

    /// A number with at most so many decimals; tracked.
    pub fn decimal(self, number: f64, decimals: u32) -> String {
        self.number(number, &[("maximumFractionDigits", &decimals.to_string())])
    }

    /// A share of one as a percentage with one decimal; tracked.
    pub fn percent(self, share: f64) -> String {
        self.number(share, &[("style", "percent"), ("maximumFractionDigits", "1")])
    }

    /// A change as a percentage with its sign; tracked.
    pub fn signed_percent(self, change: f64) -> String {
        self.number(change, &[("style", "percent"), ("maximumFractionDigits", "0"), ("signDisplay", "exceptZero")])
    }

    /// A short form for axes: `9K`; tracked.
    pub fn compact(self, number: f64) -> String {
        self.number(number, &[("notation", "compact")])
    }

    /// How long to wait, in the largest fitting unit, rounded up; tracked.
    pub fn duration(self, seconds: u64) -> String {
        let (size, unit) = *SPANS.iter().rev().find(|(size, _)| seconds as i64 * 1000 >= *size).unwrap_or(&SPANS[0]);
        let number = (seconds * 1000).div_ceil(size as u64) as f64;
        self.number(number, &[("style", "unit"), ("unit", unit), ("unitDisplay", "long")])
    }

    /// So many hours, written out; tracked.
    pub fn hours(self, hours: u64) -> String {
        self.number(hours as f64, &[("style", "unit"), ("unit", "hour"), ("unitDisplay", "long")])
    }

    /// Day, month, year and time, in the zone that was chosen; tracked.
    pub fn date_time(self, at: Millis) -> String {
        self.format_date(at, &[("dateStyle", "medium"), ("timeStyle", "short")])
    }

    /// Day, month, and time to the second, in the zone that was chosen; tracked.
    pub fn second(self, at: Millis) -> String {
        self.format_date(
            at,
            &[
                ("day", "numeric"),
                ("month", "short"),
                ("hour", "2-digit"),
                ("minute", "2-digit"),
                ("second", "2-digit"),
            ],
        )
    }

    /// Day, month and year, in the zone that was chosen; tracked.
    pub fn date(self, at: Millis) -> String {
        self.format_date(at, &[("dateStyle", "medium")])
    }

    /// A day such as `2026-11-22` as "22 Nov"; tracked. The zone plays no part in it.
    pub fn day(self, date: &str) -> String {
        let at = Date::parse(date) as Millis;
        self.format_date(at, &[("day", "numeric"), ("month", "short"), ("timeZone", "UTC")])
    }

    /// The order in which people write days: the browser's own where it speaks the language of the screens, since
    /// that knows which English it is; tracked.
    pub fn day_pattern(self) -> Pattern {
        let code = self.language.get().code();
        let own = window().navigator().language().filter(|tag| tag.split('-').next() == Some(code));
        let settings = [("day", "2-digit"), ("month", "2-digit"), ("year", "numeric"), ("timeZone", "UTC")];
        Pattern::of(&intl::date(own.as_deref().unwrap_or(code), &settings, Date::parse(SAMPLE)))
    }

    /// How to write a day: `DD/MM/YYYY`, in letters of the language; tracked.
    pub fn day_hint(self) -> String {
        let mut letters = self.say(DAY_LETTERS).split(' ');
        self.day_pattern().hint([(); 3].map(|()| letters.next().unwrap_or_default()))
    }

    /// The day it is in a time zone, as `2026-11-22`; tracked.
    pub fn today_in(self, zone: &str) -> String {
        // Swedish writes days as ISO 8601 does.
        let settings = [("year", "numeric"), ("month", "2-digit"), ("day", "2-digit"), ("timeZone", zone)];
        intl::date("sv-SE", &settings, self.now() as f64)
    }

    /// The instant of a time of day such as `2026-11-22T17:05` in the zone that was chosen; tracked.
    pub fn instant(self, local: &str) -> Option<Millis> {
        // Read as if it were UTC, then moved by what the zone is away from it: once more, since that may change
        // between the two.
        let read = |text: &str| Some(Date::parse(&format!("{text}Z"))).filter(|at| at.is_finite());
        let meant = read(local)? as Millis;
        let away =
            |at: Millis| read(&self.local(at)).map_or(0, |shown| shown as Millis - at.div_euclid(60_000) * 60_000);
        Some(meant - away(meant - away(meant)))
    }

    /// An instant as inputs of the browser want it, `2026-11-22T17:05`, in the zone that was chosen; tracked.
    pub fn local(self, at: Millis) -> String {
        let zone = self.zone.read();
        let mut settings = ["month", "day", "hour", "minute"].map(|part| (part, "2-digit")).to_vec();
        settings.push(("year", "numeric"));
        settings.extend(zone.as_deref().map(|zone| ("timeZone", zone)));
        // Swedish writes times as ISO 8601 does, but for the space.
        intl::date("sv-SE", &settings, at as f64).replace(' ', "T")
    }

    /// "2 min ago", "in 3 days", "yesterday"; tracked.
    pub fn relative(self, at: Millis) -> String {
        let away = at - self.now.get();
        let (size, unit) = *SPANS.iter().rev().find(|(size, _)| away.abs() >= *size).unwrap_or(&SPANS[0]);
        // Under a minute there is nothing worth counting.
        let number = if away.abs() < 60_000 { 0.0 } else { (away as f64 / size as f64).round() };
        intl::relative(self.language.get().code(), &[("numeric", "auto"), ("style", "short")], number, unit)
    }

    /// [`Locale::relative`] within a week, [`Locale::date`] beyond; tracked.
    pub fn when(self, at: Millis) -> String {
        let young = (at - self.now.get()).abs() < 7 * DAY;
        if young { self.relative(at) } else { self.date(at) }
    }

    fn number(self, number: f64, settings: Settings) -> String {
        intl::number(self.language.get().code(), settings, number)
    }

    fn format_date(self, at: Millis, settings: Settings) -> String {
        let zone = self.zone.read();
        let zone = zone.as_deref().filter(|_| !settings.iter().any(|(name, _)| *name == "timeZone"));
        let settings: Vec<_> = settings.iter().copied().chain(zone.map(|zone| ("timeZone", zone))).collect();
        intl::date(self.language.get().code(), &settings, at as f64)
    }
}

/// Letters that stand for a digit of a day, a month and a year.
const DAY_LETTERS: Text = text("D M Y", "J M A", "Д М Г");

const PAIR: Text = text("{0}: {1}", "{0} : {1}", "{0}: {1}");

const LANGUAGE_KEY: &str = "portico.language";

/// Milliseconds of a day.
pub const DAY: Millis = 86_400_000;

/// Units of time by their size in milliseconds.
const SPANS: [(Millis, &str); 4] = [(1000, "second"), (60_000, "minute"), (3_600_000, "hour"), (DAY, "day")];

fn chosen() -> Option<Language> {
    theme::stored(LANGUAGE_KEY).and_then(|code| Language::from_tag(&code))
}
