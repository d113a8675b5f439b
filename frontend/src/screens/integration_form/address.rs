//! The webhook's address: where calls go, and the secret that only its owner sees.

use super::desk::{Desk, Question};
use crate::{
    locale::{t, use_locale},
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
    let owner = desk.about(|integration| integration.owner.name.clone());
    let inbound = desk.about_inbound(Inbound::clone);
    let prefix =
        Signal::derive(move || inbound.read().as_ref().map(|inbound| inbound.prefix.clone()).unwrap_or_default());
    let secret = Signal::derive(move || inbound.read().as_ref().and_then(|inbound| inbound.secret.clone()));
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
                    view! { <Secret label=words::ADDRESS before=prefix secret after="/".to_owned() shown /> }
                }}
                {move || (!foreign.get()).then(|| view! {
                    <Button disabled=pending on_click=move |_| desk.question.set(Some(Question::Generate))>
                        {t(words::GENERATE)}
                    </Button>
                })}
            </div>
            {move || lost().then(|| view! { <Alert tone=Tone::Warning>{t(words::SECRET_LOST)}</Alert> })}
            {move || pending.get().then(|| view! {
                <p class="card__note" role="status">
                    {t(words::SECRET_AT_SAVE)}
                    <Button
                        kind=ButtonKind::Quiet
                        on_click=move |_| desk.form.update(|form| form.new_secret = false)
                    >
                        {t(words::KEEP_SECRET)}
                    </Button>
                </p>
            })}
        </section>
    }
}
