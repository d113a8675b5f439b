//! The store as it was at one moment, read while writers go on. A reader registers an overlay;
//! from then on each commit first leaves there what it is about to replace. Whatever the reader
//! meets in the tree counts only where the overlay knows nothing older.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sled::Tree;

use crate::error::StoreError;
use crate::keys;
use crate::store::Inner;
use crate::value::{self, Bytes, Envelope, Kind};

/// A value with its kind ([`Kind::Value`] or [`Kind::Number`]), chunks joined.
#[derive(Clone)]
pub(crate) struct Kept {
    pub kind: Kind,
    pub value: Bytes,
}

/// What commits have replaced since a snapshot began.
#[derive(Default)]
pub(crate) struct Overlay(Mutex<Past>);

#[derive(Default)]
struct Past {
    /// Keys below this have been read already.
    from: Vec<u8>,
    /// What was there before; `None` = nothing.
    before: BTreeMap<Vec<u8>, Option<Kept>>,
}

impl Overlay {
    /// Called by a commit before it changes `key`, which holds `old`.
    pub fn keep(&self, tree: &Tree, key: &[u8], old: Option<&Envelope>) -> Result<(), StoreError> {
        let mut past = self.lock();
        if key < past.from.as_slice() || past.before.contains_key(key) {
            return Ok(());
        }
        let kept = old.map(|old| joined(tree, key, old)).transpose()?.flatten();
        past.before.insert(key.to_vec(), kept);
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, Past> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Reads everything as it was when the snapshot began, in key order, page by page.
pub(crate) struct Snapshot<'a> {
    tree: &'a Tree,
    overlay: Arc<Overlay>,
    finished: bool,
}

/// Entries in key order.
pub(crate) type Page = Vec<(Vec<u8>, Kept)>;

/// How many keys of the tree a page covers.
const PAGE: usize = 256;

impl<'a> Snapshot<'a> {
    /// Begins a snapshot at this moment.
    pub fn begin(inner: &'a Inner) -> Result<Snapshot<'a>, StoreError> {
        let overlay = Arc::new(Overlay::default());
        inner.writer()?.overlays.push(Arc::downgrade(&overlay));
        Ok(Snapshot { tree: &inner.db, overlay, finished: false })
    }

    /// The next entries, or `None` at the end. Chunks appear only joined, in their owner's place.
    pub fn page(&mut self) -> Result<Option<Page>, StoreError> {
        if self.finished {
            return Ok(None);
        }
        let from = self.overlay.lock().from.clone();
        let mut page = BTreeMap::new();
        let mut last = None;
        for item in self.tree.range(from.clone()..).take(PAGE) {
            let (key, raw) = item?;
            last = Some(key.to_vec());
            if key.first() == Some(&keys::CHUNK) {
                continue;
            }
            // Without its chunks a value has been replaced by now, so the overlay knows it.
            let kept = joined(self.tree, &key, &value::unseal(&raw)?)?;
            page.insert(key.to_vec(), kept);
        }
        // The tree was read first: what changed before that reading is in the overlay by now.
        let mut past = self.overlay.lock();
        let to = last.clone().map_or(Bound::Unbounded, Bound::Included);
        let older: Vec<_> =
            past.before.range((Bound::Included(from), to)).map(|(key, kept)| (key.clone(), kept.clone())).collect();
        page.extend(older);
        match last {
            Some(last) => {
                past.from = [&last[..], &[0]].concat();
                let ahead = past.from.clone();
                past.before = past.before.split_off(&ahead);
            }
            None => self.finished = true,
        }
        Ok(Some(page.into_iter().filter_map(|(key, kept)| Some((key, kept?))).collect()))
    }
}

/// An envelope's value with its chunks; `None` when they are gone.
fn joined(tree: &Tree, key: &[u8], envelope: &Envelope) -> Result<Option<Kept>, StoreError> {
    let kind = if envelope.kind == Kind::Number { Kind::Number } else { Kind::Value };
    let entry = value::assemble(tree, key, envelope.clone())?;
    Ok(entry.map(|entry| Kept { kind, value: entry.value }))
}
