//! The Python client that the tests run against the portal, in a virtual environment of its own.

use crate::{prerequisites, process, workspace};
use anyhow::{Context, Result};
use std::{fs, path::PathBuf, process::Command};

/// The foreign client library, pinned: its behaviour is part of what the tests expect.
const CLIENT: &str = "fast-bitrix24==1.8.14";

/// Makes `target/sdk/venv` when it is missing or old, and returns its interpreter.
pub fn client_environment() -> Result<PathBuf> {
    let folder = workspace::path("target/sdk");
    let environment = folder.join("venv");
    let python = environment.join("bin/python");
    let stamp = folder.join("installed.txt");
    let works = || process::succeeds(Command::new(&python).args(["-c", "import fast_bitrix24"]));
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == CLIENT) && works() {
        return Ok(python);
    }

    println!("    Installing {CLIENT} from PyPI into target/sdk/venv, usually 30 s");
    let system = prerequisites::python().context("Python 3 with venv is needed")?;
    fs::create_dir_all(&folder)?;
    process::run(Command::new(system).args(["-m", "venv", "--clear"]).arg(&environment))?;
    let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", CLIENT];
    process::run(Command::new(&python).args(install))?;
    fs::write(stamp, CLIENT)?;
    Ok(python)
}
