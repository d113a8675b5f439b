//! The integrations grid: everything that calls the portal, filtered, sorted and paged by the portal, arranged
//! as each person likes it.

mod acts;
mod bulk;
mod cells;
mod desk;
mod filters;
mod questions;
mod row;
mod saved;

use crate::{
    address::Address,
    locale::t,
    logic::{
        grid::{COLUMNS, NAME},
        place::Over,
    },
    parts::{Form, FormPart},
    screens::{deliveries::DeliveryPage, integration_page::IntegrationPage},
    task::memo,
    texts::{integrations as words, shell},
    widgets::{ArrangedTable, Button, ColumnChooser, Empty, Loaded, Pager, Position, Skeleton, actions, heads},
};
use desk::Desk;
use leptos::prelude::*;
use row::RowView;
use shared::{fault, grid::PER, text::Text};

pub use acts::scenario_title;
pub use cells::{event_list, part_names, scope_list, status_pill};

/// `/dev/integrations`; `over` is what is open over it.
#[component]
pub fn Integrations(over: Memo<Option<Over>>) -> impl IntoView {
    let address = Address::of_list("/dev/integrations", shared::grid::KEYS);
    actions(view! { <a class="button button--primary" href="/dev">{t(words::NEW)}</a> });
    let desk = Desk::open(address, over);
    let ready = memo(move || desk.view.ready());
    // The page of an integration stays while one of its deliveries lies over it.
    let below = memo(move || over.get().map(Over::below));
    let delivery = memo(move || match over.get() {
        Some(Over::Delivery(integration, id)) => Some((integration, id)),
        _ => None,
    });
    view! {
        {move || match ready.get() {
            true => view! { <Grid desk /> }.into_any(),
            false => view! { <Skeleton /> }.into_any(),
        }}
        {move || below.get().map(|over| match over {
            Over::Form(id) => view! { <FormPart form=Form::Of { id } /> }.into_any(),
            Over::Detail(id, tab) => view! { <IntegrationPage id tab leave=desk.leave() /> }.into_any(),
            Over::Delivery(..) => ().into_any(),
        })}
        {move || delivery.get().map(|(integration, id)| {
            let leave = address.above(format!("/dev/integrations/{integration}/deliveries"));
            view! { <DeliveryPage integration id leave /> }
        })}
    }
}

#[component]
fn Grid(desk: Desk) -> impl IntoView {
    let page = desk.load();
    let error = page.error();
    // Of an address that was written by hand, or that another release made: no further try can help.
    let unknown = memo(move || {
        let wrong = [fault::CHOICE_UNKNOWN, fault::BAD_BODY];
        error.read().as_ref().is_some_and(|error| wrong.iter().any(|fault| error.is(fault)))
    });
    view! {
        {move || unknown.get().then(|| view! {
            <p><Button on_click=move |_| desk.reset()>{t(words::RESET)}</Button></p>
        })}
        <Loaded load=page let:page>
            <Content desk page />
        </Loaded>
        <questions::Questions desk />
    }
}

#[component]
fn Content(desk: Desk, page: Signal<shared::grid::Page>) -> impl IntoView {
    let any = memo(move || page.read().all > 0);
    move || match any.get() {
        true => view! { <Filled desk page /> }.into_any(),
        false => view! { <NothingYet /> }.into_any(),
    }
}

#[component]
fn Filled(desk: Desk, page: Signal<shared::grid::Page>) -> impl IntoView {
    let found = memo(move || page.read().total > 0);
    let at = Signal::derive(move || {
        let page = page.read();
        Position { total: page.total, page: page.page, per: page.per }
    });
    view! {
        <div class="integrations">
            <filters::Filters desk />
            <bulk::Bar desk page />
            {move || match found.get() {
                true => view! { <Rows desk page /> }.into_any(),
                false => view! { <NoMatch desk /> }.into_any(),
            }}
            <Pager
                at sizes=PER on_page=move |page: usize| desk.set("page", &page.to_string())
                on_size=move |per| desk.choose_per(per)
            />
        </div>
    }
}

#[component]
fn Rows(desk: Desk, page: Signal<shared::grid::Page>) -> impl IntoView {
    let columns = memo(move || desk.view.get().shown(&COLUMNS));
    let heads = Signal::derive(move || heads(&columns.read(), LABELS));
    let codes = memo(move || columns.read().iter().map(|column| column.kind.code).collect::<Vec<_>>());
    let ids = memo(move || page.read().rows.iter().map(|row| row.id).collect::<Vec<_>>());
    let arrange = desk.arrange();
    let first = view! {
        <span class="integrations__corner">
            <bulk::PickPage desk page />
            <ColumnChooser all=LABELS shown=codes fixed=NAME arrange />
        </span>
    };
    view! {
        <ArrangedTable
            label=shell::INTEGRATIONS heads order=Signal::derive(move || desk.sort()) arrange first=first.into_any()
        >
            <For each=move || ids.get() key=|id| *id let:id>
                <RowView desk id page codes />
            </For>
        </ArrangedTable>
    }
}

#[component]
fn NoMatch(desk: Desk) -> impl IntoView {
    view! {
        <Empty title=words::NO_MATCH text=words::NO_MATCH_TEXT>
            <Button on_click=move |_| desk.reset()>{t(words::RESET)}</Button>
        </Empty>
    }
}

#[component]
fn NothingYet() -> impl IntoView {
    view! {
        <Empty title=words::EMPTY_TITLE text=words::EMPTY_TEXT>
            <a class="button button--primary" href="/dev">{t(words::SEE_SCENARIOS)}</a>
            {["inbound", "outbound"].into_iter().filter_map(shared::scenario::find).filter(|scenario| scenario.opens())
                .map(|scenario| view! {
                    <a class="button" href=format!("/dev/scenarios/{}/new", scenario.code)>{t(scenario.title)}</a>
                })
                .collect_view()}
        </Empty>
    }
}

/// Words of the columns.
const LABELS: &[(&str, Text)] = &[
    ("id", words::ID),
    ("owner", words::OWNER),
    ("name", words::NAME),
    ("scopes", words::PERMISSIONS),
    ("events", words::EVENTS),
    ("widgets", words::WIDGETS),
    ("status", words::STATUS),
    ("week", words::REQUESTS),
    ("kind", words::KIND),
    ("created", words::CREATED),
    ("updated", words::UPDATED),
    ("used", words::LAST_USED),
    ("requests", words::REQUESTS_24H),
    ("errors", words::ERROR_RATE),
    ("expires", words::EXPIRY),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::logic::grid::KINDS;

    #[test]
    fn every_column_has_its_words() {
        assert!(KINDS.iter().map(|kind| kind.code).eq(LABELS.iter().map(|(code, _)| *code)));
    }
}
