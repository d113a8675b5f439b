//! The table: day by day, who called which method how often.

use super::{Look, caller_name};
use crate::{
    locale::{Locale, t, use_locale},
    screens::integration_form::time,
    task::memo,
    texts::statistics as words,
    widgets::{Button, Column, Table},
};
use leptos::prelude::*;
use shared::stats::{StatRow, Statistics};

/// The table, or that there was nothing.
#[component]
pub fn Rows(look: Look, answer: Signal<Statistics>) -> impl IntoView {
    let locale = use_locale();
    let limit = RwSignal::new(STEP);
    let count = move || answer.read().rows.len();
    let empty = memo(move || count() == 0);
    let nothing = move || {
        let answer = answer.read();
        let (from, to) = (locale.day(&answer.from), locale.day(&answer.to));
        match answer.from == answer.to {
            true => locale.fill(words::EMPTY_DAY, &[&from]),
            false => locale.fill(words::EMPTY, &[&from, &to]),
        }
    };
    let batched = move || answer.read().rows.iter().any(|row| row.in_batch);
    let shown = move || answer.read().rows.iter().take(limit.get()).cloned().collect::<Vec<_>>();
    let columns = move || {
        vec![
            Column::new("date", words::DATE),
            Column::new("integration", words::INTEGRATION),
            Column::new("method", words::METHOD),
            Column::new("requests", words::REQUESTS).numeric(),
            Column::new("mean", words::MEAN).numeric(),
            Column::new("errors", words::ERRORS).numeric(),
        ]
    };
    let tally = move || {
        let shown = limit.get().min(count());
        locale.fill(words::ROWS_SHOWN, &[&locale.count(shown as u64), &locale.count(count() as u64)])
    };
    move || {
        if empty.get() {
            view! { <p class="statistics__empty" role="status">{nothing}</p> }.into_any()
        } else {
            view! {
            <div class="statistics__rows">
                <Table label=words::TABLE columns=columns()>
                    {move || shown().into_iter().map(|row| line(row, look, locale)).collect_view()}
                </Table>
                <div class="statistics__foot">
                    <span>{tally}</span>
                    {move || (limit.get() < count()).then(|| view! {
                        <Button on_click=move |_| limit.update(|limit| *limit += STEP)>{t(words::MORE_ROWS)}</Button>
                    })}
                </div>
                {move || batched().then(|| view! { <p class="card__note">{t(words::IN_BATCH_HELP)}</p> })}
            </div>
        }
        .into_any()
        }
    }
}

/// Rows shown at once.
const STEP: usize = 100;

/// One row; its integration and its method filter. Tracked.
fn line(row: StatRow, look: Look, locale: Locale) -> impl IntoView {
    let StatRow { date, caller, method, in_batch, requests, errors, mean_ms } = row;
    let (id, name, wanted) = (caller.id, caller_name(&caller, locale), method.clone());
    let cell = move |text: shared::text::Text| locale.say(text);
    view! {
        <tr>
            <td data-label=cell(words::DATE)>{locale.day(&date)}</td>
            <td data-label=cell(words::INTEGRATION)>
                <button type="button" class="link" on:click=move |_| look.only(id)>{name}</button>
            </td>
            <td data-label=cell(words::METHOD)>
                <button type="button" class="link mono" on:click=move |_| look.method.set(wanted.clone())>{method}</button>
                {in_batch.then(|| view! { <span class="mark">{cell(words::IN_BATCH)}</span> })}
            </td>
            <td class="table__number" data-label=cell(words::REQUESTS)>{locale.count(requests)}</td>
            <td class="table__number" data-label=cell(words::MEAN)>{time(mean_ms, locale)}</td>
            <td class="table__number" class:statistics__errors=errors != 0 data-label=cell(words::ERRORS)>{locale.count(errors)}</td>
        </tr>
    }
}
