//! `cargo xtask bench`: build all, then measure.

use super::build;
use crate::{
    node,
    prerequisites::{self, Need},
    process,
    progress::{Progress, Step},
    python,
};
use anyhow::Result;

const BENCHMARKS: Step =
    Step { what: "benchmarks", usual: "8 min to compile the first time, then a quarter of an hour" };

/// Builds all and runs the benchmark program with the given arguments.
pub fn run(args: &[String]) -> Result<()> {
    let mut progress = Progress::of(build::STEPS + 1);
    let binary = build::steps(&mut progress)?;
    progress.step(BENCHMARKS, || {
        let variables = prerequisites::ensure(&[Need::Sdk, Need::Browser])?;
        let (python, pocketbase) = python::peers()?;
        let program = ["run", "--release", "-p", "portico-tests", "--bin", "bench", "--"];
        process::run(
            process::cargo()
                .args(program)
                .args(args)
                .envs(variables)
                .env("PORTICO_BINARY", &binary)
                .env("PORTICO_NODE_PEERS", node::peers()?)
                .env("PORTICO_PYTHON", python)
                .env("PORTICO_POCKETBASE", pocketbase),
        )
    })?;
    progress.finish();
    Ok(())
}
