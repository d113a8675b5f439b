//! `cargo xtask shots`: pictures of every screen, and contact sheets of them.

use crate::{
    commands,
    prerequisites::{self, Need},
    process,
    progress::{Progress, Step},
    wasm, workspace,
};
use anyhow::Result;

const PREREQUISITES: Step = Step { what: "prerequisites", usual: "a moment; 2 min when packages are missing" };
const COMPILATION: Step = Step { what: "program and camera", usual: "9 min the first time, 2 min after a change" };
const PICTURES: Step = Step { what: "pictures", usual: "5 min" };

/// Builds all, then has a browser write `target/shots`.
pub fn run(args: &[String]) -> Result<()> {
    commands::no_arguments(args)?;
    let mut progress = Progress::of(4);
    let variables = progress.step(PREREQUISITES, || prerequisites::ensure(&[Need::Browser]))?;
    progress.step(wasm::STEP, wasm::make)?;
    // With the tests' features, the program is compiled once and not twice.
    progress
        .step(COMPILATION, || process::run(process::cargo().args(["build", "--workspace", "--bins", "--tests"])))?;
    progress.step(PICTURES, || {
        let camera = ["test", "--workspace", "--test", "browser", "--", "--ignored", "--exact", "shots::shots"];
        let program = workspace::program("debug");
        process::run(process::cargo().args(camera).envs(variables).env("PORTICO_BINARY", program))
    })?;
    progress.finish();
    println!("The pictures are in {}", workspace::path("target/shots").display());
    Ok(())
}
