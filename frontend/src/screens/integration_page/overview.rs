//! What an integration is, and how it has been used lately.

use crate::{
    locale::{t, use_locale},
    logic::grid::error_rate,
    screens::integrations::{event_list, part_names, scenario_title, scope_list},
    task::memo,
    texts::{integration_page as words, integrations, outbound, people},
    widgets::{Avatar, Column, Table, When},
};
use leptos::prelude::*;
use shared::{
    Millis,
    grid::{Overview, UsageDay, UsageMethod},
    text::Text,
};

/// The tab.
#[component]
pub fn OverviewTab(overview: Signal<Overview>) -> impl IntoView {
    view! {
        <Usage overview />
        <Methods overview />
        <Facts overview />
    }
}

#[component]
fn Facts(overview: Signal<Overview>) -> impl IntoView {
    let locale = use_locale();
    let row = memo(move || overview.read().row.clone());
    let editor = memo(move || overview.read().editor.clone());
    let handler = memo(move || overview.read().handler.clone());
    let last = memo(move || overview.read().last_call.clone());
    let owner = memo(move || row.read().owner.clone());
    let time = move |at: Option<Millis>, never: Text| match at {
        Some(at) => view! { <When at /> }.into_any(),
        None => t(never).into_any(),
    };
    let kind = move || {
        let row = row.read();
        format!("{} · {}", part_names(&row.parts, locale), scenario_title(&row.scenario, locale))
    };
    view! {
        <section class="card">
            <h3>{t(words::FACTS)}</h3>
            <dl class="facts">
                <dt>{t(integrations::ID)}</dt>
                <dd>{move || row.read().id}</dd>
                <dt>{t(integrations::OWNER)}</dt>
                <dd class="integrations__owner">
                    {move || {
                        let owner = owner.get();
                        view! {
                            <Avatar id=owner.id name=owner.name.clone() />
                            <span>{owner.shown(locale.language())}</span>
                        }
                    }}
                </dd>
                <dt>{t(integrations::KIND)}</dt>
                <dd>{kind}</dd>
                <dt>{t(integrations::PERMISSIONS)}</dt>
                <dd>{scope_list(row)}</dd>
                {move || (!row.read().events.is_empty()).then(|| view! {
                    <dt>{t(integrations::EVENTS)}</dt>
                    <dd>{event_list(row)}</dd>
                })}
                {move || handler.get().map(|url| view! {
                    <dt>{t(outbound::HANDLER)}</dt>
                    <dd><code class="facts__url">{url}</code></dd>
                })}
                <dt>{t(integrations::CREATED)}</dt>
                <dd>{move || time(Some(row.read().created), integrations::NEVER)}</dd>
                <dt>{t(integrations::UPDATED)}</dt>
                <dd>
                    {move || time(Some(row.read().updated), integrations::NEVER)}
                    " · "
                    {move || editor.read().name.clone()}
                </dd>
                <dt>{t(integrations::EXPIRY)}</dt>
                <dd>{move || time(row.read().expires, integrations::NEVER)}</dd>
                <dt>{t(integrations::LAST_USED)}</dt>
                <dd>
                    // What a draft called before it was saved is in the log and in no statistics.
                    {move || time(row.read().last_used.max(last.read().as_ref().map(|call| call.at)), people::NEVER)}
                    {move || last.get().map(|call| view! {
                        " · " <MethodName name=call.method /> " · " {t(words::FROM_ADDRESS)} " " <code>{call.address}</code>
                    })}
                </dd>
            </dl>
        </section>
    }
}

#[component]
fn Usage(overview: Signal<Overview>) -> impl IntoView {
    let locale = use_locale();
    let day = memo(move || {
        let overview = overview.read();
        (overview.row.requests_24h, overview.row.errors_24h)
    });
    let days = memo(move || overview.read().days.clone());
    let rate = move || {
        let (requests, errors) = day.get();
        error_rate(errors, requests).map_or_else(|| "—".to_owned(), |rate| locale.percent(rate))
    };
    let owner = memo(move || {
        let row = &overview.read().row;
        (!row.mine).then(|| row.owner.clone())
    });
    let whose = move || match owner.read().as_ref() {
        Some(owner) => locale.fill(words::USAGE_OF, &[&owner.shown(locale.language())]),
        None => locale.say(words::USAGE).to_owned(),
    };
    let sum = move |pick: fn(&UsageDay) -> u64| locale.count(days.read().iter().map(pick).sum());
    view! {
        <section class="card usage">
            <h3>{whose}</h3>
            <div class="usage__figures">
                {figure(words::REQUESTS_24H, move || locale.count(day.get().0))}
                {figure(words::ERRORS_24H, move || locale.count(day.get().1))}
                {figure(integrations::ERROR_RATE, rate)}
                {figure(words::REQUESTS_14D, move || sum(|day| day.requests))}
            </div>
            {move || view! { <Bars days=days.get() /> }}
        </section>
    }
}

fn figure(label: Text, value: impl Fn() -> String + Send + Sync + 'static) -> impl IntoView {
    view! {
        <div class="usage__figure">
            <span class="usage__value">{value}</span>
            <span class="usage__label">{t(label)}</span>
        </div>
    }
}

/// A bar for each day, its failed part on top; what it says is read out and shown on hover.
#[component]
fn Bars(days: Vec<UsageDay>) -> impl IntoView {
    let locale = use_locale();
    let highest = days.iter().map(|day| day.requests).max().unwrap_or(0).max(1);
    let share = move |part: u64| format!("{}%", part as f64 * 100.0 / highest as f64);
    let bar = move |day: UsageDay| {
        let date = day.date.clone();
        let words = move || {
            locale.fill(words::DAY, &[&locale.day(&day.date), &locale.count(day.requests), &locale.count(day.errors)])
        };
        view! {
            <li class="usage__day" title=words.clone()>
                <span class="visually-hidden">{words.clone()}</span>
                <span class="usage__column" aria-hidden="true">
                    <span class="usage__failed" style:height=share(day.errors)></span>
                    <span class="usage__bar" style:height=share(day.requests.saturating_sub(day.errors))></span>
                </span>
                <span class="usage__date" aria-hidden="true">{move || locale.day(&date)}</span>
            </li>
        }
    };
    view! {
        <ul class="usage__days">{days.into_iter().map(bar).collect_view()}</ul>
        <p class="usage__legend">{t(words::LEGEND)}</p>
    }
}

#[component]
fn Methods(overview: Signal<Overview>) -> impl IntoView {
    let locale = use_locale();
    let methods = memo(move || overview.read().methods.clone());
    let row = move |method: UsageMethod| {
        let name = method.method.clone();
        let (requests, errors, mean) = (method.requests, method.errors, method.mean_ms);
        view! {
            <tr>
                <th scope="row"><MethodName name /></th>
                <td class="table__number" data-label=t(words::CALLS)>{move || locale.count(requests)}</td>
                <td class="table__number" data-label=t(words::ERRORS)>{move || locale.count(errors)}</td>
                <td class="table__number" data-label=t(words::MEAN)>{move || locale.decimal(mean, 2)}</td>
            </tr>
        }
    };
    let columns = || {
        vec![
            Column::new("method", words::METHOD),
            Column::new("calls", words::CALLS).numeric(),
            Column::new("errors", words::ERRORS).numeric(),
            Column::new("mean", words::MEAN).numeric(),
        ]
    };
    move || {
        let methods = methods.get();
        (!methods.is_empty()).then(|| {
            view! {
                <Table label=words::METHODS columns=columns()>{methods.into_iter().map(row).collect_view()}</Table>
            }
        })
    }
}

/// The name of a method, or that it is none.
#[component]
pub fn MethodName(name: String) -> impl IntoView {
    match name.is_empty() {
        true => view! { <em>{t(words::UNKNOWN_METHOD)}</em> }.into_any(),
        false => view! { <code>{name}</code> }.into_any(),
    }
}
