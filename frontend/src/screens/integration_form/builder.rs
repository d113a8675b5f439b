//! The request builder: method, parameters and address, each following the other two.

use super::{
    desk::{self, Desk},
    execute::Execute,
    parameters::Parameters,
    permissions::Missing,
};
use crate::{
    locale::{Label, t, use_locale},
    logic::{form, request, search},
    task::memo,
    texts::builder as words,
    widgets::{Choice, SearchSelect, Segments},
};
use leptos::{ev::KeyboardEvent, prelude::*};
use shared::{
    integration::{Inbound, Send},
    scenario,
};

/// The card.
#[component]
pub fn Builder(desk: Desk) -> impl IntoView {
    let chosen = move || {
        let send = desk.form.read().request.send;
        WAYS.iter().position(|(way, _)| *way == send).unwrap_or_default()
    };
    let options: Vec<Label> = WAYS.iter().map(|(_, words)| (*words).to_owned().into()).collect();
    view! {
        <section class="card" aria-label=t(words::REQUEST)>
            <div class="card__head">
                <h3 class="card__title">{t(words::REQUEST)}</h3>
                <Segments
                    label=words::SEND_AS options chosen=Signal::derive(chosen)
                    on_choose=move |way: usize| desk.form.update(|form| form.request.send = WAYS[way].0)
                />
            </div>
            <Method desk />
            <Missing desk />
            <Parameters desk />
            <Address desk />
            <Execute desk />
        </section>
    }
}

/// The ways to send, with the words of the protocol, which are the same in every language but for one.
const WAYS: [(Send, &str); 3] = [(Send::Get, "GET"), (Send::PostForm, "POST form"), (Send::PostJson, "POST JSON")];

/// The chosen method with what is known about it, and a way to another one.
#[component]
fn Method(desk: Desk) -> impl IntoView {
    let locale = use_locale();
    let method = desk.method;
    let name = memo(move || desk.form.read().request.method.clone());
    let code = desk.about(|integration| integration.scenario.clone());
    let preset = move || code.read().as_deref().and_then(scenario::find);
    let choices = Signal::derive(move || {
        let first: Vec<&str> =
            preset().into_iter().flat_map(|scenario| scenario.methods).map(|preset| preset.method).collect();
        let known = desk.methods.read();
        let offered = search::offered(&known, &first).into_iter();
        offered
            .map(|method| Choice {
                value: method.name.clone(),
                label: method.name.clone(),
                note: method.description.clone(),
                mark: if method.successor.is_some() { locale.say(words::OLD).to_owned() } else { String::new() },
                code: true,
            })
            .collect::<Vec<_>>()
    });
    let choose = move |name: String| {
        untrack(|| {
            let known = desk.methods.read();
            let Some(to) = desk::find(&known, &name) else { return };
            let from = method.get();
            desk.form.update(|form| form.request = form::with_method(&form.request, to, from.as_ref(), preset()));
        })
    };
    let successor = Signal::derive(move || {
        let successor = method.read().as_ref()?.successor.clone()?;
        let ready = desk::find(&desk.methods.read(), &successor).is_some_and(|method| method.implemented);
        Some((successor, ready))
    });
    // Nothing is said about a method before the list has come, or when it failed to come.
    let remark = move || {
        if desk.methods.read().is_empty() {
            return None;
        }
        match method.get() {
            None if name.read().is_empty() => Some(words::METHOD_CHOOSE),
            None => Some(words::METHOD_UNLISTED),
            Some(method) if method.needs_app => Some(words::NEEDS_APP),
            Some(method) if !method.implemented => Some(words::NOT_IMPLEMENTED),
            Some(_) => None,
        }
    };
    view! {
        <div class="method">
            <code class="method__name">{name}</code>
            <span class="method__about">{move || method.read().as_ref().map(|method| method.description.clone())}</span>
            {move || method.read().as_ref().is_some_and(|method| method.writes).then(|| view! {
                <span class="mark">{t(words::WRITES)}</span>
            })}
            {move || successor.get().map(|(name, ready)| view! {
                <span class="mark mark--warning">{locale.fill(words::DEPRECATED, &[&name])}</span>
                {ready.then(|| view! {
                    <button type="button" class="button button--quiet" on:click={
                        let name = name.clone();
                        move |_| choose(name.clone())
                    }>
                        {locale.fill(words::USE_SUCCESSOR, &[&name])}
                    </button>
                })}
            })}
            <SearchSelect
                label=words::METHOD_CHANGE placeholder=words::METHOD_SEARCH choices on_choose=choose
                class="button button--quiet method__change"
            >
                {t(words::CHANGE)}
            </SearchSelect>
        </div>
        {move || remark().map(|text| view! { <p class="card__note">{t(text)}</p> })}
    }
}

/// The live address. While it is being typed it stays as typed; afterwards it shows what was understood.
#[component]
fn Address(desk: Desk) -> impl IntoView {
    let locale = use_locale();
    let typed = RwSignal::new(None::<String>);
    let request = Signal::derive(move || desk.form.read().request.clone());
    let prefix = desk.about_inbound(|inbound: &Inbound| inbound.prefix.clone());
    let shown = move || typed.get().unwrap_or_else(|| request::address(&request.read()));
    let type_in = move |text: String| {
        desk.form.update(|form| form.request = request::with_address(&form.request, request::read_address(&text)));
        typed.set(Some(text));
    };
    let key = move |event: KeyboardEvent| {
        // The address is one line, however it wraps.
        if event.key() == "Enter" && !event.ctrl_key() && !event.meta_key() {
            event.prevent_default();
        }
    };
    let error = Signal::derive(move || {
        match request::problems(&request.read()).into_iter().find(|problem| problem.row().is_none())? {
            request::Problem::Method(odd) => Some(locale.fill(words::METHOD_ODD, &[&odd])),
            _ => Some(locale.say(words::METHOD_CHOOSE).to_owned()),
        }
    });
    let long = move || request.read().send == Send::Get && shown().len() > LONG;
    let body = move || {
        request::wire(&request.read()).body.map(|(_, body)| {
            view! {
                <div class="field">
                    <span class="field__label">{t(words::BODY)}</span>
                    <pre class="code code--short" tabindex="0">{body}</pre>
                </div>
            }
        })
    };
    view! {
        <div class="field">
            <label class="field__label" for="builder-address">{t(words::ADDRESS)}</label>
            <div class="live-address">
                <span class="live-address__locked">{move || prefix.get().unwrap_or_default()}"••••/"</span>
                <textarea
                    id="builder-address" class="input input--mono grows" rows="1" spellcheck="false" autocapitalize="none"
                    aria-describedby="builder-address-help builder-address-error"
                    aria-invalid=move || error.read().is_some().then_some("true") prop:value=shown
                    on:input:target=move |event| type_in(event.target().value()) on:blur=move |_| typed.set(None)
                    on:keydown=key
                ></textarea>
            </div>
            <p id="builder-address-error" class="field__error">{error}</p>
            <p id="builder-address-help" class="field__help">
                {move || locale.say(if long() { words::ADDRESS_LONG } else { words::ADDRESS_HELP })}
            </p>
        </div>
        {body}
    }
}

/// From here on servers and proxies begin to cut addresses.
const LONG: usize = 2000;
