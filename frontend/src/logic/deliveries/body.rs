//! Bodies of requests and answers, laid out for reading.

use percent_encoding::percent_decode_str;
use serde_json::Value;

/// The body with a line for each value, if it is a form, or indented, if it is JSON; else as it is.
pub fn laid_out(content_type: &str, body: &str) -> String {
    let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match kind.as_str() {
        "application/x-www-form-urlencoded" => form(body),
        // Handlers answer with JSON under any name.
        _ => json(body).unwrap_or_else(|| body.to_owned()),
    }
}

/// A header's value by its name in lower case; empty when it is not there.
pub fn header<'a>(headers: &'a [(String, String)], name: &str) -> &'a str {
    headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value)
}

fn form(body: &str) -> String {
    let pairs = body.split('&').filter(|pair| !pair.is_empty());
    let line = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        format!("{} = {}", decoded(name), decoded(value))
    };
    pairs.map(line).collect::<Vec<_>>().join("\n")
}

fn json(body: &str) -> Option<String> {
    let value: Value =
        serde_json::from_str(body.trim()).ok().filter(|value: &Value| value.is_object() || value.is_array())?;
    serde_json::to_string_pretty(&value).ok()
}

fn decoded(text: &str) -> String {
    percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_and_json_are_laid_out_and_the_rest_is_not() {
        let body = "event=ONCRMDEALADD&data%5BFIELDS%5D%5BID%5D=7&auth%5Bdomain%5D=a+b%26c&empty";
        assert_eq!(
            laid_out("application/x-www-form-urlencoded; charset=utf-8", body),
            "event = ONCRMDEALADD\ndata[FIELDS][ID] = 7\nauth[domain] = a b&c\nempty = "
        );
        assert_eq!(laid_out("application/json", r#"{"b":1,"a":[]}"#), "{\n  \"b\": 1,\n  \"a\": []\n}");
        assert_eq!(laid_out("text/html", "<p>a=b&c=d</p>"), "<p>a=b&c=d</p>");
        assert_eq!(laid_out("", "ok"), "ok");
        assert_eq!(laid_out("", "17"), "17");
        assert_eq!(laid_out("application/json", "{broken"), "{broken");
    }

    #[test]
    fn headers_are_found_in_any_case() {
        let headers = [("Content-Type".to_owned(), "text/plain".to_owned())];
        assert_eq!((header(&headers, "content-type"), header(&headers, "server")), ("text/plain", ""));
    }
}
