//! Tables that sort, and turn into cards on a narrow screen.

use super::{Icon, icons};
use crate::locale::{Label, use_locale};
use leptos::prelude::*;

/// A column.
#[derive(Clone, Copy)]
pub struct Column {
    code: &'static str,
    label: Label,
    numeric: bool,
    sorts: bool,
    hidden: bool,
}

impl Column {
    /// A column of text.
    pub fn new(code: &'static str, label: impl Into<Label>) -> Column {
        Column { code, label: label.into(), numeric: false, sorts: false, hidden: false }
    }

    /// Its numbers stand to the right.
    pub fn numeric(self) -> Column {
        Column { numeric: true, ..self }
    }

    /// Its header sorts.
    pub fn sorts(self) -> Column {
        Column { sorts: true, ..self }
    }

    /// Its header is there for screen readers only.
    pub fn hidden(self) -> Column {
        Column { hidden: true, ..self }
    }
}

/// What a table is sorted by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// Code of the column.
    pub column: String,
    /// Largest first.
    pub down: bool,
}

/// `children` are the rows. A cell's `data-label` is its heading where the row is a card.
#[component]
pub fn Table(
    #[prop(into)] label: Label,
    columns: Vec<Column>,
    #[prop(optional, into)] order: Signal<Option<Order>>,
    #[prop(optional, into)] on_sort: Option<Callback<&'static str>>,
    children: Children,
) -> impl IntoView {
    let locale = use_locale();
    let header = move |column: Column| {
        let sorted = move || order.read().as_ref().filter(|order| order.column == column.code).map(|order| order.down);
        let direction = move || sorted().map(|down| if down { "descending" } else { "ascending" });
        let words = move || column.label.read(locale);
        let content = match on_sort.filter(|_| column.sorts) {
            Some(on_sort) => view! {
                <button type="button" class="table__sort" on:click=move |_| on_sort.run(column.code)>
                    {words}
                    {move || sorted().map(|down| if down {
                        view! { <Icon path=icons::DOWN /> }
                    } else {
                        view! { <Icon path=icons::UP /> }
                    })}
                </button>
            }
            .into_any(),
            None => view! { <span class:visually-hidden=column.hidden>{words}</span> }.into_any(),
        };
        view! { <th class="table__head" class:table__number=column.numeric scope="col" aria-sort=direction>{content}</th> }
    };
    view! {
        <table class="table" aria-label=move || label.read(locale)>
            <thead>
                <tr>{columns.into_iter().map(header).collect_view()}</tr>
            </thead>
            <tbody>{children()}</tbody>
        </table>
    }
}
