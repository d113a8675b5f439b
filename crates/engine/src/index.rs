//! What stands beside a record so that it is found and counted without being read: index entries,
//! and counters of records by value, by pair of values and by stretch of an order.

mod refresh;

pub use refresh::{forget, refresh};

use crate::{Data, Entity, Kind, Peek, Record, Result, Schema, Services, data};
use store::{Direction, KeyRange, StoreError, keys};

/// Counters that are read at a time.
const CHUNK: usize = 1024;

/// Everything that stands beside one record, sorted.
#[derive(Debug, Default)]
pub struct Marks {
    /// Keys of index entries, to be listed.
    pub entries: Vec<Vec<u8>>,
    /// Keys of counters that count the record.
    pub counters: Vec<Vec<u8>>,
}

/// The marks of a record.
pub fn marks(record: &Record) -> Marks {
    let (schema, id) = (&record.schema, record.id);
    let entity = schema.entity;
    let mut marks = Marks::default();
    for (at, field) in schema.fields.iter().enumerate() {
        if field.kind == Kind::Id && field.ranged {
            marks.counters.push(stretch_count(entity, field.name, field.kind, &keys::u64_key(id)));
        } else if field.indexed {
            for value in values(field.kind, record.at(at)) {
                if field.ranged {
                    marks.counters.push(stretch_count(entity, field.key(), field.kind, &value));
                } else if !field.scattered {
                    marks.counters.push(value_count(entity.name, field.key(), &value));
                }
                marks.entries.push(keys::index(entity.name, field.key(), &value, id));
            }
        }
    }
    for pair in entity.pairs {
        let parts = pair.map(|name| schema.position(name).map(|at| values(schema.fields[at].kind, record.at(at))));
        if let [Some([first]), Some([second])] = parts.each_ref().map(Option::as_deref) {
            let value = [first.as_slice(), second].concat();
            marks.counters.push(value_count(entity.name, &pair_name(pair), &value));
            marks.entries.push(keys::index(entity.name, &pair_name(pair), &value, id));
        }
    }
    marks.entries.sort_unstable();
    marks.counters.sort_unstable();
    marks
}

/// The name under which the values of two fields are indexed together.
pub fn pair_name(pair: &[&str; 2]) -> String {
    pair.join("+")
}

/// The counter of records whose indexed field holds a value (encoded).
pub fn value_count(entity: &str, field: &str, value: &[u8]) -> Vec<u8> {
    keys::count(entity, &[field.as_bytes(), &[0], value].concat())
}

/// The counter of records whose ranged field holds a value of the same stretch.
fn stretch_count(entity: &Entity, field: &str, kind: Kind, value: &[u8]) -> Vec<u8> {
    stretch_key(entity, field, number(value) >> stretch_bits(kind))
}

fn stretch_key(entity: &Entity, field: &str, stretch: u64) -> Vec<u8> {
    [stretch_prefix(entity.name, field).as_slice(), &keys::u64_key(stretch)].concat()
}

/// How the counters of a ranged field begin.
fn stretch_prefix(entity: &str, field: &str) -> Vec<u8> {
    keys::count(entity, &[field.as_bytes(), &[1]].concat())
}

/// Stretches are as long as a scan through one is cheap and the counters of a long portal are few:
/// 4,096 ids, and close to a day.
fn stretch_bits(kind: Kind) -> u32 {
    if matches!(kind, Kind::Time | Kind::Date) { 26 } else { 12 }
}

/// An encoded number, in the order of its bytes.
fn number(value: &[u8]) -> u64 {
    value.first_chunk::<8>().map_or(0, |bytes| u64::from_be_bytes(*bytes))
}

/// How many records hold a value between two encoded numbers, both included, in a ranged field.
///
/// # Errors
/// When the store fails.
pub fn count_between(services: &Services, schema: &Schema, position: usize, low: u64, high: u64) -> Result<u64> {
    let field = &schema.fields[position];
    let bits = stretch_bits(field.kind);
    let (first, last) = (low >> bits, high >> bits);
    let scan = |from: u64, to: u64| services.store.count(&span(schema, position, from, to));
    if low > high {
        return Ok(0);
    }
    // Stretches at the ends count as whole ones when the bound is theirs.
    let whole_first = if low == first << bits { first } else { first + 1 };
    let whole_end = if high == u64::MAX || (high + 1) >> bits > last { last + 1 } else { last };
    if whole_first >= whole_end {
        return Ok(scan(low, high)?);
    }
    let head = if whole_first > first { scan(low, (whole_first << bits) - 1)? } else { 0 };
    let tail = if whole_end <= last { scan(whole_end << bits, high)? } else { 0 };
    let key = |stretch| stretch_key(schema.entity, field.key(), stretch);
    Ok(head + tail + sum(services, KeyRange::between(key(whole_first), key(whole_end)))?)
}

/// The index entries of a ranged field between two encoded numbers, both included; of the id, the
/// records themselves.
pub fn span(schema: &Schema, position: usize, low: u64, high: u64) -> KeyRange {
    let field = &schema.fields[position];
    let prefix = match field.kind {
        Kind::Id => keys::records(schema.entity.name),
        _ => keys::index_of(schema.entity.name, field.key()),
    };
    let at = |number: u64| [prefix.start.as_slice(), &keys::u64_key(number)].concat();
    match high.checked_add(1) {
        Some(end) => KeyRange::between(at(low), at(end)),
        None => KeyRange { start: at(low), end: prefix.end },
    }
}

fn sum(services: &Services, mut range: KeyRange) -> Result<u64, StoreError> {
    let mut total = 0;
    loop {
        let page = services.store.scan(&range, Direction::Up, CHUNK)?;
        total += page.iter().map(|(_, entry)| number(&entry.value) as i64).sum::<i64>();
        let Some((last, _)) = page.last().filter(|_| page.len() == CHUNK) else { return Ok(total.max(0) as u64) };
        range = range.after(last);
    }
}

/// The index keys of a field's content, sorted: one for a scalar, one for each element of a list.
pub fn values(kind: Kind, data: &Data) -> Vec<Vec<u8>> {
    let mut values: Vec<Vec<u8>> = match (kind, data) {
        (Kind::Multifield, Data::List(rows)) => {
            rows.iter().filter_map(|row| encode(row.items().get(2)?.peek())).collect()
        }
        (_, Data::List(items)) => items.iter().filter_map(|item| encode(item.peek())).collect(),
        (kind, scalar) => encode(scalar.peek().settled(kind)).into_iter().collect(),
    };
    values.sort_unstable();
    values.dedup();
    values
}

/// Bytes of a scalar whose order is the order of values; `None` for what is not set.
pub fn encode(peek: Peek<'_>) -> Option<Vec<u8>> {
    match peek {
        Peek::Null | Peek::List(_) => None,
        Peek::Flag(value) => Some(vec![u8::from(value)]),
        Peek::Int(value) => Some(keys::i64_key(value).to_vec()),
        Peek::Time(value) => Some(keys::time_key(value).to_vec()),
        Peek::Text(text) => Some(keys::text_key(text)),
        Peek::Decimal(text) => {
            let bits = data::decimal(text).to_bits() as i64;
            Some(keys::i64_key(if bits < 0 { !bits ^ i64::MIN } else { bits }).to_vec())
        }
    }
}
