//! How events reach their handlers, and how long things are kept.

use super::section::{Saving, Section};
use crate::{
    locale::{Label, t, use_locale},
    texts::settings as words,
    widgets::{Check, Field, Select},
};
use leptos::prelude::*;
use serde_json::{Value, json};
use shared::settings::{PortalSettings, STATISTICS_DAYS, fields};

/// The group `handlers`.
pub fn handlers(settings: PortalSettings, reload: Callback<()>) -> AnyView {
    let locale = use_locale();
    let saving = Saving::new("handlers", settings.handlers.version, &["allowed"], reload);
    let typed = RwSignal::new(settings.handlers.value.allowed.join("\n"));
    let once = RwSignal::new(settings.handlers.value.single_attempt);
    let value = Callback::new(move |()| -> Option<Value> {
        let typed = typed.read_untracked();
        let allowed: Vec<&str> = typed.lines().collect();
        Some(json!({"allowed": allowed, "single_attempt": once.get_untracked()}))
    });
    let fill = Callback::new(move |kept: Value| {
        let kept = kept["allowed"].as_array().cloned().unwrap_or_default();
        typed.set(kept.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n"));
    });
    let error = move || saving.submission.beside("allowed", locale);
    let wrong = Signal::derive(error);
    view! {
        <Section title=fields::HANDLERS.title lead=words::HANDLERS_LEAD saving value fill>
            <div class="field">
                <label class="field__label" for="settings-allowed">{t(fields::ALLOWED.label)}</label>
                <textarea
                    id="settings-allowed" class="input input--mono settings__lines" rows="4" spellcheck="false"
                    aria-describedby="settings-allowed-error settings-allowed-help"
                    aria-invalid=move || wrong.read().is_some().then_some("true") prop:value=typed
                    on:input:target=move |event| typed.set(event.target().value())
                ></textarea>
                <p id="settings-allowed-error" class="field__error" role="alert">{wrong}</p>
                <p id="settings-allowed-help" class="field__help">{t(words::ALLOWED_HELP)}</p>
            </div>
            <Check label=fields::SINGLE_ATTEMPT.label value=once help=words::SINGLE_ATTEMPT_HELP />
        </Section>
    }
    .into_any()
}

/// Days of the audit trail that are offered; empty is for ever.
const AUDIT_DAYS: [&str; 5] = ["", "90", "365", "730", "1825"];

/// The group `retention`.
pub fn retention(settings: PortalSettings, reload: Callback<()>) -> AnyView {
    let locale = use_locale();
    let saving = Saving::new("retention", settings.retention.version, &["requests_days", "deliveries_days"], reload);
    let kept = settings.retention.value;
    let requests = RwSignal::new(kept.requests_days.to_string());
    let deliveries = RwSignal::new(kept.deliveries_days.to_string());
    let audit = RwSignal::new(kept.audit_days.map_or_else(String::new, |days| days.to_string()));
    let value = Callback::new(move |()| -> Option<Value> {
        // What is no number is refused like one that is out of range.
        let [requests, deliveries] =
            [requests, deliveries].map(|days| days.read_untracked().trim().parse::<u32>().unwrap_or_default());
        let audit = audit.read_untracked().parse::<u32>().ok();
        Some(json!({"requests_days": requests, "deliveries_days": deliveries, "audit_days": audit}))
    });
    let options = move || {
        let own = audit.get();
        let mut days: Vec<String> = AUDIT_DAYS.map(str::to_owned).to_vec();
        // Another client may have chosen another number.
        if !days.contains(&own) {
            days.push(own);
        }
        days.into_iter().map(|one| (one.clone(), fields::AUDIT_DAYS.shown(&one, locale.language()))).collect()
    };
    let lead = Signal::derive(move || locale.fill(words::RETENTION_LEAD, &[&locale.count(STATISTICS_DAYS.into())]));
    view! {
        <Section title=fields::RETENTION.title lead=Label::from(lead) saving value>
            <div class="settings__row">
                <Field
                    label=fields::REQUESTS_DAYS.label value=requests name="requests_days" kind="number"
                    help=words::REQUESTS_DAYS_HELP submission=saving.submission
                />
                <Field
                    label=fields::DELIVERIES_DAYS.label value=deliveries name="deliveries_days" kind="number"
                    help=words::DELIVERIES_DAYS_HELP submission=saving.submission
                />
                <Select
                    label=fields::AUDIT_DAYS.label value=audit on_choose=move |days| audit.set(days) options=Signal::derive(options)
                />
            </div>
        </Section>
    }
    .into_any()
}
