//! Encodings of single values whose byte order is the order of the values.

/// Text is cut to this many bytes in keys; longer texts that begin alike become neighbours.
pub const TEXT_BYTES: usize = 512;

/// An unsigned number: eight big-endian bytes.
pub fn u64_key(number: u64) -> [u8; 8] {
    number.to_be_bytes()
}

/// A signed number: eight big-endian bytes with the sign flipped, so negative ones come first.
pub fn i64_key(number: i64) -> [u8; 8] {
    ((number as u64) ^ (1 << 63)).to_be_bytes()
}

/// A time in UTC milliseconds since 1970.
pub fn time_key(time_ms: i64) -> [u8; 8] {
    i64_key(time_ms)
}

/// The time of a [`time_key`].
pub(super) fn time_of(key: [u8; 8]) -> i64 {
    (u64::from_be_bytes(key) ^ (1 << 63)) as i64
}

/// Text without regard to case, ended by 0x00. The bytes 0x00 and 0x01 inside the text become
/// 0x01 0x01 and 0x01 0x02, which keeps both the order and the end recognizable.
pub fn text_key(text: &str) -> Vec<u8> {
    let folded = text.to_lowercase();
    let cut = folded.floor_char_boundary(TEXT_BYTES);
    let mut key = Vec::with_capacity(cut + 1);
    for &byte in &folded.as_bytes()[..cut] {
        match byte {
            0 | 1 => key.extend_from_slice(&[1, byte + 1]),
            _ => key.push(byte),
        }
    }
    key.push(0);
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_keep_their_order(a: u64, b: u64, c: i64, d: i64) {
            prop_assert_eq!(u64_key(a).cmp(&u64_key(b)), a.cmp(&b));
            prop_assert_eq!(i64_key(c).cmp(&i64_key(d)), c.cmp(&d));
            prop_assert_eq!(time_key(c).cmp(&time_key(d)), c.cmp(&d));
        }

        #[test]
        fn texts_keep_their_order_whatever_follows(a in "[\0-\u{3}a-zA-ZÀ-ж]{0,6}", b in "[\0-\u{3}a-zA-ZÀ-ж]{0,6}", after: [u8; 4], other: [u8; 4]) {
            let (x, y) = (a.to_lowercase(), b.to_lowercase());
            prop_assume!(x != y);
            let (first, second) = ([&text_key(&a)[..], &after].concat(), [&text_key(&b)[..], &other].concat());
            prop_assert_eq!(first.cmp(&second), x.as_bytes().cmp(y.as_bytes()));
        }

        #[test]
        fn texts_end_once_and_differ_only_by_case(text in any::<String>()) {
            let key = text_key(&text);
            prop_assert_eq!(key.iter().position(|&byte| byte == 0), Some(key.len() - 1));
            prop_assert_eq!(text_key(&text.to_lowercase()), key);
        }
    }

    #[test]
    fn long_texts_are_cut_between_characters() {
        let key = text_key(&format!("x{}", "ж".repeat(TEXT_BYTES)));
        assert_eq!(key.len(), TEXT_BYTES - 1 + 1);
        assert!(std::str::from_utf8(&key).is_ok());
    }
}
