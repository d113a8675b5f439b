//! Requests, errors or time a day as stacked bars. Colours have a pattern beside them, every piece a label; the
//! arrow keys walk over the pieces, and a piece or a word of the legend narrows the look down to its integration
//! or method. The same numbers stand below as a table.

use super::{
    Look, caller_name,
    look::{MEASURES, TIME},
    method_name,
};
use crate::{
    locale::{Label, Locale, t, use_locale},
    logic::chart::{self, Axis, Segment, Step},
    screens::integration_form::time,
    task::{effect, memo},
    texts::statistics as words,
    widgets::Segments,
};
use leptos::{ev::KeyboardEvent, html, prelude::*};
use shared::{
    stats::{Series, Statistics},
    text::Text,
};
use wasm_bindgen::JsCast;

/// The card.
#[component]
pub fn Chart(look: Look, answer: Signal<Statistics>) -> impl IntoView {
    let locale = use_locale();
    let days = memo(move || answer.read().days.iter().map(|day| day.counts.clone()).collect::<Vec<_>>());
    let dates = memo(move || answer.read().days.iter().map(|day| day.date.clone()).collect::<Vec<_>>());
    let series = memo(move || answer.read().series.clone());
    let axis = memo(move || chart::axis(chart::highest(&days.read())));
    let segments = memo(move || chart::segments(&days.read(), axis.read().top));
    let name = move |at: usize| match series.read().get(at) {
        Some(Series { integration: Some(caller), .. }) => caller_name(caller, locale),
        Some(Series { method: Some(method), .. }) => method_name(method, locale),
        _ => locale.say(words::OTHERS).to_owned(),
    };
    let number = move |count: u64| amount(count, look, locale);
    let legend = move |(at, series): (usize, Series)| {
        let swatch = view! {
            <svg class="chart__swatch" aria-hidden="true"><rect width="100%" height="100%" fill=fill(at, &series) /></svg>
        };
        if named(&series) {
            view! {
                <button
                    type="button" class="chart__legend" title=move || locale.fill(words::FILTER_BY, &[&name(at)])
                    on:click=move |_| narrow(look, &series)
                >
                    {swatch}{move || name(at)}
                </button>
            }
            .into_any()
        } else {
            view! { <span class="chart__legend">{swatch}{move || name(at)}</span> }.into_any()
        }
    };
    let tick = move |tick: u64| {
        let at = 100.0 - tick as f64 * 100.0 / axis.read().top as f64;
        view! { <span class="chart__tick" style=format!("top: {}", percent(at))>{tick_text(tick, look, locale)}</span> }
    };
    let day = move |(at, date): (usize, String)| {
        let middle = chart::middle(at, dates.read().len());
        view! {
            <span class="chart__day" class:chart__day--odd=at % 2 == 1 class:chart__day--fourth=at % 4 != 0 style=format!("left: {}", percent(middle))>
                {locale.day(&date)}
            </span>
        }
    };
    let title = move || locale.say(TITLES[look.measure()]);
    let options: Vec<Label> = [words::REQUESTS, words::ERRORS, words::WORK].map(Label::from).into();
    let chosen = Signal::derive(move || look.measure());
    let unfolded = RwSignal::new(false);
    view! {
        <section class="card" aria-label=title>
            <div class="card__head">
                <h2 class="card__title">{title}</h2>
                <Segments label=words::MEASURE options chosen on_choose=move |at: usize| look.measure_by(at) />
            </div>
            <div class="chart__legends">
                {move || series.get().into_iter().enumerate().map(legend).collect_view()}
            </div>
            <div class="chart">
                <div class="chart__ticks" aria-hidden="true">
                    {move || axis.get().ticks.into_iter().map(tick).collect_view()}
                </div>
                <Plot look axis segments series dates name=Callback::new(name) />
                <div class="chart__days" aria-hidden="true">
                    {move || dates.get().into_iter().enumerate().map(day).collect_view()}
                </div>
            </div>
            <details class="chart__table" on:toggle=move |_| unfolded.set(true)>
                <summary>{t(words::AS_TABLE)}</summary>
                {move || unfolded.get().then(|| numbers(&answer.read(), &name, &number, locale))}
            </details>
        </section>
    }
}

/// Titles of the measures.
const TITLES: [Text; MEASURES.len()] = [words::CHART, words::CHART_ERRORS, words::CHART_TIME];

/// A number of the measure; tracked.
fn amount(count: u64, look: Look, locale: Locale) -> String {
    if look.measure() == TIME { time(count as f64, locale) } else { locale.count(count) }
}

fn tick_text(tick: u64, look: Look, locale: Locale) -> String {
    if look.measure() == TIME { time(tick as f64, locale) } else { locale.compact(tick as f64) }
}

/// Whether a series stands for one integration or method that can be looked at alone.
fn named(series: &Series) -> bool {
    series.integration.is_some() || series.method.as_ref().is_some_and(|method| !method.is_empty())
}

fn narrow(look: Look, series: &Series) {
    match series {
        Series { integration: Some(caller), .. } => look.only(caller.id),
        Series { method: Some(method), .. } if !method.is_empty() => look.only_method(method),
        _ => {}
    }
}

/// The bars as a table: days down, series across. Tracked.
fn numbers(
    answer: &Statistics,
    name: &impl Fn(usize) -> String,
    number: &impl Fn(u64) -> String,
    locale: Locale,
) -> AnyView {
    let heads =
        (0..answer.series.len()).map(|at| view! { <th scope="col" class="table__head table__number">{name(at)}</th> });
    let line = |day: &shared::stats::Day| {
        let cells =
            day.counts.iter().map(|count| view! { <td class="table__number">{number(*count)}</td> }).collect_view();
        view! { <tr><th scope="row">{locale.day(&day.date)}</th>{cells}</tr> }
    };
    view! {
        <div class="chart__numbers" tabindex="0">
            <table class="table table--plain">
                <thead><tr><th scope="col" class="table__head">{locale.say(words::DATE)}</th>{heads.collect_view()}</tr></thead>
                <tbody>{answer.days.iter().map(line).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn Plot(
    look: Look,
    axis: Memo<Axis>,
    segments: Memo<Vec<Segment>>,
    series: Memo<Vec<Series>>,
    dates: Memo<Vec<String>>,
    name: Callback<usize, String>,
) -> impl IntoView {
    let locale = use_locale();
    let plot = NodeRef::<html::Div>::new();
    // The piece that the Tab key reaches, and the one that shows its tip.
    let (focused, tipped) = (RwSignal::new(0_usize), RwSignal::new(None::<usize>));
    let label = move |segment: &Segment| {
        let date = dates.read().get(segment.day).map(|date| locale.day(date)).unwrap_or_default();
        locale.fill(words::SEGMENT, &[&date, &name.run(segment.series), &amount(segment.count, look, locale)])
    };
    let pick = move |at: usize| {
        let place = segments.read_untracked().get(at).map(|segment| segment.series);
        let picked = place.and_then(|place| series.read_untracked().get(place).cloned());
        if let Some(picked) = picked {
            narrow(look, &picked);
        }
    };
    // There may be fewer pieces than before.
    let current = move || focused.get().min(segments.read().len().saturating_sub(1));
    // Whoever picked a piece by its key stays in the chart, even where fewer pieces come.
    let picked = StoredValue::new(false);
    effect(move || {
        segments.track();
        if !picked.get_value() {
            return;
        }
        picked.set_value(false);
        request_animation_frame(move || {
            if let (Some(plot), Some(at)) = (plot.try_get_untracked().flatten(), untrack(|| focused.try_get()))
                && document().active_element().is_none_or(|element| element.tag_name() == "BODY")
            {
                focus_piece(&plot, at.min(segments.read_untracked().len().saturating_sub(1)));
            }
        });
    });
    let key = move |event: KeyboardEvent| {
        let at = untrack(current);
        let target = match event.key().as_str() {
            "ArrowUp" => chart::neighbour(&segments.read_untracked(), at, Step::Up),
            "ArrowDown" => chart::neighbour(&segments.read_untracked(), at, Step::Down),
            "ArrowLeft" => chart::neighbour(&segments.read_untracked(), at, Step::Left),
            "ArrowRight" => chart::neighbour(&segments.read_untracked(), at, Step::Right),
            "Enter" | " " => {
                picked.set_value(true);
                pick(at);
                None
            }
            "Escape" => {
                tipped.set(None);
                return;
            }
            _ => return,
        };
        event.prevent_default();
        if let (Some(target), Some(plot)) = (target, plot.get_untracked()) {
            focus_piece(&plot, target);
        }
    };
    let line = move |tick: u64| {
        let at = percent(100.0 - tick as f64 * 100.0 / axis.read().top as f64);
        view! { <line x1="0" x2="100%" y1=at.clone() y2=at /> }
    };
    let piece = move |(at, segment): (usize, Segment)| {
        let own = series.read().get(segment.series).cloned().unwrap_or_default();
        view! {
            <rect
                class="chart__piece" role=if named(&own) { "button" } else { "img" }
                x=percent(segment.x) y=percent(segment.y) width=percent(segment.width) height=percent(segment.height)
                fill=fill(segment.series, &own) aria-label=label(&segment)
                tabindex=move || if current() == at { "0" } else { "-1" }
                on:click=move |_| pick(at) on:pointerenter=move |_| tipped.set(Some(at)) on:pointerleave=move |_| tipped.set(None)
                on:focus=move |_| { focused.set(at); tipped.set(Some(at)) } on:blur=move |_| tipped.set(None)
            />
        }
    };
    let tip = move || {
        let segment = *segments.read().get(tipped.get()?)?;
        let side = if segment.x > 50.0 { "right" } else { "left" };
        let inset = if segment.x > 50.0 { 100.0 - segment.x } else { segment.x + segment.width };
        let place = format!("{side}: calc({} + 6px); top: min({}, 100% - 48px)", percent(inset), percent(segment.y));
        Some(view! { <div class="chart__tip" role="tooltip" style=place>{label(&segment)}</div> })
    };
    let keys = move || format!("{}. {}", locale.say(TITLES[look.measure()]), locale.say(words::CHART_KEYS));
    view! {
        <div class="chart__plot" role="group" aria-label=keys node_ref=plot on:keydown=key>
            <svg class="chart__bars">
                <defs>{(0..PATTERNS.len()).map(|at| view! { <Pattern at /> }).collect_view()}</defs>
                <g class="chart__lines">{move || axis.get().ticks.into_iter().map(line).collect_view()}</g>
                {move || segments.get().into_iter().enumerate().map(piece).collect_view()}
            </svg>
            {tip}
        </div>
    }
}

/// One stroke path each on an 8 by 8 tile, over the colour of the series. The first stays plain.
const PATTERNS: [&str; 5] = ["", "M-2 2l4-4M0 8l8-8M6 10l4-4", "M4 0v8", "M0 4h8", "M-2 6l4 4M0 0l8 8M6-2l4 4"];

#[component]
fn Pattern(at: usize) -> impl IntoView {
    view! {
        <pattern id=format!("chart-pattern-{at}") width="8" height="8" patternUnits="userSpaceOnUse">
            <rect width="8" height="8" class=format!("chart__colour chart__colour--{at}") />
            <path d=PATTERNS[at] class="chart__stroke" />
        </pattern>
    }
}

/// All the others together are always grey, however few the named ones are.
fn fill(at: usize, series: &Series) -> String {
    let at = if *series != Series::default() { at.min(PATTERNS.len() - 2) } else { PATTERNS.len() - 1 };
    format!("url(#chart-pattern-{at})")
}

fn percent(share: f64) -> String {
    // Whole numbers: printing fractions takes code that nothing else in the browser needs.
    let thousandths = (share * 1000.0).round() as i64;
    let (sign, thousandths) = (if thousandths < 0 { "-" } else { "" }, thousandths.unsigned_abs());
    format!("{sign}{}.{:03}%", thousandths / 1000, thousandths % 1000)
}

fn focus_piece(plot: &web_sys::HtmlElement, at: usize) {
    let Ok(pieces) = plot.query_selector_all(".chart__piece") else { return };
    if let Some(piece) = pieces.get(at as u32).and_then(|piece| piece.dyn_into::<web_sys::SvgElement>().ok()) {
        let _ = piece.focus();
    }
}
