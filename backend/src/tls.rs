//! TLS: which certificate connections are shown. Either the portal's own private authority signs one
//! for development, or it is read from files, whoever made them.
//!
//! Certificates come and go while connections stay: every handshake takes the current one, and
//! [`Certificates::renew`] replaces it in time.

mod authority;
mod files;
mod trust;

pub use authority::{CERTIFICATE_FILE, KEY_FILE};
pub use trust::advice;

use anyhow::{Context, Result};
use authority::Authority;
use files::Files;
use rustls::crypto::CryptoProvider;
use rustls::server::{ClientHello, ResolvesServerCert, ServerConfig};
use rustls::sign::CertifiedKey;
use shared::Millis;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use tokio_rustls::TlsAcceptor;

/// Where certificates come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Https {
    /// From the portal's own authority, for this host and this machine.
    Dev {
        /// A name such as `portico.localhost`.
        host: String,
    },
    /// From PEM files.
    Files {
        /// The certificate, and those that lead to its root.
        certificate: PathBuf,
        /// Its key.
        key: PathBuf,
    },
}

/// The certificate of a portal.
pub struct Certificates {
    source: Source,
    current: RwLock<Arc<CertifiedKey>>,
}

enum Source {
    Dev(Box<Authority>),
    Files(Files),
}

impl Certificates {
    /// The certificate that connections are shown from now on; `dir` keeps the authority.
    ///
    /// # Errors
    /// When a file is missing or is not what it should be, or a key belongs to another certificate.
    pub fn open(https: &Https, dir: &Path, now: Millis) -> Result<Certificates> {
        let (source, first) = match https {
            Https::Dev { host } => {
                let authority = Authority::open(dir, host)?;
                let first = authority.sign(now)?;
                (Source::Dev(Box::new(authority)), first)
            }
            Https::Files { certificate, key } => {
                let (files, first) = Files::open(certificate, key)?;
                (Source::Files(files), first)
            }
        };
        Ok(Certificates { source, current: RwLock::new(Arc::new(first)) })
    }

    /// Makes a new certificate when the old one ends soon, or reads the files again when they have
    /// changed; answers whether there is another one now.
    ///
    /// # Errors
    /// When that fails; the old one stays.
    pub fn renew(&self, now: Millis) -> Result<bool> {
        let next = match &self.source {
            Source::Dev(authority) => authority.sign_when_due(now)?,
            Source::Files(files) => files.read_when_changed()?,
        };
        let Some(next) = next else { return Ok(false) };
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(next);
        Ok(true)
    }

    /// Where the authority's certificate lies, for clients that must trust it.
    pub fn authority(&self) -> Option<&Path> {
        match &self.source {
            Source::Dev(authority) => Some(authority.certificate()),
            Source::Files(_) => None,
        }
    }

    /// What performs handshakes with the current certificate.
    ///
    /// # Errors
    /// When the cryptography that was built in can do neither TLS 1.2 nor 1.3.
    pub fn acceptor(self: &Arc<Certificates>) -> Result<TlsAcceptor> {
        let versions = ServerConfig::builder_with_provider(provider()).with_safe_default_protocol_versions();
        let builder = versions.context("TLS cannot be set up")?.with_no_client_auth();
        let mut config = builder.with_cert_resolver(self.clone());
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(TlsAcceptor::from(Arc::new(config)))
    }

    fn current(&self) -> Arc<CertifiedKey> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl ResolvesServerCert for Certificates {
    fn resolve(&self, _: ClientHello) -> Option<Arc<CertifiedKey>> {
        Some(self.current())
    }
}

impl std::fmt::Debug for Certificates {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Certificates").finish_non_exhaustive()
    }
}

/// The cryptography: the same library that seals secrets.
fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// In the middle of any certificate made today.
    fn now() -> Millis {
        crate::clock::Clock::default().now()
    }

    const DAY: Millis = 24 * 60 * 60 * 1000;

    fn dev(dir: &Path) -> Certificates {
        Certificates::open(&Https::Dev { host: "portico.localhost".to_owned() }, dir, now()).unwrap()
    }

    fn shown(certificates: &Certificates) -> Vec<u8> {
        certificates.current().cert[0].to_vec()
    }

    #[test]
    fn the_authority_is_made_once_and_its_key_is_private() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        dev(dir.path());
        let key = dir.path().join(KEY_FILE);
        let made = fs::read(&key).unwrap();
        assert_eq!(fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
        let again = dev(dir.path());
        assert_eq!(fs::read(&key).unwrap(), made);
        assert_eq!(again.authority(), Some(dir.path().join(CERTIFICATE_FILE).as_path()));
    }

    #[test]
    fn a_certificate_is_renewed_before_it_ends() {
        let dir = tempfile::tempdir().unwrap();
        let certificates = dev(dir.path());
        let first = shown(&certificates);
        assert!(!certificates.renew(now() + 30 * DAY).unwrap());
        assert_eq!(shown(&certificates), first);
        assert!(certificates.renew(now() + 80 * DAY).unwrap());
        assert_ne!(shown(&certificates), first);
        assert!(!certificates.renew(now() + 81 * DAY).unwrap());
    }

    #[test]
    fn an_authority_that_lost_its_other_half_says_so() {
        let dir = tempfile::tempdir().unwrap();
        dev(dir.path());
        let other = tempfile::tempdir().unwrap();
        dev(other.path());
        fs::copy(other.path().join(KEY_FILE), dir.path().join(KEY_FILE)).unwrap();
        let error = Certificates::open(&Https::Dev { host: "localhost".to_owned() }, dir.path(), now()).unwrap_err();
        assert!(format!("{error:#}").contains("remove both"), "{error:#}");
        fs::remove_file(dir.path().join(KEY_FILE)).unwrap();
        let error = Certificates::open(&Https::Dev { host: "localhost".to_owned() }, dir.path(), now()).unwrap_err();
        assert!(format!("{error:#}").contains(KEY_FILE), "{error:#}");
    }

    fn self_signed(dir: &Path) -> (PathBuf, PathBuf) {
        let made = rcgen::generate_simple_self_signed(["portal.example".to_owned()]).unwrap();
        let (certificate, key) = (dir.join("cert.pem"), dir.join("key.pem"));
        fs::write(&certificate, made.cert.pem()).unwrap();
        fs::write(&key, made.signing_key.serialize_pem()).unwrap();
        (certificate, key)
    }

    #[test]
    fn files_are_read_again_when_they_change() {
        let dir = tempfile::tempdir().unwrap();
        let (certificate, key) = self_signed(dir.path());
        let https = Https::Files { certificate: certificate.clone(), key: key.clone() };
        let certificates = Certificates::open(&https, dir.path(), now()).unwrap();
        let first = shown(&certificates);
        assert!(!certificates.renew(now()).unwrap());
        let old = fs::read(&certificate).unwrap();
        self_signed(dir.path());
        assert!(certificates.renew(now()).unwrap());
        let second = shown(&certificates);
        assert_ne!(second, first);
        // Half of a change leaves what was good, and is tried again.
        fs::write(&certificate, old).unwrap();
        assert!(certificates.renew(now()).is_err());
        assert_eq!(shown(&certificates), second);
        assert!(certificates.renew(now()).is_err());
    }

    #[test]
    fn files_that_do_not_do_are_named() {
        let dir = tempfile::tempdir().unwrap();
        let (certificate, key) = self_signed(dir.path());
        let other = tempfile::tempdir().unwrap();
        let (_, foreign_key) = self_signed(other.path());
        let missing = dir.path().join("nothing.pem");
        for (certificate, key, wanted) in [
            (&missing, &key, "nothing.pem"),
            (&certificate, &missing, "nothing.pem"),
            (&key, &key, "holds no certificate"),
            (&certificate, &certificate, "holds no private key"),
            (&certificate, &foreign_key, "do not belong together"),
        ] {
            let https = Https::Files { certificate: certificate.clone(), key: key.clone() };
            let error = Certificates::open(&https, dir.path(), now()).unwrap_err();
            assert!(format!("{error:#}").contains(wanted), "{wanted}: {error:#}");
        }
    }
}
