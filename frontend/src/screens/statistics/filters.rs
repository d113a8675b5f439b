//! Which days, which integration, which method.

use super::Look;
use crate::{
    api,
    locale::{Label, t, use_locale},
    logic::{
        fold::fold,
        order::sorted,
        totals,
        window::{self, Problem},
    },
    texts::statistics as words,
    widgets::{Button, ButtonKind, Segments, Select, load},
};
use leptos::{ev::SubmitEvent, prelude::*};
use shared::{
    fault,
    grid::Named,
    stats::{Caller, KEPT_DAYS, Statistics, WINDOW_DAYS},
};

/// The bar.
#[component]
pub fn Filters(look: Look, answer: Signal<Option<Statistics>>) -> impl IntoView {
    let locale = use_locale();
    let integrations = load(|| api::get::<Vec<Named>>("/console/integrations/names"));
    let spans = move || match look.own() {
        Some(_) => usize::MAX,
        None => SPANS.iter().position(|days| *days == look.window().days() as u64).unwrap_or(usize::MAX),
    };
    let callers = Signal::derive(move || {
        let rows = integrations.value().get().unwrap_or_default();
        let callers = rows.into_iter().map(|row| Caller { id: row.id, name: row.name }).collect();
        let mut callers: Vec<Caller> = sorted(callers, |a, b| fold(&a.name).cmp(&fold(&b.name)));
        callers.push(Caller { id: 0, name: String::new() });
        // One that has been deleted since can still be looked at.
        if let Ok(id) = look.integration.get().parse()
            && callers.iter().all(|caller| caller.id != id)
        {
            callers.push(Caller { id, name: String::new() });
        }
        let all = (String::new(), locale.say(words::ALL_INTEGRATIONS).to_owned());
        let named = callers.iter().map(|caller| (caller.id.to_string(), super::caller_name(caller, locale)));
        [all].into_iter().chain(named).collect::<Vec<_>>()
    });
    let methods = Signal::derive(move || {
        let answer = answer.read();
        let rows = answer.as_ref().map(|answer| answer.rows.as_slice()).unwrap_or_default();
        let all = (String::new(), locale.say(words::ALL_METHODS).to_owned());
        let named = totals::methods(rows, &look.method.get()).into_iter().map(|name| (name.clone(), name));
        [all].into_iter().chain(named).collect::<Vec<_>>()
    });
    let filtered = move || !look.integration.get().is_empty() || !look.method.get().is_empty();
    let reset = move |_| {
        look.integration.set(String::new());
        look.method.set(String::new());
    };
    let options: Vec<Label> = [words::TODAY, words::DAYS_7, words::DAYS_14].map(Label::from).into();
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
            <Select
                label=words::INTEGRATION value=look.integration.signal() options=callers
                on_choose=move |id| look.integration.set(id)
            />
            <Select
                label=words::METHOD value=look.method.signal() options=methods
                on_choose=move |method| look.method.set(method)
            />
            {move || filtered().then(|| view! {
                <Button kind=ButtonKind::Quiet on_click=reset>{t(words::RESET)}</Button>
            })}
        </div>
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
    let invalid = move || error.read().is_some().then_some("true");
    view! {
        <form class="own-window" on:submit=submit>
            <label class="field">
                <span class="field__label">{t(words::FROM)}</span>
                <input
                    class="input" type="date" aria-invalid=invalid aria-describedby="own-window-error" prop:value=from
                    on:input:target=move |event| typed.update(|typed| typed.0 = Some(event.target().value()))
                />
            </label>
            <label class="field">
                <span class="field__label">{t(words::TO)}</span>
                <input
                    class="input" type="date" aria-invalid=invalid aria-describedby="own-window-error" prop:value=to
                    on:input:target=move |event| typed.update(|typed| typed.1 = Some(event.target().value()))
                />
            </label>
            <Button submit=true>{t(words::SHOW)}</Button>
            <p id="own-window-error" class="field__error own-window__error" role="status">{error}</p>
        </form>
    }
}
