//! The request log: newest first, growing at its head, filtered by what stands in the address.

use super::overview::MethodName;
use crate::{
    address::{InAddress, use_in_address},
    api,
    live::{self, live},
    locale::{t, use_locale},
    logic::{grid::query::Query, log_list::Seen},
    submission::Submission,
    task::{effect, memo},
    texts::{integration_page as words, integrations},
    widgets::{Button, Column, Empty, Loaded, Older, Pill, SearchBox, Select, Table, Tone},
};
use leptos::prelude::*;
use shared::{
    Millis,
    request_log::{Log, Logged},
    text::Text,
};

/// Names of the query that the portal is asked.
const NAMES: &[&str] = &["status", "method", "text", "from", "before"];

/// The filter, as the address says it.
#[derive(Clone, Copy)]
struct Look {
    status: InAddress,
    text: InAddress,
    span: InAddress,
}

impl Look {
    fn asked(self, now: Millis, before: &str) -> Query {
        let span = SPANS.iter().find(|(code, ..)| *code == self.span.get()).map_or(0, |(_, _, span)| *span);
        // To the minute, so that an unchanged log is an unchanged answer.
        let from = if span == 0 { String::new() } else { ((now - span) / 60_000 * 60_000).to_string() };
        [("status", self.status.get()), ("text", self.text.get()), ("from", from), ("before", before.to_owned())]
            .into_iter()
            .fold(Query::default(), |query, (name, value)| query.with(name, &value, NAMES))
    }

    fn is_set(self) -> bool {
        [self.status, self.text, self.span].iter().any(|part| !part.get().is_empty())
    }

    fn reset(self) {
        [self.status, self.text, self.span].iter().for_each(|part| part.set(String::new()));
    }
}

const SPANS: &[(&str, Text, Millis)] = &[
    ("hour", words::LAST_HOUR, 3_600_000),
    ("day", words::LAST_DAY, 86_400_000),
    ("week", words::LAST_WEEK, 7 * 86_400_000),
];

/// The tab; `path` is the integration's on the portal.
#[component]
pub fn LogTab(path: String) -> impl IntoView {
    let locale = use_locale();
    let look = Look { status: use_in_address("calls"), text: use_in_address("call"), span: use_in_address("since") };
    let path = StoredValue::new(format!("{path}/log"));
    let newest = live::<Log>(live::LIVELY, move || path.with_value(|path| look.asked(locale.now(), "").after(path)));
    let seen = RwSignal::new(Seen::default());
    // Another filter begins another list.
    let filter = memo(move || (look.status.get(), look.text.get(), look.span.get()));
    let of = StoredValue::new(None);
    effect(move || {
        let filter = filter.get();
        if let Some(log) = newest.value().get() {
            let same = of.with_value(|of| of.as_ref() == Some(&filter));
            of.set_value(Some(filter));
            seen.update(|seen| {
                if !same {
                    *seen = Seen::default();
                }
                seen.renew(log);
            });
        }
    });
    let submission = Submission::new(&[]);
    let go_on = move |_| {
        let Some(older) = seen.with_untracked(|seen| seen.older.clone()) else { return };
        let asked = untrack(|| path.with_value(|path| look.asked(locale.now(), &older).after(path)));
        submission.send(async move { api::get::<Log>(&asked).await }, move |page| {
            seen.update(|seen| {
                if seen.older.as_ref() == Some(&older) {
                    seen.go_on(page);
                }
            });
        });
    };
    let more = memo(move || seen.read().older.is_some());
    view! {
        <Bar look />
        <Loaded load=newest let:log>
            <Calls seen look log />
            <Older label=words::LOAD_OLDER submission more on_more=go_on />
        </Loaded>
    }
}

#[component]
fn Bar(look: Look) -> impl IntoView {
    let locale = use_locale();
    let words_of = move |options: Vec<(&'static str, Text)>| {
        Signal::derive(move || {
            let word = |(code, text): &(&'static str, Text)| ((*code).to_owned(), locale.say(*text).to_owned());
            options.iter().map(word).collect::<Vec<_>>()
        })
    };
    let statuses = words_of(vec![("", words::ALL_CALLS), ("ok", words::WENT_WELL), ("failed", words::FAILED)]);
    let spans = words_of(
        [("", words::ANY_TIME)].into_iter().chain(SPANS.iter().map(|(code, text, _)| (*code, *text))).collect(),
    );
    view! {
        <div class="log__bar">
            <SearchBox label=words::LOG_SEARCH typed=look.text />
            <Select
                label=integrations::STATUS value=look.status.signal() options=statuses
                on_choose=move |value| look.status.set(value)
            />
            <Select
                label=words::PERIOD value=look.span.signal() options=spans on_choose=move |value| look.span.set(value)
            />
        </div>
    }
}

#[component]
fn Calls(seen: RwSignal<Seen>, look: Look, log: Signal<Log>) -> impl IntoView {
    let locale = use_locale();
    let any = memo(move || !seen.read().calls.is_empty());
    let days = move || locale.fill(words::KEPT, &[&locale.count(log.read().kept_days as u64)]);
    let columns = || {
        vec![
            Column::new("time", words::TIME),
            Column::new("method", words::METHOD),
            Column::new("status", integrations::STATUS),
            Column::new("took", words::DURATION).numeric(),
            Column::new("address", words::ADDRESS),
        ]
    };
    let table = move || {
        view! {
            <Table label=words::LOG columns=columns()>
                <For each=move || seen.get().calls key=|call| call.place.clone() let:call>
                    {row(call)}
                </For>
            </Table>
        }
    };
    view! {
        {move || match (any.get(), look.is_set()) {
            (true, _) => table().into_any(),
            (false, true) => view! {
                <Empty title=words::NO_CALL_MATCHES>
                    <Button on_click=move |_| look.reset()>{t(integrations::RESET)}</Button>
                </Empty>
            }
            .into_any(),
            (false, false) => view! { <Empty title=words::NO_CALLS text=words::NO_CALLS_TEXT><span></span></Empty> }
            .into_any(),
        }}
        <p class="integrations__hint">{days}</p>
    }
}

fn row(call: Logged) -> AnyView {
    let locale = use_locale();
    let at = call.at;
    if call.more > 0 {
        return view! {
            <tr class="log__more">
                <td class="log__time">{move || locale.second(at)}</td>
                <td colspan="4">{move || locale.fill(words::MORE_CALLS, &[&locale.count(call.more)])}</td>
            </tr>
        }
        .into_any();
    }
    let micros = call.micros;
    view! {
        <tr>
            <td class="log__time" title=move || locale.date_time(at)>{move || locale.second(at)}</td>
            <th class="log__method" scope="row">
                <MethodName name=call.method.clone() />
                {call.in_batch.then(|| view! { " " <small class="log__batch">{t(words::IN_BATCH)}</small> })}
                <Fault call=call.clone() />
            </th>
            <td><span><StatusPill status=call.status /></span></td>
            <td class="table__number" data-label=t(words::DURATION)>
                {move || locale.fill(words::MS, &[&locale.decimal(micros as f64 / 1000.0, 2)])}
            </td>
            <td data-label=t(words::ADDRESS)><code>{call.address.clone()}</code></td>
        </tr>
    }
    .into_any()
}

/// Code and text of what went wrong.
#[component]
pub fn Fault(call: Logged) -> impl IntoView {
    (call.status >= 400).then(|| {
        let code = (!call.code.is_empty()).then(|| view! { <code>{call.code.clone()}</code> " " });
        view! { <span class="log__fault">{code}{call.text}</span> }
    })
}

/// An HTTP status in its colour.
#[component]
pub fn StatusPill(status: u16) -> impl IntoView {
    let tone = match status {
        0..400 => Tone::Ok,
        400..500 => Tone::Warning,
        _ => Tone::Danger,
    };
    view! { <Pill tone label=status.to_string() /> }
}
