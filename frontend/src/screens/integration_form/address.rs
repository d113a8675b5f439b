//! The webhook's address: where calls go, and the secret that only its owner sees.

use super::{
    desk::{Desk, Question},
    secret,
};
use crate::{
    locale::{Locale, t, use_locale},
    task::memo,
    texts::form as words,
    widgets::{Alert, Button, ButtonKind, Secret, Tone},
};
use leptos::prelude::*;
use shared::integration::Inbound;

/// The card.
#[component]
pub fn Address(desk: Desk) -> impl IntoView {
    let locale = use_locale();
    let foreign = desk.foreign();
    let owner = desk.about(move |integration| integration.owner.shown(locale.language()));
    let inbound = desk.about_inbound(Inbound::clone);
    let prefix =
        Signal::derive(move || inbound.read().as_ref().map(|inbound| inbound.prefix.clone()).unwrap_or_default());
    let code = Signal::derive(move || inbound.read().as_ref().and_then(|inbound| inbound.secret.clone()));
    let mine = desk.has_secret();
    let first = Callback::new(move |then| secret::with(desk, then));
    let lost = move || inbound.read().as_ref().is_some_and(|inbound| inbound.secret_lost);
    let pending = memo(move || desk.form.read().new_secret);
    // After a save that made a new secret there is nothing more to the point than to show it.
    let fresh = move || desk.news.read().is_some();
    let whose = move || match foreign.get() {
        true => locale.fill(words::NOT_YOURS, &[&owner.get().unwrap_or_default()]),
        false => locale.say(words::ONLY_YOU).to_owned(),
    };
    view! {
        <section class="card" aria-label=t(words::ADDRESS)>
            <div class="card__head">
                <h3 class="card__title">{t(words::ADDRESS)}</h3>
                <span class="card__aside">{whose}</span>
            </div>
            <div class="webhook">
                {move || {
                    let shown = fresh();
                    view! {
                        <Secret
                            label=words::ADDRESS before=prefix secret=code after="/".to_owned() mine first shown
                        />
                    }
                }}
                {move || (!foreign.get()).then(|| view! {
                    <Button on_click=move |_| desk.question.set(Some(Question::Generate))>
                        {t(words::GENERATE)}
                    </Button>
                })}
            </div>
            {move || lost().then(|| view! { <Alert tone=Tone::Warning>{t(words::SECRET_LOST)}</Alert> })}
            {move || pending.get().map(|hours| view! {
                <p class="card__note" role="status">
                    {move || at_save(hours, locale)}
                    <Button
                        kind=ButtonKind::Quiet
                        on_click=move |_| desk.form.update(|form| form.new_secret = None)
                    >
                        {t(words::KEEP_SECRET)}
                    </Button>
                </p>
            })}
            <Former desk />
        </section>
    }
}

/// The secret before this one, as long as it works.
#[component]
fn Former(desk: Desk) -> impl IntoView {
    let locale = use_locale();
    let foreign = desk.foreign();
    let until = desk.about_inbound(|inbound| inbound.former_until);
    let until = memo(move || until.get().flatten().filter(|until| locale.now() < *until));
    move || {
        until.get().map(|until| {
            view! {
                <Alert tone=Tone::Warning>
                    <div class="form__offer">
                        <span>
                            {move || {
                                locale.fill(words::FORMER, &[&locale.relative(until), &locale.date_time(until)])
                            }}
                        </span>
                        {move || (!foreign.get()).then(|| view! {
                            <Button
                                kind=ButtonKind::Quiet
                                on_click=move |_| desk.question.set(Some(Question::EndFormer))
                            >
                                {t(words::FORMER_END)}
                            </Button>
                        })}
                    </div>
                </Alert>
            }
        })
    }
}

fn at_save(hours: u32, locale: Locale) -> String {
    match hours {
        0 => locale.say(words::SECRET_AT_SAVE).to_owned(),
        hours => locale.fill(words::SECRET_AT_SAVE_OVERLAP, &[&locale.hours(hours.into())]),
    }
}
