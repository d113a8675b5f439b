//! The table: day by day, who called which method how often and how long it took.

use super::{Look, caller_link, method_link};
use crate::{
    locale::{Locale, t, use_locale},
    logic::columns::{Columns, Kind, turned},
    screens::integration_form::time,
    task::memo,
    texts::statistics as words,
    widgets::{Arrange, ArrangedTable, ColumnChooser, Pager, Position, heads},
};
use leptos::prelude::*;
use shared::{
    stats::{PAGE_MAX, StatRow, Statistics},
    text::Text,
};

/// The table, or that there was nothing.
#[component]
pub fn Rows(look: Look, answer: Signal<Statistics>) -> impl IntoView {
    let locale = use_locale();
    let empty = memo(move || answer.read().row_count == 0);
    let nothing = move || {
        let answer = answer.read();
        let (from, to) = (locale.day(&answer.from), locale.day(&answer.to));
        match answer.from == answer.to {
            true => locale.fill(words::EMPTY_DAY, &[&from]),
            false => locale.fill(words::EMPTY, &[&from, &to]),
        }
    };
    move || match empty.get() {
        true => view! { <p class="statistics__empty" role="status">{nothing}</p> }.into_any(),
        false => filled(look, answer, locale),
    }
}

fn filled(look: Look, answer: Signal<Statistics>, locale: Locale) -> AnyView {
    let columns = memo(move || look.view.get().shown(&COLUMNS));
    let codes = memo(move || columns.read().iter().map(|column| column.kind.code).collect::<Vec<_>>());
    let sort = move |code: &'static str| look.sort_by(turned(&COLUMNS, &untrack(|| look.order()), code));
    let arrange = Arrange::of(look.view, &COLUMNS, Callback::new(sort));
    let batched = memo(move || answer.read().rows.iter().any(|row| row.in_batch));
    let lines = move || {
        let codes = codes.get();
        answer.read().rows.iter().map(|row| line(row, &codes, look, locale)).collect_view()
    };
    let at = Signal::derive(move || {
        let at = Position { total: answer.read().row_count, page: look.page() + 1, per: look.size() };
        Position { page: at.page.min(at.pages()), ..at }
    });
    view! {
        <section class="statistics__rows" aria-label=t(words::TABLE)>
            <div class="statistics__head">
                <h2>{t(words::TABLE)}</h2>
                <ColumnChooser all=LABELS shown=codes fixed=COLUMNS.fixed arrange />
            </div>
            <ArrangedTable
                label=words::TABLE heads=Signal::derive(move || heads(&columns.read(), LABELS)) arrange
                order=Signal::derive(move || look.order())
            >
                {lines}
            </ArrangedTable>
            <Pager
                at sizes=PER on_page=move |page: usize| look.turn_to(page.saturating_sub(1))
                on_size=move |size| look.choose_size(size)
            />
            {move || batched.get().then(|| view! { <p class="card__note">{t(words::IN_BATCH_HELP)}</p> })}
        </section>
    }
    .into_any()
}

/// Rows that a page may have.
const PER: &[usize] = &[10, 20, 50, 100, PAGE_MAX];

static COLUMNS: Columns = Columns { all: KINDS, fixed: "method" };

#[rustfmt::skip] // A table: one row, one line.
const KINDS: &[Kind] = &[
    Kind { code: "date", sort: Some("date"), largest_first: true, numeric: false, width: 88, usual: true },
    Kind { code: "integration", sort: Some("integration"), largest_first: false, numeric: false, width: 190, usual: true },
    Kind { code: "method", sort: Some("method"), largest_first: false, numeric: false, width: 220, usual: true },
    Kind { code: "requests", sort: Some("requests"), largest_first: true, numeric: true, width: 84, usual: true },
    Kind { code: "errors", sort: Some("errors"), largest_first: true, numeric: true, width: 84, usual: true },
    Kind { code: "mean", sort: Some("mean"), largest_first: true, numeric: true, width: 110, usual: false },
    Kind { code: "p50", sort: Some("p50"), largest_first: true, numeric: true, width: 96, usual: true },
    Kind { code: "p95", sort: Some("p95"), largest_first: true, numeric: true, width: 104, usual: true },
    Kind { code: "work", sort: Some("work"), largest_first: true, numeric: true, width: 124, usual: true },
];

const LABELS: &[(&str, Text)] = &[
    ("date", words::DATE),
    ("integration", words::INTEGRATION),
    ("method", words::METHOD),
    ("requests", words::CALLS),
    ("errors", words::ERRORS),
    ("mean", words::MEAN),
    ("p50", words::MEDIAN_SHORT),
    ("p95", words::P95),
    ("work", words::WORK),
];

/// One row; its integration and its method narrow the look down. Tracked.
fn line(row: &StatRow, codes: &[&'static str], look: Look, locale: Locale) -> AnyView {
    let cells = codes.iter().map(|code| cell(row, code, look, locale)).collect_view();
    view! { <tr>{cells}</tr> }.into_any()
}

fn cell(row: &StatRow, code: &str, look: Look, locale: Locale) -> AnyView {
    let head = LABELS.iter().find(|(known, _)| *known == code).map(|(_, label)| locale.say(*label));
    let optional = |ms: Option<f64>| ms.map_or_else(|| "—".to_owned(), |ms| time(ms, locale));
    let number = match code {
        "requests" => locale.count(row.requests),
        "errors" => locale.count(row.errors),
        "mean" => time(row.mean_ms, locale),
        "p50" => optional(row.p50_ms),
        "p95" => optional(row.p95_ms),
        "work" => time(row.work_ms, locale),
        "date" => return view! { <td data-label=head>{locale.day(&row.date)}</td> }.into_any(),
        "integration" => return view! { <td data-label=head>{caller_link(&row.caller, look, locale)}</td> }.into_any(),
        _ => {
            let inner = row.in_batch.then(|| view! { <span class="mark">{locale.say(words::IN_BATCH)}</span> });
            return view! { <td data-label=head>{method_link(&row.method, look, locale)}{inner}</td> }.into_any();
        }
    };
    let wrong = code == "errors" && row.errors > 0;
    view! { <td class="table__number" class:statistics__errors=wrong data-label=head>{number}</td> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_its_words() {
        assert!(KINDS.iter().map(|kind| kind.code).eq(LABELS.iter().map(|(code, _)| *code)));
    }
}
