//! Compressed copies, made once here so that the portal never compresses a file of the bundle.

use super::Files;
use anyhow::Result;
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};
use std::io::Write;

/// Endings of files that shrink; fonts and pictures are compressed already.
const SHRINKING: &[&str] = &["css", "html", "js", "json", "svg", "txt", "wasm", "webmanifest"];

/// Adds `.br` and `.gz` beside each file that shrinks.
pub fn add_copies(files: &mut Files) -> Result<()> {
    let mut copies = Files::new();
    for (name, content) in files.iter().filter(|(name, _)| shrinks(name)) {
        copies.insert(format!("{name}.br"), brotli(content)?);
        copies.insert(format!("{name}.gz"), gzip(content)?);
    }
    files.extend(copies);
    Ok(())
}

fn shrinks(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| SHRINKING.contains(&ending))
}

fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let best =
        BrotliEncoderParams { quality: 11, lgwin: 24, size_hint: content.len(), ..BrotliEncoderParams::default() };
    let mut copy = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut copy, &best)?;
    Ok(copy)
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn copies_hold_the_content_and_are_smaller() {
        let content = b"body{margin:0}".repeat(100);
        let mut files = Files::from([("a.css".into(), content.clone())]);
        add_copies(&mut files).unwrap();

        let mut from_brotli = Vec::new();
        brotli::BrotliDecompress(&mut &files["a.css.br"][..], &mut from_brotli).unwrap();
        let mut from_gzip = Vec::new();
        flate2::read::GzDecoder::new(&files["a.css.gz"][..]).read_to_end(&mut from_gzip).unwrap();

        assert_eq!(from_brotli, content);
        assert_eq!(from_gzip, content);
        assert!(files["a.css.br"].len() < content.len() / 10);
        assert_eq!(gzip(&content).unwrap(), files["a.css.gz"], "the same on every run");
    }

    #[test]
    fn what_does_not_shrink_has_no_copies() {
        let mut files = Files::from([("inter.woff2".into(), vec![0; 100])]);
        add_copies(&mut files).unwrap();
        assert_eq!(files.len(), 1);
    }
}
