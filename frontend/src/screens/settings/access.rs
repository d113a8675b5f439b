//! Who may create what, and whether REST answers.

use super::section::{Saving, Section, options};
use crate::{
    locale::{t, use_locale},
    task::memo,
    texts::settings as words,
    widgets::Select,
};
use leptos::prelude::*;
use serde_json::{Value, json};
use shared::{
    settings::{
        PortalSettings, RestState, Who,
        fields::{self, Field},
    },
    text::Text,
};

const STATES: [(RestState, &str, Text); 3] = [
    (RestState::On, "on", words::REST_ON_HELP),
    (RestState::Paused, "paused", words::REST_PAUSED_HELP),
    (RestState::Off, "off", words::REST_OFF_HELP),
];

/// The group `creation`.
pub fn creation(settings: PortalSettings, reload: Callback<()>) -> AnyView {
    let locale = use_locale();
    let saving = Saving::new("creation", settings.creation.version, &[], reload);
    let kept = settings.creation.value;
    let [inbound, outbound, bots] =
        [kept.inbound, kept.outbound, kept.bots].map(|who| RwSignal::new(code(who).to_owned()));
    let value = Callback::new(move |()| -> Option<Value> {
        let [inbound, outbound, bots] = [inbound, outbound, bots].map(|who| who.get_untracked());
        Some(json!({"inbound": inbound, "outbound": outbound, "bots": bots}))
    });
    let who = move |field: &'static Field, chosen: RwSignal<String>| {
        let options = Signal::derive(move || options(field, locale));
        view! { <Select label=field.label value=chosen on_choose=move |code| chosen.set(code) options /> }
    };
    view! {
        <Section title=fields::CREATION.title lead=words::CREATION_LEAD saving value>
            <div class="settings__row">
                {who(&fields::INBOUND, inbound)}
                {who(&fields::OUTBOUND, outbound)}
                {who(&fields::BOTS, bots)}
            </div>
        </Section>
    }
    .into_any()
}

/// The group `rest`.
pub fn rest(settings: PortalSettings, reload: Callback<()>) -> AnyView {
    let locale = use_locale();
    let saving = Saving::new("rest", settings.rest.version, &[], reload);
    let kept = settings.rest.value.state;
    let state = RwSignal::new(STATES.iter().find(|row| row.0 == kept).map_or("on", |row| row.1));
    let value = Callback::new(move |()| Some(json!({"state": state.get_untracked()})));
    let choice = move |(_, code, help): (RestState, &'static str, Text)| {
        let called = move || fields::STATE.shown(code, locale.language());
        let chosen = memo(move || state.get() == code);
        view! {
            <label class="settings__choice">
                <input type="radio" name="rest" prop:checked=chosen on:change=move |_| state.set(code) />
                <span>
                    <span class="settings__name">{called}</span>
                    <span class="settings__note">{t(help)}</span>
                </span>
            </label>
        }
    };
    view! {
        <Section title=fields::REST.title lead=words::REST_LEAD saving value>
            <div class="settings__choices" role="radiogroup" aria-label=t(fields::REST.title)>
                {STATES.map(choice).into_iter().collect_view()}
            </div>
        </Section>
    }
    .into_any()
}

fn code(who: Who) -> &'static str {
    match who {
        Who::Everybody => "everybody",
        Who::Administrators => "administrators",
        Who::Nobody => "nobody",
    }
}
