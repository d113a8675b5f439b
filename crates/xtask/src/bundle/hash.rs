//! Names that follow content: 64-bit FNV-1a, which is the same on every machine and in every year.
//! It tells builds apart; it does not defend against anyone.

const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// A hash that is fed part by part.
pub struct Hash(u64);

impl Hash {
    /// The hash of nothing.
    pub fn new() -> Hash {
        Hash(OFFSET)
    }

    /// Adds one part; its length counts, so that parts cannot run into each other.
    pub fn add(&mut self, part: &[u8]) {
        for byte in part.iter().copied().chain((part.len() as u64).to_le_bytes()) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(PRIME);
        }
    }

    /// 16 hex digits.
    pub fn text(&self) -> String {
        format!("{:016x}", self.0)
    }
}

/// `name.ext` with the hash of the content between: `name-0123456789abcdef.ext`.
pub fn hashed_name(name: &str, content: &[u8]) -> String {
    let mut hash = Hash::new();
    hash.add(content);
    let hash = hash.text();
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}-{hash}.{extension}"),
        None => format!("{name}-{hash}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(parts: &[&str]) -> String {
        let mut hash = Hash::new();
        parts.iter().for_each(|part| hash.add(part.as_bytes()));
        hash.text()
    }

    #[test]
    fn parts_do_not_run_into_each_other() {
        assert_eq!(hash(&["ab", "c"]), hash(&["ab", "c"]));
        assert_ne!(hash(&["ab", "c"]), hash(&["a", "bc"]));
        assert_ne!(hash(&["a"]), hash(&["a", ""]));
    }

    #[test]
    fn names_follow_content_and_keep_their_ending() {
        let name = hashed_name("portico.css", b"a");
        assert!(name.starts_with("portico-") && name.ends_with(".css"), "{name}");
        assert_eq!(name.len(), "portico-".len() + 16 + ".css".len());
        assert_ne!(name, hashed_name("portico.css", b"b"));
        assert_eq!(name, hashed_name("portico.css", b"a"));
    }
}
