//! HTTP/1.1 by hand: requests that a proper client would mend or refuse to send.

use crate::answer::Answer;
use crate::program::PATIENCE;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::Arc;
use ureq::http::{HeaderMap, HeaderName, HeaderValue};

/// `GET` of an address whose path and query are sent byte by byte as written here.
pub fn get(url: &str) -> Answer {
    let (host, target) = split(url);
    let request = format!("GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    exchange(host, request.as_bytes()).unwrap_or_else(|| panic!("no answer from {host}"))
}

/// Host and path of `http://host/path`.
pub fn split(url: &str) -> (&str, &str) {
    let rest = url.strip_prefix("http://").expect("tests speak plain http");
    rest.split_at(rest.find('/').expect("an address has a path"))
}

/// Sends bytes to `host:port` and reads one answer. `None` when the other side closes without one.
pub fn exchange(host: &str, request: &[u8]) -> Option<Answer> {
    ask(&mut connect(host), request)
}

/// A connection to `host:port` whose reads and writes end.
pub fn connect(host: &str) -> TcpStream {
    let stream = TcpStream::connect(host).expect("the portal listens");
    stream.set_read_timeout(Some(PATIENCE)).expect("a timeout can be set");
    stream.set_write_timeout(Some(PATIENCE)).expect("a timeout can be set");
    stream
}

/// The same under TLS, with a server that one authority vouches for.
pub fn connect_securely(host: &str, authority: &Path) -> StreamOwned<ClientConnection, TcpStream> {
    let mut roots = RootCertStore::empty();
    let certificate = CertificateDer::from_pem_file(authority).expect("the authority is a certificate");
    roots.add(certificate).expect("the authority is a certificate");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = builder.expect("TLS is there").with_root_certificates(roots).with_no_client_auth();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name).to_owned();
    let name = ServerName::try_from(name).expect("a host has a name");
    let client = ClientConnection::new(Arc::new(config), name).expect("TLS is there");
    StreamOwned::new(client, connect(host))
}

/// Sends bytes on a connection and reads one answer. `None` when the other side closes without one.
pub fn ask(stream: &mut (impl Read + Write), request: &[u8]) -> Option<Answer> {
    // A portal that has heard enough answers and closes before everything is sent.
    let _ = stream.write_all(request).and_then(|()| stream.flush());
    let (mut bytes, mut buffer) = (Vec::new(), vec![0; 64 << 10]);
    loop {
        match stream.read(&mut buffer) {
            Ok(0) => return None,
            Ok(read) => bytes.extend_from_slice(&buffer[..read]),
            Err(error) if error.kind() == ErrorKind::ConnectionReset => return None,
            Err(error) => panic!("{error} after {} bytes", bytes.len()),
        }
        if let Some(answer) = parse(&bytes) {
            return Some(answer);
        }
    }
}

/// A whole answer; `None` while some of it is missing.
fn parse(bytes: &[u8]) -> Option<Answer> {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&bytes[..end]).ok()?;
    let mut lines = head.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let mut headers = HeaderMap::new();
    for line in lines {
        let (name, value) = line.split_once(':')?;
        headers.append(HeaderName::try_from(name).ok()?, HeaderValue::try_from(value.trim()).ok()?);
    }
    if status == 100 {
        return parse(&bytes[end + 4..]);
    }
    let chunked = headers.get("transfer-encoding").is_some_and(|value| value == "chunked");
    let length = headers.get("content-length").map_or(Some(0), |value| value.to_str().ok()?.parse().ok())?;
    let body = &bytes[end + 4..];
    let bytes = if chunked { joined(body)? } else { body.get(..length)?.to_vec() };
    Some(Answer { status, headers, bytes })
}

/// The chunks of a chunked body as one.
fn joined(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = rest.windows(2).position(|window| window == b"\r\n")?;
        let length = usize::from_str_radix(std::str::from_utf8(&rest[..end]).ok()?, 16).ok()?;
        if length == 0 {
            return Some(body);
        }
        let chunk = rest.get(end + 2..end + 2 + length)?;
        body.extend_from_slice(chunk);
        rest = rest.get(end + 4 + length..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_joined() {
        let answer = parse(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n");
        assert_eq!(answer.map(|answer| (answer.status, answer.text())), Some((200, "abc".to_owned())));
    }

    #[test]
    fn answers_need_a_status_line() {
        assert!(parse(b"nonsense\r\n\r\n").is_none());
        assert!(parse(b"").is_none());
    }
}
