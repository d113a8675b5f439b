//! `portico backup`, `restore` and `check`.
//!
//! Only one process can have a data directory open. While the portal runs, these commands therefore
//! ask it to do the work, over a Unix socket in the data directory ([`control`]): whoever may read
//! the data may use it, nobody else can, and nothing listens on the network.

pub mod control;

mod integrity;

use crate::tls;
use anyhow::{Context, Result, bail};
use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;
use store::{Options, Store, StoreError};

pub use integrity::Report;

/// How a complete dump's last line begins.
const END: &[u8] = b"end ";

/// Writes everything that the portal in `dir` holds into `file`.
///
/// # Errors
/// When there is no portal, or the file cannot be written in full; an older file is left then.
pub fn backup(dir: &Path, file: &Path) -> Result<()> {
    let partial = file.with_added_extension("partial");
    let written = write_dump(dir, &partial);
    if written.is_err() {
        // What failed is told; a rest that cannot be removed either would not change that.
        let _ = fs::remove_file(&partial);
    }
    written?;
    fs::rename(&partial, file).with_context(|| format!("{} cannot be written", file.display()))?;
    sync_parent(file)
}

/// Reads a backup into an empty data directory.
///
/// # Errors
/// When the directory holds a portal, or the file is no complete backup; the directory is then as
/// empty as it was.
pub fn restore(dir: &Path, file: &Path) -> Result<()> {
    let mut dump = BufReader::new(File::open(file).with_context(|| file.display().to_string())?);
    let was_there = dir.exists();
    let was_empty = !dir.join("db").exists();
    let strangers = fs::read_dir(dir).into_iter().flatten().flatten();
    let allowed = [crate::secrets::KEY_FILE, tls::CERTIFICATE_FILE, tls::KEY_FILE, "lock", "db", "files"];
    if strangers.map(|entry| entry.file_name()).any(|name| !allowed.iter().any(|known| name == *known)) {
        bail!("{} is not empty: restoring needs an empty data directory", dir.display());
    }
    drop(crate::place::Place::open(Some(dir))?);
    let options = Options { discard_unfinished_load: true, ..Options::default() };
    let store = Store::open(dir, options)?;
    let loaded = store.load(&mut dump).and_then(|()| store.flush());
    drop(store);
    if loaded.is_err() && was_empty {
        remove_store(dir, was_there).context("what was restored in part cannot be removed")?;
    }
    Ok(loaded?)
}

/// Checks everything that the portal in `dir` holds.
///
/// # Errors
/// When there is no portal, or it cannot be read at all.
pub fn check(dir: &Path) -> Result<Report> {
    let mut answer = Vec::new();
    if control::ask(dir, control::CHECK, &mut answer)? {
        return serde_json::from_slice(&answer).context("the running portal's answer");
    }
    Ok(integrity::check(&open(dir)?)?)
}

fn write_dump(dir: &Path, partial: &Path) -> Result<()> {
    let file = create_private(partial).with_context(|| format!("{} cannot be written", partial.display()))?;
    let mut out = BufWriter::new(file);
    if !control::ask(dir, control::BACKUP, &mut out)? {
        open(dir)?.dump(&mut out)?;
    }
    let mut file = out.into_inner()?;
    if !is_complete(&mut file)? {
        bail!("the portal stopped before the backup was complete");
    }
    file.sync_all()?;
    Ok(())
}

/// Opens the store of a portal that does not run.
fn open(dir: &Path) -> Result<Store> {
    if !dir.join("db").exists() {
        bail!("there is no portal in {}", dir.display());
    }
    Store::open(dir, Options::default()).map_err(|error| match error {
        StoreError::Locked(_) => anyhow::anyhow!("{error}, and does not answer"),
        other => other.into(),
    })
}

fn create_private(path: &Path) -> std::io::Result<File> {
    let mut options = File::options();
    options.read(true).write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Whether a dump ends with its last line; its checksum is verified when it is restored.
fn is_complete(file: &mut File) -> std::io::Result<bool> {
    const TAIL: u64 = 64;
    let length = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(length.saturating_sub(TAIL)))?;
    let mut tail = Vec::new();
    file.read_to_end(&mut tail)?;
    let line = tail.strip_suffix(b"\n").map(|rest| rest.rsplit(|byte| *byte == b'\n').next().unwrap_or(rest));
    Ok(line.is_some_and(|line| line.windows(END.len()).any(|window| window == END)))
}

fn remove_store(dir: &Path, was_there: bool) -> std::io::Result<()> {
    fs::remove_dir_all(dir.join("db"))?;
    if dir.join("files").exists() {
        fs::remove_dir_all(dir.join("files"))?;
    }
    fs::remove_file(dir.join("lock"))?;
    if !was_there {
        fs::remove_dir(dir)?;
    }
    Ok(())
}

fn sync_parent(file: &Path) -> Result<()> {
    let parent = file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(parent)?.sync_all()?;
    Ok(())
}

/// Writes a line for each thing found, then the sums.
pub fn print(report: &Report, out: &mut dyn Write) -> std::io::Result<()> {
    for problem in &report.problems {
        writeln!(out, "{problem}")?;
    }
    let Report { values, numbers, chunks, bytes, problems, .. } = report;
    writeln!(out, "{values} values in {chunks} extra pieces, {numbers} counters, {bytes} bytes")?;
    match problems.len() {
        0 => writeln!(out, "Everything is as it should be."),
        1 => writeln!(out, "1 problem was found."),
        more => writeln!(out, "{more} problems were found."),
    }
}
