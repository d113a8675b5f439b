//! People of the portal: who is here, who may what, and links to let somebody in.

mod deactivate;
mod dialogs;
mod edit;
mod row;

use crate::{
    address::use_in_address,
    api,
    locale::{t, use_locale},
    logic::people::{Filter, shown},
    task::memo,
    texts::{people as words, shell},
    widgets::{Button, ButtonKind, Column, Empty, Load, Loaded, SearchBox, Select, Table, actions, load},
};
use dialogs::Dialogs;
use leptos::prelude::*;
use row::RowView;
use shared::people::{Department, Invited, Person};
use shared::text::Text;

/// What is being asked about somebody.
#[derive(Clone)]
pub enum Asking {
    /// Whom to invite.
    Invite,
    /// Who they are.
    Edit(Person),
    /// Whether to make them an administrator, or an ordinary user.
    Role(Person),
    /// Whether to deactivate, and what becomes of their integrations.
    Deactivate(Person),
    /// What becomes of the integrations of somebody inactive.
    HandOver(Person),
    /// Whether to make a new link.
    NewLink(Person),
    /// Nothing: the link to hand over.
    Link(Invited),
}

/// What the rows and dialogs share. `Copy`.
#[derive(Clone, Copy)]
pub struct Desk {
    /// Everybody.
    pub people: Load<Vec<Person>>,
    /// All departments.
    pub departments: Load<Vec<Department>>,
    /// The question that is open.
    pub asking: RwSignal<Option<Asking>>,
}

/// `/people`, for administrators.
#[component]
pub fn People() -> impl IntoView {
    let desk = Desk {
        people: load(|| api::get("/console/people")),
        departments: load(|| api::get("/console/departments")),
        asking: RwSignal::new(None),
    };
    let asking = desk.asking;
    actions(view! {
        <Button kind=ButtonKind::Primary on_click=move |_| asking.set(Some(Asking::Invite))>{t(words::INVITE)}</Button>
    });
    view! {
        <Loaded load=desk.people let:all>
            <List all desk />
        </Loaded>
        <Dialogs desk />
    }
}

#[component]
fn List(all: Signal<Vec<Person>>, desk: Desk) -> impl IntoView {
    let locale = use_locale();
    let (typed, status, role) = (use_in_address("find"), use_in_address("status"), use_in_address("role"));
    let found = memo(move || {
        let filter = Filter { typed: &typed.get(), status: &status.get(), role: &role.get() };
        shown(&all.read(), &filter)
    });
    let some = memo(move || !found.read().is_empty());
    let count = move || {
        let (found, all) = (found.read().len() as u64, all.read().len() as u64);
        locale.fill(words::COUNT, &[&locale.count(found), &locale.count(all)])
    };
    let table = move || {
        view! {
            <Table label=words::TITLE columns=columns()>
                {move || found.get().into_iter().map(|person| view! { <RowView person desk /> }).collect_view()}
            </Table>
        }
    };
    let reset = move |_| [typed, status, role].into_iter().for_each(|part| part.set(String::new()));
    let none = move || {
        view! {
            <Empty title=words::NO_MATCH>
                <Button on_click=reset>{t(words::RESET)}</Button>
            </Empty>
        }
    };
    let options = move |rows: &'static [(&'static str, Text)]| {
        Signal::derive(move || {
            rows.iter().map(|(code, text)| ((*code).to_owned(), locale.say(*text).to_owned())).collect()
        })
    };
    view! {
        <div class="people">
            <div class="people__filters">
                <SearchBox label=words::SEARCH typed />
                <Select
                    label=words::STATUS value=status.signal() on_choose=move |code| status.set(code)
                    options=options(STATUSES)
                />
                <Select label=words::ROLE value=role.signal() on_choose=move |code| role.set(code) options=options(ROLES) />
            </div>
            {move || if some.get() { table().into_any() } else { none().into_any() }}
            <p class="people__count" role="status">{count}</p>
        </div>
    }
}

const STATUSES: &[(&str, Text)] =
    &[("", words::ANY), ("active", words::ACTIVE), ("invited", words::INVITED), ("inactive", words::INACTIVE)];

const ROLES: &[(&str, Text)] = &[("", words::ANY), ("admin", shell::ADMINISTRATOR), ("user", shell::USER)];

fn columns() -> Vec<Column> {
    vec![
        Column::new("name", words::NAME),
        Column::new("role", words::ROLE),
        Column::new("department", words::DEPARTMENT),
        Column::new("status", words::STATUS),
        Column::new("integrations", words::INTEGRATIONS).numeric(),
        Column::new("seen", words::LAST_SEEN),
        Column::new("actions", words::ACTIONS).hidden(),
    ]
}
