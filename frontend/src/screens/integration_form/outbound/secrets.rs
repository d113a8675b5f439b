//! The application token and the signing secret: masked, shown and copied by their owner, replaced by the next save.

use super::change;
use crate::{
    locale::{t, use_locale},
    screens::integration_form::{desk::Desk, secret},
    task::memo,
    texts::{form, outbound as words},
    widgets::{Alert, Button, ButtonKind, Secret as Masked, Tone},
};
use leptos::prelude::*;
use shared::{
    integration::{Outbound, SaveOutbound, Secret},
    text::Text,
};

/// Both of them.
#[component]
pub fn Secrets(desk: Desk) -> impl IntoView {
    view! {
        <One desk which=Secret::Token label=words::TOKEN help=words::TOKEN_HELP />
        <One desk which=Secret::Signing label=words::SIGNING help=words::SIGNING_HELP />
    }
}

#[component]
fn One(desk: Desk, which: Secret, label: Text, help: Text) -> impl IntoView {
    let locale = use_locale();
    let (mine, foreign) = (desk.about(|integration| integration.mine), desk.foreign());
    let known = desk.about_outbound(Outbound::clone);
    let there = memo(move || known.read().is_some());
    let lost = memo(move || known.read().as_ref().is_some_and(|known| known.lost.contains(&which)));
    let code = Signal::derive(move || secret::of(desk, which));
    let readable = Signal::derive(move || mine.get() == Some(true) && !lost.get());
    let first = Callback::new(move |then| secret::with_this(desk, which, then));
    let renewing = memo(move || super::read(desk, |form| *flag(&mut form.clone(), which)));
    let fresh = move || desk.news.read().is_some() && code.read().is_some();
    let owner = desk.about(move |integration| integration.owner.shown(locale.language()));
    let renew = move |wanted: bool| change(desk, |form| *flag(form, which) = wanted);
    let shown = move || {
        let shown = fresh();
        view! {
            <div class="webhook">
                <Masked label before="".to_owned() secret=code mine=readable first shown />
                {move || (!foreign.get()).then(|| view! {
                    <Button on_click=move |_| renew(true)>{t(form::GENERATE)}</Button>
                })}
            </div>
        }
    };
    view! {
        <div class="field">
            <p class="field__label">{t(label)}</p>
            {move || match there.get() {
                true => shown().into_any(),
                false => view! { <p class="card__note">{t(words::AT_SAVE)}</p> }.into_any(),
            }}
            {move || lost.get().then(|| {
                let unusable = known.read().as_ref().is_some_and(|known| known.unusable);
                view! { <Alert tone=Tone::Warning>{t(if unusable { words::KEY_LOST } else { words::LOST })}</Alert> }
            })}
            {move || renewing.get().then(|| view! {
                <p class="card__note" role="status">
                    {t(words::NEW_AT_SAVE)}
                    <Button kind=ButtonKind::Quiet on_click=move |_| renew(false)>{t(form::KEEP_SECRET)}</Button>
                </p>
            })}
            {move || (there.get() && foreign.get()).then(|| view! {
                <p class="card__note">
                    {locale.fill(form::NOT_YOURS, &[owner.read().as_deref().unwrap_or_default()])}
                </p>
            })}
            <p class="field__help">{t(help)}</p>
        </div>
    }
}

fn flag(form: &mut SaveOutbound, which: Secret) -> &mut bool {
    match which {
        Secret::Signing => &mut form.new_signing,
        Secret::Token | Secret::Inbound => &mut form.new_token,
    }
}
