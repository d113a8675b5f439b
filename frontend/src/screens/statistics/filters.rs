//! Which days, which integration, which method, and the way back.

use super::{Look, caller_name, look::SPANS};
use crate::{
    api,
    locale::{Label, t, use_locale},
    logic::{
        fold::fold,
        order::sorted,
        window::{self, Problem, Window},
    },
    task::memo,
    texts::{statistics as words, widgets},
    widgets::{Button, ButtonKind, Choice, DayInput, Icon, SearchSelect, Segments, icons, load},
};
use leptos::{ev::SubmitEvent, prelude::*};
use shared::{
    fault,
    stats::{Caller, KEPT_DAYS, Statistics, WINDOW_DAYS},
};

/// The bar, and below it where one is.
#[component]
pub fn Filters(look: Look, answer: Signal<Option<Statistics>>) -> impl IntoView {
    let locale = use_locale();
    let spans = move || match look.own() {
        (from, to) if from.is_empty() && to.is_empty() => {
            SPANS.iter().position(|days| *days == look.span()).unwrap_or(usize::MAX)
        }
        _ => usize::MAX,
    };
    let known = load(|| api::get::<Vec<Caller>>("/console/statistics/callers"));
    let callers = memo(move || {
        let all = sorted(known.value().get().unwrap_or_default(), |a, b| fold(&a.name).cmp(&fold(&b.name)));
        all.into_iter().chain([Caller::default()]).collect::<Vec<_>>()
    });
    let integrations = Signal::derive(move || {
        let all = Choice { label: locale.say(words::ALL_INTEGRATIONS).to_owned(), ..Choice::default() };
        let choice = |caller: &Caller| Choice {
            value: caller.id.to_string(),
            label: caller_name(caller, locale),
            // What the label says already is not said again.
            note: if caller.id == 0 || caller.mark.starts_with('#') {
                String::new()
            } else {
                format!("#{}", caller.id)
            },
            ..Choice::default()
        };
        [all].into_iter().chain(callers.read().iter().map(choice)).collect::<Vec<_>>()
    });
    let methods = Signal::derive(move || {
        let answer = answer.read();
        let names = answer.as_ref().map(|answer| answer.names.as_slice()).unwrap_or_default();
        let all = Choice { label: locale.say(words::ALL_METHODS).to_owned(), ..Choice::default() };
        let choice =
            |name: &String| Choice { value: name.clone(), label: name.clone(), code: true, ..Choice::default() };
        [all].into_iter().chain(names.iter().map(choice)).collect::<Vec<_>>()
    });
    let options: Vec<Label> = [words::TODAY, words::DAYS_7, words::DAYS_14].map(Label::from).into();
    // The name of the integration that is looked at, from whichever answer knows it.
    let name = memo(move || {
        let id = look.integration.get().parse::<u64>().ok()?;
        let named = callers.read().iter().find(|caller| caller.id == id).cloned();
        Some(caller_name(&named.unwrap_or(Caller { id, ..Caller::default() }), locale))
    });
    let integration = move || name.get().unwrap_or_else(|| locale.say(words::ALL_INTEGRATIONS).to_owned());
    let method = move || match look.method.get() {
        method if method.is_empty() => locale.say(words::ALL_METHODS).to_owned(),
        method => method,
    };
    let choose_integration = move |id: String| {
        look.integration.set(id);
        look.turn_to(0);
    };
    let choose_method = move |method: String| look.only_method(&method);
    let everything = move |_| {
        look.integration.set(String::new());
        look.only_method("");
    };
    let trail = move || {
        let (name, method) = (name.get(), look.method.get());
        if name.is_none() && method.is_empty() {
            return None;
        }
        let integration = name.map(|name| match method.is_empty() {
            true => view! { <li><span aria-current="page">{name}</span></li> }.into_any(),
            false => view! {
                <li><button type="button" class="link" on:click=move |_| look.only_method("")>{name}</button></li>
            }
            .into_any(),
        });
        let method =
            (!method.is_empty()).then(|| view! { <li><span class="mono" aria-current="page">{method}</span></li> });
        Some(view! {
            <nav class="trail" aria-label=t(words::TRAIL)>
                <ol>
                    <li>
                        <button type="button" class="link" on:click=everything>{t(words::ALL_INTEGRATIONS)}</button>
                    </li>
                    {integration}
                    {method}
                </ol>
                <Button kind=ButtonKind::Quiet on_click=everything>{t(words::RESET)}</Button>
            </nav>
        })
    };
    view! {
        <div class="filters">
            <div class="field">
                <span class="field__label" aria-hidden="true">{t(words::WINDOW)}</span>
                <Segments
                    label=words::WINDOW options chosen=Signal::derive(spans)
                    on_choose=move |at: usize| look.show_last(SPANS[at])
                />
            </div>
            <OwnWindow look />
            <div class="field">
                <span class="field__label" aria-hidden="true">{t(words::INTEGRATION)}</span>
                <SearchSelect
                    label=Signal::derive(move || locale.pair(locale.say(words::INTEGRATION), &integration()))
                    choices=integrations on_choose=choose_integration class="button filters__pick"
                >
                    <span>{integration}</span>
                    <Icon path=icons::DOWN />
                </SearchSelect>
            </div>
            <div class="field">
                <span class="field__label" aria-hidden="true">{t(words::METHOD)}</span>
                <SearchSelect
                    label=Signal::derive(move || locale.pair(locale.say(words::METHOD), &method()))
                    choices=methods on_choose=choose_method class="button filters__pick"
                >
                    <span>{method}</span>
                    <Icon path=icons::DOWN />
                </SearchSelect>
            </div>
        </div>
        {trail}
    }
}

/// Two days of one's own; what the portal would refuse is told before it is asked.
#[component]
fn OwnWindow(look: Look) -> impl IntoView {
    let locale = use_locale();
    let typed = RwSignal::new((None::<String>, None::<String>));
    let ends = move || {
        let (own_from, own_to) = look.own();
        let (from, to) = match look.asked() {
            Ok(Window { from, to }) => (from.to_string(), to.to_string()),
            Err(_) => (own_from, own_to),
        };
        let typed = typed.read();
        (typed.0.clone().unwrap_or(from), typed.1.clone().unwrap_or(to))
    };
    let window = memo(move || {
        let (from, to) = ends();
        window::read(&from, &to, look.today.get())
    });
    let error = move || {
        let problem = window.get().err()?;
        Some(match problem {
            Problem::FirstOdd | Problem::LastOdd => locale.fill(widgets::NOT_A_DAY, &[&locale.day_hint()]),
            Problem::Backwards => locale.say(words::BACKWARDS).to_owned(),
            Problem::TooWide => locale.fill(fault::WINDOW_TOO_WIDE.text, &[&WINDOW_DAYS.to_string()]),
            Problem::TooOld => locale.fill(fault::WINDOW_TOO_OLD.text, &[&KEPT_DAYS.to_string()]),
            Problem::Future => locale.say(words::FUTURE).to_owned(),
        })
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        // A day that Enter was pressed in settles before.
        if let Ok(window) = window.get_untracked() {
            look.show(window);
            typed.set((None, None));
        }
    };
    let invalid = move |last: bool| {
        Signal::derive(move || window.get().err().is_some_and(|problem| problem.is_of_last() == last))
    };
    view! {
        <form class="own-window" on:submit=submit>
            <div class="field">
                <label class="field__label" for="own-from">{t(words::FROM)}</label>
                <DayInput
                    id="own-from".to_owned() value=Signal::derive(move || ends().0) invalid=invalid(false)
                    described="own-window-error".to_owned()
                    on_day=move |day: String| typed.update(|typed| typed.0 = Some(day))
                />
            </div>
            <div class="field">
                <label class="field__label" for="own-to">{t(words::TO)}</label>
                <DayInput
                    id="own-to".to_owned() value=Signal::derive(move || ends().1) invalid=invalid(true)
                    described="own-window-error".to_owned()
                    on_day=move |day: String| typed.update(|typed| typed.1 = Some(day))
                />
            </div>
            <Button submit=true>{t(words::SHOW)}</Button>
            <p id="own-window-error" class="field__error own-window__error" role="status">{error}</p>
        </form>
    }
}
