//! Where things are in the workspace.

use std::{
    env,
    path::{Path, PathBuf},
};

/// A path below the workspace's root.
pub fn path(relative: &str) -> PathBuf {
    root().join(relative)
}

/// The workspace's root. The compiler wrote it in; a moved workspace compiles this crate anew.
pub fn root() -> &'static Path {
    let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    crate_folder.ancestors().nth(2).unwrap_or(crate_folder)
}

/// Where Cargo puts the portal's program, by profile folder: `debug` or `release`.
pub fn program(profile: &str) -> PathBuf {
    let name = format!("portico{}", env::consts::EXE_SUFFIX);
    target_folder().join(profile).join(name)
}

/// Cargo's target folder for native builds, which the user may have moved.
fn target_folder() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => path("target"),
    }
}
