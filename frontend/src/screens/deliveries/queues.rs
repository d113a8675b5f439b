//! Offline queues: what waits for applications that fetch events by themselves, and what their processes hold.

use super::cells::event_words;
use crate::{
    api,
    locale::{t, use_locale},
    task::memo,
    texts::deliveries as words,
    widgets::{Column, Loaded, Table, When, load},
};
use leptos::prelude::*;
use shared::delivery::{QueueLot, QueueRow};

/// All of them, for administrators; nothing while they are empty.
#[component]
pub fn Queues() -> impl IntoView {
    let lots = load(|| api::get::<Vec<QueueLot>>("/console/offline-queues"));
    view! {
        <Loaded load=lots let:lots>
            <Lots lots />
        </Loaded>
    }
}

#[component]
fn Lots(lots: Signal<Vec<QueueLot>>) -> impl IntoView {
    let any = memo(move || !lots.read().is_empty());
    let columns = || {
        vec![
            Column::new("queue", words::QUEUE),
            Column::new("process", words::PROCESS),
            Column::new("rows", words::ROWS).numeric(),
            Column::new("failed", words::MARKED).numeric(),
            Column::new("oldest", words::OLDEST),
        ]
    };
    move || {
        any.get().then(|| {
            view! {
                <section class="deliveries__queues">
                    <h2>{t(words::QUEUES)}</h2>
                    <p class="deliveries__hint">{t(words::QUEUES_HINT)}</p>
                    <Table label=words::QUEUES columns=columns()>
                        {move || lots.get().into_iter().map(lot).collect_view()}
                    </Table>
                </section>
            }
            .into_any()
        })
    }
}

fn lot(lot: QueueLot) -> impl IntoView {
    let locale = use_locale();
    let QueueLot { application, connector, process, rows, failed, oldest, first } = lot;
    let named = move || locale.fill(words::APPLICATION, &[&application.to_string()]);
    let holds = process.clone();
    view! {
        <tr>
            <th scope="row">
                {named}
                <span class="deliveries__code">{connector}</span>
                <details>
                    <summary>{t(words::SHOW_ROWS)}</summary>
                    <ul class="deliveries__queue-rows">{first.into_iter().map(row).collect_view()}</ul>
                </details>
            </th>
            <td data-label=t(words::PROCESS)>
                {move || if holds.is_empty() { locale.say(words::WAITING).to_owned() } else { holds.clone() }}
            </td>
            <td class="table__number" data-label=t(words::ROWS)>{move || locale.count(rows)}</td>
            <td class="table__number" data-label=t(words::MARKED)>{move || locale.count(failed)}</td>
            <td data-label=t(words::OLDEST)><When at=oldest /></td>
        </tr>
    }
}

fn row(row: QueueRow) -> impl IntoView {
    let locale = use_locale();
    let QueueRow { id, event, at, data, failed } = row;
    let code = event.clone();
    view! {
        <li>
            <span>{move || format!("{id} · {} ({event})", event_words(&code, locale))}</span>
            " "
            <When at=at />
            {failed.then(|| view! { <span class="deliveries__why">{t(words::MARKED_ONE)}</span> })}
            <code class="deliveries__code">{data}</code>
        </li>
    }
}
