//! `frontend/index.html`, whose `data-trunk` tags say where the program, the stylesheet, scripts
//! and icons go. Trunk reads the same page for `trunk serve`; here the tags become those of the
//! bundle.

use super::Names;
use anyhow::{Context, Result};

/// What the page calls the joined stylesheet; `cargo xtask css` writes it there for Trunk.
pub const STYLESHEET: &str = "../target/trunk/portico.css";

/// The addresses of the compiled program.
pub struct Program {
    pub js: String,
    pub wasm: String,
}

/// One kind of `data-trunk` tag: a `link` by its `rel`, or a `script`.
struct Kind {
    name: &'static str,
    write: fn(&Tag, &Program, &Names) -> Result<String>,
}

static KINDS: &[Kind] = &[
    Kind { name: "rust", write: |_, program, _| Ok(load(program)) },
    Kind { name: "css", write: stylesheet },
    Kind { name: "icon", write: renamed },
    Kind { name: "script", write: script },
    // Everything in `assets/` is in the bundle anyway.
    Kind { name: "copy-dir", write: |_, _, _| Ok(String::new()) },
];

/// The page of the bundle: comments and indentation gone, `data-trunk` tags replaced.
pub fn rewrite(source: &str, program: &Program, names: &Names) -> Result<String> {
    let mut out = String::new();
    let mut rest = source;
    while let Some(start) = rest.find('<') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").context("a comment has no end")?.1;
            continue;
        }
        let end = rest.find('>').context("a tag has no end")? + 1;
        let text = &rest[..end];
        rest = &rest[end..];
        let tag = Tag::read(text);
        match tag.get("data-trunk") {
            None => out.push_str(text),
            Some(_) => {
                let kind = kind(&tag)?;
                out.push_str(&(kind.write)(&tag, program, names).context(text.to_owned())?);
                rest = rest.strip_prefix("</script>").unwrap_or(rest);
            }
        }
    }
    out.push_str(rest);
    let lines = out.lines().map(str::trim).filter(|line| !line.is_empty());
    Ok(lines.map(|line| format!("{line}\n")).collect())
}

fn kind(tag: &Tag) -> Result<&'static Kind> {
    let name = if tag.name == "script" { "script" } else { tag.get("rel").unwrap_or_default() };
    let found = KINDS.iter().find(|kind| kind.name == name);
    found.with_context(|| format!("index.html: `{name}` is no known kind of data-trunk tag"))
}

/// Both parts are asked for at once; the script alone would ask for the program only when it runs.
fn load(Program { js, wasm }: &Program) -> String {
    format!(
        r#"<link rel="preload" href="{wasm}" as="fetch" type="application/wasm" crossorigin>
<link rel="modulepreload" href="{js}">
<script type="module" src="{js}"></script>"#
    )
}

fn stylesheet(tag: &Tag, _: &Program, names: &Names) -> Result<String> {
    Ok(format!(r#"<link rel="stylesheet" href="{}">"#, address(tag, names)?))
}

fn script(tag: &Tag, program: &Program, names: &Names) -> Result<String> {
    Ok(renamed(tag, program, names)? + "</script>")
}

/// The tag as it is, but with the address in the bundle and without Trunk's attributes.
fn renamed(tag: &Tag, _: &Program, names: &Names) -> Result<String> {
    let address = address(tag, names)?;
    let mut out = format!("<{}", tag.name);
    for (name, value) in &tag.attributes {
        match *name {
            name if name.starts_with("data-trunk") => {}
            "href" | "src" => out += &format!(" {name}=\"{address}\""),
            _ if value.is_empty() => out += &format!(" {name}"),
            _ => out += &format!(" {name}=\"{value}\""),
        }
    }
    Ok(out + ">")
}

/// Where the file that the tag names is in the bundle.
fn address<'a>(tag: &Tag, names: &'a Names) -> Result<&'a str> {
    let path = tag.get("href").or(tag.get("src")).context("it names no file")?;
    let address = names.get(path).with_context(|| format!("there is no frontend/{path}"))?;
    Ok(address)
}

/// An opening tag: its name and its attributes, values in double quotes or none.
struct Tag<'a> {
    name: &'a str,
    attributes: Vec<(&'a str, &'a str)>,
}

impl<'a> Tag<'a> {
    fn read(text: &'a str) -> Tag<'a> {
        let inner = text.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/');
        let (name, mut rest) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
        let mut attributes = Vec::new();
        loop {
            rest = rest.trim_start();
            let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
            if end == 0 {
                return Tag { name, attributes };
            }
            let (key, after) = rest.split_at(end);
            let (value, after) = match after.strip_prefix("=\"") {
                Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
                None => ("", after.trim_start_matches('=')),
            };
            attributes.push((key, value));
            rest = after;
        }
    }

    fn get(&self, name: &str) -> Option<&'a str> {
        self.attributes.iter().find(|(key, _)| *key == name).map(|(_, value)| *value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewritten(source: &str) -> Result<String> {
        let program = Program { js: "/assets/p-1.js".into(), wasm: "/assets/p-2.wasm".into() };
        let names = [
            (STYLESHEET, "/assets/portico-3.css"),
            ("assets/icon.svg", "/assets/icon-4.svg"),
            ("assets/theme.js", "/assets/theme-5.js"),
        ];
        let names = names.map(|(path, address)| (path.to_owned(), address.to_owned()));
        rewrite(source, &program, &Names::from(names))
    }

    #[test]
    fn tags_for_trunk_become_those_of_the_bundle() {
        let cases = [
            (
                r#"<link data-trunk rel="css" href="../target/trunk/portico.css">"#,
                "<link rel=\"stylesheet\" href=\"/assets/portico-3.css\">\n",
            ),
            (
                r#"<link data-trunk rel="icon" type="image/svg+xml" href="assets/icon.svg" />"#,
                "<link rel=\"icon\" type=\"image/svg+xml\" href=\"/assets/icon-4.svg\">\n",
            ),
            (r#"<script data-trunk src="assets/theme.js"></script>"#, "<script src=\"/assets/theme-5.js\"></script>\n"),
            (r#"<link data-trunk rel="copy-dir" href="assets">"#, ""),
            (
                "<body>\n\n  <!-- <link data-trunk> -->\n  <div id=\"app\"></div> a &lt; b</body>",
                "<body>\n<div id=\"app\"></div> a &lt; b</body>\n",
            ),
        ];
        for (source, expected) in cases {
            assert_eq!(rewritten(source).unwrap(), expected);
        }
    }

    #[test]
    fn the_program_is_preloaded_and_started() {
        let page = rewritten(r#"<link data-trunk rel="rust" data-wasm-opt="z">"#).unwrap();
        for part in [
            "rel=\"preload\" href=\"/assets/p-2.wasm\" as=\"fetch\"",
            "modulepreload",
            "<script type=\"module\" src=\"/assets/p-1.js\">",
            "crossorigin",
        ] {
            assert!(page.contains(part), "{part} in {page}");
        }
        assert!(!page.contains("data-"), "{page}");
    }

    #[test]
    fn unknown_kinds_and_files_are_refused() {
        for source in [
            r#"<link data-trunk rel="sass" href="a.scss">"#,
            r#"<link data-trunk rel="icon" href="assets/none.svg">"#,
            r#"<script data-trunk></script><link data-trunk rel="icon">"#,
            "<!-- open",
        ] {
            assert!(rewritten(source).is_err(), "{source}");
        }
    }
}
