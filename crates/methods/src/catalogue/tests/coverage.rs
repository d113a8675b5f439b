//! What is answered, and why the rest is not: the table of reasons, and the one in README.md.

use super::super::absent::{ABSENT, NEEDS_APP, covers};
use super::*;
use engine::{Registry, Target};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

/// Scopes whose methods are all answered, but for those that need an application and those that have a reason.
const COVERED: &[&str] =
    &["basic", "crm", "department", "im", "log", "task", "tasks", "user", "user.userfield", "userfieldconfig"];

const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../README.md");
const MARKERS: [&str; 2] = ["<!-- methods: begin -->\n", "<!-- methods: end -->\n"];

#[test]
fn every_method_of_the_covered_scopes_is_answered_or_has_a_reason() {
    let registry = crate::registry().unwrap();
    let (mut silent, mut both) = (Vec::new(), Vec::new());
    for (known, target) in each(&registry).filter(|(known, _)| covered(known)) {
        match (target.run.is_some(), why_absent(known)) {
            (false, None) => silent.push(known.name),
            (true, Some(reason)) if !known.needs_app => both.push(format!("{} ({})", known.name, reason.en)),
            _ => {}
        }
    }
    assert!(silent.is_empty(), "neither answered nor listed:\n{}", silent.join("\n"));
    assert!(both.is_empty(), "answered and yet listed:\n{}", both.join("\n"));
}

#[test]
fn every_reason_keeps_something_away() {
    let mut seen = HashSet::new();
    for (reason, patterns) in ABSENT {
        assert!(seen.insert(&reason.en), "{} stands twice", reason.en);
        for pattern in *patterns {
            let hit = |known: &&Known| known.version == 2 && covered(known) && covers(pattern, known.name);
            let known = catalogue().all().iter().find(hit);
            assert!(known.is_some_and(|known| why_absent(known).is_some()), "{pattern} covers nothing");
            assert!(seen.insert(pattern), "{pattern} stands twice");
        }
    }
    assert_eq!(why_absent(catalogue().find(2, "placement.bind").unwrap()), Some(NEEDS_APP));
    assert_eq!(why_absent(catalogue().find(2, "crm.deal.add").unwrap()), None);
}

/// `UPDATE_EXPECT=1` writes the table anew.
#[test]
fn the_table_in_the_readme_is_true() {
    let text = fs::read_to_string(README).unwrap();
    let (before, rest) = text.split_once(MARKERS[0]).expect("README.md has the first marker");
    let (old, after) = rest.split_once(MARKERS[1]).expect("README.md has the second marker");
    let new = table();
    if std::env::var_os("UPDATE_EXPECT").is_some() && old != new {
        fs::write(README, [before, MARKERS[0], &new, MARKERS[1], after].concat()).unwrap();
        return;
    }
    assert_eq!(old, new, "UPDATE_EXPECT=1 writes the table of README.md anew");
}

/// One line of the table.
#[derive(Default)]
struct Row {
    known: usize,
    answered: usize,
    apps: usize,
    absent: usize,
    /// Reasons in their order of appearance, each with its number of methods.
    reasons: Vec<(&'static str, usize)>,
}

fn table() -> String {
    let registry = crate::registry().unwrap();
    let rows = COVERED.iter().map(|scope| {
        let of_scope = |known: &Known| known.version == 2 && first_scope(known) == *scope;
        (format!("`{scope}`"), count(&registry, of_scope, "not yet"))
    });
    let other = |known: &Known| known.version == 2 && !COVERED.contains(&first_scope(known));
    let others: BTreeSet<_> = catalogue().all().iter().filter(|known| other(known)).map(first_scope).collect();
    let rest = [
        (format!("{} other scopes", others.len()), count(&registry, other, "areas that come later")),
        ("`/rest/api/`".to_owned(), count(&registry, |known| known.version == 3, "version 3 comes later")),
        ("**all**".to_owned(), count(&registry, |_| true, "")),
    ];
    let mut text = String::from(
        "\n| scope | known | answered | need an application | absent | why |\n|---|--:|--:|--:|--:|---|\n",
    );
    for (name, row) in rows.chain(rest).filter(|(_, row)| row.known > 0) {
        let words = |(reason, number): &(&str, usize)| format!("{reason} ({number})");
        let because = match name.as_str() {
            "**all**" => String::new(),
            _ => row.reasons.iter().map(words).collect::<Vec<_>>().join("; "),
        };
        let Row { known, answered, apps, absent, .. } = row;
        writeln!(text, "| {name} | {known} | {answered} | {apps} | {absent} | {because} |").unwrap();
    }
    text + "\n"
}

fn count(registry: &Registry, wanted: impl Fn(&Known) -> bool, otherwise: &'static str) -> Row {
    let mut row = Row::default();
    for (known, target) in each(registry).filter(|(known, _)| wanted(known)) {
        row.known += 1;
        match why_absent(known) {
            _ if target.run.is_some() => row.answered += 1,
            Some(NEEDS_APP) => row.apps += 1,
            reason => {
                row.absent += 1;
                let reason = reason.map_or(otherwise, |reason| reason.en);
                match row.reasons.iter_mut().find(|(other, _)| *other == reason) {
                    Some((_, number)) => *number += 1,
                    None => row.reasons.push((reason, 1)),
                }
            }
        }
    }
    row.reasons.sort_by_key(|(_, number)| std::cmp::Reverse(*number));
    row
}

fn each(registry: &Registry) -> impl Iterator<Item = (&'static Known, &Target)> {
    catalogue().all().iter().map(|known| (known, registry.find(known.version, known.name).unwrap()))
}

fn covered(known: &Known) -> bool {
    known.version == 2 && known.scope.split(',').any(|scope| COVERED.contains(&scope))
}

fn first_scope(known: &Known) -> &'static str {
    known.scope.split(',').next().unwrap_or_default()
}
