//! Which days, which integration, which method, and the way back.

use super::{Look, caller_name};
use crate::{
    api,
    locale::{Label, t, use_locale},
    logic::{
        fold::fold,
        order::sorted,
        window::{self, Problem},
    },
    task::memo,
    texts::statistics as words,
    widgets::{Button, ButtonKind, Choice, Icon, SearchSelect, Segments, follow, icons, load},
};
use leptos::{ev::SubmitEvent, html, prelude::*};
use shared::{
    fault,
    stats::{Caller, KEPT_DAYS, Statistics, WINDOW_DAYS},
};

/// The bar, and below it where one is.
#[component]
pub fn Filters(look: Look, answer: Signal<Option<Statistics>>) -> impl IntoView {
    let locale = use_locale();
    let spans = move || match look.own() {
        Some(_) => usize::MAX,
        None => SPANS.iter().position(|days| *days == look.window().days() as u64).unwrap_or(usize::MAX),
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
            note: if caller.id == 0 { String::new() } else { format!("#{}", caller.id) },
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
        Some(caller_name(&named.unwrap_or(Caller { id, name: String::new() }), locale))
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
                    label=Signal::derive(move || format!("{}: {}", locale.say(words::INTEGRATION), integration()))
                    choices=integrations on_choose=choose_integration class="button filters__pick"
                >
                    <span>{integration}</span>
                    <Icon path=icons::DOWN />
                </SearchSelect>
            </div>
            <div class="field">
                <span class="field__label" aria-hidden="true">{t(words::METHOD)}</span>
                <SearchSelect
                    label=Signal::derive(move || format!("{}: {}", locale.say(words::METHOD), method()))
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

/// Days of the offered windows, in their order.
const SPANS: [u64; 3] = [1, 7, WINDOW_DAYS as u64];

/// Two days of one's own; what the portal would refuse is told before it is asked.
#[component]
fn OwnWindow(look: Look) -> impl IntoView {
    let locale = use_locale();
    let typed = RwSignal::new((None::<String>, None::<String>));
    let from = move || typed.read().0.clone().unwrap_or_else(|| look.window().from.to_string());
    let to = move || typed.read().1.clone().unwrap_or_else(|| look.window().to.to_string());
    let window = move || Some(window::between(window::day(&from())?, window::day(&to())?));
    let error = Signal::derive(move || {
        let Some(window) = window() else { return Some(locale.say(fault::DATE_INVALID.text).to_owned()) };
        Some(match window.problem(look.today.get())? {
            Problem::TooWide => locale.fill(fault::WINDOW_TOO_WIDE.text, &[&WINDOW_DAYS.to_string()]),
            Problem::TooOld => locale.fill(fault::WINDOW_TOO_OLD.text, &[&KEPT_DAYS.to_string()]),
            Problem::Future => locale.say(words::FUTURE).to_owned(),
        })
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let (Some(window), None) = untrack(|| (window(), error.get())) {
            look.show(window);
            typed.set((None, None));
        }
    };
    let (first, last) = (NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new());
    follow(first, from);
    follow(last, to);
    let invalid = move || error.read().is_some().then_some("true");
    view! {
        <form class="own-window" on:submit=submit>
            <label class="field">
                <span class="field__label">{t(words::FROM)}</span>
                <input
                    class="input" type="date" aria-invalid=invalid aria-describedby="own-window-error" node_ref=first
                    on:input:target=move |event| typed.update(|typed| typed.0 = Some(event.target().value()))
                />
            </label>
            <label class="field">
                <span class="field__label">{t(words::TO)}</span>
                <input
                    class="input" type="date" aria-invalid=invalid aria-describedby="own-window-error" node_ref=last
                    on:input:target=move |event| typed.update(|typed| typed.1 = Some(event.target().value()))
                />
            </label>
            <Button submit=true>{t(words::SHOW)}</Button>
            <p id="own-window-error" class="field__error own-window__error" role="status">{error}</p>
        </form>
    }
}
