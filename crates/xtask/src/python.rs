//! The Python clients that the tests run against the portal, in a virtual environment of their own.

use crate::{prerequisites, process, workspace};
use anyhow::{Context, Result};
use std::{fs, path::PathBuf, process::Command};

/// The foreign client libraries, pinned: their behaviour is part of what the tests expect.
const CLIENTS: [&str; 2] = ["fast-bitrix24==1.8.14", "b24pysdk==1.3.2"];

/// Makes `target/sdk/venv` when it is missing or old, and returns its interpreter.
pub fn client_environment() -> Result<PathBuf> {
    let folder = workspace::path("target/sdk");
    let environment = folder.join("venv");
    let python = environment.join("bin/python");
    let stamp = folder.join("installed.txt");
    let works = || process::succeeds(Command::new(&python).args(["-c", "import fast_bitrix24, b24pysdk"]));
    let wanted = CLIENTS.join(" and ");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) && works() {
        return Ok(python);
    }

    println!("    Installing {wanted} from PyPI into target/sdk/venv, usually 30 s");
    let system = prerequisites::python().context("Python 3 with venv is needed")?;
    fs::create_dir_all(&folder)?;
    process::run(Command::new(system).args(["-m", "venv", "--clear"]).arg(&environment))?;
    let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    process::run(Command::new(&python).args(install).args(CLIENTS))?;
    fs::write(stamp, wanted)?;
    Ok(python)
}
