//! The logical form of all data: backup, restore, sandbox snapshots, moving between engines.
//!
//! ```text
//! portico-dump 1 format 1\n                  version of this form, format of the data
//! V|N|F  key length u32  value length u64  key  value    one per entry, numbers big-endian;
//!                                                        V = value, N = counter or sequence,
//!                                                        F = file, the value its name, 0, content
//! end <entries> <CRC-32 of all bytes before this line, hex>\n
//! ```

use std::collections::BTreeMap;
use std::io::{self, Read, Write};

use crate::commit::Change;
use crate::error::StoreError;
use crate::keys;
use crate::migrations;
use crate::snapshot::Snapshot;
use crate::store::Inner;
use crate::value::Kind;
use crate::writer;

/// The version of the form itself.
const VERSION: u64 = 1;

/// Entries are committed together up to this many bytes.
const BATCH_BYTES: usize = 1 << 20;

/// Writes everything as it is at this moment.
pub(crate) fn dump(inner: &Inner, out: &mut dyn Write) -> Result<(), StoreError> {
    inner.write_sequences()?;
    let mut snapshot = Snapshot::begin(inner)?;
    let mut out = Summed::new(out);
    out.write_all(format!("portico-dump {VERSION} format {}\n", migrations::newest()).as_bytes())?;
    let mut entries = 0u64;
    while let Some(page) = snapshot.page()? {
        for (key, kept) in page.iter().filter(|(key, _)| !stays_here(key)) {
            if key.first() == Some(&keys::FILE) {
                let Some(content) = content(inner, key)? else { continue };
                entry(&mut out, b"F", key, &content)?;
            } else {
                entry(&mut out, if kept.kind == Kind::Number { b"N" } else { b"V" }, key, &kept.value)?;
            }
            entries += 1;
        }
    }
    let line = format!("end {entries} {:08x}\n", out.sum());
    out.write_all(line.as_bytes())?;
    out.inner.flush()?;
    Ok(())
}

fn entry(out: &mut impl Write, kind: &[u8], key: &[u8], value: &[u8]) -> io::Result<()> {
    out.write_all(kind)?;
    out.write_all(&(key.len() as u32).to_be_bytes())?;
    out.write_all(&(value.len() as u64).to_be_bytes())?;
    out.write_all(key)?;
    out.write_all(value)
}

/// Name and content of a file; `None` when it went while the dump was under way.
fn content(inner: &Inner, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
    let file = keys::id_of(key).map(|id| inner.files.read(id)).transpose()?.flatten();
    Ok(file.map(|file| [file.name.as_bytes(), &[0], &file.bytes].concat()))
}

/// Keeps a file of a dump under its id.
fn keep(inner: &Inner, key: &[u8], value: &[u8]) -> Result<(), StoreError> {
    let end = value.iter().position(|byte| *byte == 0).ok_or_else(|| bad("it holds a file without a name"))?;
    let id = keys::id_of(key).filter(|_| key.first() == Some(&keys::FILE));
    let id = id.ok_or_else(|| bad("it holds a file without an id"))?;
    inner.files.keep(id, &String::from_utf8_lossy(&value[..end]), &value[end + 1..])
}

/// Fills an empty store. Until the last line has proved the dump whole, the store is marked, on
/// disk and in memory, as one that must not be used.
pub(crate) fn load(inner: &Inner, input: &mut dyn Read) -> Result<(), StoreError> {
    for key in inner.db.iter().keys() {
        if !belongs_to_empty(&key?) {
            return Err(bad("it can only go into an empty data directory, and this one holds data"));
        }
    }
    let mut input = Summed::new(input);
    read_header(&mut input)?;
    inner.set_loading(true);
    set_mark(inner, Change::Set(1))?;
    if let Err(error) = read_entries(inner, &mut input).and_then(|()| migrations::run(inner)) {
        return Err(match error {
            StoreError::Sync(_) | StoreError::Full => error,
            other => inner.group.halt(other),
        });
    }
    inner.sequences.forget();
    set_mark(inner, Change::Del)?;
    inner.set_loading(false);
    Ok(())
}

/// At opening: an unfinished load is refused, or thrown away when that is wanted.
pub(crate) fn settle(inner: &Inner, discard: bool) -> Result<(), StoreError> {
    if inner.db.get(keys::meta(keys::LOADING))?.is_none() {
        return Ok(());
    }
    if !discard {
        return Err(bad("an earlier load into this data directory did not finish; run `portico restore FILE` again"));
    }
    for key in inner.db.iter().keys() {
        let key = key?;
        if *key != keys::meta(keys::CEILING) && *key != keys::meta(keys::LOADING) {
            inner.db.remove(key)?;
        }
    }
    inner.group.issue().wait()?;
    set_mark(inner, Change::Del)
}

/// The header line; data of a newer release is refused before anything is written.
fn read_header(input: &mut Summed<&mut dyn Read>) -> Result<(), StoreError> {
    let line = read_line(input)?;
    let words: Vec<&str> = line.split(' ').collect();
    let ["portico-dump", version, "format", format] = words[..] else {
        return Err(bad("it does not begin like a dump"));
    };
    let (Ok(version), Ok(format)) = (version.parse::<u64>(), format.parse::<u64>()) else {
        return Err(bad("it does not begin like a dump"));
    };
    if version > VERSION || format > migrations::newest() {
        return Err(bad("a newer release wrote it"));
    }
    Ok(())
}

fn read_entries(inner: &Inner, input: &mut Summed<&mut dyn Read>) -> Result<(), StoreError> {
    let (mut batch, mut bytes, mut entries) = (BTreeMap::new(), 0, 0u64);
    loop {
        let before = input.sum();
        let kind = read_exactly::<1>(input)?;
        if kind == *b"e" {
            read_end(input, entries, before)?;
            return write(inner, &mut batch);
        }
        let key_length = u32::from_be_bytes(read_exactly(input)?);
        let value_length = u64::from_be_bytes(read_exactly(input)?);
        let key = read_bytes(input, key_length.into())?;
        let value = read_bytes(input, value_length)?;
        if key.first() == Some(&keys::CHUNK) || stays_here(&key) {
            return Err(bad("it holds a key that dumps do not hold"));
        }
        bytes += key.len() + value.len();
        let change = match (&kind, <[u8; 8]>::try_from(value.as_slice())) {
            (b"V", _) => Change::Put(value),
            (b"F", _) => {
                keep(inner, &key, &value)?;
                Change::Put(Vec::new())
            }
            (b"N", Ok(number)) => Change::Set(i64::from_be_bytes(number)),
            _ => return Err(bad("it holds an entry of unknown kind")),
        };
        batch.insert(key, change);
        entries += 1;
        if bytes >= BATCH_BYTES {
            write(inner, &mut batch)?;
            bytes = 0;
        }
    }
}

/// The last line, whose first byte has been read; `sum` is that of all bytes before it.
fn read_end(input: &mut Summed<&mut dyn Read>, entries: u64, sum: u32) -> Result<(), StoreError> {
    if read_line(input)? != format!("nd {entries} {sum:08x}") {
        return Err(bad("its checksum is wrong: it was damaged or put together from parts"));
    }
    if input.inner.read(&mut [0])? != 0 {
        return Err(bad("it goes on after its end"));
    }
    Ok(())
}

fn write(inner: &Inner, batch: &mut BTreeMap<Vec<u8>, Change>) -> Result<(), StoreError> {
    writer::apply(inner, &[], std::mem::take(batch))
}

/// Sets or removes the mark of an unfinished load, durably.
fn set_mark(inner: &Inner, change: Change) -> Result<(), StoreError> {
    writer::apply(inner, &[], BTreeMap::from([(keys::meta(keys::LOADING), change)]))?;
    inner.group.issue().wait()
}

/// Facts about this store only.
fn stays_here(key: &[u8]) -> bool {
    key == keys::meta(keys::CEILING) || key == keys::meta(keys::LOADING)
}

fn belongs_to_empty(key: &[u8]) -> bool {
    stays_here(key) || key == keys::meta(keys::FORMAT)
}

/// A short line, without its end.
fn read_line(input: &mut Summed<&mut dyn Read>) -> Result<String, StoreError> {
    let mut line = Vec::new();
    while line.len() < 100 {
        match read_exactly::<1>(input)? {
            [b'\n'] => {
                return String::from_utf8(line).map_err(|_| bad("it holds a line that is not text"));
            }
            [byte] => line.push(byte),
        }
    }
    Err(bad("it holds an overlong line"))
}

fn read_exactly<const N: usize>(input: &mut Summed<&mut dyn Read>) -> Result<[u8; N], StoreError> {
    let mut bytes = [0; N];
    input.read_exact(&mut bytes).map_err(cut_off)?;
    Ok(bytes)
}

/// Does not believe a length before the bytes are there.
fn read_bytes(input: &mut Summed<&mut dyn Read>, length: u64) -> Result<Vec<u8>, StoreError> {
    let mut bytes = Vec::new();
    input.take(length).read_to_end(&mut bytes).map_err(cut_off)?;
    if (bytes.len() as u64) < length {
        return Err(bad("it ends in the middle"));
    }
    Ok(bytes)
}

fn cut_off(error: io::Error) -> StoreError {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => bad("it ends in the middle"),
        _ => bad(&error.to_string()),
    }
}

fn bad(what: &str) -> StoreError {
    StoreError::Load(what.to_owned())
}

/// A stream with the checksum of all that went through it.
struct Summed<T> {
    inner: T,
    hasher: crc32fast::Hasher,
}

impl<T> Summed<T> {
    fn new(inner: T) -> Summed<T> {
        Summed { inner, hasher: crc32fast::Hasher::new() }
    }

    fn sum(&self) -> u32 {
        self.hasher.clone().finalize()
    }
}

impl<T: Read> Read for Summed<T> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.hasher.update(&buffer[..n]);
        Ok(n)
    }
}

impl<T: Write> Write for Summed<T> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n = self.inner.write(bytes)?;
        self.hasher.update(&bytes[..n]);
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
