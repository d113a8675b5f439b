//! Conversations with a portal in this process: requests and the answers they must get, as text files.
//!
//! A file holds conversations, each with a portal of its own:
//!
//! ```text
//! # What the conversation shows
//!
//! POST crm.deal.add {"fields":{"TITLE":"A"}}
//! → 200 {"result":1}
//! GET crm.deal.list?select[]=ID
//! → 200 {"result":[{"ID":"1"}],"total":1}
//! ```
//!
//! An expected answer is compared to the letter, order of keys included; ` (subset)` at its end names
//! only what matters. It may go on over several lines. `"[time]"`, `"[number]"` and `"[timing]"` stand
//! for what depends on the clock, `"[50 rows]"`, `"[20 rows]"` and `"[50 labels]"` for what is long.
//! `;` begins a comment.
//!
//! Lines between steps: `as admin`, `as user`, `as other`; `scopes crm user`; `at 2026-11-22T09:30:00Z`
//! sets the clock; `zone Europe/Paris` first in a conversation sets the portal's time zone;
//! `repeat 120` plays the next step so many times, `{n}` counting from 1. In a query, `{50 cmd[{i}]=x}`
//! stands for fifty pairs.
//!
//! `UPDATE_EXPECT=1` writes the answer of every step that has none into the file. `CASE=deal` plays only
//! the files whose path contains the word.

mod compare;
mod conversation;
mod portal;

use conversation::{Conversation, Line, Step};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

#[test]
fn conversations_go_as_written() {
    let mut files = Vec::new();
    gather(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases"), &mut files);
    assert!(!files.is_empty(), "the cases are not where they should be");
    let only = std::env::var("CASE").unwrap_or_default();
    files.retain(|file| file.to_string_lossy().contains(&only));
    let (next, failures) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(|| {
                while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let failed = play_file(file);
                    failures.lock().unwrap().extend(failed);
                }
            });
        }
    });
    let failures = failures.into_inner().unwrap();
    assert!(failures.is_empty(), "{} steps went wrong\n\n{}", failures.len(), failures.join("\n\n"));
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(&path, files);
        } else if path.extension().is_some_and(|end| end == "txt") {
            files.push(path);
        }
    }
}

fn play_file(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap();
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let mut failures = Vec::new();
    let mut new_text: Vec<String> = text.lines().map(str::to_owned).collect();
    // Backwards, so that a rewritten answer does not move the ones that are still to be rewritten.
    let mut rewrites = Vec::new();
    for conversation in conversation::read(&name, &text) {
        for failure in play(&conversation) {
            failures.push(format!("{name}:{} {}\n{}", failure.line, conversation.title, failure.text));
            rewrites.push((failure.lines, failure.answer));
        }
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        rewrites.reverse();
        for (lines, answer) in rewrites.into_iter().filter(|(lines, _)| lines.is_empty()) {
            new_text.splice(lines, conversation::layout(&answer));
        }
        fs::write(path, new_text.join("\n") + "\n").unwrap();
    }
    failures
}

struct Failure {
    line: usize,
    lines: std::ops::Range<usize>,
    text: String,
    answer: String,
}

fn play(conversation: &Conversation) -> Vec<Failure> {
    let mut portal = portal::Portal::new(conversation.zone());
    let mut failures = Vec::new();
    let mut times = 1;
    for line in &conversation.lines {
        match line {
            Line::As(who) => portal.become_person(who),
            Line::Scopes(scopes) => portal.scopes = scopes.clone(),
            Line::At(time) => portal.set_clock(time),
            Line::Zone(_) => {}
            Line::Repeat(count) => times = *count,
            Line::Step(step) => {
                let failed = (1..=std::mem::replace(&mut times, 1)).find_map(|n| play_step(&portal, step, n));
                failures.extend(failed);
            }
        }
    }
    failures
}

fn play_step(portal: &portal::Portal, step: &Step, n: usize) -> Option<Failure> {
    let counted = |text: &str| text.replace("{n}", &n.to_string());
    let answer = portal.call(&step.verb, &step.method, &counted(&step.params));
    let difference = compare::difference(&counted(&step.expected), &answer, step.subset)?;
    let request = format!("{} {} {}", step.verb, step.method, counted(&step.params));
    let start: String = answer.chars().take(1000).collect();
    let text = format!("{request}\n  {difference}\n  got → {start}");
    Some(Failure { line: step.line, lines: step.answer_lines.clone(), text, answer })
}
