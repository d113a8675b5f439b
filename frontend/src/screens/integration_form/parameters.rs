//! The rows of the builder: names in bracket notation with their values, and what the method documents.

use super::desk::Desk;
use crate::{
    locale::{Locale, t, use_locale},
    logic::{
        form::{self, hint},
        request::{self, Problem},
    },
    task::memo,
    texts::builder as words,
    widgets::{Button, ButtonKind, Icon, icons},
};
use leptos::prelude::*;
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
        let names: Vec<_> =
            unset().into_iter().filter(|param| param.required == Some(true)).map(|param| param.name).collect();
        let method = method.read();
        let method = method.as_ref().filter(|_| !names.is_empty())?;
        Some(locale.fill(words::MISSING, &[&method.name, &names.join(", ")]))
    };
    let add = move |name: String| {
        let row = count.get_untracked();
        desk.form.update(|form| form.request.params.push((name.clone(), String::new())));
        focus_soon(if name.is_empty() || name.ends_with("[]") { name_id(row) } else { value_id(row) });
    };
    let offer = move |param: ParamInfo| {
        let note = param_note(&param, locale);
        let name = form::row_name(&param);
        view! {
            <li>
                <button type="button" class="offer" title=note on:click=move |_| add(name.clone())>
                    "+ "<code>{param.name}</code>
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
        </div>
    }
}

#[component]
fn Row(desk: Desk, row: usize) -> impl IntoView {
    let locale = use_locale();
    // The last row may be gone before its markup is.
    let pair = move || desk.form.read().request.params.get(row).cloned().unwrap_or_default();
    let name = Signal::derive(move || pair().0);
    let value = Signal::derive(move || pair().1);
    let change = move |change: &dyn Fn(&mut (String, String))| {
        desk.form.update(|form| form.request.params.get_mut(row).into_iter().for_each(change));
    };
    let note = move || {
        let method = desk.method.read();
        let hint = hint(method.as_ref()?, &name.read())?;
        (!hint.inside).then(|| param_note(hint.param, locale))
    };
    let error = Signal::derive(move || {
        let problems = request::problems(&desk.form.read().request);
        problems.iter().find(|problem| problem.row() == Some(row)).map(|problem| locale.say(fault(problem)))
    });
    let remove = move |_| {
        desk.form.update(|form| drop(form.request.params.remove(row)));
        let left = desk.form.read_untracked().request.params.len();
        if let Some(last) = left.checked_sub(1) {
            focus_soon(name_id(row.min(last)));
        }
    };
    let error_id = format!("builder-param-{row}-error");
    view! {
        <div class="param">
            <input
                id=name_id(row) class="input input--mono param__name" autocomplete="off" spellcheck="false" autocapitalize="none"
                aria-label=move || locale.fill(words::PARAM_NAME, &[&(row + 1).to_string()])
                aria-invalid=move || error.read().is_some().then_some("true") aria-describedby=error_id.clone()
                prop:value=name
                on:input:target=move |event| change(&|pair| pair.0 = event.target().value())
            />
            <textarea
                id=value_id(row) class="input input--mono param__value grows" rows="1" spellcheck="false" autocapitalize="none"
                aria-label=move || locale.fill(words::PARAM_VALUE, &[&name.read()])
                prop:value=value
                on:input:target=move |event| change(&|pair| pair.1 = event.target().value())
            ></textarea>
            <span class="param__note">{note}</span>
            <button
                type="button" class="button button--icon" on:click=remove
                aria-label=move || locale.fill(words::PARAM_REMOVE, &[&name.read()])
            >
                <Icon path=icons::CLOSE />
            </button>
            <p id=error_id class="field__error param__error">{error}</p>
        </div>
    }
}

/// "integer, required".
fn param_note(param: &ParamInfo, locale: Locale) -> String {
    match param.required {
        Some(true) => format!("{}, {}", param.kind, locale.say(words::REQUIRED)),
        Some(false) => param.kind.clone(),
        None => format!("{}, {}", param.kind, locale.say(words::MAYBE_REQUIRED)),
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
