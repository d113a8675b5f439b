//! Where the portal may send events. Whoever may enter an address could otherwise make the portal speak to what
//! only the portal can reach: itself, the machines around it, the metadata service of a cloud.
//!
//! An address is looked at three times: as a text ([`Guard::read`]), when its name has been resolved
//! ([`Guard::admit`], whose answer is the only thing that is ever connected to, so that a name that is resolved
//! once more and then means something else gains nothing), and again for every delivery.

mod inside;

use crate::origin::Network;
use shared::delivery::Problem;
use shared::fault::{Fault, handler};
use std::net::{IpAddr, SocketAddr};
use url::{Host, Url};

/// Most characters of an address.
pub const LENGTH_MAX: usize = 2000;

/// Ports below 1024 that web servers listen on; on others live protocols that can be spoken to by accident.
const WEB_PORTS: [u16; 4] = [80, 443, 591, 832];

/// What administrators allow besides the public internet.
#[derive(Clone, Debug, Default)]
pub struct Guard {
    allowed: Vec<Allowed>,
}

#[derive(Clone, Debug)]
enum Allowed {
    /// `erp.internal`
    Host(String),
    /// `*.internal`, kept as `.internal`
    Below(String),
    /// `10.0.0.0/8`
    Network(Network),
}

/// An address that may be resolved.
#[derive(Clone, Debug)]
pub struct Target {
    /// The address as it is sent to, without a fragment.
    pub url: Url,
    /// The name or the literal address in it; IPv6 without brackets.
    pub host: String,
    /// The port, given or the scheme's.
    pub port: u16,
    /// The literal address, if it is one.
    pub literal: Option<IpAddr>,
    trusted: bool,
}

/// Why an address is not sent to.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// What is wrong.
    pub fault: &'static Fault,
    /// What it is about: a host, a port; empty where the fault says all.
    pub detail: String,
}

impl Refusal {
    /// As a delivery keeps it.
    pub fn problem(&self) -> Problem {
        Problem::new(self.fault, self.detail.as_str())
    }
}

impl Guard {
    /// A guard that allows what the entries name: host names (`erp.internal`, `*.internal`), addresses and blocks of
    /// them. An entry that is none of these allows nothing.
    pub fn new<'a>(entries: impl IntoIterator<Item = &'a str>) -> Guard {
        let allowed = entries.into_iter().filter_map(|entry| {
            let entry = entry.trim().to_ascii_lowercase();
            match (entry.parse(), entry.strip_prefix('*')) {
                (Ok(network), _) => Some(Allowed::Network(network)),
                (_, Some(domain)) if domain.len() > 1 && domain.starts_with('.') => {
                    Some(Allowed::Below(domain.to_owned()))
                }
                (_, None) if !entry.is_empty() => Some(Allowed::Host(entry)),
                _ => None,
            }
        });
        Guard { allowed: allowed.collect() }
    }

    /// Reads an address. A name in it is not resolved yet.
    ///
    /// # Errors
    /// What is wrong with it, by one of the rows of [`handler`].
    pub fn read(&self, address: &str) -> Result<Target, Refusal> {
        if address.chars().count() > LENGTH_MAX {
            return refuse(handler::ADDRESS_TOO_LONG, "");
        }
        // The parser would forgive all of these, and other readers of the same address would not read the same.
        if address.chars().any(|c| c.is_control() || c.is_whitespace() || c == '\\') {
            return refuse(handler::ADDRESS_CHARACTERS, "");
        }
        let malformed = |_| Refusal { fault: handler::ADDRESS_MALFORMED, detail: String::new() };
        let mut url = Url::parse(address).map_err(malformed)?;
        if !matches!(url.scheme(), "http" | "https") {
            return refuse(handler::ADDRESS_MALFORMED, "");
        }
        if !url.username().is_empty() || url.password().is_some() || authority(address).contains('@') {
            return refuse(handler::ADDRESS_USER, "");
        }
        url.set_fragment(None);
        let (host, literal) = match url.host() {
            Some(Host::Domain(name)) => (name.trim_end_matches('.').to_owned(), None),
            Some(Host::Ipv4(address)) => (address.to_string(), Some(IpAddr::V4(address))),
            Some(Host::Ipv6(address)) => (address.to_string(), Some(IpAddr::V6(address))),
            None => return refuse(handler::ADDRESS_MALFORMED, ""),
        };
        if host.is_empty() {
            return refuse(handler::ADDRESS_MALFORMED, "");
        }
        let trusted = self.names(&host) || literal.is_some_and(|address| self.covers(address));
        let port = url.port_or_known_default().unwrap_or_default();
        let target = Target { url, host, port, literal, trusted };
        self.judge(&target)?;
        Ok(target)
    }

    fn judge(&self, target: &Target) -> Result<(), Refusal> {
        let inside = match target.literal {
            Some(address) => inside::is_inside(address),
            None => inside::is_local_name(&target.host),
        };
        if inside && !target.trusted {
            return refuse(handler::ADDRESS_INTERNAL, &target.host);
        }
        // A name may still turn out to be of an allowed network; then its traffic stays inside.
        let may_be_plain = target.trusted || (target.literal.is_none() && self.any_network());
        if target.url.scheme() != "https" && !may_be_plain {
            return refuse(handler::ADDRESS_SCHEME, "");
        }
        if target.port == 0 || (target.port < 1024 && !WEB_PORTS.contains(&target.port) && !target.trusted) {
            return refuse(handler::ADDRESS_PORT, &target.port.to_string());
        }
        Ok(())
    }

    /// What may be connected to, of the addresses that a target's name has been resolved to. One address inside is
    /// enough to refuse all: a name that is partly inside is there to get in.
    ///
    /// # Errors
    /// As [`Guard::read`].
    pub fn admit(&self, target: &Target, resolved: &[IpAddr]) -> Result<Vec<SocketAddr>, Refusal> {
        if resolved.is_empty() {
            return refuse(handler::ADDRESS_UNRESOLVED, &target.host);
        }
        let host_is_named = self.names(&target.host);
        let trusted = |address: &IpAddr| host_is_named || self.covers(*address);
        if resolved.iter().any(|address| inside::is_inside(*address) && !trusted(address)) {
            // Where the name leads is for those who know the network to say.
            return refuse(handler::ADDRESS_INTERNAL, &target.host);
        }
        if target.url.scheme() != "https" && !resolved.iter().all(trusted) {
            return refuse(handler::ADDRESS_SCHEME, "");
        }
        Ok(resolved.iter().map(|address| SocketAddr::new(*address, target.port)).collect())
    }

    fn names(&self, host: &str) -> bool {
        self.allowed.iter().any(|allowed| match allowed {
            Allowed::Host(name) => name == host,
            Allowed::Below(domain) => host.len() > domain.len() && host.ends_with(domain.as_str()),
            Allowed::Network(_) => false,
        })
    }

    fn covers(&self, address: IpAddr) -> bool {
        // `::ffff:10.0.0.1` and `10.0.0.1` are the same place; a network knows both as one.
        let networks = self.allowed.iter().filter_map(|allowed| match allowed {
            Allowed::Network(network) => Some(network),
            _ => None,
        });
        networks.into_iter().any(|network| network.contains(address))
    }

    fn any_network(&self) -> bool {
        self.allowed.iter().any(|allowed| matches!(allowed, Allowed::Network(_)))
    }
}

/// What stands between the scheme and the path, as it was written.
fn authority(address: &str) -> &str {
    let rest = address.split_once(':').map_or(address, |(_, rest)| rest).trim_start_matches('/');
    rest.split(['/', '?', '#']).next().unwrap_or_default()
}

fn refuse<T>(fault: &'static Fault, detail: &str) -> Result<T, Refusal> {
    Err(Refusal { fault, detail: detail.to_owned() })
}

#[cfg(test)]
mod tests;
