//! `cargo xtask run`: build all, then become the portal.

use super::build;
use crate::{process, progress::Progress};
use anyhow::Result;
use std::process::Command;

/// Builds all and starts `portico serve` with the given arguments, in the caller's folder.
pub fn run(args: &[String]) -> Result<()> {
    let mut progress = Progress::of(build::STEPS);
    let binary = build::steps(&mut progress)?;
    progress.finish();
    println!("\nStarting the portal; Ctrl-C stops it.");
    process::become_command(Command::new(binary).arg("serve").args(args))
}
