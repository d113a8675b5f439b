//! Input that is broken, hostile or merely enormous: a clear refusal, and a portal that lives on.

use portico_tests::answer::Answer;
use portico_tests::portal::Sandbox;
use portico_tests::rest::Webhook;
use portico_tests::wire;
use serde_json::{Value, json};

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";

#[test]
fn malformed_json_is_an_invalid_request() {
    let sandbox = Sandbox::start();
    let webhook = &sandbox.admin.webhook;
    let broken: [&[u8]; 8] = [
        b"{",
        b"{\"id\": 1",
        b"{\"id\": 1} trailing",
        b"{'id': 1}",
        b"\"text\"",
        b"{\"id\": \"\xff\xfe\"}",
        b"{\"id\": \"\\ud800\"}",
        b"{\"id\": 1e}",
    ];
    for body in broken {
        let answer = webhook.post("crm.lead.get", JSON, body.to_vec());
        answer.expect_error(400, "INVALID_REQUEST");
    }
    for empty in ["", " ", "{}", "[]"] {
        webhook.post("profile", JSON, empty.as_bytes().to_vec()).expect(200);
    }
}

#[test]
fn nesting_without_end_is_refused() {
    let sandbox = Sandbox::start();
    let webhook = &sandbox.admin.webhook;
    let deep = 100_000;
    let json = format!("{{\"a\":{}{}}}", "[".repeat(deep), "]".repeat(deep));
    webhook.post("profile", JSON, json.into_bytes()).expect_error(400, "INVALID_REQUEST");
    let form = format!("a{}=1", "[b]".repeat(deep));
    alive_after(webhook, &webhook.post("profile", FORM, form.into_bytes()), &[200, 400]);
    let wide = (0..30_000).map(|n| format!("k{n}[x]=1")).collect::<Vec<_>>().join("&");
    alive_after(webhook, &webhook.post("profile", FORM, wide.into_bytes()), &[200, 400]);
}

/// PHP turns the bracket that opens the name into `_` when nothing closes it, so there is no
/// parameter `fields` left and nothing to change.
#[test]
fn unclosed_brackets_are_no_fields() {
    let sandbox = Sandbox::start();
    let webhook = &sandbox.admin.webhook;
    let id = webhook.result("crm.lead.add", json!({"fields": {"TITLE": "Before"}}));
    for query in ["fields[TITLE=x", "fields]TITLE[=x", "fields%5BTITLE=x", "[fields][TITLE]=x"] {
        let answer = webhook.get(&format!("crm.lead.update?id={id}&{query}"));
        alive_after(webhook, &answer, &[200, 400]);
        assert_eq!(webhook.result("crm.lead.get", json!({"id": id}))["TITLE"], "Before", "{query}");
    }
}

#[test]
fn parameters_of_wrong_types_are_named() {
    let sandbox = Sandbox::start();
    let webhook = &sandbox.admin.webhook;
    let fields = "Parameter 'fields' must be array.";
    let id = "ID is not defined or invalid.";
    let cases = [
        ("crm.lead.add", json!({"fields": "text"}), fields),
        ("crm.lead.update", json!({"id": 1, "fields": 7}), fields),
        ("crm.lead.update", json!({"fields": {"TITLE": "x"}}), id),
        ("crm.lead.get", json!({}), id),
        ("crm.lead.get", json!({"id": "abc"}), id),
        ("crm.lead.get", json!({"id": 0}), id),
        ("crm.lead.get", json!({"id": -1}), id),
        ("crm.lead.get", json!({"id": [1, 2]}), id),
        ("crm.lead.get", json!({"id": {"a": 1}}), id),
        ("crm.lead.get", json!({"id": null}), id),
        ("crm.lead.delete", json!({"id": ""}), id),
        ("crm.lead.get", json!({"id": 4_000_000_000_u64}), "Not found"),
        ("crm.lead.delete", json!({"id": 4_000_000_000_u64}), "Not found"),
        ("crm.lead.list", json!({"filter": "text"}), "Parameter 'filter' must be array."),
    ];
    for (method, body, text) in cases {
        let answer = webhook.post_json(method, &body);
        answer.expect_error(400, "");
        assert_eq!(answer.json()["error_description"], text, "{method} {body}");
    }
    for odd in ["99999999999999999999999999", "1e3", "0x1", "1;DROP", "%20", "%00", "%D9%A1"] {
        let answer = webhook.get(&format!("crm.lead.get?id={odd}"));
        alive_after(webhook, &answer, &[400]);
    }
    for start in ["abc", "-5", "99999999999999999999", "1.5", "[]"] {
        alive_after(webhook, &webhook.post_json("crm.lead.list", &json!({"start": start})), &[200, 400]);
    }
}

#[test]
fn values_of_wrong_types_never_break_a_record() {
    let sandbox = Sandbox::start();
    let webhook = &sandbox.admin.webhook;
    let odd = [
        json!(null),
        json!(true),
        json!(-1),
        json!(1e300),
        json!("x"),
        json!([]),
        json!({}),
        json!([[["deep"]]]),
        json!({"VALUE": {"VALUE": []}}),
        json!("\u{0}\u{202e}😀"),
    ];
    let names = ["TITLE", "OPPORTUNITY", "CLOSEDATE", "OPENED", "CONTACT_ID", "STAGE_ID", "PHONE", "ASSIGNED_BY_ID"];
    for value in &odd {
        let mut commands = serde_json::Map::new();
        for name in names {
            let body = json!({"fields": {"TITLE": "odd", name: value}});
            let answer = webhook.post_json("crm.deal.add", &body);
            assert!(matches!(answer.status, 200 | 400), "{name} = {value}: {}", answer.text());
            if answer.status == 200 {
                let id = &answer.json()["result"];
                commands.insert(name.to_owned(), json!(format!("crm.deal.get?id={id}")));
            }
        }
        let read = webhook.batch(Value::Object(commands));
        assert_eq!(read["result_error"], json!([]), "{value}");
    }
}

#[test]
fn ten_megabytes_are_read() {
    let sandbox = Sandbox::start();
    let webhook = &sandbox.admin.webhook;
    let long = "é".repeat(5 << 20);
    webhook.post_json("profile", &json!({"ignored": long})).expect(200);
    webhook.post_form("profile", &[("ignored", &"x".repeat(10 << 20))]).expect(200);

    let refused = webhook.post_json("crm.deal.add", &json!({"fields": {"TITLE": "Long", "COMMENTS": long}}));
    refused.expect_error(400, "ERROR_CORE");
    assert!(refused.text().contains("COMMENTS") && refused.bytes.len() < 500, "{} bytes", refused.bytes.len());
    let fits = &long[..1 << 20];
    let id = webhook.result("crm.deal.add", json!({"fields": {"TITLE": "Long", "COMMENTS": fits}}));
    let deal = webhook.result("crm.deal.get", json!({"id": id}));
    assert!(deal["COMMENTS"] == fits, "{} bytes came back", deal["COMMENTS"].to_string().len());
}

#[test]
fn more_than_64_mib_is_too_large() {
    let sandbox = Sandbox::start();
    let webhook = &sandbox.admin.webhook;
    let (host, target) = wire::split(webhook.url());
    let head =
        format!("POST {target}profile HTTP/1.1\r\nHost: {host}\r\nContent-Type: {JSON}\r\nConnection: close\r\n");
    let announced = format!("{head}Content-Length: {}\r\n\r\n{{", (64 << 20) + 1);
    let chunk = [b"100000\r\n".as_slice(), &[b' '; 1 << 20], b"\r\n"].concat();
    let streamed = [format!("{head}Transfer-Encoding: chunked\r\n\r\n").into_bytes(), chunk.repeat(66)].concat();
    for request in [announced.into_bytes(), streamed] {
        if let Some(answer) = wire::exchange(host, &request) {
            assert_eq!(answer.status, 413, "{}", answer.text());
            assert!(answer.json()["error"].is_string(), "{}", answer.text());
        }
        webhook.expect_alive();
    }
}

#[test]
fn an_announced_body_beyond_the_limit_is_answered() {
    let sandbox = Sandbox::start();
    let (host, target) = wire::split(sandbox.admin.webhook.url());
    let request = format!(
        "POST {target}profile HTTP/1.1\r\nHost: {host}\r\nContent-Type: {JSON}\r\nConnection: close\r\n\
         Content-Length: 68719476736\r\n\r\n"
    );
    let answer = wire::exchange(host, request.as_bytes()).expect("nothing was sent that could be cut off");
    assert_eq!(answer.status, 413, "{}", answer.text());
    assert!(answer.json()["error"].is_string(), "{}", answer.text());
}

#[test]
fn bytes_that_are_no_http_end_in_a_closed_connection() {
    let sandbox = Sandbox::start();
    let webhook = &sandbox.admin.webhook;
    let (host, _) = wire::split(webhook.url());
    let nonsense: [&[u8]; 5] = [
        b"GARBAGE\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /rest/1/x/profile HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\nConnection: close\r\n\r\n",
        b"POST /rest/1/x/profile HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n",
    ];
    for bytes in nonsense {
        if let Some(answer) = wire::exchange(host, bytes) {
            assert!((400..500).contains(&answer.status), "{}: {}", answer.status, answer.text());
            assert!(answer.json()["error"].is_string(), "{}", answer.text());
        }
        webhook.expect_alive();
    }
}

#[test]
fn heads_without_end_are_refused_in_json() {
    let sandbox = Sandbox::start();
    let (host, _) = wire::split(sandbox.admin.webhook.url());
    let long = format!("GET /rest/1/x/profile?a={} HTTP/1.1\r\n", "a".repeat(200 << 10));
    let many = format!("GET /rest/1/x/profile HTTP/1.1\r\n{}\r\n", "a: b\r\n".repeat(200));
    for (head, status) in [(long, 431), (many, 431), ("GET / nonsense\r\n\r\n".to_owned(), 400)] {
        let answer = wire::exchange(host, head.as_bytes()).expect("an answer");
        answer.expect_error(status, "INVALID_REQUEST");
    }
    sandbox.admin.webhook.expect_alive();
}

#[test]
fn broken_encodings_in_addresses_are_survived() {
    let sandbox = Sandbox::start();
    let webhook = &sandbox.admin.webhook;
    for query in ["id=%", "id=%zz", "id=%ff", "%=1", "=1", "&&&", "id=1&id[]=2", "id[]=1&id=", "a[][][b]=%00", "id=1#x"]
    {
        let answer = webhook.get(&format!("profile?{query}"));
        alive_after(webhook, &answer, &[200, 400]);
    }
}

fn alive_after(webhook: &Webhook, answer: &Answer, statuses: &[u16]) {
    assert!(statuses.contains(&answer.status), "{}: {}", answer.status, answer.text());
    assert_eq!(answer.status == 200, answer.json().get("result").is_some(), "{}", answer.text());
    webhook.expect_alive();
}
