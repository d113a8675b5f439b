//! Compiling the frontend, in a target folder of its own so that native builds stay warm.

use super::standard_library::{TARGET, Toolchain};
use crate::{process, workspace};
use anyhow::{Context, Result, ensure};
use std::{env, ffi::OsString, iter, path::PathBuf, process::Command};

const PROFILE: &str = "wasm-release";

/// Compiles the frontend and returns where the program is. It still knows what refers to what, so that it can
/// be cut into parts.
pub fn frontend(toolchain: &Toolchain) -> Result<PathBuf> {
    let folder = workspace::path("target/wasm");
    let mut cargo = cargo(toolchain)?;
    cargo.args(["rustc", "-p", "frontend", "--features", "split", "--profile", PROFILE, "--target", TARGET]);
    cargo.arg("--target-dir").arg(&folder);
    // Only the program itself is linked, so what it depends on needs no other flags.
    process::run(cargo.args(["--", "-Clink-args=--emit-relocs"]))?;
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
