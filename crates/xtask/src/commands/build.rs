//! `cargo xtask build`: the browser bundle, then the optimised binary that carries it.

use crate::{
    bundle::report::in_units,
    commands, process,
    progress::{Progress, Step},
    wasm, workspace,
};
use anyhow::{Context, Result};
use std::{fs, path::PathBuf};

/// How many steps [`steps`] takes.
pub const STEPS: usize = 2;

const BINARY: Step =
    Step { what: "optimised binary", usual: "10 min the first time, 2 min after a change, on 2 cores" };

/// Builds all and stops.
pub fn run(args: &[String]) -> Result<()> {
    commands::no_arguments(args)?;
    let mut progress = Progress::of(STEPS);
    steps(&mut progress)?;
    progress.finish();
    Ok(())
}

/// Makes the bundle and the binary, and returns where the binary is.
pub fn steps(progress: &mut Progress) -> Result<PathBuf> {
    progress.step(wasm::STEP, wasm::make)?;
    progress.step(BINARY, || process::run(process::cargo().args(["build", "--release", "-p", "backend"])))?;
    let binary = workspace::program("release");
    let size = fs::metadata(&binary).with_context(|| format!("the build left no {}", binary.display()))?.len();
    println!("    {} is {}", binary.display(), in_units(size));
    Ok(binary)
}
