//! The audit trail: who did what, when and from where. All of it for administrators, what concerns them for
//! others; on the page of an integration, what was done to that one.

use crate::{
    address::{InAddress, use_in_address},
    api,
    live::{self, live},
    locale::{Locale, t, use_locale},
    logic::{
        audit::{Told, told},
        grid::query::Query,
        window,
    },
    submission::Submission,
    task::{effect, memo},
    texts::{audit as words, shell},
    widgets::{Button, Column, DayField, Empty, Loaded, Older, Select, Table, When},
};
use leptos::prelude::*;
use shared::{
    audit::{Change, Event},
    text::Text,
};

/// `/dev/audit`
#[component]
pub fn Audit() -> impl IntoView {
    view! { <Trail /> }
}

/// Names of the query that the portal is asked.
const NAMES: &[&str] = &["integration", "action", "from", "to", "before"];

#[derive(Clone, Copy)]
struct Look {
    action: InAddress,
    from: InAddress,
    to: InAddress,
}

impl Look {
    fn asked(self, integration: &str, before: &str) -> String {
        // What an address says that is no day is told at its field.
        let day = |part: InAddress| Some(part.get()).filter(|text| window::day(text).is_some()).unwrap_or_default();
        let values = [
            ("integration", integration.to_owned()),
            ("action", self.action.get()),
            ("from", day(self.from)),
            ("to", day(self.to)),
            ("before", before.to_owned()),
        ];
        let query = values.into_iter().fold(Query::default(), |query, (name, value)| query.with(name, &value, NAMES));
        query.after("/console/audit")
    }

    fn all(self) -> [InAddress; 3] {
        [self.action, self.from, self.to]
    }
}

/// The rows with their filter; of one integration where it is named.
#[component]
pub fn Trail(#[prop(optional)] integration: String) -> impl IntoView {
    let look = Look { action: use_in_address("act"), from: use_in_address("from"), to: use_in_address("to") };
    let of = StoredValue::new(integration);
    let everywhere = of.with_value(String::is_empty);
    let newest = live::<shared::audit::Trail>(live::USUAL, move || of.with_value(|of| look.asked(of, "")));
    let (older, next) = (RwSignal::new(Vec::<Event>::new()), RwSignal::new(None::<String>));
    let started = StoredValue::new(false);
    // What was read on goes when what is before it has changed: a trail with a hole says what is not true.
    effect(move || {
        if let Some(trail) = newest.value().get() {
            older.set(Vec::new());
            next.set(trail.older);
            started.set_value(true);
        }
    });
    let submission = Submission::new(&[]);
    let go_on = move |_| {
        let Some(before) = next.get_untracked() else { return };
        let asked = untrack(|| of.with_value(|of| look.asked(of, &before)));
        submission.send(async move { api::get::<shared::audit::Trail>(&asked).await }, move |page| {
            older.update(|rows| rows.extend(page.rows));
            next.set(page.older);
        });
    };
    let rows = memo(move || {
        let newest = newest.value().with(|trail| trail.as_ref().map(|trail| trail.rows.clone()).unwrap_or_default());
        newest.into_iter().chain(older.get()).collect::<Vec<_>>()
    });
    let any = memo(move || !rows.read().is_empty());
    let more = memo(move || next.read().is_some());
    let is_set = move || look.all().iter().any(|part| !part.get().is_empty());
    let empty = move || match is_set() {
        true => view! {
            <Empty title=words::NO_MATCH>
                <Button on_click=move |_| look.all().iter().for_each(|part| part.set(String::new()))>
                    {t(words::RESET)}
                </Button>
            </Empty>
        }
        .into_any(),
        false => view! { <Empty title=words::EMPTY><span></span></Empty> }.into_any(),
    };
    view! {
        <Bar look />
        <Loaded load=newest let:_trail>
            {move || match any.get() {
                true => view! { <Rows rows everywhere /> }.into_any(),
                false => empty().into_any(),
            }}
            <Older label=words::LOAD_OLDER submission more on_more=go_on />
        </Loaded>
    }
}

#[component]
fn Bar(look: Look) -> impl IntoView {
    let locale = use_locale();
    let options = Signal::derive(move || {
        let any = (String::new(), locale.say(words::ANY_ACT).to_owned());
        let act = |(code, text): &(&'static str, Text)| ((*code).to_owned(), locale.say(*text).to_owned());
        [any].into_iter().chain(words::ACTS.iter().map(act)).collect::<Vec<_>>()
    });
    let date = |label: Text, part: InAddress| {
        view! { <DayField label value=part.signal() on_day=move |day: String| part.set(day) /> }
    };
    view! {
        <div class="audit__bar">
            <Select
                label=words::ACT value=look.action.signal() options on_choose=move |value| look.action.set(value)
            />
            {date(words::FROM, look.from)}
            {date(words::TO, look.to)}
        </div>
    }
}

#[component]
fn Rows(rows: Memo<Vec<Event>>, everywhere: bool) -> impl IntoView {
    let columns = vec![
        Column::new("time", words::TIME),
        Column::new("who", words::WHO),
        Column::new("what", words::WHAT),
        Column::new("changed", words::CHANGED),
        Column::new("address", words::ADDRESS),
    ];
    view! {
        <Table label=shell::AUDIT columns>
            <For each=move || rows.get() key=|event| event.place.clone() let:event>
                {row(event, everywhere)}
            </For>
        </Table>
    }
}

fn row(event: Event, everywhere: bool) -> impl IntoView {
    let locale = use_locale();
    let Event { at, by, address, action, integration, person, changed, .. } = event;
    let integration = integration.filter(|_| everywhere).map(|of| match of.name.is_empty() {
        true => view! { <span class="audit__of">{move || locale.fill(words::GONE, &[&of.id.to_string()])}</span> }
            .into_any(),
        false => {
            view! { <a class="audit__of" href=format!("/dev/integrations/{}/audit", of.id)>{of.name}</a> }.into_any()
        }
    });
    let person = person.map(|of| {
        let name = if of.name.is_empty() { format!("#{}", of.id) } else { of.name };
        view! { <span class="audit__of">{name}</span> }
    });
    view! {
        <tr>
            <td class="audit__time"><When at /></td>
            <td data-label=t(words::WHO)>{by.name}</td>
            <th scope="row"><span class="audit__act">{move || act(&action, locale)}</span>{integration}{person}</th>
            <td>{changed.into_iter().map(change).collect_view()}</td>
            <td data-label=t(words::ADDRESS)><code>{address}</code></td>
        </tr>
    }
}

fn change(change: Change) -> impl IntoView {
    let locale = use_locale();
    let shown = move || {
        let Told { what, before, after } = told(&change, words::FIELDS, [words::YES, words::NO], locale.language());
        let Some(after) = after else { return what.into_any() };
        let before = before.map(|before| view! { <del>{before}</del> " → " });
        view! { {locale.fill(words::OF, &[&what])} " " {before} <ins>{after}</ins> }.into_any()
    };
    view! { <span class="audit__change">{shown}</span> }
}

/// An act in words; one that this release does not know by its code.
fn act(code: &str, locale: Locale) -> String {
    let known = words::ACTS.iter().find(|(known, _)| *known == code);
    known.map_or_else(|| code.to_owned(), |(_, text)| locale.say(*text).to_owned())
}
