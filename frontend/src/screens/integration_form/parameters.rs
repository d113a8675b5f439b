//! The rows of the builder: names in bracket notation with their values, and what the method documents.

use super::desk::Desk;
use crate::{
    locale::{Locale, t, use_locale},
    logic::{
        form::{self, hint},
        kinds::kind_words,
        request::{self, Params, Problem},
    },
    task::memo,
    texts::builder as words,
    widgets::{Button, ButtonKind, Icon, icons},
};
use leptos::{ev::KeyboardEvent, prelude::*};
use params::NameError;
use shared::method::ParamInfo;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// All rows, and ways to add one.
#[component]
pub fn Parameters(desk: Desk) -> impl IntoView {
    let locale = use_locale();
    let method = desk.method;
    let count = memo(move || desk.form.read().request.params.len());
    let unset = move || {
        let method = method.read();
        let params = &desk.form.read().request.params;
        method
            .as_ref()
            .map(|method| form::unset(method, params).into_iter().cloned().collect::<Vec<_>>())
            .unwrap_or_default()
    };
    let undocumented = move || method.read().as_ref().is_some_and(|method| method.params.is_empty());
    let missing = move || {
        let method = method.read();
        let names = form::missing_params(method.as_ref()?, &desk.form.read().request.params);
        let method = method.as_ref().filter(|_| !names.is_empty())?;
        Some(locale.fill(words::MISSING, &[&method.name, &names.join(", ")]))
    };
    let add = move |name: String| {
        let row = count.get_untracked();
        edit(desk, |rows| rows.push((name.clone(), String::new())));
        focus_soon(if name.is_empty() || name.ends_with("[]") { name_id(row) } else { value_id(row) });
    };
    let offer = move |param: ParamInfo| {
        let note = param_note(&param, locale);
        let name = form::row_name(&param);
        view! {
            <li>
                <button type="button" class="offer" title=note on:click=move |_| add(name.clone())>
                    "+ "<code>{param.name}</code>
                    {(param.required == Some(true)).then(|| view! { <span class="offer__required">{t(words::REQUIRED)}</span> })}
                </button>
            </li>
        }
    };
    view! {
        <div class="params" role="group" aria-label=t(words::PARAMETERS)>
            {move || (0..count.get()).map(|row| view! { <Row desk row /> }).collect_view()}
            {move || (count.get() == 0 && undocumented()).then(|| view! { <p class="card__note">{t(words::PARAM_NONE)}</p> })}
            <div class="params__add">
                <Button kind=ButtonKind::Quiet on_click=move |_| add(String::new())>"+ "{t(words::PARAM_ADD)}</Button>
                <ul class="offers" aria-label=t(words::DOCUMENTED)>
                    {move || unset().into_iter().map(offer).collect_view()}
                </ul>
            </div>
            <p class="params__missing" role="status">{missing}</p>
            <Known desk add=Callback::new(add) />
        </div>
    }
}

/// What the method documents, closed at first.
#[component]
fn Known(desk: Desk, add: Callback<String>) -> impl IntoView {
    let locale = use_locale();
    let known = memo(move || desk.method.read().as_ref().map(|method| method.params.clone()).unwrap_or_default());
    let line = move |param: ParamInfo| {
        let (note, name, label) = (param_note(&param, locale), form::row_name(&param), param.name.clone());
        // A list or a map takes any number of rows, anything else one.
        let (many, own) = (name.ends_with("[]"), name.clone());
        let set =
            move || !many && desk.form.read().request.params.iter().any(|(name, _)| name.eq_ignore_ascii_case(&own));
        view! {
            <div class="known__row">
                <dt>
                    <code class="known__name">{param.name}</code>
                    <span class="known__note">{note}</span>
                    <button
                        type="button" class="button button--quiet" disabled=set on:click=move |_| add.run(name.clone())
                        aria-label=move || locale.fill(words::PARAM_ADD_NAMED, &[&label])
                    >
                        {t(words::ADD)}
                    </button>
                </dt>
                <dd lang="en">{param.description}</dd>
            </div>
        }
    };
    move || {
        let known = known.get();
        (!known.is_empty()).then(|| {
            view! {
                <details class="fold">
                    <summary class="fold__title">{t(words::DESCRIBE)}</summary>
                    <dl class="known">{known.into_iter().map(line).collect_view()}</dl>
                </details>
            }
        })
    }
}

/// Changes the rows; a body that was typed no longer holds.
fn edit(desk: Desk, change: impl FnOnce(&mut Params)) {
    desk.form.update(|form| {
        change(&mut form.request.params);
        form.request.body = None;
    });
}

#[component]
fn Row(desk: Desk, row: usize) -> impl IntoView {
    let locale = use_locale();
    // The last row may be gone before its markup is.
    let pair = move || desk.form.read().request.params.get(row).cloned().unwrap_or_default();
    let name = Signal::derive(move || pair().0);
    let value = Signal::derive(move || pair().1);
    let change = move |change: &dyn Fn(&mut (String, String))| {
        edit(desk, |rows| rows.get_mut(row).into_iter().for_each(change));
    };
    let documented = memo(move || {
        let method = desk.method.read();
        let hint = hint(method.as_ref()?, &name.read())?;
        (!hint.inside).then(|| hint.param.clone())
    });
    let note = move || documented.read().as_ref().map(|param| param_note(param, locale));
    let about = move || documented.read().as_ref().and_then(|param| param.description.clone());
    let error = Signal::derive(move || {
        let problems = request::problems(&desk.form.read().request);
        problems.iter().find(|problem| problem.row() == Some(row)).map(|problem| locale.say(fault(problem)))
    });
    let remove = move |_| {
        edit(desk, |rows| drop(rows.remove(row)));
        let left = desk.form.read_untracked().request.params.len();
        if let Some(last) = left.checked_sub(1) {
            focus_soon(name_id(row.min(last)));
        }
    };
    let shift = move |down: bool, focus: &dyn Fn(usize) -> String| {
        let count = desk.form.read_untracked().request.params.len();
        let to = if down { row + 1 } else { row.wrapping_sub(1) };
        if to < count {
            edit(desk, |rows| rows.swap(row, to));
            focus_soon(focus(to));
        }
    };
    let key = move |event: KeyboardEvent, focus: &dyn Fn(usize) -> String| {
        if event.alt_key() && matches!(event.key().as_str(), "ArrowUp" | "ArrowDown") {
            event.prevent_default();
            shift(event.key() == "ArrowDown", focus);
        }
    };
    let last = move || desk.form.read().request.params.len() <= row + 1;
    let mover = move |down: bool| {
        let (words, icon) = if down { (words::PARAM_DOWN, icons::DOWN) } else { (words::PARAM_UP, icons::UP) };
        view! {
            <button
                id=mover_id(row, down) type="button" class="button button--icon param__move"
                disabled=move || if down { last() } else { row == 0 }
                aria-label=move || locale.fill(words, &[&name.read()])
                on:click=move |_| shift(down, &|to| mover_id(to, down))
            >
                <Icon path=icon />
            </button>
        }
    };
    let (error_id, about_id) = (format!("builder-param-{row}-error"), format!("builder-param-{row}-about"));
    let described = format!("{error_id} {about_id}");
    view! {
        <div class="param">
            <input
                id=name_id(row) class="input input--mono param__name" autocomplete="off" spellcheck="false" autocapitalize="none"
                aria-label=move || locale.fill(words::PARAM_NAME, &[&(row + 1).to_string()])
                aria-invalid=move || error.read().is_some().then_some("true") aria-describedby=described.clone()
                prop:value=name
                on:input:target=move |event| change(&|pair| pair.0 = event.target().value())
                on:keydown=move |event| key(event, &name_id)
            />
            <textarea
                id=value_id(row) class="input input--mono param__value grows" rows="1" spellcheck="false" autocapitalize="none"
                aria-label=move || locale.fill(words::PARAM_VALUE, &[&name.read()])
                prop:value=value
                aria-describedby=about_id.clone()
                on:input:target=move |event| change(&|pair| pair.1 = event.target().value())
                on:keydown=move |event| key(event, &value_id)
            ></textarea>
            <span class="param__note">{note}</span>
            <span class="param__acts">{mover(false)}{mover(true)}<button
                type="button" class="button button--icon" on:click=remove
                aria-label=move || locale.fill(words::PARAM_REMOVE, &[&name.read()])
            >
                <Icon path=icons::CLOSE />
            </button></span>
            <p id=error_id class="field__error param__error">{error}</p>
            <p id=about_id class="param__about" lang="en">{about}</p>
        </div>
    }
}

/// "integer, required".
fn param_note(param: &ParamInfo, locale: Locale) -> String {
    let kind = kind_words(&param.kind, locale.language());
    match param.required {
        Some(true) => format!("{kind}, {}", locale.say(words::REQUIRED)),
        Some(false) => kind,
        None => format!("{kind}, {}", locale.say(words::MAYBE_REQUIRED)),
    }
}

fn fault(problem: &Problem) -> shared::text::Text {
    match problem {
        Problem::Name(_, NameError::Empty) => words::NAME_EMPTY,
        Problem::Name(_, NameError::Altered) => words::NAME_ALTERED,
        Problem::Name(..) => words::NAME_BRACKETS,
        _ => words::DUPLICATE,
    }
}

fn name_id(row: usize) -> String {
    format!("builder-param-{row}-name")
}

fn mover_id(row: usize, down: bool) -> String {
    format!("builder-param-{row}-{}", if down { "down" } else { "up" })
}

fn value_id(row: usize) -> String {
    format!("builder-param-{row}-value")
}

/// Focuses an input once the rows have followed; inside empty brackets, since that is what is typed next.
fn focus_soon(id: String) {
    request_animation_frame(move || {
        let Some(element) = document().get_element_by_id(&id) else { return };
        if let Some(element) = element.dyn_ref::<HtmlElement>() {
            let _ = element.focus();
        }
        if let Ok(input) = element.dyn_into::<web_sys::HtmlInputElement>()
            && let Some(inside) = input.value().strip_suffix(']').map(|before| before.encode_utf16().count() as u32)
        {
            let _ = input.set_selection_range(inside, inside);
        }
    });
}
