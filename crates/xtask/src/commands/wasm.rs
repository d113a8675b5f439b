//! `cargo xtask wasm`: only the browser bundle.

use crate::{commands, progress::Progress, wasm};
use anyhow::Result;

/// Builds `target/bundle` when its sources have changed.
pub fn run(args: &[String]) -> Result<()> {
    commands::no_arguments(args)?;
    let mut progress = Progress::of(1);
    progress.step(wasm::STEP, wasm::make)?;
    progress.finish();
    Ok(())
}
