//! Sends the builder's request as any outside program would, and shows what came back.

use super::{
    builder::{History, Keeping},
    desk::Desk,
    result::{Outcome, gist_of},
    secret,
};
use crate::{
    locale::{t, use_locale},
    logic::{
        history::Past,
        request::{self, Wire},
        result::{self, Answer, Failure, PATIENCE_MS},
    },
    methods,
    task::memo,
    texts::builder as words,
    widgets::{Button, ButtonKind, Confirm},
};
use gloo_net::http::{Method, RequestBuilder};
use js_sys::Date;
use leptos::{ev, prelude::*, task::spawn_local};
use serde_json::Value;
use shared::integration::{BuilderRequest, Inbound};
use std::{cell::Cell, rc::Rc, time::Duration};
use web_sys::{AbortController, AbortSignal, RequestCredentials};

/// What was sent and what came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The request.
    pub request: BuilderRequest,
    /// The answer, or why there is none.
    pub outcome: Result<Answer, Failure>,
    /// What the same method answered before, if it was the last that ran.
    pub before: Option<Value>,
}

/// The button, what keeps it from working, and the result.
#[component]
pub fn Execute(desk: Desk) -> impl IntoView {
    let locale = use_locale();
    let run = RwSignal::new(None::<Run>);
    let keeping = Keeping::new(desk);
    let busy = RwSignal::new(false);
    let under_way = StoredValue::new_local(None::<AbortController>);
    let asking = RwSignal::new(None::<BuilderRequest>);
    let foreign = desk.foreign();
    let owner = desk.about(move |integration| (integration.owner.id, integration.owner.shown(locale.language())));
    let lost = desk.about_inbound(|inbound: &Inbound| inbound.secret_lost);
    let method = desk.method;
    let blocked = Signal::derive(move || {
        if foreign.get() {
            let name = owner.read().as_ref().map(|(_, name)| name.clone()).unwrap_or_default();
            return Some(locale.fill(words::FOREIGN, &[&name]));
        }
        if lost.get() == Some(true) {
            return Some(locale.say(words::NO_SECRET).to_owned());
        }
        if desk.form.read().request.method.is_empty() {
            return Some(locale.say(words::METHOD_FIRST).to_owned());
        }
        let needs_app = method.read().as_ref().is_some_and(|method| method.needs_app);
        needs_app.then(|| locale.say(words::NEEDS_APP).to_owned())
    });
    let wrong = memo(move || !request::problems(&desk.form.read().request).is_empty());
    let send_with = move |request: BuilderRequest| {
        let Some(secret) = secret::in_memory(desk) else { return };
        let Some((owner, _)) = owner.get_untracked() else { return };
        let Ok(controller) = AbortController::new() else { return };
        under_way.set_value(Some(controller.clone()));
        busy.set(true);
        let webhook = format!("{}{secret}/", request::prefix(&format!("/rest/{owner}/"), request.v3));
        spawn_local(async move {
            let (at, begin) = (locale.clock(), Date::now());
            let outcome = call(&webhook, &request, &controller).await;
            let (status, duration_ms) = match &outcome {
                Ok(answer) => (Some(answer.status), answer.duration_ms),
                Err(_) => (None, Date::now() - begin),
            };
            // The form may have been closed meanwhile.
            if busy.try_set(false).is_none() {
                keeping.add(Past { at, request: request.clone(), status, duration_ms });
                run.try_update(|run| {
                    let before = run.take().filter(|run| run.request.method == request.method);
                    let before = before.and_then(|run| run.outcome.ok()?.json);
                    *run = Some(Run { request, outcome, before });
                });
            }
        });
    };
    let send = move |request: BuilderRequest| secret::with(desk, Box::new(move || send_with(request)));
    let ask = move |request: BuilderRequest| {
        let known = desk.methods.read_untracked();
        let writes = methods::find(&known, &request.method, request.v3).is_some_and(|method| method.writes);
        let wrong = !request::problems(&request).is_empty();
        if busy.get_untracked() || blocked.read_untracked().is_some() || wrong {
            return;
        }
        if writes && !WARNED.get() {
            asking.set(Some(request));
        } else {
            send(request);
        }
    };
    let press = move || ask(desk.form.read_untracked().request.clone());
    let shortcut = window_event_listener(ev::keydown, move |event| {
        let asked = asking.read_untracked().is_some() || desk.question.get_untracked().is_some();
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) && !asked {
            event.prevent_default();
            press();
        }
    });
    on_cleanup(move || {
        shortcut.remove();
        stop(under_way);
    });
    let accept = move |()| {
        WARNED.set(true);
        if let Some(request) = asking.get_untracked() {
            asking.set(None);
            send(request);
        }
    };
    view! {
        <div class="execute">
            <Button
                kind=ButtonKind::Primary busy disabled=Signal::derive(move || blocked.read().is_some() || wrong.get())
                on_click=move |_| press()
            >
                {t(words::EXECUTE)}
            </Button>
            {move || if busy.get() {
                view! { <Button on_click=move |_| stop(under_way)>{t(words::STOP)}</Button> }.into_any()
            } else {
                view! { <kbd class="execute__key">"Ctrl ↵"</kbd> }.into_any()
            }}
        </div>
        {move || blocked.get().map(|reason| view! { <p class="card__note">{reason}</p> })}
        // The gist is spoken; the answer itself can be long and is there to be walked through.
        <p class="visually-hidden" role="status">
            {move || match &*run.read() {
                _ if busy.get() => locale.say(words::WAITING).to_owned(),
                Some(run) => gist_of(run, locale),
                None => String::new(),
            }}
        </p>
        {move || busy.get().then(|| view! { <p class="card__note" aria-hidden="true">{t(words::WAITING)}</p> })}
        {move || run.get().map(|run| view! { <Outcome run on_next=ask /> })}
        <History desk keeping on_again=ask />
        {move || asking.get().map(|request| view! {
            <Confirm
                title=words::WARN_TITLE act=words::EXECUTE on_confirm=accept on_close=move |()| asking.set(None)
            >
                <p>{move || locale.fill(words::WARN_TEXT, &[&request.method])}</p>
            </Confirm>
        })}
    }
}

thread_local! {
    /// Whether the person knows that a call changes real data; asked once as long as the page lives.
    static WARNED: Cell<bool> = const { Cell::new(false) };
}

fn stop(under_way: StoredValue<Option<AbortController>, LocalStorage>) {
    if let Some(Some(controller)) = under_way.try_get_value() {
        controller.abort();
    }
}

/// One REST call without the session's cookie, as a program from outside would make it.
async fn call(webhook: &str, request: &BuilderRequest, controller: &AbortController) -> Result<Answer, Failure> {
    let timed_out = Rc::new(Cell::new(false));
    let patience = {
        let (timed_out, controller) = (timed_out.clone(), controller.clone());
        let lose = move || {
            timed_out.set(true);
            controller.abort();
        };
        set_timeout_with_handle(lose, Duration::from_millis(PATIENCE_MS.into())).ok()
    };
    let answer = exchange(webhook, request, &controller.signal()).await;
    if let Some(patience) = patience {
        patience.clear();
    }
    answer.ok_or(match (timed_out.get(), controller.signal().aborted()) {
        (true, _) => Failure::Timeout,
        (false, true) => Failure::Stopped,
        (false, false) => Failure::Network,
    })
}

async fn exchange(webhook: &str, request: &BuilderRequest, signal: &AbortSignal) -> Option<Answer> {
    let Wire { tail, body } = request::wire(request);
    let method = if body.is_some() { Method::POST } else { Method::GET };
    let builder = RequestBuilder::new(&format!("{webhook}{tail}"))
        .method(method)
        .credentials(RequestCredentials::Omit)
        .abort_signal(Some(signal));
    let request = match body {
        Some((kind, body)) => builder.header("Content-Type", kind).body(body),
        None => builder.build(),
    };
    let clock = window().performance()?;
    let start = clock.now();
    let answer = request.ok()?.send().await.ok()?;
    let raw = answer.text().await.ok()?;
    Some(result::answer(answer.status(), clock.now() - start, answer.headers().entries().collect(), raw))
}
