//! The JavaScript that loads the program, by wasm-bindgen as a library: its version is the one in
//! `Cargo.lock`, so it cannot differ from the one the program was compiled with.

use super::{parts, short_names};
use crate::{bundle::Bindings, process, workspace};
use anyhow::{Context, Result, ensure};
use std::{fs, path::Path, process::Command};
use wasm_bindgen_cli_support::Bindgen;

/// What today's compilers put into a program, for optimisers that do not switch it on themselves.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Makes the program ready for browsers: parts, bindings, no names but short ones, and `wasm-opt` where there is
/// one.
pub fn make(program: &Path) -> Result<Bindings> {
    let folder = workspace::path("target/wasm/bindings");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let parts = parts::cut(program, &folder.join("parts"))?;
    Bindgen::new()
        .web(true)?
        // The later parts call the first one by what the linker exports, and by these names.
        .keep_lld_exports(true)
        .demangle(false)
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .input_path(&parts.first)
        .out_name("portico")
        .generate(&folder)
        .context("wasm-bindgen")?;
    // They would need names of their own that follow their content; nothing we use has any.
    ensure!(!folder.join("snippets").exists(), "a dependency brings JavaScript files of its own");
    let wasm = folder.join("portico_bg.wasm");
    optimise(&wasm)?;
    let js = parts.join(&fs::read_to_string(folder.join("portico.js"))?)?;
    let (js, wasm) = short_names::shorten(&js, &fs::read(wasm)?)?;
    Ok(Bindings { js, wasm, parts: parts.later })
}

/// Shrinks the program in place; without `wasm-opt`, or with one too old for it, it stays as it is.
fn optimise(wasm: &Path) -> Result<()> {
    let Some(optimiser) = process::find(&["wasm-opt"]) else {
        println!("    wasm-opt is not installed; the program would be a little smaller with it");
        return Ok(());
    };
    let smaller = wasm.with_extension("optimised");
    let mut command = Command::new(optimiser);
    command.arg("-Oz").args(FEATURES).arg(wasm).arg("-o").arg(&smaller);
    match process::run(&mut command) {
        Ok(()) => fs::rename(smaller, wasm)?,
        Err(error) => println!("    going on without wasm-opt: {error:#}"),
    }
    Ok(())
}
