//! How counts are stored: numbers in groups of seven bits, short ones short. A cell's value is its
//! tally; an hour that is over is one value with the names of its methods first, then every cell.

use super::{Cell, tally::Tally};
use rustc_hash::FxHashMap;

/// The first byte of every value.
const VERSION: u8 = 1;

/// The value of one cell.
pub fn cell(tally: &Tally) -> Vec<u8> {
    let mut out = vec![VERSION];
    put_tally(&mut out, tally);
    out
}

/// Reads [`cell`]; `None` when it is damaged.
pub fn read_cell(bytes: &[u8]) -> Option<Tally> {
    Reader::of(bytes)?.tally()
}

/// The value of an hour.
pub fn hour<'a>(cells: impl Iterator<Item = (&'a Cell, &'a Tally)>) -> Vec<u8> {
    let mut names: Vec<&str> = Vec::new();
    let mut places: FxHashMap<&str, usize> = FxHashMap::default();
    let mut body = Vec::new();
    for (cell, tally) in cells {
        let place = *places.entry(&cell.method).or_insert_with(|| {
            names.push(&cell.method);
            names.len() - 1
        });
        put(&mut body, cell.integration);
        put(&mut body, (place as u64) << 1 | u64::from(cell.in_batch));
        put_tally(&mut body, tally);
    }
    let mut out = vec![VERSION];
    put(&mut out, names.len() as u64);
    for name in names {
        put_text(&mut out, name);
    }
    out.append(&mut body);
    out
}

/// Hands every cell of an hour to `take`: integration, method, whether in a batch, the tally. What
/// follows damage is left out.
pub fn each_of_hour(bytes: &[u8], mut take: impl FnMut(u64, &str, bool, Tally)) {
    let Some(mut reader) = Reader::of(bytes) else { return };
    let Some(count) = reader.number() else { return };
    let names: Vec<&str> = (0..count).map_while(|_| reader.text()).collect();
    while !reader.0.is_empty() {
        let (Some(integration), Some(method), Some(tally)) = (reader.number(), reader.number(), reader.tally()) else {
            return;
        };
        let Some(name) = names.get((method >> 1) as usize) else { return };
        take(integration, name, method & 1 == 1, tally);
    }
}

/// Appends a tally.
pub fn put_tally(out: &mut Vec<u8>, tally: &Tally) {
    put(out, tally.calls);
    put(out, tally.micros);
    put_details(out, tally);
}

/// Appends what a tally knows beyond its sums.
pub fn put_details(out: &mut Vec<u8>, tally: &Tally) {
    put(out, tally.times.buckets().len() as u64);
    for (bucket, calls) in tally.times.buckets() {
        out.push(*bucket);
        put(out, *calls);
    }
    put(out, tally.codes.len() as u64);
    for (code, errors) in &tally.codes {
        put(out, code.status.into());
        put_text(out, &code.code);
        put(out, *errors);
    }
}

/// Reads [`put_details`] into a tally; `None` when it is damaged.
pub fn read_details(bytes: &[u8], into: &mut Tally) -> Option<()> {
    Reader(bytes).details(into)
}

fn put(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn put_text(out: &mut Vec<u8>, text: &str) {
    put(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn of(bytes: &'a [u8]) -> Option<Reader<'a>> {
        bytes.strip_prefix(&[VERSION]).map(Reader)
    }

    fn byte(&mut self) -> Option<u8> {
        let (byte, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*byte)
    }

    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn text(&mut self) -> Option<&'a str> {
        let length = self.number()?;
        let (text, rest) = self.0.split_at_checked(length.try_into().ok()?)?;
        self.0 = rest;
        std::str::from_utf8(text).ok()
    }

    fn tally(&mut self) -> Option<Tally> {
        let mut tally = Tally { calls: self.number()?, micros: self.number()?, ..Tally::default() };
        self.details(&mut tally)?;
        Some(tally)
    }

    fn details(&mut self, into: &mut Tally) -> Option<()> {
        for _ in 0..self.number()? {
            into.times.add_to(self.byte()?, self.number()?);
        }
        for _ in 0..self.number()? {
            let (status, code, errors) = (self.number()?, self.text()?, self.number()?);
            into.add_errors(status as u16, code.to_owned().into(), errors);
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn tally(seed: u64) -> Tally {
        let mut tally = Tally::default();
        for call in 0..seed % 40 + 1 {
            let error = (call % 7 == 3).then(|| engine::Error::new(404, "ERROR_NOT_FOUND", ""));
            tally.add(Duration::from_micros(seed * (call * call + 1)), error.as_ref());
        }
        tally
    }

    #[test]
    fn what_is_written_is_read_back() {
        let cells: Vec<(Cell, Tally)> = (0..200)
            .map(|at| {
                let cell = Cell {
                    hour: 9,
                    integration: at / 3 * 1000,
                    method: format!("m.{}", at % 7).into(),
                    in_batch: at % 2 == 0,
                };
                (cell, tally(at))
            })
            .collect();
        assert!(cells.iter().all(|(_, tally)| read_cell(&cell(tally)).as_ref() == Some(tally)));
        let bytes = hour(cells.iter().map(|(cell, tally)| (cell, tally)));
        let mut back = Vec::new();
        each_of_hour(&bytes, |integration, method, in_batch, tally| {
            back.push((Cell { hour: 9, integration, method: method.to_owned().into(), in_batch }, tally));
        });
        assert_eq!(back, cells);
        // Cut anywhere, it is read as far as it goes.
        for end in 0..bytes.len() {
            each_of_hour(&bytes[..end], |_, _, _, tally| assert!(tally.calls > 0));
        }
    }
}
