//! The form of a block: its keys in order, each without the name of its group, as the number of bytes
//! it shares with the one before, the number of its own, and these.

use crate::error::StoreError;

/// Keys of a block, at most.
const KEYS: usize = 64;

/// Bytes of a block, about: writing one key writes its block again.
const BYTES: usize = 2048;

/// Calls `each` with the keys of a block, upwards.
pub(crate) fn each(group: &[u8], mut block: &[u8], mut each: impl FnMut(&[u8])) -> Result<(), StoreError> {
    let mut key = group.to_vec();
    while !block.is_empty() {
        let shared = group.len() + number(&mut block)?;
        let length = number(&mut block)?;
        if shared > key.len() {
            return Err(damaged());
        }
        let (own, rest) = block.split_at_checked(length).ok_or_else(damaged)?;
        key.truncate(shared);
        key.extend_from_slice(own);
        block = rest;
        each(&key);
    }
    Ok(())
}

/// A block of keys that begin with a group's name of so many bytes.
pub(super) fn encode(group: usize, keys: &[Vec<u8>]) -> Vec<u8> {
    let (mut block, mut before): (Vec<u8>, &[u8]) = (Vec::with_capacity(keys.len() * 12), &[]);
    for key in keys {
        let key = key.get(group..).unwrap_or_default();
        let shared = before.iter().zip(key).take_while(|(a, b)| a == b).count();
        let own = key.get(shared..).unwrap_or_default();
        push(&mut block, shared);
        push(&mut block, own.len());
        block.extend_from_slice(own);
        before = key;
    }
    block
}

/// Where the keys of a block are divided: the ends of its parts. Keys often come in ascending order,
/// all of them or those of one value: what lies before `last`, the place after the last new one, is
/// then done with and stays full.
pub(super) fn cuts(keys: &[Vec<u8>], group: usize, last: usize) -> Vec<usize> {
    let (end, bytes) = (keys.len(), keys.iter().map(|key| key.len() - group.min(key.len())).sum::<usize>());
    // What neighbours share is not known yet: about the half of it.
    let most = (BYTES * 2 * end / bytes.max(1)).clamp(8, KEYS);
    if end <= most {
        return vec![end];
    }
    let even = |parts: usize| (1..=parts).map(|part| end * part / parts).collect();
    match last {
        _ if last == end => (most..end).step_by(most).chain([end]).collect(),
        _ if last > end / 4 && last <= most && end - last <= most => vec![last, end],
        _ => even(end.div_ceil(most * 3 / 4)),
    }
}

fn push(block: &mut Vec<u8>, mut number: usize) {
    while number > 0x7f {
        block.push(number as u8 | 0x80);
        number >>= 7;
    }
    block.push(number as u8);
}

fn number(block: &mut &[u8]) -> Result<usize, StoreError> {
    let (mut number, mut bits) = (0, 0);
    loop {
        let (byte, rest) = block.split_first().filter(|_| bits < 28).ok_or_else(damaged)?;
        *block = rest;
        number |= usize::from(byte & 0x7f) << bits;
        bits += 7;
        if byte & 0x80 == 0 {
            return Ok(number);
        }
    }
}

fn damaged() -> StoreError {
    StoreError::Corrupt("a block of listed keys cannot be taken apart".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const GROUP: &[u8] = b"xdeal\0STAGE\0";

    proptest! {
        #[test]
        fn a_block_returns_its_keys(mut own in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..300), 0..90)) {
            own.sort();
            let keys: Vec<Vec<u8>> = own.into_iter().map(|key| [GROUP, &key].concat()).collect();
            let mut found = Vec::new();
            each(GROUP, &encode(GROUP.len(), &keys), |key| found.push(key.to_vec())).unwrap();
            prop_assert_eq!(found, keys);
        }

        #[test]
        fn damaged_blocks_are_refused_or_read(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let _outcome = each(GROUP, &bytes, |_| {});
        }

        #[test]
        fn parts_are_never_empty_and_never_too_large(count in 1..400usize, length in 0..600usize, last in 0..400usize) {
            let keys = vec![vec![7; GROUP.len() + length]; count];
            let cuts = cuts(&keys, GROUP.len(), last.min(count));
            let sizes = cuts.iter().scan(0, |from, to| Some(to - std::mem::replace(from, *to)));
            prop_assert!(sizes.clone().all(|size| (1..=KEYS).contains(&size)), "{cuts:?}");
            prop_assert_eq!(cuts.last(), Some(&count));
        }
    }

    #[test]
    fn ascending_keys_leave_full_blocks() {
        let keys = vec![vec![7; 20]; KEYS + 1];
        assert_eq!(cuts(&keys, 12, KEYS + 1), [KEYS, KEYS + 1]);
        assert_eq!(cuts(&keys, 12, 40), [40, KEYS + 1]);
        assert_eq!(cuts(&keys, 12, 2), [32, KEYS + 1]);
    }
}
