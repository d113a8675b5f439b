//! Compiling the frontend, in a target folder of its own so that native builds stay warm.

use super::standard_library::{TARGET, Toolchain};
use crate::{process, workspace};
use anyhow::{Context, Result, ensure};
use std::{env, ffi::OsString, iter, path::PathBuf, process::Command};

const PROFILE: &str = "wasm-release";

/// Compiles the frontend and returns where the program is.
pub fn frontend(toolchain: &Toolchain) -> Result<PathBuf> {
    let folder = workspace::path("target/wasm");
    let mut cargo = cargo(toolchain)?;
    cargo.args(["build", "-p", "frontend", "--profile", PROFILE, "--target", TARGET]);
    process::run(cargo.arg("--target-dir").arg(&folder))?;
    let program = folder.join(TARGET).join(PROFILE).join("frontend.wasm");
    ensure!(program.is_file(), "the build left no {}", program.display());
    Ok(program)
}

fn cargo(toolchain: &Toolchain) -> Result<Command> {
    let Toolchain::Debian { linker } = toolchain else {
        return Ok(process::cargo());
    };
    let mut cargo = process::cargo_at("/usr/bin/cargo");
    cargo
        .arg("-Zbuild-std=std,panic_abort")
        .env("PATH", with_debian_first()?)
        .env("RUSTC", "/usr/bin/rustc")
        // Building the standard library is not stable yet; this compiler is matched to its sources.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker)
        // `cargo run` put the other compiler's libraries there.
        .env_remove("LD_LIBRARY_PATH");
    Ok(cargo)
}

fn with_debian_first() -> Result<OsString> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = iter::once(PathBuf::from("/usr/bin")).chain(env::split_paths(&path));
    env::join_paths(folders).context("the search path cannot be extended")
}
