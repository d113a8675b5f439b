//! A group of settings that is saved on its own: its card, its button, and what happens when somebody else
//! has saved it meanwhile.

use super::Group;
use crate::{
    api::{self, ApiError},
    locale::{Label, Locale, t, use_locale},
    submission::Submission,
    task::memo,
    texts::settings as words,
    widgets::{Button, use_toasts},
};
use leptos::prelude::*;
use serde_json::Value;
use shared::{
    fault,
    settings::{Versioned, fields::Field},
    text::Text,
};

/// How a group is saved. `Copy`.
#[derive(Clone, Copy)]
pub struct Saving {
    group: &'static str,
    version: RwSignal<u64>,
    /// For the fields.
    pub submission: Submission,
    /// Brings the group anew.
    reload: Callback<()>,
}

impl Saving {
    /// For the group of this name, with these fields.
    pub fn new(group: &'static str, version: u64, fields: &'static [&'static str], reload: Callback<()>) -> Saving {
        Saving { group, version: RwSignal::new(version), submission: Submission::new(fields), reload }
    }

    fn send(self, value: Value, then: Callback<Value>) {
        let body = Versioned { version: self.version.get_untracked(), value };
        let path = format!("/console/settings/{}", self.group);
        let call = async move { api::put::<Versioned<Value>>(&path, &body).await };
        self.submission.send(call, move |saved| {
            self.version.set(saved.version);
            then.run(saved.value);
        });
    }

    /// Saves over what somebody else saved.
    fn overwrite(self, value: Value, then: Callback<Value>) {
        self.submission.send(async { api::get::<Value>("/console/settings").await }, move |all| {
            let newer = all[self.group]["version"].as_u64();
            self.version.set(newer.unwrap_or_default());
            self.send(value, then);
        });
    }
}

fn is_overtaken(error: &ApiError) -> bool {
    error.is(fault::SETTINGS_CHANGED) || error.is(fault::SETTINGS_CHANGED_BY_YOU)
}

/// The values of a field to choose from; tracked.
pub fn options(field: &Field, locale: Locale) -> Vec<(String, String)> {
    field.choices().iter().map(|(code, words)| ((*code).to_owned(), locale.say(*words).to_owned())).collect()
}

/// The card: `value` makes the JSON of the group, `then` gets it as the portal kept it.
#[component]
pub fn Section(
    title: Text,
    #[prop(into)] lead: Label,
    saving: Saving,
    /// `None` when something typed cannot be sent; the field says so.
    value: Callback<(), Option<Value>>,
    /// Puts it into the fields as the portal keeps it.
    #[prop(optional)]
    fill: Option<Callback<Value>>,
    #[prop(optional)] then: Option<Callback<Value>>,
    children: Children,
) -> impl IntoView {
    let (locale, toasts) = (use_locale(), use_toasts());
    let done = move |sent: Value| {
        Callback::new(move |kept: Value| {
            toasts.done(untrack(|| locale.fill(words::SAVED, &[locale.say(title)])));
            // What was typed meanwhile stays.
            let fill = fill.filter(|_| value.run(()).as_ref() == Some(&sent));
            [fill, then].into_iter().flatten().for_each(|put| put.run(kept.clone()));
        })
    };
    let submit = move |()| {
        if let Some(value) = value.run(()) {
            saving.send(value.clone(), done(value));
        }
    };
    let error = saving.submission.error();
    let changed = memo(move || error.read().as_ref().is_some_and(is_overtaken));
    let overwrite = move |_| {
        if let Some(value) = value.run(()) {
            saving.overwrite(value.clone(), done(value));
        }
    };
    let acts = move || {
        move || {
            changed.get().then(|| {
                view! {
                    <Button on_click=move |_| saving.reload.run(())>{t(words::RELOAD)}</Button>
                    <Button on_click=overwrite>{t(words::OVERWRITE)}</Button>
                }
            })
        }
    };
    view! { <Group title lead submission=saving.submission on_submit=submit acts>{children()}</Group> }
}
