//! Password hashing: argon2id with parameters that cost an attacker memory, away from the threads
//! that answer requests, and only so many at once that a flood of sign-ins cannot take all memory.

use actix_web::rt::task::spawn_blocking;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;

use crate::secrets;

/// 19 MiB, two passes, one lane: about 20 ms of one core.
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);

/// Hashes at the same time: 76 MiB at most.
const AT_ONCE: usize = 4;

/// Hashes and verifies passwords.
pub struct Hasher {
    slots: Semaphore,
    decoy: String,
}

impl Hasher {
    /// A hasher with a hash of nothing, for the work that unknown addresses cost.
    pub fn new() -> Hasher {
        Hasher { slots: Semaphore::new(AT_ONCE), decoy: hash(&secrets::new_token()) }
    }

    /// Hashes a password.
    pub async fn hash(&self, password: String) -> String {
        self.aside(move || hash(&password)).await
    }

    /// Whether a password fits a hash. Without a hash it fits nothing, after the same work, so that
    /// the time to answer does not tell which addresses exist.
    pub async fn verify(&self, password: String, expected: Option<String>) -> bool {
        let exists = expected.is_some();
        let expected = expected.unwrap_or_else(|| self.decoy.clone());
        self.aside(move || fits(&password, &expected)).await && exists
    }

    async fn aside<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> T {
        let _slot = self.slots.acquire().await.expect("the slots are never closed");
        spawn_blocking(work).await.expect("hashing does not panic")
    }
}

impl Default for Hasher {
    fn default() -> Hasher {
        Hasher::new()
    }
}

/// The hash of a password, in the text form that names its own parameters.
pub fn hash(password: &str) -> String {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, None).expect("the cost is within argon2's limits");
    let salt = SaltString::encode_b64(&secrets::random::<16>()).expect("a salt of 16 bytes is allowed");
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon.hash_password(password.as_bytes(), &salt).expect("a password fits into memory").to_string()
}

/// Whether a password fits a hash, by the parameters that the hash names.
fn fits(password: &str, expected: &str) -> bool {
    let Ok(expected) = PasswordHash::new(expected) else {
        return false;
    };
    Argon2::default().verify_password(password.as_bytes(), &expected).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[actix_web::test]
    async fn a_password_fits_its_own_hash_only() {
        let hasher = Hasher::new();
        let hash = hasher.hash("correct horse".to_owned()).await;
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(hasher.verify("correct horse".to_owned(), Some(hash.clone())).await);
        assert!(!hasher.verify("correct hors".to_owned(), Some(hash.clone())).await);
        assert_ne!(hasher.hash("correct horse".to_owned()).await, hash);
        assert!(!hasher.verify(String::new(), Some("damaged".to_owned())).await);
    }

    #[actix_web::test]
    async fn an_unknown_address_costs_the_same_work() {
        let hasher = Hasher::new();
        let cost = |phc: &str| {
            phc.rsplit_once('$').and_then(|(head, _)| head.rsplit_once('$')).map(|(cost, _)| cost.to_owned())
        };
        assert_eq!(cost(&hasher.decoy), cost(&hash("x")));
        assert!(!hasher.verify("anything".to_owned(), None).await);
    }
}
