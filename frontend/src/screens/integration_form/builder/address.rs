//! The live address. While it is being typed it stays as typed; afterwards it shows what was understood.

use super::super::{desk::Desk, secret};
use super::paste::{self, Paste};
use crate::{
    locale::{t, use_locale},
    logic::{
        curl::{self, NotRead},
        request,
    },
    methods,
    texts::builder as words,
    widgets::{Button, ButtonKind, CopyButton},
};
use leptos::{
    ev::{ClipboardEvent, KeyboardEvent},
    prelude::*,
};
use shared::integration::{Inbound, Send};

/// The field with what belongs to it.
#[component]
pub fn Address(desk: Desk) -> impl IntoView {
    let locale = use_locale();
    let typed = RwSignal::new(None::<String>);
    let refused = RwSignal::new(None::<NotRead>);
    let request = Signal::derive(move || desk.form.read().request.clone());
    let inbound = desk.about_inbound(Inbound::clone);
    let prefix = move || {
        let prefix = inbound.read().as_ref().map(|inbound| inbound.prefix.clone()).unwrap_or_default();
        request::prefix(&prefix, request.read().v3)
    };
    let shown = move || typed.get().unwrap_or_else(|| request::address(&request.read()));
    let encoded = Signal::derive(move || {
        let secret = inbound.read().as_ref().and_then(|inbound| inbound.secret.clone());
        let secret = secret.unwrap_or_else(|| HIDDEN.to_owned());
        format!("{}{secret}/{}", prefix(), request::wire(&request.read()).tail)
    });
    let mine = desk.has_secret();
    let first = Callback::new(move |then| secret::with(desk, then));
    let type_in = move |text: String| {
        refused.set(None);
        // A command is taken when it is complete.
        if curl::looks_like(&text) {
            typed.set(Some(text));
            return;
        }
        let known = desk.methods.read_untracked();
        desk.form.update(|form| {
            let mut next = request::with_address(&form.request, request::read_address(&text));
            // Who types a name from the other version of the protocol means that.
            let is_there = |v3| methods::find(&known, &next.method, v3).is_some();
            if !is_there(next.v3) && is_there(!next.v3) {
                next.v3 = !next.v3;
            }
            form.request = next;
        });
        typed.set(Some(text));
    };
    let take = move |text: String| {
        let error = paste::take(desk, &text).err();
        typed.set(error.is_some().then_some(text));
        refused.set(error);
    };
    let pasted = move |event: ClipboardEvent| {
        let text = event.clipboard_data().and_then(|data| data.get_data("text").ok()).unwrap_or_default();
        // A whole address or command takes the place of everything; parts are pasted where the cursor is.
        if curl::looks_like(&text) {
            event.prevent_default();
            take(text);
        } else if text.contains("/rest/") && text.contains("://") && !text.trim().contains(['\n', ' ']) {
            event.prevent_default();
            type_in(text.trim().to_owned());
        }
    };
    let key = move |event: KeyboardEvent| {
        // The address is one line, however it wraps.
        if event.key() == "Enter" && !event.ctrl_key() && !event.meta_key() {
            event.prevent_default();
        }
    };
    let left = move |_| match typed.get_untracked() {
        Some(text) if curl::looks_like(&text) => take(text),
        _ => typed.set(None),
    };
    let error = Signal::derive(move || {
        if let Some(refused) = refused.get() {
            return Some(paste::told(&refused, locale));
        }
        match request::problems(&request.read()).into_iter().next()? {
            request::Problem::Method(odd) => Some(locale.fill(words::METHOD_ODD, &[&odd])),
            // Where nothing has begun, the method's own place says so.
            request::Problem::NoMethod if !request.read().params.is_empty() => {
                Some(locale.say(words::METHOD_CHOOSE).to_owned())
            }
            _ => None,
        }
    });
    let is_get = move || request::way(&request.read()) == Send::Get;
    let long = move || is_get() && encoded.read().len() > LONG;
    let writes = move || is_get() && desk.method.read().as_ref().is_some_and(|method| method.writes);
    let warning = move || match (long(), writes()) {
        (true, _) => Some(words::ADDRESS_LONG),
        (false, true) => Some(words::WRITE_BY_GET),
        (false, false) => None,
    };
    view! {
        <div class="field">
            <div class="field__head">
                <label class="field__label" for="builder-address">{t(words::ADDRESS)}</label>
                <Paste desk />
                {move || mine.get().then(|| view! { <CopyButton text=encoded label=words::COPY_ADDRESS first /> })}
            </div>
            <div class="live-address">
                <span class="live-address__locked">{prefix}{HIDDEN}"/"</span>
                <textarea
                    id="builder-address" class="input input--mono grows" rows="1" spellcheck="false" autocapitalize="none"
                    placeholder="crm.item.list.json?entityTypeId=2"
                    aria-describedby="builder-address-help builder-address-error"
                    aria-invalid=move || error.read().is_some().then_some("true") prop:value=shown
                    on:input:target=move |event| type_in(event.target().value()) on:paste=pasted on:blur=left
                    on:keydown=key
                ></textarea>
            </div>
            <p id="builder-address-error" class="field__error" role="alert">{error}</p>
            <p id="builder-address-help" class="field__help">{t(words::ADDRESS_HELP)}</p>
        </div>
        {move || warning().map(|text| view! {
            <p class="card__note builder__warning">
                {t(text)}
                <Button kind=ButtonKind::Quiet on_click=move |_| {
                    desk.form.update(|form| form.request.send = Send::PostJson);
                }>
                    {t(words::SEND_POST)}
                </Button>
            </p>
        })}
    }
}

/// Stands for a secret that is not shown.
const HIDDEN: &str = "••••";

/// From here on servers and proxies begin to cut addresses.
const LONG: usize = 2000;
