//! A cURL command in place of the request: only its method and parameters are taken.

use super::super::desk::Desk;
use crate::{
    locale::{Locale, t, use_locale},
    logic::curl::{self, NotRead},
    texts::{builder as words, widgets},
    widgets::{Button, ButtonKind, Modal},
};
use leptos::prelude::*;

/// The button, and the dialog to paste into.
#[component]
pub fn Paste(desk: Desk) -> impl IntoView {
    let locale = use_locale();
    let open = RwSignal::new(false);
    let typed = RwSignal::new(String::new());
    let refused = RwSignal::new(None::<NotRead>);
    let close = move |()| open.set(false);
    let fill_in = move |_| match take(desk, &typed.get_untracked()) {
        Ok(()) => {
            // A secret may be in it.
            typed.set(String::new());
            open.set(false);
        }
        Err(error) => refused.set(Some(error)),
    };
    let error = move || refused.get().map(|error| told(&error, locale));
    view! {
        <Button kind=ButtonKind::Quiet on_click=move |_| { refused.set(None); open.set(true); }>
            {t(words::PASTE_CURL)}
        </Button>
        {move || open.get().then(|| view! {
            <Modal title=words::PASTE_CURL on_close=close>
                <div class="field">
                    <label class="field__label" for="builder-curl">{t(words::PASTE_LABEL)}</label>
                    <textarea
                        id="builder-curl" class="input input--mono builder__body" rows="6" spellcheck="false"
                        autocapitalize="none" autofocus aria-describedby="builder-curl-help builder-curl-error"
                        aria-invalid=move || refused.read().is_some().then_some("true") prop:value=typed
                        on:input:target=move |event| { typed.set(event.target().value()); refused.set(None); }
                    ></textarea>
                    <p id="builder-curl-error" class="field__error" role="alert">{error}</p>
                    <p id="builder-curl-help" class="field__help">{t(words::PASTE_HELP)}</p>
                </div>
                <div class="modal__actions">
                    <Button on_click=move |_| close(())>{t(widgets::CANCEL)}</Button>
                    <Button kind=ButtonKind::Primary on_click=fill_in>{t(words::PASTE_TAKE)}</Button>
                </div>
            </Modal>
        })}
    }
}

/// Puts a command in place of the request.
///
/// # Errors
/// [`NotRead`], when it is none that can be taken.
pub fn take(desk: Desk, text: &str) -> Result<(), NotRead> {
    let request = curl::read(text)?;
    desk.replace(words::FROM_CURL, request);
    Ok(())
}

/// Why a command was not taken. Tracked.
pub fn told(refused: &NotRead, locale: Locale) -> String {
    match refused {
        NotRead::NotCurl => locale.say(words::CURL_NOT).to_owned(),
        NotRead::Quote => locale.say(words::CURL_QUOTE).to_owned(),
        NotRead::Address => locale.say(words::CURL_ADDRESS).to_owned(),
        NotRead::File(name) => locale.fill(words::CURL_FILE, &[name]),
    }
}
