//! Ranges of keys: what a scan walks over, and in which direction.

/// The order in which a scan walks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From the smallest key to the largest.
    Up,
    /// From the largest key to the smallest.
    Down,
}

/// Keys from `start` (inclusive) to `end` (exclusive, `None` = to the last key), in byte order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyRange {
    /// The first key that belongs to the range.
    pub start: Vec<u8>,
    /// The first key that no longer belongs to it.
    pub end: Option<Vec<u8>>,
}

impl KeyRange {
    /// All keys that begin with `prefix`.
    pub fn prefix(prefix: impl Into<Vec<u8>>) -> KeyRange {
        let start = prefix.into();
        let end = successor(&start);
        KeyRange { start, end }
    }

    /// Keys from `start` (inclusive) to `end` (exclusive).
    pub fn between(start: impl Into<Vec<u8>>, end: impl Into<Vec<u8>>) -> KeyRange {
        KeyRange { start: start.into(), end: Some(end.into()) }
    }

    /// Every key there is.
    pub fn all() -> KeyRange {
        KeyRange { start: Vec::new(), end: None }
    }

    /// The part of the range after `key`: the next page of a scan upwards.
    pub fn after(mut self, key: &[u8]) -> KeyRange {
        let next = [key, &[0]].concat();
        self.start = self.start.max(next);
        self
    }

    /// The part of the range before `key`: the next page of a scan downwards.
    pub fn before(mut self, key: &[u8]) -> KeyRange {
        if self.end.as_deref().is_none_or(|end| end > key) {
            self.end = Some(key.to_vec());
        }
        self
    }

    /// Whether `key` lies in the range.
    pub fn contains(&self, key: &[u8]) -> bool {
        key >= self.start.as_slice() && self.end.as_deref().is_none_or(|end| key < end)
    }
}

/// The smallest key larger than every key that begins with `prefix`.
fn successor(prefix: &[u8]) -> Option<Vec<u8>> {
    let last = prefix.iter().rposition(|&byte| byte != u8::MAX)?;
    let mut end = prefix[..=last].to_vec();
    end[last] += 1;
    Some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_holds_its_keys_and_no_others() {
        let range = KeyRange::prefix(*b"ab");
        assert!(
            range.contains(b"ab") && range.contains(b"ab\xff\xff") && !range.contains(b"ac") && !range.contains(b"a")
        );
        let top = KeyRange::prefix([0xff, 0xff]);
        assert_eq!(top.end, None);
        assert_eq!(KeyRange::prefix([1, 0xff]).end, Some(vec![2]));
    }

    #[test]
    fn pages_begin_after_and_end_before_a_key() {
        let range = KeyRange::prefix(*b"a").after(b"ab");
        assert!(!range.contains(b"ab") && range.contains(b"ab\0"));
        let range = KeyRange::prefix(*b"a").before(b"ab");
        assert!(!range.contains(b"ab") && range.contains(b"aa\xff"));
        assert_eq!(KeyRange::prefix(*b"a").before(b"z").end, Some(b"b".to_vec()));
        assert_eq!(KeyRange::prefix(*b"b").after(b"a").start, b"b".to_vec());
    }
}
