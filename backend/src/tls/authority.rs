//! A private authority, made once and kept in the data directory: whoever trusts it trusts every
//! certificate that this portal shows, however often they change.

use super::provider;
use crate::secrets::{digest, hex};
use anyhow::{Context, Result, anyhow, bail};
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, PKCS_ECDSA_P256_SHA256, PublicKeyData,
};
use rustls::RootCertStore;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::sign::CertifiedKey;
use shared::{DAY, Millis};
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;
use time::OffsetDateTime;

/// The authority's certificate, in the data directory.
pub const CERTIFICATE_FILE: &str = "https-ca.pem";

/// The authority's key, in the data directory; for nobody else to read.
pub const KEY_FILE: &str = "https-ca-key.pem";

/// How long the authority lasts: longer than a development portal.
const AUTHORITY_DAYS: i64 = 3650;

/// How long a certificate lasts, and how long before its end it is replaced.
const LEAF_DAYS: i64 = 90;
const RENEW_DAYS: i64 = 30;

/// Clocks of clients may be behind.
const SLACK: Millis = DAY;

/// The names of this machine, which every certificate carries beside the chosen host.
const THIS_MACHINE: [&str; 3] = ["localhost", "127.0.0.1", "::1"];

/// The authority.
pub struct Authority {
    host: String,
    key: KeyPair,
    certificate: CertificateDer<'static>,
    file: PathBuf,
    /// When the last certificate it signed is to be replaced.
    due: AtomicI64,
}

impl Authority {
    /// The authority kept in a directory, made when there is none.
    pub fn open(dir: &Path, host: &str) -> Result<Authority> {
        // Clients that are told where it is may start anywhere.
        let dir = std::path::absolute(dir)?;
        let (file, key_file) = (dir.join(CERTIFICATE_FILE), dir.join(KEY_FILE));
        if !file.exists() && !key_file.exists() {
            make(&file, &key_file)?;
        }
        let pem = fs::read_to_string(&key_file).with_context(|| key_file.display().to_string())?;
        let key = KeyPair::from_pem(&pem).with_context(|| key_file.display().to_string())?;
        let certificate =
            CertificateDer::from_pem_file(&file).map_err(|error| anyhow!("{}: {error}", file.display()))?;
        let authority = Authority { host: host.to_owned(), key, certificate, file, due: AtomicI64::new(0) };
        Ok(authority)
    }

    /// Where its certificate lies.
    pub fn certificate(&self) -> &Path {
        &self.file
    }

    /// A new certificate when the last one ends soon.
    pub fn sign_when_due(&self, now: Millis) -> Result<Option<CertifiedKey>> {
        match now >= self.due.load(Ordering::Relaxed) {
            true => self.sign(now).map(Some),
            false => Ok(None),
        }
    }

    /// A new certificate for the host and this machine.
    pub fn sign(&self, now: Millis) -> Result<CertifiedKey> {
        let names: Vec<String> = [self.host.as_str()].into_iter().chain(THIS_MACHINE).map(str::to_owned).collect();
        let mut params = CertificateParams::new(names).with_context(|| format!("`{}` is no host name", self.host))?;
        params.distinguished_name = named(&self.host);
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        // Without it, strict clients refuse the chain.
        params.use_authority_key_identifier_extension = true;
        (params.not_before, params.not_after) = (instant(now - SLACK)?, instant(now + LEAF_DAYS * DAY)?);
        let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256)?;
        let issuer = authority_params(&self.key, now)?;
        let leaf = params.signed_by(&key, &Issuer::from_params(&issuer, &self.key))?.der().clone();
        self.check(&leaf, now)?;
        self.due.store(now + (LEAF_DAYS - RENEW_DAYS) * DAY, Ordering::Relaxed);
        let secret = PrivateKeyDer::try_from(key.serialize_der()).map_err(|error| anyhow!("{error}"))?;
        Ok(CertifiedKey::from_der(vec![leaf, self.certificate.clone()], secret, &provider())?)
    }

    /// Whether clients that trust the authority would trust this certificate.
    fn check(&self, leaf: &CertificateDer, now: Millis) -> Result<()> {
        let mut roots = RootCertStore::empty();
        let host = ServerName::try_from(self.host.clone())?;
        let at = UnixTime::since_unix_epoch(Duration::from_millis(now.max(0) as u64));
        let verified = roots.add(self.certificate.clone()).map_err(anyhow::Error::from).and_then(|()| {
            let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider()).build()?;
            Ok(verifier.verify_server_cert(leaf, &[], &host, &[], at)?)
        });
        match verified {
            Ok(_) => Ok(()),
            Err(error) => bail!(
                "{} and {KEY_FILE} beside it cannot sign certificates any more ({error}): remove both, and the \
                 next start makes new ones, which clients must be told to trust",
                self.file.display()
            ),
        }
    }
}

/// Makes a new authority. The key comes first: a certificate without one would be of no use.
fn make(file: &Path, key_file: &Path) -> Result<()> {
    let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256)?;
    let now = OffsetDateTime::now_utc().unix_timestamp() * 1000;
    let certificate = authority_params(&key, now)?.self_signed(&key)?;
    write(key_file, &key.serialize_pem(), 0o600)?;
    write(file, &certificate.pem(), 0o644)
}

/// The parameters of the authority's certificate; all but the dates follow from its key, so that
/// they can be made again to sign with.
fn authority_params(key: &KeyPair, now: Millis) -> Result<CertificateParams> {
    let mut params = CertificateParams::default();
    // Two authorities of one name would confuse clients that trust both.
    let print = hex(&digest(key.der_bytes())[..4]);
    params.distinguished_name = named(&format!("Portico development authority {print}"));
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    (params.not_before, params.not_after) = (instant(now - SLACK)?, instant(now + AUTHORITY_DAYS * DAY)?);
    Ok(params)
}

fn named(name: &str) -> DistinguishedName {
    let mut distinguished = DistinguishedName::new();
    distinguished.push(DnType::CommonName, name);
    distinguished
}

fn instant(ms: Millis) -> Result<OffsetDateTime> {
    Ok(OffsetDateTime::from_unix_timestamp(ms.div_euclid(1000))?)
}

fn write(file: &Path, text: &str, mode: u32) -> Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
    let written = options.open(file).and_then(|mut out| {
        out.write_all(text.as_bytes())?;
        out.sync_all()
    });
    written.with_context(|| format!("{} cannot be written", file.display()))
}
