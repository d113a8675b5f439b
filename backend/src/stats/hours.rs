//! Hours of counts: the open ones in memory and, cell by cell, in the store; each that is over as one
//! value. Whatever the clock does, a cell in the store is newer than the same cell in its hour's value.

use super::{Cell, encode, tally::Tally};
use rustc_hash::FxHashMap;
use std::{
    collections::{BTreeMap, btree_map::Entry},
    ops::Range,
};
use store::{Bytes, Direction, Durability, KeyRange, Op, Store, StoreError, keys};

/// Keys that are read or removed at a time.
const CHUNK: usize = 1024;

/// All hours.
#[derive(Default)]
pub struct Hours {
    /// Hours that may still get calls; the newest is the current one.
    open: BTreeMap<u64, FxHashMap<Cell, Kept>>,
    /// The last change of every hour that was changed since the start.
    changes: BTreeMap<u64, u64>,
    change: u64,
}

struct Kept {
    tally: Tally,
    /// Whether the store has less.
    unsaved: bool,
}

/// Cells with their values, as they go to the store.
pub type Lines = Vec<(Cell, Vec<u8>)>;

impl Hours {
    /// Reads the cells of hours that were open when the portal stopped.
    ///
    /// # Errors
    /// When the store fails.
    pub fn load(store: &Store) -> Result<Hours, StoreError> {
        let mut hours = Hours::default();
        let mut range = KeyRange::prefix([keys::CALLS]);
        loop {
            let chunk = store.scan_keys(&range, Direction::Up, CHUNK)?;
            let cells = chunk.iter().filter_map(|key| Some((key, cell_of(key)?)));
            for (key, cell) in cells {
                let Some(tally) = store.get(key)?.and_then(|entry| encode::read_cell(&entry.value)) else { continue };
                hours.open(store, cell.hour)?.insert(cell, Kept { tally, unsaved: false });
            }
            let Some(last) = chunk.last().filter(|_| chunk.len() == CHUNK) else { return Ok(hours) };
            range = range.after(last);
        }
    }

    /// Adds calls to their cell.
    ///
    /// # Errors
    /// When the store fails; nothing was added.
    pub fn add(&mut self, store: &Store, cell: Cell, counted: &Tally) -> Result<(), StoreError> {
        let hour = cell.hour;
        let kept = self.open(store, cell.hour)?.entry(cell).or_insert(Kept { tally: Tally::default(), unsaved: true });
        kept.tally.merge(counted);
        kept.unsaved = true;
        self.change += 1;
        self.changes.insert(hour, self.change);
        Ok(())
    }

    /// The cells of an hour, which may have been closed before.
    fn open(&mut self, store: &Store, hour: u64) -> Result<&mut FxHashMap<Cell, Kept>, StoreError> {
        let place = match self.open.entry(hour) {
            Entry::Occupied(known) => return Ok(known.into_mut()),
            Entry::Vacant(place) => place,
        };
        let mut cells = FxHashMap::default();
        if let Some(entry) = store.get(&keys::calls(hour, b""))? {
            encode::each_of_hour(&entry.value, |integration, method, in_batch, tally| {
                let cell = Cell { hour, integration, method: method.to_owned().into(), in_batch };
                cells.insert(cell, Kept { tally, unsaved: false });
            });
        }
        Ok(place.insert(cells))
    }

    /// Cells that the store has less of, each handed out once.
    pub fn unsaved(&mut self) -> Lines {
        let one = |(cell, kept): (&Cell, &mut Kept)| {
            let unsaved = std::mem::take(&mut kept.unsaved);
            unsaved.then(|| (cell.clone(), encode::cell(&kept.tally)))
        };
        self.open.values_mut().flatten().filter_map(one).collect()
    }

    /// Hands them out again: the store did not take them.
    pub fn still_unsaved(&mut self, lines: &Lines) {
        for (cell, _) in lines {
            if let Some(kept) = self.open.get_mut(&cell.hour).and_then(|cells| cells.get_mut(cell)) {
                kept.unsaved = true;
            }
        }
    }

    /// The oldest hour before `current` that can be closed, with its value.
    pub fn over(&self, current: u64) -> Option<(u64, Vec<u8>)> {
        let saved = |cells: &FxHashMap<Cell, Kept>| cells.values().all(|kept| !kept.unsaved);
        let (hour, cells) = self.open.range(..current).find(|(_, cells)| saved(cells))?;
        let mut cells: Vec<(&Cell, &Tally)> = cells.iter().map(|(cell, kept)| (cell, &kept.tally)).collect();
        cells.sort_unstable_by_key(|(cell, _)| *cell);
        Some((*hour, encode::hour(cells.into_iter())))
    }

    /// Forgets an hour whose value is in the store, unless calls of it came meanwhile.
    pub fn close(&mut self, hour: u64) -> bool {
        let saved = self.open.get(&hour).is_some_and(|cells| cells.values().all(|kept| !kept.unsaved));
        if saved {
            self.open.remove(&hour);
        }
        saved
    }

    /// The number of the last change of some hours.
    pub fn last_change(&self, hours: Range<u64>) -> u64 {
        self.changes.range(hours).map(|(_, change)| *change).max().unwrap_or_default()
    }

    /// Forgets what changed in hours before `oldest`.
    pub fn forget_changes(&mut self, oldest: u64) {
        self.changes = self.changes.split_off(&oldest);
    }

    /// Hands every cell of some hours to `take`.
    ///
    /// # Errors
    /// When the store fails.
    pub fn each(
        &self,
        store: &Store,
        hours: Range<u64>,
        mut take: impl FnMut(u64, u64, &str, bool, &Tally),
    ) -> Result<(), StoreError> {
        for (cell, kept) in self.open.range(hours.clone()).flat_map(|(_, cells)| cells) {
            take(cell.hour, cell.integration, &cell.method, cell.in_batch, &kept.tally);
        }
        for hour in hours.filter(|hour| !self.open.contains_key(hour)) {
            if let Some(entry) = store.get(&keys::calls(hour, b""))? {
                encode::each_of_hour(&entry.value, |integration, method, in_batch, tally| {
                    take(hour, integration, method, in_batch, &tally);
                });
            }
        }
        Ok(())
    }
}

/// The newest hour that has calls.
///
/// # Errors
/// When the store fails.
pub fn newest(store: &Store) -> Result<Option<u64>, StoreError> {
    let last = store.scan_keys(&KeyRange::prefix([keys::CALLS]), Direction::Down, 1)?;
    Ok(last.first().and_then(|key| key.get(1..)?.first_chunk::<8>()).map(|hour| u64::from_be_bytes(*hour)))
}

/// The key of a cell.
pub fn key_of(cell: &Cell) -> Vec<u8> {
    let mut rest = cell.integration.to_be_bytes().to_vec();
    rest.push(u8::from(cell.in_batch));
    rest.extend_from_slice(cell.method.as_bytes());
    keys::calls(cell.hour, &rest)
}

/// The cell of a key; `None` for that of a whole hour.
fn cell_of(key: &[u8]) -> Option<Cell> {
    let (_, rest) = key.split_first()?;
    let (hour, rest) = rest.split_first_chunk::<8>()?;
    let (integration, rest) = rest.split_first_chunk::<8>()?;
    let (in_batch, method) = rest.split_first()?;
    Some(Cell {
        hour: u64::from_be_bytes(*hour),
        integration: u64::from_be_bytes(*integration),
        method: String::from_utf8(method.to_vec()).ok()?.into(),
        in_batch: *in_batch == 1,
    })
}

/// Removes the cells of an hour; its value stays.
///
/// # Errors
/// When the store fails; a cell that stays is as good as its hour's value.
pub fn remove_cells(store: &Store, hour: u64) -> Result<(), StoreError> {
    let whole = keys::calls(hour, b"");
    remove(store, &KeyRange::prefix(whole.clone()).after(&whole))
}

/// Removes what lies in a range.
///
/// # Errors
/// When the store fails.
pub fn remove(store: &Store, range: &KeyRange) -> Result<(), StoreError> {
    loop {
        let old: Vec<Bytes> = store.scan_keys(range, Direction::Up, CHUNK)?;
        if old.is_empty() {
            return Ok(());
        }
        let ops = old.iter().map(|key| Op::Del(key.to_vec())).collect();
        store.commit(&[], ops, Durability::Relaxed)?;
    }
}
