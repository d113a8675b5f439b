//! The form of a stored value: eight bytes of kind and version, then the payload. Values above
//! 64 KiB are split into chunks under keys of their own, with a manifest in the value's place.

use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;

use sled::{IVec, Tree};

use crate::error::StoreError;
use crate::keys;

/// Bytes of a key or a value: cheap to clone, shared with the engine's cache where possible.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bytes(IVec);

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Borrow<[u8]> for Bytes {
    fn borrow(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes(bytes.into())
    }
}

impl From<IVec> for Bytes {
    fn from(bytes: IVec) -> Self {
        Bytes(bytes)
    }
}

/// What is stored under a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The value as it was put; of a counter, its `i64` in eight big-endian bytes.
    pub value: Bytes,
    /// The stamp of the commit that wrote it. Later commits have larger stamps, and none repeats.
    pub version: u64,
}

impl Entry {
    /// The number of a counter met in a scan, or `None` when the value has not eight bytes.
    pub fn number(&self) -> Option<i64> {
        let bytes = <[u8; 8]>::try_from(&*self.value).ok()?;
        Some(i64::from_be_bytes(bytes))
    }
}

/// The longest payload kept in one piece, and the size of a chunk.
pub(crate) const CHUNK_BYTES: usize = 64 << 10;

/// Versions stay below this, so that the kind fits in the two bits above them.
pub(crate) const VERSION_LIMIT: u64 = 1 << 62;

/// What a payload is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The value itself.
    Value,
    /// A counter or sequence.
    Number,
    /// Where the chunks of the value are.
    Manifest,
}

const KINDS: [Kind; 3] = [Kind::Value, Kind::Number, Kind::Manifest];

/// A stored value taken apart.
#[derive(Debug, Clone)]
pub(crate) struct Envelope {
    pub kind: Kind,
    pub version: u64,
    pub payload: IVec,
}

/// Takes a stored value apart without copying it.
pub(crate) fn unseal(raw: &IVec) -> Result<Envelope, StoreError> {
    let Some((head, payload)) = raw.split_first_chunk::<8>() else {
        return Err(StoreError::Corrupt(format!("a value of {} bytes has no version", raw.len())));
    };
    let head = u64::from_be_bytes(*head);
    let Some(&kind) = KINDS.get((head >> 62) as usize) else {
        return Err(StoreError::Corrupt("a value of unknown kind".to_owned()));
    };
    let wanted = match kind {
        Kind::Value => payload.len(),
        Kind::Number => 8,
        Kind::Manifest => MANIFEST_BYTES,
    };
    if payload.len() != wanted {
        return Err(StoreError::Corrupt(format!("a {kind:?} of {} bytes", payload.len())));
    }
    Ok(Envelope { kind, version: head % VERSION_LIMIT, payload: raw.subslice(8, raw.len() - 8) })
}

/// Puts kind and version before a payload.
pub(crate) fn seal(kind: Kind, version: u64, payload: &[u8]) -> Vec<u8> {
    let mut raw = Vec::with_capacity(8 + payload.len());
    raw.extend_from_slice(&((kind as u64) << 62 | version).to_be_bytes());
    raw.extend_from_slice(payload);
    raw
}

/// The number in a payload of [`Kind::Number`]; sequences keep their `u64` in the same eight bytes.
pub(crate) fn number(envelope: &Envelope) -> Option<i64> {
    let bytes = <[u8; 8]>::try_from(&*envelope.payload).ok()?;
    (envelope.kind == Kind::Number).then_some(i64::from_be_bytes(bytes))
}

const MANIFEST_BYTES: usize = 12;

/// Length and checksum of a value that lies in chunks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Manifest {
    pub length: u64,
    pub checksum: u32,
}

impl Manifest {
    pub fn of(value: &[u8]) -> Manifest {
        Manifest { length: value.len() as u64, checksum: crc32fast::hash(value) }
    }

    /// How many chunks the value has.
    pub fn chunks(self) -> u32 {
        self.length.div_ceil(CHUNK_BYTES as u64) as u32
    }

    pub fn encode(self) -> [u8; MANIFEST_BYTES] {
        let mut bytes = [0; MANIFEST_BYTES];
        bytes[..8].copy_from_slice(&self.length.to_be_bytes());
        bytes[8..].copy_from_slice(&self.checksum.to_be_bytes());
        bytes
    }

    /// Reads the manifest in an envelope; `None` when it holds something else.
    pub fn decode(envelope: &Envelope) -> Option<Manifest> {
        if envelope.kind != Kind::Manifest {
            return None;
        }
        let (length, checksum) = envelope.payload.split_first_chunk::<8>()?;
        let checksum = <[u8; 4]>::try_from(checksum).ok()?;
        Some(Manifest { length: u64::from_be_bytes(*length), checksum: u32::from_be_bytes(checksum) })
    }
}

/// The entry in an envelope, its chunks joined. `None` when a chunk is gone, which means that the
/// value was replaced after the envelope was read: read again.
pub(crate) fn assemble(tree: &Tree, key: &[u8], envelope: Envelope) -> Result<Option<Entry>, StoreError> {
    let version = envelope.version;
    let Some(manifest) = Manifest::decode(&envelope) else {
        return Ok(Some(Entry { value: envelope.payload.into(), version }));
    };
    // Not trusted for the allocation: a damaged length must not ask for all the memory there is.
    let mut value = Vec::with_capacity(manifest.length.min(64 << 20) as usize);
    for index in 0..manifest.chunks() {
        let Some(chunk) = tree.get(keys::chunk(key, version, index))? else {
            return Ok(None);
        };
        value.extend_from_slice(&chunk);
    }
    if Manifest::of(&value) != manifest {
        return Err(StoreError::Corrupt(format!("the chunks of a value of {} do not add up", keys::space_of(key))));
    }
    Ok(Some(Entry { value: value.into(), version }))
}

/// Reads a key: envelope, and chunks where there are any.
pub(crate) fn read(tree: &Tree, key: &[u8]) -> Result<Option<Entry>, StoreError> {
    let mut missing = None;
    loop {
        let Some(raw) = tree.get(key)? else {
            return Ok(None);
        };
        let envelope = unseal(&raw)?;
        let version = envelope.version;
        if let Some(entry) = assemble(tree, key, envelope)? {
            return Ok(Some(entry));
        }
        // The same manifest twice without its chunks is damage, not a writer passing by.
        if missing == Some(version) {
            return Err(StoreError::Corrupt(format!("a chunk of a value of {} is missing", keys::space_of(key))));
        }
        missing = Some(version);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_envelope_returns_what_was_put_in() {
        for kind in KINDS {
            let payload: &[u8] = match kind {
                Kind::Value => b"a value of any length",
                Kind::Number => &7i64.to_be_bytes(),
                Kind::Manifest => &Manifest::of(b"x").encode(),
            };
            let envelope = unseal(&IVec::from(seal(kind, VERSION_LIMIT - 1, payload))).unwrap();
            assert_eq!((envelope.kind, envelope.version, &*envelope.payload), (kind, VERSION_LIMIT - 1, payload));
        }
    }

    #[test]
    fn damaged_envelopes_are_refused() {
        let unknown = [&u64::MAX.to_be_bytes()[..], b"x"].concat();
        for raw in [&b"short"[..], &unknown, &seal(Kind::Number, 1, b"xyz"), &seal(Kind::Manifest, 1, b"xyz")] {
            assert!(matches!(unseal(&IVec::from(raw)), Err(StoreError::Corrupt(_))), "{raw:?}");
        }
    }
}
