//! An address with a secret in it: masked, with a way to reveal and to copy.

use super::{CopyButton, Icon, icons};
use crate::{
    locale::{Label, t, use_locale},
    task::{Then, memo},
    texts::widgets as words,
};
use leptos::prelude::*;

/// Shows `before`, the secret, `after`. Unless it is `mine` it stays masked and can be neither shown nor
/// copied; `first` brings the secret, then runs what it is given.
#[component]
pub fn Secret(
    #[prop(into)] label: Label,
    #[prop(into)] before: Signal<String>,
    #[prop(into)] secret: Signal<Option<String>>,
    #[prop(optional, into)] after: Signal<String>,
    #[prop(into)] mine: Signal<bool>,
    first: Callback<Then>,
    /// Whether it starts revealed.
    #[prop(optional)]
    shown: bool,
) -> impl IntoView {
    let locale = use_locale();
    let revealed = RwSignal::new(shown);
    let whole = Signal::derive(move || {
        format!("{}{}{}", before.read(), secret.read().as_deref().unwrap_or_default(), after.read())
    });
    let visible = memo(move || revealed.get() && secret.read().is_some());
    let core = move || secret.get().filter(|_| visible.get()).unwrap_or_else(|| MASK.to_owned());
    let reveal = move || {
        let words = move || locale.say(if visible.get() { words::HIDE } else { words::REVEAL });
        view! {
            <button
                type="button" class="button" aria-pressed=move || visible.get().to_string()
                on:click=move |_| match visible.get_untracked() {
                    true => revealed.set(false),
                    false => first.run(Box::new(move || _ = revealed.try_set(true))),
                }
            >
                {move || if visible.get() {
                    view! { <Icon path=icons::EYE_OFF /> }
                } else {
                    view! { <Icon path=icons::EYE /> }
                }}
                {words}
            </button>
            <CopyButton text=whole first />
        }
    };
    let mine = memo(move || mine.get());
    view! {
        <div class="secret" role="group" aria-label=move || label.read(locale)>
            <output class="secret__address">
                {before}
                <span class="secret__core" aria-label=move || (!visible.get()).then(|| locale.say(words::MASKED))>
                    {core}
                </span>
                {after}
            </output>
            {move || if mine.get() { reveal().into_any() } else { view! {
                <span class="visually-hidden">{t(words::MASKED)}</span>
            }.into_any() }}
        </div>
    }
}

const MASK: &str = "••••••••";
