//! The page of one integration, over the grid: what it is and how it is used, what it called, what of that
//! failed, and who changed it.

mod errors;
mod log;
mod overview;

use crate::{
    api::ApiError,
    live::{self, live},
    locale::{t, use_locale},
    logic::place::Part,
    screens::{audit::Trail, deliveries::DeliveriesOf, integrations::status_pill},
    task::memo,
    texts::{deliveries, integration_page as words, integrations, shell},
    widgets::{Button, Empty, Load, Loaded, SlideOver, keep_current_in_sight, name_tab},
};
use leptos::{html, prelude::*};
use leptos_router::hooks::use_location;
use shared::{fault, grid::Overview, text::Text};

/// `/dev/integrations/:id/{overview,logs,errors,audit}`; `leave` leads back to the grid.
#[component]
pub fn IntegrationPage(id: String, tab: Part, leave: Callback<()>) -> impl IntoView {
    let path = StoredValue::new(format!("/console/integrations/{id}"));
    let overview = live::<Overview>(live::USUAL, move || path.with_value(|path| format!("{path}/overview")));
    let name =
        memo(move || overview.value().with(|overview| overview.as_ref().map(|overview| overview.row.name.clone())));
    let locale = use_locale();
    let label = Signal::derive(move || name.get().unwrap_or_else(|| locale.say(words::TITLE).to_owned()));
    let called = Signal::derive(move || format!("{} · {}", label.get(), locale.say(tab_words(tab))));
    name_tab(called);
    let gone = memo(move || overview.error().with(|error| is_gone(error.as_ref())));
    let header = {
        let id = id.clone();
        move || view! { <Header id tab label overview gone /> }
    };
    let content = move || match tab {
        Part::Overview => view! {
            <Loaded load=overview let:overview>
                <overview::OverviewTab overview />
            </Loaded>
        }
        .into_any(),
        Part::Logs => view! { <log::LogTab path=path.get_value() /> }.into_any(),
        Part::Errors => view! { <errors::ErrorsTab path=path.get_value() id=id.clone() /> }.into_any(),
        Part::Deliveries => view! { <DeliveriesOf integration=id.clone() /> }.into_any(),
        Part::Audit => view! { <Trail integration=id.clone() /> }.into_any(),
    };
    view! {
        <SlideOver label on_close=leave header wide=true>
            {move || match gone.get() {
                true => view! {
                    <Empty title=words::GONE text=words::GONE_TEXT>
                        <Button on_click=move |_| leave.run(())>{t(words::ALL)}</Button>
                    </Empty>
                }
                .into_any(),
                false => content().into_any(),
            }}
        </SlideOver>
    }
}

fn is_gone(error: Option<&ApiError>) -> bool {
    error.is_some_and(|error| error.is(fault::NOT_FOUND) || error.is(fault::BAD_BODY))
}

#[component]
fn Header(id: String, tab: Part, label: Signal<String>, overview: Load<Overview>, gone: Memo<bool>) -> impl IntoView {
    let status = memo(move || overview.value().with(|overview| overview.as_ref().map(|overview| overview.row.status)));
    let search = use_location().search;
    let after = move |path: String| match search.get() {
        search if search.is_empty() => path,
        search => format!("{path}?{}", search.trim_start_matches('?')),
    };
    let edit = {
        let id = id.clone();
        move || after(format!("/dev/integrations/{id}"))
    };
    // What has no handler has no deliveries.
    let sends = memo(move || {
        let kept = overview.value().with(|overview| overview.as_ref().is_some_and(|overview| overview.row.deliveries));
        tab == Part::Deliveries || kept
    });
    let link = move |part: Part| {
        let path = format!("/dev/integrations/{id}/{}", part.code());
        view! {
            <a class="tabs__link" href=move || after(path.clone()) aria-current=(part == tab).then_some("page")>
                {t(tab_words(part))}
            </a>
        }
    };
    let strip = NodeRef::<html::Nav>::new();
    keep_current_in_sight(strip);
    view! {
        <div class="integration-page__head">
            <h2 class="slide-over__title" tabindex="-1" autofocus>{label}</h2>
            {move || status.get().map(status_pill)}
            <a class="button integration-page__edit" href=edit hidden=gone>{t(integrations::EDIT)}</a>
        </div>
        <nav class="tabs integration-page__tabs" node_ref=strip aria-label=t(words::PARTS) hidden=gone>
            {move || Part::ALL.into_iter().filter(|part| *part != Part::Deliveries || sends.get()).map(&link).collect_view()}
        </nav>
    }
}

fn tab_words(part: Part) -> Text {
    match part {
        Part::Overview => words::OVERVIEW,
        Part::Logs => words::LOG,
        Part::Errors => words::ERRORS,
        Part::Deliveries => deliveries::TITLE,
        Part::Audit => shell::AUDIT,
    }
}
