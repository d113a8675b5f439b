//! What the portal is called, and what people start with.

use super::section::{Saving, Section};
use crate::{
    choices,
    session::use_session,
    texts::settings as words,
    widgets::{Field, Select},
};
use leptos::prelude::*;
use serde_json::{Value, json};
use shared::{
    settings::{PortalSettings, fields},
    text::Language,
};

/// The group `general`.
pub fn general(settings: PortalSettings, reload: Callback<()>) -> AnyView {
    let session = use_session();
    let saving = Saving::new("general", settings.general.version, &["name", "time_zone"], reload);
    let general = settings.general.value;
    let (name, time_zone) = (RwSignal::new(general.name), RwSignal::new(general.time_zone));
    let language = RwSignal::new(general.people_language.code().to_owned());
    let value = Callback::new(move |()| {
        let (name, zone, language) = (name.get_untracked(), time_zone.get_untracked(), language.get_untracked());
        Some(json!({"name": name, "people_language": language, "time_zone": zone}))
    });
    let text = |kept: &Value, name: &str| kept[name].as_str().unwrap_or_default().to_owned();
    let fill = Callback::new(move |kept: Value| {
        name.set(text(&kept, "name"));
        time_zone.set(text(&kept, "time_zone"));
    });
    let then = Callback::new(move |kept: Value| {
        session.change_portal(|portal| {
            portal.name = text(&kept, "name");
            portal.time_zone = text(&kept, "time_zone");
        });
    });
    let languages = Language::ALL.map(|one| (one.code().to_owned(), one.name().to_owned())).to_vec();
    view! {
        <Section title=fields::GENERAL.title lead=words::GENERAL_LEAD saving value fill then>
            <Field label=fields::NAME.label value=name name="name" help=words::NAME_HELP submission=saving.submission />
            <Select
                label=fields::LANGUAGE.label help=words::LANGUAGE_HELP value=language
                on_choose=move |code| language.set(code) options=Signal::stored(languages)
            />
            <Field
                label=fields::TIME_ZONE.label value=time_zone name="time_zone" help=words::TIME_ZONE_HELP
                submission=saving.submission suggestions=choices::supported("timeZone") required=true
            />
        </Section>
    }
    .into_any()
}
