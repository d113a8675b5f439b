//! The calls of one day, ready to be looked at: a row for each integration and method, and the sums
//! that most looks are satisfied with.

use super::{encode, tally::Tally};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A batch from outside works only through its inner calls, which are rows of their own.
pub const BATCH: &str = "batch";

/// A day.
#[derive(Default)]
pub struct Table {
    /// By integration, then method, requests before inner calls.
    pub rows: Vec<Row>,
    /// What the rows know beyond their sums.
    details: Vec<u8>,
    /// Sums of every integration, by id.
    pub callers: Vec<(u64, Sums)>,
    /// Sums of every method, and all its calls.
    pub methods: Vec<(u32, Sums, Tally)>,
    /// All requests.
    pub requests: Tally,
}

/// The calls of one integration to one method.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Id of the integration; 0 is drafts.
    pub integration: u64,
    /// Number of the method's name.
    pub method: u32,
    /// Made inside batches.
    pub in_batch: bool,
    /// Whether its time is that of other rows.
    outside: bool,
    /// Calls.
    pub calls: u64,
    /// Those that failed.
    pub errors: u64,
    /// Microseconds in all.
    pub micros: u64,
    details: u32,
}

/// What calls amount to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Calls that are requests of their own.
    pub requests: u64,
    /// Requests that failed.
    pub errors: u64,
    /// Microseconds that methods worked, inside batches or not.
    pub work: u64,
}

impl Sums {
    /// Adds others.
    pub fn add(&mut self, other: Sums) {
        self.requests += other.requests;
        self.errors += other.errors;
        self.work += other.work;
    }
}

impl Row {
    /// Its part in sums.
    pub fn sums(&self) -> Sums {
        let (requests, errors) = if self.in_batch { (0, 0) } else { (self.calls, self.errors) };
        Sums { requests, errors, work: self.work() }
    }

    /// Microseconds that its method worked.
    pub fn work(&self) -> u64 {
        if self.outside { 0 } else { self.micros }
    }
}

/// Cells of a day while they are gathered: integration, number of the method, whether in a batch.
pub type Cells = FxHashMap<(u64, u32, bool), Tally>;

impl Table {
    /// The table of these cells; `batch` is the number of the method [`BATCH`].
    pub fn of(cells: Cells, batch: Option<u32>) -> Table {
        let mut table = Table::default();
        let mut methods: FxHashMap<u32, (Sums, Tally)> = FxHashMap::default();
        let mut cells: Vec<_> = cells.into_iter().collect();
        cells.sort_unstable_by_key(|(place, _)| *place);
        for ((integration, method, in_batch), tally) in cells {
            let row = Row {
                integration,
                method,
                in_batch,
                outside: Some(method) == batch,
                calls: tally.calls,
                errors: tally.errors,
                micros: tally.micros,
                details: table.details.len() as u32,
            };
            encode::put_details(&mut table.details, &tally);
            table.rows.push(row);
            match table.callers.last_mut().filter(|(last, _)| *last == integration) {
                Some((_, sums)) => sums.add(row.sums()),
                None => table.callers.push((integration, row.sums())),
            }
            let (sums, all) = methods.entry(method).or_default();
            sums.add(row.sums());
            all.merge(&tally);
            if !in_batch {
                table.requests.merge(&tally);
            }
        }
        table.methods = methods.into_iter().map(|(method, (sums, all))| (method, sums, all)).collect();
        table
    }

    /// Everything known of a row's calls.
    pub fn tally(&self, row: &Row) -> Tally {
        let mut tally = Tally { calls: row.calls, micros: row.micros, ..Tally::default() };
        encode::read_details(self.details.get(row.details as usize..).unwrap_or_default(), &mut tally);
        tally
    }

    /// Places of the rows of one integration.
    pub fn of_integration(&self, id: u64) -> Range<usize> {
        let from = self.rows.partition_point(|row| row.integration < id);
        from..self.rows.partition_point(|row| row.integration <= id)
    }
}
