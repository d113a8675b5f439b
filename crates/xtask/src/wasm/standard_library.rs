//! The standard library for `wasm32-unknown-unknown`: three ways to have it, tried in order.

use crate::{
    prerequisites::{self, Need},
    process,
};
use anyhow::{Context, Result, bail, ensure};
use std::{
    env, fs,
    path::PathBuf,
    process::{Command, Stdio},
    time::Duration,
};

/// The target that browsers run.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Naming a way here forces it, and a build with it.
const CHOICE: &str = "PORTICO_WASM_STD";

/// rustup answers within seconds or, on a closed network, not at all.
const PATIENCE: Duration = Duration::from_secs(20);

/// The compiler to use for the frontend.
#[derive(Debug, PartialEq)]
pub enum Toolchain {
    /// The one that compiled this program.
    Own,
    /// Debian's, which compiles its own standard library too and needs to be told a linker.
    Debian { linker: PathBuf },
}

struct Way {
    name: &'static str,
    about: &'static str,
    prepare: fn() -> Result<Toolchain>,
}

static WAYS: &[Way] = &[
    Way { name: "installed", about: "beside the compiler", prepare: installed },
    Way { name: "rustup", about: "`rustup target add`", prepare: by_rustup },
    Way { name: "debian", about: "Debian's Rust for the web, by apt-get", prepare: by_debian },
];

/// Whether the user named a way.
pub fn forced() -> bool {
    env::var_os(CHOICE).is_some()
}

/// The toolchain by the first way that works, or the named one; prints which.
pub fn find() -> Result<Toolchain> {
    let chosen = env::var(CHOICE).ok();
    let wanted = |way: &&Way| chosen.as_ref().is_none_or(|name| name == way.name);
    ensure!(WAYS.iter().any(|way| wanted(&way)), "{CHOICE} is none of {}", names());
    let mut reasons = String::new();
    for way in WAYS.iter().filter(wanted) {
        match (way.prepare)() {
            Ok(toolchain) => {
                println!("    standard library for {TARGET}: {} ({})", way.name, way.about);
                return Ok(toolchain);
            }
            Err(reason) => {
                println!("    not {}: {reason:#}", way.name);
                reasons.push_str(&format!("\n  {}: {reason:#}", way.name));
            }
        }
    }
    bail!("Rust's standard library for {TARGET} cannot be had.{reasons}")
}

fn names() -> String {
    WAYS.iter().map(|way| way.name).collect::<Vec<_>>().join(", ")
}

fn installed() -> Result<Toolchain> {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let question = ["--print", "target-libdir", "--target", TARGET];
    let folder = process::output(Command::new(rustc).args(question))?;
    let mut files = fs::read_dir(&folder).with_context(|| format!("no {folder}"))?.flatten();
    let core = files.any(|file| is_core(&file.file_name().to_string_lossy()));
    ensure!(core, "{folder} holds no core library");
    Ok(Toolchain::Own)
}

fn is_core(name: &str) -> bool {
    name.starts_with("libcore-") && name.ends_with(".rlib")
}

fn by_rustup() -> Result<Toolchain> {
    let rustup = process::find(&["rustup"]).context("there is no rustup")?;
    println!("    `rustup target add {TARGET}`, usually 10 s, given up after 20");
    // What it prints on a closed network is a page long; the next way says enough.
    let mut add = Command::new(rustup);
    add.args(["target", "add", TARGET]).stdout(Stdio::null()).stderr(Stdio::null());
    process::run_within(&mut add, PATIENCE)?;
    installed()
}

fn by_debian() -> Result<Toolchain> {
    prerequisites::ensure(&[Need::WasmToolchain])?;
    let linker = prerequisites::wasm_linker().context("there is no linker for it")?;
    Ok(Toolchain::Debian { linker })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_core_library_counts() {
        assert!(is_core("libcore-0a1b2c.rlib"));
        assert!(!is_core("libcore-0a1b2c.rmeta"));
        assert!(!is_core("liballoc-0a1b2c.rlib"));
    }

    #[test]
    fn ways_have_different_names() {
        assert_eq!(names(), "installed, rustup, debian");
    }
}
