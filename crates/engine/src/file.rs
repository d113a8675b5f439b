//! Files in fields: how clients send them, and links under which they are fetched.
//!
//! docs: api-reference/files/how-to-upload-files.md, how-to-update-files.md.

use crate::{Data, Field, Result, Services, data, input::LIST_MAX};
use base64::{Engine, engine::general_purpose::STANDARD, engine::general_purpose::URL_SAFE_NO_PAD};
use params::{Tree, Value};
use store::StoredFile;

/// How long a link to a file works, in milliseconds.
const LINK_LIFE: i64 = 60 * 60 * 1000;

/// How a dialect prints a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileForm {
    /// `{"id", "showUrl", "downloadUrl"}`.
    Classic,
    /// `{"id", "url", "urlMachine"}`.
    Item,
    /// The link alone.
    Link,
}

/// What a client says of a file field.
enum Wish<'a> {
    /// A new file: its name and base64 text.
    New(&'a Value, &'a Value),
    /// A file that is there already.
    Keep(i64),
    /// No file.
    Clear,
    /// Nothing that could be understood.
    Unclear,
}

/// The content of a file field: new files are kept, `{"id"}` keeps an old one, nothing clears. What
/// is of no known shape is passed over, as the documentation says.
///
/// # Errors
/// When the store fails.
pub fn parse(services: &Services, field: &Field, value: &Value, old: &Data) -> Result<Data> {
    if !field.multiple {
        return Ok(match wish(value) {
            Wish::New(name, content) => keep(services, name, content)?.map_or_else(|| old.clone(), Data::Int),
            Wish::Keep(_) | Wish::Unclear => old.clone(),
            Wish::Clear => Data::Null,
        });
    }
    let alone = !matches!(wish(value), Wish::Unclear);
    let given: Vec<&Value> = match value.as_tree() {
        Some(tree) if !alone => tree.values().take(LIST_MAX).collect(),
        _ => vec![value],
    };
    let mut files = Vec::new();
    for one in given {
        match wish(one) {
            Wish::New(name, content) => files.extend(keep(services, name, content)?.map(Data::Int)),
            Wish::Keep(id) if data::contains(old, id) => files.push(Data::Int(id)),
            Wish::Keep(_) | Wish::Clear | Wish::Unclear => {}
        }
    }
    Ok(Data::List(files))
}

fn wish(value: &Value) -> Wish<'_> {
    let Some(tree) = value.as_tree() else {
        return if value.is_empty() { Wish::Clear } else { Wish::Unclear };
    };
    if tree.is_empty() {
        return Wish::Clear;
    }
    if let Some(pair) = tree.get_ci("fileData").and_then(Value::as_tree) {
        return named(pair);
    }
    if let Some(inner) = tree.get_ci("value") {
        return wish(inner);
    }
    if tree.get_ci("remove").and_then(Value::as_flag) == Some(true) {
        return Wish::Clear;
    }
    match tree.get_ci("id").and_then(Value::as_int) {
        Some(id) => Wish::Keep(id),
        None => named(tree),
    }
}

fn named(pair: &Tree) -> Wish<'_> {
    let mut parts = pair.values();
    match (parts.next(), parts.next(), parts.next()) {
        (Some(name), Some(content), None) if name.as_tree().is_none() && content.as_tree().is_none() => {
            Wish::New(name, content)
        }
        _ => Wish::Unclear,
    }
}

/// Keeps a new file; `None` when its content is no base64.
fn keep(services: &Services, name: &Value, content: &Value) -> Result<Option<i64>> {
    let Some(bytes) = decode(&content.as_text().unwrap_or_default()) else { return Ok(None) };
    Ok(Some(services.store.keep_file(&name.as_text().unwrap_or_default(), &bytes)? as i64))
}

/// The bytes of base64 text, in which blanks and line breaks do not count.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text.split_ascii_whitespace().collect::<String>()).ok()
}

/// The ids of files in a field's content.
pub fn ids(content: &Data) -> Vec<u64> {
    let one = std::slice::from_ref(content);
    let all = if let Data::List(items) = content { items.as_slice() } else { one };
    all.iter().map(Data::int).filter(|id| *id > 0).map(|id| id as u64).collect()
}

/// Signs links to files, so that whoever was shown one can fetch the file without credentials for an hour.
pub struct Signer(Sign);

/// A keyed hash of bytes, such as HMAC-SHA-256; whoever runs the engine has the key.
pub type Sign = Box<dyn Fn(&[u8]) -> Vec<u8> + Send + Sync>;

impl From<Sign> for Signer {
    fn from(sign: Sign) -> Signer {
        Signer(sign)
    }
}

impl Default for Signer {
    /// One without a key, whose links lead nowhere.
    fn default() -> Signer {
        Signer(Box::new(|_| Vec::new()))
    }
}

impl Signer {
    /// The link to a file, on a portal's address such as `https://portal.example`.
    pub fn link(&self, origin: &str, method: &str, id: u64, now: i64) -> String {
        let over = now + LINK_LIFE;
        format!("{origin}/rest/{method}.json?auth={}&token=file%7C{id}.{over}", self.sign(id, over))
    }

    /// The file that a link's `auth` and `token` lead to.
    ///
    /// # Errors
    /// When the store fails.
    pub fn follow(&self, services: &Services, auth: &str, token: &str, now: i64) -> Result<Option<StoredFile>> {
        let parts = token.strip_prefix("file|").and_then(|rest| rest.split_once('.'));
        let Some((Ok(id), Ok(over))) = parts.map(|(id, over)| (id.parse(), over.parse())) else { return Ok(None) };
        let signature = URL_SAFE_NO_PAD.decode(auth).unwrap_or_default();
        if now > over || !same((self.0)(&signed(id, over)).as_slice(), &signature) {
            return Ok(None);
        }
        Ok(services.store.file(id)?)
    }

    fn sign(&self, id: u64, over: i64) -> String {
        URL_SAFE_NO_PAD.encode((self.0)(&signed(id, over)))
    }
}

fn signed(id: u64, over: i64) -> Vec<u8> {
    [id.to_be_bytes(), over.to_be_bytes()].concat()
}

/// Whether there are two signatures and they are the same, in a time that does not tell where they differ.
fn same(a: &[u8], b: &[u8]) -> bool {
    !a.is_empty() && a.len() == b.len() && a.iter().zip(b).fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
}
