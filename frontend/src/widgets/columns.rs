//! A table whose columns the person arranges: sorted by a press on a header, moved and widened by pointer or
//! keyboard, chosen in a list behind the cogwheel.

use super::{
    Icon, icons,
    popup::{self, Popover},
};
use crate::{
    locale::{Label, t, use_locale},
    logic::columns::{Columns, Shown, View},
    preferences::Preference,
    texts::columns as words,
};
use leptos::{
    ev::{self, KeyboardEvent, PointerEvent},
    prelude::*,
};
use shared::text::Text;
use wasm_bindgen::JsCast;

/// A column in sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Code.
    pub code: &'static str,
    /// Its words.
    pub label: Text,
    /// Width in pixels.
    pub width: u16,
    /// Stands to the right.
    pub numeric: bool,
    /// What a press on it sorts by.
    pub sort: Option<&'static str>,
}

/// What may be done to columns.
#[derive(Clone, Copy)]
pub struct Arrange {
    /// Sort by this.
    pub sort: Callback<&'static str>,
    /// Give a column a width.
    pub widen: Callback<(&'static str, i32)>,
    /// Put a column at the place of another.
    pub put_at: Callback<(&'static str, &'static str)>,
    /// Move a column by so many places.
    pub shift: Callback<(&'static str, isize)>,
    /// Show a column, or not.
    pub toggle: Callback<&'static str>,
    /// All as at the start.
    pub reset: Callback<()>,
}

impl Arrange {
    /// What a person does to a table that remembers it; `sort` gets the code of what to sort by.
    pub fn of(view: Preference<View>, columns: &'static Columns, sort: Callback<&'static str>) -> Arrange {
        Arrange {
            sort,
            widen: Callback::new(move |(code, width)| view.update(|view| view.widen(columns, code, width))),
            put_at: Callback::new(move |(code, place)| view.update(|view| view.put_at(columns, code, place))),
            shift: Callback::new(move |(code, by)| view.update(|view| view.shift(columns, code, by))),
            toggle: Callback::new(move |code| view.update(|view| view.toggle(columns, code))),
            reset: Callback::new(move |()| view.update(|view| view.columns.clear())),
        }
    }
}

/// The headers of columns by the words that they have in a table of codes.
pub fn heads(shown: &[Shown], labels: &'static [(&'static str, Text)]) -> Vec<Head> {
    let label = |code: &str| labels.iter().find(|(known, _)| *known == code).map(|(_, label)| *label);
    let head = |Shown { kind, width }: &Shown| {
        let (code, numeric, sort) = (kind.code, kind.numeric, kind.sort);
        Some(Head { code, label: label(code)?, width: *width, numeric, sort })
    };
    shown.iter().filter_map(head).collect()
}

/// The table: `children` are the rows. With a `first` cell of the header, rows have a cell before and a cell after
/// those of the columns. `order` is a code, after a hyphen the largest first.
#[component]
pub fn ArrangedTable(
    #[prop(into)] label: Label,
    #[prop(into)] heads: Signal<Vec<Head>>,
    #[prop(into)] order: Signal<String>,
    arrange: Arrange,
    #[prop(optional)] first: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    let locale = use_locale();
    let dragged = RwSignal::new(None::<&'static str>);
    let edged = first.is_some();
    let total = move || {
        let heads = heads.read();
        heads.iter().map(|head| u32::from(head.width)).sum::<u32>() + if edged { EDGES } else { 0 }
    };
    let first = first.map(|first| view! { <th class="table__head arranged__edge" scope="col">{first}</th> });
    view! {
        <div class="arranged" tabindex="-1">
            <table
                class="table arranged__table" aria-label=move || label.read(locale)
                style:min-width=move || format!("{}px", total())
            >
                <colgroup>
                    {edged.then(|| view! { <col class="arranged__first" /> })}
                    {move || heads.get().into_iter().map(|head| view! {
                        <col style:width=format!("{}px", head.width) />
                    }).collect_view()}
                    {edged.then(|| view! { <col class="arranged__last" /> })}
                </colgroup>
                <thead>
                    <tr>
                        {first}
                        {move || heads.get().into_iter().map(|head| header(head, order, arrange, dragged)).collect_view()}
                        {edged.then(|| view! {
                            <th class="table__head" scope="col">
                                <span class="visually-hidden">{t(words::ACTIONS)}</span>
                            </th>
                        })}
                    </tr>
                </thead>
                <tbody>{children()}</tbody>
            </table>
        </div>
    }
}

/// Width of the cells before and after the columns.
const EDGES: u32 = 76 + 48;

/// How far an arrow key moves an edge, in pixels.
const STEP: i32 = 16;

fn header(
    head: Head,
    order: Signal<String>,
    arrange: Arrange,
    dragged: RwSignal<Option<&'static str>>,
) -> impl IntoView {
    let Head { code, label, sort, .. } = head;
    let down = move || {
        let order = order.read();
        sort.filter(|sort| order.trim_start_matches('-') == *sort).map(|_| order.starts_with('-'))
    };
    let content = match sort {
        Some(sort) => view! {
            <button type="button" class="table__sort" on:click=move |_| arrange.sort.run(sort)>
                {t(label)}
                {move || down().map(|down| view! { <Icon path=if down { icons::DOWN } else { icons::UP } /> })}
            </button>
        }
        .into_any(),
        None => view! { <span>{t(label)}</span> }.into_any(),
    };
    let drop_here = move |event: ev::DragEvent| {
        event.prevent_default();
        if let Some(moved) = dragged.get_untracked() {
            arrange.put_at.run((moved, code));
        }
        dragged.set(None);
    };
    view! {
        <th
            class="table__head arranged__head" class:table__number=head.numeric
            class:arranged__head--over=move || dragged.get().is_some_and(|moved| moved != code)
            scope="col" draggable="true" aria-label=t(label)
            aria-sort=move || down().map(|down| if down { "descending" } else { "ascending" })
            on:dragstart=move |_| dragged.set(Some(code)) on:dragend=move |_| dragged.set(None)
            on:dragover=move |event: ev::DragEvent| event.prevent_default() on:drop=drop_here
        >
            {content}
            {edge(head, arrange)}
        </th>
    }
}

/// The edge to the right of a header: dragged, or moved by arrow keys.
fn edge(head: Head, arrange: Arrange) -> impl IntoView {
    let locale = use_locale();
    let Head { code, width, label, .. } = head;
    // Where the pointer took hold.
    let held = StoredValue::new(None::<i32>);
    let take = move |event: PointerEvent| {
        event.prevent_default();
        event.stop_propagation();
        held.set_value(Some(event.client_x()));
        let handle = event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        if let Some(handle) = handle {
            let _ = handle.set_pointer_capture(event.pointer_id());
        }
    };
    let release = move |event: PointerEvent| {
        if let Some(from) = held.get_value() {
            held.set_value(None);
            arrange.widen.run((code, i32::from(width) + event.client_x() - from));
        }
    };
    let key = move |event: KeyboardEvent| {
        let step = match event.key().as_str() {
            "ArrowLeft" => -STEP,
            "ArrowRight" => STEP,
            _ => return,
        };
        event.prevent_default();
        arrange.widen.run((code, i32::from(width) + step));
        focus_again(format!("[data-edge=\"{code}\"]"));
    };
    view! {
        <span
            class="arranged__edge-handle" role="separator" aria-orientation="vertical" tabindex="0" draggable="true"
            data-edge=code aria-valuenow=width aria-valuemin="56" aria-valuemax="640"
            aria-label=move || locale.fill(words::WIDTH_OF, &[locale.say(label)])
            on:dragstart=|event: ev::DragEvent| { event.prevent_default(); event.stop_propagation(); }
            on:pointerdown=take on:pointerup=release on:keydown=key
        ></span>
    }
}

/// Gives the focus to what a selector finds once the page has been drawn anew.
fn focus_again(selector: String) {
    request_animation_frame(move || {
        let found = document().document_element().map(|root| popup::find_all(&root, &selector)).unwrap_or_default();
        if let Some(first) = found.first() {
            let _ = first.focus();
        }
    });
}

/// The cogwheel and the list behind it: `all` are the columns there are, `shown` those in sight.
#[component]
pub fn ColumnChooser(
    all: &'static [(&'static str, Text)],
    #[prop(into)] shown: Signal<Vec<&'static str>>,
    /// One that can't be taken away.
    fixed: &'static str,
    arrange: Arrange,
) -> impl IntoView {
    let id = popup::unique_id("columns");
    let popover = Popover::new();
    // Those in sight in their order, then the others.
    let rows = move || {
        let shown = shown.get();
        let hidden = all.iter().map(|(code, _)| *code).filter(|code| !shown.contains(code)).collect::<Vec<_>>();
        let last = shown.len().saturating_sub(1);
        let named = |code: &'static str| all.iter().find(|(known, _)| *known == code).copied();
        let seen = shown.iter().enumerate().filter_map(|(at, code)| Some((named(code)?, Some((at == 0, at == last)))));
        let others = hidden.iter().filter_map(|code| Some((named(code)?, None)));
        seen.chain(others).map(|(column, place)| choice(column, place, column.0 == fixed, arrange)).collect_view()
    };
    view! {
        <button
            type="button" class="button button--icon" node_ref=popover.button popovertarget=id.clone()
            aria-label=t(words::CHOOSE) title=t(words::CHOOSE)
        >
            <Icon path=icons::COG />
        </button>
        <div
            id=id class="popup columns" popover="auto" node_ref=popover.panel role="group" aria-label=t(words::CHOOSE)
            on:beforetoggle=move |_: ev::Event| popover.about_to_toggle() on:toggle=move |_| popover.toggled_to("input:enabled") on:focusout=move |event| popover.left(event)
        >
            <ul class="columns__list">{move || popover.is_drawn().then(rows)}</ul>
            <button type="button" class="button button--quiet" on:click=move |_| arrange.reset.run(())>
                {t(words::RESET)}
            </button>
        </div>
    }
}

/// One column of the list; `place` says whether it is the first and whether the last of those in sight.
fn choice(
    (code, label): (&'static str, Text),
    place: Option<(bool, bool)>,
    fixed: bool,
    arrange: Arrange,
) -> impl IntoView {
    let locale = use_locale();
    let id = format!("column-{code}");
    // The list is made anew with every change; what had the focus has it again.
    let moved = move |by: isize| {
        arrange.shift.run((code, by));
        focus_again(format!("[data-shift=\"{code}{by}\"]:enabled, [data-shift=\"{code}{}\"]:enabled", -by));
    };
    let toggled = move |_| {
        arrange.toggle.run(code);
        focus_again(format!("#column-{code}"));
    };
    let shift = move |by: isize, words: Text, icon: &'static str, end: bool| {
        view! {
            <button
                type="button" class="button button--icon columns__shift" disabled=end
                data-shift=format!("{code}{by}") aria-label=move || locale.fill(words, &[locale.say(label)])
                on:click=move |_| moved(by)
            >
                <Icon path=icon />
            </button>
        }
    };
    view! {
        <li class="columns__row">
            <input
                id=id.clone() class="check__box" type="checkbox" prop:checked=place.is_some() disabled=fixed
                on:change=toggled
            />
            <label for=id>{t(label)}</label>
            {place.map(|(first, last)| view! {
                {shift(-1, words::EARLIER, icons::UP, first)}
                {shift(1, words::LATER, icons::DOWN, last)}
            })}
        </li>
    }
}
