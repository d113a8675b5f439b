//! The rules of the house that a program can check: who may import whom, and what a file looks
//! like. Each test names every offender at once.

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use walkdir::{DirEntry, WalkDir};

/// Longest source file, in lines.
const LONGEST: usize = 400;

/// Which of our packages each of them may use, in any kind of dependency.
const EDGES: &[(&str, &[&str])] = &[
    ("shared", &[]),
    ("params", &[]),
    ("store", &[]),
    ("engine", &["params", "shared", "store"]),
    ("methods", &["engine", "params", "shared", "store"]),
    ("samples", &["params", "shared"]),
    ("backend", &["engine", "methods", "params", "samples", "shared", "store"]),
    ("frontend", &["params", "shared"]),
    ("portico-tests", &["backend", "params", "shared"]),
    ("xtask", &[]),
];

/// Foreign packages with few users: by the start of their name, who may have them.
const KEPT_APART: &[(&str, &[&str])] = &[
    ("sled", &["store"]),
    // The benchmarks measure against a bare handler.
    ("actix", &["backend", "portico-tests"]),
    ("ring", &["backend"]),
    ("rcgen", &["backend"]),
    ("rustls", &["backend", "portico-tests"]),
    ("argon2", &["backend"]),
    ("leptos", &["frontend"]),
    ("gloo", &["frontend"]),
    ("web-sys", &["frontend"]),
    ("anyhow", &["backend", "portico-tests", "xtask"]),
];

/// File names that say nothing about what is inside.
const EMPTY_NAMES: &[&str] =
    &["mod", "util", "utils", "helper", "helpers", "common", "misc", "type", "types", "manager"];

#[test]
fn packages_use_only_what_they_may() {
    let packages = packages();
    let ours: Vec<_> = packages.iter().map(|package| package.name.as_str()).collect();
    let mut wrong = Vec::new();
    for package in &packages {
        let Some((_, allowed)) = EDGES.iter().find(|(name, _)| *name == package.name) else {
            wrong.push(format!("{} is not in the table of packages", package.name));
            continue;
        };
        for used in &package.uses {
            let apart = KEPT_APART.iter().find(|(name, _)| used.starts_with(name));
            let may = match apart {
                _ if ours.contains(&used.as_str()) => allowed.contains(&used.as_str()),
                Some((_, users)) => users.contains(&package.name.as_str()),
                None => true,
            };
            if !may {
                wrong.push(format!("{} must not use {used}", package.name));
            }
        }
    }
    assert_none("forbidden dependencies", &wrong);
    for (name, _) in EDGES {
        assert!(ours.contains(name), "{name} is in the table but not in the workspace");
    }
}

#[test]
fn versions_stand_in_the_workspace_only() {
    let manifests = files().into_iter().filter(|file| file.path.ends_with("/Cargo.toml"));
    let wrong: Vec<_> = manifests
        .flat_map(|file| offending_lines(&file, |line| line.contains("version = \"") || line.contains("= \"=")))
        .collect();
    assert_none("versions outside the root Cargo.toml", &wrong);
}

#[test]
fn source_files_are_short_and_say_what_they_are_for() {
    let mut wrong = Vec::new();
    for File { path, text } in rust_files() {
        let lines = text.lines().count();
        if lines > LONGEST {
            wrong.push(format!("{path} has {lines} lines; {LONGEST} are the most"));
        }
        if !text.starts_with("//! ") {
            wrong.push(format!("{path} does not open with `//!`"));
        }
    }
    assert_none("files to mend", &wrong);
}

#[test]
fn file_names_say_what_is_inside() {
    let names = |path: &str| path.split(['/', '.']).any(|part| EMPTY_NAMES.contains(&part));
    let wrong: Vec<_> = rust_files().into_iter().map(|file| file.path).filter(|path| names(path)).collect();
    assert_none("names that say nothing", &wrong);
}

#[test]
fn nothing_is_left_unfinished() {
    // In halves, so that this file does not find itself.
    let signs =
        [["TO", "DO"], ["FIX", "ME"], ["db", "g!"], ["to", "do!"], ["unimple", "mented!"], ["macro_", "rules!"]];
    let signs = signs.map(|halves| halves.concat());
    // Only as a word of its own: the protocol has codes that end in one.
    let part_of_code = |before: &str| before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
    let stands_in = |line: &str, sign: &str| line.match_indices(sign).any(|(at, _)| !part_of_code(&line[..at]));
    let unfinished = |line: &str| signs.iter().any(|sign| stands_in(line, sign));
    let wrong: Vec<_> = rust_files().iter().flat_map(|file| offending_lines(file, unfinished)).collect();
    assert_none("unfinished lines", &wrong);
}

#[test]
fn nothing_but_tests_unwraps() {
    let mut wrong = Vec::new();
    for file in rust_files() {
        if file.path.contains("/tests/") || file.path.contains("/benches/") || file.path.starts_with("tests/") {
            continue;
        }
        let code = file.text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
        let is_test = file.path.ends_with("tests.rs");
        if !is_test {
            let code = File { path: file.path, text: code };
            wrong.extend(offending_lines(&code, |line| line.contains(".unwrap()")));
        }
    }
    assert_none("unwraps outside tests", &wrong);
}

#[test]
fn no_test_waits_by_the_clock() {
    let sleep = ["sle", "ep("].concat();
    let tests = rust_files().into_iter().filter(|file| file.path.contains("tests/"));
    let wrong: Vec<_> = tests.flat_map(|file| offending_lines(&file, |line| line.contains(&sleep))).collect();
    assert_none("sleeping tests", &wrong);
}

/// Paths of somebody's machine mean nothing on another one.
#[test]
fn no_path_belongs_to_one_machine() {
    let roots = ["work", "root", "farm", "tmp", "home", "Users"].map(|root| format!("/{root}/"));
    let on_a_machine = |line: &str| {
        roots.iter().flat_map(|root| line.match_indices(root.as_str())).any(|(start, root)| {
            let before = line[..start].chars().next_back();
            let after = line[start + root.len()..].chars().next();
            !before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '}' | ')'))
                && after.is_some_and(|c| c.is_ascii_lowercase())
        })
    };
    let wrong: Vec<_> = files().iter().flat_map(|file| offending_lines(file, on_a_machine)).collect();
    assert_none("absolute paths", &wrong);
}

/// A family's source file and its conversations bear the same name.
#[test]
fn every_family_has_its_cases() {
    let sources = root().join("crates/methods/src");
    let declares =
        |text: &str| text.lines().any(|line| line.starts_with("pub static ") && line.ends_with(": Family = Family {"));
    let mut wrong = Vec::new();
    for File { path, text } in rust_files() {
        let Ok(name) = root().join(&path).strip_prefix(&sources).map(|name| name.with_extension("txt")) else {
            continue;
        };
        let cases = Path::new("crates/methods/tests/cases").join(name);
        if declares(&text) && !root().join(&cases).is_file() {
            wrong.push(format!("{path} declares a family, but there is no {}", cases.display()));
        }
    }
    assert_none("families without cases", &wrong);
}

struct Package {
    name: String,
    uses: Vec<String>,
}

/// The packages of the workspace, as cargo understands their manifests.
fn packages() -> Vec<Package> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let args = ["metadata", "--no-deps", "--offline", "--format-version", "1"];
    let output = Command::new(cargo).args(args).current_dir(root()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let name = |value: &Value| value["name"].as_str().unwrap().to_owned();
    let packages = metadata["packages"].as_array().unwrap().iter();
    packages
        .map(|package| Package {
            name: name(package),
            uses: package["dependencies"].as_array().unwrap().iter().map(name).collect(),
        })
        .collect()
}

struct File {
    /// From the root of the workspace, with `/` on every system.
    path: String,
    text: String,
}

fn rust_files() -> Vec<File> {
    files().into_iter().filter(|file| file.path.ends_with(".rs")).collect()
}

/// Every file of ours that is text.
fn files() -> Vec<File> {
    let root = root();
    let ours = |entry: &DirEntry| {
        let name = entry.file_name().to_string_lossy();
        !matches!(name.as_ref(), ".git" | "target" | "data" | "portico-data" | "node_modules" | "Cargo.lock")
    };
    let entries = WalkDir::new(&root).into_iter().filter_entry(ours).map(Result::unwrap);
    let files: Vec<_> = entries
        .filter(|entry| entry.file_type().is_file())
        .filter_map(|entry| {
            let path = entry.path().strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
            fs::read_to_string(entry.path()).ok().map(|text| File { path, text })
        })
        .collect();
    assert!(files.len() > 30, "the workspace is not at {}", root.display());
    files
}

fn offending_lines(file: &File, offends: impl Fn(&str) -> bool) -> Vec<String> {
    let lines = file.text.lines().enumerate().filter(|(_, line)| offends(line));
    lines.map(|(number, line)| format!("{}:{}: {}", file.path, number + 1, line.trim())).collect()
}

fn assert_none(what: &str, wrong: &[String]) {
    assert!(wrong.is_empty(), "{what}:\n{}", wrong.join("\n"));
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}
