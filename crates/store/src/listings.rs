//! Keys that say all by being there, as index entries do. There are several for every record, and the
//! engine keeps some two hundred bytes of memory for every dozen of its keys: so they lie many to a key
//! of the engine, in blocks that begin at a key and hold all listed ones up to the next block. The
//! first block of a group begins at the group's name, so that every key has a block to go to.

mod block;

pub(crate) use block::each;

use std::collections::BTreeMap;
use std::ops::Bound;

use sled::{IVec, Tree};

use crate::commit::Change;
use crate::error::StoreError;
use crate::keys;
use crate::range::KeyRange;
use crate::value::{self, Envelope, Kind};

/// Whether a key is listed, and where it would be. Other keys are not.
pub(crate) fn is_listed(key: &[u8]) -> bool {
    key.first() == Some(&keys::LISTED)
}

/// What [`crate::Store::get`] answers for a listed key: nothing as its value, and its block's version.
pub(crate) fn get(tree: &Tree, key: &[u8]) -> Result<Option<Envelope>, StoreError> {
    let Some((start, raw)) = home(tree, key)? else { return Ok(None) };
    let envelope = value::unseal(&raw)?;
    let mut found = false;
    each(keys::group_of(&start), &envelope.payload, |listed| found |= listed == key)?;
    Ok(found.then(|| Envelope { payload: IVec::default(), ..envelope }))
}

/// Where a walk over a range of keys has to begin, so that it meets the block of the first one.
pub(crate) fn begin(tree: &Tree, range: &KeyRange) -> Result<Vec<u8>, StoreError> {
    let start = match is_listed(&range.start) {
        true => home(tree, &range.start)?.map(|(start, _)| start.to_vec()),
        false => None,
    };
    Ok(start.unwrap_or_else(|| range.start.clone()))
}

/// The keys of a block that lie in a range, upwards.
pub(crate) fn within(start: &[u8], payload: &[u8], range: &KeyRange) -> Result<Vec<IVec>, StoreError> {
    let mut found = Vec::new();
    each(keys::group_of(start), payload, |listed| {
        if range.contains(listed) {
            found.push(IVec::from(listed));
        }
    })?;
    Ok(found)
}

/// How many keys are listed in a range.
pub(crate) fn count(tree: &Tree, range: &KeyRange) -> Result<u64, StoreError> {
    let mut total = 0;
    // A block that is divided meanwhile may show its upper half again.
    let mut last = Vec::new();
    let start = Bound::Included(begin(tree, range)?);
    for item in tree.range((start, range.end.clone().map_or(Bound::Unbounded, Bound::Excluded))) {
        let (start, raw) = item?;
        let mut own = 0;
        let mut end = None;
        each(keys::group_of(&start), &value::unseal(&raw)?.payload, |listed| {
            if range.contains(listed) && (own > 0 || listed > last.as_slice()) {
                own += 1;
                let end = end.get_or_insert_with(Vec::new);
                end.clear();
                end.extend_from_slice(listed);
            }
        })?;
        total += own;
        last = end.unwrap_or(last);
    }
    Ok(total)
}

/// What becomes of blocks when keys are listed (`true`) or no longer listed.
pub(crate) fn changes(tree: &Tree, wanted: BTreeMap<Vec<u8>, bool>) -> Result<Vec<(Vec<u8>, Change)>, StoreError> {
    let mut changes = Vec::new();
    let mut wanted = wanted.into_iter().peekable();
    while let Some((key, listed)) = wanted.next() {
        let group = keys::group_of(&key).to_vec();
        let mut before = Vec::new();
        let start = match home(tree, &key)? {
            Some((start, raw)) => {
                each(&group, &value::unseal(&raw)?.payload, |key| before.push(key.to_vec()))?;
                start.to_vec()
            }
            None => group.clone(),
        };
        // Most commits list one key of a group, and need not know where its block ends.
        let next = match wanted.peek().is_some_and(|(key, _)| key.starts_with(&group)) {
            true => tree.range::<&[u8], _>((Bound::Excluded(start.as_slice()), Bound::Unbounded)).next().transpose()?,
            false => None,
        };
        let next = next.map(|(key, _)| key).filter(|key| key.starts_with(&group));
        let mut own = vec![(key, listed)];
        let belongs = |key: &[u8]| key.starts_with(&group) && next.as_ref().is_none_or(|next| key < next);
        while let Some(one) = wanted.next_if(|(key, _)| belongs(key)) {
            own.push(one);
        }
        if let Some((after, last)) = merged(&before, own) {
            changes.extend(rewritten(start, &group, after, last));
        }
    }
    Ok(changes)
}

/// The block in which a key is, or would be.
fn home(tree: &Tree, key: &[u8]) -> Result<Option<(IVec, IVec)>, StoreError> {
    Ok(tree.range(keys::group_of(key)..=key).next_back().transpose()?)
}

/// The keys of a block with the changes, and the place after the last one that is new; nothing when
/// all is as it was.
fn merged(before: &[Vec<u8>], changes: Vec<(Vec<u8>, bool)>) -> Option<(Vec<Vec<u8>>, usize)> {
    let mut after = Vec::with_capacity(before.len() + changes.len());
    let (mut at, mut last, mut differs) = (0, 0, false);
    for (key, listed) in changes {
        while let Some(old) = before.get(at).filter(|old| **old < key) {
            after.push(old.clone());
            at += 1;
        }
        let was = before.get(at) == Some(&key);
        at += usize::from(was);
        differs |= was != listed;
        if listed {
            after.push(key);
            last = if was { last } else { after.len() };
        }
    }
    after.extend_from_slice(before.get(at..).unwrap_or_default());
    differs.then_some((after, last))
}

/// The blocks that take the place of the one that begins at `start`.
fn rewritten(start: Vec<u8>, group: &[u8], keys: Vec<Vec<u8>>, last: usize) -> Vec<(Vec<u8>, Change)> {
    if keys.is_empty() {
        return vec![(start, Change::Del)];
    }
    let mut blocks = Vec::new();
    let (mut from, mut start) = (0, start);
    for to in block::cuts(&keys, group.len(), last) {
        let own = keys.get(from..to).unwrap_or_default();
        let next = keys.get(to).cloned().unwrap_or_default();
        blocks.push((std::mem::replace(&mut start, next), Change::Put(block::encode(group.len(), own))));
        from = to;
    }
    blocks
}

/// A stored value for a key that has none.
pub(crate) fn nothing(version: u64) -> IVec {
    value::seal(Kind::Value, version, &[]).into()
}
