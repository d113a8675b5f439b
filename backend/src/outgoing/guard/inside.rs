//! Which addresses are not of the public internet: the registries' special-purpose blocks (RFC 6890 and later), and
//! what of them hides an IPv4 address in an IPv6 one.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// IPv4 blocks, as address and length.
#[rustfmt::skip] // One block a line, as the table it is.
const BLOCKS_4: &[([u8; 4], u32)] = &[
    ([0, 0, 0, 0], 8),          // this network
    ([10, 0, 0, 0], 8),         // private
    ([100, 64, 0, 0], 10),      // carriers' address translation; metadata of some clouds
    ([127, 0, 0, 0], 8),        // loopback
    ([168, 63, 129, 16], 32),   // a cloud's own service, at a public address
    ([169, 254, 0, 0], 16),     // link-local; metadata of most clouds
    ([172, 16, 0, 0], 12),      // private
    ([192, 0, 0, 0], 24),       // protocol assignments; metadata of one cloud
    ([192, 0, 2, 0], 24),       // documentation
    ([192, 88, 99, 0], 24),     // relays of 6to4
    ([192, 168, 0, 0], 16),     // private
    ([198, 18, 0, 0], 15),      // benchmarks
    ([198, 51, 100, 0], 24),    // documentation
    ([203, 0, 113, 0], 24),     // documentation
    ([224, 0, 0, 0], 4),        // multicast
    ([240, 0, 0, 0], 4),        // reserved, broadcast
];

/// IPv6 blocks, as the first four groups and a length.
#[rustfmt::skip] // One block a line, as the table it is.
const BLOCKS_6: &[([u16; 4], u32)] = &[
    ([0x0064, 0xff9b, 0x0001, 0], 48),  // local translation to IPv4
    ([0x0100, 0, 0, 0], 64),            // discarded
    ([0x2001, 0, 0, 0], 23),            // protocol assignments, Teredo
    ([0x2001, 0x0db8, 0, 0], 32),       // documentation
    ([0x3fff, 0, 0, 0], 20),            // documentation
    ([0x5f00, 0, 0, 0], 16),            // segment routing
    ([0xfc00, 0, 0, 0], 7),             // unique local; metadata of one cloud
    ([0xfe80, 0, 0, 0], 10),            // link-local
    ([0xfec0, 0, 0, 0], 10),            // site-local
    ([0xff00, 0, 0, 0], 8),             // multicast
];

/// Names that stand for the machine itself or for what is near it, whatever a resolver says.
const LOCAL_NAMES: &[&str] = &["localhost", "localdomain", "local", "internal", "home.arpa"];

/// Whether an address is not of the public internet.
pub fn is_inside(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_inside_4(address),
        IpAddr::V6(address) => is_inside_6(address),
    }
}

/// Whether a name is one that no public server has.
pub fn is_local_name(name: &str) -> bool {
    let of = |local: &str| name.strip_suffix(local).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    // A name without a dot is looked for in the search domains of the machine.
    !name.contains('.') || LOCAL_NAMES.iter().any(|local| of(local))
}

fn is_inside_4(address: Ipv4Addr) -> bool {
    let within = |(block, length): &([u8; 4], u32)| {
        let mask = u32::MAX.checked_shl(32 - length).unwrap_or(0);
        address.to_bits() & mask == u32::from_be_bytes(*block)
    };
    BLOCKS_4.iter().any(within)
}

fn is_inside_6(address: Ipv6Addr) -> bool {
    let within = |([a, b, c, d], length): &([u16; 4], u32)| {
        let block = Ipv6Addr::new(*a, *b, *c, *d, 0, 0, 0, 0).to_bits();
        let mask = u128::MAX.checked_shl(128 - length).unwrap_or(0);
        address.to_bits() & mask == block
    };
    hidden(address).is_some_and(is_inside_4) || is_near_zero(address) || BLOCKS_6.iter().any(within)
}

/// The unspecified address, loopback, and the old form of IPv4 in IPv6.
fn is_near_zero(address: Ipv6Addr) -> bool {
    address.segments()[..6].iter().all(|group| *group == 0)
}

/// The IPv4 address that packets to this one end at: mapped, translated (`64:ff9b::/96`) or 6to4.
fn hidden(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let [a, b, c, _, _, f, g, h] = address.segments();
    let last = Ipv4Addr::from_bits(u32::from(g) << 16 | u32::from(h));
    match (a, b) {
        (0, 0) if address.to_ipv4_mapped().is_some() || f == 0 => Some(last),
        (0x64, 0xff9b) if c == 0 => Some(last),
        (0x2002, _) => Some(Ipv4Addr::from_bits(u32::from(b) << 16 | u32::from(c))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_end_where_they_should() {
        #[rustfmt::skip] // Pairs of neighbours.
        let cases = [
            ("9.255.255.255", false), ("10.0.0.0", true), ("10.255.255.255", true), ("11.0.0.0", false),
            ("100.63.255.255", false), ("100.64.0.0", true), ("100.127.255.255", true), ("100.128.0.0", false),
            ("172.15.255.255", false), ("172.16.0.0", true), ("172.31.255.255", true), ("172.32.0.0", false),
            ("192.167.255.255", false), ("192.168.0.0", true), ("192.169.0.0", false), ("223.255.255.255", false),
            ("224.0.0.0", true), ("255.255.255.255", true), ("8.8.8.8", false), ("168.63.129.16", true),
            ("2001:4860:4860::8888", false), ("::", true), ("::1", true), ("::ffff:8.8.8.8", false),
            ("::ffff:10.0.0.1", true), ("64:ff9b::8.8.8.8", false), ("64:ff9b::7f00:1", true),
            ("2002:7f00:1::", true), ("2002:808:808::", false), ("fbff::", false), ("fc00::", true),
            ("fdff:ffff::", true), ("fe00::", false), ("fe80::1", true), ("febf::", true), ("ff02::1", true),
        ];
        for (address, inside) in cases {
            assert_eq!(is_inside(address.parse().unwrap()), inside, "{address}");
        }
    }

    #[test]
    fn names_of_the_machine_and_its_surroundings_are_local() {
        for name in
            ["localhost", "a.localhost", "printer.local", "metadata.google.internal", "intranet", "nas.home.arpa"]
        {
            assert!(is_local_name(name), "{name}");
        }
        for name in ["example.com", "local.example", "mylocalhost.com", "internal.example.com", "notinternal.dev"] {
            assert!(!is_local_name(name), "{name}");
        }
    }
}
