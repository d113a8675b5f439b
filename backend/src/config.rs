//! The command line and its environment variables, and what a portal is started with.

use crate::logging::filter;
use crate::origin::{Network, Origin, is_host};
use crate::tls::Https;
use clap::{Args, Parser, Subcommand};
use shared::limits::Limits;
use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

/// The whole command line. Every option is also an environment variable, named in its help.
#[derive(Debug, Parser)]
#[command(name = "portico", version, about = "A self-hosted portal that speaks the Bitrix24 REST protocol.", after_help = KEY_HELP)]
pub struct Cli {
    /// What the log tells, in the syntax of RUST_LOG: `info`, `warn`, `portico=debug`.
    #[arg(long, global = true, env = "PORTICO_LOG", value_name = "FILTER", default_value = "info", value_parser = filter)]
    pub log: String,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const KEY_HELP: &str = "PORTICO_KEY (64 hexadecimal digits) takes the place of the key file in the data directory; \
it is read from the environment only, so that it never shows in a list of processes.";

const CLOCK_HELP: &str = "POST /sandbox/clock with {\"advance_ms\": 86400000} moves the portal's clock forward, \
so that expiries, deliveries and limits can be tested without waiting; it answers {\"now_ms\": …}.";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Start the portal.
    Serve(Serve),
    /// Start a demo portal in a temporary directory that goes with the process.
    #[command(after_help = CLOCK_HELP)]
    Sandbox(Sandbox),
    /// Write everything the portal holds into a file, while it runs or not.
    Backup {
        /// File to write; an existing one is replaced once the new one is complete.
        #[arg(env = "PORTICO_FILE")]
        file: PathBuf,
        /// Where the data is.
        #[command(flatten)]
        place: Place,
    },
    /// Read a backup into an empty data directory.
    Restore {
        /// File that `portico backup` wrote.
        #[arg(env = "PORTICO_FILE")]
        file: PathBuf,
        /// Where the data is.
        #[command(flatten)]
        place: Place,
    },
    /// Check everything the portal holds, and report what is damaged.
    Check {
        /// Where the data is.
        #[command(flatten)]
        place: Place,
    },
}

/// Where a portal keeps its data.
#[derive(Args, Clone, Debug)]
pub struct Place {
    /// Data directory; made when it does not exist.
    #[arg(long, env = "PORTICO_DATA", value_name = "DIR", default_value = "portico-data")]
    pub data: PathBuf,
}

/// Options of `portico serve`.
#[derive(Args, Clone, Debug)]
pub struct Serve {
    #[command(flatten)]
    place: Place,
    /// Address and port to listen on; port 0 picks a free one. Without it, 127.0.0.1:8080, or
    /// 127.0.0.1:443 with https.
    #[arg(long, env = "PORTICO_LISTEN", value_name = "ADDR:PORT")]
    listen: Option<SocketAddr>,
    /// Address that people and integrations reach the portal by, `https://portal.example`; without
    /// it, the one each request was sent to.
    #[arg(long, env = "PORTICO_PUBLIC_URL", value_name = "URL")]
    public_url: Option<Origin>,
    /// Proxy whose forwarded headers are believed: an address or a block, any number of times
    /// (separated by commas in the variable).
    #[arg(long, env = "PORTICO_TRUSTED_PROXY", value_name = "CIDR", value_delimiter = ',')]
    trusted_proxy: Vec<Network>,
    /// Accept REST over plain http from other machines too.
    #[arg(long, env = "PORTICO_ALLOW_HTTP")]
    allow_http: bool,
    /// Fill an empty data directory with a small lively company and print how to sign in.
    #[arg(long, env = "PORTICO_DEMO")]
    demo: bool,
    #[command(flatten)]
    tls: Tls,
    #[command(flatten)]
    engine: Engine,
}

/// Options of `portico sandbox`.
#[derive(Args, Clone, Debug)]
pub struct Sandbox {
    /// Address and port to listen on; port 0 picks a free one.
    #[arg(long, env = "PORTICO_LISTEN", value_name = "ADDR:PORT", default_value = "127.0.0.1:0")]
    listen: SocketAddr,
    /// Deals in the demo company; everything else is in proportion.
    #[arg(long, env = "PORTICO_RECORDS", value_name = "N", default_value_t = DEMO_RECORDS)]
    records: u64,
    /// Seed: the same one makes the same company.
    #[arg(long, env = "PORTICO_SEED", value_name = "S", default_value_t = DEMO_SEED)]
    seed: u64,
    /// Print one line of JSON when the portal is ready: its address, people, passwords, webhooks.
    #[arg(long, env = "PORTICO_JSON")]
    pub json: bool,
    #[command(flatten)]
    tls: Tls,
    #[command(flatten)]
    engine: Engine,
}

/// Options about TLS.
#[derive(Args, Clone, Debug)]
struct Tls {
    /// Serve https for this host name, localhost, 127.0.0.1 and ::1, with certificates signed by a
    /// private authority that is made once and kept in the data directory; prints how to trust it.
    #[arg(long, env = "PORTICO_HTTPS_DEV", value_name = "HOST", value_parser = host_name, conflicts_with_all = ["https_cert", "https_key"])]
    https_dev: Option<String>,
    /// Serve https with the certificate in this PEM file, followed by those that lead to its root; read
    /// again when it changes.
    #[arg(long, env = "PORTICO_HTTPS_CERT", value_name = "FILE", requires = "https_key")]
    https_cert: Option<PathBuf>,
    /// The certificate's key, a PEM file.
    #[arg(long, env = "PORTICO_HTTPS_KEY", value_name = "FILE", requires = "https_cert")]
    https_key: Option<PathBuf>,
}

impl Tls {
    fn https(self) -> Option<Https> {
        match (self.https_dev, self.https_cert, self.https_key) {
            (Some(host), ..) => Some(Https::Dev { host }),
            (None, Some(certificate), Some(key)) => Some(Https::Files { certificate, key }),
            _ => None,
        }
    }
}

fn host_name(text: &str) -> Result<String, String> {
    match is_host(text) && !text.contains([':', '_']) {
        true => Ok(text.to_ascii_lowercase()),
        false => Err(format!("`{text}` is not a host name such as portico.localhost; --listen takes the port")),
    }
}

/// Options about resources.
#[derive(Args, Clone, Debug)]
struct Engine {
    /// How much integrations may ask: `off`, `standard` (2 requests a second, 50 at once, 480 seconds
    /// of operating time per method in ten minutes), `enterprise` (5, 250, 480), or these three
    /// numbers. Without it, what an administrator has chosen, else off.
    #[arg(long, env = "PORTICO_LIMITS", value_name = "off|standard|enterprise|RATE,BUCKET,SECONDS")]
    limits: Option<Limits>,
    /// Threads that answer requests; as many as there are cores when absent.
    #[arg(long, env = "PORTICO_WORKERS", value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    workers: Option<u16>,
    /// Memory for the store's cache, in MiB.
    #[arg(long, env = "PORTICO_CACHE", value_name = "MIB", default_value_t = 128, value_parser = clap::value_parser!(u64).range(16..=65536))]
    cache: u64,
}

const HTTP_PORT: u16 = 8080;
const HTTPS_PORT: u16 = 443;

/// Deals of a demo company.
pub const DEMO_RECORDS: u64 = 60;
/// Seed of a demo company.
pub const DEMO_SEED: u64 = 1;

/// What a portal is started with.
#[derive(Clone)]
pub struct Config {
    /// Data directory; `None` is a temporary one that goes with the portal.
    pub data: Option<PathBuf>,
    /// Address and port to listen on; port 0 picks a free one.
    pub listen: SocketAddr,
    /// Address that people are shown; `None` shows the request's own.
    pub public_url: Option<Origin>,
    /// Whose forwarded headers are believed.
    pub trusted_proxies: Vec<Network>,
    /// Whether REST accepts plain http from other machines.
    pub allow_http: bool,
    /// Serve https, with a certificate from there.
    pub https: Option<Https>,
    /// Fill an empty store with a demo company.
    pub demo: Option<Demo>,
    /// Whether anybody may move the clock, as in a sandbox.
    pub movable_clock: bool,
    /// Limits of REST that take the place of the portal's own.
    pub limits: Option<Limits>,
    /// Threads that answer requests.
    pub workers: usize,
    /// Memory for the store's cache, in bytes.
    pub cache_bytes: u64,
    /// Sealing key in place of the key file: 64 hexadecimal digits.
    pub key: Option<String>,
}

/// Which demo company to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Demo {
    /// Deals; everything else is in proportion.
    pub records: u64,
    /// The same seed makes the same company.
    pub seed: u64,
}

/// A portal in a temporary directory on a free port of this machine, one worker: what tests start.
impl Default for Config {
    fn default() -> Config {
        Config {
            data: None,
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            public_url: None,
            trusted_proxies: Vec::new(),
            allow_http: false,
            https: None,
            demo: None,
            movable_clock: false,
            limits: None,
            workers: 1,
            cache_bytes: 16 << 20,
            key: None,
        }
    }
}

/// Without the key: a configuration may end up in a log.
impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Config { data, listen, public_url, trusted_proxies, allow_http, .. } = self;
        let Config { https, demo, movable_clock, limits, workers, cache_bytes, key: _, .. } = self;
        f.debug_struct("Config")
            .field("data", data)
            .field("listen", listen)
            .field("public_url", public_url)
            .field("trusted_proxies", trusted_proxies)
            .field("allow_http", allow_http)
            .field("https", https)
            .field("demo", demo)
            .field("movable_clock", movable_clock)
            .field("limits", limits)
            .field("workers", workers)
            .field("cache_bytes", cache_bytes)
            .finish_non_exhaustive()
    }
}

impl From<Serve> for Config {
    fn from(serve: Serve) -> Config {
        let https = serve.tls.https();
        let port = if https.is_some() { HTTPS_PORT } else { HTTP_PORT };
        Config {
            data: Some(serve.place.data),
            listen: serve.listen.unwrap_or((Ipv4Addr::LOCALHOST, port).into()),
            https,
            public_url: serve.public_url,
            trusted_proxies: serve.trusted_proxy,
            allow_http: serve.allow_http,
            demo: serve.demo.then_some(Demo { records: DEMO_RECORDS, seed: DEMO_SEED }),
            ..Config::from(serve.engine)
        }
    }
}

impl From<Sandbox> for Config {
    fn from(sandbox: Sandbox) -> Config {
        Config {
            data: None,
            listen: sandbox.listen,
            https: sandbox.tls.https(),
            allow_http: true,
            demo: Some(Demo { records: sandbox.records, seed: sandbox.seed }),
            movable_clock: true,
            key: None,
            ..Config::from(sandbox.engine)
        }
    }
}

impl From<Engine> for Config {
    fn from(engine: Engine) -> Config {
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        Config {
            limits: engine.limits,
            workers: engine.workers.map_or_else(cores, usize::from),
            cache_bytes: engine.cache << 20,
            key: std::env::var("PORTICO_KEY").ok(),
            ..Config::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_holds_together() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_option_is_a_variable_and_has_help() {
        for command in Cli::command().get_subcommands() {
            for argument in command.get_arguments() {
                let name = format!("{} {}", command.get_name(), argument.get_id());
                let variable = argument.get_env().and_then(|variable| variable.to_str());
                assert!(variable.is_some_and(|variable| variable.starts_with("PORTICO_")), "{name}");
                assert!(argument.get_help().is_some(), "{name}");
            }
        }
    }

    #[test]
    fn a_filter_of_the_log_that_means_nothing_is_refused() {
        let read = |filter: &str| Cli::try_parse_from(["portico", "check", "--log", filter]).is_ok();
        assert!(read("warn") && read("info,portico=debug") && read("off"));
        assert!(!read("][") && !read("portico=loud"));
    }

    #[test]
    fn https_comes_from_one_place_and_has_its_port() {
        let read = |args: &[&str]| {
            let line = ["portico", "serve"].iter().chain(args);
            Cli::try_parse_from(line).map(|cli| match cli.command {
                Command::Serve(serve) => Config::from(serve),
                _ => panic!("another command"),
            })
        };
        let dev = read(&["--https-dev", "Portico.localhost"]).unwrap();
        assert_eq!(dev.https, Some(Https::Dev { host: "portico.localhost".to_owned() }));
        assert_eq!((dev.listen.port(), read(&[]).unwrap().listen.port()), (443, 8080));
        let files = read(&["--https-cert", "c", "--https-key", "k", "--listen", "0.0.0.0:8443"]).unwrap();
        assert_eq!(files.https, Some(Https::Files { certificate: "c".into(), key: "k".into() }));
        assert_eq!(files.listen.port(), 8443);
        for wrong in [
            &["--https-dev", "localhost:443"][..],
            &["--https-dev", "https://localhost"],
            &["--https-cert", "c"],
            &["--https-key", "k"],
            &["--https-dev", "localhost", "--https-cert", "c", "--https-key", "k"],
        ] {
            assert!(read(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn a_key_never_shows_in_a_configuration() {
        let config = Config { key: Some("5ec2e7".to_owned()), ..Config::default() };
        assert!(!format!("{config:?}").contains("5ec2e7"));
    }

    #[test]
    fn options_reach_the_configuration() {
        let line = [
            "portico",
            "serve",
            "--data",
            "d",
            "--listen",
            "0.0.0.0:1",
            "--public-url",
            "https://P.example/",
            "--trusted-proxy",
            "10.0.0.0/8",
            "--trusted-proxy",
            "::1",
            "--allow-http",
            "--demo",
            "--workers",
            "3",
            "--limits",
            "5,60,7",
        ];
        let Command::Serve(serve) = Cli::parse_from(line).command else { panic!("another command") };
        let config = Config::from(serve);
        assert_eq!(config.public_url.map(|origin| origin.to_string()).as_deref(), Some("https://p.example"));
        assert_eq!((config.data, config.listen.port()), (Some(PathBuf::from("d")), 1));
        assert_eq!((config.trusted_proxies.len(), config.allow_http, config.workers), (2, true, 3));
        assert_eq!(config.demo, Some(Demo { records: DEMO_RECORDS, seed: DEMO_SEED }));
        assert_eq!(config.limits.map(|limits| limits.to_string()).as_deref(), Some("5,60,7"));
    }
}
