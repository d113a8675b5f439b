//! What tests use from npm, in a folder of its own.

use crate::{prerequisites, process, workspace};
use anyhow::{Context, Result};
use std::{fs, path::PathBuf, process::Command};

/// The foreign client library, pinned: its behaviour is part of what the tests expect.
const CLIENT: &str = "@bitrix24/b24jssdk@2.2.0";

/// Makes `target/sdk/node` when it is missing or old, and returns it.
pub fn client_folder() -> Result<PathBuf> {
    let place = "target/sdk/node";
    let folder = workspace::path(place);
    let stamp = folder.join("installed.txt");
    let there = folder.join("node_modules/@bitrix24/b24jssdk/package.json").is_file();
    if there && fs::read_to_string(&stamp).is_ok_and(|installed| installed == CLIENT) {
        return Ok(folder);
    }

    println!("    Installing {CLIENT} from npm into {place}, usually 10 s");
    let npm = prerequisites::npm().context("npm is needed")?;
    fs::create_dir_all(&folder)?;
    let install = ["install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--no-save", "--prefix"];
    process::run(Command::new(npm).args(install).arg(&folder).arg(CLIENT))?;
    fs::write(stamp, CLIENT)?;
    Ok(folder)
}
