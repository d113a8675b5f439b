//! A JSON document that opens and closes, walked with the arrow keys; the path of the current line can be
//! copied.

use crate::{
    locale::t,
    logic::json_tree::{Kind, Line, first_open, lines},
    task::memo,
    texts::builder as words,
    widgets::{Button, ButtonKind, CopyButton},
};
use leptos::{ev::KeyboardEvent, html, prelude::*};
use serde_json::Value;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The tree.
#[component]
pub fn Tree(document: Value) -> impl IntoView {
    let open = RwSignal::new(first_open(&document));
    let limit = RwSignal::new(STEP);
    let current = RwSignal::new(String::new());
    let document = StoredValue::new(document);
    let tree = NodeRef::<html::Div>::new();
    let shown = memo(move || document.with_value(|document| lines(document, &open.read(), limit.get() + 1)));
    let more = move || shown.read().len() > limit.get();
    let toggle = move |path: &str| {
        open.update(|open| {
            if !open.remove(path) {
                open.insert(path.to_owned());
            }
        });
    };
    let key = move |event: KeyboardEvent| {
        let Some(root) = tree.get_untracked() else { return };
        let lines = shown.read_untracked();
        let at = current.with_untracked(|path| lines.iter().position(|line| line.path == *path)).unwrap_or(0);
        let Some(line) = lines.get(at) else { return };
        let branch = line.branch();
        let target = match event.key().as_str() {
            "ArrowDown" => (at + 1).min(lines.len() - 1),
            "ArrowUp" => at.saturating_sub(1),
            "Home" => 0,
            "End" => lines.len() - 1,
            "ArrowRight" | "Enter" | " " if branch.is_some_and(|branch| !branch.open) => {
                toggle(&line.path);
                at
            }
            "ArrowRight" => (at + 1).min(lines.len() - 1),
            "ArrowLeft" | "Enter" | " " if branch.is_some_and(|branch| branch.open) => {
                toggle(&line.path);
                at
            }
            "ArrowLeft" => lines[..at].iter().rposition(|above| above.level < line.level).unwrap_or(at),
            _ => return,
        };
        event.prevent_default();
        if let Some(line) = lines.get(target) {
            current.set(line.path.clone());
        }
        request_animation_frame(move || focus_line(&root, target));
    };
    let row = move |line: Line| {
        let branch = line.branch();
        let (path, own) = (line.path.clone(), line.path.clone());
        let press = move |_| {
            current.set(path.clone());
            if branch.is_some() {
                toggle(&path);
            }
        };
        view! {
            <div
                class="tree__line" role="treeitem" style=format!("--level: {}", line.level - 1)
                attr:aria-level=line.level.to_string() aria-posinset=line.position.to_string()
                aria-setsize=line.siblings.to_string()
                aria-expanded=branch.filter(|branch| branch.members > 0).map(|branch| branch.open.to_string())
                aria-selected={ let own = own.clone(); move || (*current.read() == own).to_string() }
                tabindex=move || if *current.read() == own { "0" } else { "-1" }
                on:click=press
            >
                {(!line.key.is_empty()).then(|| view! { <span class="tree__key">{line.key}</span>": " })}
                {value(line.kind)}
            </div>
        }
    };
    view! {
        <div class="code tree" role="tree" aria-label=t(words::RESULT) node_ref=tree on:keydown=key>
            {move || shown.get().into_iter().take(limit.get()).map(row).collect_view()}
        </div>
        {move || more().then(|| view! {
            <Button kind=ButtonKind::Quiet on_click=move |_| limit.update(|limit| *limit += STEP)>
                {t(words::MORE_LINES)}
            </Button>
        })}
        {move || (!current.read().is_empty()).then(|| view! {
            <div class="tree__path">
                <code>{current}</code>
                <CopyButton text=current label=words::COPY_PATH />
            </div>
        })}
    }
}

/// Lines shown at once; more would make the page slow to open.
const STEP: usize = 400;

fn value(kind: Kind) -> impl IntoView {
    let (class, text) = match kind {
        Kind::List(branch) => ("tree__branch", format!("[{}]", branch.members)),
        Kind::Object(branch) => ("tree__branch", format!("{{{}}}", branch.members)),
        Kind::Text(text) => ("tree__text", text),
        Kind::Number(text) => ("tree__number", text),
        Kind::Word(text) => ("tree__word", text),
    };
    view! { <span class=class>{text}</span> }
}

fn focus_line(tree: &HtmlElement, at: usize) {
    let Ok(lines) = tree.query_selector_all("[role=treeitem]") else { return };
    if let Some(line) = lines.get(at as u32).and_then(|line| line.dyn_into::<HtmlElement>().ok()) {
        let _ = line.focus();
    }
}
