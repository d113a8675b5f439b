//! `cargo xtask css`: the joined stylesheet for `trunk serve`, which calls this before each build.

use crate::{bundle::stylesheet, commands, workspace};
use anyhow::Result;
use std::fs;

/// Writes `target/trunk/portico.css`, unminified so that the browser's tools show it as written.
pub fn run(args: &[String]) -> Result<()> {
    commands::no_arguments(args)?;
    let folder = workspace::path("target/trunk");
    fs::create_dir_all(&folder)?;
    let css = stylesheet::join(&workspace::path("frontend/src"))?;
    fs::write(folder.join("portico.css"), css)?;
    Ok(())
}
