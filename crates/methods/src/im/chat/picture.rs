//! Pictures of chats: base64 text that must be an image of at most 5000 by 5000 points.
//! docs: im-chat-update-avatar.md.

use crate::prelude::*;
use engine::{Known, dialect::refusal, file};

/// What is given is no image.
pub const NO_IMAGE: Known = refusal("AVATAR_ERROR", "Avatar incorrect type");
const TOO_LARGE: Known = refusal("AVATAR_ERROR", "Avatar incorrect size (max 5000x5000)");
const MOST: u32 = 5000;

/// An image that a call gives.
pub struct Picture {
    name: String,
    bytes: Vec<u8>,
}

impl Picture {
    /// Keeps it as a file; it stays once a committed record refers to it.
    ///
    /// # Errors
    /// When the store fails.
    pub fn keep(&self, call: &Call) -> Result<i64> {
        Ok(call.services.store.keep_file(&self.name, &self.bytes)? as i64)
    }
}

/// The image in `AVATAR`, base64 text or a pair of name and such text; `None` without the parameter.
///
/// # Errors
/// 400 `AVATAR_ERROR` for what is no image, or one that is too large.
pub fn given(call: &Call) -> Result<Option<Picture>> {
    let Some(value) = call.param("AVATAR").filter(|value| !value.is_empty()) else { return Ok(None) };
    let (name, content) = match value.as_tree() {
        None => (None, Some(value)),
        Some(pair) => (pair.at(0), pair.at(1)),
    };
    let text = content.and_then(Value::as_text).ok_or(NO_IMAGE)?;
    // A data URL says its type before a comma.
    let text = text.split_once(',').map_or(&*text, |(_, content)| content);
    let bytes = file::decode(text).ok_or(NO_IMAGE)?;
    let (kind, width, height) = size(&bytes).ok_or(NO_IMAGE)?;
    if width > MOST || height > MOST {
        return Err(TOO_LARGE.into());
    }
    let name = name.and_then(Value::as_text).map_or_else(|| format!("avatar.{kind}"), |name| name.into_owned());
    Ok(Some(Picture { name, bytes }))
}

/// The type of an image by its first bytes, with width and height; nothing for what is none.
fn size(bytes: &[u8]) -> Option<(&'static str, u32, u32)> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Some(("png", big(bytes, 16, 4)?, big(bytes, 20, 4)?));
    }
    if bytes.starts_with(b"GIF8") {
        return Some(("gif", little(bytes, 6)?, little(bytes, 8)?));
    }
    if bytes.starts_with(b"\xff\xd8") {
        return jpeg(bytes);
    }
    None
}

/// The frame of a JPEG: its segments are passed over until one tells the size.
fn jpeg(bytes: &[u8]) -> Option<(&'static str, u32, u32)> {
    let mut at = 2;
    loop {
        let marker = *bytes.get(at + 1).filter(|_| bytes.get(at) == Some(&0xff))?;
        match marker {
            0xc4 | 0xc8 | 0xcc => {}
            0xc0..=0xcf => return Some(("jpg", big(bytes, at + 7, 2)?, big(bytes, at + 5, 2)?)),
            0xd9 | 0xda => return None,
            _ => {}
        }
        at += 2 + big(bytes, at + 2, 2)? as usize;
    }
}

fn big(bytes: &[u8], at: usize, count: usize) -> Option<u32> {
    Some(bytes.get(at..at + count)?.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte)))
}

fn little(bytes: &[u8], at: usize) -> Option<u32> {
    let pair = bytes.get(at..at + 2)?.first_chunk::<2>()?;
    Some(u32::from(u16::from_le_bytes(*pair)))
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn images_tell_their_size() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\0\x02";
        assert_eq!(size(png), Some(("png", 256, 2)));
        assert_eq!(size(b"GIF89a\x0a\0\x14\0"), Some(("gif", 10, 20)));
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x0b\x08\0\x10\0\x20";
        assert_eq!(size(jpeg), Some(("jpg", 32, 16)));
        assert_eq!(size(b"\xff\xd8\xff\xe0"), None);
        assert_eq!(size(b"text"), None);
    }
}
