//! What is asked before something is lost, replaced or changes hands.

use super::{
    desk::{Desk, Question},
    overtaken::Overtaken,
    secret,
};
use crate::{
    leaving::Way,
    locale::{Label, t, use_locale},
    screens::switch_off::{AskSwitchOff, SwitchOff},
    task::memo,
    texts::{form as words, outbound},
    widgets::{Confirm, Segments, use_toasts},
};
use leptos::prelude::*;
use shared::{integration::Integration, text::Text};

/// Whichever question is open; `leave` leaves as [`Question::Leave`] says.
#[component]
pub fn Questions(desk: Desk, leave: Callback<Option<Way>>) -> impl IntoView {
    let overtaken = memo(move || desk.overtaken());
    let (locale, toasts) = (use_locale(), use_toasts());
    let end_former = move || {
        desk.question.set(None);
        secret::end_former(desk, Box::new(move || toasts.done(untrack(|| locale.say(words::FORMER_ENDED)))));
    };
    let back = Callback::new(move |()| desk.question.set(None));
    move || match desk.question.get() {
        _ if overtaken.get() => view! { <Overtaken desk /> }.into_any(),
        None => ().into_any(),
        Some(Question::Generate) => view! { <Generate desk back /> }.into_any(),
        Some(Question::EndFormer) => view! {
            <Confirm
                title=words::FORMER_TITLE act=words::FORMER_END danger=true on_close=back
                on_confirm=move |()| end_former()
            >
                <p>{t(words::FORMER_TEXT)}</p>
            </Confirm>
        }
        .into_any(),
        Some(Question::Leave(way)) => view! {
            <Confirm
                title=words::LEAVE_TITLE act=words::LEAVE_YES danger=true on_close=back
                on_confirm=move |()| leave.run(way)
            >
                <p>{t(words::LEAVE_TEXT)}</p>
            </Confirm>
        }
        .into_any(),
        Some(Question::SwitchOff) => desk
            .integration
            .value()
            .get_untracked()
            .map(|integration| {
                let Integration { name, owner, mine, inbound, outbound, .. } = integration;
                let events = outbound.is_some_and(|outbound| !outbound.url.is_empty());
                let what = SwitchOff { name, owner: (!mine).then_some(owner), calls: inbound.is_some(), events };
                view! { <AskSwitchOff what on_close=back on_confirm=move |()| desk.enable(false) /> }
            })
            .into_any(),
        Some(Question::TakeOver) => view! { <TakeOver desk back /> }.into_any(),
    }
}

/// A new secret: a draft's comes at once; for a saved integration one chooses how long the present one goes on.
#[component]
fn Generate(desk: Desk, back: Callback<()>) -> impl IntoView {
    let draft = desk.draft();
    let chosen = RwSignal::new(0_usize);
    let confirm = move |()| desk.new_secret(OVERLAPS[chosen.get_untracked()].0);
    let choice = move || {
        let options: Vec<Label> = OVERLAPS.iter().map(|(_, words)| Label::from(*words)).collect();
        view! {
            <p>{t(words::GENERATE_SAVED)}</p>
            <p class="modal__label">{t(words::OVERLAP)}</p>
            <Segments label=words::OVERLAP options chosen on_choose=move |at| chosen.set(at) />
            <p class="card__aside">{t(words::OVERLAP_HELP)}</p>
        }
    };
    view! {
        <Confirm title=words::GENERATE_TITLE act=words::GENERATE_YES on_close=back on_confirm=confirm>
            {match draft.get_untracked() {
                true => view! { <p>{t(words::GENERATE_DRAFT)}</p> }.into_any(),
                false => choice().into_any(),
            }}
        </Confirm>
    }
}

/// Hours that the present secret may go on, with their words.
const OVERLAPS: [(u32, Text); 4] =
    [(0, words::OVERLAP_NONE), (1, words::OVERLAP_1), (8, words::OVERLAP_8), (24, words::OVERLAP_24)];

/// An administrator is about to save somebody else's integration.
#[component]
fn TakeOver(desk: Desk, back: Callback<()>) -> impl IntoView {
    let locale = use_locale();
    let owner = desk.about(move |integration| integration.owner.shown(locale.language()));
    let called = desk.about(|integration| integration.inbound.is_some());
    let naming = move |text| move || locale.fill(text, &[owner.read().as_deref().unwrap_or_default()]);
    view! {
        <Confirm title=words::TAKE_TITLE act=words::SAVE_TAKE danger=true on_close=back on_confirm=move |()| desk.send()>
            <p>{naming(words::TAKE_TEXT)}</p>
            <ul class="form__consequences">
                {called.get().map(|called| view! {
                    <li>{t(if called { words::TAKE_SECRET } else { outbound::TAKE_SECRET })}</li>
                })}
                <li>{naming(words::TAKE_OWNER)}</li>
                <li>{t(words::TAKE_RIGHTS)}</li>
            </ul>
        </Confirm>
    }
}
