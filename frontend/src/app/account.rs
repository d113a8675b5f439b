//! Who is signed in: a button that opens what is theirs to choose.

use crate::{
    api,
    locale::{Locale, t, use_locale},
    session::use_session,
    task::memo,
    texts::{palette, profile, shell as words},
    theme::{self, theme_words},
    widgets::{Avatar, Toasts, popup::Popover, use_toasts},
};
use leptos::{ev, prelude::*, task::spawn_local};
use serde::de::IgnoredAny;
use shared::{
    profile::{ProfileChange, Theme},
    text::Language,
};

/// The button at the foot of the navigation, and its panel.
#[component]
pub fn Account() -> impl IntoView {
    let (session, locale, toasts) = (use_session(), use_locale(), use_toasts());
    let theme = expect_context::<RwSignal<Theme>>();
    let help = expect_context::<RwSignal<bool>>();
    let popover = Popover::new();
    let close = move || popover.close();
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
    let choose_language = move |event: ev::Targeted<ev::Event, web_sys::HtmlSelectElement>| {
        if let Some(language) = Language::from_tag(&event.target().value()) {
            locale.choose(language);
            session.keep(ProfileChange { language: Some(language), ..ProfileChange::default() });
        }
    };
    let choose_theme = move |event: ev::Targeted<ev::Event, web_sys::HtmlSelectElement>| {
        if let Some(choice) = Theme::from_code(&event.target().value()) {
            theme::choose(theme, choice);
            session.keep(ProfileChange { theme: Some(choice), ..ProfileChange::default() });
        }
    };
    let languages = Language::ALL
        .map(|one| view! { <option value=one.code() lang=one.code()>{one.name()}</option> })
        .into_iter()
        .collect_view();
    let themes = Theme::ALL
        .map(|one| view! { <option value=one.code()>{t(theme_words(one))}</option> })
        .into_iter()
        .collect_view();
    view! {
        <section class="shell__account" aria-label=t(words::ACCOUNT)>
            <button
                type="button" class="shell__me" node_ref=popover.button popovertarget="account"
                aria-expanded=move || popover.expanded()
            >
                {person}
            </button>
            <div
                id="account" class="popup account" popover="auto" node_ref=popover.panel
                on:toggle=move |_| drop(popover.toggled()) on:focusout=move |event| popover.left(event)
            >
                <p class="account__email">{move || me.get().map(|me| me.email)}</p>
                <a class="account__link" href="/profile" on:click=move |_| close()>{t(profile::TITLE)}</a>
                <div class="account__choice">
                    <label for="account-language">{t(words::LANGUAGE)}</label>
                    <select
                        id="account-language" class="input" prop:value=move || locale.language().code()
                        on:change:target=choose_language
                    >
                        {languages}
                    </select>
                </div>
                <div class="account__choice">
                    <label for="account-theme">{t(words::THEME)}</label>
                    <select
                        id="account-theme" class="input" prop:value=move || theme.get().code()
                        on:change:target=choose_theme
                    >
                        {themes}
                    </select>
                </div>
                <button type="button" class="account__link" on:click=move |_| { close(); help.set(true); }>
                    {t(palette::SHORTCUTS)}
                </button>
                <button type="button" class="account__link" on:click=move |_| sign_out(locale, toasts)>
                    {t(words::SIGN_OUT)}
                </button>
            </div>
        </section>
    }
    .into_any()
}

/// Ends the session.
pub fn sign_out(locale: Locale, toasts: Toasts) {
    spawn_local(async move {
        match api::post::<IgnoredAny>("/console/sign-out", &()).await {
            // A fresh page forgets everything that the person saw.
            Ok(_) => drop(window().location().assign("/sign-in")),
            Err(error) => toasts.failed(error.text(locale)),
        }
    });
}
