//! Inputs of a form: label above, help below, error in its place.

use super::{Icon, icons, popup::unique_id};
use crate::{
    locale::{Label, t, use_locale},
    submission::Submission,
    task::{effect, memo},
    texts::widgets as words,
};
use leptos::{html, prelude::*};

/// One line of text. With a `submission`, a refusal of `name` shows beside it, and the first of them
/// takes the focus there.
#[component]
pub fn Field(
    #[prop(into)] label: Label,
    value: RwSignal<String>,
    #[prop(optional)] name: &'static str,
    #[prop(optional)] submission: Option<Submission>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional, into)] help: Option<Label>,
    #[prop(default = "text")] kind: &'static str,
    #[prop(default = "off")] autocomplete: &'static str,
    #[prop(optional)] autofocus: bool,
    #[prop(optional)] required: bool,
    #[prop(optional)] mono: bool,
    #[prop(optional, into)] readonly: Signal<bool>,
    /// What the browser offers while typing; free text stays possible.
    #[prop(optional)]
    suggestions: Vec<String>,
) -> impl IntoView {
    let locale = use_locale();
    let id = unique_id("field");
    let ids = FieldIds::new(&id);
    let input = NodeRef::<html::Input>::new();
    let error = Signal::derive(move || {
        submission.and_then(|submission| submission.beside(name, locale)).or_else(|| error.get())
    });
    let faulty = memo(move || error.read().is_some());
    effect(move || {
        if faulty.get()
            && submission.is_none_or(|submission| submission.leads_to(name))
            && let Some(input) = input.get_untracked()
        {
            let _ = input.focus();
        }
    });
    follow(input, move || value.get());
    let offers = !suggestions.is_empty();
    let masked = RwSignal::new(kind == "password");
    let described = ids.described_by(help.is_some(), error);
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>{move || label.read(locale)}</label>
            <div class="field__box">
                <input
                    id=id.clone() class="input" class:input--mono=mono node_ref=input name=name
                    // The browser would empty a number field that holds no number, and with it what was typed.
                    type=move || if kind == "number" || (kind == "password" && !masked.get()) { "text" } else { kind }
                    inputmode=(kind == "number").then_some("numeric")
                    autocomplete=autocomplete autofocus=autofocus readonly=readonly
                    spellcheck=(kind != "text" || mono).then_some("false")
                    autocapitalize=(kind != "text").then_some("none")
                    list=offers.then(|| ids.list.clone())
                    aria-required=required.then_some("true")
                    aria-invalid=move || error.read().is_some().then_some("true") aria-describedby=described
                    on:input:target=move |event| value.set(event.target().value())
                />
                {(kind == "password").then(|| view! {
                    <button
                        type="button" class="field__reveal button button--icon" aria-label=t(words::SHOW_PASSWORD)
                        aria-pressed=move || (!masked.get()).to_string()
                        on:click=move |_| masked.update(|masked| *masked = !*masked)
                    >
                        {move || if masked.get() {
                            view! { <Icon path=icons::EYE /> }
                        } else {
                            view! { <Icon path=icons::EYE_OFF /> }
                        }}
                    </button>
                })}
            </div>
            {offers.then(|| view! {
                <datalist id=ids.list.clone()>
                    {suggestions.into_iter().map(|value| view! { <option value=value></option> }).collect_view()}
                </datalist>
            })}
            <FieldNotes ids error help />
        </div>
    }
}

/// Keeps an input at a value, and leaves it alone where it holds that already: a date that is half typed holds
/// nothing, and to be given nothing once more would empty it.
pub fn follow(input: NodeRef<html::Input>, value: impl Fn() -> String + 'static) {
    effect(move || {
        let value = value();
        if let Some(input) = input.get()
            && input.value() != value
        {
            input.set_value(&value);
        }
    });
}

/// A choice between yes and no.
#[component]
pub fn Check(
    #[prop(into)] label: Label,
    value: RwSignal<bool>,
    #[prop(optional, into)] help: Option<Label>,
) -> impl IntoView {
    let locale = use_locale();
    let id = unique_id("check");
    let help_id = format!("{id}-help");
    view! {
        <div class="check">
            <input
                id=id.clone() class="check__box" type="checkbox" aria-describedby=help.map(|_| help_id.clone())
                prop:checked=value on:change:target=move |event| value.set(event.target().checked())
            />
            <label class="check__label" for=id>{move || label.read(locale)}</label>
            {help.map(|help| view! { <p id=help_id class="check__help">{move || help.read(locale)}</p> })}
        </div>
    }
}

/// A choice of one value among a few: `options` are values with their words.
#[component]
pub fn Select(
    #[prop(into)] label: Label,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_choose: Callback<String>,
    #[prop(into)] options: Signal<Vec<(String, String)>>,
    #[prop(optional)] name: &'static str,
    #[prop(optional)] submission: Option<Submission>,
    #[prop(optional, into)] help: Option<Label>,
) -> impl IntoView {
    let locale = use_locale();
    let id = unique_id("select");
    let ids = FieldIds::new(&id);
    let error = Signal::derive(move || submission.and_then(|submission| submission.beside(name, locale)));
    let described = ids.described_by(help.is_some(), error);
    let choices = move || {
        let chosen = value.get();
        let option = |(code, words): (String, String)| {
            let selected = code == chosen;
            view! { <option value=code selected=selected>{words}</option> }
        };
        options.get().into_iter().map(option).collect_view()
    };
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>{move || label.read(locale)}</label>
            <select
                id=id class="input input--select" name=name aria-describedby=described
                aria-invalid=move || error.read().is_some().then_some("true")
                prop:value=value on:change:target=move |event| on_choose.run(event.target().value())
            >
                {choices}
            </select>
            <FieldNotes ids error help />
        </div>
    }
}

/// Ids of what belongs to one input.
struct FieldIds {
    help: String,
    error: String,
    list: String,
}

impl FieldIds {
    fn new(id: &str) -> FieldIds {
        FieldIds { help: format!("{id}-help"), error: format!("{id}-error"), list: format!("{id}-list") }
    }

    fn described_by(
        &self,
        helped: bool,
        error: Signal<Option<String>>,
    ) -> impl Fn() -> Option<String> + Send + Sync + use<> {
        let (help, fault) = (self.help.clone(), self.error.clone());
        move || match (error.read().is_some(), helped) {
            (true, true) => Some(format!("{fault} {help}")),
            (true, false) => Some(fault.clone()),
            (false, true) => Some(help.clone()),
            (false, false) => None,
        }
    }
}

#[component]
fn FieldNotes(ids: FieldIds, error: Signal<Option<String>>, help: Option<Label>) -> impl IntoView {
    let locale = use_locale();
    let id = ids.error;
    view! {
        {move || error.get().map(|text| view! { <p id=id.clone() class="field__error">{text}</p> })}
        {help.map(|help| view! { <p id=ids.help class="field__help">{move || help.read(locale)}</p> })}
    }
}
