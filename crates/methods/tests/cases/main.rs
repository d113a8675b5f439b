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
//! `listens ONCRMDEALADD` lets somebody listen to events from there on, `listens` alone to all of them:
//! then `! ONCRMDEALADD data[FIELDS][ID]=1` after an answer says what the step told, each event a line;
//! `application 7` lets an application call, `application none` a webhook again;
//! `enters user` lets a person sign in before the next step;
//! `repeat 120` plays the next step so many times, `{n}` counting from 1. In a query, `{50 cmd[{i}]=x}`
//! stands for fifty pairs.
//!
//! `UPDATE_EXPECT=1` writes the answer of every step that has none into the file. `CASE=deal` plays only
//! the files whose path contains the word.

mod compare;
mod conversation;
mod documented;
mod portal;
mod registry;
mod taken;
mod told;
mod wire;

use conversation::{Conversation, Line, Step};
use std::{
    fs,
    ops::Range,
    path::{Path, PathBuf},
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

/// A file of conversations.
struct File {
    path: PathBuf,
    text: String,
    conversations: Vec<Conversation>,
}

/// A step whose answer is not the expected one.
struct Failure {
    /// Which of the files.
    file: usize,
    /// Where its answer stands, lines from 0.
    lines: Range<usize>,
    text: String,
    answer: String,
    events: Vec<String>,
}

#[test]
fn conversations_go_as_written() {
    // Portals mostly wait for the disk.
    const PLAYERS: usize = 16;
    let only = std::env::var("CASE").unwrap_or_default();
    let mut paths = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases"));
    paths.retain(|path| path.to_string_lossy().contains(&only));
    assert!(!paths.is_empty(), "the cases are not where they should be");
    let files: Vec<File> = paths.into_iter().map(read).collect();
    let jobs: Vec<(usize, &Conversation)> =
        files.iter().enumerate().flat_map(|(at, file)| file.conversations.iter().map(move |job| (at, job))).collect();
    let (next, failures) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..PLAYERS {
            scope.spawn(|| {
                while let Some((file, conversation)) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let failed = play(conversation, *file);
                    failures.lock().unwrap().extend(failed);
                }
            });
        }
    });
    let mut failures = failures.into_inner().unwrap();
    failures.sort_by_key(|failure| (failure.file, failure.lines.start));
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        files.iter().enumerate().for_each(|(at, file)| write_missing(file, at, &failures));
    }
    let texts: Vec<&str> = failures.iter().map(|failure| failure.text.as_str()).collect();
    assert!(texts.is_empty(), "{} steps went wrong\n\n{}", texts.len(), texts.join("\n\n"));
}

/// The text files of a folder and those below it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            paths.extend(files(&path));
        } else if path.extension().is_some_and(|end| end == "txt") {
            paths.push(path);
        }
    }
    paths.sort();
    paths
}

fn read(path: PathBuf) -> File {
    let text = fs::read_to_string(&path).unwrap();
    let conversations = conversation::read(&path.file_name().unwrap().to_string_lossy(), &text);
    File { path, text, conversations }
}

/// Writes the answers of steps that have none.
fn write_missing(file: &File, at: usize, failures: &[Failure]) {
    let mut lines: Vec<String> = file.text.lines().map(str::to_owned).collect();
    let missing = failures.iter().filter(|failure| failure.file == at && failure.lines.is_empty());
    // Backwards, so that no line moves before its turn.
    for failure in missing.rev() {
        let events = failure.events.iter().map(|event| format!("! {event}"));
        lines.splice(failure.lines.clone(), conversation::layout(&failure.answer).into_iter().chain(events));
    }
    fs::write(&file.path, lines.join("\n") + "\n").unwrap();
}

fn play(conversation: &Conversation, file: usize) -> Vec<Failure> {
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
            Line::Listens(names) => portal.listen(names),
            Line::Application(id) => portal.application = *id,
            Line::SignsIn(who) => portal.sign_in(who),
            Line::Step(step) => {
                let played = (1..=std::mem::replace(&mut times, 1)).find_map(|n| play_step(&portal, step, n));
                failures.extend(played.map(|Wrong { text, answer, events }| {
                    let text = format!("{} {}\n{text}", step.place, conversation.title);
                    Failure { file, lines: step.answer_lines.clone(), text, answer, events }
                }));
            }
        }
    }
    failures
}

/// What went wrong with a step, its answer and its events.
struct Wrong {
    text: String,
    answer: String,
    events: Vec<String>,
}

fn play_step(portal: &portal::Portal, step: &Step, n: usize) -> Option<Wrong> {
    let counted = |text: &str| text.replace("{n}", &n.to_string());
    let answer = portal.call(&step.verb, &step.method, &counted(&step.params));
    let events = portal.heard();
    let told = || {
        let expected: Vec<String> = step.events.iter().map(|event| counted(event)).collect();
        (expected != events).then(|| format!("told\n    {}", events.join("\n    ")))
    };
    let difference = compare::difference(&counted(&step.expected), &answer, step.subset).or_else(told)?;
    let request = format!("{} {} {}", step.verb, step.method, counted(&step.params));
    let start: String = answer.chars().take(1000).collect();
    let text = format!("{request}\n  {difference}\n  got → {start}");
    Some(Wrong { text, answer, events })
}
