//! The deliveries as a table that keeps itself up to date.

use super::{
    acts, cells,
    filters::Filters,
    look::Look,
    questions::{Asking, Questions},
};
use crate::{
    api,
    live::{self, live, look_again},
    locale::{t, use_locale},
    logic::deliveries::Seen,
    submission::Submission,
    task::{effect, memo},
    texts::deliveries as words,
    widgets::{
        Alert, Button, ButtonKind, Column, Empty, Icon, Load, Loaded, Menu, MenuItem, Older, Table, Tone, icons,
        use_toasts,
    },
};
use leptos::{ev, prelude::*, task::spawn_local};
use shared::delivery::{Deliveries, Delivery, Handler, State};
use std::collections::BTreeMap;
use web_sys::HtmlInputElement;

/// What the parts of the list share. `Copy`.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The filter.
    pub look: Look,
    /// What is in sight.
    pub seen: RwSignal<Seen>,
    /// Ids of the deliveries that are picked, with those of their integrations.
    pub picked: RwSignal<BTreeMap<u64, u64>>,
    /// What is being asked.
    pub asking: RwSignal<Option<Asking>>,
    /// The first page, kept up to date.
    pub newest: Load<Deliveries>,
    /// The integrations that there are deliveries of.
    pub handlers: Load<Vec<Handler>>,
}

impl Desk {
    /// Marks what was queued again and asks the portal what has become of it.
    pub fn queued(self, ids: &[u64]) {
        self.seen.try_update(|seen| seen.queued(ids));
        self.picked.try_update(|picked| picked.retain(|id, _| !ids.contains(id)));
        self.newest.again();
        self.handlers.again();
    }
}

/// The list with its filter.
#[component]
pub fn List(look: Look, asking: RwSignal<Option<Asking>>) -> impl IntoView {
    let locale = use_locale();
    let newest = live::<Deliveries>(live::USUAL, move || look.asked(locale, ""));
    // Whether they are held back goes stale like the rows.
    let handlers = live::<Vec<Handler>>(live::USUAL, move || {
        let one = look.fixed().map(|id| format!("?integration={id}")).unwrap_or_default();
        format!("/console/deliveries/handlers{one}")
    });
    let (seen, picked) = (RwSignal::new(Seen::default()), RwSignal::new(BTreeMap::new()));
    let desk = Desk { look, seen, picked, asking, newest, handlers };
    follow(desk);
    let submission = Submission::new(&[]);
    let go_on = move |_| {
        let Some(older) = seen.with_untracked(|seen| seen.older) else { return };
        let (asked, filter) = untrack(|| (look.asked(locale, &older.to_string()), look.filter()));
        submission.send(async move { api::get::<Deliveries>(&asked).await }, move |page| {
            if untrack(|| look.filter()) == filter {
                seen.update(|seen| seen.put(older, page));
            }
        });
    };
    let more = memo(move || seen.read().older.is_some());
    view! {
        <Filters desk />
        <Held desk />
        <Loaded load=newest let:page>
            <Picked desk />
            <Rows desk page />
            <Older label=words::LOAD_OLDER submission more on_more=go_on />
            <p class="deliveries__hint">
                {move || locale.fill(words::KEPT, &[&locale.count(page.read().kept_days.into())])}
            </p>
        </Loaded>
        <Questions desk />
    }
}

/// Puts what comes into sight. What waits behind the first page is looked at again as well, a page at a time.
fn follow(desk: Desk) {
    let Desk { look, seen, newest, .. } = desk;
    let locale = use_locale();
    // Another filter begins another list.
    let filter = memo(move || look.filter());
    let of = StoredValue::new(None);
    effect(move || {
        let filter = filter.get();
        if let Some(page) = newest.value().get() {
            let same = of.with_value(|of| of.as_ref() == Some(&filter));
            of.set_value(Some(filter));
            seen.update(|seen| {
                if !same {
                    *seen = Seen::default();
                }
                seen.renew(page);
            });
        }
    });
    let last = StoredValue::new(u64::MAX);
    let again = move |()| {
        let Some(before) = seen.with_untracked(|seen| seen.stale(last.get_value())) else { return };
        let (asked, filter) = untrack(|| (look.asked(locale, &before.to_string()), look.filter()));
        spawn_local(async move {
            // The first page says what is wrong, if something is.
            let Ok(page) = api::get::<Deliveries>(&asked).await else { return };
            if untrack(|| look.filter()) == filter {
                last.try_set_value(page.older.unwrap_or(0));
                seen.try_update(|seen| seen.put(before, page));
            }
        });
    };
    look_again(live::USUAL, Callback::new(again));
}

/// Says why nothing is sent, where all that is looked at is of one integration.
#[component]
fn Held(desk: Desk) -> impl IntoView {
    let locale = use_locale();
    let held = memo(move || {
        let id: u64 = desk.look.integration().parse().ok()?;
        let handlers = desk.handlers.value();
        let found = handlers.with(|all| all.iter().flatten().find(|one| one.id == id && one.held).cloned())?;
        Some((id, found.name))
    });
    move || {
        held.get().map(|(id, name)| {
            view! {
                <Alert tone=Tone::Warning>
                    {move || locale.fill(words::HELD_BACK, &[&name])} " "
                    <a href=format!("/dev/integrations/{id}")>{t(words::OPEN_INTEGRATION)}</a>
                </Alert>
            }
        })
    }
}

#[component]
fn Rows(desk: Desk, page: Signal<Deliveries>) -> impl IntoView {
    let Desk { look, seen, .. } = desk;
    let ids = memo(move || seen.read().rows.iter().map(|row| row.id).collect::<Vec<_>>());
    let any = memo(move || !ids.read().is_empty());
    let all = look.fixed().is_none();
    let columns = move || {
        let mut columns = vec![
            Column::new("pick", words::PICK_ALL).hidden(),
            Column::new("state", words::STATE),
            Column::new("event", words::EVENT),
            Column::new("object", words::OBJECT),
        ];
        columns.extend(all.then(|| Column::new("integration", words::INTEGRATION)));
        columns.extend([
            Column::new("answer", words::ANSWER),
            Column::new("tries", words::TRIES).numeric(),
            Column::new("happened", words::HAPPENED),
            Column::new("next", words::NEXT_TRY),
            Column::new("acts", words::OPEN).hidden(),
        ]);
        columns
    };
    let table = move || {
        view! {
            <PickAll desk />
            <div class="deliveries">
                <Table label=words::TITLE columns=columns()>
                    <For each=move || ids.get() key=|id| *id let:id>
                        <Row desk id />
                    </For>
                </Table>
            </div>
        }
    };
    let empty = move || {
        let unread = page.read().older.is_some();
        match (look.is_set(), unread) {
            (true, false) => view! {
                <Empty title=words::NO_MATCH>
                    <Button on_click=move |_| look.reset()>{t(words::RESET)}</Button>
                </Empty>
            }
            .into_any(),
            (_, true) => view! { <p>{t(words::NO_MORE_YET)}</p> }.into_any(),
            (false, false) => view! { <Nothing look /> }.into_any(),
        }
    };
    move || if any.get() { table().into_any() } else { empty() }
}

#[component]
fn Nothing(look: Look) -> impl IntoView {
    let step = match look.fixed() {
        Some(id) => view! { <a class="button" href=format!("/dev/integrations/{id}")>{t(words::SEND_TEST)}</a> },
        None => {
            view! { <a class="button" href="/dev/scenarios/outbound/new".to_owned()>{t(words::NEW_OUTBOUND)}</a> }
        }
    };
    view! { <Empty title=words::NO_DELIVERIES text=words::NO_DELIVERIES_TEXT>{step}</Empty> }
}

/// A row stays where it is while what it says is renewed, so that the focus does too.
#[component]
fn Row(desk: Desk, id: u64) -> impl IntoView {
    let find = move |seen: &Seen| seen.rows.iter().find(|row| row.id == id).cloned();
    desk.seen.with_untracked(find).map(|first| {
        // The row's last state outlives it for as long as it takes to remove it.
        let row = Memo::new(move |last: Option<&Delivery>| {
            desk.seen.with(find).or_else(|| last.cloned()).unwrap_or_else(|| first.clone())
        });
        view! { <Cells desk row /> }
    })
}

#[component]
fn Cells(desk: Desk, row: Memo<Delivery>) -> impl IntoView {
    let locale = use_locale();
    let Delivery { id, integration, name, at, message, .. } = row.get_untracked();
    let held = cells::is_held(desk.handlers, integration);
    let picked = memo(move || desk.picked.read().contains_key(&id));
    let pick = move |event: ev::Targeted<ev::Event, HtmlInputElement>| {
        desk.picked.update(|picked| match event.target().checked() {
            true => drop(picked.insert(id, integration)),
            false => drop(picked.remove(&id)),
        });
    };
    let of = desk.look.fixed().is_none().then(|| {
        let href = format!("/dev/integrations/{integration}/deliveries");
        view! { <td class="deliveries__of" data-label=t(words::INTEGRATION)><a href=href>{name}</a></td> }
    });
    view! {
        <tr class:deliveries__row--picked=picked>
            <td class="deliveries__pick">
                <input
                    class="check__box" type="checkbox" prop:checked=picked on:change:target=pick
                    aria-label=move || locale.fill(words::PICK, &[&message])
                />
            </td>
            <td class="deliveries__state">{cells::state(row)}</td>
            <th class="deliveries__event" scope="row">{cells::event(row, desk.look)}</th>
            <td class="deliveries__object" data-label=t(words::OBJECT)>{cells::object(row)}</td>
            {of}
            <td data-label=t(words::ANSWER)>{cells::answer(row)}</td>
            <td class="table__number" data-label=t(words::TRIES)>{move || locale.count(row.read().tries.into())}</td>
            <td data-label=t(words::HAPPENED)><crate::widgets::When at /></td>
            <td data-label=t(words::NEXT_TRY)>{cells::next(row, held)}</td>
            <td class="deliveries__menu"><RowMenu desk row /></td>
        </tr>
    }
}

#[component]
fn RowMenu(desk: Desk, row: Memo<Delivery>) -> impl IntoView {
    let (locale, toasts) = (use_locale(), use_toasts());
    let Delivery { id, integration, message, object, test, .. } = row.get_untracked();
    let waits = memo(move || row.read().state == State::Waiting);
    let label = {
        let message = message.clone();
        Signal::derive(move || locale.fill(words::ACTS_FOR, &[&message]))
    };
    let items = Signal::derive(move || {
        let look = desk.look;
        let again = if waits.get() { words::TRY_NOW } else { words::AGAIN };
        let named = message.clone();
        let then = Callback::new(move |()| desk.queued(&[id]));
        let mut items = vec![
            MenuItem::new(words::OPEN, move || look.go(look.path_of(integration, id))),
            MenuItem::new(again, move || acts::one(integration, id, named.clone(), then, locale, toasts)),
        ];
        let copied = message.clone();
        items.push(MenuItem::new(words::COPY_MESSAGE, move || acts::copy(copied.clone(), locale, toasts)));
        if !test {
            let object = object.clone();
            items.push(MenuItem::new(words::SAME_OBJECT, move || look.text.set(object.clone())));
        }
        items
    });
    view! {
        <Menu label items>
            <Icon path=icons::MORE />
        </Menu>
    }
}

/// The box over the table: picks all rows in sight, or lets them go.
#[component]
fn PickAll(desk: Desk) -> impl IntoView {
    let state = memo(move || {
        let (seen, picked) = (desk.seen.read(), desk.picked.read());
        (seen.rows.iter().filter(|row| picked.contains_key(&row.id)).count(), seen.rows.len())
    });
    let all = move || state.get().0 == state.get().1;
    let some = move || state.get().0 > 0 && !all();
    let change = move |event: ev::Targeted<ev::Event, HtmlInputElement>| {
        let rows: Vec<_> =
            desk.seen.with_untracked(|seen| seen.rows.iter().map(|row| (row.id, row.integration)).collect());
        desk.picked.update(|picked| match event.target().checked() {
            true => picked.extend(rows),
            false => picked.clear(),
        });
    };
    view! {
        <label class="deliveries__all">
            <input
                class="check__box" type="checkbox" prop:checked=all prop:indeterminate=some on:change:target=change
            />
            {t(words::PICK_ALL)}
        </label>
    }
}

/// What is picked, and what can be done to it.
#[component]
fn Picked(desk: Desk) -> impl IntoView {
    let locale = use_locale();
    let count = memo(move || desk.picked.read().len() as u64);
    let any = memo(move || count.get() > 0);
    let clear = move |_| desk.picked.update(BTreeMap::clear);
    view! {
        <div class="deliveries__picked" role="status">
            {move || any.get().then(|| view! {
                <span>{move || locale.fill(words::PICKED, &[&locale.count(count.get())])}</span>
                <Button on_click=move |_| desk.asking.set(Some(Asking::Many))>{t(words::AGAIN)}</Button>
                <Button kind=ButtonKind::Quiet on_click=clear>{t(words::PICK_NONE)}</Button>
            })}
        </div>
    }
}
