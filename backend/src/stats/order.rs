//! Rows of the table: in which order, which page of them, and how they are shown.

use super::{
    look::{Look, millis, percentile},
    table::{Row, Table},
    tally::Tally,
};
use rustc_hash::FxHashMap;
use shared::stats::{Caller, PAGE, PAGE_MAX, StatRow};
use std::collections::BTreeSet;

/// The order of rows, and a page of them.
#[derive(Clone, Debug)]
pub struct Order {
    column: Column,
    /// Largest, latest or last first.
    down: bool,
    page: usize,
    size: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Date,
    Integration,
    Method,
    Requests,
    Errors,
    Mean,
    P50,
    P95,
    Work,
}

/// Columns by their names in queries.
const COLUMNS: [(&str, Column); 9] = [
    ("date", Column::Date),
    ("integration", Column::Integration),
    ("method", Column::Method),
    ("requests", Column::Requests),
    ("errors", Column::Errors),
    ("mean", Column::Mean),
    ("p50", Column::P50),
    ("p95", Column::P95),
    ("work", Column::Work),
];

/// A row of a look, with what it is sorted by.
#[derive(Clone, Copy)]
pub struct Place {
    key: u64,
    day: u32,
    row: u32,
}

impl Order {
    /// Reads `-requests`, largest first, or `date`, oldest first; a name that no column has, or none,
    /// is the latest day first.
    pub fn of(sort: &str, page: usize, size: Option<usize>) -> Order {
        let (down, name) = sort.strip_prefix('-').map_or((false, sort), |name| (true, name));
        let column = COLUMNS.iter().find(|(known, _)| *known == name).map(|(_, column)| *column);
        let size = size.unwrap_or(PAGE).clamp(1, PAGE_MAX);
        Order { column: column.unwrap_or(Column::Date), down: down || column.is_none(), page, size }
    }

    /// The rows of a look, sorted as far as the page needs it; days with the same order most calls first.
    pub fn places(&self, look: &Look, caller: &dyn Fn(u64) -> Caller) -> Vec<Place> {
        let ranks = self.ranks(look, caller);
        let mut places = Vec::new();
        for (day, table) in look.tables.iter().enumerate() {
            for (at, row) in look.picked.places(table) {
                let key = self.key(day, table, row, &ranks);
                places.push(Place { key: if self.down { !key } else { key }, day: day as u32, row: at as u32 });
            }
        }
        let calls = |place: &Place| row_of(look, place).map_or(0, |(_, row)| row.calls);
        let by = |a: &Place, b: &Place| {
            let days = a.key.cmp(&b.key).then(b.day.cmp(&a.day));
            days.then_with(|| calls(b).cmp(&calls(a))).then(a.row.cmp(&b.row))
        };
        let needed = self.size.saturating_mul(self.page.saturating_add(1));
        if needed < places.len() {
            places.select_nth_unstable_by(needed, by);
            places[..needed].sort_unstable_by(by);
        } else {
            places.sort_unstable_by(by);
        }
        places
    }

    /// The places of the page.
    pub fn page<'a>(&self, places: &'a [Place]) -> &'a [Place] {
        let from = self.size.saturating_mul(self.page).min(places.len());
        let to = from.saturating_add(self.size).min(places.len());
        &places[from..to]
    }

    /// The same order, all rows on one page.
    pub fn whole(&self) -> Order {
        Order { page: 0, size: usize::MAX, ..self.clone() }
    }

    fn key(&self, day: usize, table: &Table, row: &Row, ranks: &FxHashMap<u64, u64>) -> u64 {
        let time = |share| percentile(&table.tally(row), share).map_or(0, |ms| (ms * 1000.0) as u64);
        match self.column {
            Column::Date => day as u64,
            Column::Integration => ranks.get(&row.integration).copied().unwrap_or_default(),
            Column::Method => ranks.get(&row.method.into()).copied().unwrap_or_default(),
            Column::Requests => row.calls,
            Column::Errors => row.errors,
            Column::Mean => row.micros / row.calls.max(1),
            Column::P50 => time(0.5),
            Column::P95 => time(0.95),
            Column::Work => row.work(),
        }
    }

    /// Places of names in the alphabet, when that is the order.
    fn ranks(&self, look: &Look, caller: &dyn Fn(u64) -> Caller) -> FxHashMap<u64, u64> {
        let mut names: Vec<(String, u64)> = match self.column {
            Column::Method => (0..look.names.len() as u64).map(|at| (look.name(at as u32).to_owned(), at)).collect(),
            Column::Integration => {
                let mut ids: Vec<u64> =
                    look.tables.iter().flat_map(|table| &table.callers).map(|(id, _)| *id).collect();
                ids.sort_unstable();
                ids.dedup();
                ids.into_iter().map(|id| (caller(id).name.to_lowercase(), id)).collect()
            }
            _ => Vec::new(),
        };
        names.sort_unstable();
        names.into_iter().zip(0..).map(|((_, of), rank)| (of, rank)).collect()
    }
}

/// Ids of the integrations that made the calls of these places.
pub fn callers(look: &Look, places: &[Place]) -> BTreeSet<u64> {
    places.iter().filter_map(|place| row_of(look, place)).map(|(_, row)| row.integration).collect()
}

/// Rows as they are shown.
pub fn pages(look: &Look, places: &[Place], caller: &dyn Fn(u64) -> Caller) -> Vec<StatRow> {
    let shown = |place: &Place| {
        let (table, row) = row_of(look, place)?;
        Some(shown(look, place.day as usize, row, &table.tally(row), caller(row.integration)))
    };
    places.iter().filter_map(shown).collect()
}

fn row_of<'a>(look: &'a Look, place: &Place) -> Option<(&'a Table, &'a Row)> {
    let table = look.tables.get(place.day as usize)?;
    Some((table, table.rows.get(place.row as usize)?))
}

fn shown(look: &Look, day: usize, row: &Row, tally: &Tally, caller: Caller) -> StatRow {
    StatRow {
        date: look.date(day),
        caller,
        method: look.name(row.method).to_owned(),
        in_batch: row.in_batch,
        requests: row.calls,
        errors: row.errors,
        mean_ms: millis(row.micros as f64 / row.calls.max(1) as f64),
        p50_ms: percentile(tally, 0.5),
        p95_ms: percentile(tally, 0.95),
        work_ms: millis(row.work() as f64),
    }
}
