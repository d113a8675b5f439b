//! What failed, grouped: how often, since when, and what the latest of each said.

use super::log::{Fault, StatusPill};
use super::overview::MethodName;
use crate::{
    live::{self, live},
    locale::{t, use_locale},
    task::memo,
    texts::{integration_page as words, integrations},
    widgets::{Column, Empty, Loaded, Table, When},
};
use leptos::prelude::*;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use shared::request_log::ErrorGroup;

/// The tab; `path` is the integration's on the portal.
#[component]
pub fn ErrorsTab(path: String, id: String) -> impl IntoView {
    let errors = live::<Vec<ErrorGroup>>(live::USUAL, move || format!("{path}/errors"));
    let id = StoredValue::new(id);
    view! {
        <Loaded load=errors let:groups>
            <Groups groups id />
        </Loaded>
    }
}

#[component]
fn Groups(groups: Signal<Vec<ErrorGroup>>, id: StoredValue<String>) -> impl IntoView {
    let any = memo(move || !groups.read().is_empty());
    let columns = || {
        vec![
            Column::new("error", words::ERROR),
            Column::new("status", integrations::STATUS),
            Column::new("count", words::TIMES).numeric(),
            Column::new("first", words::FIRST_SEEN),
            Column::new("last", words::LAST_SEEN),
        ]
    };
    move || match any.get() {
        true => view! {
            <Table label=words::ERRORS columns=columns()>
                {move || groups.get().into_iter().map(|group| row(group, id)).collect_view()}
            </Table>
            <p class="integrations__hint">{t(words::ERRORS_NOTE)}</p>
        }
        .into_any(),
        false => view! { <Empty title=words::NO_ERRORS text=words::NO_ERRORS_TEXT><span></span></Empty> }.into_any(),
    }
}

fn row(group: ErrorGroup, id: StoredValue<String>) -> impl IntoView {
    let locale = use_locale();
    let (first, last, count) = (group.first, group.last, group.count);
    // Words that only these calls have: their code, else their text.
    let words_of = if group.code.is_empty() { &group.sample.text } else { &group.code };
    let href = format!(
        "/dev/integrations/{}/logs?calls=failed&call={}",
        id.get_value(),
        utf8_percent_encode(words_of.trim_end_matches('…'), NON_ALPHANUMERIC)
    );
    view! {
        <tr>
            <th class="log__method" scope="row">
                <a href=href><MethodName name=group.method.clone() /></a>
                <Fault call=group.sample.clone() />
            </th>
            <td><span><StatusPill status=group.status /></span></td>
            <td class="table__number" data-label=t(words::TIMES)>{move || locale.count(count)}</td>
            <td data-label=t(words::FIRST_SEEN)><When at=first /></td>
            <td data-label=t(words::LAST_SEEN)><When at=last /></td>
        </tr>
    }
}
