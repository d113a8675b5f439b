//! Cutting the program into parts: what every page needs, and what is fetched when a screen is first opened
//! (`frontend/src/parts.rs` says which screens).

use super::sections;
use crate::bundle::Part;
use anyhow::{Context, Result, anyhow, ensure};
use std::{
    fs,
    path::{Path, PathBuf},
};
use wasm_split_cli_support::{Options, transform};

/// What the script is called that fetches the parts, by the first part's imports.
const LOADERS: &str = "./__wasm_split.js";

/// How that script begins: with the wish for a function of the script that it becomes a part of.
const WISH: &str = "import { initSync } from \"./portico.js\";";

/// A program in parts.
pub struct Parts {
    /// Where the first part is; wasm-bindgen has yet to see it.
    pub first: PathBuf,
    /// The others, ready.
    pub later: Vec<Part>,
    /// The script that fetches them.
    loaders: String,
}

/// Cuts the program; `folder` is for what comes of it.
pub fn cut(program: &Path, folder: &Path) -> Result<Parts> {
    let first = folder.join("first.wasm");
    let wasm = fs::read(program)?;
    let mut options = Options::new(&wasm);
    options.output_dir = folder;
    options.main_out_path = &first;
    options.link_name = LOADERS;
    options.main_module = "./portico.js";
    let cut = transform(options).map_err(|error| anyhow!("cutting the program into parts: {error:#}"))?;
    let later = cut.split_modules.iter().map(|path| part(path)).collect::<Result<_>>()?;
    let loaders = fs::read_to_string(folder.join(LOADERS))?;
    Ok(Parts { first, later, loaders })
}

fn part(path: &Path) -> Result<Part> {
    let name = path.file_name().context("a part has a name")?.to_string_lossy().into_owned();
    let wasm =
        sections::rewrite(&fs::read(path)?, |id, content| Ok((id != sections::CUSTOM).then(|| content.to_vec())))?;
    Ok(Part { name, wasm })
}

impl Parts {
    /// The script of the first part with the loaders of the others in it: each names the other, so that two files
    /// named after their content could not be.
    pub fn join(&self, js: &str) -> Result<String> {
        let (imports, rest): (Vec<&str>, Vec<&str>) = js.lines().partition(|line| imports_loaders(line));
        ensure!(!imports.is_empty(), "the script does not import the loaders of the parts");
        let exported = self.loaders.lines().filter_map(|line| line.strip_prefix("export const ")?.split(' ').next());
        let exported: Vec<&str> = exported.collect();
        let mut out = self.loaders.replacen(WISH, "", 1).replace("export const ", "const ");
        // There is one import for each of the loaders, and each is of all.
        for import in imports {
            let name = import.split(' ').nth(3).context("the loaders have no name in the script")?;
            out += &format!("const {name} = {{ {} }};\n", exported.join(", "));
        }
        Ok(out + &rest.join("\n"))
    }
}

fn imports_loaders(line: &str) -> bool {
    line.starts_with("import ") && line.contains(LOADERS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_loaders_become_part_of_the_script() {
        let loaders = format!("{WISH}\nlet a = initSync();\nexport const load_x = 1;\nexport const load_y = 2;\n");
        let parts = Parts { first: PathBuf::new(), later: Vec::new(), loaders };
        let import = |name| format!("import * as {name} from \"{LOADERS}\"\n");
        let js = import("import1") + &import("import2") + "use(import1, import2);";
        let expected = "\nlet a = initSync();\nconst load_x = 1;\nconst load_y = 2;\n\
            const import1 = { load_x, load_y };\nconst import2 = { load_x, load_y };\nuse(import1, import2);";
        assert_eq!(parts.join(&js).unwrap(), expected);
        assert!(parts.join("no import").is_err());
    }
}
