//! Refusals by the HTTP parser, which sends them without a body: clients parse every failure as JSON,
//! so they get one.

/// What the parser refuses, by its status.
const TEXTS: [(&str, &str); 3] = [
    ("400", "The request is not valid HTTP/1.1"),
    ("408", "The request did not come in time"),
    ("431", "The address is too long, or there are too many headers"),
];

/// The same answer with a body, when it is one of these refusals. Our own always have one.
pub fn with_body(answer: &[u8]) -> Option<Vec<u8>> {
    let status = answer.strip_prefix(b"HTTP/1.1 ")?;
    let (_, text) = TEXTS.iter().find(|(code, _)| status.starts_with(code.as_bytes()))?;
    let head = std::str::from_utf8(answer.strip_suffix(b"\r\n\r\n")?).ok()?;
    let is_length = |line: &str| line.to_ascii_lowercase().starts_with("content-length:");
    let mut lines = head.split("\r\n");
    if !lines.any(|line| is_length(line) && line.ends_with(" 0")) {
        return None;
    }
    let body = format!(r#"{{"error":"INVALID_REQUEST","error_description":"{text}"}}"#);
    let kept = head.split("\r\n").filter(|line| !is_length(line)).collect::<Vec<_>>().join("\r\n");
    let length = body.len();
    let kind = "content-type: application/json; charset=utf-8";
    Some(format!("{kept}\r\n{kind}\r\ncontent-length: {length}\r\n\r\n{body}").into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_refusals_without_a_body_get_one() {
        let bare = b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
        let whole = String::from_utf8(with_body(bare).unwrap()).unwrap();
        let (head, body) = whole.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 400 Bad Request\r\nconnection: close\r\n"), "{head}");
        assert!(head.ends_with(&format!("content-length: {}", body.len())), "{head}");
        assert!(body.starts_with(r#"{"error":"INVALID_REQUEST","#), "{body}");
        for other in [
            "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n",
            "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n",
            "HTTP/1.1 400 Bad Request\r\ncontent-length: 10\r\n\r\n",
            "HTTP/1.1 400 Bad Request\r\ncontent-length: 2\r\n\r\n{}",
            "HTTP/1.1 400 Bad",
            "",
        ] {
            assert_eq!(with_body(other.as_bytes()), None, "{other}");
        }
    }
}
