//! A certificate and its key in PEM files, as every authority hands them out. Renewed files are
//! noticed.

use super::provider;
use anyhow::{Result, anyhow, bail};
use rustls::pki_types::pem::{self, PemObject};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::CertifiedKey;
use rustls::{Error, InconsistentKeys};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

/// The files.
pub struct Files {
    certificate: PathBuf,
    key: PathBuf,
    read: Mutex<Seen>,
}

/// When the files were written, and how long they were.
type Seen = [Option<(SystemTime, u64)>; 2];

impl Files {
    /// The files and what is in them.
    pub fn open(certificate: &Path, key: &Path) -> Result<(Files, CertifiedKey)> {
        let seen = look(certificate, key);
        let first = read(certificate, key)?;
        let files = Files { certificate: certificate.to_owned(), key: key.to_owned(), read: Mutex::new(seen) };
        Ok((files, first))
    }

    /// What is in them, when they are others than those that were read last. Files that do not do
    /// are looked at again the next time.
    pub fn read_when_changed(&self) -> Result<Option<CertifiedKey>> {
        let seen = look(&self.certificate, &self.key);
        let mut last = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if *last == seen {
            return Ok(None);
        }
        let next = read(&self.certificate, &self.key)?;
        *last = seen;
        Ok(Some(next))
    }
}

fn look(certificate: &Path, key: &Path) -> Seen {
    [certificate, key].map(|file| {
        let about = fs::metadata(file).ok()?;
        Some((about.modified().ok()?, about.len()))
    })
}

fn read(certificate: &Path, key: &Path) -> Result<CertifiedKey> {
    let unreadable = |file: &Path, error: pem::Error| anyhow!("{}: {error}", file.display());
    let chain: Result<Vec<_>, _> = CertificateDer::pem_file_iter(certificate).and_then(Iterator::collect);
    let chain = chain.map_err(|error| unreadable(certificate, error))?;
    if chain.is_empty() {
        bail!("{} holds no certificate in PEM", certificate.display());
    }
    let secret = PrivateKeyDer::from_pem_file(key).map_err(|error| match error {
        pem::Error::NoItemsFound => anyhow!("{} holds no private key in PEM", key.display()),
        error => unreadable(key, error),
    })?;
    CertifiedKey::from_der(chain, secret, &provider()).map_err(|error| match error {
        Error::InconsistentKeys(InconsistentKeys::KeyMismatch) => {
            anyhow!("{} and {} do not belong together", certificate.display(), key.display())
        }
        error => anyhow!("{} and {} cannot be used: {error}", certificate.display(), key.display()),
    })
}
