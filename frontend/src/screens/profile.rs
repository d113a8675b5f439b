//! One's own profile: name, screens, password, sign-ins.

mod password;
mod sessions;

use crate::{
    api, choices,
    locale::{Label, use_locale},
    screens::settings::{Group, unsaved},
    session::use_session,
    submission::Submission,
    texts::{profile as words, settings, setup, shell},
    theme::{self, theme_words},
    widgets::{Field, Loaded, Select, load, use_toasts},
};
use leptos::prelude::*;
use password::Password;
use sessions::Sessions;
use shared::{
    people::Session as Answer,
    profile::{Profile as Own, ProfileChange, Theme},
    text::{Language, Text},
};

/// `/profile`
#[component]
pub fn Profile() -> impl IntoView {
    let own = load(|| api::get::<Own>("/console/profile"));
    let question = unsaved::keep();
    view! {
        <div class="settings">
            <Loaded load=own let:own>
                <Name own=own.get_untracked() />
                <Screens own=own.get_untracked() />
            </Loaded>
            <Password />
            <Sessions />
        </div>
        {question}
    }
}

/// A group of the profile; `change` makes what is sent.
#[component]
fn Card(
    title: Text,
    #[prop(into)] lead: Label,
    submission: Submission,
    change: Callback<(), ProfileChange>,
    children: Children,
) -> impl IntoView {
    let (session, locale, toasts) = (use_session(), use_locale(), use_toasts());
    let submit = move |()| {
        let body = change.run(());
        submission.send(async move { api::put::<Answer>("/console/profile", &body).await }, move |answer| {
            session.renew(answer);
            toasts.done(untrack(|| locale.fill(settings::SAVED, &[locale.say(title)])));
        });
    };
    view! { <Group title lead submission on_submit=submit>{children()}</Group> }
}

#[component]
fn Name(own: Own) -> impl IntoView {
    let locale = use_locale();
    let email = own.email;
    let lead = Signal::derive(move || locale.fill(words::NAME_LEAD, &[&email]));
    let (name, last_name) = (RwSignal::new(own.name), RwSignal::new(own.last_name));
    let submission = Submission::new(&["name", "last_name"]);
    let change = Callback::new(move |()| ProfileChange {
        name: Some(name.get_untracked()),
        last_name: Some(last_name.get_untracked()),
        ..ProfileChange::default()
    });
    view! {
        <Card title=words::NAME_TITLE lead submission change>
            <div class="settings__row">
                <Field
                    label=setup::NAME value=name name="name" autocomplete="given-name" submission required=true
                />
                <Field label=setup::LAST_NAME value=last_name name="last_name" autocomplete="family-name" submission />
            </div>
        </Card>
    }
}

#[component]
fn Screens(own: Own) -> impl IntoView {
    let locale = use_locale();
    let colours = expect_context::<RwSignal<Theme>>();
    let language = RwSignal::new(untrack(|| locale.language()));
    let theme = RwSignal::new(colours.get_untracked());
    let time_zone = RwSignal::new(own.time_zone);
    let submission = Submission::new(&["time_zone"]);
    let change = Callback::new(move |()| {
        let (language, theme) = (language.get_untracked(), theme.get_untracked());
        locale.choose(language);
        theme::choose(colours, theme);
        ProfileChange {
            time_zone: Some(time_zone.get_untracked()),
            language: Some(language),
            theme: Some(theme),
            ..ProfileChange::default()
        }
    });
    let languages = Language::ALL.map(|one| (one.code().to_owned(), one.name().to_owned())).to_vec();
    let themes =
        move || Theme::ALL.map(|one| (one.code().to_owned(), locale.say(theme_words(one)).to_owned())).to_vec();
    let help = Signal::derive(move || locale.fill(words::TIME_ZONE_HELP, &[&choices::own_time_zone()]));
    view! {
        <Card title=words::SCREENS lead=words::SCREENS_LEAD submission change>
            <div class="settings__row">
                <Select
                    label=shell::LANGUAGE value=Signal::derive(move || language.get().code().to_owned())
                    on_choose=move |code: String| language.set(Language::from_tag(&code).unwrap_or_default())
                    options=Signal::stored(languages)
                />
                <Select
                    label=shell::THEME value=Signal::derive(move || theme.get().code().to_owned())
                    on_choose=move |code: String| theme.set(Theme::from_code(&code).unwrap_or_default())
                    options=Signal::derive(themes)
                />
            </div>
            <Field
                label=words::TIME_ZONE value=time_zone name="time_zone" help=Label::from(help) submission
                suggestions=choices::supported("timeZone")
            />
        </Card>
    }
}
