//! How much integrations may ask of the portal.

use super::section::{Saving, Section, options};
use crate::{
    locale::{Locale, use_locale},
    task::memo,
    texts::settings as words,
    widgets::{Alert, Field, Select, Tone},
};
use leptos::prelude::*;
use serde_json::json;
use shared::{
    limits::{Amounts, Limits},
    settings::{PortalSettings, fields},
};

/// The group `limits`.
pub fn limits(settings: PortalSettings, reload: Callback<()>) -> AnyView {
    let locale = use_locale();
    let saving = Saving::new("limits", settings.limits.version, &[], reload);
    let kept = settings.limits.value;
    let mode = RwSignal::new(code(kept).to_owned());
    let amounts = kept.amounts().or(Limits::Standard.amounts()).unwrap_or(Amounts { rate: 1, bucket: 1, seconds: 0 });
    let numbers = [amounts.rate, amounts.bucket, amounts.seconds].map(|number| RwSignal::new(number.to_string()));
    let tried = RwSignal::new(false);
    let value = Callback::new(move |()| {
        let mode = mode.get_untracked();
        if mode != "custom" {
            return Some(json!({"mode": mode}));
        }
        tried.set(true);
        let [rate, bucket, seconds] = numbers.map(|number| number.get_untracked().trim().parse::<u32>().ok());
        Some(json!({"mode": mode, "rate": rate?, "bucket": bucket?, "seconds": seconds?}))
    });
    let differs = RwSignal::new(settings.limits_in_force != kept);
    let in_force = settings.limits_in_force;
    let custom = memo(move || mode.read().as_str() == "custom");
    let modes = move || options(&fields::MODE, locale);
    let explained = move || explain(&mode.read(), locale);
    let wrong = move |number: RwSignal<String>| {
        Signal::derive(move || {
            let wrong = tried.get() && number.read().trim().parse::<u32>().is_err();
            wrong.then(|| locale.say(words::NUMBER).to_owned())
        })
    };
    let fields = move || {
        let [rate, bucket, seconds] = numbers;
        view! {
            <div class="settings__row">
                <Field label=fields::RATE.label value=rate kind="number" error=wrong(rate) />
                <Field label=fields::BUCKET.label value=bucket kind="number" error=wrong(bucket) />
                <Field label=fields::SECONDS.label value=seconds kind="number" error=wrong(seconds) />
            </div>
        }
    };
    view! {
        <Section
            title=fields::LIMITS.title lead=words::LIMITS_LEAD saving value then=Callback::new(move |_| differs.set(false))
        >
            {move || differs.get().then(|| view! {
                <Alert tone=Tone::Warning>
                    {move || locale.fill(words::IN_FORCE, &[&named(in_force, locale)])}
                </Alert>
            })}
            <Select
                label=fields::MODE.label value=mode on_choose=move |code| mode.set(code) options=Signal::derive(modes)
            />
            <p class="settings__note" aria-live="polite">{explained}</p>
            {move || custom.get().then(fields)}
        </Section>
    }
    .into_any()
}

fn code(limits: Limits) -> &'static str {
    match limits {
        Limits::Off => "off",
        Limits::Standard => "standard",
        Limits::Enterprise => "enterprise",
        Limits::Custom(_) => "custom",
    }
}

fn named(limits: Limits, locale: Locale) -> String {
    fields::MODE.shown(code(limits), locale.language()).to_lowercase()
}

/// What a choice means; a custom one says it by its fields.
fn explain(mode: &str, locale: Locale) -> String {
    let limits = match mode {
        "standard" => Limits::Standard,
        "enterprise" => Limits::Enterprise,
        "off" => return locale.say(words::OFF_HELP).to_owned(),
        _ => return String::new(),
    };
    let Some(Amounts { rate, bucket, seconds }) = limits.amounts() else { return String::new() };
    let [rate, bucket, seconds] = [rate, bucket, seconds].map(|number| locale.count(number.into()));
    locale.fill(words::AMOUNTS_HELP, &[&rate, &bucket, &seconds])
}
