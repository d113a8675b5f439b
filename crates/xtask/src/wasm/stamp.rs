//! Whether the bundle is still what the sources would make.

use crate::{bundle::hash::Hash, workspace};
use anyhow::Result;
use std::{fs, path::Path};
use walkdir::WalkDir;

/// Everything that the bundle is made from.
const SOURCES: &[&str] = &["Cargo.lock", "Cargo.toml", "crates/params", "crates/xtask", "frontend", "shared"];

const STAMP: &str = "target/wasm/bundle.stamp";

/// The hash of all sources, names and contents.
pub fn of_sources() -> Result<String> {
    let mut hash = Hash::new();
    for source in SOURCES {
        add(&mut hash, &workspace::path(source), true)?;
    }
    Ok(hash.text())
}

/// Whether the folder is the one that [`set`] saw last, for the same sources.
pub fn is_current(folder: &Path, sources: &str) -> bool {
    let stamp = fs::read_to_string(workspace::path(STAMP)).unwrap_or_default();
    of_bundle(folder).is_ok_and(|bundle| stamp == line(sources, &bundle))
}

/// Notes that the folder was made from these sources.
pub fn set(folder: &Path, sources: &str) -> Result<()> {
    fs::write(workspace::path(STAMP), line(sources, &of_bundle(folder)?))?;
    Ok(())
}

fn line(sources: &str, bundle: &str) -> String {
    format!("{sources} {bundle}\n")
}

/// Names suffice: all but the page carry the hash of their content, and the page names them.
fn of_bundle(folder: &Path) -> Result<String> {
    let mut hash = Hash::new();
    add(&mut hash, folder, false)?;
    hash.add(&fs::read(folder.join("index.html"))?);
    Ok(hash.text())
}

fn add(hash: &mut Hash, place: &Path, contents: bool) -> Result<()> {
    for entry in WalkDir::new(place).sort_by_file_name() {
        let entry = entry?;
        hash.add(entry.path().strip_prefix(place)?.to_string_lossy().as_bytes());
        if contents && entry.file_type().is_file() {
            hash.add(&fs::read(entry.path())?);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_source_exists() {
        for source in SOURCES {
            assert!(workspace::path(source).exists(), "{source}");
        }
    }

    #[test]
    fn a_bundle_without_its_page_is_not_current() {
        let empty = workspace::path("crates/xtask/src/wasm");
        assert!(of_bundle(&empty).is_err());
        assert!(!is_current(&empty, "sources"));
    }
}
