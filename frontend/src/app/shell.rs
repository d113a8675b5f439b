//! The frame around every screen: navigation, notices, who is signed in.

use super::{account::Account, progress::Progress, shortcut_help::ShortcutHelp};
use crate::{
    leaving,
    locale::{Label, t, use_locale},
    parts::{Portal, PortalPart},
    screens::notices::Bell,
    session::use_session,
    shortcuts::{listen, shortcut},
    task::memo,
    texts::{deliveries, palette, profile, settings, shell as words},
    widgets::{Alert, Icon, Page, Tab, TabStrip, ToastRegion, Tone, icons},
};
use leptos::{ev, prelude::*};
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};
use shared::text::Text;
use wasm_bindgen::JsCast;

/// Navigation beside the screen.
#[component]
pub fn Frame(children: Children) -> impl IntoView {
    let path = use_location().pathname;
    // Where the navigation is a drawer, going somewhere closes it.
    let opened_at = RwSignal::new(None::<String>);
    let open = memo(move || opened_at.read().as_ref() == Some(&*path.read()));
    let toggle = move |_| opened_at.set((!open.get_untracked()).then(|| path.get_untracked()));
    let (finding, help) = (RwSignal::new(false), RwSignal::new(false));
    provide_context(help);
    keys(finding, help);
    let (session, locale) = (use_session(), use_locale());
    let called = move || session.called(locale);
    let escape = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            opened_at.set(None);
        }
    };
    view! {
        <div class="shell" class:shell--open=open>
            <a class="shell__skip" href="#content" rel="external">{t(words::SKIP)}</a>
            <div class="shell__side" on:keydown=escape>
                <header class="shell__bar">
                    <button
                        type="button" class="button button--icon shell__menu" aria-label=t(words::MENU)
                        aria-controls="navigation" aria-expanded=move || open.get().to_string() on:click=toggle
                    >
                        {move || if open.get() {
                            view! { <Icon path=icons::CLOSE /> }
                        } else {
                            view! { <Icon path=icons::MENU /> }
                        }}
                    </button>
                    <a class="shell__brand" href="/dev">
                        <Icon path=icons::PORTICO />
                        <span class="shell__called">{called}</span>
                    </a>
                    <Bell />
                </header>
                <div id="navigation" class="shell__drawer">
                    <div class="shell__top">
                        <button type="button" class="shell__find" on:click=move |_| finding.set(true)>
                            <Icon path=icons::SEARCH />
                            <span class="shell__hint">{t(palette::OPEN)}</span>
                            <kbd class="shell__keys">{MODIFIER}" K"</kbd>
                        </button>
                        <Navigation />
                    </div>
                    <Account />
                </div>
            </div>
            <main id="content" class="shell__content" tabindex="-1">
                {children()}
            </main>
        </div>
        <Progress />
        {move || finding.get().then(|| {
            let on_close = Callback::new(move |()| finding.set(false));
            view! { <PortalPart which=Portal::Palette { on_close } /> }
        })}
        {move || help.get().then(|| view! { <ShortcutHelp on_close=move |()| help.set(false) /> })}
        <ToastRegion />
    }
}

/// What the key beside K is called; it works whichever of the two is pressed.
const MODIFIER: &str = "Ctrl";

/// The shortcuts that work on every screen.
fn keys(finding: RwSignal<bool>, help: RwSignal<bool>) {
    listen();
    let session = use_session();
    let admin = untrack(|| session.admin());
    for (keys, path, words, _) in GO.into_iter().filter(|(_, _, _, admins)| admin || !admins) {
        let navigate = use_navigate();
        let go = move || {
            if !leaving::asks(path) {
                navigate(path, NavigateOptions::default());
            }
        };
        shortcut(keys, words, go);
    }
    shortcut("Ctrl+k", palette::TITLE, move || finding.set(true));
    shortcut("/", palette::FOCUS_SEARCH, focus_search);
    shortcut("?", palette::SHOW_SHORTCUTS, move || help.set(true));
}

/// Where two keys lead; some only administrators.
const GO: [(&str, &str, Text, bool); 8] = [
    ("g u", "/dev", words::USE_CASES, false),
    ("g i", "/dev/integrations", words::INTEGRATIONS, false),
    ("g d", "/dev/deliveries", deliveries::TITLE, false),
    ("g a", "/dev/audit", words::AUDIT, false),
    ("g s", "/dev/statistics", words::STATISTICS, true),
    ("g p", "/people", words::PEOPLE, true),
    ("g e", "/settings", settings::TITLE, true),
    ("g m", "/profile", profile::TITLE, false),
];

fn focus_search() {
    let found = document().query_selector("#content input[type=search]").ok().flatten();
    if let Some(input) = found.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = input.focus();
    }
}

/// The tabs of the developer resources.
#[component]
pub fn Tabs() -> impl IntoView {
    let session = use_session();
    let tabs = Signal::derive(move || {
        let open_to_all = TABS.len() - usize::from(!session.admin());
        TABS[..open_to_all].to_vec()
    });
    view! {
        <div class="shell__tabs">
            <TabStrip label=words::DEVELOPER tabs />
        </div>
    }
}

/// What only administrators see; others are told so.
#[component]
pub fn AdminsOnly(#[prop(default = words::ADMINS_ONLY)] text: Text, children: ChildrenFn) -> impl IntoView {
    let session = use_session();
    let admin = memo(move || session.admin());
    view! {
        {move || if admin.get() {
            children()
        } else {
            view! {
                <Page title=words::ADMINISTRATOR>
                    <Alert tone=Tone::Warning>{t(text)}</Alert>
                </Page>
            }
            .into_any()
        }}
    }
}

/// Tabs of the developer resources; the last one is the administrators'.
const TABS: &[Tab] = &[
    Tab {
        href: "/dev",
        label: Label::Fixed(words::USE_CASES),
        here: |path| path == "/dev" || path == "/dev/" || path.starts_with("/dev/scenarios"),
    },
    Tab {
        href: "/dev/integrations",
        label: Label::Fixed(words::INTEGRATIONS),
        here: |path| path.starts_with("/dev/integrations"),
    },
    Tab {
        href: "/dev/deliveries",
        label: Label::Fixed(deliveries::TITLE),
        here: |path| path.starts_with("/dev/deliveries"),
    },
    Tab { href: "/dev/audit", label: Label::Fixed(words::AUDIT), here: |path| path.starts_with("/dev/audit") },
    Tab {
        href: "/dev/statistics",
        label: Label::Fixed(words::STATISTICS),
        here: |path| path.starts_with("/dev/statistics"),
    },
];

#[component]
fn Navigation() -> impl IntoView {
    let session = use_session();
    let path = use_location().pathname;
    let link = move |href: &'static str, icon: &'static str, label: Text| {
        view! {
            <a class="shell__link" href=href aria-current=move || path.read().starts_with(href).then_some("page")>
                <Icon path=icon />
                {t(label)}
            </a>
        }
    };
    let admin = memo(move || session.admin());
    view! {
        <nav class="shell__nav" aria-label=t(words::MAIN_NAVIGATION)>
            {link("/dev", icons::CODE, words::DEVELOPER)}
            {move || admin.get().then(|| {
                let people = link("/people", icons::PEOPLE, words::PEOPLE);
                let settings = link("/settings", icons::GEAR, settings::TITLE);
                view! { {people} {settings} }
            })}
        </nav>
    }
}
