//! Common use cases: what one can connect, as tiles of ready scenarios, and each category as a page of its own
//! over them.

pub mod coming;

use crate::{
    address::use_in_address,
    locale::{t, use_locale},
    logic::search,
    parts::{Form, FormPart},
    task::memo,
    texts::use_cases as words,
    widgets::{Empty, Icon, Page, SearchBox, SlideOver, actions, icons},
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use shared::{
    scenario::{Card, Category, Scenario},
    text::Language,
};

/// `/dev`; `category` is the one that is open over it, and `form` the code of the scenario whose form is.
#[component]
pub fn UseCases(category: Memo<Option<Category>>, form: Memo<Option<String>>) -> impl IntoView {
    let locale = use_locale();
    let typed = use_in_address("find");
    let found = memo(move || search_all(&typed.get(), locale.language()));
    let none = memo(move || found.read().is_empty());
    let no_match = Signal::derive(move || locale.fill(words::NO_MATCH, &[&typed.get()]));
    let tile = move |category: Category| view! { <Tile category found /> };
    let back = move || category.get_untracked().map_or_else(|| "/dev".to_owned(), page_of);
    view! {
        <Page title=words::TITLE lead=words::LEAD>
            {actions(view! { <SearchBox label=words::SEARCH typed /> })}
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
        {move || category.get().map(|category| view! { <Scenarios category /> })}
        {move || form.get().map(|code| view! { <FormPart form=Form::New { scenario: code, back: back() } /> })}
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
    let Card { code, summary, .. } = category.card();
    let link = move |scenario: &'static Scenario| {
        view! {
            <li hidden=move || !found.read().contains(&scenario.code)><Way scenario class="tile__link" /></li>
        }
    };
    view! {
        <section class="tile card" aria-labelledby=code hidden=hidden(category, found)>
            <div class="tile__head">
                <span class="tile__icon"><Icon path=icon(category) /></span>
                <Title category />
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
    let Card { code, summary, .. } = category.card();
    let link = move |scenario: &'static Scenario| {
        view! {
            <li hidden=move || !found.read().contains(&scenario.code)><Way scenario class="button" /></li>
        }
    };
    view! {
        <section class="tile tile--row card" aria-labelledby=code hidden=hidden(category, found)>
            <div class="tile__words">
                <Title category />
                <p class="tile__summary">{t(summary)}</p>
            </div>
            <ul class="tile__buttons">{category.scenarios().map(link).collect_view()}</ul>
        </section>
    }
}

/// The name of a category, which leads to its page.
#[component]
fn Title(category: Category) -> impl IntoView {
    let Card { code, title, .. } = category.card();
    view! { <h2 id=code><a class="tile__title" href=page_of(category)>{t(title)}</a></h2> }
}

/// The way into a scenario. What is not all there says so.
#[component]
fn Way(scenario: &'static Scenario, class: &'static str) -> impl IntoView {
    view! {
        <a class=class href=format!("/dev/scenarios/{}/new", scenario.code)>
            {t(scenario.title)}
            {coming::mark(scenario).map(|words| view! { " "<small class="tile__mark">{t(words)}</small> })}
        </a>
    }
}

/// `/dev/scenarios/:category`: what one category offers, with what each scenario is made of.
#[component]
fn Scenarios(category: Category) -> impl IntoView {
    let navigate = use_navigate();
    let close = move |()| navigate("/dev", NavigateOptions::default());
    let Card { title, summary, .. } = category.card();
    let card = move |scenario: &'static Scenario| {
        view! {
            <li>
                <a class="scenario card" href=format!("{}/{}/new", page_of(category), scenario.code)>
                    <h3 class="scenario__title">{t(scenario.title)}</h3>
                    <p class="scenario__summary">{t(scenario.summary)}</p>
                    <coming::Parts scenario />
                </a>
            </li>
        }
    };
    view! {
        <SlideOver label=title lead=summary on_close=close>
            <ul class="scenarios">{category.scenarios().map(card).collect_view()}</ul>
        </SlideOver>
    }
}

fn page_of(category: Category) -> String {
    format!("/dev/scenarios/{}", category.card().code)
}

fn hidden(category: Category, found: Memo<Vec<&'static str>>) -> impl Fn() -> bool + Send + Sync {
    move || !category.scenarios().any(|scenario| found.read().contains(&scenario.code))
}

/// Documentation and colleagues may use another language's names than the screen, so all of them are looked
/// through.
fn search_all(typed: &str, language: Language) -> Vec<&'static str> {
    let fits = |category: Category, scenario: &Scenario| {
        let titles = Language::ALL.map(|language| scenario.title.in_language(language));
        let categories = Language::ALL.map(|language| category.card().title.in_language(language));
        let summary = scenario.summary.in_language(language);
        let beside = [[summary, scenario.code, scenario.words], titles, categories].concat();
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

    #[test]
    fn other_words_and_other_languages_find_them_too() {
        for (typed, language, wanted) in [
            ("incoming", Language::En, "inbound"),
            ("outgoing hook", Language::En, "outbound"),
            ("inbound", Language::Ru, "inbound"),
            ("хук", Language::Ru, "outbound"),
            ("sortant", Language::En, "outbound"),
            ("pipeline", Language::Fr, "move_deal"),
            ("csv", Language::Ru, "export_contractors"),
            ("автоматизация продаж", Language::En, "move_lead"),
        ] {
            assert!(search_all(typed, language).contains(&wanted), "{typed}");
        }
    }
}
