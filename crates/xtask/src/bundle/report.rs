//! How large the bundle is: as it lies there, and as a browser that takes brotli loads it.

use anyhow::Result;
use std::{fs, path::Path};
use walkdir::WalkDir;

/// A table of every file with its size, its size over the wire and the sums.
pub fn sizes(folder: &Path) -> Result<String> {
    let mut lines = format!("    {:<44} {:>10} {:>10}", "", "raw", "brotli");
    let mut total = (0, 0);
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry?;
        let path = entry.path();
        if !entry.file_type().is_file() || is_copy(path) {
            continue;
        }
        let raw = entry.metadata()?.len();
        let sent = fs::metadata(format!("{}.br", path.display())).map_or(raw, |copy| copy.len());
        total = (total.0 + raw, total.1 + sent);
        lines.push_str(&line(&path.strip_prefix(folder)?.to_string_lossy(), raw, sent));
    }
    Ok(lines + &line("total", total.0, total.1))
}

/// A size for people: `512 B`, `34.5 KB`, `1.20 MB`.
pub fn in_units(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{:.1} KB", bytes as f64 / 1e3),
        _ => format!("{:.2} MB", bytes as f64 / 1e6),
    }
}

fn is_copy(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "br" || ending == "gz")
}

fn line(name: &str, raw: u64, sent: u64) -> String {
    format!("\n    {name:<44} {:>10} {:>10}", in_units(raw), in_units(sent))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_count_as_what_is_sent() {
        let folder = crate::bundle::tests::folder(&[
            ("index.html", "0123456789"),
            ("index.html.br", "01234"),
            ("index.html.gz", "012345"),
            ("assets/inter.woff2", "0123"),
        ]);
        let table = sizes(folder.path()).unwrap();
        let words = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let lines: Vec<_> = table.lines().map(words).collect();
        assert_eq!(lines[1][0], "assets/inter.woff2");
        assert_eq!(lines[2], ["index.html", "10", "B", "5", "B"]);
        assert_eq!(lines[3], ["total", "14", "B", "9", "B"]);
        assert_eq!(lines.len(), 4);
    }

    #[test]
    fn units_keep_three_figures_or_so() {
        let shown = [999, 1_000, 34_500, 1_204_000].map(in_units);
        assert_eq!(shown, ["999 B", "1.0 KB", "34.5 KB", "1.20 MB"]);
    }
}
