//! TLS: the private authority for development, certificates of one's own, and what clients see of them.

use portico_tests::answer::Answer;
use portico_tests::portal::{PASSWORD, Portal, Sandbox};
use portico_tests::program::{self, Program};
use portico_tests::wire;
use std::fs;
use std::path::Path;
use tempfile::tempdir;

/// `host:port` and the path of an address.
fn split(url: &str) -> (&str, &str) {
    let rest = url.strip_prefix("https://").expect("an address under TLS");
    rest.split_at(rest.find('/').unwrap_or(rest.len()))
}

fn get(url: &str, authority: &Path) -> Answer {
    let (host, path) = split(url);
    let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    let mut stream = wire::connect_securely(host, authority);
    wire::ask(&mut stream, request.as_bytes()).expect("an answer")
}

#[test]
fn a_connection_carries_call_after_call_as_they_were_typed() {
    let sandbox = Sandbox::with(&["--records", "3", "--https-dev", "localhost"]);
    let (host, path) = split(sandbox.admin.webhook.url());
    let mut stream = wire::connect_securely(host, sandbox.authority.as_deref().unwrap());
    for call in ["crm.lead.update?id=1&fields[TITLE]=Test entité", "crm.lead.get?id=1", "profile"] {
        let call = call.replace(' ', "+");
        let request = format!("GET {path}{call} HTTP/1.1\r\nHost: {host}\r\n\r\n");
        let answer = wire::ask(&mut stream, request.as_bytes()).expect("an answer").expect(200);
        if call.starts_with("crm.lead.get") {
            assert_eq!(answer["result"]["TITLE"], "Test entité");
        }
    }
    for name in ["localhost", "127.0.0.1"] {
        let url = format!("https://{name}:{}/health", host.rsplit(':').next().unwrap());
        get(&url, sandbox.authority.as_deref().unwrap()).expect(200);
    }
}

#[test]
fn plain_http_is_told_to_use_https() {
    let sandbox = Sandbox::with(&["--records", "3", "--https-dev", "localhost"]);
    let (host, path) = split(sandbox.admin.webhook.url());
    let request = format!("GET {path}profile HTTP/1.1\r\nHost: {host}\r\n\r\n");
    let answer = wire::exchange(host, request.as_bytes()).expect("an answer");
    answer.expect_error(400, "INVALID_REQUEST");
    assert_eq!(answer.json()["error_description"], "Https required");
    // Neither that nor nonsense keeps others from being served.
    let _ = wire::exchange(host, b"\x16\x03\x01\x00\x02\xff\xff");
    get(&format!("{}profile", sandbox.admin.webhook.url()), sandbox.authority.as_deref().unwrap()).expect(200);
}

#[test]
fn the_authority_outlives_restarts_and_cookies_are_for_tls_only() {
    let data = tempdir().unwrap();
    drop(Portal::set_up(data.path()));
    let authority = data.path().join("https-ca.pem");
    let mut seen = Vec::new();
    for _ in 0..2 {
        let dir = data.path().to_str().unwrap();
        let args = ["serve", "--https-dev", "localhost", "--listen", "127.0.0.1:0", "--workers", "1", "--data", dir];
        let mut program = Program::start(program::command(&program::path(), args));
        let url = program.wait_for("address", |line| {
            let (_, url) = line.split_once("Portico is at ")?;
            Some(url.trim().to_owned())
        });
        for client in ["curl --cacert", "SSL_CERT_FILE=", "NODE_EXTRA_CA_CERTS=", "openssl.cafile="] {
            program.wait_for(client, |line| line.contains(client).then_some(()));
        }
        let (host, _) = split(&url);
        let body = format!(r#"{{"email":"admin@example.com","password":"{PASSWORD}"}}"#);
        let request = format!(
            "POST /console/sign-in HTTP/1.1\r\nHost: {host}\r\nOrigin: {url}\r\nX-Portico: 1\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        );
        let mut stream = wire::connect_securely(host, &authority);
        let signed_in = wire::ask(&mut stream, request.as_bytes()).expect("an answer");
        signed_in.expect(200);
        assert!(signed_in.header("set-cookie").ends_with("; Secure"), "{:?}", signed_in.headers);
        seen.push(fs::read(&authority).unwrap());
        assert!(program.stop().success(), "{}", program.log());
    }
    assert_eq!(seen[0], seen[1]);
}

#[test]
fn ones_own_certificate_is_served_and_a_wrong_one_named() {
    let made = Sandbox::with(&["--records", "3", "--https-dev", "localhost"]);
    let authority = made.authority.as_deref().unwrap();
    // Its authority's own certificate and key will do for somebody else's.
    let key = authority.with_file_name("https-ca-key.pem");
    let text = |path: &Path| path.to_str().unwrap().to_owned();
    let dir = tempdir().unwrap();
    let serve = |certificate: &Path, key: &Path| {
        let data = text(&dir.path().join("data"));
        let files = ["--https-cert".to_owned(), text(certificate), "--https-key".to_owned(), text(key)];
        let rest = ["--listen", "127.0.0.1:0", "--workers", "1", "--data", &data].map(str::to_owned);
        ["serve".to_owned()].into_iter().chain(files).chain(rest).collect::<Vec<_>>()
    };
    let missing = dir.path().join("missing.pem");
    for (certificate, key, wanted) in [
        (missing.as_path(), key.as_path(), "missing.pem"),
        (authority, &missing, "missing.pem"),
        (authority, authority, "holds no private key"),
    ] {
        let refused = program::run(serve(certificate, key));
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(!refused.status.success() && said.contains(wanted), "{wanted}: {said}");
    }
    let program = Program::start(program::command(&program::path(), serve(authority, &key)));
    let url = program.wait_for("set-up link", |line| {
        let link = line.trim().strip_suffix(line.trim().split_once("/setup#")?.1)?;
        link.starts_with("https://").then(|| link.trim_end_matches("/setup#").to_owned())
    });
    // It is no server's certificate: a client that looks will not have it, and says why.
    let (host, _) = split(&url);
    let mut stream = wire::connect_securely(host, authority);
    let refused = std::io::Write::write_all(&mut stream, b"GET / HTTP/1.1\r\n\r\n").unwrap_err();
    assert!(refused.to_string().contains("certificate"), "{refused}");
    for wrong in
        [&["--https-cert", "a"][..], &["--https-dev", "localhost", "--https-key", "a"], &["--https-dev", "a:1"]]
    {
        let line = ["serve"].iter().chain(wrong);
        assert_eq!(program::run(line).status.code(), Some(2), "{wrong:?}");
    }
}
