//! The table: day by day, who called which method how often and how long it took.

use super::{
    Look, caller_link,
    columns::{Chosen, Columns, KINDS, Kind},
    method_link,
};
use crate::{
    locale::{Locale, t, use_locale},
    preferences::preference,
    screens::integration_form::time,
    task::memo,
    texts::statistics as words,
    widgets::{Button, Icon, icons},
};
use leptos::prelude::*;
use shared::stats::{PAGE, StatRow, Statistics};

/// The table, or that there was nothing.
#[component]
pub fn Rows(look: Look, answer: Signal<Statistics>) -> impl IntoView {
    let locale = use_locale();
    let chosen = preference::<Chosen>("statistics.columns");
    let count = memo(move || answer.read().row_count);
    let empty = memo(move || count.get() == 0);
    let nothing = move || {
        let answer = answer.read();
        let (from, to) = (locale.day(&answer.from), locale.day(&answer.to));
        match answer.from == answer.to {
            true => locale.fill(words::EMPTY_DAY, &[&from]),
            false => locale.fill(words::EMPTY, &[&from, &to]),
        }
    };
    let batched = memo(move || answer.read().rows.iter().any(|row| row.in_batch));
    let lines = move || {
        let chosen = chosen.get();
        answer.read().rows.iter().map(|row| line(row, &chosen, look, locale)).collect_view()
    };
    let pages = memo(move || (count.get() as usize).div_ceil(PAGE).max(1));
    let page = move || look.page().min(pages.get() - 1);
    let tally = move || {
        let first = page() * PAGE;
        let last = first + answer.read().rows.len();
        let [first, last, all] = [first as u64 + 1, last as u64, count.get()].map(|number| locale.count(number));
        locale.fill(words::ROWS_SHOWN, &[&first, &last, &all])
    };
    let turn = move |by: isize| look.turn_to(untrack(page).saturating_add_signed(by));
    move || {
        if empty.get() {
            return view! { <p class="statistics__empty" role="status">{nothing}</p> }.into_any();
        }
        view! {
            <section class="statistics__rows" aria-label=t(words::TABLE)>
                <div class="statistics__head">
                    <h2>{t(words::TABLE)}</h2>
                    <Columns chosen />
                </div>
                <table class="table" aria-label=t(words::TABLE)>
                    <thead>
                        <tr>{move || chosen.get().columns().into_iter().map(|kind| head(kind, look, locale)).collect_view()}</tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
                <div class="statistics__foot">
                    <span role="status">{tally}</span>
                    {move || (pages.get() > 1).then(|| view! {
                        <Button disabled=Signal::derive(move || page() == 0) on_click=move |_| turn(-1)>
                            {t(words::PREVIOUS)}
                        </Button>
                        <Button disabled=Signal::derive(move || page() + 1 >= pages.get()) on_click=move |_| turn(1)>
                            {t(words::NEXT)}
                        </Button>
                    })}
                </div>
                {move || batched.get().then(|| view! { <p class="card__note">{t(words::IN_BATCH_HELP)}</p> })}
            </section>
        }
        .into_any()
    }
}

/// The heading of a column; a press sorts by it. Tracked.
fn head(kind: &'static Kind, look: Look, locale: Locale) -> AnyView {
    let (column, down) = look.order();
    let sorted = (column == kind.code).then_some(down);
    let direction = sorted.map(|down| if down { "descending" } else { "ascending" });
    let arrow = sorted.map(|down| {
        let path = if down { icons::DOWN } else { icons::UP };
        view! { <Icon path /> }
    });
    view! {
        <th class="table__head" class:table__number=kind.numeric scope="col" aria-sort=direction>
            <button type="button" class="table__sort" on:click=move |_| look.sort_by(kind.code)>
                {locale.say(kind.label)}{arrow}
            </button>
        </th>
    }
    .into_any()
}

/// One row; its integration and its method narrow the look down. Tracked.
fn line(row: &StatRow, chosen: &Chosen, look: Look, locale: Locale) -> AnyView {
    let cells = KINDS.iter().filter(|kind| chosen.has(kind)).map(|kind| cell(row, kind, look, locale)).collect_view();
    view! { <tr>{cells}</tr> }.into_any()
}

fn cell(row: &StatRow, kind: &Kind, look: Look, locale: Locale) -> AnyView {
    let head = locale.say(kind.label);
    let optional = |ms: Option<f64>| ms.map_or_else(|| "—".to_owned(), |ms| time(ms, locale));
    let number = match kind.code {
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
    let wrong = kind.code == "errors" && row.errors > 0;
    view! { <td class="table__number" class:statistics__errors=wrong data-label=head>{number}</td> }.into_any()
}
