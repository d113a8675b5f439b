//! Where a request came from and which address it was sent to, with and without a proxy in front.
//!
//! Forwarded headers count only when the connection itself comes from a trusted proxy: anybody
//! else could write what they like into them.

use crate::config::Config;
use actix_web::HttpRequest;
use actix_web::http::header;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

/// Scheme and host of a portal's address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// `http` or `https`.
    pub scheme: &'static str,
    /// Host, with the port where it is not the scheme's own.
    pub host: String,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.scheme, self.host)
    }
}

impl FromStr for Origin {
    type Err = String;

    /// Reads `https://portal.example` or `http://portal.example:8080`, with or without a last slash.
    fn from_str(text: &str) -> Result<Origin, String> {
        let wrong = || format!("`{text}` is not an address such as https://portal.example");
        let (scheme, rest) = text.split_once("://").ok_or_else(wrong)?;
        let scheme = known_scheme(scheme).ok_or_else(wrong)?;
        let host = rest.strip_suffix('/').unwrap_or(rest);
        if !is_host(host) {
            return Err(wrong());
        }
        let host = host.to_ascii_lowercase();
        let own_port = if scheme == "https" { ":443" } else { ":80" };
        let host = host.strip_suffix(own_port).map(str::to_owned).unwrap_or(host);
        Ok(Origin { scheme, host })
    }
}

/// The origin that this request was sent to, as its sender sees it.
pub fn origin_of(request: &HttpRequest, config: &Config) -> Origin {
    let trusted = is_trusted(peer(request), config);
    let forwarded = |name: &str| {
        if trusted { first_value(request, name) } else { None }
    };
    let own = if config.https.is_some() { "https" } else { "http" };
    let scheme = forwarded("x-forwarded-proto").and_then(known_scheme).unwrap_or(own);
    let host = forwarded("x-forwarded-host").or_else(|| first_value(request, header::HOST.as_str()));
    let host = host.or_else(|| request.uri().authority().map(|authority| authority.as_str()));
    let host = host.filter(|host| is_host(host)).map(str::to_ascii_lowercase);
    Origin { scheme, host: host.unwrap_or_else(|| config.listen.to_string()) }
}

/// The address that people are shown: the configured one, else the request's own.
pub fn shown_origin(request: &HttpRequest, config: &Config) -> Origin {
    config.public_url.clone().unwrap_or_else(|| origin_of(request, config))
}

/// The address of whoever sent the request: the connection's own, or, behind trusted proxies, the
/// nearest one that is not itself a trusted proxy.
pub fn client_address(request: &HttpRequest, config: &Config) -> IpAddr {
    let peer = peer(request);
    if !is_trusted(peer, config) {
        return peer;
    }
    let hops = request.headers().get_all("x-forwarded-for").filter_map(|value| value.to_str().ok());
    let hops: Vec<IpAddr> = hops.flat_map(|line| line.split(',')).filter_map(|hop| hop.trim().parse().ok()).collect();
    hops.into_iter().rev().find(|hop| !is_trusted(*hop, config)).unwrap_or(peer)
}

/// Whether the request comes from this machine. What a trusted proxy on this machine passes on does
/// not, unless the proxy says so.
pub fn is_loopback(request: &HttpRequest, config: &Config) -> bool {
    let says = |name| request.headers().contains_key(name);
    let passed_on = ["x-forwarded-for", "x-forwarded-proto", "x-forwarded-host"].into_iter().any(says);
    match passed_on && is_trusted(peer(request), config) {
        true => says("x-forwarded-for") && client_address(request, config).is_loopback(),
        false => peer(request).is_loopback(),
    }
}

/// A block of addresses: `10.0.0.0/8`, `fd00::/8`, or a single address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    address: u128,
    mask: u128,
}

impl Network {
    /// Whether the address lies in the block.
    pub fn contains(&self, address: IpAddr) -> bool {
        bits(address) & self.mask == self.address
    }
}

/// As it is compared: `10.1.2.3/8` is `10.0.0.0/8`, and a block of one address is the address.
impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (address, length) = (Ipv6Addr::from_bits(self.address), self.mask.count_ones());
        match address.to_ipv4_mapped().filter(|_| length >= 96) {
            Some(address) => write!(f, "{address}")?,
            None => write!(f, "{address}")?,
        }
        match (address.to_ipv4_mapped(), length) {
            (_, 128) => Ok(()),
            (Some(_), 96..) => write!(f, "/{}", length - 96),
            _ => write!(f, "/{length}"),
        }
    }
}

impl FromStr for Network {
    type Err = String;

    fn from_str(text: &str) -> Result<Network, String> {
        let wrong = || format!("`{text}` is not an address or a block such as 10.0.0.0/8");
        let (address, length) = match text.split_once('/') {
            Some((address, length)) => (address, Some(length)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().map_err(|_| wrong())?;
        let widest = if address.is_ipv4() { 32 } else { 128 };
        if length.is_some_and(|length| !length.bytes().all(|digit| digit.is_ascii_digit())) {
            return Err(wrong());
        }
        let length: u32 = length.map_or(Ok(widest), str::parse).map_err(|_| wrong())?;
        if length > widest {
            return Err(wrong());
        }
        let mask = u128::MAX.checked_shl(widest - length).unwrap_or(0);
        Ok(Network { address: bits(address) & mask, mask })
    }
}

/// One form for both families: IPv4 addresses as their IPv6 mapping, which is how a socket that
/// listens on both families reports them.
fn bits(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => address.to_ipv6_mapped().to_bits(),
        IpAddr::V6(address) => address.to_bits(),
    }
}

fn peer(request: &HttpRequest) -> IpAddr {
    match request.peer_addr().map(|peer| peer.ip()) {
        Some(IpAddr::V6(address)) => address.to_ipv4_mapped().map_or(IpAddr::V6(address), IpAddr::V4),
        Some(address) => address,
        // Only requests that never were on a wire have no peer; they are nobody's.
        None => IpAddr::V4(Ipv4Addr::UNSPECIFIED),
    }
}

fn is_trusted(address: IpAddr, config: &Config) -> bool {
    config.trusted_proxies.iter().any(|network| network.contains(address))
}

fn first_value<'a>(request: &'a HttpRequest, name: &str) -> Option<&'a str> {
    let value = request.headers().get(name)?.to_str().ok()?;
    value.split(',').next().map(str::trim).filter(|value| !value.is_empty())
}

fn known_scheme(scheme: &str) -> Option<&'static str> {
    ["http", "https"].into_iter().find(|known| known.eq_ignore_ascii_case(scheme))
}

/// Whether a text can stand between `://` and the first `/`: it ends up in addresses that we show.
pub fn is_host(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.parse::<u16>().is_ok() => name,
        _ => host,
    };
    match name.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
        Some(address) => address.parse::<Ipv6Addr>().is_ok(),
        None => !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tls::Https;
    use actix_web::test::TestRequest;

    fn config(trusted: &str) -> Config {
        Config { trusted_proxies: vec![trusted.parse().unwrap()], ..Config::default() }
    }

    fn request(peer: &str) -> HttpRequest {
        TestRequest::default()
            .peer_addr(format!("{peer}:4000").parse().unwrap())
            .insert_header(("host", "inner:8080"))
            .insert_header(("x-forwarded-proto", "https"))
            .insert_header(("x-forwarded-host", "portal.example"))
            .insert_header(("x-forwarded-for", "203.0.113.9, 198.51.100.7, 10.0.0.3"))
            .to_http_request()
    }

    #[test]
    fn forwarded_headers_count_from_trusted_proxies_only() {
        let (proxied, config) = (request("10.0.0.2"), config("10.0.0.0/8"));
        assert_eq!(origin_of(&proxied, &config).to_string(), "https://portal.example");
        assert_eq!(client_address(&proxied, &config).to_string(), "198.51.100.7");
        let direct = request("192.0.2.1");
        assert_eq!(origin_of(&direct, &config).to_string(), "http://inner:8080");
        assert_eq!(client_address(&direct, &config).to_string(), "192.0.2.1");
    }

    #[test]
    fn our_own_tls_counts_unless_a_trusted_proxy_says_otherwise() {
        let https = Some(Https::Dev { host: "inner".to_owned() });
        let direct = request("192.0.2.1");
        assert_eq!(origin_of(&direct, &Config { https: https.clone(), ..config("10.0.0.0/8") }).scheme, "https");
        let plain = TestRequest::default()
            .peer_addr("10.0.0.2:4000".parse().unwrap())
            .insert_header(("x-forwarded-proto", "http"))
            .to_http_request();
        assert_eq!(origin_of(&plain, &Config { https, ..config("10.0.0.0/8") }).scheme, "http");
    }

    /// Names and values of headers.
    type Headers = [(&'static str, &'static str)];

    #[test]
    fn this_machine_is_not_what_its_proxy_passes_on() {
        let cases: [(&str, &str, &Headers, bool); 6] = [
            ("10.0.0.1", "127.0.0.1", &[], true),
            ("10.0.0.1", "192.0.2.1", &[], false),
            ("127.0.0.1", "127.0.0.1", &[], true),
            ("127.0.0.1", "127.0.0.1", &[("x-forwarded-proto", "http")], false),
            ("127.0.0.1", "127.0.0.1", &[("x-forwarded-for", "203.0.113.9")], false),
            ("10.0.0.1", "127.0.0.1", &[("x-forwarded-for", "203.0.113.9")], true),
        ];
        for (trusted, peer, headers, wanted) in cases {
            let mut request = TestRequest::default().peer_addr(format!("{peer}:4000").parse().unwrap());
            for header in headers {
                request = request.insert_header(*header);
            }
            assert_eq!(
                is_loopback(&request.to_http_request(), &config(trusted)),
                wanted,
                "{trusted} {peer} {headers:?}"
            );
        }
    }

    #[test]
    fn addresses_are_read_and_normalised() {
        let cases = [
            ("https://Portal.example/", Some("https://portal.example")),
            ("https://portal.example:443", Some("https://portal.example")),
            ("http://[::1]:8080", Some("http://[::1]:8080")),
            ("https://portal.example/path", None),
            ("ftp://portal.example", None),
            ("https://a@b", None),
            ("portal.example", None),
        ];
        for (text, wanted) in cases {
            assert_eq!(text.parse::<Origin>().ok().map(|origin| origin.to_string()).as_deref(), wanted, "{text}");
        }
    }

    #[test]
    fn networks_hold_their_addresses() {
        let cases = [
            ("10.0.0.0/8", "10.1.2.3", true),
            ("10.0.0.0/8", "11.0.0.1", false),
            ("10.0.0.0/8", "::ffff:10.0.0.1", true),
            ("127.0.0.1", "127.0.0.2", false),
            ("fd00::/8", "fd12::1", true),
            ("0.0.0.0/0", "203.0.113.1", true),
            ("::/0", "203.0.113.1", true),
        ];
        for (network, address, wanted) in cases {
            let network: Network = network.parse().unwrap();
            assert_eq!(network.contains(address.parse().unwrap()), wanted, "{network:?} {address}");
        }
        for wrong in
            ["", "10.0.0.0/33", "x", "10.0.0.0/", "10.0.0.0/+8", "10.0.0.0/8/8", "10.0.0", "::/129", "fe80::1%1"]
        {
            assert!(wrong.parse::<Network>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn networks_are_written_as_they_are_compared() {
        let cases = [
            ("10.1.2.3/8", "10.0.0.0/8"),
            ("203.0.113.7", "203.0.113.7"),
            ("203.0.113.7/32", "203.0.113.7"),
            ("0.0.0.0/0", "0.0.0.0/0"),
            ("::ffff:10.0.0.1", "10.0.0.1"),
            ("FD00::1/8", "fd00::/8"),
            ("2001:db8::1/128", "2001:db8::1"),
            ("::/0", "::/0"),
        ];
        for (text, wanted) in cases {
            let network: Network = text.parse().unwrap();
            assert_eq!(network.to_string(), wanted);
            assert_eq!(wanted.parse::<Network>().unwrap(), network);
        }
    }
}
