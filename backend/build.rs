//! Makes a placeholder of the browser bundle when none is built, so that the backend compiles
//! alone. It never builds the frontend: that is `cargo xtask wasm`.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::Path,
    time::SystemTime,
};

const PLACEHOLDER: &str = "<!doctype html><meta charset=\"utf-8\"><title>Portico</title>\
    <p>The screens are not in this build. <code>cargo xtask build</code> makes one that has them.</p>\n";

fn main() -> io::Result<()> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/bundle/index.html");
    if !page.exists() {
        write_placeholder(&page)?;
    }
    // The other files of the bundle carry the hash of their content, and the page names them.
    println!("cargo::rerun-if-changed={}", page.display());
    Ok(())
}

fn write_placeholder(page: &Path) -> io::Result<()> {
    if let Some(folder) = page.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = File::create(page)?;
    file.write_all(PLACEHOLDER.as_bytes())?;
    // Cargo would take a file written just now for a change, and compile the backend once more.
    file.set_modified(SystemTime::UNIX_EPOCH)
}
