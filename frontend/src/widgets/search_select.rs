//! A button that opens a list with a search over it, for lists too long to scan.

use super::popup::{self, Popover};
use crate::{
    locale::{Label, t, use_locale},
    logic::{
        fold::fold,
        order::sorted,
        search::{rank_folded, words as words_of},
    },
    task::{effect, memo},
    texts::widgets as words,
};
use leptos::{ev::KeyboardEvent, html, prelude::*};
use shared::text::Text;

/// One entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// What `on_choose` gets.
    pub value: String,
    /// First line.
    pub label: String,
    /// Second line; may be empty.
    pub note: String,
    /// Whether the second line is in English, whatever the language of the screens.
    pub note_english: bool,
    /// A word at the end, such as "deprecated"; may be empty.
    pub mark: String,
    /// Words by which it is found besides these; may be empty.
    pub also: String,
    /// Whether the first line is code.
    pub code: bool,
    /// What it stands under as long as nothing is searched for; may be empty.
    pub group: String,
}

/// Opens under its button (`children`); arrows, Enter, Esc. Closes on a choice, and shows only the first
/// entries that match.
#[component]
pub fn SearchSelect(
    #[prop(into)] label: Label,
    #[prop(into)] choices: Signal<Vec<Choice>>,
    #[prop(into)] on_choose: Callback<String>,
    #[prop(optional, into)] placeholder: Option<Label>,
    #[prop(default = "button")] class: &'static str,
    /// What is said when nothing matches.
    #[prop(default = words::NOTHING_FOUND)]
    none: Text,
    /// Whether `children` show the label already, so that the button needs no other name.
    #[prop(optional)]
    named: bool,
    /// Whether it opens by itself as soon as it is there.
    #[prop(optional)]
    open: bool,
    /// Whether it stays open after a choice, for the next one.
    #[prop(optional)]
    many: bool,
    children: Children,
) -> impl IntoView {
    let locale = use_locale();
    let id = popup::unique_id("choices");
    let list_id = format!("{id}-list");
    let popover = Popover::new();
    let input = NodeRef::<html::Input>::new();
    effect(move || {
        if let Some(panel) = popover.panel.get().filter(|_| open) {
            // What it stands in takes the focus first.
            request_animation_frame(move || drop(panel.show_popover()));
        }
    });
    let typed = RwSignal::new(String::new());
    let at = RwSignal::new(0_usize);
    let prepared = memo(move || if popover.is_open() { prepare(&choices.read()) } else { Vec::new() });
    let found = memo(move || {
        if popover.is_open() { search(&choices.read(), &prepared.read(), &typed.read()) } else { Found::default() }
    });
    let toggled = move |_| {
        if popover.toggled().is_none() {
            return;
        }
        typed.set(String::new());
        at.set(0);
        if let Some(input) = input.get_untracked() {
            let _ = input.focus();
        }
        // The list is filled by the next frame, and only then has its size.
        request_animation_frame(move || drop(popover.toggled()));
    };
    let choose = move |value: String| {
        if !many {
            popover.close();
        }
        on_choose.run(value);
        if many {
            // What was chosen may have left the list, and the next one has taken its place.
            let last = found.read_untracked().shown.len().saturating_sub(1);
            at.update(|at| *at = (*at).min(last));
            input.get_untracked().into_iter().for_each(|input| drop(input.focus()));
        }
    };
    let key = move |event: KeyboardEvent| {
        let count = found.read_untracked().shown.len();
        match event.key().as_str() {
            "ArrowDown" => at.update(|at| *at = (*at + 1) % count.max(1)),
            "ArrowUp" => at.update(|at| *at = (*at + count.max(1) - 1) % count.max(1)),
            "Enter" => {
                let choice = found.read_untracked().shown.get(at.get_untracked()).map(|choice| choice.value.clone());
                if let Some(value) = choice {
                    choose(value);
                }
            }
            _ => return,
        }
        event.prevent_default();
        let panel = popover.panel.get_untracked();
        request_animation_frame(move || panel.into_iter().for_each(|panel| scroll_to_current(&panel)));
    };
    let option_id = {
        let list_id = list_id.clone();
        move |index: usize| format!("{list_id}-{index}")
    };
    let current = {
        let option_id = option_id.clone();
        move || (!found.read().shown.is_empty()).then(|| option_id(at.get()))
    };
    let option = move |(index, choice): (usize, Choice)| {
        let Choice { value, label, note, note_english, mark, code, group, .. } = choice;
        view! {
            {(!group.is_empty()).then(|| view! { <li class="choices__group" role="presentation">{group}</li> })}
            <li
                id=option_id(index) class="choices__option" role="option"
                aria-selected=move || (at.get() == index).to_string() on:click=move |_| choose(value.clone())
                // The focus stays where it is typed.
                on:mousedown=|event| event.prevent_default()
            >
                <span class="choices__label" class:mono=code>{label}</span>
                {(!mark.is_empty()).then(|| view! { <span class="choices__mark">{mark}</span> })}
                {(!note.is_empty()).then(|| view! { <span class="choices__note" lang=note_english.then_some("en")>{note}</span> })}
            </li>
        }
    };
    let more = move || {
        let found = found.read();
        match (found.shown.len(), found.left) {
            (0, _) => Some(locale.say(none).to_owned()),
            (_, 0) => None,
            (_, left) => Some(locale.fill(words::MORE_FOUND, &[&locale.count(left as u64)])),
        }
    };
    let hint = move || placeholder.map_or_else(|| locale.say(words::SEARCH).to_owned(), |hint| hint.read(locale));
    view! {
        <button
            type="button" class=class node_ref=popover.button popovertarget=id.clone() aria-haspopup="listbox"
            aria-expanded=move || popover.expanded() aria-label=move || (!named).then(|| label.read(locale))
        >
            {children()}
        </button>
        <div
            id=id class="popup choices" popover="auto" node_ref=popover.panel on:toggle=toggled
            on:focusout=move |event| popover.left(event)
        >
            <input
                class="input" type="search" node_ref=input role="combobox" autocomplete="off" spellcheck="false"
                aria-label=move || label.read(locale) aria-controls=list_id.clone() aria-expanded="true"
                aria-autocomplete="list" aria-activedescendant=current placeholder=hint prop:value=typed
                on:input:target=move |event| { typed.set(event.target().value()); at.set(0); } on:keydown=key
            />
            <ul id=list_id class="choices__list" role="listbox" aria-label=t(words::FOUND)>
                {move || found.get().shown.into_iter().enumerate().map(option.clone()).collect_view()}
            </ul>
            <p class="choices__more" aria-live="polite">{more}</p>
        </div>
    }
}

/// Entries that are shown at once: more than anybody reads, few enough to appear at once.
const SHOWN: usize = 120;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Found {
    shown: Vec<Choice>,
    left: usize,
}

/// The label and what stands beside it, in small letters: once for a list, not with every letter typed.
fn prepare(choices: &[Choice]) -> Vec<(String, String)> {
    let beside = |choice: &Choice| fold(&[&*choice.value, &choice.note, &choice.also].join("\n"));
    choices.iter().map(|choice| (fold(&choice.label), beside(choice))).collect()
}

fn search(choices: &[Choice], prepared: &[(String, String)], typed: &str) -> Found {
    let words = words_of(typed);
    let ranked = choices.iter().zip(prepared).filter_map(|(choice, (name, beside))| {
        let rank = rank_folded(&words, name, beside)?;
        Some((rank, choice))
    });
    let found = ranked.collect();
    // Entries that fit equally well keep the given order.
    let found: Vec<(u8, &Choice)> = sorted(found, |a, b| a.0.cmp(&b.0));
    let mut shown: Vec<Choice> = found.iter().take(SHOWN).map(|(_, choice)| (*choice).clone()).collect();
    head(&mut shown, !words.is_empty());
    Found { left: found.len() - shown.len(), shown }
}

/// Leaves each group's name with its first entry only, and with none among entries that were searched for: those
/// stand in another order.
fn head(shown: &mut [Choice], searched: bool) {
    let mut last = String::new();
    for choice in shown {
        let group = std::mem::take(&mut choice.group);
        if !searched && group != last {
            choice.group.clone_from(&group);
            last = group;
        }
    }
}

fn scroll_to_current(panel: &web_sys::Element) {
    if let Ok(Some(current)) = panel.query_selector("[aria-selected=true]") {
        popup::reveal(&current);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(label: &str) -> Choice {
        Choice { value: label.to_owned(), label: label.to_owned(), ..Choice::default() }
    }

    #[test]
    fn groups_are_named_once_and_not_in_what_was_searched_for() {
        let of = |group: &str| Choice { group: group.to_owned(), ..choice("deal") };
        let choices = [of("CRM"), of("CRM"), of("Tasks")];
        let groups = |typed| {
            let found = search(&choices, &prepare(&choices), typed);
            found.shown.into_iter().map(|choice| choice.group).collect::<Vec<_>>()
        };
        assert_eq!(
            (groups(""), groups("deal")),
            (["CRM", "", "Tasks"].map(str::to_owned).into(), vec![String::new(); 3])
        );
    }

    #[test]
    fn better_fits_come_first_and_the_rest_is_counted() {
        let choices: Vec<Choice> =
            (0..130).map(|n| choice(&format!("crm.deal{n}.list"))).chain([choice("list.add")]).collect();
        let search = |typed| search(&choices, &prepare(&choices), typed);
        let found = search("list");
        assert_eq!(found.shown[0].label, "list.add");
        assert_eq!((found.shown.len(), found.left), (120, 11));
        assert_eq!(search("nothing like it"), Found::default());
    }
}
