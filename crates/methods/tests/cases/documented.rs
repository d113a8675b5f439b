//! What the documentation says can go wrong, and where each of it is shown to.
//!
//! The files of `tests/documented` hold a line for each error that a method's page names, in columns
//! that stand two spaces or more apart:
//!
//! ```text
//! crm.deal.get     ""            400  played  ID is not defined or invalid
//! crm.deal.get     ""            400  played  Not found
//! crm.deal.update  ""            400  as crm.deal.get
//! crm.deal.list    ERROR_CORE    -    never: the disk would have to fail
//! crm.item.get     ACCESS_DENIED  403  played  access_denied
//! ```
//!
//! The code is what this portal answers (`""` when it is empty, `-` when it never does), then the status.
//! `played` says that a case calls the method and gets that code and status, `as` names a method of the
//! same family that goes through the same rule and is played. The last column is what the page prints
//! besides: another code, nothing (`none`), or a sentence. A code that stands for several things has a line
//! with a sentence for each, and a case must say what begins so.

use crate::{
    conversation::{self, Line},
    files,
};
use engine::Family;
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

/// A method and a code of its page.
#[derive(Debug)]
struct Pair {
    /// File and line.
    place: String,
    method: String,
    code: String,
    /// Nothing when it does not matter.
    status: Option<String>,
    how: How,
    /// The code as its page has it.
    printed: String,
}

/// How it is shown.
#[derive(Debug)]
enum How {
    Played,
    As(String),
    Never,
}

#[test]
fn every_documented_error_is_accounted_for() {
    let (pairs, answered, registry) = (pairs(), answered(), methods::registry().unwrap());
    let family = |method: &str| registry.find(2, method).ok().and_then(|target| Some(target.run?.0));
    let is_played = |pair: &&Pair| matches!(pair.how, How::Played);
    let played: BTreeSet<_> =
        pairs.iter().filter(is_played).map(|pair| (pair.method.as_str(), pair.code.as_str())).collect();
    let mut seen = BTreeSet::new();
    let mut totals: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    let mut wrong = Vec::new();
    for pair in &pairs {
        let own = family(&pair.method);
        let (how, fault) = match &pair.how {
            How::Played => ("played", not_played(pair, &answered)),
            How::As(other) if !played.contains(&(other.as_str(), pair.code.as_str())) => {
                ("as", Some("points to what is not played"))
            }
            How::As(other) => ("as", (!same(own, family(other))).then_some("points out of its family")),
            How::Never => ("never", None),
        };
        let twice = (!seen.insert((&pair.method, &pair.printed))).then_some("is there twice");
        let unknown = own.is_none().then_some("is of a method that is not implemented");
        let faults = [fault, twice, unknown].into_iter().flatten();
        wrong.extend(faults.map(|fault| format!("{} {} {:?} {fault}", pair.place, pair.method, pair.code)));
        let area = pair.place.split('.').next().unwrap_or_default();
        *totals.entry(area).or_default().entry(how).or_default() += 1;
    }
    for (area, totals) in totals {
        println!("{area}: {totals:?}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What keeps a case from showing the pair. Where the page prints a sentence, a case says the same.
fn not_played(pair: &Pair, answered: &Answered) -> Option<&'static str> {
    let Some(status) = &pair.status else { return Some("has no status") };
    let with = (pair.method.to_lowercase(), pair.code.clone(), status.clone());
    let Some(said) = answered.get(&with) else { return Some("is in no case with that status") };
    let wanted = words(&pair.printed);
    let is_said = !pair.printed.contains(' ') || said.iter().any(|text| words(text).starts_with(&wanted));
    (!is_said).then_some("is in no case with that sentence")
}

/// A sentence without its ids and punctuation, which differ.
fn words(text: &str) -> String {
    let words = text.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}

fn same(family: Option<&Family>, other: Option<&Family>) -> bool {
    family.zip(other).is_some_and(|(family, other)| std::ptr::eq(family, other))
}

/// What refusals say, by method in lower case, code and status.
type Answered = BTreeMap<(String, String, String), Vec<String>>;

/// Every refusal in the cases, which another test plays. A batch or an import refuses its parts within an
/// answer of its own.
fn answered() -> Answered {
    let mut answered = Answered::new();
    for path in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")) {
        let text = std::fs::read_to_string(&path).unwrap();
        let lines = conversation::read(&path.to_string_lossy(), &text).into_iter().flat_map(|talk| talk.lines);
        let steps = lines.filter_map(|line| if let Line::Step(step) = line { Some(step) } else { None });
        for step in steps {
            let (status, body) = step.expected.split_once(' ').unwrap_or_default();
            for (code, said) in refusals(&serde_json::from_str(body).unwrap_or_default()) {
                answered.entry((step.method.to_lowercase(), code, status.to_owned())).or_default().push(said);
            }
        }
    }
    answered
}

/// Code and sentence of the refusals in an answer.
fn refusals(answer: &Value) -> Vec<(String, String)> {
    let own = answer["error"].as_str().zip(answer["error_description"].as_str());
    let parts = match answer {
        Value::Object(map) => map.values().collect(),
        Value::Array(list) => list.iter().collect(),
        _ => Vec::new(),
    };
    let own = own.map(|(code, said)| (code.to_owned(), said.to_owned()));
    own.into_iter().chain(parts.into_iter().flat_map(refusals)).collect()
}

fn pairs() -> Vec<Pair> {
    let mut pairs = Vec::new();
    for path in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documented")) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let lines = text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with(';'));
        pairs.extend(lines.map(|(at, line)| pair(format!("{name}:{}", at + 1), line)));
    }
    assert!(!pairs.is_empty(), "the documented errors are not where they should be");
    pairs
}

fn pair(place: String, line: &str) -> Pair {
    let columns: Vec<&str> = line.split("  ").map(str::trim).filter(|column| !column.is_empty()).collect();
    let [method, code, status, how, printed @ ..] = columns.as_slice() else {
        panic!("{place} has too few columns: {line}");
    };
    let code = code.replace("\"\"", "");
    let how = match how.split_once(' ').unwrap_or((how, "")) {
        ("played", "") => How::Played,
        ("as", other) if !other.is_empty() => How::As(other.to_owned()),
        ("never:", reason) if !reason.is_empty() => How::Never,
        _ => panic!("{place} says nothing that is understood: {how}"),
    };
    Pair {
        place,
        method: (*method).to_owned(),
        printed: printed.first().map_or_else(|| code.clone(), |printed| (*printed).to_owned()),
        status: (*status != "-").then(|| (*status).to_owned()),
        code,
        how,
    }
}
