//! The filter of the list: words, where deliveries stand, what they tell of, whose they are, when it happened.

use super::{
    cells::{event_words, state_words},
    list::Desk,
    look::CHOSEN,
};
use crate::{
    address::InAddress,
    locale::{Label, use_locale},
    logic::deliveries::{STATES, events, state},
    task::{effect, memo},
    texts::deliveries as words,
    widgets::{Choice, Field, SearchBox, SearchSelect, Segments, Select},
};
use leptos::prelude::*;
use shared::{delivery::State, text::Text};

/// The row above the table.
#[component]
pub fn Filters(desk: Desk) -> impl IntoView {
    let look = desk.look;
    let chosen = memo(move || look.span.get() == CHOSEN);
    view! {
        <div class="deliveries__states"><States desk /></div>
        <div class="deliveries__filters">
            <SearchBox label=words::SEARCH typed=look.text />
            <Events desk />
            {look.fixed().is_none().then(|| view! { <Integrations desk /> })}
            <Period desk />
            {move || chosen.get().then(|| view! {
                <Time label=words::FROM part=look.from />
                <Time label=words::TO part=look.to />
            })}
        </div>
    }
}

/// Where deliveries stand, with how many of those that want a look.
#[component]
fn States(desk: Desk) -> impl IntoView {
    let locale = use_locale();
    let look = desk.look;
    let figures = memo(move || desk.newest.value().with(|page| page.as_ref().map(|page| (page.waiting, page.failed))));
    let label = move |of: Option<State>| {
        Label::Made(Signal::derive(move || {
            let figure = figures.get().and_then(|(waiting, failed)| match of {
                Some(State::Waiting) => Some(waiting),
                Some(State::Failed) => Some(failed),
                _ => None,
            });
            let said = locale.say(of.map_or(words::ALL, state_words));
            match figure {
                Some(figure) => locale.fill(words::STATE_COUNT, &[said, &locale.count(figure)]),
                None => said.to_owned(),
            }
        }))
    };
    let options: Vec<Label> = [None].into_iter().chain(STATES.map(Some)).map(label).collect();
    let chosen = Signal::derive(move || {
        let chosen = state(&look.state.get());
        chosen.and_then(|state| STATES.into_iter().position(|one| one == state)).map_or(0, |at| at + 1)
    });
    let choose = move |at: usize| {
        let state = at.checked_sub(1).and_then(|at| STATES.get(at));
        look.state.set(state.map_or("", |state| state.code()).to_owned());
    };
    view! { <Segments label=words::STATE options chosen on_choose=choose /> }
}

#[component]
fn Events(desk: Desk) -> impl IntoView {
    let locale = use_locale();
    let look = desk.look;
    let choices = Signal::derive(move || {
        let any = Choice { label: locale.say(words::ANY_EVENT).to_owned(), ..Choice::default() };
        let choice = |event: &shared::event::Event| Choice {
            value: event.name.to_owned(),
            label: locale.say(event.title).to_owned(),
            note: event.name.to_owned(),
            ..Choice::default()
        };
        [any].into_iter().chain(events().map(choice)).collect::<Vec<_>>()
    });
    let shown = move || match look.event.get() {
        code if code.is_empty() => locale.say(words::ANY_EVENT).to_owned(),
        code => event_words(&code, locale),
    };
    picker(words::EVENT, choices, look.event, Signal::derive(shown))
}

#[component]
fn Integrations(desk: Desk) -> impl IntoView {
    let locale = use_locale();
    let look = desk.look;
    let choices = Signal::derive(move || {
        let any = Choice { label: locale.say(words::ANY_INTEGRATION).to_owned(), ..Choice::default() };
        let all = desk.handlers.value().get().unwrap_or_default();
        let choice =
            |one: shared::delivery::Handler| Choice { value: one.id.to_string(), label: one.name, ..Choice::default() };
        [any].into_iter().chain(all.into_iter().map(choice)).collect::<Vec<_>>()
    });
    let shown = move || {
        let id = look.integration();
        let all = desk.handlers.value();
        let name =
            all.with(|all| all.iter().flatten().find(|one| one.id.to_string() == id).map(|one| one.name.clone()));
        match name {
            _ if id.is_empty() => locale.say(words::ANY_INTEGRATION).to_owned(),
            Some(name) => name,
            None => format!("#{id}"),
        }
    };
    picker(words::INTEGRATION, choices, look.integration, Signal::derive(shown))
}

/// A choice out of many, with its label above.
fn picker(label: Text, choices: Signal<Vec<Choice>>, part: InAddress, shown: Signal<String>) -> impl IntoView {
    let locale = use_locale();
    let named = Signal::derive(move || format!("{}: {}", locale.say(label), shown.get()));
    view! {
        <div class="field">
            <span class="field__label" aria-hidden="true">{move || locale.say(label)}</span>
            <SearchSelect
                label=named choices on_choose=move |value| part.set(value) class="input deliveries__choice"
            >
                <span class="deliveries__chosen">{shown}</span>
                <crate::widgets::Icon path=crate::widgets::icons::DOWN />
            </SearchSelect>
        </div>
    }
}

#[component]
fn Period(desk: Desk) -> impl IntoView {
    let locale = use_locale();
    let look = desk.look;
    let options = Signal::derive(move || {
        let word = |(code, text): &(&'static str, Text)| ((*code).to_owned(), locale.say(*text).to_owned());
        [("", words::ANY_TIME)].iter().chain(SPANS).chain(&[(CHOSEN, words::CHOSEN)]).map(word).collect::<Vec<_>>()
    });
    let choose = move |code: String| {
        if code == CHOSEN && look.from.get_untracked().is_empty() {
            look.from.set(untrack(|| locale.local(locale.now() - crate::locale::DAY)));
        } else if code != CHOSEN {
            [look.from, look.to].iter().for_each(|part| part.set(String::new()));
        }
        look.span.set(code);
    };
    view! { <Select label=words::PERIOD value=look.span.signal() options on_choose=choose /> }
}

/// Words of the spans that the filter offers.
pub const SPANS: &[(&str, Text)] =
    &[("hour", words::HOUR), ("day", words::DAY), ("days", words::DAYS), ("week", words::WEEK)];

/// A time of day.
#[component]
fn Time(label: Text, part: InAddress) -> impl IntoView {
    let value = RwSignal::new(part.get_untracked());
    effect(move || {
        let typed = value.get();
        if part.get_untracked() != typed {
            part.set(typed);
        }
    });
    view! { <Field label value kind="datetime-local" /> }
}

#[cfg(test)]
mod tests {
    use super::SPANS;
    use crate::logic::deliveries;

    #[test]
    fn every_span_has_its_words() {
        assert!(deliveries::SPANS.iter().map(|(code, _)| *code).eq(SPANS.iter().map(|(code, _)| *code)));
    }
}
