//! What a scenario is made of, and which of its parts are not there yet. Nothing that is coming looks like
//! something that can be pressed.

use crate::{
    locale::{t, use_locale},
    texts::use_cases as words,
    widgets::{Pill, Tone},
};
use leptos::prelude::*;
use shared::{
    scenario::{Block, Scenario},
    text::Text,
};

/// A word beside the name of a scenario that is not all there.
pub fn mark(scenario: &Scenario) -> Option<Text> {
    match (scenario.opens(), scenario.coming().next()) {
        (_, None) => None,
        (true, _) => Some(words::IN_PART),
        (false, _) => Some(words::COMING),
    }
}

/// What works now, and what comes later.
#[component]
pub fn Parts(scenario: &'static Scenario) -> impl IntoView {
    let locale = use_locale();
    let list = move |there: bool| {
        let parts = scenario.parts.iter().filter(|part| part.is_there() == there);
        parts.map(|part| locale.say(name(*part))).collect::<Vec<_>>().join(", ")
    };
    let line = move |there: bool, text: Text| {
        move || match list(there) {
            none if none.is_empty() => None,
            parts => Some(view! { <span>{locale.fill(text, &[&parts])}</span> }),
        }
    };
    view! { <p class="parts">{line(true, words::WORKS_NOW)} {line(false, words::COMES_LATER)}</p> }
}

/// A card for every part that is not there yet, in the place where it will be.
#[component]
pub fn Cards(scenario: &'static Scenario) -> impl IntoView {
    let opens = scenario.opens();
    let card = move |part: Block| {
        let chosen = match part {
            Block::Outbound | Block::Bot => scenario.events,
            Block::Widget => scenario.placements,
            Block::Inbound | Block::Application => &[],
        };
        view! { <Coming part chosen opens /> }
    };
    scenario.coming().map(card).collect_view()
}

#[component]
fn Coming(part: Block, chosen: &'static [&'static str], opens: bool) -> impl IntoView {
    let locale = use_locale();
    let title = move || locale.say(name(part));
    view! {
        <section class="card coming" aria-label=title>
            <div class="card__head">
                <h3 class="card__title coming__title">{title}</h3>
                <Pill tone=Tone::Neutral label=words::NOT_YET />
            </div>
            <p class="coming__text">{t(words_of(part).1)}</p>
            {(!chosen.is_empty()).then(|| view! {
                <p class="coming__chosen">{move || locale.fill(words::PRESET, &[&chosen.join(", ")])}</p>
            })}
            {opens.then(|| view! { <p class="coming__chosen">{t(words::LATER_HERE)}</p> })}
        </section>
    }
}

fn name(part: Block) -> Text {
    words_of(part).0
}

/// What a part is called, and what it is for.
fn words_of(part: Block) -> (Text, Text) {
    match part {
        Block::Inbound => (words::INBOUND, words::MEANWHILE),
        Block::Outbound => (words::OUTBOUND, words::OUTBOUND_TEXT),
        Block::Application => (words::APPLICATION, words::APPLICATION_TEXT),
        Block::Widget => (words::WIDGET, words::WIDGET_TEXT),
        Block::Bot => (words::BOT, words::BOT_TEXT),
    }
}
