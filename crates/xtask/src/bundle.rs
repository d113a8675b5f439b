//! The folder that the backend embeds. `index.html` is the only file whose name stays; all others
//! lie in `assets/`, are named after their content and may be cached for ever. Beside each file
//! that shrinks lie its copies for clients that take brotli (`.br`) or gzip (`.gz`).

pub mod hash;
pub mod report;
pub mod stylesheet;

mod compress;
mod minify;
mod page;

use anyhow::{Context, Result};
use hash::hashed_name;
use std::{collections::BTreeMap, fs, path::Path};
use walkdir::WalkDir;

/// Where the bundle is, below the workspace's root.
pub const FOLDER: &str = "target/bundle";

/// What wasm-bindgen made of the frontend.
pub struct Bindings {
    pub js: String,
    pub wasm: Vec<u8>,
    pub parts: Vec<Part>,
}

/// A part of the program that the script fetches as `./name` when it is needed.
pub struct Part {
    pub name: String,
    pub wasm: Vec<u8>,
}

/// The files of a bundle: path below its folder, with `/`, to content.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Puts the bundle together from the frontend's folder and the compiled program.
pub fn assemble(frontend: &Path, bindings: Bindings) -> Result<Files> {
    let mut files = Files::new();
    let mut names = add_assets(&mut files, frontend)?;

    let css = stylesheet::join(&frontend.join("src"))?;
    let css = stylesheet::rename(&minify::css(&css), &names);
    names.insert(page::STYLESHEET.into(), add(&mut files, "portico.css", css.into_bytes()));

    let wasm = add(&mut files, "portico.wasm", bindings.wasm);
    let mut script = bindings.js;
    for part in bindings.parts {
        let address = add(&mut files, &format!("portico-{}", part.name), part.wasm);
        script = script.replace(&format!("\"./{}\"", part.name), &format!("\"{address}\""));
    }
    // The script starts itself, so that the page needs no inline script and may forbid them.
    let js = format!("{}\n__wbg_init({{ module_or_path: \"{wasm}\" }});\n", minify::js(&script));
    let js = add(&mut files, "portico.js", js.into_bytes());

    let source = fs::read_to_string(frontend.join("index.html")).context("frontend/index.html")?;
    let html = page::rewrite(&source, &page::Program { js, wasm }, &names)?;
    files.insert("index.html".into(), html.into_bytes());
    Ok(files)
}

/// Writes the files and their compressed copies, unless the folder holds them already: its page
/// keeps its time then, and the backend is not compiled again.
pub fn write(folder: &Path, mut files: Files) -> Result<()> {
    compress::add_copies(&mut files)?;
    if holds(folder, &files) {
        return Ok(());
    }
    let fresh = folder.with_extension("new");
    remove(&fresh)?;
    for (name, content) in &files {
        let place = fresh.join(name);
        fs::create_dir_all(place.parent().context("a file has a folder")?)?;
        fs::write(place, content)?;
    }
    remove(folder)?;
    fs::rename(fresh, folder)?;
    Ok(())
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(())
}

/// Adds everything in the frontend's `assets/`: fonts, icons, scripts. Returns the address of each
/// by its path below the frontend's folder.
fn add_assets(files: &mut Files, frontend: &Path) -> Result<Names> {
    let mut names = Names::new();
    for entry in WalkDir::new(frontend.join("assets")).sort_by_file_name() {
        let entry = entry.context("frontend/assets")?;
        if !entry.file_type().is_file() {
            continue;
        }
        let path = entry.path().strip_prefix(frontend)?;
        let path = path.to_string_lossy().replace('\\', "/");
        let name = entry.file_name().to_string_lossy().into_owned();
        names.insert(path, add(files, &name, fs::read(entry.path())?));
    }
    Ok(names)
}

/// Source paths to addresses.
pub type Names = BTreeMap<String, String>;

/// Adds a file under a name that follows its content; returns its address.
fn add(files: &mut Files, name: &str, content: Vec<u8>) -> String {
    let path = format!("assets/{}", hashed_name(name, &content));
    let address = format!("/{path}");
    files.insert(path, content);
    address
}

fn holds(folder: &Path, files: &Files) -> bool {
    let entries = WalkDir::new(folder).into_iter().flatten();
    entries.filter(|entry| entry.file_type().is_file()).count() == files.len()
        && files.iter().all(|(name, content)| fs::read(folder.join(name)).is_ok_and(|present| &present == content))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    /// A temporary folder with the given files.
    pub fn folder(files: &[(&str, &str)]) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, content) in files {
            let place = folder.path().join(path);
            fs::create_dir_all(place.parent().unwrap()).unwrap();
            fs::write(place, content).unwrap();
        }
        folder
    }

    fn bindings(wasm: &[u8]) -> Bindings {
        let part = Part { name: "later.wasm".into(), wasm: wasm.to_owned() };
        let js = "fetch(\"./later.wasm\");\nexport { __wbg_init as default };".into();
        Bindings { js, wasm: wasm.to_owned(), parts: vec![part] }
    }

    const FRONTEND: &[(&str, &str)] = &[
        (
            "index.html",
            "<link data-trunk rel=\"rust\">
             <link data-trunk rel=\"css\" href=\"../target/trunk/portico.css\">
             <link data-trunk rel=\"icon\" href=\"assets/icon.svg\">",
        ),
        ("src/style.css", "a { background: url(/assets/icon.svg) }"),
        ("assets/icon.svg", "<svg/>"),
    ];

    fn text(files: &Files, start: &str, end: &str) -> (String, String) {
        let found = files.iter().find(|(name, _)| name.starts_with(start) && name.ends_with(end));
        let (name, content) = found.unwrap();
        (format!("/{name}"), String::from_utf8(content.clone()).unwrap())
    }

    #[test]
    fn every_part_names_the_next_by_its_content() {
        let files = assemble(folder(FRONTEND).path(), bindings(b"one")).unwrap();
        let (_, html) = text(&files, "index", ".html");
        let (js_name, js) = text(&files, "assets/portico-", ".js");
        let (wasm_name, _) = text(&files, "assets/portico-", ".wasm");
        let (part_name, _) = text(&files, "assets/portico-later-", ".wasm");
        assert!(js.contains(&format!("fetch(\"{part_name}\")")), "{js}");
        let (css_name, css) = text(&files, "assets/portico-", ".css");
        let (icon_name, _) = text(&files, "assets/icon-", ".svg");
        for name in [&js_name, &wasm_name, &css_name, &icon_name] {
            assert!(html.contains(&format!("\"{name}\"")), "{name} in {html}");
        }
        assert!(js.ends_with(&format!("__wbg_init({{ module_or_path: \"{wasm_name}\" }});\n")));
        assert_eq!(css, format!("a{{background:url({icon_name})}}"));

        let other = assemble(folder(FRONTEND).path(), bindings(b"two")).unwrap();
        assert_ne!(text(&other, "assets/portico-", ".js").0, js_name, "its wasm has another name");
        assert_eq!(text(&other, "assets/portico-", ".css").0, css_name);
    }

    #[test]
    fn a_missing_page_is_an_error_that_names_it() {
        let empty = folder(&[("src/style.css", ""), ("assets/icon.svg", "")]);
        let error = assemble(empty.path(), bindings(b"")).unwrap_err();
        assert!(format!("{error:#}").contains("frontend/index.html"), "{error:#}");
    }

    #[test]
    fn an_equal_bundle_is_left_alone_and_another_replaces_all() {
        let place = folder(&[]);
        let bundle = place.path().join("bundle");
        let page = |content: &str| Files::from([("index.html".into(), content.into())]);
        let one_more = |mut files: Files| {
            add(&mut files, "old.js", b"old".to_vec());
            files
        };
        let written = || fs::metadata(bundle.join("index.html")).unwrap().modified().unwrap();

        write(&bundle, one_more(page("one"))).unwrap();
        assert_eq!(WalkDir::new(&bundle).into_iter().count(), 2 + 2 * 3);
        let first = written();
        write(&bundle, one_more(page("one"))).unwrap();
        assert_eq!(written(), first);

        write(&bundle, page("two")).unwrap();
        assert_eq!(fs::read(bundle.join("index.html")).unwrap(), b"two");
        assert_eq!(WalkDir::new(&bundle).into_iter().count(), 1 + 3, "the old script is gone");
    }
}
