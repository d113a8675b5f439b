//! What the grid asks before it takes something away, how far it has come, and what was refused.

use super::{
    acts, bulk,
    desk::{Asking, Desk},
};
use crate::{
    api::{self, ApiError},
    locale::{Locale, t, use_locale},
    logic::integration_list as list,
    screens::switch_off::{AskSwitchOff, SwitchOff},
    submission::Submission,
    texts::{integrations as words, widgets},
    widgets::{Button, ButtonKind, Confirm, Field, Modal, Summary, use_toasts},
};
use leptos::prelude::*;
use shared::{
    grid::{Act, Done},
    integration::{Part, Row},
};

/// Whatever is being asked.
#[component]
pub fn Questions(desk: Desk) -> impl IntoView {
    move || {
        desk.asking.get().map(|asking| match asking {
            Asking::Delete(row) => view! { <Delete desk row=*row /> }.into_any(),
            Asking::SwitchOff(row) => view! { <Off desk row=*row /> }.into_any(),
            Asking::Bulk(act) => view! { <Many desk act /> }.into_any(),
            Asking::Under(done, all) => view! { <Under done all /> }.into_any(),
            Asking::Refused(rows) => view! { <Refused desk rows /> }.into_any(),
        })
    }
}

/// Asks, because an address that stops working is noticed elsewhere first; and asks for the name of one that is
/// in use.
#[component]
fn Delete(desk: Desk, row: Row) -> impl IntoView {
    let (locale, toasts) = (use_locale(), use_toasts());
    let submission = Submission::new(&[]);
    let Row { id, version, name, owner, mine, parts, deliveries, .. } = row.clone();
    let has = move |part: Part| parts.contains(&part);
    let title = {
        let name = name.clone();
        Signal::derive(move || locale.fill(words::DELETE_TITLE, &[&name]))
    };
    let requests = list::requests(&row);
    let (typed, missing) = (RwSignal::new(String::new()), RwSignal::new(false));
    let error = Signal::derive(move || missing.get().then(|| locale.say(words::TYPE_NAME_EXACTLY).to_owned()));
    let label = {
        let name = name.clone();
        Signal::derive(move || locale.fill(words::TYPE_NAME, &[&name]))
    };
    let confirm = move |()| {
        if requests > 0 && typed.with_untracked(|typed| typed.trim() != name.trim()) {
            missing.set(false);
            missing.set(true);
            return;
        }
        let name = name.clone();
        let request = async move { api::delete(&format!("/console/integrations/{id}?version={version}")).await };
        submission.send(request, move |()| {
            desk.asking.set(None);
            desk.picked.update(|picked| picked.retain(|picked, _| *picked != id));
            desk.again();
            toasts.done(untrack(|| locale.fill(words::DELETED, &[&name])));
        });
    };
    view! {
        <Confirm
            title act=words::DELETE_ACT danger=true busy=submission.busy() on_confirm=confirm
            on_close=move |()| desk.asking.set(None)
        >
            <Summary submission />
            {has(Part::Inbound).then(|| view! { <p>{t(words::DELETE_CALLS)}</p> })}
            {has(Part::Outbound).then(|| view! { <p>{t(words::DELETE_EVENTS)}</p> })}
            {deliveries.then(|| view! { <p>{t(words::DELETE_DELIVERIES)}</p> })}
            <p>{t(words::DELETE_FOR_GOOD)}</p>
            {(!mine).then(|| view! { <p>{move || locale.fill(words::DELETE_FOREIGN, &[&owner.name])}</p> })}
            {(requests > 0).then(|| view! {
                <p>{move || locale.fill(words::DELETE_USED, &[&locale.count(requests)])}</p>
                <Field label value=typed error />
            })}
        </Confirm>
    }
}

#[component]
fn Off(desk: Desk, row: Row) -> impl IntoView {
    let (locale, toasts) = (use_locale(), use_toasts());
    let has = |part: Part| row.parts.contains(&part);
    let owner = (!row.mine).then(|| row.owner.clone());
    let what = SwitchOff { name: row.name.clone(), owner, calls: has(Part::Inbound), events: has(Part::Outbound) };
    let confirm = move |()| {
        desk.asking.set(None);
        acts::switch(desk, &row, locale, toasts);
    };
    view! { <AskSwitchOff what on_confirm=confirm on_close=move |()| desk.asking.set(None) /> }
}

/// Asks before something is done to many rows. What deletes asks for their number.
#[component]
fn Many(desk: Desk, act: Act) -> impl IntoView {
    let (locale, toasts) = (use_locale(), use_toasts());
    let count = desk.picked.read_untracked().len();
    let (title, words_of_act) = match act {
        Act::Enable => (words::ENABLE_MANY, words::ENABLE),
        Act::Disable => (words::DISABLE_MANY, words::DISABLE),
        Act::Delete => (words::DELETE_MANY, words::DELETE_ACT_MANY),
    };
    let number = Signal::derive(move || locale.count(count as u64));
    let title = Signal::derive(move || locale.fill(title, &[&number.get()]));
    let (typed, missing) = (RwSignal::new(String::new()), RwSignal::new(false));
    let error = Signal::derive(move || missing.get().then(|| locale.say(words::TYPE_NUMBER_EXACTLY).to_owned()));
    let label = Signal::derive(move || locale.fill(words::TYPE_NUMBER, &[&count.to_string()]));
    let danger = act == Act::Delete;
    let confirm = move |()| {
        if danger && typed.with_untracked(|typed| typed.trim() != count.to_string()) {
            missing.set(false);
            missing.set(true);
            return;
        }
        bulk::run(desk, act, toasts, locale);
    };
    view! {
        <Confirm title act=words_of_act danger on_confirm=confirm on_close=move |()| desk.asking.set(None)>
            {match act {
                Act::Delete => view! {
                    <p>{t(words::DELETE_MANY_TEXT)}</p>
                    <Field label value=typed error />
                }
                .into_any(),
                Act::Disable => view! { <p>{t(words::DISABLE_MANY_TEXT)}</p> }.into_any(),
                Act::Enable => view! { <p>{t(words::ENABLE_MANY_TEXT)}</p> }.into_any(),
            }}
        </Confirm>
    }
}

#[component]
fn Under(done: usize, all: usize) -> impl IntoView {
    let locale = use_locale();
    let words = move || locale.fill(words::UNDER_WAY, &[&locale.count(done as u64), &locale.count(all as u64)]);
    view! {
        // It ends by itself.
        <Modal title=Signal::derive(words) on_close=|()| ()>
            <progress class="integrations__progress" value=done max=all aria-label=words></progress>
        </Modal>
    }
}

#[component]
fn Refused(desk: Desk, rows: Vec<Done>) -> impl IntoView {
    let locale = use_locale();
    let count = rows.len() as u64;
    let title = Signal::derive(move || locale.fill(words::REFUSED, &[&locale.count(count)]));
    let line = move |row: Done| {
        let name = if row.name.is_empty() { format!("#{}", row.id) } else { row.name.clone() };
        view! { <li><strong>{name}</strong>" "{move || why(&row, locale)}</li> }
    };
    view! {
        <Modal title on_close=move |()| desk.asking.set(None)>
            <ul class="integrations__refused">{rows.into_iter().map(line).collect_view()}</ul>
            <div class="modal__actions">
                <Button kind=ButtonKind::Primary on_click=move |_| desk.asking.set(None)>{t(widgets::CLOSE)}</Button>
            </div>
        </Modal>
    }
}

fn why(row: &Done, locale: Locale) -> String {
    row.refused.clone().map(|error| ApiError::Refused(Box::new(error)).text(locale)).unwrap_or_default()
}
