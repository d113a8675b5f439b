//! The frame around every screen: navigation, notices, who is signed in.

use crate::{
    api,
    locale::{Label, t, use_locale},
    screens::notices::Bell,
    session::use_session,
    task::memo,
    texts::shell as words,
    theme::{self, Theme},
    widgets::{Alert, Avatar, Icon, Page, Tab, TabStrip, ToastRegion, Tone, icons, use_toasts},
};
use leptos::{ev, prelude::*, task::spawn_local};
use leptos_router::hooks::use_location;
use serde::de::IgnoredAny;
use shared::text::{Language, Text};

/// Navigation beside the screen.
#[component]
pub fn Frame(children: Children) -> impl IntoView {
    let path = use_location().pathname;
    // Where the navigation is a drawer, going somewhere closes it.
    let opened_at = RwSignal::new(None::<String>);
    let open = memo(move || opened_at.read().as_ref() == Some(&*path.read()));
    let toggle = move |_| opened_at.set((!open.get_untracked()).then(|| path.get_untracked()));
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
                        {t(words::PORTICO)}
                    </a>
                    <Bell />
                </header>
                <div id="navigation" class="shell__drawer">
                    <Navigation />
                    <Account />
                </div>
            </div>
            <main id="content" class="shell__content" tabindex="-1">
                {children()}
            </main>
        </div>
        <ToastRegion />
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
            {move || admin.get().then(|| link("/people", icons::PEOPLE, words::PEOPLE))}
        </nav>
    }
}

#[component]
fn Account() -> impl IntoView {
    let (session, locale, toasts) = (use_session(), use_locale(), use_toasts());
    let theme = expect_context::<RwSignal<Theme>>();
    let me = memo(move || session.me());
    let person = move || {
        me.get().map(|me| {
            let role = if me.admin { words::ADMINISTRATOR } else { words::USER };
            view! {
                <Avatar id=me.id name=me.name.clone() />
                <span class="shell__person">
                    <span class="shell__name">{me.name}</span>
                    <span class="shell__role">{t(role)}</span>
                </span>
            }
        })
    };
    let language = move |language: Language| {
        view! {
            <option value=language.code() lang=language.code()>{language.name()}</option>
        }
    };
    let choose_language = move |event: ev::Targeted<ev::Event, web_sys::HtmlSelectElement>| {
        if let Some(language) = Language::from_tag(&event.target().value()) {
            locale.choose(language);
        }
    };
    let choice = move |choice: Theme| view! { <option value=choice.code()>{t(theme_words(choice))}</option> };
    let choose_theme = move |event: ev::Targeted<ev::Event, web_sys::HtmlSelectElement>| {
        let code = event.target().value();
        if let Some(choice) = Theme::ALL.into_iter().find(|choice| choice.code() == code) {
            theme::choose(theme, choice);
        }
    };
    let sign_out = move |_| {
        spawn_local(async move {
            match api::post::<IgnoredAny>("/console/sign-out", &()).await {
                // A fresh page forgets everything that the person saw.
                Ok(_) => drop(window().location().assign("/sign-in")),
                Err(error) => toasts.failed(error.text(locale)),
            }
        });
    };
    view! {
        <section class="shell__account" aria-label=t(words::ACCOUNT)>
            <div class="shell__me">{person}</div>
            <div class="shell__choices">
                <select
                    class="shell__select" aria-label=t(words::LANGUAGE)
                    prop:value=move || locale.language().code() on:change:target=choose_language
                >
                    {Language::ALL.map(language).into_iter().collect_view()}
                </select>
                <select
                    class="shell__select" aria-label=t(words::THEME)
                    prop:value=move || theme.get().code() on:change:target=choose_theme
                >
                    {Theme::ALL.map(choice).into_iter().collect_view()}
                </select>
            </div>
            <button type="button" class="button button--quiet shell__leave" on:click=sign_out>{t(words::SIGN_OUT)}</button>
        </section>
    }
}

fn theme_words(theme: Theme) -> Text {
    match theme {
        Theme::System => words::THEME_SYSTEM,
        Theme::Light => words::THEME_LIGHT,
        Theme::Dark => words::THEME_DARK,
    }
}
