//! The one stylesheet, joined from those beside the widgets.

use super::Names;
use anyhow::{Result, ensure};
use std::{fs, path::Path};
use walkdir::WalkDir;

/// Joins every `.css` below the folder: `style.css` first, since it holds the tokens that the
/// others use, then the widgets', which screens refine, then by path.
pub fn join(folder: &Path) -> Result<String> {
    let mut sheets: Vec<(String, String)> = Vec::new();
    for entry in WalkDir::new(folder) {
        let entry = entry?;
        if entry.path().extension().is_none_or(|ending| ending != "css") {
            continue;
        }
        let path = entry.path().strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
        let css = fs::read_to_string(entry.path())?;
        // An import counts only at the top of a sheet, where it would not end up.
        ensure!(!css.contains("@import"), "{path} has an @import; sheets are joined without");
        sheets.push((path, css));
    }
    sheets.sort_by_key(|(path, _)| (path != "style.css", !path.starts_with("widgets/"), path.clone()));
    Ok(sheets.iter().map(|(path, css)| format!("/* {path} */\n{css}\n")).collect())
}

/// Writes the names that assets have in the bundle: `/assets/inter.woff2` in a source becomes
/// `/assets/inter-0123456789abcdef.woff2`.
pub fn rename(css: &str, names: &Names) -> String {
    let mut css = css.to_owned();
    for (path, address) in names {
        for end in ["\"", "'", ")"] {
            css = css.replace(&format!("/{path}{end}"), &format!("{address}{end}"));
        }
    }
    css
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_come_first_then_widgets_then_screens() {
        let folder = crate::bundle::tests::folder(&[
            ("widgets/table.css", "t{}"),
            ("app.css", "a{}"),
            ("style.css", "s{}"),
            ("app.rs", "not a sheet"),
        ]);
        let joined = join(folder.path()).unwrap();
        let lines: Vec<_> = joined.lines().filter(|line| !line.starts_with("/*")).collect();
        assert_eq!(lines, ["s{}", "t{}", "a{}"]);
    }

    #[test]
    fn imports_are_refused() {
        let folder = crate::bundle::tests::folder(&[("a.css", "@import 'b.css';")]);
        assert!(join(folder.path()).unwrap_err().to_string().contains("a.css"));
    }

    #[test]
    fn only_whole_addresses_are_renamed() {
        let names = Names::from([("assets/a.svg".into(), "/assets/a-1.svg".into())]);
        let css = "a{b:url(/assets/a.svg)}c{d:url(\"/assets/a.svg\")}e{f:url(/assets/a.svg2)}";
        let expected = "a{b:url(/assets/a-1.svg)}c{d:url(\"/assets/a-1.svg\")}e{f:url(/assets/a.svg2)}";
        assert_eq!(rename(css, &names), expected);
    }
}
