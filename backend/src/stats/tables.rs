//! Tables of days, made from the hours when somebody looks and kept as long as no call is added to
//! them and there is room.

use super::{
    Stats,
    days::hours_of,
    table::{BATCH, Cells, Table},
};
use chrono::NaiveDate;
use chrono_tz::Tz;
use rustc_hash::FxHashMap;
use std::sync::Arc;
use store::StoreError;

/// Rows that are kept in memory, of some hundred bytes each.
const ROWS_KEPT: usize = 800_000;

/// The tables.
#[derive(Default)]
pub struct Tables {
    zone: Option<Tz>,
    days: FxHashMap<NaiveDate, Kept>,
    looks: u64,
    /// Names of methods, by the number that tables know them by.
    names: Vec<Arc<str>>,
    numbers: FxHashMap<Arc<str>, u32>,
}

struct Kept {
    table: Arc<Table>,
    /// The last change of its hours that it has seen.
    change: u64,
    /// The last look at it.
    look: u64,
}

impl Tables {
    /// The tables of some days of a zone.
    ///
    /// # Errors
    /// When the store fails.
    pub fn of(
        &mut self,
        stats: &Stats,
        zone: Tz,
        days: impl Iterator<Item = NaiveDate>,
    ) -> Result<Vec<Arc<Table>>, StoreError> {
        if self.zone.replace(zone) != Some(zone) {
            self.days.clear();
        }
        self.looks += 1;
        days.map(|day| self.day(stats, zone, day)).collect()
    }

    fn day(&mut self, stats: &Stats, zone: Tz, day: NaiveDate) -> Result<Arc<Table>, StoreError> {
        let hours = hours_of(zone, day);
        let change = stats.last_change(hours.clone())?;
        if let Some(kept) = self.days.get_mut(&day).filter(|kept| kept.change == change) {
            kept.look = self.looks;
            return Ok(kept.table.clone());
        }
        let mut cells = Cells::default();
        let Tables { names, numbers, .. } = self;
        stats.each(hours, |_, integration, method, in_batch, tally| {
            let number = number_of(names, numbers, method);
            cells.entry((integration, number, in_batch)).or_default().merge(tally);
        })?;
        let table = Arc::new(Table::of(cells, self.number(BATCH)));
        self.days.insert(day, Kept { table: table.clone(), change, look: self.looks });
        self.forget();
        Ok(table)
    }

    /// Makes room by forgetting what nobody has looked at lately.
    fn forget(&mut self) {
        let mut rows: usize = self.days.values().map(|kept| kept.table.rows.len()).sum();
        while rows > ROWS_KEPT {
            let oldest = self.days.iter().filter(|(_, kept)| kept.look < self.looks).min_by_key(|(_, kept)| kept.look);
            let Some(day) = oldest.map(|(day, _)| *day) else { return };
            rows -= self.days.remove(&day).map_or(0, |kept| kept.table.rows.len());
        }
    }

    /// The number of a method; `None` of one that was never called.
    pub fn number(&self, method: &str) -> Option<u32> {
        self.numbers.get(method).copied()
    }

    /// Names of methods by their numbers.
    pub fn names(&self) -> Vec<Arc<str>> {
        self.names.clone()
    }
}

fn number_of(names: &mut Vec<Arc<str>>, numbers: &mut FxHashMap<Arc<str>, u32>, method: &str) -> u32 {
    if let Some(number) = numbers.get(method) {
        return *number;
    }
    let (name, number) = (Arc::<str>::from(method), names.len() as u32);
    names.push(name.clone());
    numbers.insert(name, number);
    number
}
