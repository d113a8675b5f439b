//! The bell: what happened to one's own integrations.

use crate::{
    api,
    live::live,
    locale::{Locale, t, use_locale},
    session::use_session,
    task::{effect, memo},
    texts::notices as words,
    widgets::{Icon, Load, Loaded, When, icons, load, popup::Popover},
};
use leptos::{prelude::*, task::spawn_local};
use serde::de::IgnoredAny;
use shared::Millis;
use shared::console::{Notice, NoticeEvent, ReadNotices, Unread};

/// A button with the count of unread notices, and the list it opens. Looking at the list marks them read.
#[component]
pub fn Bell() -> impl IntoView {
    let (session, locale) = (use_session(), use_locale());
    let popover = Popover::new();
    let unread = memo(move || session.unread());
    let now = live::<Unread>(EVERY, || "/console/notices/unread".to_owned()).value();
    effect(move || {
        if let Some(now) = now.get() {
            session.set_unread(now.unread);
        }
    });
    let name = move || locale.fill(words::BELL, &[&locale.count(unread.get().into())]);
    view! {
        <button
            type="button" class="button button--icon bell" node_ref=popover.button popovertarget="notices" aria-label=name
            aria-expanded=move || popover.expanded()
        >
            <Icon path=icons::BELL />
            {move || (unread.get() > 0).then(|| view! {
                <span class="bell__count" aria-hidden="true">{move || locale.count(unread.get().into())}</span>
            })}
        </button>
        <div
            id="notices" class="popup bell__panel" popover="auto" node_ref=popover.panel
            on:toggle=move |_| drop(popover.toggled()) on:focusout=move |event| popover.left(event)
        >
            {move || popover.is_open().then(|| view! { <List /> })}
        </div>
    }
}

/// Seconds between two looks at whether there is something new.
const EVERY: u64 = 15;

#[component]
fn List() -> impl IntoView {
    let unread = use_session();
    let unread = memo(move || unread.unread() > 0);
    // What comes while the list is open shows in it.
    let notices = load(move || {
        unread.track();
        api::get::<Vec<Notice>>("/console/notices")
    });
    mark_read(notices);
    view! {
        <h2 class="bell__title">{t(words::TITLE)}</h2>
        <Loaded load=notices lines=2 let:notices>
            {move || match notices.get() {
                none if none.is_empty() => view! { <p class="bell__empty">{t(words::EMPTY)}</p> }.into_any(),
                some => view! {
                    <ul class="bell__list">{some.into_iter().map(|notice| view! { <Entry notice /> }).collect_view()}</ul>
                }
                .into_any(),
            }}
        </Loaded>
    }
}

#[component]
fn Entry(notice: Notice) -> impl IntoView {
    let locale = use_locale();
    let Notice { at, read, event, .. } = notice;
    let link = subject(&event).map(|id| format!("/dev/integrations/{id}"));
    let words = move || sentence(&event, at, locale);
    view! {
        <li class="bell__entry" class:bell__entry--new=!read>
            {(!read).then(|| view! { <span class="bell__new">{t(words::UNREAD)}</span> })}
            {match link {
                Some(href) => view! { <a href=href>{words}</a> }.into_any(),
                None => view! { <span>{words}</span> }.into_any(),
            }}
            <span class="bell__at"><When at /></span>
        </li>
    }
}

/// Once they have come they have been seen. A failure costs nothing but a count that stays.
fn mark_read(notices: Load<Vec<Notice>>) {
    let session = use_session();
    let newest = memo(move || notices.value().read().as_ref().and_then(|list| list.iter().map(|n| n.id).max()));
    effect(move || {
        let Some(up_to) = newest.get() else { return };
        if untrack(|| session.unread()) == 0 {
            return;
        }
        spawn_local(async move {
            if api::post::<IgnoredAny>("/console/notices/read", &ReadNotices { up_to }).await.is_ok() {
                session.set_unread(0);
            }
        });
    });
}

/// `told` is when the notice came.
fn sentence(event: &NoticeEvent, told: Millis, locale: Locale) -> String {
    match event {
        NoticeEvent::TakenOver { integration, by } => locale.fill(words::TAKEN_OVER, &[integration, by]),
        NoticeEvent::Deleted { integration, by } => locale.fill(words::DELETED, &[integration, by]),
        NoticeEvent::Switched { integration, by, enabled, .. } => {
            locale.fill(if *enabled { words::ENABLED } else { words::DISABLED }, &[integration, by])
        }
        NoticeEvent::Paused { integration, by, paused, .. } => {
            let text = match (*paused, by.is_empty()) {
                (true, true) => words::PAUSED_FAILING,
                (true, false) => words::PAUSED,
                (false, _) => words::RESUMED,
            };
            locale.fill(text, &[integration, by])
        }
        NoticeEvent::SecretsLost { integration, .. } => locale.fill(words::SECRETS_LOST, &[integration]),
        NoticeEvent::Expires { integration, at, .. } => {
            let text = if *at <= told { words::EXPIRED } else { words::EXPIRES };
            locale.fill(text, &[integration, &locale.date_time(*at)])
        }
    }
}

/// The integration that a notice is about and that its reader may open.
fn subject(event: &NoticeEvent) -> Option<u64> {
    match event {
        NoticeEvent::Switched { id, .. }
        | NoticeEvent::Paused { id, .. }
        | NoticeEvent::SecretsLost { id, .. }
        | NoticeEvent::Expires { id, .. } => Some(*id).filter(|id| *id > 0),
        NoticeEvent::TakenOver { .. } | NoticeEvent::Deleted { .. } => None,
    }
}
