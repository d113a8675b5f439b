//! Hostile addresses, each with what it is refused for.

use super::*;
use shared::fault::handler::*;

fn refused(guard: &Guard, address: &str, resolved: &[&str]) -> Option<&'static Fault> {
    let target = match guard.read(address) {
        Ok(target) => target,
        Err(refusal) => return Some(refusal.fault),
    };
    let resolved: Vec<IpAddr> = match target.literal {
        Some(address) => vec![address],
        None => resolved.iter().map(|address| address.parse().unwrap()).collect(),
    };
    guard.admit(&target, &resolved).err().map(|refusal| refusal.fault)
}

/// Literal addresses, and names that no resolver is asked about.
#[rustfmt::skip] // One address a line, as the table it is.
const HOSTILE: &[(&str, &Fault)] = &[
    // Loopback in every notation that some library reads.
    ("https://127.0.0.1/", ADDRESS_INTERNAL),
    ("https://127.1/", ADDRESS_INTERNAL),
    ("https://127.0.1/", ADDRESS_INTERNAL),
    ("https://2130706433/", ADDRESS_INTERNAL),
    ("https://0x7f000001/", ADDRESS_INTERNAL),
    ("https://0x7f.0.0.1/", ADDRESS_INTERNAL),
    ("https://0177.0.0.1/", ADDRESS_INTERNAL),
    ("https://017700000001/", ADDRESS_INTERNAL),
    ("https://0x7f.1/", ADDRESS_INTERNAL),
    ("https://127.0.0.1./", ADDRESS_INTERNAL),
    ("https://127.255.255.254/", ADDRESS_INTERNAL),
    ("https://%31%32%37.0.0.1/", ADDRESS_INTERNAL),
    ("https://①②⑦.⓪.⓪.①/", ADDRESS_INTERNAL),
    ("https://127。0。0。1/", ADDRESS_INTERNAL),
    ("https://0/", ADDRESS_INTERNAL),
    ("https://0.0.0.0/", ADDRESS_INTERNAL),
    // IPv6 and what it hides.
    ("https://[::1]/", ADDRESS_INTERNAL),
    ("https://[::]/", ADDRESS_INTERNAL),
    ("https://[0:0:0:0:0:0:0:1]/", ADDRESS_INTERNAL),
    ("https://[::ffff:127.0.0.1]/", ADDRESS_INTERNAL),
    ("https://[::ffff:7f00:1]/", ADDRESS_INTERNAL),
    ("https://[::127.0.0.1]/", ADDRESS_INTERNAL),
    ("https://[::ffff:169.254.169.254]/", ADDRESS_INTERNAL),
    ("https://[64:ff9b::a9fe:a9fe]/", ADDRESS_INTERNAL),
    ("https://[2002:7f00:1::]/", ADDRESS_INTERNAL),
    ("https://[2001:0:5ef5:79fd:0:59d:a0e5:ba1]/", ADDRESS_INTERNAL),
    ("https://[fe80::1]/", ADDRESS_INTERNAL),
    ("https://[fe80::1%25eth0]/", ADDRESS_MALFORMED),
    ("https://[fc00::1]/", ADDRESS_INTERNAL),
    ("https://[fd00:ec2::254]/", ADDRESS_INTERNAL),
    ("https://[ff02::1]/", ADDRESS_INTERNAL),
    // Private and special networks.
    ("https://10.0.0.1/", ADDRESS_INTERNAL),
    ("https://172.16.0.1/", ADDRESS_INTERNAL),
    ("https://192.168.1.1/", ADDRESS_INTERNAL),
    ("https://192.168.257/", ADDRESS_INTERNAL),
    ("https://100.64.0.1/", ADDRESS_INTERNAL),
    ("https://198.18.0.1/", ADDRESS_INTERNAL),
    ("https://224.0.0.1/", ADDRESS_INTERNAL),
    ("https://255.255.255.255/", ADDRESS_INTERNAL),
    // Metadata of clouds.
    ("https://169.254.169.254/latest/meta-data/", ADDRESS_INTERNAL),
    ("https://2852039166/", ADDRESS_INTERNAL),
    ("https://0xa9.0xfe.0xa9.0xfe/", ADDRESS_INTERNAL),
    ("https://100.100.100.200/", ADDRESS_INTERNAL),
    ("https://168.63.129.16/", ADDRESS_INTERNAL),
    ("https://metadata.google.internal/", ADDRESS_INTERNAL),
    // Names of the machine and its surroundings.
    ("https://localhost/", ADDRESS_INTERNAL),
    ("https://LOCALHOST./", ADDRESS_INTERNAL),
    ("https://a.localhost/", ADDRESS_INTERNAL),
    ("https://ⓛocalhost/", ADDRESS_INTERNAL),
    ("https://intranet/", ADDRESS_INTERNAL),
    ("https://nas.local/", ADDRESS_INTERNAL),
    // Readers that disagree about where the host is.
    ("https://example.com@127.0.0.1/", ADDRESS_USER),
    ("https://user:password@example.com/", ADDRESS_USER),
    ("https://@example.com/", ADDRESS_USER),
    ("https://example.com:443@127.0.0.1/", ADDRESS_USER),
    ("https://127.0.0.1#@example.com/", ADDRESS_INTERNAL),
    ("https://127.0.0.1?@example.com/", ADDRESS_INTERNAL),
    ("https://example.com\\@127.0.0.1/", ADDRESS_CHARACTERS),
    ("https:\\\\127.0.0.1/", ADDRESS_CHARACTERS),
    ("https://127.0.0.1\t/", ADDRESS_CHARACTERS),
    ("https://exam\nple.com/", ADDRESS_CHARACTERS),
    (" https://example.com/", ADDRESS_CHARACTERS),
    ("https://example.com/\r\nHost: localhost", ADDRESS_CHARACTERS),
    ("https:///127.0.0.1/", ADDRESS_INTERNAL),
    ("https:127.0.0.1", ADDRESS_INTERNAL),
    // Other protocols and ports.
    ("http://example.com/", ADDRESS_SCHEME),
    ("ftp://example.com/", ADDRESS_MALFORMED),
    ("file:///etc/passwd", ADDRESS_MALFORMED),
    ("gopher://127.0.0.1:6379/_FLUSHALL", ADDRESS_MALFORMED),
    ("javascript:alert(1)", ADDRESS_MALFORMED),
    ("//example.com/", ADDRESS_MALFORMED),
    ("example.com", ADDRESS_MALFORMED),
    ("", ADDRESS_MALFORMED),
    ("https://", ADDRESS_MALFORMED),
    ("https://exa mple.com", ADDRESS_CHARACTERS),
    ("https://example.com:99999/", ADDRESS_MALFORMED),
    ("https://example.com:0/", ADDRESS_PORT),
    ("https://example.com:22/", ADDRESS_PORT),
    ("https://example.com:25/", ADDRESS_PORT),
];

/// Names, and what their resolver says.
#[rustfmt::skip] // One name a line, as the table it is.
const RESOLVED: &[(&str, &[&str], &Fault)] = &[
    ("https://127.0.0.1.nip.io/", &["127.0.0.1"], ADDRESS_INTERNAL),
    ("https://inside.example.com/", &["10.0.0.5"], ADDRESS_INTERNAL),
    ("https://partly.example.com/", &["93.184.215.14", "192.168.0.7"], ADDRESS_INTERNAL),
    ("https://six.example.com/", &["fd12:3456::1"], ADDRESS_INTERNAL),
    ("https://mapped.example.com/", &["::ffff:10.1.2.3"], ADDRESS_INTERNAL),
    ("https://metadata.example.com/", &["169.254.169.254"], ADDRESS_INTERNAL),
    ("https://nowhere.example.com/", &[], ADDRESS_UNRESOLVED),
];

#[test]
fn hostile_addresses_are_refused_each_for_its_reason() {
    let guard = Guard::default();
    assert!(HOSTILE.len() + RESOLVED.len() >= 40);
    let literal = HOSTILE.iter().map(|(address, fault)| (*address, &["93.184.215.14"][..], *fault));
    let resolved = RESOLVED.iter().map(|(address, resolved, fault)| (*address, *resolved, *fault));
    for (address, resolved, fault) in literal.chain(resolved) {
        let found = refused(&guard, address, resolved).map(|fault| fault.code);
        assert_eq!(found, Some(fault.code), "{address}");
    }
    let long = format!("https://example.com/{}", "a".repeat(LENGTH_MAX));
    assert_eq!(refused(&guard, &long, &[]).map(|fault| fault.code), Some(ADDRESS_TOO_LONG.code));
}

#[test]
fn public_servers_are_sent_to_at_the_addresses_that_were_looked_at() {
    let guard = Guard::default();
    for address in [
        "https://example.com/hook?a=b",
        "https://example.com:8443/",
        "https://bücher.example/",
        "https://EXAMPLE.com#x",
    ] {
        assert!(refused(&guard, address, &["93.184.215.14", "2606:2800:21f:cb07::1"]).is_none(), "{address}");
    }
    let target = guard.read("https://example.com:8443/hook#part").unwrap();
    assert_eq!(
        (target.host.as_str(), target.port, target.url.as_str()),
        ("example.com", 8443, "https://example.com:8443/hook")
    );
    let pinned = guard.admit(&target, &["93.184.215.14".parse().unwrap()]).unwrap();
    assert_eq!(pinned, ["93.184.215.14:8443".parse().unwrap()]);
}

/// A name that is public when it is entered and inside when it is sent to.
#[test]
fn a_name_is_judged_by_every_answer_of_its_resolver() {
    let guard = Guard::default();
    let target = guard.read("https://rebinding.example.com/").unwrap();
    assert!(guard.admit(&target, &["93.184.215.14".parse().unwrap()]).is_ok());
    let refusal = guard.admit(&target, &["127.0.0.1".parse().unwrap()]).unwrap_err();
    assert_eq!(refusal.fault.code, ADDRESS_INTERNAL.code);
    assert_eq!(refusal.detail, "rebinding.example.com");
}

#[test]
fn administrators_allow_hosts_and_networks_and_nothing_beside_them() {
    let guard = Guard::new(["erp.internal", "*.corp.example", "10.1.0.0/16", "::1", "nonsense/99"]);
    #[rustfmt::skip] // One case a line.
    let cases: &[(&str, &[&str], Option<&Fault>)] = &[
        ("http://erp.internal:81/in", &["10.9.9.9"], None),
        ("http://a.corp.example/", &["192.168.0.1"], None),
        ("http://corp.example/", &["192.168.0.1"], Some(ADDRESS_INTERNAL)),
        ("https://corp.example/", &["192.168.0.1"], Some(ADDRESS_INTERNAL)),
        ("http://10.1.2.3:8080/", &[], None),
        ("http://10.2.2.3:8080/", &[], Some(ADDRESS_INTERNAL)),
        ("http://[::1]:8080/", &[], None),
        ("http://[::ffff:10.1.2.3]/", &[], None),
        ("http://127.0.0.1/", &[], Some(ADDRESS_INTERNAL)),
        ("http://in.example.com/", &["10.1.2.3"], None),
        ("http://out.example.com/", &["93.184.215.14"], Some(ADDRESS_SCHEME)),
        ("http://both.example.com/", &["10.1.2.3", "93.184.215.14"], Some(ADDRESS_SCHEME)),
        ("http://xerp.internal/", &["10.9.9.9"], Some(ADDRESS_INTERNAL)),
    ];
    for (address, resolved, expected) in cases {
        let found = refused(&guard, address, resolved).map(|fault| fault.code);
        assert_eq!(found, expected.map(|fault| fault.code), "{address}");
    }
}

#[test]
fn every_refusal_has_words_in_every_language() {
    for fault in ALL {
        assert_eq!(shared::fault::find(fault.code).map(|found| found.status), Some(422), "{}", fault.code);
        for language in shared::text::Language::ALL {
            assert!(!fault.text.in_language(language).is_empty(), "{}", fault.code);
        }
    }
}
