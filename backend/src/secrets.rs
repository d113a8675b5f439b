//! Webhook secrets, one-time tokens, and the key that seals the copies of secrets.
//!
//! A secret is stored twice: its SHA-256, by which a call finds its integration, and a sealed copy,
//! by which the owner reads it again. The sealing key is never in the store and so in no backup;
//! losing it loses the re-reading, not the calls.

use anyhow::{Context, Result};
use base64::{
    Engine, engine::general_purpose::STANDARD, engine::general_purpose::STANDARD_NO_PAD,
    engine::general_purpose::URL_SAFE_NO_PAD,
};
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::digest::SHA256;
use ring::hmac;
use ring::rand::{SecureRandom, SystemRandom};
use shared::integration::SECRET_LENGTH;
use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;

/// Name of the key file in the data directory.
pub const KEY_FILE: &str = "portico.key";

const ALPHABET: &[u8; 36] = b"abcdefghijklmnopqrstuvwxyz0123456789";
const KEY_BYTES: usize = 32;

/// What signing secrets begin with.
const SIGNING: &str = "whsec_";

/// A new webhook secret: 32 characters of `[a-z0-9]`, every one equally likely.
pub fn new_secret() -> String {
    // Bytes of 252 and above would make the first four characters likelier than the others.
    const FAIR: usize = u8::MAX as usize / ALPHABET.len() * ALPHABET.len();
    let mut secret = String::with_capacity(SECRET_LENGTH);
    while secret.len() < SECRET_LENGTH {
        let fair = random::<64>().into_iter().map(usize::from).filter(|byte| *byte < FAIR);
        secret.extend(fair.take(SECRET_LENGTH - secret.len()).map(|byte| char::from(ALPHABET[byte % ALPHABET.len()])));
    }
    secret
}

/// A new secret to sign deliveries with, as Standard Webhooks write it: `whsec_` and 24 bytes in base64.
pub fn new_signing_secret() -> String {
    format!("{SIGNING}{}", STANDARD.encode(random::<24>()))
}

/// The key in a signing secret.
pub fn signing_key(secret: &str) -> Option<Vec<u8>> {
    STANDARD.decode(secret.strip_prefix(SIGNING)?).ok()
}

/// A new token of 256 random bits for a cookie or a link, 43 characters that need no escaping.
pub fn new_token() -> String {
    URL_SAFE_NO_PAD.encode(random::<32>())
}

/// Signs with a key that lasts as long as the process.
pub fn signer() -> engine::file::Sign {
    let key = hmac::Key::new(hmac::HMAC_SHA256, &random::<32>());
    Box::new(move |bytes| hmac::sign(&key, bytes).as_ref().to_vec())
}

/// A new portal id: 32 hexadecimal digits.
pub fn new_member_id() -> String {
    hex(&random::<16>())
}

/// SHA-256, by which secrets and tokens are looked up. They are long and random, so it needs no key.
pub fn hash(text: &str) -> [u8; 32] {
    digest(text.as_bytes())
}

/// SHA-256 of anything.
pub fn digest(bytes: &[u8]) -> [u8; 32] {
    let mut hash = [0; 32];
    hash.copy_from_slice(ring::digest::digest(&SHA256, bytes).as_ref());
    hash
}

/// Bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The bytes that hexadecimal digits stand for.
pub fn unhex(digits: &str) -> Option<Vec<u8>> {
    if !digits.len().is_multiple_of(2) || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).ok()).collect()
}

/// Random bytes from the system.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    SystemRandom::new().fill(&mut bytes).expect("the system's random source answers");
    bytes
}

/// Seals and opens the copies of secrets.
pub struct Vault {
    key: LessSafeKey,
}

impl Vault {
    /// A vault with the key given as 64 hexadecimal digits, else with the one in the key file of
    /// `dir`, which is made when there is none.
    pub fn open(dir: &Path, key: Option<&str>) -> Result<Vault> {
        let key = match key {
            Some(key) => parse_key(key).context("PORTICO_KEY")?,
            None => read_key(&dir.join(KEY_FILE))?,
        };
        let key = UnboundKey::new(&CHACHA20_POLY1305, &key).expect("the key has the cipher's length");
        Ok(Vault { key: LessSafeKey::new(key) })
    }

    /// A sealed copy of a secret that only opens for the same integration.
    pub fn seal(&self, integration: u64, secret: &str) -> String {
        let nonce = random::<NONCE_LEN>();
        let mut sealed = secret.as_bytes().to_vec();
        self.key
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), bound_to(integration), &mut sealed)
            .expect("a secret is short enough to seal");
        STANDARD_NO_PAD.encode([&nonce[..], &sealed].concat())
    }

    /// The secret in a sealed copy; `None` when the key or the integration is another one.
    pub fn open_sealed(&self, integration: u64, sealed: &str) -> Option<String> {
        let bytes = STANDARD_NO_PAD.decode(sealed).ok()?;
        let (nonce, rest) = bytes.split_first_chunk::<NONCE_LEN>()?;
        let mut rest = rest.to_vec();
        let nonce = Nonce::assume_unique_for_key(*nonce);
        let secret = self.key.open_in_place(nonce, bound_to(integration), &mut rest).ok()?;
        String::from_utf8(secret.to_vec()).ok()
    }
}

fn bound_to(integration: u64) -> Aad<[u8; 8]> {
    Aad::from(integration.to_be_bytes())
}

fn read_key(path: &Path) -> Result<[u8; KEY_BYTES]> {
    match fs::read_to_string(path) {
        Ok(text) => parse_key(text.trim()).with_context(|| path.display().to_string()),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let key = random();
            write_key(path, &key).with_context(|| format!("{} cannot be written", path.display()))?;
            Ok(key)
        }
        Err(error) => Err(error).with_context(|| format!("{} cannot be read", path.display())),
    }
}

/// Writes the key so that a power loss leaves the whole file or none: a secret sealed with a key
/// that is gone after the restart could not be read again.
fn write_key(path: &Path, key: &[u8; KEY_BYTES]) -> Result<()> {
    let partial = path.with_extension("key.partial");
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    if partial.exists() {
        fs::remove_file(&partial)?;
    }
    let mut file = options.open(&partial)?;
    file.write_all(hex(key).as_bytes())?;
    file.write_all(b"\n")?;
    file.sync_all()?;
    fs::rename(&partial, path)?;
    let dir = path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(dir)?.sync_all()?;
    Ok(())
}

fn parse_key(text: &str) -> Result<[u8; KEY_BYTES]> {
    let key = unhex(text).and_then(|bytes| bytes.try_into().ok());
    key.with_context(|| format!("a key is {} hexadecimal digits", 2 * KEY_BYTES))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_have_their_shape_and_no_letter_is_likelier() {
        let mut first_four = 0;
        for _ in 0..2_000 {
            let secret = new_secret();
            assert_eq!(secret.len(), SECRET_LENGTH);
            assert!(secret.bytes().all(|byte| ALPHABET.contains(&byte)), "{secret}");
            first_four += secret.bytes().filter(|byte| ALPHABET[..4].contains(byte)).count();
        }
        // 64,000 characters: 7,111 expected, standard deviation 80. A plain modulo would give 8,000.
        assert!((6_650..=7_570).contains(&first_four), "{first_four}");
    }

    #[test]
    fn signing_secrets_are_written_as_standard_webhooks_have_them() {
        let secret = new_signing_secret();
        assert_eq!((secret.len(), &secret[..6]), (38, "whsec_"));
        assert_eq!(signing_key(&secret).map(|key| key.len()), Some(24));
        assert_eq!(signing_key("whsec_AAEC").as_deref(), Some(&[0, 1, 2][..]));
        assert_eq!((signing_key("AAEC"), signing_key("whsec_!")), (None, None));
    }

    #[test]
    fn hashes_are_sha_256() {
        assert_eq!(hex(&hash("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn a_sealed_copy_opens_for_its_integration_and_key_only() {
        let dir = tempfile::tempdir().unwrap();
        let vault = Vault::open(dir.path(), None).unwrap();
        let sealed = vault.seal(7, "abc");
        assert_eq!(vault.open_sealed(7, &sealed).as_deref(), Some("abc"));
        assert_eq!(vault.open_sealed(8, &sealed), None);
        assert_ne!(vault.seal(7, "abc"), sealed);
        let again = Vault::open(dir.path(), None).unwrap();
        assert_eq!(again.open_sealed(7, &sealed).as_deref(), Some("abc"));
        let other = Vault::open(dir.path(), Some(&"0a".repeat(KEY_BYTES))).unwrap();
        assert_eq!(other.open_sealed(7, &sealed), None);
        assert_eq!(other.open_sealed(7, "no copy"), None);
    }

    #[test]
    fn a_damaged_key_is_refused_and_left_as_it_is() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join(KEY_FILE), "short").unwrap();
        assert!(Vault::open(dir.path(), None).is_err());
        assert!(Vault::open(dir.path(), Some("short")).is_err());
        assert_eq!(fs::read_to_string(dir.path().join(KEY_FILE)).unwrap(), "short");
    }

    #[cfg(unix)]
    #[test]
    fn only_the_portal_reads_the_key_file() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        Vault::open(dir.path(), None).unwrap();
        let mode = fs::metadata(dir.path().join(KEY_FILE)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
