//! People of the portal: who is here, who may what, and links to let somebody in.

mod dialogs;
mod row;

use crate::{
    address::use_in_address,
    api,
    locale::{t, use_locale},
    logic::search,
    task::memo,
    texts::people as words,
    widgets::{Button, ButtonKind, Column, Empty, Loaded, Page, SearchBox, Table, load},
};
use dialogs::Dialogs;
use leptos::prelude::*;
use row::RowView;
use shared::people::{Invited, Person};

/// What is being asked about somebody.
#[derive(Clone)]
pub enum Asking {
    /// Whom to invite.
    Invite,
    /// Whether to deactivate.
    Deactivate(Person),
    /// Whether to make a new link.
    NewLink(Person),
    /// Nothing: the link to hand over.
    Link(Invited),
}

/// `/people`, for administrators.
#[component]
pub fn People() -> impl IntoView {
    let people = load(|| api::get::<Vec<Person>>("/console/people"));
    let asking = RwSignal::new(None::<Asking>);
    let invite = move || {
        view! {
            <Button kind=ButtonKind::Primary on_click=move |_| asking.set(Some(Asking::Invite))>{t(words::INVITE)}</Button>
        }
    };
    view! {
        <Page title=words::TITLE lead=words::LEAD actions=invite>
            <Loaded load=people let:all>
                <List all people asking />
            </Loaded>
        </Page>
        <Dialogs people asking />
    }
}

#[component]
fn List(
    all: Signal<Vec<Person>>,
    people: crate::widgets::Load<Vec<Person>>,
    asking: RwSignal<Option<Asking>>,
) -> impl IntoView {
    let locale = use_locale();
    let typed = use_in_address("find");
    let shown = memo(move || {
        let fits = |person: &&Person| search::rank(&typed.get(), &full_name(person), &[&person.email]).is_some();
        all.read().iter().filter(fits).cloned().collect::<Vec<_>>()
    });
    let found = memo(move || !shown.read().is_empty());
    let no_match = Signal::derive(move || locale.fill(words::NO_MATCH, &[&typed.get()]));
    let table = move || {
        view! {
            <Table label=words::TITLE columns=columns()>
                {move || shown.get().into_iter().map(|person| view! { <RowView person people asking /> }).collect_view()}
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
    view! {
        <div class="people">
            <SearchBox label=words::SEARCH typed />
            {move || if found.get() { table().into_any() } else { reset().into_any() }}
        </div>
    }
}

/// First and last name, or the e-mail address when there is none.
pub fn full_name(person: &Person) -> String {
    match format!("{} {}", person.name, person.last_name).trim() {
        "" => person.email.clone(),
        name => name.to_owned(),
    }
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("name", words::NAME),
        Column::new("role", words::ROLE),
        Column::new("status", words::STATUS),
        Column::new("seen", words::LAST_SEEN),
        Column::new("actions", words::ACTIONS).hidden(),
    ]
}
