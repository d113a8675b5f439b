//! Common use cases: what one can connect, as tiles of ready scenarios.

use crate::{
    address::use_in_address,
    locale::{t, use_locale},
    logic::search,
    parts::{Form, FormPart},
    task::memo,
    texts::use_cases as words,
    widgets::{Empty, Icon, Page, SearchBox, icons},
};
use leptos::prelude::*;
use shared::{
    scenario::{Card, Category, Scenario},
    text::Language,
};

/// `/dev`; `form` is the code of the scenario whose form is open over it.
#[component]
pub fn UseCases(form: Memo<Option<String>>) -> impl IntoView {
    let locale = use_locale();
    let typed = use_in_address("find");
    let found = memo(move || search_all(&typed.get(), locale.language()));
    let none = memo(move || found.read().is_empty());
    let no_match = Signal::derive(move || locale.fill(words::NO_MATCH, &[&typed.get()]));
    let tile = move |category: Category| view! { <Tile category found /> };
    view! {
        <Page title=words::TITLE lead=words::LEAD actions=move || view! { <SearchBox label=words::SEARCH typed /> }>
            <div class="tiles">
                {TILES.map(tile).into_iter().collect_view()}
                <FromNothing found />
            </div>
            {move || none.get().then(|| view! {
                <Empty title=no_match>
                    <a class="button" href="/dev/scenarios/inbound/new">{t(words::START_BLANK)}</a>
                </Empty>
            })}
        </Page>
        {move || form.get().map(|code| view! { <FormPart form=Form::New { scenario: code } /> })}
    }
}

/// Categories with a tile of their own; the last one is the row below them.
const TILES: [Category; 6] = [
    Category::ImportExport,
    Category::External,
    Category::Sales,
    Category::Management,
    Category::Widget,
    Category::Bot,
];

/// A category, hidden while none of its scenarios is found.
#[component]
fn Tile(category: Category, found: Memo<Vec<&'static str>>) -> impl IntoView {
    let Card { code, title, summary } = category.card();
    let link = move |scenario: &'static Scenario| {
        view! {
            <li hidden=move || !found.read().contains(&scenario.code)><Way scenario class="tile__link" /></li>
        }
    };
    view! {
        <section class="tile card" aria-labelledby=code hidden=hidden(category, found)>
            <div class="tile__head">
                <span class="tile__icon"><Icon path=icon(category) /></span>
                <h2 id=code>{t(title)}</h2>
            </div>
            <p class="tile__summary">{t(summary)}</p>
            <ul class="tile__list">{category.scenarios().map(link).collect_view()}</ul>
        </section>
    }
}

/// The row for whoever finds no scenario that fits.
#[component]
fn FromNothing(found: Memo<Vec<&'static str>>) -> impl IntoView {
    let category = Category::Other;
    let Card { code, title, summary } = category.card();
    let link = move |scenario: &'static Scenario| {
        view! {
            <li hidden=move || !found.read().contains(&scenario.code)><Way scenario class="button" /></li>
        }
    };
    view! {
        <section class="tile tile--row card" aria-labelledby=code hidden=hidden(category, found)>
            <div class="tile__words">
                <h2 id=code>{t(title)}</h2>
                <p class="tile__summary">{t(summary)}</p>
            </div>
            <ul class="tile__buttons">{category.scenarios().map(link).collect_view()}</ul>
        </section>
    }
}

/// The way into a scenario, or its name while there is none.
#[component]
fn Way(scenario: &'static Scenario, class: &'static str) -> impl IntoView {
    if scenario.opens() {
        let href = format!("/dev/scenarios/{}/new", scenario.code);
        view! { <a class=class href=href>{t(scenario.title)}</a> }.into_any()
    } else {
        view! {
            <span class="tile__coming">{t(scenario.title)}" "<small class="tile__mark">{t(words::COMING)}</small></span>
        }
        .into_any()
    }
}

fn hidden(category: Category, found: Memo<Vec<&'static str>>) -> impl Fn() -> bool + Send + Sync {
    move || !category.scenarios().any(|scenario| found.read().contains(&scenario.code))
}

fn search_all(typed: &str, language: Language) -> Vec<&'static str> {
    let fits = |category: Category, scenario: &Scenario| {
        let summary = scenario.summary.in_language(language);
        let beside = [summary, category.card().title.in_language(language), scenario.code];
        search::rank(typed, scenario.title.in_language(language), &beside).is_some()
    };
    let of = |category: Category| category.scenarios().filter(move |scenario| fits(category, scenario));
    Category::ALL.into_iter().flat_map(of).map(|scenario| scenario.code).collect()
}

fn icon(category: Category) -> &'static str {
    match category {
        Category::ImportExport => icons::EXCHANGE,
        Category::External => icons::OUTSIDE,
        Category::Sales => icons::RISE,
        Category::Management => icons::PLAY,
        Category::Widget => icons::PANEL,
        Category::Bot => icons::BOT,
        Category::Other => icons::CODE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scenarios_are_found_by_title_summary_and_category_in_the_language_shown() {
        assert_eq!(search_all("", Language::En).len(), shared::scenario::ALL.len());
        assert_eq!(search_all("move deal", Language::En), ["move_deal"]);
        assert_eq!(search_all("лид воронке", Language::Ru), ["move_lead"]);
        assert!(search_all("chatbot", Language::Fr).contains(&"bot_listen"));
        assert!(search_all("nothing like it", Language::En).is_empty());
    }
}
