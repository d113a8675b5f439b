//! Files of messages and comments. docs: api-reference/files/how-to-upload-files.md, "News Feed".

use crate::prelude::*;
use engine::{file, zone};

/// Name endings of pictures.
const IMAGES: [&str; 7] = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".svg"];

/// Keeps new files, each a pair of name and content, for the field `FILES` of a record.
///
/// # Errors
/// When the store fails.
pub(super) fn keep(call: &Call, record: &Record, pairs: Tree) -> Result<Vec<Data>> {
    let Some(at) = record.schema.position("FILES").filter(|_| !pairs.is_empty()) else { return Ok(Vec::new()) };
    let kept = file::parse(call.services, &record.schema.fields[at], &pairs.into(), &Data::Null)?;
    Ok(kept.items().to_vec())
}

/// Whether one of the files that are about to be kept is a picture, by its name.
pub(super) fn names_image(pairs: &Tree) -> bool {
    let name =
        |pair: &Value| pair.as_tree().and_then(|pair| pair.values().next()?.as_text().map(|name| is_image(&name)));
    pairs.values().any(|pair| name(pair) == Some(true))
}

/// Whether one of the kept files is a picture, by its name.
///
/// # Errors
/// When the store fails.
pub(super) fn any_image(call: &Call, ids: &[Data]) -> Result<bool> {
    for id in ids {
        if call.services.store.file(id.int() as u64)?.is_some_and(|file| is_image(&file.name)) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn is_image(name: &str) -> bool {
    let name = name.to_lowercase();
    IMAGES.iter().any(|ending| name.ends_with(ending))
}

/// Describes the files of comments by their ids; `author` is the name of who wrote them.
///
/// # Errors
/// When the store fails.
pub(super) fn describe(call: &Call, comment: &Record, author: &str, into: &mut Tree) -> Result<()> {
    let mut date = Vec::new();
    zone::write_time(&mut date, call.services.zone, comment.int("DATE_CREATE"));
    let date = String::from_utf8(date).unwrap_or_default();
    for id in comment.items("FILES").iter().map(Data::int) {
        let Some(file) = call.services.store.file(id as u64)? else { continue };
        let link = call.services.signer.link(call.origin, "download", id as u64, call.now);
        let row = [
            ("id", Value::Int(id)),
            ("date", Value::from(date.as_str())),
            ("type", Value::from(if is_image(&file.name) { "image" } else { "file" })),
            ("name", Value::from(file.name.as_str())),
            ("size", Value::Int(file.bytes.len() as i64)),
            ("authorId", Value::Int(comment.int("AUTHOR_ID"))),
            ("authorName", Value::from(author)),
            ("urlPreview", Value::from(link.as_str())),
            ("urlShow", Value::from(link.as_str())),
            ("urlDownload", Value::from(link.as_str())),
        ];
        into.insert(id, Value::Tree(Tree::from_iter(row)));
    }
    Ok(())
}
