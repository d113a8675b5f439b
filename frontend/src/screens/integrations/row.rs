//! One row of the grid: it stays where it is while what it says is renewed, so that the focus does too.

use super::{
    acts,
    cells::cell,
    desk::{Asking, Desk},
};
use crate::{
    locale::use_locale,
    task::memo,
    texts::{deliveries, integrations as words},
    widgets::{Icon, Menu, MenuItem, icons, use_toasts},
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use shared::{
    grid::Page,
    integration::{Part, Row, Status},
};

/// `codes` are the columns.
#[component]
pub fn RowView(desk: Desk, id: u64, page: Signal<Page>, codes: Memo<Vec<&'static str>>) -> impl IntoView {
    let find = move |page: &Page| page.rows.iter().find(|row| row.id == id).cloned();
    page.with_untracked(find).map(|first| {
        // The row's last state outlives it for as long as it takes to remove it.
        let row = Memo::new(move |last: Option<&Row>| {
            page.with(find).or_else(|| last.cloned()).unwrap_or_else(|| first.clone())
        });
        view! { <Cells desk row codes /> }
    })
}

#[component]
fn Cells(desk: Desk, row: Memo<Row>, codes: Memo<Vec<&'static str>>) -> impl IntoView {
    let locale = use_locale();
    let id = row.with_untracked(|row| row.id);
    let picked = memo(move || desk.picked.read().contains_key(&id));
    let pick = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlInputElement>| {
        let version = row.with_untracked(|row| row.version);
        desk.picked.update(|picked| match event.target().checked() {
            true => drop(picked.insert(id, version)),
            false => drop(picked.remove(&id)),
        });
    };
    let label = move || locale.fill(words::PICK, &[&row.read().name]);
    let href = Signal::derive(move || desk.address.query().after(&format!("/dev/integrations/{id}/overview")));
    view! {
        <tr class:integrations__row--picked=picked>
            <td class="integrations__pick">
                <input class="check__box" type="checkbox" aria-label=label prop:checked=picked on:change:target=pick />
            </td>
            {move || codes.get().into_iter().map(|code| cell(code, row, href)).collect_view()}
            <td class="integrations__menu"><RowMenu desk row /></td>
        </tr>
    }
}

#[component]
fn RowMenu(desk: Desk, row: Memo<Row>) -> impl IntoView {
    let (locale, toasts) = (use_locale(), use_toasts());
    let id = row.with_untracked(|row| row.id);
    let navigate = use_navigate();
    let go = Callback::new(move |to: String| navigate(&to, NavigateOptions::default()));
    let open = move |part: &'static str| {
        move || go.run(untrack(|| desk.address.query().after(&format!("/dev/integrations/{id}{part}"))))
    };
    let facts = memo(move || {
        let row = row.read();
        let has = |part: Part| row.parts.contains(&part);
        (row.mine && has(Part::Inbound), row.deliveries, row.status == Status::Disabled)
    });
    let items = Signal::derive(move || {
        let (readable, deliveries, disabled) = facts.get();
        let mut items = vec![MenuItem::new(words::EDIT, open("")), MenuItem::new(words::OPEN_LOG, open("/logs"))];
        if deliveries {
            items.push(MenuItem::new(deliveries::TITLE, open("/deliveries")));
        }
        if readable {
            items.push(MenuItem::new(words::COPY_ADDRESS, move || acts::copy_address(id, locale, toasts)));
        }
        items.push(MenuItem::new(words::DUPLICATE, move || acts::duplicate(&row.get_untracked(), go, locale, toasts)));
        items.push(match disabled {
            true => MenuItem::new(words::ENABLE, move || acts::switch(desk, &row.get_untracked(), locale, toasts)),
            false => MenuItem::new(words::DISABLE_ASK, move || {
                desk.asking.set(Some(Asking::SwitchOff(Box::new(row.get_untracked()))));
            }),
        });
        let delete = move || desk.asking.set(Some(Asking::Delete(Box::new(row.get_untracked()))));
        items.push(MenuItem::new(words::DELETE, delete).dangerous());
        items
    });
    let label = Signal::derive(move || locale.fill(words::ACTIONS_FOR, &[&row.read().name]));
    view! {
        <Menu label items>
            <Icon path=icons::MORE />
        </Menu>
    }
}
