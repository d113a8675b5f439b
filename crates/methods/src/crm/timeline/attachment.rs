//! The files of a comment, as `get` and `list` describe them. docs: crm-timeline-comment-get.md, "FILES".

use crate::{prelude::*, user::USER};
use engine::{file, zone};

/// Appends the files of a comment: a map by id, `[]` when there are none.
///
/// # Errors
/// When the store fails.
pub(super) fn print(call: &Call, comment: &Record, out: &mut Vec<u8>) -> Result<()> {
    let author = call.find(&USER, comment.int("AUTHOR_ID").max(0) as u64)?;
    let name = author.map(|user| format!("{} {}", user.text("NAME"), user.text("LAST_NAME"))).unwrap_or_default();
    out.push(b'{');
    for id in file::ids(comment.get("FILES")) {
        let Some(stored) = call.services.store.file(id)? else { continue };
        let link = call.services.signer.link(call.origin, "download", id, call.now);
        let picture = is_picture(&stored.name);
        json::key(out, &id.to_string());
        out.push(b'{');
        json::key(out, "id");
        json::int(out, id as i64);
        json::key(out, "date");
        out.push(b'"');
        zone::write_time(out, call.services.zone, comment.int("CREATED"));
        out.push(b'"');
        for (key, text) in [("type", if picture { "image" } else { "file" }), ("name", stored.name.as_str())] {
            json::key(out, key);
            json::text(out, text);
        }
        json::key(out, "size");
        json::int(out, stored.bytes.len() as i64);
        if let Some((width, height)) = size(&stored.bytes) {
            json::key(out, "image");
            out.push(b'{');
            for (key, pixels) in [("width", width), ("height", height)] {
                json::key(out, key);
                json::int(out, i64::from(pixels));
            }
            out.push(b'}');
        }
        json::key(out, "authorId");
        json::int(out, comment.int("AUTHOR_ID"));
        json::key(out, "authorName");
        json::text(out, name.trim());
        for key in ["urlPreview", "urlShow", "urlDownload"].iter().skip(usize::from(!picture)) {
            json::key(out, key);
            json::text(out, &link);
        }
        out.push(b'}');
    }
    json::close_map(out);
    Ok(())
}

fn is_picture(name: &str) -> bool {
    const ENDS: [&str; 6] = ["png", "gif", "jpg", "jpeg", "webp", "bmp"];
    name.rsplit_once('.').is_some_and(|(_, end)| ENDS.iter().any(|known| known.eq_ignore_ascii_case(end)))
}

/// Width and height in pixels of a PNG or GIF file.
pub(super) fn size(file: &[u8]) -> Option<(u32, u32)> {
    if let Some(header) = file.strip_prefix(b"GIF87a").or(file.strip_prefix(b"GIF89a")) {
        let number = |at: usize| Some(u32::from(u16::from_le_bytes(header.get(at..at + 2)?.try_into().ok()?)));
        return Some((number(0)?, number(2)?));
    }
    png_size(file)
}

/// Width and height in pixels of a PNG file.
pub(super) fn png_size(file: &[u8]) -> Option<(u32, u32)> {
    let header = file.strip_prefix(b"\x89PNG\r\n\x1a\n")?.get(4..)?.strip_prefix(b"IHDR")?;
    let number = |at: usize| Some(u32::from_be_bytes(header.get(at..at + 4)?.try_into().ok()?));
    Some((number(0)?, number(4)?))
}
