//! The integrations grid: everything that calls the portal.

mod row;

use crate::{
    address::use_in_address,
    api,
    live::{self, live},
    locale::{Locale, t, use_locale},
    logic::integration_list as list,
    parts::{Form, FormPart},
    session::use_session,
    submission::Submission,
    task::memo,
    texts::{integrations as words, shell},
    widgets::{Button, Column, Confirm, Empty, Load, Loaded, Order, Page, SearchBox, Summary, Table, use_toasts},
};
use leptos::prelude::*;
use row::RowView;
use shared::integration::Row;

pub use row::status_pill;

/// `/dev/integrations`; `form` is the id of the one whose form is open over it.
#[component]
pub fn Integrations(form: Memo<Option<String>>) -> impl IntoView {
    let session = use_session();
    // What the form over it may have changed shows as soon as it closes.
    let rows = live::<Vec<Row>>(live::USUAL, move || {
        form.track();
        "/console/integrations".to_owned()
    });
    let locale = use_locale();
    let lead =
        Signal::derive(move || locale.say(if session.admin() { words::LEAD_ADMIN } else { words::LEAD }).to_owned());
    let new = || view! { <a class="button button--primary" href="/dev">{t(words::NEW)}</a> };
    view! {
        <Page title=shell::INTEGRATIONS lead actions=new>
            <Loaded load=rows let:all>
                <Grid rows all />
            </Loaded>
        </Page>
        {move || form.get().map(|id| view! { <FormPart form=Form::Of { id } /> })}
    }
}

#[component]
fn Grid(rows: Load<Vec<Row>>, all: Signal<Vec<Row>>) -> impl IntoView {
    let locale = use_locale();
    let (typed, sort) = (use_in_address("find"), use_in_address("sort"));
    let order = Signal::derive(move || parse_order(&sort.get()));
    let shown = memo(move || {
        let Order { column, down } = order.get().unwrap_or_default();
        list::arrange(&all.read(), &typed.get(), &column, down, locale.language())
    });
    let turn = move |column: &'static str| sort.set(turned(order.get_untracked(), column));
    let leaving = RwSignal::new(None::<Row>);
    let count = move || {
        let (some, every) = (shown.read().len() as u64, all.read().len() as u64);
        match some == every {
            true => locale.fill(words::COUNT, &[&locale.count(every)]),
            false => locale.fill(words::COUNT_SOME, &[&locale.count(some), &locale.count(every)]),
        }
    };
    let no_match = Signal::derive(move || locale.fill(words::NO_MATCH, &[&typed.get()]));
    let any = memo(move || !all.read().is_empty());
    let found = memo(move || !shown.read().is_empty());
    let table = move || {
        view! {
            <Table label=shell::INTEGRATIONS columns=columns() order on_sort=turn>
                {move || shown.get().into_iter().map(|row| view! { <RowView row rows leaving /> }).collect_view()}
            </Table>
        }
    };
    let reset = move || {
        view! {
            <Empty title=no_match>
                <Button on_click=move |_| typed.set(String::new())>{t(words::RESET)}</Button>
            </Empty>
        }
    };
    let filled = move || {
        view! {
            <div class="integrations">
                <SearchBox label=words::SEARCH typed />
                {move || if found.get() { table().into_any() } else { reset().into_any() }}
                <p class="integrations__count" role="status">{count}</p>
            </div>
        }
    };
    view! {
        {move || if any.get() { filled().into_any() } else { view! { <NothingYet /> }.into_any() }}
        {move || leaving.get().map(|row| view! { <Delete row rows leaving /> })}
    }
}

#[component]
fn NothingYet() -> impl IntoView {
    view! {
        <Empty title=words::EMPTY_TITLE text=words::EMPTY_TEXT>
            <a class="button button--primary" href="/dev">{t(words::SEE_SCENARIOS)}</a>
            <a class="button" href="/dev/scenarios/inbound/new">
                {shared::scenario::find("inbound").map(|scenario| t(scenario.title))}
            </a>
        </Empty>
    }
}

/// Asks, because an address that stops working is noticed elsewhere first.
#[component]
fn Delete(row: Row, rows: Load<Vec<Row>>, leaving: RwSignal<Option<Row>>) -> impl IntoView {
    let (locale, toasts) = (use_locale(), use_toasts());
    let submission = Submission::new(&[]);
    let Row { id, name, owner, mine, .. } = row.clone();
    let title = {
        let name = name.clone();
        Signal::derive(move || locale.fill(words::DELETE_TITLE, &[&name]))
    };
    let requests = list::requests(&row);
    let confirm = move |()| {
        let name = name.clone();
        submission.send(async move { api::delete(&format!("/console/integrations/{id}")).await }, move |()| {
            leaving.set(None);
            rows.change(|rows| rows.retain(|row| row.id != id));
            toasts.done(locale.fill(words::DELETED, &[&name]));
        });
    };
    view! {
        <Confirm
            title act=words::DELETE_ACT danger=true busy=submission.busy() on_confirm=confirm
            on_close=move |()| leaving.set(None)
        >
            <Summary submission />
            <p>{t(words::DELETE_TEXT)}</p>
            {(requests > 0).then(|| view! { <p>{move || used(requests, locale)}</p> })}
            {(!mine).then(|| view! { <p>{move || locale.fill(words::DELETE_FOREIGN, &[&owner.name])}</p> })}
        </Confirm>
    }
}

fn used(requests: u64, locale: Locale) -> String {
    locale.fill(words::DELETE_USED, &[&locale.count(requests)])
}

fn columns() -> Vec<Column> {
    vec![
        Column::new(list::NAME, words::NAME).sorts(),
        Column::new(list::OWNER, words::OWNER).sorts(),
        Column::new("scopes", words::PERMISSIONS),
        Column::new("events", words::EVENTS),
        Column::new("widgets", words::WIDGETS),
        Column::new(list::STATUS, words::STATUS).sorts(),
        Column::new(list::USED, words::LAST_USED).sorts(),
        Column::new(list::REQUESTS, words::REQUESTS).sorts().numeric(),
        Column::new("actions", words::ACTIONS).hidden(),
    ]
}

/// `name` sorts upwards, `-name` downwards.
fn parse_order(sort: &str) -> Option<Order> {
    let column = sort.trim_start_matches('-');
    (!column.is_empty()).then(|| Order { column: column.to_owned(), down: sort.starts_with('-') })
}

/// What the address says after a press on a column's header: numbers and times begin with the largest, the
/// second press turns them round, the third lets go.
fn turned(order: Option<Order>, column: &'static str) -> String {
    let first_down = matches!(column, list::USED | list::REQUESTS);
    let code = |down: bool| if down { format!("-{column}") } else { column.to_owned() };
    match order.filter(|order| order.column == column) {
        None => code(first_down),
        Some(order) if order.down == first_down => code(!first_down),
        Some(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_presses_sort_turn_round_and_let_go() {
        let mut sort = String::new();
        let mut press = |column| {
            sort = turned(parse_order(&sort), column);
            sort.clone()
        };
        assert_eq!([press("name"), press("name"), press("name")], ["name", "-name", ""]);
        assert_eq!([press("used"), press("used"), press("name")], ["-used", "used", "name"]);
    }
}
