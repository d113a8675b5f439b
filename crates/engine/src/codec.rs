//! The bytes of a record: `slot, value` pairs in the order of slots, nothing for what is not set.
//!
//! Slots are given to fields once per portal (see [`crate::schema`]), so a record never holds names,
//! and reading one field never parses another. This is the only file that knows the encoding.

use crate::data::{Data, Peek};

const NULL: u8 = 0;
const NO: u8 = 1;
const YES: u8 = 2;
const INT: u8 = 3;
const TIME: u8 = 4;
const TEXT: u8 = 5;
const DECIMAL: u8 = 6;
const LIST: u8 = 7;

/// Encodes values by slot; nulls and empty lists are left out.
pub fn encode<'a>(values: impl Iterator<Item = (u16, &'a Data)>) -> Vec<u8> {
    let mut pairs: Vec<_> = values.filter(|(_, data)| !data.is_null()).collect();
    pairs.sort_unstable_by_key(|(slot, _)| *slot);
    let mut out = Vec::with_capacity(pairs.len() * 8);
    for (slot, data) in pairs {
        put_varint(&mut out, u64::from(slot));
        put(&mut out, data);
    }
    out
}

/// A record's bytes, with the place of every slot.
pub struct View<'a> {
    bytes: &'a [u8],
    places: Places,
}

// Positions are one more than they are, so that 0 means "not set".
type Places = Vec<u32>;

impl<'a> View<'a> {
    /// Finds the slots of a record; what follows damaged bytes reads as not set.
    pub fn new(bytes: &'a [u8], slots: usize) -> View<'a> {
        let mut places = vec![0; slots];
        let mut at = 0;
        while let Some(slot) = take_varint(bytes, &mut at) {
            if let Some(place) = places.get_mut(slot as usize) {
                *place = at as u32 + 1;
            }
            if take(bytes, &mut at).is_none() {
                break;
            }
        }
        View { bytes, places }
    }

    /// The value of a slot.
    pub fn get(&self, slot: u16) -> Peek<'a> {
        match self.places.get(usize::from(slot)) {
            None | Some(0) => Peek::Null,
            Some(place) => take(self.bytes, &mut (*place as usize - 1)).unwrap_or(Peek::Null),
        }
    }
}

/// The elements of an encoded list.
pub fn elements<'a>(list: &'a [u8]) -> impl Iterator<Item = Peek<'a>> {
    let mut at = 0;
    std::iter::from_fn(move || take(list, &mut at))
}

/// The value with content of its own.
pub fn owned(peek: Peek<'_>) -> Data {
    match peek {
        Peek::Null => Data::Null,
        Peek::Flag(value) => Data::Flag(value),
        Peek::Int(value) => Data::Int(value),
        Peek::Time(value) => Data::Time(value),
        Peek::Text(text) => Data::Text(text.to_owned()),
        Peek::Decimal(text) => Data::Decimal(text.to_owned()),
        Peek::List(list) => Data::List(elements(list).map(owned).collect()),
    }
}

fn put(out: &mut Vec<u8>, data: &Data) {
    match data {
        Data::Null => out.push(NULL),
        Data::Flag(value) => out.push(if *value { YES } else { NO }),
        Data::Int(value) => put_number(out, INT, *value),
        Data::Time(value) => put_number(out, TIME, *value),
        Data::Text(text) => put_bytes(out, TEXT, text.as_bytes()),
        Data::Decimal(text) => put_bytes(out, DECIMAL, text.as_bytes()),
        Data::List(items) => {
            let mut inner = Vec::new();
            for item in items {
                put(&mut inner, item);
            }
            put_bytes(out, LIST, &inner);
        }
    }
}

fn put_number(out: &mut Vec<u8>, tag: u8, value: i64) {
    out.push(tag);
    put_varint(out, ((value << 1) ^ (value >> 63)) as u64);
}

fn put_bytes(out: &mut Vec<u8>, tag: u8, bytes: &[u8]) {
    out.push(tag);
    put_varint(out, bytes.len() as u64);
    out.extend_from_slice(bytes);
}

fn put_varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn take<'a>(bytes: &'a [u8], at: &mut usize) -> Option<Peek<'a>> {
    let tag = *bytes.get(*at)?;
    *at += 1;
    Some(match tag {
        NULL => Peek::Null,
        NO => Peek::Flag(false),
        YES => Peek::Flag(true),
        INT => Peek::Int(take_number(bytes, at)?),
        TIME => Peek::Time(take_number(bytes, at)?),
        TEXT => Peek::Text(str::from_utf8(take_bytes(bytes, at)?).ok()?),
        DECIMAL => Peek::Decimal(str::from_utf8(take_bytes(bytes, at)?).ok()?),
        LIST => Peek::List(take_bytes(bytes, at)?),
        _ => return None,
    })
}

fn take_number(bytes: &[u8], at: &mut usize) -> Option<i64> {
    let raw = take_varint(bytes, at)?;
    Some((raw >> 1) as i64 ^ -((raw & 1) as i64))
}

fn take_bytes<'a>(bytes: &'a [u8], at: &mut usize) -> Option<&'a [u8]> {
    let length = take_varint(bytes, at)? as usize;
    let start = *at;
    *at = start.checked_add(length)?;
    bytes.get(start..*at)
}

fn take_varint(bytes: &[u8], at: &mut usize) -> Option<u64> {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let byte = *bytes.get(*at)?;
        *at += 1;
        value |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn data() -> impl Strategy<Value = Data> {
        let scalar = prop_oneof![
            any::<bool>().prop_map(Data::Flag),
            any::<i64>().prop_map(Data::Int),
            any::<i64>().prop_map(Data::Time),
            ".*".prop_map(Data::Text),
            "-?[0-9]{1,12}(\\.[0-9]{1,4})?".prop_map(Data::Decimal),
        ];
        scalar.prop_recursive(3, 16, 4, |inner| prop::collection::vec(inner, 1..4).prop_map(Data::List))
    }

    proptest! {
        #[test]
        fn what_is_encoded_is_read_back(values in prop::collection::btree_map(0u16..300, data(), 0..20)) {
            let bytes = encode(values.iter().map(|(slot, data)| (*slot, data)));
            let view = View::new(&bytes, 300);
            for slot in 0..300 {
                prop_assert_eq!(owned(view.get(slot)), values.get(&slot).cloned().unwrap_or_default());
            }
        }

        #[test]
        fn damaged_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let view = View::new(&bytes, 40);
            for slot in 0..40 {
                owned(view.get(slot));
            }
        }
    }
}
