//! How clients are told to trust the portal's own authority.

use std::path::Path;

/// What to print: a line for each kind of client. `url` is the portal's address.
pub fn advice(authority: &Path, url: &str) -> String {
    let file = authority.display();
    let lines = [
        ("curl", format!("curl --cacert {file} {url}/health")),
        ("Python", format!("export SSL_CERT_FILE={file} REQUESTS_CA_BUNDLE={file}")),
        ("Node", format!("export NODE_EXTRA_CA_CERTS={file}")),
        ("PHP", format!("php -d openssl.cafile={file} -d curl.cainfo={file} script.php")),
    ];
    let lines: String = lines.iter().map(|(client, line)| format!("    {client:<7} {line}\n")).collect();
    format!("Its certificate is signed by an authority of its own. Let clients trust it:\n\n{lines}")
}
