//! The full check: every page is read, every value taken apart, every chunk matched with its owner.

use sled::{IVec, Tree};

use crate::directory;
use crate::error::StoreError;
use crate::keys;
use crate::listings;
use crate::value::{self, Kind, Manifest};

/// What a check found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckReport {
    /// Values, long ones counted once.
    pub values: u64,
    /// Counters and sequences.
    pub numbers: u64,
    /// Chunks of long values.
    pub chunks: u64,
    /// Bytes of keys and values as stored.
    pub bytes: u64,
    /// What is wrong, a line each; empty when all is well. At most 1,000 lines.
    pub problems: Vec<String>,
}

/// Lines beyond this say nothing new.
const MOST_PROBLEMS: usize = 1_000;

/// Walks over everything. Writers may go on: what looks wrong is read again before it counts.
pub(crate) fn check(tree: &Tree) -> CheckReport {
    let mut report = CheckReport::default();
    // What stops the walk itself is a finding, too.
    if let Err(error) = directory::guarded(|| walk(tree, &mut report)) {
        report.note(error.to_string());
    }
    report
}

fn walk(tree: &Tree, report: &mut CheckReport) -> Result<(), StoreError> {
    for item in tree.iter() {
        let (key, raw) = item?;
        report.bytes += (key.len() + raw.len()) as u64;
        if !keys::SPACES.iter().any(|space| key.first() == Some(&space.prefix)) {
            report.note("a key of an unknown space".to_owned());
        }
        let outcome = match key.first() {
            Some(&keys::CHUNK) => check_chunk(tree, &key, report),
            Some(&keys::LISTED) => check_block(&key, &raw, report),
            _ => check_value(tree, &key, &raw, report),
        };
        if let Err(error) = outcome {
            report.note(error.to_string());
        }
    }
    Ok(())
}

fn check_value(tree: &Tree, key: &[u8], raw: &IVec, report: &mut CheckReport) -> Result<(), StoreError> {
    let envelope = value::unseal(raw)?;
    if envelope.kind == Kind::Number {
        report.numbers += 1;
        return Ok(());
    }
    report.values += 1;
    if key.first() == Some(&keys::SEQUENCE) {
        report.note("a sequence is not a number".to_owned());
    }
    if envelope.kind == Kind::Manifest {
        value::read(tree, key)?;
    }
    Ok(())
}

/// A block's keys ascend, and none lies before its start.
fn check_block(start: &[u8], raw: &IVec, report: &mut CheckReport) -> Result<(), StoreError> {
    report.values += 1;
    let (mut before, mut right) = (Vec::new(), true);
    listings::each(keys::group_of(start), &value::unseal(raw)?.payload, |key| {
        right &= key >= start && key > before.as_slice();
        before = key.to_vec();
    })?;
    if !right {
        return Err(StoreError::Corrupt("listed keys that are out of order".to_owned()));
    }
    Ok(())
}

/// A chunk is right when the manifest of its owner counts it.
fn check_chunk(tree: &Tree, key: &[u8], report: &mut CheckReport) -> Result<(), StoreError> {
    report.chunks += 1;
    let Some((owner, version, number)) = keys::chunk_parts(key) else {
        return Err(StoreError::Corrupt("a chunk without an owner".to_owned()));
    };
    let envelope = tree.get(owner)?.map(|raw| value::unseal(&raw)).transpose()?;
    let counted =
        envelope.filter(|envelope| envelope.version == version).and_then(|envelope| Manifest::decode(&envelope));
    let known = counted.is_some_and(|manifest| number < manifest.chunks());
    // A writer may have replaced the value since this chunk was met, and the chunk with it.
    if !known && tree.contains_key(key)? {
        return Err(StoreError::Corrupt(format!("a chunk of {} that no value counts", keys::space_of(owner))));
    }
    Ok(())
}

impl CheckReport {
    fn note(&mut self, problem: String) {
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(problem);
        }
    }
}
