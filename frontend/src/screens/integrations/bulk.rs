//! Picking rows, and what is done to all that are picked.

use super::desk::{Asking, Desk};
use crate::{
    api,
    locale::{t, use_locale},
    task::memo,
    texts::integrations as words,
    widgets::{Button, ButtonKind, Toasts, use_toasts},
};
use leptos::{ev, prelude::*, task::spawn_local};
use shared::grid::{Act, Bulk, Done, Page, Target};

/// Rows of one request: few enough that progress can be seen.
const CHUNK: usize = 50;

/// The box in the header: picks all rows of the page, or lets them go.
#[component]
pub fn PickPage(desk: Desk, page: Signal<Page>) -> impl IntoView {
    let state = memo(move || {
        let (page, picked) = (page.read(), desk.picked.read());
        let some = page.rows.iter().filter(|row| picked.contains_key(&row.id)).count();
        (some, page.rows.len())
    });
    let all = move || state.get().0 == state.get().1;
    let some = move || state.get().0 > 0 && !all();
    let change = move |event: ev::Targeted<ev::Event, web_sys::HtmlInputElement>| {
        let rows = page.with_untracked(|page| page.rows.iter().map(|row| (row.id, row.version)).collect::<Vec<_>>());
        desk.picked.update(|picked| match event.target().checked() {
            true => picked.extend(rows),
            false => picked.retain(|id, _| !rows.iter().any(|(row, _)| row == id)),
        });
    };
    view! {
        <input
            class="check__box" type="checkbox" aria-label=t(words::PICK_PAGE) prop:checked=all
            prop:indeterminate=some on:change:target=change
        />
    }
}

/// What is picked, and what can be done to it.
#[component]
pub fn Bar(desk: Desk, page: Signal<Page>) -> impl IntoView {
    let (locale, toasts) = (use_locale(), use_toasts());
    let count = memo(move || desk.picked.read().len());
    let total = memo(move || page.read().total as usize);
    let pick_all = move |_| {
        let path = untrack(|| desk.asked().after("/console/integrations/matches"));
        spawn_local(async move {
            match api::get::<Vec<Target>>(&path).await {
                Ok(rows) => drop(desk.picked.try_set(rows.iter().map(|row| (row.id, row.version)).collect())),
                Err(error) => toasts.failed(untrack(|| error.text(locale))),
            }
        });
    };
    let clear = move |_| desk.picked.update(std::collections::BTreeMap::clear);
    let ask = move |act: Act| move |_| desk.asking.set(Some(Asking::Bulk(act)));
    view! {
        <div class="integrations__picked" role="status">
            {move || (count.get() > 0).then(|| view! {
                <span class="integrations__count">
                    {move || locale.fill(words::PICKED, &[&locale.count(count.get() as u64), &locale.count(total.get() as u64)])}
                </span>
                {move || (count.get() < total.get()).then(|| view! {
                    <Button kind=ButtonKind::Quiet on_click=pick_all>
                        {move || locale.fill(words::PICK_ALL, &[&locale.count(total.get() as u64)])}
                    </Button>
                })}
                <Button on_click=ask(Act::Enable)>{t(words::ENABLE)}</Button>
                <Button on_click=ask(Act::Disable)>{t(words::DISABLE)}</Button>
                <Button kind=ButtonKind::Danger on_click=ask(Act::Delete)>{t(words::DELETE)}</Button>
                <Button kind=ButtonKind::Quiet on_click=clear>{t(words::PICK_NONE)}</Button>
            })}
        </div>
    }
}

/// Does something to all picked rows, some at a time, and tells what was refused.
pub fn run(desk: Desk, act: Act, toasts: Toasts, locale: crate::locale::Locale) {
    let rows = desk.targets();
    let all = rows.len();
    desk.asking.set(Some(Asking::Under(0, all)));
    spawn_local(async move {
        let mut refused: Vec<Done> = Vec::new();
        let mut done = 0;
        for chunk in rows.chunks(CHUNK) {
            let body = Bulk { act, rows: chunk.to_vec() };
            match api::post::<Vec<Done>>("/console/integrations/bulk", &body).await {
                Ok(outcomes) => {
                    let (lost, won): (Vec<Done>, Vec<Done>) =
                        outcomes.into_iter().partition(|outcome| outcome.refused.is_some());
                    desk.picked.try_update(|picked| picked.retain(|id, _| !won.iter().any(|one| one.id == *id)));
                    refused.extend(lost);
                }
                Err(error) => {
                    toasts.failed(untrack(|| error.text(locale)));
                    break;
                }
            }
            done += chunk.len();
            desk.asking.try_set(Some(Asking::Under(done, all)));
        }
        let well = done - refused.len();
        if well > 0 {
            let text = match act {
                Act::Delete => words::DELETED_MANY,
                Act::Enable => words::ENABLED_MANY,
                Act::Disable => words::DISABLED_MANY,
            };
            toasts.done(untrack(|| locale.fill(text, &[&locale.count(well as u64)])));
        }
        desk.asking.try_set((!refused.is_empty()).then_some(Asking::Refused(refused)));
        desk.again();
    });
}
