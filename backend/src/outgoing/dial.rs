//! Connecting to a handler: its name is resolved, what it leads to is looked at by the guard, and only what the
//! guard admits is connected to.

use super::guard::{Guard, Target};
use futures_util::future::BoxFuture;
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, RootCertStore};
use shared::delivery::Problem;
use shared::fault::handler;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

/// How long one of a name's addresses is tried before the next one is.
const ONE_ADDRESS: Duration = Duration::from_secs(4);

/// Finds the addresses of a name.
pub type Resolve = Arc<dyn Fn(String, u16) -> BoxFuture<'static, io::Result<Vec<IpAddr>>> + Send + Sync>;

/// A connection to a handler.
pub trait Line: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Line for T {}

/// What it takes to connect.
#[derive(Clone)]
pub struct Dialler {
    /// Where to.
    pub guard: Guard,
    resolve: Resolve,
    tls: TlsConnector,
}

/// How far connecting came, and how long each step took.
#[derive(Clone, Debug, Default)]
pub struct Steps {
    /// Finding the addresses.
    pub dns: Option<Duration>,
    /// The addresses.
    pub addresses: Vec<IpAddr>,
    /// Connecting to one of them.
    pub connect: Option<Duration>,
    /// Agreeing on TLS, where the address asks for it.
    pub tls: Option<Duration>,
}

/// Names as the machine knows them.
pub fn system() -> Resolve {
    Arc::new(|host, port| {
        Box::pin(async move {
            let found = lookup_host((host, port)).await?;
            Ok(found.map(|address| address.ip()).collect())
        })
    })
}

/// TLS as handlers are trusted: by the authorities of this machine or, where it has none, by those that browsers trust.
///
/// # Errors
/// When the cryptography has no version of TLS, which cannot be.
pub fn trust() -> Result<ClientConfig, rustls::Error> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if roots.is_empty() {
        roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    Ok(config.with_root_certificates(roots).with_no_client_auth())
}

impl Dialler {
    /// A dialler that goes where the guard lets it.
    pub fn new(guard: Guard, resolve: Resolve, tls: Arc<ClientConfig>) -> Dialler {
        Dialler { guard, resolve, tls: TlsConnector::from(tls) }
    }

    /// Connects to a target, and notes in `steps` how far it came.
    ///
    /// # Errors
    /// What is wrong with the address or the connection.
    pub async fn dial(&self, target: &Target, steps: &mut Steps) -> Result<Box<dyn Line>, Problem> {
        let began = Instant::now();
        let resolved = match target.literal {
            Some(address) => vec![address],
            None => {
                let found = (self.resolve)(target.host.clone(), target.port).await;
                // What a resolver says of a name that is not there differs from machine to machine.
                let mut found = found.unwrap_or_default();
                let mut seen = std::collections::HashSet::new();
                found.retain(|address| seen.insert(*address));
                found
            }
        };
        steps.dns = Some(began.elapsed());
        steps.addresses.clone_from(&resolved);
        let admitted = self.guard.admit(target, &resolved).map_err(|refusal| refusal.problem())?;
        let began = Instant::now();
        let line = connect(&admitted).await?;
        steps.connect = Some(began.elapsed());
        if target.url.scheme() != "https" {
            return Ok(Box::new(line));
        }
        let began = Instant::now();
        let name = match target.literal {
            Some(address) => ServerName::from(address),
            None => ServerName::try_from(target.host.clone()).map_err(|error| secured(&error))?,
        };
        let line = self.tls.connect(name, line).await.map_err(|error| secured(&error))?;
        steps.tls = Some(began.elapsed());
        Ok(Box::new(line))
    }
}

async fn connect(admitted: &[SocketAddr]) -> Result<TcpStream, Problem> {
    let mut why = String::new();
    for address in admitted {
        match timeout(ONE_ADDRESS, TcpStream::connect(address)).await {
            Ok(Ok(line)) => {
                // Requests are short and answers are waited for.
                let _ = line.set_nodelay(true);
                return Ok(line);
            }
            Ok(Err(error)) => why = worded(&error),
            Err(_) => why = "no answer".to_owned(),
        }
    }
    Err(Problem::new(handler::UNREACHABLE, why))
}

/// An error of a connection without the number of the operating system.
pub fn worded(error: &io::Error) -> String {
    match error.raw_os_error() {
        Some(_) => error.kind().to_string(),
        None => error.to_string(),
    }
}

fn secured(error: &dyn std::error::Error) -> Problem {
    Problem::new(handler::TLS, error.to_string())
}
