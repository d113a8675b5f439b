//! Contents of files, beside the database: `files/<id / 1000>/<id>`, a line with the name, then the
//! bytes. A content counts only while the key [`crate::keys::file`] of its id is there, which goes
//! into the commit of the record that refers to it; whatever else lies here is swept at opening.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::directory::sync_dir;
use crate::error::StoreError;
use crate::group::Ticket;

/// A kept file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredFile {
    /// Its name, without a path; never empty.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Longest name, in bytes.
const NAME_BYTES: usize = 255;

pub(crate) struct Files {
    root: PathBuf,
    /// Removed by a commit, and to be deleted when that is durable.
    doomed: Mutex<Vec<(Ticket, u64)>>,
}

impl Files {
    pub fn open(root: &Path) -> Files {
        Files { root: root.join("files"), doomed: Mutex::default() }
    }

    /// Keeps a content, durably, under an id that nothing has yet.
    pub fn keep(&self, id: u64, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
        let folder = self.folder(id);
        if !folder.exists() {
            fs::create_dir_all(&folder)?;
            sync_dir(&self.root)?;
            self.root.parent().map_or(Ok(()), sync_dir)?;
        }
        let draft = folder.join(format!("{id}.new"));
        let mut file = File::create(&draft)?;
        file.write_all(plain(name).as_bytes())?;
        file.write_all(b"\n")?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&draft, folder.join(id.to_string()))?;
        Ok(sync_dir(&folder)?)
    }

    pub fn read(&self, id: u64) -> Result<Option<StoredFile>, StoreError> {
        let mut bytes = match fs::read(self.path(id)) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
        let name = String::from_utf8_lossy(&bytes[..end]).into_owned();
        bytes.drain(..bytes.len().min(end + 1));
        Ok(Some(StoredFile { name, bytes }))
    }

    /// Deletes contents whose removal is on its way to the disk, as soon as it is there: a content
    /// must not go before its key.
    pub fn doom(&self, ticket: &Ticket, ids: impl Iterator<Item = u64>) {
        let mut doomed = self.doomed.lock().unwrap_or_else(PoisonError::into_inner);
        doomed.extend(ids.map(|id| (ticket.clone(), id)));
        doomed.retain(|(ticket, id)| {
            let over = ticket.is_done();
            if over {
                // What cannot be deleted now is swept at the next opening.
                let _left = fs::remove_file(self.path(*id));
            }
            !over
        });
    }

    /// Deletes every content that no key stands for.
    pub fn sweep(&self, counts: impl Fn(u64) -> Result<bool, StoreError>) -> Result<(), StoreError> {
        let Ok(folders) = fs::read_dir(&self.root) else { return Ok(()) };
        for folder in folders {
            for file in fs::read_dir(folder?.path())? {
                let path = file?.path();
                let id = path.file_name().and_then(|name| name.to_str()?.parse().ok());
                if !id.map_or(Ok(false), &counts)? {
                    fs::remove_file(path)?;
                }
            }
        }
        Ok(())
    }

    fn folder(&self, id: u64) -> PathBuf {
        self.root.join((id / 1000).to_string())
    }

    fn path(&self, id: u64) -> PathBuf {
        self.folder(id).join(id.to_string())
    }
}

/// The last part of a path, without what ends the line of names.
fn plain(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let mut plain: String = last.chars().filter(|letter| !letter.is_control()).collect();
    plain.truncate(plain.floor_char_boundary(NAME_BYTES));
    if plain.trim().is_empty() { "file".to_owned() } else { plain }
}
