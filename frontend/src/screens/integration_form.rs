//! The form of an integration, over the page it was opened from: a new one begins as a draft of a scenario,
//! one that is there opens as it is.

mod address;
mod builder;
mod desk;
mod drafts;
mod execute;
mod limits;
mod outbound;
mod overtaken;
mod parameters;
mod permissions;
mod problems;
mod questions;
mod result;
mod secret;
mod title;
mod tree;

pub use result::time;

use crate::{
    api,
    leaving::{self, Way},
    locale::{Label, t, use_locale},
    screens::use_cases::coming,
    task::{effect, memo},
    texts::{form as words, integration_page, use_cases, widgets},
    widgets::{Button, ButtonKind, Empty, Loaded, SlideOver, use_toasts},
};
use desk::{Desk, Question};
use leptos::{html, prelude::*};
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate, use_query_map},
};
use shared::{
    integration::Integration,
    scenario::{self, Block},
};

/// `/dev/scenarios/:code/new`. Opening it makes a draft, or finds the one that the address names; one that is never
/// saved goes by itself. `?like=7` makes a copy of an integration, `?method=crm.deal.list` begins with that method.
/// `back` is the address below it.
#[component]
pub fn NewIntegration(code: String, back: String) -> impl IntoView {
    let (locale, toasts) = (use_locale(), use_toasts());
    let leave = go(back);
    let query = use_query_map().get_untracked();
    let like = query.get("like").and_then(|id| id.parse::<u64>().ok());
    let method = query.get("method").filter(|_| like.is_none());
    match scenario::find(&code) {
        Some(scenario) if scenario.opens() => {
            let address = drafts::use_address();
            let fetch = move || drafts::begin(scenario, like, method.clone(), address, locale, toasts);
            let stay = Callback::new(move |id: u64| address.saved(id));
            let desk = desk::open(fetch, stay, toasts, locale);
            view! { <Form desk first_title=scenario.title leave /> }.into_any()
        }
        Some(scenario) => view! {
            <SlideOver label=scenario.title lead=scenario.summary on_close=leave>
                <coming::Cards scenario />
                <div class="coming__meanwhile">
                    <p>{t(use_cases::MEANWHILE)}</p>
                    <a class="button" href="/dev/scenarios/inbound/new">{t(use_cases::START_BLANK)}</a>
                </div>
            </SlideOver>
        }
        .into_any(),
        None => view! {
            <SlideOver label=words::SCENARIO_GONE on_close=leave>
                <p>{t(words::SCENARIO_GONE_HELP)}</p>
            </SlideOver>
        }
        .into_any(),
    }
}

/// `/dev/integrations/:id`. Opening it changes nothing.
#[component]
pub fn EditIntegration(id: String) -> impl IntoView {
    let (locale, toasts) = (use_locale(), use_toasts());
    let fetch = move || {
        let path = format!("/console/integrations/{id}");
        async move { api::get::<Integration>(&path).await }
    };
    let desk = desk::open(fetch, Callback::new(|_| ()), toasts, locale);
    view! { <Form desk first_title=words::INTEGRATION leave=go_to_list() /> }
}

fn go(path: String) -> Callback<()> {
    let navigate = use_navigate();
    Callback::new(move |()| navigate(&path, NavigateOptions::default()))
}

/// Back to the list as it is filtered: what the address says after its path is the list's.
fn go_to_list() -> Callback<()> {
    let (navigate, search) = (use_navigate(), use_location().search);
    Callback::new(move |()| {
        let search = search.with_untracked(|search| search.trim_start_matches('?').to_owned());
        let after = if search.is_empty() { search } else { format!("?{search}") };
        navigate(&format!("/dev/integrations{after}"), NavigateOptions::default());
    })
}

#[component]
fn Form(desk: Desk, #[prop(into)] first_title: Label, leave: Callback<()>) -> impl IntoView {
    let locale = use_locale();
    let (dirty, busy) = (desk.dirty(), desk.submission.busy());
    let close = move |()| {
        if dirty.get_untracked() {
            desk.question.set(Some(Question::Leave(None)));
        } else {
            leave.run(());
        }
    };
    let guard = leaving::guard(dirty, Callback::new(move |way| desk.question.set(Some(Question::Leave(Some(way))))));
    let go_on = Callback::new(move |way: Option<Way>| match way {
        Some(way) => guard.go(way),
        None => leave.run(()),
    });
    let missing = desk.missing();
    let label = Signal::derive(move || match desk.form.with(|form| form.name.trim().to_owned()) {
        name if name.is_empty() => first_title.read(locale),
        name => name,
    });
    let (foreign, draft) = (desk.foreign(), desk.draft());
    // A save that was overtaken has a dialog of its own.
    let failed = memo(move || (!desk.overtaken()).then(|| desk.submission.summary(locale)).flatten());
    // Beside the button that was pressed, wherever in the form one is. What failed last comes first: what is to be
    // mended before a save is listed above as well.
    let note = move || match failed.read().is_some() {
        true => Some(view! { <span class="form__fault">{move || failed.get()}</span> }.into_any()),
        false if problems::any(desk) => {
            Some(view! { <span class="form__fault">{t(words::FIX_FIRST)}</span> }.into_any())
        }
        false => draft.get().then(|| view! { <span>{t(words::DRAFT_NOTE)}</span> }.into_any()),
    };
    let code = desk.about(|integration| integration.scenario.clone());
    // A copy is of what is saved, and leaving for it must lose nothing.
    let copy_link = move || {
        let (id, code) = (desk.id_now().filter(|_| !draft.get() && !dirty.get())?, code.get()?);
        Some(format!("/dev/scenarios/{code}/new?like={id}"))
    };
    let footer = move || match missing.get() {
        true => view! { <Button on_click=move |_| close(())>{t(widgets::CLOSE)}</Button> }.into_any(),
        false => view! {
            <Button kind=ButtonKind::Primary busy disabled=not_there(desk) on_click=move |_| desk.save()>
                {move || locale.say(if foreign.get() { words::SAVE_TAKE } else { words::SAVE })}
            </Button>
            <Button on_click=move |_| close(())>{t(widgets::CLOSE)}</Button>
            {move || copy_link().map(|href| view! { <a class="button" href=href>{t(words::DUPLICATE)}</a> })}
            <p class="form__note" role="status">{note}</p>
        }
        .into_any(),
    };
    let body = move || match missing.get() {
        true => view! {
            <Empty title=integration_page::GONE text=integration_page::GONE_TEXT>
                <a class="button" href="/dev/integrations">{t(integration_page::ALL)}</a>
            </Empty>
        }
        .into_any(),
        false => view! {
            <Loaded load=desk.integration let:_integration>
                <Body desk />
            </Loaded>
        }
        .into_any(),
    };
    view! {
        <SlideOver label on_close=close header=move || view! { <title::Title desk label /> } footer=move || footer>
            {body}
            <questions::Questions desk leave=go_on />
        </SlideOver>
    }
}

fn not_there(desk: Desk) -> Memo<bool> {
    memo(move || desk.integration.value().with(Option::is_none))
}

#[component]
fn Body(desk: Desk) -> impl IntoView {
    let top = NodeRef::<html::Div>::new();
    // Whoever saved from the foot of a long form sees what became of the address.
    effect(move || {
        if desk.news.read().is_some()
            && let Some(body) = top.get_untracked().and_then(|top| top.parent_element())
        {
            request_animation_frame(move || body.set_scroll_top(0));
        }
    });
    let code = desk.about(|integration| integration.scenario.clone());
    let scenario = Signal::derive(move || code.read().as_deref().and_then(scenario::find));
    let called = memo(move || desk.about_inbound(|_| ()).get().is_some());
    let sending = memo(move || code.get());
    let sending = move || sending.get().as_deref().and_then(scenario::find).filter(|it| it.has(Block::Outbound));
    view! {
        <div node_ref=top role="status" class="form__news">
            {move || desk.news.get().map(|news| view! { <p class="alert alert--ok">{t(news)}</p> })}
        </div>
        <problems::Problems desk />
        {move || called.get().then(|| view! {
            <address::Address desk />
            <builder::Builder desk />
            <permissions::Permissions desk />
        })}
        {move || sending().map(|scenario| view! { <outbound::Outbound desk scenario /> })}
        <limits::Limits desk />
        {move || scenario.get().filter(|scenario| scenario.coming().next().is_some()).map(|scenario| view! {
            <coming::Cards scenario />
        })}
    }
}
