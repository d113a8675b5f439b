//! `cargo xtask test`: what must hold before a change is shared.

mod counts;

use crate::{
    node,
    prerequisites::{self, Need},
    process,
    progress::{Progress, Step},
    python, wasm, workspace,
};
use anyhow::{Result, bail};
use counts::Counts;
use serde_json::Value;

/// The test target of the `tests` package that drives a browser.
const BROWSER_TESTS: &str = "browser";

const PREREQUISITES: Step = Step { what: "prerequisites", usual: "a moment; 2 min when packages are missing" };
const FORMATTING: Step = Step { what: "formatting", usual: "2 s" };
const LINTS: Step = Step { what: "lints", usual: "4 min the first time, 20 s after a change" };
const COMPILATION: Step = Step { what: "program and tests", usual: "9 min the first time, 2 min after a change" };
const TESTS: Step = Step { what: "tests", usual: "3 min" };
const LONG_TESTS: Step = Step { what: "long tests", usual: "half an hour" };

/// What the caller asked for.
#[derive(Debug, PartialEq)]
struct Options {
    browser: bool,
    long: bool,
}

/// Runs every check and test, and fails at the first step that does.
pub fn run(args: &[String]) -> Result<()> {
    let options = parse(args)?;
    let mut progress = Progress::of(6 + usize::from(options.long));
    let variables = progress.step(PREREQUISITES, || prepare(&options))?;
    progress.step(FORMATTING, || process::run(process::cargo().args(["fmt", "--all", "--check"])))?;
    progress.step(LINTS, || {
        let lints = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
        process::run(process::cargo().args(lints))
    })?;
    progress.step(wasm::STEP, wasm::make)?;
    // Both at once: with the tests' features, the program is compiled once and not twice.
    progress
        .step(COMPILATION, || process::run(process::cargo().args(["build", "--workspace", "--bins", "--tests"])))?;

    let mut counts = Counts::default();
    let tests = progress.step(TESTS, || run_tests(&options, &variables, &[], &mut counts));
    let long = match (&tests, options.long) {
        (Ok(()), true) => {
            progress.step(LONG_TESTS, || run_tests(&options, &variables, &["--", "--ignored"], &mut counts))
        }
        _ => Ok(()),
    };
    progress.finish();
    if !options.browser {
        println!("The browser tests were switched off by --no-browser.");
    }
    println!("{}", counts.line());
    tests.and(long)?;
    anyhow::ensure!(counts.passed > 0, "no test ran");
    Ok(())
}

fn parse(args: &[String]) -> Result<Options> {
    let mut options = Options { browser: true, long: false };
    for arg in args {
        match arg.as_str() {
            "--no-browser" => options.browser = false,
            "--long" => options.long = true,
            other => bail!("`cargo xtask test` takes --no-browser and --long, not `{other}`"),
        }
    }
    Ok(options)
}

/// Finds or installs what the tests need; returns the variables that tell the tests where it is.
fn prepare(options: &Options) -> Result<Vec<(&'static str, String)>> {
    let mut needs = vec![Need::Checks, Need::Sdk];
    needs.extend(options.browser.then_some(Need::Browser));
    let mut variables = prerequisites::ensure(&needs)?;
    let python = python::client_environment()?;
    let node = node::client_folder()?;
    let program = workspace::program("debug");
    variables.push(("PORTICO_PYTHON", python.display().to_string()));
    variables.push(("PORTICO_NODE_CLIENTS", node.display().to_string()));
    variables.push(("PORTICO_BINARY", program.display().to_string()));
    for (name, value) in &variables {
        println!("    {name}={value}");
    }
    Ok(variables)
}

/// Long tests carry `#[ignore]`: the quick tier compiles them, `-- --ignored` runs them.
fn run_tests(
    options: &Options,
    variables: &[(&'static str, String)],
    arguments: &[&str],
    counts: &mut Counts,
) -> Result<()> {
    let mut tests = process::cargo();
    tests.args(["test", "--workspace", "--no-fail-fast"]).envs(variables.iter().cloned());
    if !options.browser {
        // Cargo can be told which targets to run but not which to leave out.
        tests.args(["--lib", "--bins"]);
        let metadata = process::output(process::cargo().args(METADATA))?;
        for name in test_targets(&metadata)?.iter().filter(|name| *name != BROWSER_TESTS) {
            tests.args(["--test", name]);
        }
    }
    process::run_and_read(tests.args(arguments), |line| counts.add(line))
}

const METADATA: [&str; 4] = ["metadata", "--no-deps", "--format-version", "1"];

/// The names of all integration test targets, from the answer of `cargo metadata`.
fn test_targets(metadata: &str) -> Result<Vec<String>> {
    let metadata: Value = serde_json::from_str(metadata)?;
    let targets = rows(&metadata["packages"]).iter().flat_map(|package| rows(&package["targets"]));
    let tests = targets.filter(|target| target["kind"][0] == "test");
    Ok(tests.filter_map(|target| target["name"].as_str().map(str::to_owned)).collect())
}

fn rows(list: &Value) -> &[Value] {
    list.as_array().map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_switched_by_name_only() {
        let parsed = |args: &[&str]| parse(&args.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(parsed(&[]).unwrap(), Options { browser: true, long: false });
        let both = parsed(&["--long", "--no-browser"]).unwrap();
        assert_eq!(both, Options { browser: false, long: true });
        assert!(parsed(&["--browser"]).is_err());
    }

    #[test]
    fn test_targets_are_read_from_all_packages() {
        let metadata = r#"{"packages": [
            {"targets": [{"kind": ["lib"], "name": "a"}, {"kind": ["test"], "name": "it"}]},
            {"targets": [{"kind": ["test"], "name": "browser"}, {"kind": ["bin"], "name": "b"}]}
        ]}"#;
        assert_eq!(test_targets(metadata).unwrap(), ["it", "browser"]);
    }
}
