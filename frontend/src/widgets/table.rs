//! Tables that turn into cards on a narrow screen.

use crate::locale::{Label, use_locale};
use leptos::prelude::*;

/// A column.
#[derive(Clone, Copy)]
pub struct Column {
    code: &'static str,
    label: Label,
    numeric: bool,
    hidden: bool,
}

impl Column {
    /// A column of text; stylesheets find it by its code.
    pub fn new(code: &'static str, label: impl Into<Label>) -> Column {
        Column { code, label: label.into(), numeric: false, hidden: false }
    }

    /// Its numbers stand to the right.
    pub fn numeric(self) -> Column {
        Column { numeric: true, ..self }
    }

    /// Its header is there for screen readers only.
    pub fn hidden(self) -> Column {
        Column { hidden: true, ..self }
    }
}

/// `children` are the rows. A cell's `data-label` is its heading where the row is a card.
#[component]
pub fn Table(#[prop(into)] label: Label, columns: Vec<Column>, children: Children) -> impl IntoView {
    let locale = use_locale();
    let header = move |column: Column| {
        let words = move || column.label.read(locale);
        view! {
            <th class="table__head" class:table__number=column.numeric scope="col" data-column=column.code>
                <span class:visually-hidden=column.hidden>{words}</span>
            </th>
        }
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
